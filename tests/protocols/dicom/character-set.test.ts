import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { characterSet, characterSetFor } from '../../../server/protocols/dicom/character-set.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { join } from './data-set-arbitrary.ts';

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
