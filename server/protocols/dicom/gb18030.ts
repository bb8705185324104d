import { gb18030 } from './character-data.ts';
import { codesOf } from './character-tables.ts';

/**
 * GB18030 and its two-byte part GBK. Four-byte codes are no table: those of the basic plane count the code points that
 * have no two-byte code, in order; 0x90308130 begins the other planes.
 */
const CELLS = 190;
const FIRST_LEAD = 0x81;
const SUPPLEMENTARY = (0x90 - FIRST_LEAD) * 12_600;

/** Byte 0x40-0xFE without 0x7F as 0-189, or -1. */
const cellOf = (trail: number): number =>
  trail < 0x40 || trail === 0x7f || trail > 0xfe ? -1 : trail - (trail < 0x7f ? 0x40 : 0x41);

interface Tables {
  readonly codes: Uint16Array;
  readonly positions: ReadonlyMap<number, number>;
  /** Code points of the basic plane with four bytes, ascending. */
  readonly fourByte: Uint16Array;
}

function build(): Tables {
  const codes = codesOf(gb18030, CELLS, 126);
  // User-defined areas (GB18030 §A): AAA1-AFFE, F8A1-FEFE and A140-A7A0 are U+E000 to U+E765 in this order.
  let user = 0xe000;
  const fill = (first: number, last: number, from: number, to: number): void => {
    for (let lead = first; lead <= last; lead++) {
      for (let trail = from; trail <= to; trail++) {
        if (trail !== 0x7f) codes[(lead - FIRST_LEAD) * CELLS + cellOf(trail)] = user++;
      }
    }
  };
  fill(0xaa, 0xaf, 0xa1, 0xfe);
  fill(0xf8, 0xfe, 0xa1, 0xfe);
  fill(0xa1, 0xa7, 0x40, 0xa0);
  const positions = new Map<number, number>();
  for (const [position, code] of codes.entries()) if (code !== 0) positions.set(code, position);
  const rest: number[] = [];
  for (let code = 0x80; code < 0x10000; code++) {
    if (!positions.has(code) && (code < 0xd800 || code > 0xdfff)) rest.push(code);
  }
  return { codes, positions, fourByte: Uint16Array.from(rest) };
}

let tables: Tables | undefined;
const load = (): Tables => (tables ??= build());

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39;
const isLead = (byte: number): boolean => byte >= FIRST_LEAD && byte <= 0xfe;

/** `fourBytes`: GB18030, else GBK. What is no character becomes U+FFFD, one byte at a time. */
export function decodeGb(bytes: Uint8Array, fourBytes: boolean): string {
  const { codes, fourByte } = load();
  const at = (index: number): number => bytes[index] ?? 0;
  let text = '';
  let index = 0;
  while (index < bytes.length) {
    const lead = at(index);
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      index++;
      continue;
    }
    const cell = isLead(lead) ? cellOf(at(index + 1)) : -1;
    const code = cell < 0 ? 0 : (codes[(lead - FIRST_LEAD) * CELLS + cell] ?? 0);
    if (code !== 0) {
      text += String.fromCharCode(code);
      index += 2;
      continue;
    }
    const [second, third, fourth] = [at(index + 1), at(index + 2), at(index + 3)];
    if (fourBytes && isLead(lead) && isDigit(second) && isLead(third) && isDigit(fourth)) {
      const linear = (lead - FIRST_LEAD) * 12_600 + (second - 0x30) * 1260 + (third - FIRST_LEAD) * 10 + fourth - 0x30;
      const found = linear >= SUPPLEMENTARY ? linear - SUPPLEMENTARY + 0x10000 : (fourByte[linear] ?? 0);
      if (found !== 0 && found <= 0x10ffff) {
        text += String.fromCodePoint(found);
        index += 4;
        continue;
      }
    }
    text += '\ufffd';
    index++;
  }
  return text;
}

/** The bytes of one character; undefined where the set has none. */
export function encodeGb(code: number, fourBytes: boolean): readonly number[] | undefined {
  if (code < 0x80) return [code];
  const { positions, fourByte } = load();
  const position = positions.get(code);
  if (position !== undefined) {
    const cell = position % CELLS;
    return [FIRST_LEAD + Math.floor(position / CELLS), cell + (cell < 0x3f ? 0x40 : 0x41)];
  }
  if (!fourBytes || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const linear = code >= 0x10000 ? SUPPLEMENTARY + code - 0x10000 : indexIn(fourByte, code);
  if (linear < 0) return undefined;
  return [
    FIRST_LEAD + Math.floor(linear / 12_600),
    0x30 + (Math.floor(linear / 1260) % 10),
    FIRST_LEAD + (Math.floor(linear / 10) % 126),
    0x30 + (linear % 10),
  ];
}

function indexIn(sorted: Uint16Array, wanted: number): number {
  let [low, high] = [0, sorted.length - 1];
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const found = sorted[middle] ?? 0;
    if (found === wanted) return middle;
    if (found < wanted) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
