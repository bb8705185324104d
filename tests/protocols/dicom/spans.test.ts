import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { ByteSpan } from '../../../server/protocols/dicom/element.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';

const hex = (text: string): Uint8Array =>
  Uint8Array.from(text.match(/[0-9a-f]{2}/g) ?? [], (byte) => parseInt(byte, 16));
const numbers = (span: ByteSpan | undefined): number[] =>
  span === undefined ? [] : [span.start, span.valueStart, span.valueEnd, span.end];

describe('spans', () => {
  it('say where elements, items and nested elements stand', () => {
    const bytes = hex(
      '0800600043530200 4354' + // 0
        '4000000153510000 ffffffff' + // 10
        'feff00e0 0c000000 0800500053480400 41424344' + // 22
        'feff00e0 ffffffff 0800500053480200 4142 feff0de0 00000000' + // 42
        'feffdde0 00000000', // 68
    );
    const read = DataSet.read(bytes, EXPLICIT_LE);
    expect(read.diagnostics).toEqual([]);
    const items = read.items(0x00400100);
    expect([read.span, ...read.elements.map((one) => numbers(one.span))]).toEqual([
      undefined,
      [0, 8, 10, 10],
      [10, 22, 68, 76],
    ]);
    expect(items.map((item) => numbers(item.span))).toEqual([
      [22, 30, 42, 42],
      [42, 50, 60, 68],
    ]);
    expect(items.map((item) => numbers(item.get(0x00080050)?.span))).toEqual([
      [30, 38, 42, 42],
      [50, 58, 60, 60],
    ]);
  });

  it('say where fragments stand, in parts as in one piece', () => {
    const bytes = hex('e07f1000 4f420000 ffffffff feff00e0 00000000 feff00e0 04000000 01020304 feffdde0 00000000');
    const parts = [bytes.slice(0, 5), bytes.slice(5, 23), bytes.slice(23)];
    for (const given of [bytes, parts]) {
      const pixels = DataSet.read(given, EXPLICIT_LE).get(0x7fe00010);
      expect([pixels?.span, ...(pixels?.nested?.fragmentSpans ?? [])].map(numbers)).toEqual([
        [0, 12, 32, 40],
        [12, 20, 20, 20],
        [20, 28, 32, 32],
      ]);
    }
  });

  it('are none for what was built or edited', () => {
    const built = DataSet.build([[0x00400100, 'SQ', [[[0x00080050, 'SH', 'A']]]]]);
    const read = DataSet.read(built.write(EXPLICIT_LE), EXPLICIT_LE);
    const edited = read.items(0x00400100).map((item) => item.with(0x00080050, 'SH', 'B'));
    expect([built.get(0x00400100)?.span, edited[0]?.span, edited[0]?.get(0x00080050)?.span]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
