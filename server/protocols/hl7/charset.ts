import { asciiBytes, latin1 } from '../latin1.ts';
import { encodeMultiByte, isMultiByte, maskMultiByte, type MultiByteName } from './multi-byte-charset.ts';

/**
 * Character sets by MSH-18 (HL7 table 0211). Structure is found on `structure(bytes)`, one character per byte, in which
 * the parts of multi-byte characters are masked: a GB18030 or Shift-JIS trail byte may be `|`, `^`, `\` or `~`, and
 * within ISO IR87 every byte may be. So "decode before splitting" holds and spans stay byte offsets.
 */
export type CharsetName = 'ascii' | 'utf-8' | SingleByteName | MultiByteName;

type SingleByteName = `iso-8859-${1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 15}` | 'jis-x-0201';

const NAMES: Readonly<Record<string, CharsetName>> = {
  '': 'ascii',
  ASCII: 'ascii',
  'ISO IR6': 'ascii',
  '8859/1': 'iso-8859-1',
  '8859/2': 'iso-8859-2',
  '8859/3': 'iso-8859-3',
  '8859/4': 'iso-8859-4',
  '8859/5': 'iso-8859-5',
  '8859/6': 'iso-8859-6',
  '8859/7': 'iso-8859-7',
  '8859/8': 'iso-8859-8',
  '8859/9': 'iso-8859-9',
  '8859/15': 'iso-8859-15',
  'ISO IR14': 'jis-x-0201',
  'ISO IR87': 'iso-2022-jp',
  'ISO IR159': 'iso-2022-jp',
  'UNICODE UTF-8': 'utf-8',
  UNICODE: 'utf-8',
  'GB 18030-2000': 'gb18030',
  'KS X 1001': 'euc-kr',
  'BIG-5': 'big5',
  // Not in table 0211, yet what senders write; the table check of the validator says so.
  'UTF-8': 'utf-8',
  UTF8: 'utf-8',
  GB18030: 'gb18030',
  'SHIFT-JIS': 'shift_jis',
  SHIFT_JIS: 'shift_jis',
  SJIS: 'shift_jis',
  BIG5: 'big5',
  'ISO-8859-1': 'iso-8859-1',
  'ISO8859-1': 'iso-8859-1',
  'ISO-8859-15': 'iso-8859-15',
};

export interface Charset {
  /** The text of MSH-18, '' when absent. */
  readonly declared: string;
  /** By which bytes are decoded; undefined when MSH-18 names a set that is not known here. */
  readonly decode: CharsetName | undefined;
  /** For display: the set by which it is read, else what MSH-18 says. */
  readonly name: string;
}

/**
 * MSH-18 to a character set. Of several repetitions the first is the default and the others are reached by escape
 * sequences (HL7 2.5.1 §2.15.9.18); in practice that is `~ISO IR87`, which is ISO 2022 throughout.
 */
export function charsetOf(declared: string, repetition: string): Charset {
  const all = (repetition === '' ? [declared] : declared.split(repetition)).map(
    (each) => NAMES[each.trim().toUpperCase()],
  );
  const decode = all.includes('iso-2022-jp') ? 'iso-2022-jp' : all[0];
  return { declared, decode, name: decode ?? declared };
}

function isUndeclared(charset: Charset): boolean {
  return charset.decode === undefined || charset.decode === 'ascii';
}

/** One character per byte (0–255), bytes of multi-byte characters replaced by ÿ, which is never a delimiter. */
export function structure(bytes: Uint8Array, charset: Charset): string {
  const name = charset.decode;
  return latin1(name !== undefined && isMultiByte(name) ? maskMultiByte(bytes, name) : bytes);
}

export function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('hex');
}

export function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false;
  return true;
}

export interface Decoded {
  readonly text: string;
  /** False: the bytes are not valid in the declared set, and `text` is a guess with U+FFFD where there is none. */
  readonly valid: boolean;
}

/**
 * Bytes to text. Undeclared means ASCII (§2.15.9.18); bytes above 127 are then invalid and shown as UTF-8 if they are
 * that, else as 8859/1, which is what a receiver would try.
 */
export function decodeText(bytes: Uint8Array, charset: Charset): Decoded {
  const name = charset.decode;
  const plain = latin1(bytes);
  if (name !== 'iso-2022-jp' && isAscii(plain)) return { text: plain, valid: true };
  if (name === undefined || name === 'ascii') return { text: strict('utf-8', bytes) ?? plain, valid: false };
  if (name === 'utf-8' || isMultiByte(name)) {
    const text = strict(name, bytes);
    return text === undefined ? { text: lenient(name, bytes), valid: false } : { text, valid: true };
  }
  const table = singleByteTable(name);
  let text = '';
  for (const byte of bytes) text += table.characters[byte] ?? '\uFFFD';
  return { text, valid: !text.includes('\uFFFD') };
}

/** Text to bytes of the message's set, or the first character that the set does not have. */
export function encodeText(text: string, charset: Charset): Uint8Array | { readonly unencodable: string } {
  if (isUndeclared(charset) || (charset.decode !== 'iso-2022-jp' && isAscii(text))) return encodeTable(text, undefined);
  const name = charset.decode ?? 'ascii';
  if (name === 'utf-8') {
    const lone = /\p{Surrogate}/u.exec(text)?.[0];
    return lone === undefined ? new TextEncoder().encode(text) : { unencodable: lone };
  }
  if (isMultiByte(name)) return encodeMultiByte(text, name);
  return encodeTable(text, name === 'ascii' ? undefined : singleByteTable(name).bytes);
}

function encodeTable(
  text: string,
  high: ReadonlyMap<string, number> | undefined,
): Uint8Array | { unencodable: string } {
  // Where it is no ASCII the loop finds what is not in the table.
  const ascii = asciiBytes(text);
  if (ascii) return ascii;
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const byte = code < 0x80 ? code : high?.get(text.charAt(at));
    if (byte === undefined) return { unencodable: String.fromCodePoint(text.codePointAt(at) ?? 0xfffd) };
    bytes[at] = byte;
  }
  return bytes;
}

function strict(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function lenient(label: string, bytes: Uint8Array): string {
  return new TextDecoder(label, { ignoreBOM: true }).decode(bytes);
}

interface SingleByteTable {
  readonly characters: readonly (string | undefined)[];
  readonly bytes: ReadonlyMap<string, number>;
}

const singleByteTables = new Map<SingleByteName, SingleByteTable>();

/**
 * 0xA0–0xFF from TextDecoder, below that the byte itself: WHATWG decodes `iso-8859-1` and `-9` as windows-1252 and
 * -1254, which would make letters of the C1 controls and two bytes of one character.
 */
function singleByteTable(name: SingleByteName): SingleByteTable {
  const known = singleByteTables.get(name);
  if (known !== undefined) return known;
  const label = name === 'jis-x-0201' ? 'shift_jis' : name;
  const characters: (string | undefined)[] = [];
  const bytes = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const character = byte < 0xa0 ? String.fromCharCode(byte) : strict(label, Uint8Array.of(byte));
    characters.push(character);
    if (character !== undefined) bytes.set(character, byte);
  }
  const table = { characters, bytes };
  singleByteTables.set(name, table);
  return table;
}
