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
