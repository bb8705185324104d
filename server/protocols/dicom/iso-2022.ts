import { multiByteTable, reverseOf, singleByteTable } from './character-tables.ts';
import type { CodeTable, Repertoire } from './character-tables.ts';

/**
 * Code extensions (PS3.5 §6.1.2.5, ISO/IEC 2022): escape sequences name the sets for bytes 0x21-0x7E (G0) and
 * 0xA0-0xFF (G1). The first value of (0008,0005) names the sets that hold at the beginning and after each delimiter.
 */

/**
 * Which characters end what an escape sequence began, besides control characters: `name` (PN) backslash, ^ and =;
 * `values` backslash; `text` (LT, ST, UT, which have no values) none.
 */
export type TextKind = 'name' | 'values' | 'text';

interface CodeSet {
  readonly half: 'G0' | 'G1';
  /** Behind ESC. */
  readonly escape: string;
  readonly single: Repertoire | undefined;
  readonly multi: CodeTable | undefined;
}

const ESCAPE = 0x1b;
const SPACE = 0x20;
const REPLACEMENT = '\ufffd';

/** Final bytes that invoke a 96-set in G1 (PS3.3 Table C.12-3). */
const g1Finals: Readonly<Record<number, string>> = {
  100: '-A',
  101: '-B',
  109: '-C',
  110: '-D',
  144: '-L',
  127: '-G',
  126: '-F',
  138: '-H',
  148: '-M',
  203: '-b',
  166: '-T',
};

const single = (half: CodeSet['half'], escape: string, registration: number): CodeSet => ({
  half,
  escape,
  single: singleByteTable(registration),
  multi: undefined,
});
const multi = (half: CodeSet['half'], escape: string, registration: 87 | 159 | 149 | 58): CodeSet => ({
  half,
  escape,
  single: undefined,
  get multi(): CodeTable {
    return multiByteTable(registration);
  },
});

const ascii = single('G0', '(B', 6);
/** JIS X 0201: katakana in G1; its G0 differs from ASCII by yen and overline, which DICOM reads as \ and ~. */
const romaji = single('G0', '(J', 6);
const katakana = single('G1', ')I', 13);

const setsOf = new Map<number, readonly CodeSet[]>([
  [6, [ascii]],
  [13, [romaji, katakana]],
  [87, [multi('G0', '$B', 87)]],
  [159, [multi('G0', '$(D', 159)]],
  [149, [multi('G1', '$)C', 149)]],
  [58, [multi('G1', '$)A', 58)]],
]);
for (const [registration, escape] of Object.entries(g1Finals)) {
  setsOf.set(Number(registration), [single('G1', escape, Number(registration))]);
}
const byEscape = new Map([...setsOf.values()].flat().map((set) => [set.escape, set]));

/** Whether ISO 2022 IR nn is a defined term. */
export const isExtension = (registration: number): boolean => setsOf.has(registration);

export interface Extended {
  readonly decode: (bytes: Uint8Array, kind: TextKind) => string;
  /** `missing` is told each character that no set has; it becomes `?`. */
  readonly encode: (text: string, kind: TextKind, missing: (character: string) => void) => Uint8Array;
}

/** For the registration numbers of (0008,0005) in order; 6 where a value is empty. */
export function extendedSet(registrations: readonly number[]): Extended {
  const declared = registrations.flatMap((one) => setsOf.get(one) ?? []);
  const first = setsOf.get(registrations[0] ?? 6) ?? [];
  // The first value is a single-byte set by the standard; where it is not, ASCII holds at the beginning.
  const g0 = first.find((set) => set.half === 'G0' && set.single) ?? ascii;
  const g1 = first.find((set) => set.half === 'G1' && set.single);
  return {
    decode: (bytes, kind) => decode(bytes, kind, g0, g1),
    encode: (text, kind, missing) => new Encoder(g0, g1, declared, missing).encode(text, kind),
  };
}

function isReset(byte: number, kind: TextKind): boolean {
  if (byte < SPACE) return true;
  if (kind === 'text') return false;
  return byte === 0x5c || (kind === 'name' && (byte === 0x5e || byte === 0x3d));
}

function decode(bytes: Uint8Array, kind: TextKind, initialG0: CodeSet, initialG1: CodeSet | undefined): string {
  let g0 = initialG0;
  let g1 = initialG1;
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      const set = escapeAt(bytes, at + 1);
      if (set) {
        if (set.half === 'G0') g0 = set;
        else g1 = set;
        at += 1 + set.escape.length;
      } else {
        text += REPLACEMENT;
        at++;
      }
      continue;
    }
    const set = byte < 0x80 ? g0 : g1;
    if (set?.multi && byte !== SPACE && byte > 0x20) {
      const code = pairAt(set.multi, bytes, at);
      // Half a pair stands for itself, so that a delimiter behind it is still seen.
      text += code === 0 ? REPLACEMENT : String.fromCharCode(code);
      at += code === 0 && !isPair(bytes, at) ? 1 : 2;
      continue;
    }
    if (isReset(byte, kind)) {
      g0 = initialG0;
      g1 = initialG1;
    }
    text += byte <= SPACE ? String.fromCharCode(byte) : (set?.single?.[byte] ?? REPLACEMENT);
    at++;
  }
  return text;
}

function escapeAt(bytes: Uint8Array, at: number): CodeSet | undefined {
  const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
  return byEscape.get(String.fromCharCode(a, b)) ?? byEscape.get(String.fromCharCode(a, b, c));
}

const isPair = (bytes: Uint8Array, at: number): boolean =>
  at + 1 < bytes.length &&
  ((bytes[at] ?? 0) & 0x80) === ((bytes[at + 1] ?? 0) & 0x80) &&
  ((bytes[at + 1] ?? 0) & 0x7f) > 0x20;

function pairAt({ codes }: CodeTable, bytes: Uint8Array, at: number): number {
  if (!isPair(bytes, at)) return 0;
  const row = ((bytes[at] ?? 0) & 0x7f) - 0x21;
  const cell = ((bytes[at + 1] ?? 0) & 0x7f) - 0x21;
  return row < 94 && cell < 94 ? (codes[row * 94 + cell] ?? 0) : 0;
}

class Encoder {
  readonly #initialG0: CodeSet;
  readonly #initialG1: CodeSet | undefined;
  readonly #declared: readonly CodeSet[];
  readonly #missing: (character: string) => void;
  readonly #bytes: number[] = [];
  #g0: CodeSet;
  #g1: CodeSet | undefined;

  constructor(
    g0: CodeSet,
    g1: CodeSet | undefined,
    declared: readonly CodeSet[],
    missing: (character: string) => void,
  ) {
    this.#initialG0 = this.#g0 = g0;
    this.#initialG1 = this.#g1 = g1;
    this.#declared = declared;
    this.#missing = missing;
  }

  encode(text: string, kind: TextKind): Uint8Array {
    for (const character of text) this.#character(character, kind);
    this.#reset();
    return Uint8Array.from(this.#bytes);
  }

  #character(character: string, kind: TextKind): void {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) {
      if (isReset(code, kind)) this.#reset();
      else this.#name(this.#initialG0);
      this.#bytes.push(code);
      return;
    }
    for (const set of [this.#g1, this.#g0, this.#initialG1, ...this.#declared]) {
      const found = set && bytesIn(set, character, code);
      if (!found) continue;
      this.#name(set);
      this.#bytes.push(...found);
      return;
    }
    this.#missing(character);
    this.#name(this.#initialG0);
    this.#bytes.push(0x3f);
  }

  /** The sets of the first value hold before a delimiter and at the end (PS3.5 §6.1.2.5.3). */
  #reset(): void {
    this.#name(this.#initialG0);
    if (this.#initialG1) this.#name(this.#initialG1);
    // A G1 that the first value does not have needs no escape sequence to end, but one to begin again.
    else this.#g1 = undefined;
  }

  #name(set: CodeSet): void {
    if (set === (set.half === 'G0' ? this.#g0 : this.#g1)) return;
    this.#bytes.push(ESCAPE, ...Array.from(set.escape, (character) => character.charCodeAt(0)));
    if (set.half === 'G0') this.#g0 = set;
    else this.#g1 = set;
  }
}

function bytesIn(set: CodeSet, character: string, code: number): readonly number[] | undefined {
  if (set.single) {
    const byte = reverseOf(set.single).get(character);
    return byte === undefined || byte < 0x80 || set.half === 'G0' ? undefined : [byte];
  }
  const position = set.multi?.positions.get(code);
  if (position === undefined) return undefined;
  const high = set.half === 'G1' ? 0xa1 : 0x21;
  return [high + Math.floor(position / 94), high + (position % 94)];
}
