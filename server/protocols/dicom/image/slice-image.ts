import type { Entry } from '../data-set.ts';
import type { ImageRequest } from './image-request.ts';
import { sliceGeometry, type Picture } from './picture.ts';

/** Millimetres from thousandths, as a Decimal String of at most 16 characters. */
export function millimetres(microns: number): string {
  const text = String(Math.abs(Math.round(microns))).padStart(4, '0');
  return `${microns < 0 ? '-' : ''}${text.slice(0, -3)}.${text.slice(-3)}`.replace(/\.?0+$/, '') || '0';
}

/** Frame of Reference and Image Plane (PS3.3 C.7.4.1, C.7.6.2): where the slice lies in the patient. */
function plane(request: ImageRequest, kind: 'CT' | 'MR', image: Picture): readonly Entry[] {
  const { field, range, plane: direction } = sliceGeometry(kind, request.bodyPart);
  const count = request.count ?? 1;
  const thickness = Math.round((range * 1000) / count);
  const half = Math.round((field * 1000 - image.pixelMicrons) / 2);
  const along = Math.round((2 * (((request.index - 1) % count) + 1) - 1 - count) * (thickness / 2));
  // Slices of a knee run from its inner side outwards: to the left in a left knee, to the right in a right one.
  const across = request.bodyPart === 'KNEE' && request.laterality === 'R' ? -along : along;
  const position = direction === 'axial' ? [-half, -half, along] : [across, -half, half];
  const isPaired = request.laterality !== undefined || request.bodyPart === 'KNEE';
  return [
    [0x00180050, 'DS', millimetres(thickness)],
    [0x00180088, 'DS', millimetres(thickness)],
    [0x00185100, 'CS', request.bodyPart === 'KNEE' ? 'FFS' : 'HFS'],
    [0x00200032, 'DS', position.map(millimetres)],
    [0x00200037, 'DS', direction === 'axial' ? [1, 0, 0, 0, 1, 0] : [0, 1, 0, 0, 0, -1]],
    [0x00200052, 'UI', request.frameOfReferenceUid],
    ...(isPaired ? [[0x00200060, 'CS', request.laterality ?? ''] as Entry] : []),
    [0x00201040, 'LO', ''],
    [0x00201041, 'DS', millimetres(direction === 'axial' ? along : across)],
    [0x00280030, 'DS', [millimetres(image.pixelMicrons), millimetres(image.pixelMicrons)]],
  ];
}

/** Window centres and widths with the names that a console gives them. */
const windows: Readonly<Record<string, readonly (readonly [centre: number, width: number, name: string])[]>> = {
  HEAD: [
    [40, 80, 'BRAIN'],
    [500, 2000, 'BONE'],
  ],
  CHEST: [
    [40, 400, 'MEDIASTINUM'],
    [-600, 1500, 'LUNG'],
  ],
  ABDOMEN: [[60, 400, 'ABDOMEN']],
  CSPINE: [
    [500, 2000, 'BONE'],
    [60, 400, 'SOFT TISSUE'],
  ],
};

/** CT Image (PS3.3 A.3, C.8.2.1); stored value = Hounsfield units + 1024. */
export function ctModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const shown = windows[request.bodyPart] ?? windows['ABDOMEN'] ?? [];
  const { field } = sliceGeometry('CT', request.bodyPart);
  return [
    ...plane(request, 'CT', image),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']],
    [0x00180022, 'CS', 'HELICAL MODE'],
    [0x00180060, 'DS', 120],
    [0x00180090, 'DS', 500],
    [0x00181100, 'DS', field],
    [0x00181120, 'DS', 0],
    [0x00181150, 'IS', 500],
    [0x00181151, 'IS', 210],
    [0x00181152, 'IS', 105],
    [0x00181210, 'SH', request.bodyPart === 'CSPINE' ? 'B60' : 'B30'],
    [0x00281050, 'DS', shown.map(([centre]) => centre)],
    [0x00281051, 'DS', shown.map(([, width]) => width)],
    [0x00281055, 'LO', shown.map(([, , name]) => name)],
    [0x00281052, 'DS', -1024],
    [0x00281053, 'DS', 1],
    [0x00281054, 'LO', 'HU'],
  ];
}

/** MR Image (PS3.3 A.4, C.8.3.1): T2 of brain and spine, proton density of a knee. */
export function mrModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const isKnee = request.bodyPart === 'KNEE';
  return [
    ...plane(request, 'MR', image),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'OTHER']],
    [0x00180020, 'CS', 'SE'],
    [0x00180021, 'CS', 'SK'],
    [0x00180022, 'CS', ''],
    [0x00180023, 'CS', '2D'],
    [0x00180024, 'SH', isKnee ? 'PD TSE' : 'T2 TSE'],
    [0x00180080, 'DS', isKnee ? 2800 : 4200],
    [0x00180081, 'DS', isKnee ? 28 : 102],
    [0x00180083, 'DS', 1],
    [0x00180084, 'DS', '63.87'],
    [0x00180085, 'SH', '1H'],
    [0x00180087, 'DS', 1.5],
    [0x00180091, 'IS', 11],
    [0x00181314, 'DS', 150],
    [0x00281050, 'DS', isKnee ? 650 : 620],
    [0x00281051, 'DS', isKnee ? 1300 : 1240],
  ];
}
