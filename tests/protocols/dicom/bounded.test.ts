import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { dicomLimits } from '../../../server/protocols/dicom/limits.ts';
import { readPart10, rewritePart10 } from '../../../server/protocols/dicom/part10.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { anyTree, join } from './data-set-arbitrary.ts';

const repeated = (unit: readonly number[], bytes: number): Uint8Array =>
  Uint8Array.from({ length: bytes - (bytes % unit.length) }, (_, index) => unit[index % unit.length] ?? 0);
const item = [0xfe, 0xff, 0, 0xe0, 0, 0, 0, 0];
const openItem = [0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff, 0xff];
const openSequence = [0x40, 0, 0, 1, 0xff, 0xff, 0xff, 0xff];
const MEGABYTES = 8 * 1024 * 1024;

describe('hostile bytes of 8 MB are read in bounded time and written as they came', () => {
  it.each([
    ['elements without value', repeated([0x10, 0, 0x20, 0, 0, 0, 0, 0], MEGABYTES)],
    ['zeros and a one', Uint8Array.from({ length: MEGABYTES }, (_, at) => (at === MEGABYTES - 1 ? 1 : 0))],
    ['sequences in sequences', repeated([...openSequence, ...openItem], MEGABYTES)],
    ['items without end', join([Uint8Array.from(openSequence), repeated(item, MEGABYTES)])],
    [
      'fragments without end',
      join([
        Uint8Array.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x42, 0, 0, 0xff, 0xff, 0xff, 0xff]),
        repeated(item, MEGABYTES),
      ]),
    ],
    ['a claim of 4 GB', Uint8Array.from([0x10, 0, 0x20, 0, 0xfe, 0xff, 0xff, 0xff, ...repeated([0x41], 1000)])],
    [
      'escape sequences',
      join([
        Uint8Array.from([8, 0, 5, 0, 4, 0, 0, 0, 0x5c, 0x49, 0x53, 0x4f]),
        repeated([0x10, 0, 0x10, 0, 4, 0, 0, 0, 0x1b, 0x24, 0x42, 0x21], 65536),
      ]),
    ],
  ])('%s', (_, bytes) => {
    for (const syntax of [IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE]) {
      const started = process.cpuUsage();
      const read = DataSet.read(bytes, syntax);
      expect(read.diagnostics.length).toBeLessThanOrEqual(dicomLimits.diagnostics);
      expect(Buffer.compare(join(read.write(syntax)), bytes)).toBe(0);
      const { user } = process.cpuUsage(started);
      expect(user).toBeLessThan(4_000_000);
    }
  });
});

describe('any bytes as a file', () => {
  it('are read without throwing and rewritten to the byte', () => {
    const prefix = fc.constantFrom([], [...new Array<number>(128).fill(0), 0x44, 0x49, 0x43, 0x4d]);
    const start = fc.constantFrom(
      [],
      [2, 0, 0, 0, 0x55, 0x4c, 4, 0],
      [2, 0, 0x10, 0, 0x55, 0x49],
      [8, 0, 5, 0, 0x43, 0x53],
    );
    fc.assert(
      fc.property(prefix, start, fc.uint8Array({ maxLength: 200 }), (first, second, rest) => {
        const bytes = Uint8Array.from([...first, ...second, ...rest]);
        expect(join(rewritePart10(readPart10(bytes)))).toEqual(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('that are a bare data set are read in the syntax they are in', () => {
    fc.assert(
      fc.property(anyTree(), fc.constantFrom(IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE), (dataSet, syntax) => {
        const bytes = join(dataSet.write(syntax));
        const file = readPart10(bytes);
        expect(join(rewritePart10(file))).toEqual(bytes);
        expect(file.readAs).toBe(syntax);
      }),
    );
  });
});
