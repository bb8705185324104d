import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { Entry } from '../../../server/protocols/dicom/data-set.ts';
import { dicomLimits } from '../../../server/protocols/dicom/limits.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { join, anyDataSet } from './data-set-arbitrary.ts';

const sample: readonly Entry[] = [
  [0x00080005, 'CS', 'ISO_IR 100'],
  [0x00080050, 'SH', 'A1'],
  [0x00100010, 'PN', 'MÜLLER^JÜRGEN'],
  [0x00200013, 'IS', 7],
  [0x00280010, 'US', 64],
  [
    0x00400100,
    'SQ',
    [
      [
        [0x00400001, 'AE', 'NGH_CT1'],
        [0x00400006, 'PN', 'Ärztin^A'],
      ],
      [],
    ],
  ],
];

describe('a data set that was built', () => {
  it('reads back in both syntaxes what was put in', () => {
    for (const syntax of [IMPLICIT_LE, EXPLICIT_LE]) {
      const read = DataSet.read(join(DataSet.build(sample).write(syntax)), syntax);
      expect({
        diagnostics: read.diagnostics,
        accession: read.text(0x00080050),
        name: read.text(0x00100010),
        rows: read.number(0x00280010),
        instance: read.number(0x00200013),
        steps: read.items(0x00400100).map((item) => [item.text(0x00400001), item.text(0x00400006)]),
      }).toEqual({
        diagnostics: [],
        accession: 'A1',
        name: 'MÜLLER^JÜRGEN',
        rows: 64,
        instance: 7,
        steps: [
          ['NGH_CT1', 'Ärztin^A'],
          ['', ''],
        ],
      });
    }
  });
});

describe('any bytes', () => {
  it('never throw and are written back as they came', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE), (bytes, syntax) => {
        const read = DataSet.read(bytes, syntax);
        expect(read.diagnostics.length <= dicomLimits.diagnostics).toBe(true);
        expect(join(read.write(syntax))).toEqual(bytes);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a legal data set', () => {
  it('is the same bytes after build, write, read and write', () => {
    fc.assert(
      fc.property(anyDataSet(), fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE), (dataSet, syntax) => {
        const bytes = join(dataSet.write(syntax));
        const read = DataSet.read(bytes, syntax);
        expect(read.diagnostics).toEqual([]);
        expect(join(read.write(syntax))).toEqual(bytes);
      }),
    );
  });
});

const bytesOf = (dataSet: DataSet, syntax: string): Uint8Array => join(dataSet.write(syntax));
const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (byte) => parseInt(byte, 16));

describe('bytes damaged in one place', () => {
  it('never throw and are written back as they came', () => {
    const damaged = fc.record({
      dataSet: anyDataSet(),
      syntax: fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE),
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      byte: fc.constantFrom(0, 1, 0x41, 0xfe, 0xff),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(damaged, ({ dataSet, syntax, at, byte, cut }) => {
        const bytes = bytesOf(dataSet, syntax);
        const place = Math.floor(at * bytes.length);
        const changed = cut ? bytes.slice(0, place) : bytes.map((old, index) => (index === place ? byte : old));
        const read = DataSet.read(changed, syntax);
        expect(read.diagnostics.length).toBeLessThanOrEqual(dicomLimits.diagnostics);
        expect(bytesOf(read, syntax)).toEqual(changed);
        read.write(syntax === IMPLICIT_LE ? EXPLICIT_LE : IMPLICIT_LE);
      }),
      { numRuns: 400 },
    );
  });
});

describe('bytes in parts', () => {
  it('read like the same bytes in one piece and are written back as they came', () => {
    fc.assert(
      fc.property(anyDataSet(), fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (dataSet, sizes) => {
        const bytes = bytesOf(dataSet, EXPLICIT_LE);
        const parts: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length] ?? 1;
          parts.push(bytes.slice(at, at + size));
          at += size;
        }
        const read = DataSet.read(parts, EXPLICIT_LE);
        expect(read.diagnostics).toEqual([]);
        expect(bytesOf(read, EXPLICIT_LE)).toEqual(bytes);
        expect(bytesOf(read, IMPLICIT_LE)).toEqual(bytesOf(dataSet, IMPLICIT_LE));
      }),
    );
  });

  it('keep large values by reference from reading to writing', () => {
    const pixels = new Uint8Array(4096).fill(7);
    const parts = DataSet.build([
      [0x00280010, 'US', 1],
      [0x7fe00010, 'OW', pixels],
    ]).write(EXPLICIT_LE);
    expect(parts.some((part) => part === pixels)).toBe(true);
    const read = DataSet.read(parts, EXPLICIT_LE);
    expect(read.bytes(0x7fe00010)?.buffer).toBe(pixels.buffer);
    expect(
      read
        .with(0x00280010, 'US', 2)
        .write(IMPLICIT_LE)
        .some((part) => part.buffer === pixels.buffer),
    ).toBe(true);
  });
});

describe('the other syntax', () => {
  it('and back is the same bytes', () => {
    fc.assert(
      fc.property(anyDataSet(), (dataSet) => {
        const explicit = bytesOf(dataSet, EXPLICIT_LE);
        const implicit = bytesOf(DataSet.read(explicit, EXPLICIT_LE), IMPLICIT_LE);
        expect(bytesOf(DataSet.read(implicit, IMPLICIT_LE), EXPLICIT_LE)).toEqual(explicit);
      }),
    );
  });

  it('keeps undefined lengths, makes private elements UN and long text UN, and corrects a group length', () => {
    const long = 'x'.repeat(70_000);
    const implicit = DataSet.build([
      [0x00091001, 'LO', 'ab'],
      [0x00104000, 'LT', long],
    ]);
    const read = DataSet.read(implicit.write(IMPLICIT_LE), IMPLICIT_LE);
    const explicit = DataSet.read(read.write(EXPLICIT_LE), EXPLICIT_LE);
    expect(explicit.elements.map((one) => [one.tag, one.vr, one.length])).toEqual([
      [0x00091001, 'UN', 2],
      [0x00104000, 'UN', 70_000],
    ]);
    expect(explicit.text(0x00104000)).toBe(long);
    const grouped = hex('08000000 04000000 0a000000' + '08006000 02000000 4354');
    const converted = DataSet.read(DataSet.read(grouped, IMPLICIT_LE).write(EXPLICIT_LE), EXPLICIT_LE);
    expect(converted.number(0x00080000)).toBe(10);
    const undefinedLengths = hex(
      '40000001 ffffffff feff00e0 ffffffff 08006000 02000000 4354 feff0de0 00000000 feffdde0 00000000',
    );
    const there = bytesOf(DataSet.read(undefinedLengths, IMPLICIT_LE), EXPLICIT_LE);
    expect(bytesOf(DataSet.read(there, EXPLICIT_LE), IMPLICIT_LE)).toEqual(undefinedLengths);
  });
});

describe('an edit', () => {
  it('leaves every other element as it was, to the byte', () => {
    fc.assert(
      fc.property(anyDataSet(), fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE), (dataSet, syntax) => {
        const read = DataSet.read(dataSet.write(syntax), syntax);
        const value = 'EDITED^NAME';
        const edited = read.with(0x00100010, 'PN', value);
        expect(edited.text(0x00100010)).toBe(value);
        const rest = (one: DataSet): Uint8Array => bytesOf(one.without(0x00100010), syntax);
        expect(rest(DataSet.read(edited.write(syntax), syntax))).toEqual(rest(read));
        const before = read.get(0x00100010);
        if (before)
          expect(bytesOf(edited.with(0x00100010, 'PN', before.value), syntax)).toEqual(bytesOf(dataSet, syntax));
      }),
    );
  });

  it('keeps a group length true and does not touch the data set it came from', () => {
    const bytes = hex('02000000 554c0400 0a000000' + '02001000 55490200 3131'.replaceAll(' ', ''));
    const read = DataSet.read(bytes, EXPLICIT_LE);
    expect(read.with(0x00020010, 'UI', '1.2.3').number(0x00020000)).toBe(14);
    expect(bytesOf(read, EXPLICIT_LE)).toEqual(bytes);
  });

  it('inside an item leaves the other items as they were', () => {
    const read = DataSet.read(DataSet.build(sample).write(EXPLICIT_LE), EXPLICIT_LE);
    const [first, second] = read.items(0x00400100);
    const items = [first?.with(0x00400001, 'AE', 'NGH_CT2') ?? [], second ?? []];
    const edited = DataSet.read(read.with(0x00400100, 'SQ', items).write(EXPLICIT_LE), EXPLICIT_LE);
    expect(edited.items(0x00400100).map((item) => [item.text(0x00400001), item.text(0x00400006)])).toEqual([
      ['NGH_CT2', 'Ärztin^A'],
      ['', ''],
    ]);
  });

  it('that cannot be encoded says so', () => {
    const codes = (dataSet: DataSet): unknown[] =>
      dataSet.diagnostics.map(({ code, tag, detail }) => [code, tag, detail]);
    expect(codes(DataSet.build([[0x00100010, 'PN', 'Żółć^A']]))).toEqual([
      ['character-not-encodable', 0x00100010, 'Żółć'],
    ]);
    expect(codes(DataSet.build([[0x001021c0, 'US', 'YES']]))).toEqual([['value-not-encodable', 0x001021c0, 'YES']]);
    expect(codes(DataSet.build([[0x001021c0, 'US', 70_000]]))).toEqual([['value-not-encodable', 0x001021c0, '70000']]);
    expect(codes(DataSet.build([[0x00400100, 'SQ', 'x']]))).toEqual([['value-not-encodable', 0x00400100, 'SQ']]);
  });
});

describe('what is odd in bytes is a diagnostic', () => {
  const implicitItem = '08006000 02000000 4354';
  const cases: readonly (readonly [what: string, bytes: string, codes: readonly string[], syntax?: string])[] = [
    ['an odd length', '08006000 43530100 43', ['odd-length']],
    ['a length beyond the end', '08006000 4353ff00 4354', ['length-exceeds-container']],
    ['half a header', '08006000 4353', ['truncated-header']],
    ['no VR', '08006000 02000000 4354', ['not-a-vr']],
    ['a VR of the future', '08006000 5a5a0000 02000000 4354', ['unknown-vr']],
    ['tags out of order', '10002000 4c4f0200 3120 08006000 43530200 4354', ['out-of-order']],
    ['the same tag twice', '08006000 43530200 4354 08006000 43530200 4d52', ['duplicate-tag']],
    ['a delimiter outside a sequence', 'feff0de0 00000000', ['unexpected-delimiter']],
    ['undefined length of a string', '08006000 ffffffff', ['undefined-length-not-allowed'], IMPLICIT_LE],
    ['an unclosed sequence', '40000001 ffffffff', ['missing-sequence-delimiter'], IMPLICIT_LE],
    [
      'an unclosed item',
      `40000001 ffffffff feff00e0 ffffffff ${implicitItem} feffdde0 00000000`,
      ['missing-item-delimiter'],
      IMPLICIT_LE,
    ],
    ['no item in a sequence', '40000001 0a000000 08006000 02000000 4354', ['item-expected'], IMPLICIT_LE],
    ['bytes outside the character set', '08000500 43530a00 49534f5f495220313434 10001000 504e0200 a0ff', []],
    ['high bytes without a character set', '10001000 504e0200 c4d6', ['bytes-outside-character-set']],
    ['an unknown character set', '08000500 43530400 58585858', ['unsupported-character-set']],
  ];
  const table = cases.map(([what, text, codes, syntax = EXPLICIT_LE]) => ({ what, text, codes, syntax }));
  it.each(table)('$what', ({ text, codes, syntax }) => {
    const bytes = hex(text);
    const read = DataSet.read(bytes, syntax);
    expect(read.diagnostics.map((one) => one.code)).toEqual(codes);
    expect(bytesOf(read, syntax)).toEqual(bytes);
  });

  it('nesting without end is cut, not followed', () => {
    const open = hex('40000001 ffffffff feff00e0 ffffffff');
    const bytes = join(Array.from({ length: 5000 }, () => open));
    const read = DataSet.read(bytes, IMPLICIT_LE);
    expect(read.diagnostics.some((one) => one.code === 'too-deep')).toBe(true);
    expect(bytesOf(read, IMPLICIT_LE)).toEqual(bytes);
  });

  it('an unknown syntax is read as explicit little endian and told', () => {
    const bytes = hex('08006000 43530200 4354');
    const read = DataSet.read(bytes, '1.2.3');
    expect([read.text(0x00080060), read.diagnostics.map((one) => one.code), bytesOf(read, '1.2.3')]).toEqual([
      'CT',
      ['unsupported-transfer-syntax'],
      bytes,
    ]);
  });

  it.each([
    ['08006000 43530200 4354 00000000 00000000 000000', ['trailing-padding'], EXPLICIT_LE],
    ['08006000 02000000 4354 00000000', ['trailing-padding'], IMPLICIT_LE],
    ['08006000 43530200 4354 00000000 00000000 000001', ['not-a-vr'], EXPLICIT_LE],
  ])('zeros behind the last element are padding: %s', (text, codes, syntax) => {
    const read = DataSet.read(hex(text), syntax);
    expect(read.diagnostics.map((one) => one.code)).toEqual(codes);
    expect(bytesOf(read, syntax)).toEqual(hex(text));
  });
});

describe('legal but rare', () => {
  it('UN of undefined length holds implicit VR items inside explicit VR', () => {
    const bytes = hex('09000110 554e0000 ffffffff feff00e0 0a000000 08006000 02000000 4354 feffdde0 00000000');
    const read = DataSet.read(bytes, EXPLICIT_LE);
    expect([read.diagnostics, read.items(0x00091001).map((item) => item.text(0x00080060))]).toEqual([[], ['CT']]);
    expect(bytesOf(read, EXPLICIT_LE)).toEqual(bytes);
    const implicit = DataSet.read(read.write(IMPLICIT_LE), IMPLICIT_LE);
    expect(implicit.items(0x00091001).map((item) => item.text(0x00080060))).toEqual(['CT']);
  });

  it('encapsulated pixel data keeps its fragments', () => {
    const fragments = [new Uint8Array(0), Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6)];
    const syntax = '1.2.840.10008.1.2.4.50';
    const bytes = bytesOf(DataSet.build([[0x7fe00010, 'OB', { fragments }]]), syntax);
    const read = DataSet.read(bytes, syntax);
    expect([read.diagnostics, read.get(0x7fe00010)?.fragments]).toEqual([[], fragments]);
    expect(bytesOf(read, syntax)).toEqual(bytes);
  });

  it('a known sequence sent as UN is read as items and written as it came', () => {
    const bytes = hex('40000001 554e0000 12000000 feff00e0 0a000000 08006000 02000000 4354');
    const read = DataSet.read(bytes, EXPLICIT_LE);
    expect([read.diagnostics, read.items(0x00400100)[0]?.text(0x00080060)]).toEqual([[], 'CT']);
    expect(bytesOf(read, EXPLICIT_LE)).toEqual(bytes);
    expect(DataSet.read(read.write(IMPLICIT_LE), IMPLICIT_LE).items(0x00400100)[0]?.text(0x00080060)).toBe('CT');
  });

  it('a known attribute sent as UN is read by its own VR', () => {
    const read = DataSet.read(hex('20001300 554e0000 02000000 3720'), EXPLICIT_LE);
    expect([read.get(0x00200013)?.vr, read.text(0x00200013), read.number(0x00200013)]).toEqual(['UN', '7', 7]);
  });

  it('implicit VR takes US or SS from Pixel Representation', () => {
    const smallest = '28000601 02000000 ffff';
    const value = (signed: string): number | undefined =>
      DataSet.read(hex(`28000301 02000000 ${signed} ${smallest}`), IMPLICIT_LE).number(0x00280106);
    expect([value('0000'), value('0100')]).toEqual([65535, -1]);
  });
});
