import { gb2312, jisX0208, jisX0212, ksX1001, singleByteSets } from './character-data.ts';

/** One registered set, decoded and encoded by the numbers of its characters. 0 = no character. */
export interface CodeTable {
  /** Code points by position: byte of a single-byte set, else 94 × row + cell from 0. */
  readonly codes: Uint16Array;
  /** Position of a code point. */
  readonly positions: ReadonlyMap<number, number>;
}

/** 256 characters by byte, or U+FFFD. */
export type Repertoire = readonly string[];

const REPLACEMENT = '\ufffd';
const SPACE = 0x20;

function tableOf(codes: Uint16Array): CodeTable {
  let positions: Map<number, number> | undefined;
  return {
    codes,
    // Only writing needs it.
    get positions(): ReadonlyMap<number, number> {
      if (!positions) {
        positions = new Map();
        for (const [position, code] of codes.entries()) if (code !== 0) positions.set(code, position);
      }
      return positions;
    },
  };
}

/** The lines of character-data.ts as one array of `width` characters a row. */
export function codesOf(text: string, width: number, rows: number): Uint16Array {
  const codes = new Uint16Array(width * rows);
  for (const [row, line] of text.split('\n').entries()) {
    for (let cell = 0; cell < line.length; cell++) {
      const code = line.charCodeAt(cell);
      if (code !== SPACE) codes[row * width + cell] = code;
    }
  }
  return codes;
}

const squares = { 87: jisX0208, 159: jisX0212, 149: ksX1001, 58: gb2312 } as const;
const tables = new Map<number, CodeTable>();

/** Two-byte sets of 94 × 94 characters by ISO registration number. */
export function multiByteTable(registration: keyof typeof squares): CodeTable {
  let table = tables.get(registration);
  if (!table) {
    table = tableOf(codesOf(squares[registration], 94, 94));
    tables.set(registration, table);
  }
  return table;
}

/** Bytes 0x00-0x7F are ISO 646 in every set of DICOM. 0x5C stays the value delimiter even in JIS X 0201. */
function repertoire(high: (byte: number) => string): Repertoire {
  return Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? String.fromCharCode(byte) : high(byte)));
}

function repertoireOf(registration: number): Repertoire | undefined {
  if (registration === 6) return repertoire(() => REPLACEMENT);
  // 0x80-0x9F (C1) carry no characters.
  if (registration === 100) return repertoire((byte) => (byte < 0xa0 ? REPLACEMENT : String.fromCharCode(byte)));
  if (registration === 13) {
    // JIS X 0201: half-width katakana in the upper half.
    return repertoire((byte) =>
      byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : REPLACEMENT,
    );
  }
  const characters = singleByteSets[registration];
  if (characters === undefined) return undefined;
  return repertoire((byte) => {
    const character = byte < 0xa0 ? ' ' : (characters[byte - 0xa0] ?? ' ');
    return character === ' ' ? REPLACEMENT : character;
  });
}

const repertoires = new Map<number, Repertoire>();

/** Sets of one byte per character by ISO registration number; undefined for any other. */
export function singleByteTable(registration: number): Repertoire | undefined {
  const known = repertoires.get(registration) ?? repertoireOf(registration);
  if (known) repertoires.set(registration, known);
  return known;
}

const reverses = new Map<Repertoire, ReadonlyMap<string, number>>();

/** Byte by character. */
export function reverseOf(table: Repertoire): ReadonlyMap<string, number> {
  let reverse = reverses.get(table);
  if (!reverse) {
    reverse = new Map(
      table.map((character, byte): [string, number] => [character, byte]).filter(([c]) => c !== REPLACEMENT),
    );
    reverses.set(table, reverse);
  }
  return reverse;
}
