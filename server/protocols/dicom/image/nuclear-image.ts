import type { Entry } from '../data-set.ts';
import { codeItem } from './code.ts';
import type { Picture } from './picture.ts';
import type { ImageRequest } from './image-request.ts';
import { millimetres } from './slice-image.ts';

/** Nuclear Medicine Image (PS3.3 A.5, C.8.4): whole body in two frames, front and back, or one static frame. */
export function nmModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const isWhole = image.frames === 2;
  const spacing = millimetres(image.pixelMicrons);
  const views: readonly (readonly Entry[])[] = [
    codeItem(['399348003', 'SCT', 'antero-posterior']),
    codeItem(['272479007', 'SCT', 'postero-anterior']),
  ];
  const detector = (view: readonly Entry[]): readonly Entry[] => [
    [0x00181180, 'SH', 'LEHR'],
    [0x00181181, 'CS', 'PARA'],
    [0x00181182, 'IS', ''],
    [0x00181183, 'DS', ''],
    [0x00181184, 'DS', ''],
    [0x00200032, 'DS', ''],
    [0x00200037, 'DS', ''],
    [0x00540220, 'SQ', [[...view, [0x00540222, 'SQ', []]]]],
  ];
  const frames = Array.from({ length: image.frames }, (_, index) => index + 1);
  let counts = 0;
  for (let at = 0; at + 1 < image.pixels.length; at += 2)
    counts += (image.pixels[at] ?? 0) + ((image.pixels[at + 1] ?? 0) << 8);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', isWhole ? 'WHOLE BODY' : 'STATIC', 'EMISSION']],
    [0x00180070, 'IS', counts],
    [0x00180071, 'CS', isWhole ? 'OVRN' : 'TIME'],
    [0x00181242, 'IS', isWhole ? 1_020_000 : 600_000],
    ...(isWhole
      ? ([
          [0x00181300, 'DS', 1.9],
          [0x00181301, 'CS', '1PS'],
          [0x00181302, 'IS', 1950],
        ] as const)
      : []),
    [0x00200052, 'UI', request.frameOfReferenceUid],
    [0x00201040, 'LO', ''],
    [0x00280008, 'IS', image.frames],
    [0x00280009, 'AT', [0x00540010, 0x00540020]],
    [0x00280030, 'DS', [spacing, spacing]],
    [0x00281050, 'DS', isWhole ? 26 : Math.round(image.largest / 2)],
    [0x00281051, 'DS', isWhole ? 52 : image.largest],
    [0x00540010, 'US', frames.map(() => 1)],
    [0x00540011, 'US', 1],
    [
      0x00540012,
      'SQ',
      [
        [
          [
            0x00540013,
            'SQ',
            [
              [
                [0x00540014, 'DS', 126],
                [0x00540015, 'DS', 154],
              ],
            ],
          ],
          [0x00540018, 'SH', 'Tc-99m 140 keV'],
        ],
      ],
    ],
    [
      0x00540016,
      'SQ',
      [
        [
          [0x00180031, 'LO', isWhole ? 'Tc-99m MDP' : 'Tc-99m pertechnetate'],
          [0x00181074, 'DS', isWhole ? 700 : 80],
          [0x00540300, 'SQ', [codeItem(['72454007', 'SCT', 'Technetium Tc^99m^'])]],
        ],
      ],
    ],
    [0x00540020, 'US', frames],
    [0x00540021, 'US', image.frames],
    [0x00540022, 'SQ', frames.map((frame) => detector(views[frame - 1] ?? []))],
    [
      0x00540410,
      'SQ',
      [[...codeItem(['102538003', 'SCT', 'recumbent']), [0x00540412, 'SQ', [codeItem(['40199007', 'SCT', 'supine'])]]]],
    ],
    [0x00540414, 'SQ', [codeItem(['102540008', 'SCT', 'headfirst'])]],
  ];
}
