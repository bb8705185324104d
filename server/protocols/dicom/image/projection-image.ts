import type { Entry } from '../data-set.ts';
import { anatomicRegion, viewCode } from './anatomy.ts';
import { codeItem } from './code.ts';
import type { ImageRequest } from './image-request.ts';
import type { Picture } from './picture.ts';
import { millimetres } from './slice-image.ts';

const paired: ReadonlySet<string> = new Set(['ANKLE', 'HAND', 'HIP', 'KNEE']);

function viewOf(request: ImageRequest): { readonly position: string; readonly orientation: readonly string[] } {
  const isSide = request.index % 2 === 0 && ['CHEST', 'KNEE', 'ANKLE'].includes(request.bodyPart);
  if (isSide) return { position: 'LL', orientation: ['P', 'F'] };
  if (request.bodyPart === 'HAND') return { position: 'PA', orientation: ['R', 'F'] };
  return { position: request.modality === 'DX' && request.bodyPart === 'CHEST' ? 'PA' : 'AP', orientation: ['L', 'F'] };
}

/** Computed Radiography Image (PS3.3 A.2, C.8.1). */
export function crModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const view = viewOf(request);
  const spacing = millimetres(image.pixelMicrons);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', '']],
    [0x00180060, 'DS', 110],
    [0x00181164, 'DS', [spacing, spacing]],
    [0x00181260, 'SH', 'PLATE1'],
    [0x00181411, 'DS', 420],
    [0x00181412, 'DS', 400],
    [0x00181413, 'DS', 0.2],
    [0x00185101, 'CS', view.position],
    [0x00200020, 'CS', view.orientation],
    ...(request.laterality !== undefined || paired.has(request.bodyPart)
      ? [[0x00200060, 'CS', request.laterality ?? ''] as Entry]
      : []),
    [0x00280301, 'CS', 'NO'],
    [0x00281050, 'DS', 1900],
    [0x00281051, 'DS', 3800],
  ];
}

/** What DX and MG have in common: DX Series, DX Image, acquisition context, grey scale (PS3.3 C.8.11). */
function digitalXRay(request: ImageRequest, image: Picture): readonly Entry[] {
  const spacing = millimetres(image.pixelMicrons);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', '']],
    [0x00080068, 'CS', 'FOR PRESENTATION'],
    [0x00181164, 'DS', [spacing, spacing]],
    [0x00187004, 'CS', 'DIRECT'],
    [0x00200062, 'CS', request.laterality ?? 'U'],
    [0x00280301, 'CS', 'NO'],
    [0x00281040, 'CS', 'LOG'],
    [0x00281041, 'SS', 1],
    [0x00281052, 'DS', 0],
    [0x00281053, 'DS', 1],
    [0x00281054, 'LO', 'US'],
    [0x00282110, 'CS', '00'],
    [0x00400555, 'SQ', []],
    [0x20500020, 'CS', 'IDENTITY'],
  ];
}

/** Digital X-Ray Image, for presentation (PS3.3 A.26). */
export function dxModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const view = viewOf(request);
  return [
    ...digitalXRay(request, image),
    [0x00082218, 'SQ', [anatomicRegion(request.bodyPart)]],
    [0x00180060, 'DS', 125],
    [0x00181411, 'DS', 410],
    [0x00181412, 'DS', 400],
    [0x00181413, 'DS', 0.1],
    [0x00181508, 'CS', 'NONE'],
    [0x00185101, 'CS', view.position],
    [0x00200020, 'CS', view.orientation],
    [0x00281050, 'DS', 1900],
    [0x00281051, 'DS', 3800],
    [0x00540220, 'SQ', [viewCode(view.position)]],
  ];
}

const mammographyViews = {
  CC: ['399162004', 'SCT', 'cranio-caudal'],
  MLO: ['399368009', 'SCT', 'medio-lateral oblique'],
} as const;
const modifiers = {
  spot: ['399161006', 'SCT', 'Spot compression'],
  magnification: ['399163009', 'SCT', 'Magnification'],
} as const;

/** Digital Mammography X-Ray Image, for presentation (PS3.3 A.27, C.8.11.7; views of CID 4014, modifiers of CID 4015). */
export function mgModules(request: ImageRequest, image: Picture): readonly Entry[] {
  const side = request.laterality ?? 'L';
  const view = request.view ?? 'CC';
  const modifier = request.viewModifier ? [codeItem(modifiers[request.viewModifier])] : [];
  const foot = view === 'CC' ? (side === 'L' ? 'R' : 'L') : side === 'L' ? 'FR' : 'FL';
  return [
    ...digitalXRay({ ...request, laterality: side }, image),
    [0x00082218, 'SQ', [codeItem(['76752008', 'SCT', 'Breast'])]],
    [0x00180060, 'DS', 29],
    [0x00181114, 'DS', request.viewModifier === 'magnification' ? 1.8 : 1],
    [0x001811a0, 'DS', 52],
    [0x001811a2, 'DS', 110],
    [0x00181191, 'CS', 'TUNGSTEN'],
    [0x00181405, 'IS', 70],
    [0x00181508, 'CS', 'MAMMOGRAPHIC'],
    [0x00181510, 'DS', view === 'CC' ? 0 : side === 'L' ? -45 : 45],
    [0x00200020, 'CS', [side === 'L' ? 'A' : 'P', foot]],
    [0x00281050, 'DS', 2000],
    [0x00281051, 'DS', 3600],
    [0x00281300, 'CS', 'NO'],
    [0x00281350, 'CS', 'NO'],
    [0x00400318, 'CS', 'BREAST'],
    [0x00540220, 'SQ', [[...codeItem(mammographyViews[view]), [0x00540222, 'SQ', modifier]]]],
  ];
}
