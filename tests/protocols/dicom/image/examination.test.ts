import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { examinationKinds, makeExamination } from '../../../../server/protocols/dicom/image/examination.ts';
import { makeImage } from '../../../../server/protocols/dicom/image/image.ts';
import type { ImageRequest } from '../../../../server/protocols/dicom/image/image-request.ts';
import { picture, PICTURE_VARIANTS, type PictureKey } from '../../../../server/protocols/dicom/image/picture.ts';
import { millimetres } from '../../../../server/protocols/dicom/image/slice-image.ts';
import { EXPLICIT_LE } from '../../../../server/protocols/dicom/transfer-syntax.ts';

const PIXELS = 0x7fe00010;
const key: PictureKey = { kind: 'CT', bodyPart: 'CHEST', index: 5, count: 10, seed: 1, size: 64, lesion: 0 };

const asked: ImageRequest = {
  modality: 'CT',
  studyInstanceUid: '2.25.101',
  seriesInstanceUid: '2.25.102',
  sopInstanceUid: '2.25.103',
  frameOfReferenceUid: '2.25.104',
  seriesNumber: 1,
  index: 3,
  seed: 1,
  date: '20260316',
  time: '093000',
  bodyPart: 'HEAD',
  attributes: [[0x00100020, 'LO', '10004521']],
};

const values = (request: PictureKey): Uint16Array => {
  const { pixels } = picture(request);
  return Uint16Array.from(
    { length: pixels.length / 2 },
    (_, at) => (pixels[at * 2] ?? 0) | ((pixels[at * 2 + 1] ?? 0) << 8),
  );
};
const differing = (a: Uint16Array, b: Uint16Array, by: number): number =>
  a.reduce((count, value, at) => count + (Math.abs(value - (b[at] ?? 0)) > by ? 1 : 0), 0);

describe('an examination out of a seed', () => {
  it('is the same to the byte every time, and another for another seed', () => {
    const hash = (seed: number): string => {
      const all = createHash('sha1');
      for (const kind of examinationKinds)
        for (const { dataSet } of makeExamination({ kind, seed, size: 48, count: 2, lesion: 12 }))
          for (const part of dataSet.write(EXPLICIT_LE)) all.update(part);
      return all.digest('hex');
    };
    const first = hash(11);
    expect(hash(11)).toBe(first);
    expect(hash(12)).not.toBe(first);
    expect(first).toMatchInlineSnapshot(`"43037eb01af6f9a40eeb7799f8292d257ed8fe76"`);
  });

  it('has nothing to complain about in any object that it builds', () => {
    for (const kind of examinationKinds)
      for (const { dataSet } of makeExamination({ kind, seed: 4, size: 32, count: 1 }))
        expect([kind, dataSet.diagnostics]).toEqual([kind, []]);
  });

  it('of a prior is the same patient, another study, an earlier day', () => {
    const now = makeExamination({ kind: 'CT', seed: 5, size: 32, count: 1, lesion: 20 })[0]?.dataSet;
    const prior = makeExamination({ kind: 'CT', seed: 5, size: 32, count: 1, lesion: 8, daysBefore: 400 })[0]?.dataSet;
    expect(prior?.text(0x00100020)).toBe(now?.text(0x00100020));
    expect(prior?.text(0x00100010)).toBe(now?.text(0x00100010));
    expect(prior?.text(0x0020000d)).not.toBe(now?.text(0x0020000d));
    expect(Number(prior?.text(0x00080020))).toBeLessThan(Number(now?.text(0x00080020)));
  });
});

describe('a picture', () => {
  it('is one buffer for everybody who asks for the same, whatever lab', () => {
    expect(picture(key).pixels).toBe(picture({ ...key, seed: key.seed + PICTURE_VARIANTS }).pixels);
    expect(picture(key).pixels).not.toBe(picture({ ...key, index: 6 }).pixels);
  });

  it('of a limb is mirrored for the other side, marker and all else aside', () => {
    const hand: PictureKey = { ...key, kind: 'DX', bodyPart: 'HAND', index: 1, size: 128, side: 'L' };
    const mass = (side: 'L' | 'R'): number => {
      const image = picture({ ...hand, side });
      const all = values({ ...hand, side });
      // Bright pixels below the marker: the thumb stands on one side.
      let sum = 0;
      for (let row = Math.trunc(image.rows / 3); row < image.rows / 2; row++)
        for (let column = 0; column < image.columns; column++)
          if ((all[row * image.columns + column] ?? 0) > 800) sum += column < image.columns / 2 ? -1 : 1;
      return sum;
    };
    expect(mass('L') * mass('R')).toBeLessThan(0);
  });

  it.each([
    ['CT', 'CHEST', 690, 40],
    ['CT', 'HEAD', 500, 20],
    ['CT', 'ABDOMEN', 660, 30],
    ['MR', 'BRAIN', 500, 200],
  ] as const)(
    'of %s %s shows a finding that was not there before, and a larger one later',
    (kind, bodyPart, _at, by) => {
      const changed = (lesion: number): number =>
        Array.from({ length: 12 }, (_, place) => ({
          ...key,
          kind,
          bodyPart,
          index: place + 1,
          count: 12,
          size: 96,
        })).reduce((sum, one) => sum + differing(values(one), values({ ...one, lesion }), by), 0);
      expect(changed(10)).toBeGreaterThan(0);
      expect(changed(30)).toBeGreaterThan(changed(10));
    },
  );

  it('of a slice is more like its neighbour than like one far away: a stack scrolls', () => {
    for (const [kind, bodyPart] of [
      ['CT', 'CHEST'],
      ['CT', 'ABDOMEN'],
      ['CT', 'HEAD'],
      ['MR', 'BRAIN'],
      ['MR', 'KNEE'],
    ] as const) {
      const slice = (index: number): Uint16Array => values({ ...key, kind, bodyPart, index, count: 40, size: 96 });
      expect([bodyPart, differing(slice(10), slice(11), 60) < differing(slice(10), slice(24), 60)]).toEqual([
        bodyPart,
        true,
      ]);
    }
  });

  it('holds what CT numbers should be: air, fat, soft tissue and bone of a chest', () => {
    const held = values({ ...key, size: 256 });
    const share = (low: number, high: number): number =>
      held.filter((value) => value - 1024 >= low && value - 1024 <= high).length / held.length;
    expect(share(-1024, -950)).toBeGreaterThan(0.2);
    expect(share(-950, -700)).toBeGreaterThan(0.05);
    expect(share(-160, -40)).toBeGreaterThan(0.05);
    expect(share(20, 300)).toBeGreaterThan(0.05);
    expect(share(400, 1500)).toBeGreaterThan(0.005);
  });
});

describe('an image object', () => {
  it('is made from what a scanner asks of makeInstance, unchanged', () => {
    const { dataSet, sopClassUid } = makeImage(asked);
    expect([dataSet.text(0x00100020), dataSet.number(0x00280010), sopClassUid]).toEqual([
      '10004521',
      64,
      '1.2.840.10008.5.1.4.1.1.2',
    ]);
  });

  it('has slices that lie one above the other, spaced as they say', () => {
    const slices = makeExamination({ kind: 'CT', seed: 2, size: 32, count: 8, bodyPart: 'CHEST' }).map(
      ({ dataSet }) => dataSet,
    );
    const heights = slices.map((slice) => slice.numbers(0x00200032)[2] ?? 0);
    const thickness = slices[0]?.number(0x00180050) ?? 0;
    expect(thickness).toBe(37.5);
    expect(heights.slice(1).map((height, at) => height - (heights[at] ?? 0))).toEqual(
      Array.from({ length: 7 }, () => thickness),
    );
    expect(new Set(slices.map((slice) => slice.text(0x00200052))).size).toBe(1);
  });

  it('of a mammogram says view, side and which way the rows run', () => {
    const told = makeExamination({ kind: 'MG', seed: 1, size: 64 }).map(({ dataSet }) => [
      dataSet.text(0x00200062),
      dataSet.items(0x00540220)[0]?.text(0x00080104),
      dataSet.texts(0x00200020).join(' '),
    ]);
    expect(told).toEqual([
      ['R', 'cranio-caudal', 'P L'],
      ['L', 'cranio-caudal', 'A R'],
      ['R', 'medio-lateral oblique', 'P FL'],
      ['L', 'medio-lateral oblique', 'A FR'],
    ]);
  });

  it('writes millimetres without exponent or needless zeros', () => {
    expect([0, 1, 937, 1_500, 360_000, -12_345].map(millimetres)).toEqual([
      '0',
      '0.001',
      '0.937',
      '1.5',
      '360',
      '-12.345',
    ]);
  });
});

it('shares its pixels by reference with what goes on the wire', () => {
  const { dataSet } = makeImage(asked);
  expect(dataSet.write(EXPLICIT_LE)).toContain(dataSet.bytes(PIXELS));
});
