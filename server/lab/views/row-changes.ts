/** What a view answers to somebody who has seen it before: only the rows that are new or differ, and which are gone. */
export interface RowChangesAnswer<Row> {
  /** Say it with the next question; it stands for all rows as they are now. */
  readonly token: string;
  /** The rows are all there are: the token of the question is not known (any more). */
  readonly isWhole: boolean;
  readonly rows: Row[];
  /** Keys of rows that are not there any more. */
  readonly gone: string[];
}

/** Tokens that are known; a page that asks every second needs the newest one. */
const MOST_TOKENS = 64;
const MOST_GONE = 4000;

/**
 * Remembers of a list when each of its rows changed last, by the hash of what it says. Whatever changes it, an undo too,
 * is seen as changed rows; it is no part of the lab's state, and whoever comes with an unknown token gets the whole.
 */
export class RowChanges {
  readonly #rows = new Map<string, { hash: number; version: number }>();
  readonly #gone = new Map<string, number>();
  readonly #tokens = new Map<string, number>();
  #version = 0;

  /** `since`: the token of the answer before. */
  answer<Row>(rows: readonly Row[], keyOf: (row: Row) => string, since: string | undefined): RowChangesAnswer<Row> {
    const next = this.#version + 1;
    const before = this.#rows.size;
    const now = new Set<string>();
    let hasChanged = false;
    let digest = 0;
    for (const row of rows) {
      const key = keyOf(row);
      const hash = hashOf(JSON.stringify(row));
      digest = (digest * 31 + hash) % 0x1_0000_0000_0000;
      now.add(key);
      if (this.#rows.get(key)?.hash === hash) continue;
      this.#rows.set(key, { hash, version: next });
      this.#gone.delete(key);
      hasChanged = true;
    }
    if (now.size < this.#rows.size || before > now.size) {
      for (const key of this.#rows.keys()) {
        if (now.has(key)) continue;
        this.#rows.delete(key);
        this.#gone.set(key, next);
        hasChanged = true;
      }
    }
    if (hasChanged) this.#version = next;
    if (this.#gone.size > MOST_GONE) {
      this.#gone.clear();
      this.#tokens.clear();
    }
    const from = since === undefined ? undefined : this.#tokens.get(since);
    const token = `${this.#version}-${digest.toString(36)}`;
    this.#keep(token);
    if (from === undefined) return { token, isWhole: true, rows: [...rows], gone: [] };
    return {
      token,
      isWhole: false,
      rows: rows.filter((row) => (this.#rows.get(keyOf(row))?.version ?? next) > from),
      gone: [...this.#gone].flatMap(([key, version]) => (version > from ? key : [])),
    };
  }

  #keep(token: string): void {
    this.#tokens.delete(token);
    this.#tokens.set(token, this.#version);
    const [oldest] = this.#tokens.keys();
    if (this.#tokens.size > MOST_TOKENS && oldest !== undefined) this.#tokens.delete(oldest);
  }
}

/** Lists of one lab that are watched at a time; the one asked for longest ago is forgotten. */
const MOST_LISTS = 8;

/** The lists of one lab, by name. */
export class ChangeBook {
  readonly #lists = new Map<string, RowChanges>();

  list(name: string): RowChanges {
    const list = this.#lists.get(name) ?? new RowChanges();
    this.#lists.delete(name);
    this.#lists.set(name, list);
    const [oldest] = this.#lists.keys();
    if (this.#lists.size > MOST_LISTS && oldest !== undefined) this.#lists.delete(oldest);
    return list;
  }
}

/** 53 bits of a text (cyrb53, public domain). */
function hashOf(text: string): number {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    a = Math.imul(a ^ code, 2_654_435_761);
    b = Math.imul(b ^ code, 1_597_334_677);
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909);
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909);
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0);
}
