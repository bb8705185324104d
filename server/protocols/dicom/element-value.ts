import { defaultCharacterSet as asciiOnly } from './character-set.ts';
import type { CharacterSet } from './character-set.ts';
import type { DicomDiagnostic, DicomDiagnosticCode } from './diagnostic.ts';
import type { TextKind } from './iso-2022.ts';
import { dicomLimits } from './limits.ts';
import { formatTag, parseTag } from './tag.ts';
import type { Tag } from './tag.ts';
import type { VrInfo } from './vr.ts';

/** A value to be encoded: text (backslash separates values), numbers, or the bytes of the value field themselves. */
export type PlainValue = string | number | bigint | readonly (string | number | bigint)[] | Uint8Array;

export interface EncodedValue {
  readonly bytes: Uint8Array;
  /** The characters, if the character set cannot hold all of them. */
  readonly text: string | undefined;
  readonly problems: readonly DicomDiagnostic[];
}

const none: readonly DicomDiagnostic[] = [];
const empty = new Uint8Array(0);

function withoutEnd(text: string, codes: (code: number) => boolean): string {
  let end = text.length;
  while (end > 0 && codes(text.charCodeAt(end - 1))) end--;
  return end === text.length ? text : text.slice(0, end);
}

/** Removes the padding that carries no meaning in this VR (PS3.5 Table 6.2-1). NUL is tolerated behind any text. */
export function trimValue(text: string, info: VrInfo): string {
  const ended = withoutEnd(text, (code) => code === 0x20 || code === 0);
  if (info.trim !== 'both' || ended.charCodeAt(0) !== 0x20) return ended;
  let start = 0;
  while (ended.charCodeAt(start) === 0x20) start++;
  return ended.slice(start);
}

const asciiDecode = (bytes: Uint8Array): string => asciiOnly.decode(bytes);

/** Where an escape sequence ends in a value of this VR (PS3.5 §6.1.2.5.3). */
const kindOf = (info: VrInfo): TextKind => (info.vr === 'PN' ? 'name' : info.split ? 'values' : 'text');

/** All values as text, untrimmed. Backslash in a multi-byte set may be half a character: decode first, then split. */
export function decodeText(bytes: Uint8Array, info: VrInfo, set: CharacterSet): string[] {
  const text = info.charset ? set.decode(bytes, kindOf(info)) : asciiDecode(bytes);
  return info.split && text.includes('\\') ? text.split('\\').slice(0, dicomLimits.values) : [text];
}

/** Numbers of a binary VR; UV and SV beyond 2^53 lose their last digits, which is why `decodeBinaryText` exists. */
export function decodeNumbers(bytes: Uint8Array, info: VrInfo): number[] {
  return decodeBinary(bytes, info).map(Number);
}

/** The numbers as decimal text, exact; AT as `(gggg,eeee)`. */
export function decodeBinaryText(bytes: Uint8Array, info: VrInfo): string[] {
  if (info.vr === 'AT') return decodeNumbers(bytes, info).map(formatTag);
  return decodeBinary(bytes, info).map(String);
}

function decodeBinary(bytes: Uint8Array, info: VrInfo): (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = info.vr === 'AT' ? 4 : info.unit;
  const count = Math.min(Math.floor(bytes.length / size), dicomLimits.values);
  const read = readers[info.vr];
  return read ? Array.from({ length: count }, (_, index) => read(view, index * size)) : [];
}

const readers: Partial<Record<string, (view: DataView, at: number) => number | bigint>> = {
  US: (view, at) => view.getUint16(at, true),
  SS: (view, at) => view.getInt16(at, true),
  UL: (view, at) => view.getUint32(at, true),
  SL: (view, at) => view.getInt32(at, true),
  FL: (view, at) => view.getFloat32(at, true),
  FD: (view, at) => view.getFloat64(at, true),
  UV: (view, at) => view.getBigUint64(at, true),
  SV: (view, at) => view.getBigInt64(at, true),
  AT: (view, at) => view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true),
};

const ranges: Partial<Record<string, readonly [bigint, bigint]>> = {
  US: [0n, 0xffffn],
  SS: [-0x8000n, 0x7fffn],
  UL: [0n, 0xffffffffn],
  SL: [-0x80000000n, 0x7fffffffn],
  UV: [0n, 0xffffffffffffffffn],
  SV: [-0x8000000000000000n, 0x7fffffffffffffffn],
};

function writeNumber(view: DataView, at: number, { vr }: VrInfo, value: number | bigint): boolean {
  const number = Number(value);
  if (vr === 'FL' || vr === 'FD') {
    if (vr === 'FL') view.setFloat32(at, number, true);
    else view.setFloat64(at, number, true);
    return true;
  }
  if (vr === 'AT') {
    if (!Number.isInteger(number) || number < 0 || number > 0xffffffff) return false;
    view.setUint16(at, number >>> 16, true);
    view.setUint16(at + 2, number & 0xffff, true);
    return true;
  }
  const range = ranges[vr];
  if (!range || (typeof value === 'number' && !Number.isInteger(value))) return false;
  const integer = BigInt(value);
  if (integer < range[0] || integer > range[1]) return false;
  if (vr === 'US' || vr === 'SS') view.setInt16(at, number, true);
  else if (vr === 'UL' || vr === 'SL') view.setInt32(at, number, true);
  else view.setBigInt64(at, integer, true);
  return true;
}

function toNumber(value: string | number | bigint, info: VrInfo): number | bigint | undefined {
  if (typeof value !== 'string') return value;
  const text = value.trim();
  if (info.vr === 'AT') return parseTag(text);
  if (/^[+-]?\d+$/.test(text)) return info.unit === 8 && info.vr !== 'FD' ? BigInt(text) : Number(text);
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** A number as DS: at most 16 characters (PS3.5 Table 6.2-1), as exact as that allows. */
function formatDecimal(value: number): string {
  if (!Number.isFinite(value)) return '';
  const plain = String(value);
  if (plain.length <= 16) return plain;
  for (let digits = 15; digits > 0; digits--) {
    const shorter = String(Number(value.toPrecision(digits)));
    if (shorter.length <= 16) return shorter;
  }
  return '';
}

function textOf(value: string | number | bigint, info: VrInfo): string {
  return typeof value === 'number' && info.vr === 'DS' ? formatDecimal(value) : String(value);
}

/** One space or NUL where the length would be odd (PS3.5 §6.2). */
export function padded(bytes: Uint8Array, info: VrInfo): Uint8Array {
  if ((bytes.length & 1) === 0) return bytes;
  const even = new Uint8Array(bytes.length + 1);
  even.set(bytes);
  even[bytes.length] = info.kind === 'text' && info.trim !== 'null' ? 0x20 : 0;
  return even;
}

/**
 * The value field, padded to even length. A value that the VR cannot hold (text for US, 70000 for US) becomes empty
 * with `value-not-encodable`; a character that the set lacks becomes `?` with `character-not-encodable`.
 */
export function encodeValue(tag: Tag, info: VrInfo, value: PlainValue, set: CharacterSet): EncodedValue {
  const problem = (code: DicomDiagnosticCode, detail: string): readonly DicomDiagnostic[] => [
    { code, severity: 'error', tag, detail },
  ];
  if (value instanceof Uint8Array) return { bytes: padded(value, info), text: undefined, problems: none };
  const values = typeof value === 'object' ? value : [value];
  if (info.kind === 'text') {
    const text = values.map((one) => textOf(one, info)).join('\\');
    if (text === '') return { bytes: empty, text: undefined, problems: none };
    const encoded = (info.charset ? set : asciiOnly).encode(text, kindOf(info));
    const missing = encoded.unencodable;
    return {
      bytes: padded(encoded.bytes, info),
      text: missing === '' ? undefined : text,
      problems: missing === '' ? none : problem('character-not-encodable', missing),
    };
  }
  if (values.length === 0 || (values.length === 1 && values[0] === '')) {
    return { bytes: empty, text: undefined, problems: none };
  }
  const notEncodable = (): EncodedValue => ({
    bytes: empty,
    text: undefined,
    problems: problem('value-not-encodable', values.map(String).join('\\').slice(0, 64)),
  });
  if (info.kind !== 'number') return notEncodable();
  const size = info.vr === 'AT' ? 4 : info.unit;
  const parts = typeof value === 'string' ? value.split('\\') : values;
  const bytes = new Uint8Array(size * parts.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts) {
    const number = toNumber(part, info);
    if (number === undefined || !writeNumber(view, at, info, number)) return notEncodable();
    at += size;
  }
  return { bytes, text: undefined, problems: none };
}
