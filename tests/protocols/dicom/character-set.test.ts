import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterSet, characterSetFor } from '../../../server/protocols/dicom/character-set.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { join } from './data-set-arbitrary.ts';
import { pythonWith } from './python.ts';

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join(' ');

describe('a character set', () => {
  // The byte values are those of the ISO 8859 code charts.
  it.each([
    ['', 'Adams', '41 64 61 6d 73'],
    ['ISO_IR 100', 'Äneas', 'c4 6e 65 61 73'],
    ['ISO_IR 101', 'Wałęsa', '57 61 b3 ea 73 61'],
    ['ISO_IR 144', 'Люк', 'bb ee da'],
    ['ISO_IR 126', 'Διο', 'c4 e9 ef'],
    ['ISO_IR 148', 'Şğı', 'de f0 fd'],
    ['ISO_IR 109', 'Ħ', 'a1'],
    ['ISO_IR 138', 'שרון', 'f9 f8 e5 ef'],
    ['ISO_IR 13', 'ﾔﾏﾀﾞ', 'd4 cf c0 de'],
    ['ISO_IR 192', '王^小東', 'e7 8e 8b 5e e5 b0 8f e6 9d b1'],
  ])('%s writes and reads %s', (term, text, bytes) => {
    const set = characterSet([term]);
    const encoded = set.encode(text);
    expect([hex(encoded.bytes), encoded.unencodable, set.decode(encoded.bytes)]).toEqual([bytes, '', text]);
  });

  it('says which characters it does not have and writes a question mark for each', () => {
    const encoded = characterSet(['ISO_IR 100']).encode('Żółć 王');
    expect([hex(encoded.bytes), encoded.unencodable]).toEqual(['3f f3 3f 3f 20 3f', 'Żłć王']);
  });

  it('decodes GB18030 before values are split, since trail bytes may be a backslash', () => {
    const bytes = Uint8Array.of(0x90, 0x5c, 0x5c, 0x41); // one character, a backslash, A
    const read = DataSet.build([
      [0x00080005, 'CS', 'GB18030'],
      [0x00081030, 'LO', bytes],
    ]);
    expect(read.texts(0x00081030).map((text) => text.length)).toEqual([1, 1]);
  });

  it('follows single-byte code extensions and returns at a delimiter', () => {
    const set = characterSet(['ISO 2022 IR 100', 'ISO 2022 IR 144']);
    const bytes = Uint8Array.of(0xc4, 0x1b, 0x2d, 0x4c, 0xbb, 0xee, 0x5e, 0xc4);
    expect([set.supported, set.decode(bytes)]).toEqual([true, 'ÄЛю^Ä']);
  });

  it('that is unknown is not guessed', () => {
    const set = characterSet(['ISO_IR 999']);
    expect([set.supported, set.decode(Uint8Array.of(0x41, 0xc4))]).toEqual([false, 'A\ufffd']);
  });

  it('is chosen as the first that holds the text', () => {
    const candidates = [[], ['ISO_IR 100'], ['ISO_IR 192']];
    expect(['Adams', 'Äneas', 'Żółć'].map((text) => characterSetFor(text, candidates)?.terms)).toEqual(candidates);
  });

  it('never throws and always says what it replaced', () => {
    const terms = fc.constantFrom(
      '',
      'ISO_IR 100',
      'ISO_IR 101',
      'ISO_IR 144',
      'ISO_IR 192',
      'ISO_IR 13',
      'GB18030',
      'X',
    );
    fc.assert(
      fc.property(terms, fc.string({ unit: 'binary' }), fc.uint8Array(), (term, text, bytes) => {
        const set = characterSet([term]);
        set.decode(bytes);
        const encoded = set.encode(text);
        if (encoded.unencodable === '') expect(set.decode(encoded.bytes)).toBe(text);
      }),
    );
  });
});

describe('a data set in another character set', () => {
  const source = DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00100010, 'PN', 'Żółć^Ü'],
    [0x00400100, 'SQ', [[[0x00400006, 'PN', 'Ö^X']]]],
  ]);

  it('has the same text, items included', () => {
    const recoded = DataSet.read(join(source.withCharacterSet(['ISO_IR 101']).write(EXPLICIT_LE)), EXPLICIT_LE);
    expect([
      recoded.text(0x00080005),
      recoded.text(0x00100010),
      recoded.items(0x00400100)[0]?.text(0x00400006),
      recoded.diagnostics,
    ]).toEqual(['ISO_IR 101', 'Żółć^Ü', 'Ö^X', []]);
  });

  it('reports what is lost and gets it back when it returns', () => {
    const latin1 = source.withCharacterSet(['ISO_IR 100']);
    expect(latin1.diagnostics.map(({ code, tag, detail }) => [code, tag, detail])).toEqual([
      ['character-not-encodable', 0x00100010, 'Żłć'],
    ]);
    expect(latin1.text(0x00100010)).toBe('?ó??^Ü');
    expect(latin1.withCharacterSet(['ISO_IR 192']).text(0x00100010)).toBe('Żółć^Ü');
  });

  it('is only declared differently when (0008,0005) alone is set', () => {
    const lie = DataSet.build([
      [0x00080005, 'CS', 'ISO_IR 100'],
      [0x00100010, 'PN', 'Ä'],
    ]).with(0x00080005, 'CS', 'ISO_IR 144');
    expect(lie.text(0x00100010)).toBe('Ф');
  });

  it('takes items of a parent in another set by their characters', () => {
    const latin2 = DataSet.build([
      [0x00080005, 'CS', 'ISO_IR 101'],
      [0x00400100, 'SQ', [[[0x00400006, 'PN', 'Żółć']]]],
    ]);
    const moved = source.with(0x00400100, 'SQ', latin2.items(0x00400100));
    expect(moved.items(0x00400100)[0]?.text(0x00400006)).toBe('Żółć');
  });
});

const unhex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (byte) => parseInt(byte, 16));
/** Text with ESC written as it is printed in the standard: `{ESC}`. */
const latin = (text: string): Uint8Array => new Uint8Array(Buffer.from(text.replaceAll('{ESC}', '\u001b'), 'latin1'));

describe('code extensions', () => {
  // PS3.5 Annex H (Japanese), I (Korean), J and K (Chinese): the bytes are printed there.
  it.each([
    [
      'H.3.1',
      '\\ISO 2022 IR 87',
      'Yamada^Tarou=山田^太郎=やまだ^たろう',
      latin('Yamada^Tarou={ESC}$B;3ED{ESC}(B^{ESC}$BB@O:{ESC}(B={ESC}$B$d$^$@{ESC}(B^{ESC}$B$?$m$&{ESC}(B'),
    ],
    [
      'H.3.2',
      'ISO 2022 IR 13\\ISO 2022 IR 87',
      'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう',
      latin(
        '\u00d4\u00cf\u00c0\u00de^\u00c0\u00db\u00b3={ESC}$B;3ED{ESC}(J^{ESC}$BB@O:{ESC}(J={ESC}$B$d$^$@{ESC}(J^{ESC}$B$?$m$&{ESC}(J',
      ),
    ],
    [
      'I.2',
      '\\ISO 2022 IR 149',
      'Hong^Gildong=洪^吉洞=홍^길동',
      latin(
        'Hong^Gildong={ESC}$)C\u00fb\u00f3^{ESC}$)C\u00d1\u00ce\u00d4\u00d7={ESC}$)C\u00c8\u00ab^{ESC}$)C\u00b1\u00e6\u00b5\u00bf',
      ),
    ],
    [
      'K.2',
      '\\ISO 2022 IR 58',
      'Zhang^XiaoDong=张^小东=',
      latin('Zhang^XiaoDong={ESC}$)A\u00d5\u00c5^{ESC}$)A\u00d0\u00a1\u00b6\u00ab='),
    ],
    ['J.4', 'GB18030', 'Wang^XiaoDong=王^小东=', unhex('57616e675e5869616f446f6e673dcdf55ed0a1b6ab3d')],
    ['159', '\\ISO 2022 IR 159', '丂', latin('{ESC}$(D0!{ESC}(B')],
  ])('write and read the example %s', (_, terms, text, bytes) => {
    const set = characterSet(terms.split('\\'));
    expect([hex(set.encode(text).bytes), set.encode(text).unencodable, set.decode(bytes)]).toEqual([
      hex(bytes),
      '',
      text,
    ]);
  });

  it('end at the delimiters of their VR and at control characters, not elsewhere', () => {
    const set = characterSet(['ISO 2022 IR 100', 'ISO 2022 IR 144']);
    const cyrillic = '{ESC}-L\u00bb';
    const read = (text: string, kind: 'name' | 'values' | 'text'): string => set.decode(latin(text), kind);
    expect([
      read(`${cyrillic}^\u00c4`, 'name'),
      read(`${cyrillic}^\u00bb`, 'values'),
      read(`${cyrillic}\\\u00c4`, 'values'),
      read(`${cyrillic}\\^=\u00bb`, 'text'),
      read(`${cyrillic}\r\n\u00c4`, 'text'),
    ]).toEqual(['Л^Ä', 'Л^Л', 'Л\\Ä', 'Л\\^=Л', 'Л\r\nÄ']);
  });

  it('go back to the first set before a delimiter and at the end', () => {
    const set = characterSet(['ISO 2022 IR 100', 'ISO 2022 IR 144']);
    expect(hex(set.encode('Л^Ä').bytes)).toBe(hex(latin('{ESC}-L\u00bb{ESC}-A^\u00c4')));
    expect(hex(set.encode('Л^Ä', 'values').bytes)).toBe(hex(latin('{ESC}-L\u00bb^{ESC}-A\u00c4')));
    expect(hex(set.encode('ÄЛ').bytes)).toBe(hex(latin('\u00c4{ESC}-L\u00bb{ESC}-A')));
  });

  it('that are broken show what cannot be read and lose no delimiter', () => {
    const set = characterSet(['', 'ISO 2022 IR 149']);
    expect([
      set.decode(latin('A{ESC}')),
      set.decode(latin('A{ESC}%GB')),
      set.decode(latin('{ESC}$)C\u00fb^B')),
      set.decode(latin('\u00fb\u00f3^B')),
      characterSet(['', 'ISO 2022 IR 87']).decode(latin('{ESC}$B;{ESC}(B^C')),
    ]).toEqual(['A\ufffd', 'A\ufffd%GB', '\ufffd^B', '\ufffd\ufffd^B', '\ufffd^C']);
  });

  it('split values after decoding: half a Japanese character may be a backslash', () => {
    const read = DataSet.build([
      [0x00080005, 'CS', '\\ISO 2022 IR 87'],
      [0x00081030, 'LO', latin('{ESC}$B%\\{ESC}(B\\B')],
    ]);
    expect(read.texts(0x00081030)).toEqual(['ボ', 'B']);
  });
});

const everySet = [
  ...['ISO_IR 100', 'ISO_IR 101', 'ISO_IR 109', 'ISO_IR 110', 'ISO_IR 144', 'ISO_IR 127', 'ISO_IR 126', 'ISO_IR 138'],
  ...['ISO_IR 148', 'ISO_IR 203', 'ISO_IR 166', 'ISO_IR 13', 'ISO_IR 192', 'GB18030', 'GBK'],
  ...[100, 101, 109, 110, 144, 127, 126, 138, 148, 203, 166, 13, 6, 87, 159, 149, 58].map(
    (nn) => `\\ISO 2022 IR ${nn}`,
  ),
  'ISO 2022 IR 100\\ISO 2022 IR 126\\ISO 2022 IR 144\\ISO 2022 IR 87',
  'ISO 2022 IR 13\\ISO 2022 IR 87\\ISO 2022 IR 159',
];

describe.each(everySet)('every character of %s', (terms) => {
  const set = characterSet(terms.split('\\'));

  it('is written and read back, alone and among others', () => {
    let known = '';
    for (let code = 0x20; code < 0x10000; code += code < 0x3000 ? 1 : 7) {
      const character = String.fromCharCode(code);
      if (!character.isWellFormed()) continue;
      const { bytes, unencodable } = set.encode(character);
      if (unencodable !== '') continue;
      if (set.decode(bytes) !== character) expect(set.decode(bytes)).toBe(character);
      known += character;
    }
    expect([set.supported, known.length > 90]).toEqual([true, true]);
    for (const kind of ['name', 'values', 'text'] as const) {
      const encoded = set.encode(known, kind);
      expect([encoded.unencodable, set.decode(encoded.bytes, kind)]).toEqual(['', known]);
    }
  });
});

const pydicom = pythonWith('pydicom');
const PYTHON = `
import sys, json, re
from pydicom.charset import convert_encodings, decode_bytes, encode_string
out = []
for terms, text, ours in json.load(sys.stdin):
    codecs = convert_encodings(terms)
    theirs = b''.join(encode_string(part, codecs) for part in re.split('([\\^=])', text) if part)
    # No judge where it cannot read itself, or leaves out the escape sequences.
    good = decode_bytes(theirs, codecs, {'\\\\', '^', '='}) == text and (len(terms) == 1 or b'\\x1b' in theirs)
    theirs = theirs.hex() if good else ''
    out.append([decode_bytes(bytes.fromhex(ours), codecs, {'\\\\', '^', '='}), theirs])
json.dump(out, sys.stdout)
`;

describe.skipIf(!pydicom.available)(`pydicom ${pydicom.reason}`, () => {
  it('reads the text that we write, and we what it writes', () => {
    const texts: readonly (readonly [terms: string, text: string])[] = [
      ['ISO_IR 100', 'Buc^Jérôme'],
      ['ISO_IR 101', 'Żółć^Łucja'],
      ['ISO_IR 109', 'Ħal^Ġorġ'],
      ['ISO_IR 110', 'Bērziņš^Jānis'],
      ['ISO_IR 144', 'Люкceмбypг'],
      ['ISO_IR 127', 'قباني^لنزار'],
      ['ISO_IR 126', 'Διονυσιος'],
      ['ISO_IR 138', 'שרון^דבורה'],
      ['ISO_IR 148', 'Çavuşoğlu^Şükrü'],
      ['ISO_IR 166', 'นามสกุล^ชื่อ'],
      ['ISO_IR 13', 'ﾔﾏﾀﾞ^ﾀﾛｳ'],
      ['ISO_IR 192', 'Wang^XiaoDong=王^小東'],
      ['GB18030', 'Wang^XiaoDong=王^小东'],
      ['GBK', 'Wang^XiaoDong=王^小东'],
      ['\\ISO 2022 IR 87', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
      ['ISO 2022 IR 13\\ISO 2022 IR 87', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'],
      ['\\ISO 2022 IR 159', 'Yamada=丂丄^丅'],
      ['\\ISO 2022 IR 149', 'Hong^Gildong=洪^吉洞=홍^길동'],
      // Not asked: pydicom 2.3 leaves the escape sequence of ISO 2022 IR 58 in the text.
      ['ISO 2022 IR 100\\ISO 2022 IR 144', 'Äneas^Люк'],
      ['ISO 2022 IR 6\\ISO 2022 IR 126\\ISO 2022 IR 144', 'Dionysios is Διονυσιος^Люк'],
      ['\\ISO 2022 IR 166', 'Name^ชื่อ'],
    ];
    const asked = texts.map(([terms, text]) => {
      const list = terms.split('\\');
      return [list, text, Buffer.from(characterSet(list).encode(text).bytes).toString('hex')] as const;
    });
    const input = JSON.stringify(asked);
    const output = execFileSync(pydicom.program, ['-W', 'ignore', '-c', PYTHON], { input, encoding: 'utf8' });
    const said = JSON.parse(output) as [read: string, written: string][];
    expect(said.map(([read], index) => [texts[index]?.[0], read])).toEqual(texts);
    const written = said.flatMap(([, bytes], index) => (bytes === '' ? [] : [[index, bytes] as const]));
    expect(written.length).toBeGreaterThan(14);
    for (const [index, bytes] of written) {
      const [terms = '', text] = texts[index] ?? [];
      expect([terms, characterSet(terms.split('\\')).decode(unhex(bytes))]).toEqual([terms, text]);
    }
  });
});

describe.skipIf(!pydicom.available)(`Python ${pydicom.reason}`, () => {
  it('writes all of GB18030 as we do', () => {
    const program = `
import hashlib
text = ''.join(chr(c) for c in [*range(0x20, 0xD800), *range(0xE000, 0x10000), *range(0x10000, 0x110000, 997)])
print(hashlib.sha256(text.encode('gb18030')).hexdigest())`;
    const theirs = execFileSync(pydicom.program, ['-c', program], { encoding: 'utf8' }).trim();
    let text = '';
    for (let code = 0x20; code < 0x10000; code++)
      if (code < 0xd800 || code >= 0xe000) text += String.fromCharCode(code);
    for (let code = 0x10000; code < 0x110000; code += 997) text += String.fromCodePoint(code);
    const { bytes } = characterSet(['GB18030']).encode(text);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(theirs);
    expect(characterSet(['GB18030']).decode(bytes)).toBe(text);
  });
});
