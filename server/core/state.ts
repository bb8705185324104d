import { createHash, type Hash } from 'node:crypto';
import { coreLimits, LimitExceeded } from './limits.ts';

/**
 * What the state of a system is made of, so that a lab can be copied in microseconds (kernel.md rule 1). A state root is
 * a flat object whose fields are scalars, immutable values (replaced, never changed in place), `Table`s or `Histories`.
 */

/** Rows by key, in order of first insertion. Rows are immutable: replace them by `put`. */
export class Table<Row extends object> {
  #rows: Map<string, Row>;
  /** True while the map is shared with a fork and must be copied before the next write. */
  #shared = false;
  #writes = 0;

  constructor(rows: Map<string, Row> = new Map<string, Row>()) {
    this.#rows = rows;
  }

  get size(): number {
    return this.#rows.size;
  }

  /** Changes with every change of this table, so that what was made of its rows can be kept until then. */
  get writes(): number {
    return this.#writes;
  }

  get(key: string): Row | undefined {
    return this.#rows.get(key);
  }

  has(key: string): boolean {
    return this.#rows.has(key);
  }

  put(key: string, row: Row): void {
    this.#own();
    if (this.#rows.size >= coreLimits.tableRows && !this.#rows.has(key)) {
      throw new LimitExceeded('tableRows', `more than ${coreLimits.tableRows} rows`);
    }
    this.#rows.set(key, row);
  }

  /** Replaces the row by `{...row, ...change}`; false when there is no such row. */
  update(key: string, change: Partial<Row>): boolean {
    const row = this.#rows.get(key);
    if (!row) return false;
    this.#own();
    this.#rows.set(key, { ...row, ...change });
    return true;
  }

  delete(key: string): boolean {
    if (!this.#rows.has(key)) return false;
    this.#own();
    return this.#rows.delete(key);
  }

  values(): IterableIterator<Row> {
    return this.#rows.values();
  }

  entries(): IterableIterator<[string, Row]> {
    return this.#rows.entries();
  }

  find(test: (row: Row) => boolean): Row | undefined {
    for (const row of this.#rows.values()) if (test(row)) return row;
    return undefined;
  }

  filter(test: (row: Row) => boolean): Row[] {
    const out: Row[] = [];
    for (const row of this.#rows.values()) if (test(row)) out.push(row);
    return out;
  }

  /** A copy that shares the rows until one side writes. */
  fork(): Table<Row> {
    this.#shared = true;
    const copy = new Table<Row>(this.#rows);
    copy.#shared = true;
    return copy;
  }

  #own(): void {
    this.#writes += 1;
    if (!this.#shared) return;
    this.#rows = new Map(this.#rows);
    this.#shared = false;
  }
}

/** Append-only list; a fork shares what exists by parent pointer and appends on its own. */
export class History<Entry> {
  readonly #parent: History<Entry> | undefined;
  readonly #base: number;
  #tail: Entry[] = [];

  constructor(parent?: History<Entry>) {
    this.#parent = parent && parent.length > 0 ? parent : undefined;
    this.#base = parent?.length ?? 0;
  }

  get length(): number {
    return this.#base + this.#tail.length;
  }

  push(entry: Entry): number {
    if (this.length >= coreLimits.historyEntries) {
      throw new LimitExceeded('historyEntries', `more than ${coreLimits.historyEntries} entries`);
    }
    this.#tail.push(entry);
    return this.length - 1;
  }

  at(index: number): Entry | undefined {
    if (index < 0 || index >= this.length) return undefined;
    return index >= this.#base ? this.#tail[index - this.#base] : this.#parent?.at(index);
  }

  /** Entries `from` (included) to `to` (excluded), oldest first. */
  slice(from = 0, to = this.length): Entry[] {
    const parts: Entry[][] = [];
    this.#collect(Math.max(0, from), Math.min(to, this.length), parts);
    return parts.flat();
  }

  #collect(from: number, to: number, parts: Entry[][]): void {
    if (from >= to) return;
    // A parent may have grown since the fork: what it holds at or after #base belongs to the other branch.
    if (this.#parent) this.#parent.#collect(from, Math.min(to, this.#base), parts);
    if (to > this.#base) parts.push(this.#tail.slice(Math.max(0, from - this.#base), to - this.#base));
  }

  last(): Entry | undefined {
    return this.at(this.length - 1);
  }

  fork(): History<Entry> {
    return new History<Entry>(this);
  }
}

/**
 * A copy of a state root: tables and histories are forked, a state root within it (an object that holds a table or
 * history) is copied the same way, everything else is immutable by rule and shared.
 */
export function forkState<State extends object>(state: State): State {
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(state) as [string, unknown][]) copy[key] = forkField(value);
  return copy as State;
}

function forkField(value: unknown): unknown {
  if (value instanceof Table || value instanceof History) return value.fork() as unknown;
  return isStateRoot(value) ? forkState(value) : value;
}

function isStateRoot(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return false;
  return Object.values(value).some((field) => field instanceof Table || field instanceof History);
}

/** SHA-256 over a canonical rendering of plain data, tables, histories and byte arrays; object keys in sorted order. */
export function hashState(...roots: readonly unknown[]): string {
  const hash = createHash('sha256');
  for (const root of roots) feed(hash, root);
  return hash.digest('hex');
}

function feed(hash: Hash, value: unknown): void {
  if (value === undefined) return void hash.update('u');
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return void hash.update(`=${value}`);
  if (typeof value === 'string') return void hash.update(`"${value.length}:${value}`);
  if (value instanceof Uint8Array) return void hash.update(`b${value.length}:`).update(value);
  if (value instanceof Table) {
    hash.update(`T${value.size}`);
    for (const [key, row] of value.entries() as Iterable<[string, unknown]>) {
      feed(hash, key);
      feed(hash, row);
    }
    return;
  }
  if (value instanceof History) {
    hash.update(`H${value.length}`);
    for (const entry of value.slice() as unknown[]) feed(hash, entry);
    return;
  }
  if (Array.isArray(value)) {
    hash.update(`[${value.length}`);
    for (const entry of value) feed(hash, entry);
    return;
  }
  if (typeof value === 'object') {
    const record = value as Record<string, unknown>;
    const keys = Object.keys(record)
      .filter((key) => record[key] !== undefined)
      .sort();
    hash.update(`{${keys.length}`);
    for (const key of keys) {
      feed(hash, key);
      feed(hash, record[key]);
    }
    return;
  }
  throw new TypeError(`hashState: ${typeof value} is not plain data`);
}
