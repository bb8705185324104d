import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { makeInstance } from '../../../server/protocols/dicom/image/instance.ts';
import type { InstanceRequest } from '../../../server/protocols/dicom/image/instance.ts';
import { phantom, phantomPixels, pixelSha1 } from '../../../server/protocols/dicom/image/phantom.ts';
import { writePart10 } from '../../../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { needsTool } from '../../support/tool.ts';
import { join } from './data-set-arbitrary.ts';

const request = (change: Partial<InstanceRequest>): InstanceRequest => ({
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

const catalogue: readonly Partial<InstanceRequest>[] = [
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
        writeFileSync(file, join(writePart10(makeInstance(request({ ...change, index })).dataSet, { syntax })));
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
    const { dataSet, sopClassUid } = makeInstance(request({ attributes: [[0x00080060, 'CS', 'OT']] }));
    expect([dataSet.text(0x00080060), sopClassUid, dataSet.diagnostics]).toEqual([
      'OT',
      '1.2.840.10008.5.1.4.1.1.2',
      [],
    ]);
  });

  it('shares its pixels with every other image of the same phantom', () => {
    const one = makeInstance(request({ seed: 3 }));
    const other = makeInstance(request({ seed: 7, sopInstanceUid: '2.25.9' }));
    expect(one.dataSet.bytes(0x7fe00010)).toBe(other.dataSet.bytes(0x7fe00010));
    expect(one.dataSet.write(EXPLICIT_LE).some((part) => part === one.dataSet.bytes(0x7fe00010))).toBe(true);
    expect([one.pixelSha1, pixelSha1(one.dataSet.bytes(0x7fe00010) ?? new Uint8Array())]).toEqual([
      other.pixelSha1,
      one.pixelSha1,
    ]);
  });

  it('has other pixels for another modality, part, place, variant and side', () => {
    const key = { modality: 'DX', bodyPart: 'KNEE', index: 1, seed: 0, side: 'L' } as const;
    const hashes = [
      key,
      { ...key, modality: 'CT' },
      { ...key, bodyPart: 'HAND' },
      { ...key, index: 2 },
      { ...key, seed: 1 },
      { ...key, side: 'R' },
    ] as const;
    expect(new Set(hashes.map((one) => phantom(one).sha1)).size).toBe(hashes.length);
  });

  it('is 64 by 64 for CT and MR, 256 by 256 for CR and DX, 16 bits a pixel', () => {
    const sizes = (['CT', 'MR', 'CR', 'DX'] as const).map((modality) => {
      const { rows, columns, pixels } = phantom({ modality, bodyPart: 'CHEST', index: 1, seed: 0, side: undefined });
      return [modality, rows, columns, pixels.length];
    });
    expect(sizes).toEqual([
      ['CT', 64, 64, 8192],
      ['MR', 64, 64, 8192],
      ['CR', 256, 256, 131_072],
      ['DX', 256, 256, 131_072],
    ]);
  });

  it('is drawn to the same bytes everywhere', () => {
    const all = createHash('sha1');
    for (const change of catalogue) {
      const { modality = 'CT', bodyPart = '', laterality } = change;
      for (let index = 1; index <= 4; index++) {
        all.update(phantomPixels({ modality, bodyPart, index, seed: index, side: laterality }));
      }
    }
    expect(all.digest('hex')).toMatchInlineSnapshot(`"03279ae498e9af5bd2adfbce648396417f143384"`);
  });
});
