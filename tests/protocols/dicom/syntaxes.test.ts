import fc from 'fast-check';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { DEFLATED_EXPLICIT_LE, EXPLICIT_BE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { anyTree, join, plainTree } from './data-set-arbitrary.ts';

const RLE = '1.2.840.10008.1.2.5';
const syntaxes = fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_EXPLICIT_LE, RLE);
const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (byte) => parseInt(byte, 16));
const bytesOf = (dataSet: DataSet, syntax: string): Uint8Array => join(dataSet.write(syntax));

describe('a tree of elements of every VR', () => {
  it('reads back the same from every syntax, and is written again to the byte', () => {
    fc.assert(
      fc.property(anyTree(), syntaxes, (dataSet, syntax) => {
        const bytes = bytesOf(dataSet, syntax);
        const read = DataSet.read(bytes, syntax);
        expect(read.diagnostics).toEqual([]);
        expect(plainTree(read)).toEqual(plainTree(dataSet));
        expect(bytesOf(read, syntax)).toEqual(bytes);
      }),
    );
  });

  it('goes from any syntax to any other and back', () => {
    fc.assert(
      fc.property(anyTree(), syntaxes, syntaxes, (dataSet, from, to) => {
        const there = DataSet.read(bytesOf(DataSet.read(bytesOf(dataSet, from), from), to), to);
        expect(plainTree(there)).toEqual(plainTree(dataSet));
        expect(bytesOf(DataSet.read(bytesOf(there, from), from), EXPLICIT_LE)).toEqual(bytesOf(dataSet, EXPLICIT_LE));
      }),
    );
  });

  it('keeps everything else when one element is edited, in every syntax', () => {
    fc.assert(
      fc.property(anyTree(), syntaxes, (dataSet, syntax) => {
        const read = DataSet.read(bytesOf(dataSet, syntax), syntax);
        const edited = DataSet.read(bytesOf(read.with(0x00720066, 'LO', 'EDITED'), syntax), syntax);
        expect(edited.text(0x00720066)).toBe('EDITED');
        const rest = (one: DataSet): unknown => plainTree(one.without(0x00720066));
        expect(rest(edited)).toEqual(rest(dataSet));
      }),
    );
  });

  it('cut or changed anywhere never throws, and is written back as it came', () => {
    const damage = fc.record({
      dataSet: anyTree(),
      syntax: syntaxes,
      at: fc.double({ min: 0, max: 0.999, noNaN: true }),
      byte: fc.constantFrom(0, 1, 0x41, 0xfe, 0xff),
      cut: fc.boolean(),
    });
    fc.assert(
      fc.property(damage, ({ dataSet, syntax, at, byte, cut }) => {
        const bytes = bytesOf(dataSet, syntax);
        const place = Math.floor(at * bytes.length);
        const changed = cut ? bytes.slice(0, place) : bytes.map((old, index) => (index === place ? byte : old));
        const read = DataSet.read(changed, syntax);
        expect(read.diagnostics.length).toBeLessThanOrEqual(500);
        plainTree(read);
        expect(bytesOf(read, syntax)).toEqual(changed);
        for (const other of [IMPLICIT_LE, EXPLICIT_BE]) read.write(other);
      }),
      { numRuns: 400 },
    );
  });
});

describe('explicit big endian', () => {
  it('is written as PS3.5 §7.3 shows it', () => {
    const dataSet = DataSet.build([
      [0x00080060, 'CS', 'CT'],
      [0x00280009, 'AT', 0x00181063],
      [0x00280010, 'US', 0x0102],
      [0x00720082, 'SV', 1],
      [0x7fe00010, 'OW', hex('0102 0304')],
    ]);
    const bytes = hex(
      '00080060 4353 0002 4354' +
        '00280009 4154 0004 0018 1063' +
        '00280010 5553 0002 0102' +
        '00720082 5356 0000 00000008 0000000000000001' +
        '7fe00010 4f57 0000 00000004 0201 0403',
    );
    expect(bytesOf(dataSet, EXPLICIT_BE)).toEqual(bytes);
    const read = DataSet.read(bytes, EXPLICIT_BE);
    expect([read.number(0x00280010), read.text(0x00280009), read.text(0x00720082)]).toEqual([
      0x0102,
      '(0018,1063)',
      '1',
    ]);
    expect(read.bytes(0x7fe00010)).toEqual(hex('0102 0304'));
    expect(read.get(0x00280010)?.span).toEqual(expect.objectContaining({ start: 22, valueStart: 30, end: 32 }));
  });

  it('holds a sequence sent as UN in little endian, delimiter included', () => {
    const content = 'feff00e0 0a000000 08006000 02000000 4354 feffdde0 00000000';
    const big = hex(`00091001 554e 0000 ffffffff ${content}`);
    const read = DataSet.read(big, EXPLICIT_BE);
    expect([read.diagnostics, read.items(0x00091001)[0]?.text(0x00080060)]).toEqual([[], 'CT']);
    expect(bytesOf(read, EXPLICIT_BE)).toEqual(big);
    const little = hex(`09000110 554e 0000 ffffffff ${content}`);
    expect(bytesOf(read, EXPLICIT_LE)).toEqual(little);
    expect(bytesOf(DataSet.read(little, EXPLICIT_LE), EXPLICIT_BE)).toEqual(big);
  });
});

describe('deflated', () => {
  const dataSet = DataSet.build([
    [0x00080060, 'CS', 'CT'],
    [0x7fe00010, 'OW', new Uint8Array(20_000)],
  ]);
  const deflated = bytesOf(dataSet, DEFLATED_EXPLICIT_LE);
  const codes = (bytes: Uint8Array): string[] =>
    DataSet.read(bytes, DEFLATED_EXPLICIT_LE).diagnostics.map((one) => one.code);

  it('is small, of even length and says where its elements stand in the inflated bytes', () => {
    const read = DataSet.read(deflated, DEFLATED_EXPLICIT_LE);
    expect([deflated.length < 400, deflated.length % 2, codes(deflated)]).toEqual([true, 0, []]);
    const span = read.get(0x00080060)?.span;
    expect(read.inflated?.subarray(span?.valueStart, span?.valueEnd)).toEqual(hex('4354'));
  });

  it('cut, damaged, with a zlib header or as a bomb is a diagnostic', () => {
    expect(codes(deflated.subarray(0, deflated.length - 8))).toEqual(['deflate-damaged', 'length-exceeds-container']);
    expect(codes(hex('ffffffff'))).toEqual(['deflate-damaged']);
    expect(codes(new Uint8Array(0))).toEqual(['deflate-damaged']);
    expect(codes(new Uint8Array(deflateSync(bytesOf(dataSet, EXPLICIT_LE))))).toEqual(['deflate-with-header']);
    const bomb = bytesOf(DataSet.build([[0x7fe00010, 'OB', new Uint8Array(130 * 1024 * 1024)]]), DEFLATED_EXPLICIT_LE);
    expect([bomb.length < 2_000_000, codes(bomb)]).toEqual([true, ['data-set-too-long']]);
  });
});
