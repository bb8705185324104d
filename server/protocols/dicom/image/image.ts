import { DataSet, type Entry } from '../data-set.ts';
import { sopClass } from '../sop-class.ts';
import { scModules } from './capture-image.ts';
import type { ImageRequest } from './image-request.ts';
import { nmModules } from './nuclear-image.ts';
import { commonModules, imageDates, type MadeObject } from './object-context.ts';
import { picture, type Picture, type PictureKind } from './picture.ts';
import { crModules, dxModules, mgModules } from './projection-image.ts';
import { ctModules, mrModules } from './slice-image.ts';
import { usModules } from './ultrasound-image.ts';

/** Columns of a picture for which none are asked. */
const usualSize: Readonly<Record<PictureKind, number>> = {
  CT: 64,
  MR: 64,
  CR: 256,
  DX: 256,
  MG: 320,
  US: 512,
  NM: 256,
  SC: 512,
  TG18: 1024,
  SMPTE: 512,
};

const classes: Readonly<Record<PictureKind, string>> = {
  CT: sopClass.ctImage,
  MR: sopClass.mrImage,
  CR: sopClass.computedRadiographyImage,
  DX: sopClass.digitalXRayImageForPresentation,
  MG: sopClass.digitalMammographyImageForPresentation,
  US: sopClass.ultrasoundImage,
  NM: sopClass.nuclearMedicineImage,
  SC: sopClass.secondaryCaptureImage,
  TG18: sopClass.secondaryCaptureImage,
  SMPTE: sopClass.secondaryCaptureImage,
};

/** The picture of a request, shared between all who ask for the same. */
function pictureOf(request: ImageRequest): Picture {
  const { modality, bodyPart, index, count, seed, laterality, view, size, lesion } = request;
  return picture({
    kind: modality,
    bodyPart,
    index,
    // A scanner that does not say how many slices there will be gets sixteen over the body part.
    count: count ?? (modality === 'CT' || modality === 'MR' ? 16 : 2),
    seed,
    side: laterality,
    view: modality === 'MG' ? (view ?? 'CC') : undefined,
    size: size ?? usualSize[modality],
    lesion: lesion ?? 0,
  });
}

/** A legal image object of its kind around a shared picture. */
export function makeImage(request: ImageRequest): MadeObject {
  const asked: ImageRequest = { ...request, count: request.count ?? (isSlice(request.modality) ? 16 : 2) };
  const image = pictureOf(asked);
  const sopClassUid = classes[request.modality];
  const entries: Entry[] = [
    ...commonModules(request, sopClassUid, modalityOf(request.modality)),
    ...imageDates(request),
    ...(request.bodyPart === '' ? [] : [[0x00180015, 'CS', request.bodyPart] as Entry]),
    ...pixelModule(image),
    ...modulesOf(asked, image),
    ...request.attributes,
  ];
  return { dataSet: DataSet.build(entries), sopClassUid, pixelSha1: image.sha1 };
}

const isSlice = (kind: PictureKind): boolean => kind === 'CT' || kind === 'MR';
const modalityOf = (kind: PictureKind): string => (kind === 'SC' || kind === 'TG18' || kind === 'SMPTE' ? 'OT' : kind);

function pixelModule(image: Picture): readonly Entry[] {
  const bitsAllocated = image.bitsStored === 8 ? 8 : 16;
  return [
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', image.rows],
    [0x00280011, 'US', image.columns],
    [0x00280100, 'US', bitsAllocated],
    [0x00280101, 'US', image.bitsStored],
    [0x00280102, 'US', image.bitsStored - 1],
    [0x00280103, 'US', 0],
    [0x00280106, 'US', image.smallest],
    [0x00280107, 'US', image.largest],
    [0x7fe00010, bitsAllocated === 8 ? 'OB' : 'OW', image.pixels],
  ];
}

function modulesOf(request: ImageRequest, image: Picture): readonly Entry[] {
  switch (request.modality) {
    case 'CT':
      return ctModules(request, image);
    case 'MR':
      return mrModules(request, image);
    case 'CR':
      return crModules(request, image);
    case 'DX':
      return dxModules(request, image);
    case 'MG':
      return mgModules(request, image);
    case 'US':
      return usModules(request.bodyPart, image);
    case 'NM':
      return nmModules(request, image);
    case 'SC':
    case 'TG18':
    case 'SMPTE':
      return scModules(request.modality);
    default:
      return request.modality satisfies never;
  }
}
