import { describe, expect, it } from 'vitest';
import { readDicomImage } from '../../../../client/src/bench/viewer/dicom-image.ts';
import { fullRange, greyOf, paintFrame, presetsOf } from '../../../../client/src/bench/viewer/gray-window.ts';
import { DataSet, type Entry } from '../../../../server/protocols/dicom/data-set.ts';
import { examinationKinds, makeExamination } from '../../../../server/protocols/dicom/image/examination.ts';
import { writePart10 } from '../../../../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../../server/protocols/dicom/transfer-syntax.ts';

const file = (dataSet: DataSet, syntax: string = EXPLICIT_LE): Uint8Array =>
  new Uint8Array(Buffer.concat(writePart10(dataSet, { syntax })));
const small: readonly Entry[] = [
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
  [0x00080018, 'UI', '2.25.1'],
  [0x00280002, 'US', 1],
  [0x00280004, 'CS', 'MONOCHROME2'],
  [0x00280010, 'US', 1],
  [0x00280011, 'US', 2],
  [0x00280100, 'US', 16],
  [0x00280101, 'US', 12],
  [0x00280102, 'US', 11],
  [0x00280103, 'US', 0],
  [0x7fe00010, 'OW', Uint8Array.of(0x00, 0x04, 0xff, 0xff)],
];
const read = (change: readonly Entry[] = [], syntax?: string) =>
  readDicomImage(file(DataSet.build([...small, ...change]), syntax));

describe('the viewer’s reader', () => {
  it.each([EXPLICIT_LE, IMPLICIT_LE])('agrees with the server’s on every kind of picture, %s', (syntax) => {
    for (const kind of examinationKinds)
      for (const { dataSet } of makeExamination({ kind, seed: 2, size: 32, count: 1 })) {
        const image = readDicomImage(file(dataSet, syntax));
        expect(image.text(0x00100010)).toBe(dataSet.text(0x00100010));
        expect(image.text(0x00200011)).toBe(dataSet.text(0x00200011));
        if (!dataSet.has(0x7fe00010)) {
          expect([image.problem, image.frames]).toEqual(['no-pixels', undefined]);
          continue;
        }
        const shift = dataSet.number(0x00281052) ?? 0;
        expect([image.problem, image.rows, image.columns, image.frames?.length, image.smallest, image.largest]).toEqual(
          [
            'none',
            dataSet.number(0x00280010),
            dataSet.number(0x00280011),
            dataSet.number(0x00280008) ?? 1,
            (dataSet.number(0x00280106) ?? 0) + shift,
            (dataSet.number(0x00280107) ?? 0) + shift,
          ],
        );
      }
  });

  it('masks what is not stored, extends the sign and rescales', () => {
    expect(read().frames?.[0]).toEqual(Float32Array.of(1024, 4095));
    expect(read([[0x00280103, 'US', 1]]).frames?.[0]).toEqual(Float32Array.of(1024, -1));
    expect(
      read([
        [0x00281052, 'DS', '-1024'],
        [0x00281053, 'DS', '0.5'],
      ]).frames?.[0],
    ).toEqual(Float32Array.of(-512, 1023.5));
  });

  it('reads names in the character set that the header declares', () => {
    for (const terms of [['ISO_IR 100'], ['ISO_IR 192'], ['ISO_IR 144']]) {
      const name = terms[0] === 'ISO_IR 144' ? 'ПЕТРОВА^АННА' : 'MÜLLER^ROSA';
      const image = read([
        [0x00080005, 'CS', terms],
        [0x00100010, 'PN', name],
      ]);
      expect(image.text(0x00100010)).toBe(name);
    }
  });

  it.each([
    [
      'compressed',
      [[0x7fe00010, 'OB', { fragments: [new Uint8Array(0), Uint8Array.of(1, 2)] }]],
      '1.2.840.10008.1.2.4.50',
    ],
    [
      'colour',
      [
        [0x00280002, 'US', 3],
        [0x00280004, 'CS', 'RGB'],
      ],
      undefined,
    ],
    ['short', [[0x00280010, 'US', 64]], undefined],
    ['no-pixels', [[0x00280010, 'US', 0]], undefined],
  ] as const)('says what is the matter: %s', (problem, change, syntax) => {
    expect(read(change as unknown as readonly Entry[], syntax)).toMatchObject({ problem, frames: undefined });
  });

  it('survives every cut and every flipped byte of a file', () => {
    const [made] = makeExamination({ kind: 'NM', seed: 1, size: 16, bodyPart: 'THYROID' });
    const whole = file(made?.dataSet ?? DataSet.empty, IMPLICIT_LE);
    for (let length = 0; length < whole.length; length += 7) readDicomImage(whole.subarray(0, length));
    for (let at = 128; at < Math.min(whole.length, 3000); at++) {
      const spoilt = whole.slice();
      spoilt[at] = 255 - (spoilt[at] ?? 0);
      readDicomImage(spoilt);
    }
  });
});

describe('the window', () => {
  it('is linear as PS3.3 C.11.2.1.2 says', () => {
    const window = { centre: 40, width: 400 };
    expect([-200, -160, 40, 239, 300].map((value) => greyOf(value, window))).toEqual([0, 0, 128, 255, 255]);
    expect([39, 40].map((value) => greyOf(value, { centre: 40, width: 1 }))).toEqual([0, 255]);
  });

  it('lists what the header gives, then the usual ones of a CT, then everything', () => {
    const usual = [{ id: 'brain', name: 'brain', centre: 40, width: 80 }];
    const [ct] = makeExamination({ kind: 'CT', seed: 1, size: 16, count: 1, bodyPart: 'HEAD' });
    const image = readDicomImage(file(ct?.dataSet ?? DataSet.empty));
    expect(presetsOf(image, usual).map(({ id, name, centre, width }) => [id, name, centre, width])).toEqual([
      ['header-0', 'BRAIN', 40, 80],
      ['header-1', 'BONE', 500, 2000],
      ['brain', 'brain', 40, 80],
      ['full', '', fullRange(image).centre, fullRange(image).width],
    ]);
  });

  it('paints opaque grey, and the negative of it', () => {
    const out = new Uint8ClampedArray(8);
    paintFrame(Float32Array.of(0, 100), { centre: 50, width: 2 }, false, out);
    expect([...out]).toEqual([0, 0, 0, 255, 255, 255, 255, 255]);
    paintFrame(Float32Array.of(0, 100), { centre: 50, width: 2 }, true, out);
    expect([...out]).toEqual([255, 255, 255, 255, 0, 0, 0, 255]);
  });
});
