import { asciiBytes, isAsciiBytes, latin1 } from '../latin1.ts';
import { reverseOf, singleByteTable } from './character-tables.ts';
import type { Repertoire } from './character-tables.ts';
import { decodeGb, encodeGb } from './gb18030.ts';
import { extendedSet, isExtension } from './iso-2022.ts';
import type { TextKind } from './iso-2022.ts';
import { dicomLimits } from './limits.ts';

/**
 * Specific Character Set (0008,0005), PS3.3 §C.12.1.1.2 and PS3.5 §6.1: defined terms to and from text, all of them:
 * single-byte sets, code extensions (ISO 2022) with their multi-byte sets, UTF-8, GB18030 and GBK. What cannot be
 * converted is reported, never dropped in silence.
 */
export interface CharacterSet {
  /** The values of (0008,0005) as declared, trimmed; empty = default repertoire (ISO 646, ASCII). */
  readonly terms: readonly string[];
  /** False: at least one term is unknown; only ASCII is read and written, other bytes decode to U+FFFD. */
  readonly supported: boolean;
  /** Text may hold escape sequences, or trail bytes that look like ASCII: split values after decoding. */
  readonly multiByte: boolean;
  /** `kind`, `name` if not given, says where an escape sequence ends; only code extensions look at it. */
  readonly decode: (bytes: Uint8Array, kind?: TextKind) => string;
  /** Bytes, and the characters that this set does not have; each became `?`. */
  readonly encode: (text: string, kind?: TextKind) => EncodedText;
}

export interface EncodedText {
  readonly bytes: Uint8Array;
  /** Distinct, in order of appearance; empty = everything was encoded. */
  readonly unencodable: string;
}

const REPLACEMENT = '\ufffd';

function decodeWith(table: Repertoire, bytes: Uint8Array): string {
  if (isAsciiBytes(bytes)) return latin1(bytes);
  let text = '';
  for (const byte of bytes) text += table[byte] ?? REPLACEMENT;
  return text;
}

function encodeWith(table: Repertoire, text: string): EncodedText {
  const plain = asciiBytes(text);
  if (plain) return { bytes: plain, unencodable: '' };
  const reverse = reverseOf(table);
  const missing = new Set<string>();
  const bytes: number[] = [];
  for (const character of text) {
    const byte = reverse.get(character);
    if (byte === undefined) missing.add(character);
    bytes.push(byte ?? 0x3f);
  }
  return { bytes: Uint8Array.from(bytes), unencodable: [...missing].join('') };
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const asciiTable: Repertoire = singleByteTable(6) ?? [];

const singleByte = (terms: readonly string[], table: Repertoire, supported = true): CharacterSet => ({
  terms,
  supported,
  multiByte: false,
  decode: (bytes) => decodeWith(table, bytes),
  encode: (text) => encodeWith(table, text),
});

const unicode = (terms: readonly string[]): CharacterSet => ({
  terms,
  supported: true,
  multiByte: false, // no UTF-8 trail byte looks like a backslash
  decode: (bytes) => (isAsciiBytes(bytes) ? latin1(bytes) : utf8.decode(bytes)),
  encode: (text) => ({
    bytes: asciiBytes(text) ?? encoder.encode(text),
    unencodable: text.isWellFormed() ? '' : REPLACEMENT,
  }),
});

const chinese = (terms: readonly string[], fourBytes: boolean): CharacterSet => ({
  terms,
  supported: true,
  multiByte: true,
  decode: (bytes) => decodeGb(bytes, fourBytes),
  encode: (text) => {
    const bytes: number[] = [];
    const missing = new Set<string>();
    for (const character of text) {
      const found = encodeGb(character.codePointAt(0) ?? 0, fourBytes);
      if (!found) missing.add(character);
      bytes.push(...(found ?? [0x3f]));
    }
    return { bytes: Uint8Array.from(bytes), unencodable: [...missing].join('') };
  },
});

function extended(terms: readonly string[], registrations: readonly number[]): CharacterSet {
  const set = extendedSet(registrations);
  return {
    terms,
    supported: true,
    multiByte: true,
    decode: (bytes, kind = 'name') => set.decode(bytes, kind),
    encode: (text, kind = 'name') => {
      const missing = new Set<string>();
      const bytes = set.encode(text, kind, (character) => missing.add(character));
      return { bytes, unencodable: [...missing].join('') };
    },
  };
}

function create(terms: readonly string[]): CharacterSet {
  const [first = ''] = terms;
  if (terms.length === 0) return singleByte(terms, asciiTable);
  if (terms.length === 1) {
    if (first === 'ISO_IR 192') return unicode(terms);
    if (first === 'GB18030') return chinese(terms, true);
    if (first === 'GBK') return chinese(terms, false);
    const number = Number(/^ISO_IR (\d+)$/.exec(first)?.[1] ?? 0);
    const table = number === 6 ? undefined : singleByteTable(number);
    if (table) return singleByte(terms, table);
  }
  // ISO_IR where ISO 2022 IR belongs is read as meant.
  const registrations = terms.map((term) =>
    term === '' ? 6 : Number(/^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term)?.[1] ?? 0),
  );
  return registrations.every(isExtension) ? extended(terms, registrations) : singleByte(terms, asciiTable, false);
}

const sets = new Map<string, CharacterSet>();

/** The set for the values of (0008,0005); `[]` or `['']` = default repertoire. Never fails: see `supported`. */
export function characterSet(terms: readonly string[]): CharacterSet {
  const trimmed = terms.map((term) => term.trim());
  const key = trimmed.length === 1 && trimmed[0] === '' ? '' : trimmed.join('\\');
  let set = sets.get(key);
  if (!set) {
    set = create(key === '' ? [] : trimmed);
    if (sets.size < dicomLimits.characterSets) sets.set(key, set);
  }
  return set;
}

/** Default repertoire, ISO 646: what text is in where (0008,0005) is absent. */
export const defaultCharacterSet: CharacterSet = characterSet([]);

/** The first of `terms` lists whose set holds all of `text`; undefined if none does. */
export function characterSetFor(text: string, candidates: readonly (readonly string[])[]): CharacterSet | undefined {
  for (const terms of candidates) {
    const set = characterSet(terms);
    if (set.encode(text).unencodable === '') return set;
  }
  return undefined;
}
