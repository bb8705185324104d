/**
 * Specific Character Set (0008,0005), PS3.3 §C.12.1.1.2 and PS3.5 §6.1: defined terms to and from text. Single-byte
 * repertoires and UTF-8 decode and encode; GB18030 and GBK decode; code extensions (ISO 2022) decode as far as their
 * single-byte repertoires go. What cannot be converted is reported, never dropped in silence.
 */
export interface CharacterSet {
  /** The values of (0008,0005) as declared, trimmed; empty = default repertoire (ISO 646, ASCII). */
  readonly terms: readonly string[];
  /** False: at least one term is unknown to this build; its bytes decode to U+FFFD. */
  readonly supported: boolean;
  /** False: text can be read but not written (only ASCII is encoded). */
  readonly encodes: boolean;
  /** Trail bytes may look like backslash: split values after decoding. */
  readonly multiByte: boolean;
  readonly decode: (bytes: Uint8Array) => string;
  /** Bytes, and the characters that this set does not have; each became `?`. */
  readonly encode: (text: string) => EncodedText;
}

export interface EncodedText {
  readonly bytes: Uint8Array;
  /** Distinct, in order of appearance; empty = everything was encoded. */
  readonly unencodable: string;
}

const REPLACEMENT = '\ufffd';
const ESCAPE = 0x1b;

/** 256 characters by byte, or U+FFFD. */
type Repertoire = readonly string[];

function repertoire(high: (byte: number) => string): Repertoire {
  // Bytes 0x00-0x7F are ISO 646 in every set of DICOM. 0x5C stays the value delimiter even in JIS X 0201.
  return Array.from({ length: 256 }, (_, byte) => (byte < 0x80 ? String.fromCharCode(byte) : high(byte)));
}

/** Only for labels that the WHATWG maps to the real ISO table in 0xA0-0xFF; 0x80-0x9F (C1) carry no characters. */
function isoPart(label: string): () => Repertoire {
  return () => {
    const decoder = new TextDecoder(label);
    return repertoire((byte) => (byte < 0xa0 ? REPLACEMENT : decoder.decode(Uint8Array.of(byte))));
  };
}

const latin1 = (): Repertoire => repertoire((byte) => (byte < 0xa0 ? REPLACEMENT : String.fromCharCode(byte)));

/** ISO 8859-9 is 8859-1 but for six Turkish letters; the WHATWG label means windows-1254. */
const latin5 = (): Repertoire => {
  const turkish = new Map([
    [0xd0, 'Ğ'],
    [0xdd, 'İ'],
    [0xde, 'Ş'],
    [0xf0, 'ğ'],
    [0xfd, 'ı'],
    [0xfe, 'ş'],
  ]);
  return latin1().map((character, byte) => turkish.get(byte) ?? character);
};

/** JIS X 0201: half-width katakana in the upper half. */
const jisX0201 = (): Repertoire =>
  repertoire((byte) => (byte >= 0xa1 && byte <= 0xdf ? String.fromCharCode(0xff61 + byte - 0xa1) : REPLACEMENT));

const ascii = (): Repertoire => repertoire(() => REPLACEMENT);

interface Known {
  readonly repertoire: () => Repertoire;
  /** Final byte of `ESC - F` that invokes it in G1 (PS3.3 Table C.12-3); `ESC ) I` for JIS X 0201. */
  readonly escape: string;
}

/** Numbers of ISO_IR nn and ISO 2022 IR nn with one byte per character. */
const singleByte: ReadonlyMap<string, Known> = new Map<string, Known>([
  ['6', { repertoire: ascii, escape: '' }],
  ['100', { repertoire: latin1, escape: '-A' }],
  ['101', { repertoire: isoPart('iso-8859-2'), escape: '-B' }],
  ['109', { repertoire: isoPart('iso-8859-3'), escape: '-C' }],
  ['110', { repertoire: isoPart('iso-8859-4'), escape: '-D' }],
  ['144', { repertoire: isoPart('iso-8859-5'), escape: '-L' }],
  ['127', { repertoire: isoPart('iso-8859-6'), escape: '-G' }],
  ['126', { repertoire: isoPart('iso-8859-7'), escape: '-F' }],
  ['138', { repertoire: isoPart('iso-8859-8'), escape: '-H' }],
  ['148', { repertoire: latin5, escape: '-M' }],
  ['203', { repertoire: isoPart('iso-8859-15'), escape: '-b' }],
  ['166', { repertoire: isoPart('windows-874'), escape: '-T' }],
  ['13', { repertoire: jisX0201, escape: ')I' }],
]);

const tables = new Map<string, Repertoire>();
function tableOf(number: string): Repertoire | undefined {
  const known = singleByte.get(number);
  if (!known) return undefined;
  let table = tables.get(number);
  if (!table) {
    table = known.repertoire();
    tables.set(number, table);
  }
  return table;
}

const reverses = new Map<Repertoire, ReadonlyMap<string, number>>();
function reverseOf(table: Repertoire): ReadonlyMap<string, number> {
  let reverse = reverses.get(table);
  if (!reverse) {
    reverse = new Map(
      table.map((character, byte): [string, number] => [character, byte]).filter(([c]) => c !== REPLACEMENT),
    );
    reverses.set(table, reverse);
  }
  return reverse;
}

function decodeWith(table: Repertoire, bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += table[byte] ?? REPLACEMENT;
  return text;
}

function encodeWith(table: Repertoire, text: string): EncodedText {
  const reverse = reverseOf(table);
  const bytes: number[] = [];
  const missing = new Set<string>();
  for (const character of text) {
    const byte = reverse.get(character);
    if (byte === undefined) missing.add(character);
    bytes.push(byte ?? 0x3f);
  }
  return { bytes: Uint8Array.from(bytes), unencodable: [...missing].join('') };
}

/** `ISO 2022`: escape sequences switch G1 (`ESC - F`) or name G0; single-byte sets only. */
function decodeExtended(initial: Repertoire, bytes: Uint8Array): string {
  let table: Repertoire | undefined = initial;
  let text = '';
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === ESCAPE) {
      const code = String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0);
      at += 2;
      if (code === '$)' || code === '$(')
        at++; // multi-byte sets carry a fourth byte
      else if (code === '(B' || code === '(J') continue; // ASCII or JIS X 0201 romaji in G0: as before
      table = undefined;
      for (const [number, known] of singleByte) if (known.escape === code) table = tableOf(number);
      continue;
    }
    // PS3.5 §6.1.2.5.3: delimiters and control characters switch back to the initial set.
    if (byte === 0x5c || byte === 0x5e || byte === 0x3d || byte < 0x20) table = initial;
    text += table?.[byte] ?? REPLACEMENT;
  }
  return text;
}

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const asciiTable = (): Repertoire => tableOf('6') ?? [];

function create(terms: readonly string[]): CharacterSet {
  const first = terms[0] ?? '';
  const single = (table: Repertoire): CharacterSet => ({
    terms,
    supported: true,
    encodes: true,
    multiByte: false,
    decode: (bytes) => decodeWith(table, bytes),
    encode: (text) => encodeWith(table, text),
  });
  if (terms.length <= 1) {
    if (first === '') return single(asciiTable());
    if (first === 'ISO_IR 192') {
      return {
        terms,
        supported: true,
        encodes: true,
        multiByte: false, // no UTF-8 trail byte looks like a backslash
        decode: (bytes) => utf8.decode(bytes),
        encode: encodeUtf8,
      };
    }
    if (first === 'GB18030' || first === 'GBK') {
      const decoder = new TextDecoder(first === 'GBK' ? 'gbk' : 'gb18030');
      return {
        terms,
        supported: true,
        encodes: false,
        multiByte: true,
        decode: (bytes) => decoder.decode(bytes),
        encode: (text) => encodeWith(asciiTable(), text),
      };
    }
    const table = tableOf(/^ISO_IR (\d+)$/.exec(first)?.[1] ?? '');
    if (table && first !== 'ISO_IR 6') return single(table);
  }
  const numbers = terms.map((term) => (term === '' ? '6' : (/^ISO(?:_IR| 2022 IR) (\d+)$/.exec(term)?.[1] ?? '')));
  const supported = terms.length > 0 && numbers.every((number) => singleByte.has(number));
  const initial = tableOf(numbers[0] ?? '') ?? asciiTable();
  return {
    terms,
    supported,
    encodes: false,
    multiByte: true,
    decode: (bytes) => decodeExtended(initial, bytes),
    encode: (text) => encodeWith(initial, text),
  };
}

function encodeUtf8(text: string): EncodedText {
  return { bytes: encoder.encode(text), unencodable: text.isWellFormed() ? '' : REPLACEMENT };
}

const sets = new Map<string, CharacterSet>();

/** The set for the values of (0008,0005); `[]` or `['']` = default repertoire. Never fails: see `supported`. */
export function characterSet(terms: readonly string[]): CharacterSet {
  const trimmed = terms.map((term) => term.trim());
  const key = trimmed.length === 1 && trimmed[0] === '' ? '' : trimmed.join('\\');
  let set = sets.get(key);
  if (!set) {
    set = create(key === '' ? [] : trimmed);
    if (sets.size < 256) sets.set(key, set);
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
