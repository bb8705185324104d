/** The sets of table 0211 in which a byte below 0x80 can be part of a character. */
export type MultiByteName = 'gb18030' | 'shift_jis' | 'big5' | 'euc-kr' | 'iso-2022-jp';

export function isMultiByte(name: string): name is MultiByteName {
  return name === 'gb18030' || name === 'shift_jis' || name === 'big5' || name === 'euc-kr' || name === 'iso-2022-jp';
}

const MASK = 0xff;
const ESC = 0x1b;

/** A copy of the bytes in which every byte that belongs to a multi-byte character is 0xFF. */
export function maskMultiByte(bytes: Uint8Array, name: MultiByteName): Uint8Array {
  return name === 'iso-2022-jp' ? maskIso2022(bytes) : maskLeadTrail(bytes, name);
}

function maskLeadTrail(bytes: Uint8Array, name: Exclude<MultiByteName, 'iso-2022-jp'>): Uint8Array {
  const masked = bytes.slice();
  let at = 0;
  while (at < bytes.length) {
    const length = characterLength(bytes, at, name);
    // Half-width katakana (Shift-JIS A1–DF) and stray high bytes stay: one byte above 0x7F disturbs nobody.
    if (length > 1) masked.fill(MASK, at, at + length);
    at += length;
  }
  return masked;
}

/** A lead byte without a legal trail counts as one byte, so that a broken character never swallows a segment end. */
function characterLength(bytes: Uint8Array, at: number, name: Exclude<MultiByteName, 'iso-2022-jp'>): number {
  const lead = bytes[at] ?? 0;
  const trail = bytes[at + 1] ?? 0;
  if (lead < 0x81) return 1;
  switch (name) {
    case 'gb18030':
      if (lead === 0xff) return 1;
      if (trail >= 0x30 && trail <= 0x39) {
        const third = bytes[at + 2] ?? 0;
        const fourth = bytes[at + 3] ?? 0;
        return third >= 0x81 && third <= 0xfe && fourth >= 0x30 && fourth <= 0x39 ? 4 : 1;
      }
      return trail >= 0x40 && trail <= 0xfe && trail !== 0x7f ? 2 : 1;
    case 'shift_jis':
      if (!((lead >= 0x81 && lead <= 0x9f) || (lead >= 0xe0 && lead <= 0xfc))) return 1;
      return trail >= 0x40 && trail <= 0xfc && trail !== 0x7f ? 2 : 1;
    case 'big5':
      return lead <= 0xfe && ((trail >= 0x40 && trail <= 0x7e) || (trail >= 0xa1 && trail <= 0xfe)) ? 2 : 1;
    case 'euc-kr':
      return lead <= 0xfe && trail >= 0x41 && trail <= 0xfe ? 2 : 1;
  }
  return name satisfies never;
}

/**
 * ISO 2022: `ESC $ …` begins two-byte characters, `ESC (` ends them. The escape sequences are masked too, since `$` and
 * `(` could be delimiters. A segment end returns to ASCII, as the encoding demands of the sender.
 */
function maskIso2022(bytes: Uint8Array): Uint8Array {
  const masked = bytes.slice();
  let twoByte = false;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === ESC && (bytes[at + 1] === 0x24 || bytes[at + 1] === 0x28)) {
      twoByte = bytes[at + 1] === 0x24;
      const length = twoByte && bytes[at + 2] === 0x28 ? 4 : 3;
      masked.fill(MASK, at, at + length);
      at += length - 1;
    } else if (byte === 0x0d || byte === 0x0a) {
      twoByte = false;
    } else if (twoByte) {
      masked[at] = MASK;
    }
  }
  return masked;
}

/** Text to bytes, or the first character that the set does not have. */
export function encodeMultiByte(text: string, name: MultiByteName): Uint8Array | { readonly unencodable: string } {
  const table = reverseTable(name);
  const bytes: number[] = [];
  let twoByte = false;
  const shift = (to: boolean): void => {
    if (name !== 'iso-2022-jp' || to === twoByte) return;
    bytes.push(ESC, to ? 0x24 : 0x28, 0x42);
    twoByte = to;
  };
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    const code =
      point < 0x80 ? undefined : (table.get(character) ?? (name === 'gb18030' ? supplementary(point) : undefined));
    // A bare ESC would be read as a shift; the caller escapes it as \X1B\ instead.
    if ((point >= 0x80 && code === undefined) || (name === 'iso-2022-jp' && point === ESC))
      return { unencodable: character };
    shift(code !== undefined);
    if (code === undefined) bytes.push(point);
    else bytes.push(...code);
  }
  shift(false);
  return Uint8Array.from(bytes);
}

const reverseTables = new Map<MultiByteName, ReadonlyMap<string, readonly number[]>>();

/** Built once, when such a message is first written: every code decoded, one a line, in one call. */
function reverseTable(name: MultiByteName): ReadonlyMap<string, readonly number[]> {
  const known = reverseTables.get(name);
  if (known !== undefined) return known;
  const codes = allCodes(name);
  const iso2022 = name === 'iso-2022-jp';
  const source = codes.flatMap((code) =>
    iso2022 ? [ESC, 0x24, 0x42, ...code, ESC, 0x28, 0x42, 0x0a] : [...code, 0x0a],
  );
  const lines = new TextDecoder(name, { ignoreBOM: true }).decode(Uint8Array.from(source)).split('\n');
  const table = new Map<string, readonly number[]>();
  codes.forEach((code, index) => {
    const character = lines[index] ?? '';
    const isOne = character !== '' && character.length === ((character.codePointAt(0) ?? 0) > 0xffff ? 2 : 1);
    if (isOne && character !== '\uFFFD' && character.charCodeAt(0) >= 0x80 && !table.has(character))
      table.set(character, code);
  });
  reverseTables.set(name, table);
  return table;
}

function allCodes(name: MultiByteName): number[][] {
  const codes: number[][] = [];
  if (name === 'iso-2022-jp') {
    for (let lead = 0x21; lead <= 0x7e; lead += 1)
      for (let trail = 0x21; trail <= 0x7e; trail += 1) codes.push([lead, trail]);
    return codes;
  }
  if (name === 'shift_jis') for (let byte = 0xa1; byte <= 0xdf; byte += 1) codes.push([byte]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (characterLength(Uint8Array.of(lead, trail), 0, name) === 2) codes.push([lead, trail]);
    }
  }
  // GB18030 four-byte codes of the Basic Multilingual Plane: 0x81308130 up to 0x8431A439.
  if (name === 'gb18030') for (let index = 0; index < 39_420; index += 1) codes.push(fourBytes(index));
  return codes;
}

function fourBytes(index: number): number[] {
  return [
    0x81 + Math.floor(index / 12_600),
    0x30 + (Math.floor(index / 1_260) % 10),
    0x81 + (Math.floor(index / 10) % 126),
    0x30 + (index % 10),
  ];
}

/** U+10000 and above lie in one row from 0x90308130, index 189 000. */
function supplementary(point: number): number[] | undefined {
  return point > 0xffff ? fourBytes(189_000 + point - 0x10000) : undefined;
}
