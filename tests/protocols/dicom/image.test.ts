import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeImage } from '../../../server/protocols/dicom/image/image.ts';
import type { ImageRequest } from '../../../server/protocols/dicom/image/image-request.ts';
import { writePart10 } from '../../../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { needsTool } from '../../support/tool.ts';
import { join } from './data-set-arbitrary.ts';

const request = (change: Partial<ImageRequest>): ImageRequest => ({
  modality: 'CT',
  studyInstanceUid: '2.25.101',
  seriesInstanceUid: '2.25.102',
  sopInstanceUid: '2.25.103',
  frameOfReferenceUid: '2.25.104',
  seriesNumber: 1,
  index: 1,
  seed: 1,
  date: '20260316',
  time: '093000',
  bodyPart: 'CHEST',
  characterSet: ['ISO_IR 100'],
  attributes: [
    [0x00080050, 'SH', 'A260001234'],
    [0x00080090, 'PN', 'OKAFOR^ADA'],
    [0x00100010, 'PN', 'MÜLLER^ROSA^M^DR^III'],
    [0x00100020, 'LO', '10004521'],
    [0x00100021, 'LO', 'NGH'],
    [0x00100030, 'DA', '19890822'],
    [0x00100040, 'CS', 'F'],
    [0x00200010, 'SH', 'RP500123'],
    [
      0x00400275,
      'SQ',
      [
        [
          [0x00401001, 'SH', 'RP500123'],
          [0x00400009, 'SH', 'SPS500123'],
        ],
      ],
    ],
  ],
  ...change,
});

const catalogue: readonly Partial<ImageRequest>[] = [
  ...['HEAD', 'CHEST', 'ABDOMEN', 'CSPINE'].map((bodyPart) => ({ modality: 'CT' as const, bodyPart })),
  ...['BRAIN', 'LSPINE'].map((bodyPart) => ({ modality: 'MR' as const, bodyPart })),
  { modality: 'MR', bodyPart: 'KNEE', laterality: 'L' },
  { modality: 'CR', bodyPart: 'CHEST' },
  { modality: 'CR', bodyPart: 'HAND', laterality: 'R' },
  ...['CHEST', 'ABDOMEN', 'HIP'].map((bodyPart) => ({ modality: 'DX' as const, bodyPart })),
  ...['HAND', 'KNEE', 'ANKLE'].map((bodyPart) => ({ modality: 'DX' as const, bodyPart, laterality: 'L' as const })),
];

const dciodvfy = needsTool('dciodvfy');
describe.skipIf(!dciodvfy.available)(`dciodvfy finds no error ${dciodvfy.reason}`, () => {
  const sideUnknown = { modality: 'CR', bodyPart: 'ANKLE' } as const;
  it.each([...catalogue, sideUnknown])('in $modality of $bodyPart', (change) => {
    const folder = mkdtempSync(path(tmpdir(), 'faultline-image-'));
    try {
      for (const [index, syntax] of [
        [1, EXPLICIT_LE],
        [2, IMPLICIT_LE],
      ] as const) {
        const file = path(folder, 'image.dcm');
        writeFileSync(file, join(writePart10(makeImage(request({ ...change, index })).dataSet, { syntax })));
        const script = 'dciodvfy "$1" 2>&1; true';
        const said = execFileSync('sh', ['-c', script, 'sh', file], { encoding: 'utf8' });
        expect(said.split('\n').filter((line) => /error/i.test(line))).toEqual([]);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('an image object', () => {
  it('carries what the scanner was told, also where that is wrong', () => {
    const { dataSet, sopClassUid } = makeImage(request({ attributes: [[0x00080060, 'CS', 'OT']] }));
    expect([dataSet.text(0x00080060), sopClassUid, dataSet.diagnostics]).toEqual([
      'OT',
      '1.2.840.10008.5.1.4.1.1.2',
      [],
    ]);
  });

  it('shares its pixels with every other image of the same phantom', () => {
    const one = makeImage(request({ seed: 3 }));
    const other = makeImage(request({ seed: 11, sopInstanceUid: '2.25.9' }));
    expect(one.dataSet.bytes(0x7fe00010)).toBe(other.dataSet.bytes(0x7fe00010));
    expect(one.dataSet.write(EXPLICIT_LE).some((part) => part === one.dataSet.bytes(0x7fe00010))).toBe(true);
    expect(one.pixelSha1).toBe(other.pixelSha1);
  });
});
