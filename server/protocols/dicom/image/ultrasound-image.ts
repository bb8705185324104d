import type { Entry } from '../data-set.ts';
import type { Picture } from './picture.ts';
import { scanDepth, scanRegion } from './ultrasound.ts';

/** Laterality, type 2C: of a part that comes in pairs; the thyroid has two lobes. */
const paired: ReadonlySet<string> = new Set(['CAROTID']);

/** Ultrasound Image (PS3.3 A.6, C.8.5.6) with the calibration of its one region (C.8.5.5). */
export function usModules(bodyPart: string, image: Picture): readonly Entry[] {
  const region = scanRegion(image.columns, image.rows);
  // Centimetres a pixel; the depth scale runs over the height of the region.
  const delta = scanDepth(bodyPart) / 10 / (region.bottom - region.top);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'ABDOMINAL', '0001']],
    [0x00082111, 'ST', 'Phantom'],
    [
      0x00186011,
      'SQ',
      [
        [
          [0x00186012, 'US', 1],
          [0x00186014, 'US', 1],
          [0x00186016, 'UL', 2],
          [0x00186018, 'UL', region.left],
          [0x0018601a, 'UL', region.top],
          [0x0018601c, 'UL', region.right],
          [0x0018601e, 'UL', region.bottom],
          [0x00186024, 'US', 3],
          [0x00186026, 'US', 3],
          [0x0018602c, 'FD', delta],
          [0x0018602e, 'FD', delta],
        ],
      ],
    ],
    [0x00186031, 'CS', bodyPart === 'THYROID' || bodyPart === 'CAROTID' ? 'LINEAR' : 'CURVED LINEAR'],
    [0x00200020, 'CS', ''],
    ...(paired.has(bodyPart) ? [[0x00200060, 'CS', bodyPart === 'CAROTID' ? 'R' : ''] as Entry] : []),
    [0x00280301, 'CS', 'NO'],
    [0x00281050, 'DS', 128],
    [0x00281051, 'DS', 256],
    [0x00282110, 'CS', '00'],
  ];
}
