import { DataSet, type Entry } from '../data-set.ts';
import { sopClass } from '../sop-class.ts';
import { referenceItem, type Reference } from './content-tree.ts';
import { commonModules, type MadeObject, type ObjectContext } from './object-context.ts';

export interface PresentationStateRequest extends ObjectContext {
  /** Images of one series that are to be shown so. */
  readonly references: readonly Reference[];
  readonly rows: number;
  readonly columns: number;
  /** In the output of the modality's rescale. */
  readonly window: { readonly centre: number; readonly width: number };
  /** Of images with a Modality LUT by rescale (CT). */
  readonly rescale?: { readonly intercept: number; readonly slope: number; readonly type: string };
  readonly label: string;
  readonly creator: string;
  /** Words beside an arrow whose head is at `point` (column, row; 1-based pixels). */
  readonly note: { readonly text: string; readonly point: readonly [number, number] };
}

/** Grayscale Softcopy Presentation State (PS3.3 A.33.1): window, displayed area, a note and an arrow in one layer. */
export function makePresentationState(request: PresentationStateRequest): MadeObject {
  const { references, rows, columns, note, rescale } = request;
  const images = references.map(referenceItem);
  const [x, y] = note.point;
  // The text stands towards the middle of the picture, so that it is not cut off.
  const side = x > columns / 2 ? -1 : 1;
  const at = (dx: number, dy: number): readonly [number, number] => [
    Math.min(columns, Math.max(1, x + Math.round((dx * columns) / 100) * side)),
    Math.min(rows, Math.max(1, y + Math.round((dy * rows) / 100))),
  ];
  const line = (from: readonly [number, number], to: readonly [number, number]): readonly Entry[] => [
    [0x00700005, 'CS', 'PIXEL'],
    [0x00700020, 'US', 2],
    [0x00700021, 'US', 2],
    [0x00700022, 'FL', [...from, ...to]],
    [0x00700023, 'CS', 'POLYLINE'],
    [0x00700024, 'CS', 'N'],
  ];
  const [left, right] = [at(14, -16), at(40, -10)];
  const series = [...new Set(references.map(({ seriesInstanceUid }) => seriesInstanceUid))];
  const dataSet = DataSet.build([
    ...commonModules(request, sopClass.grayscaleSoftcopyPresentationState, 'PR'),
    [
      0x00081115,
      'SQ',
      series.map((uid): readonly Entry[] => [
        [0x00081140, 'SQ', references.filter(({ seriesInstanceUid }) => seriesInstanceUid === uid).map(referenceItem)],
        [0x0020000e, 'UI', uid],
      ]),
    ],
    [0x00200060, 'CS', ''],
    ...(rescale
      ? ([
          [0x00281052, 'DS', rescale.intercept],
          [0x00281053, 'DS', rescale.slope],
          [0x00281054, 'LO', rescale.type],
        ] as const)
      : []),
    [
      0x00283110,
      'SQ',
      [
        [
          [0x00281050, 'DS', request.window.centre],
          [0x00281051, 'DS', request.window.width],
        ],
      ],
    ],
    [
      0x00700001,
      'SQ',
      [
        [
          [0x00081140, 'SQ', images],
          [0x00700002, 'CS', 'NOTES'],
          [
            0x00700008,
            'SQ',
            [
              [
                [0x00700003, 'CS', 'PIXEL'],
                [0x00700006, 'ST', note.text],
                [0x00700010, 'FL', [Math.min(left[0], right[0]), Math.min(left[1], right[1])]],
                [0x00700011, 'FL', [Math.max(left[0], right[0]), Math.max(left[1], right[1])]],
                [0x00700012, 'CS', 'LEFT'],
              ],
            ],
          ],
          [0x00700009, 'SQ', [line(at(13, -11), note.point), line(at(4, -1), note.point), line(at(1, -5), note.point)]],
        ],
      ],
    ],
    [
      0x0070005a,
      'SQ',
      [
        [
          [0x00081140, 'SQ', images],
          [0x00700052, 'SL', [1, 1]],
          [0x00700053, 'SL', [columns, rows]],
          [0x00700100, 'CS', 'SCALE TO FIT'],
          [0x00700102, 'IS', [1, 1]],
        ],
      ],
    ],
    [
      0x00700060,
      'SQ',
      [
        [
          [0x00700002, 'CS', 'NOTES'],
          [0x00700062, 'IS', 1],
          [0x00700068, 'LO', 'Radiologist notes'],
        ],
      ],
    ],
    [0x00700080, 'CS', request.label],
    [0x00700081, 'LO', ''],
    [0x00700082, 'DA', request.date],
    [0x00700083, 'TM', request.time],
    [0x00700084, 'PN', request.creator],
    [0x20500020, 'CS', 'IDENTITY'],
    ...request.attributes,
  ]);
  return { dataSet, sopClassUid: sopClass.grayscaleSoftcopyPresentationState, pixelSha1: '' };
}
