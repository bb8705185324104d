import { DataSet } from '../data-set.ts';
import type { Entry } from '../data-set.ts';
import { sopClass } from '../sop-class.ts';
import { anatomicRegion, viewCode } from './anatomy.ts';
import { phantom } from './phantom.ts';
import type { ImageModality, Phantom } from './phantom.ts';

/** One image to be made. Dates are DA and TM text of the scanner's own clock. */
export interface InstanceRequest {
  readonly modality: ImageModality;
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  /** One per examination with patient coordinates; CT and MR only. */
  readonly frameOfReferenceUid: string;
  readonly seriesNumber: number;
  /** 1-based; decides slice position and phantom. */
  readonly index: number;
  readonly seed: number;
  /** `YYYYMMDD` */
  readonly date: string;
  /** `HHMMSS` */
  readonly time: string;
  /** Body Part Examined (0018,0015) */
  readonly bodyPart: string;
  /** Of a paired body part; marker and (0020,0062) or (0020,0060). */
  readonly laterality?: 'L' | 'R';
  /** Terms of (0008,0005); none = ASCII. */
  readonly characterSet?: readonly string[];
  /**
   * Patient, study, series, equipment and request attributes as the scanner took them from the worklist or the operator;
   * they win over what is made here, so a wrong value stays wrong.
   */
  readonly attributes: readonly Entry[];
}

export interface MadeInstance {
  readonly dataSet: DataSet;
  readonly sopClassUid: string;
  readonly pixelSha1: string;
}

/** A legal image object of the modality (PS3.3 §A.2, A.3, A.4, A.26) around a shared phantom. */
export function makeInstance(request: InstanceRequest): MadeInstance {
  const { modality } = request;
  const image = phantom({
    modality,
    bodyPart: request.bodyPart,
    index: request.index,
    seed: request.seed,
    side: request.laterality,
  });
  const sopClassUid = sopClassOf(modality);
  const entries: Entry[] = [
    ...(request.characterSet && request.characterSet.length > 0
      ? [[0x00080005, 'CS', request.characterSet] as Entry]
      : []),
    ...common(request, sopClassUid),
    ...pixelModule(image),
    ...moduleOf(request),
    ...request.attributes,
  ];
  return { dataSet: DataSet.build(entries), sopClassUid, pixelSha1: image.sha1 };
}

export function sopClassOf(modality: ImageModality): string {
  switch (modality) {
    case 'CT':
      return sopClass.ctImage;
    case 'MR':
      return sopClass.mrImage;
    case 'CR':
      return sopClass.computedRadiographyImage;
    case 'DX':
      return sopClass.digitalXRayImageForPresentation;
    default:
      return modality satisfies never;
  }
}

/** Patient, General Study, Series, Equipment, Image and SOP Common; type 2 attributes empty until given. */
function common(request: InstanceRequest, sopClassUid: string): readonly Entry[] {
  const { date, time } = request;
  return [
    [0x00080012, 'DA', date],
    [0x00080013, 'TM', time],
    [0x00080016, 'UI', sopClassUid],
    [0x00080018, 'UI', request.sopInstanceUid],
    [0x00080020, 'DA', date],
    [0x00080021, 'DA', date],
    [0x00080022, 'DA', date],
    [0x00080023, 'DA', date],
    [0x00080030, 'TM', time],
    [0x00080031, 'TM', time],
    [0x00080032, 'TM', time],
    [0x00080033, 'TM', time],
    [0x00080050, 'SH', ''],
    [0x00080060, 'CS', request.modality],
    [0x00080070, 'LO', 'Northgate Imaging'],
    [0x00080090, 'PN', ''],
    [0x00100010, 'PN', ''],
    [0x00100020, 'LO', ''],
    [0x00100030, 'DA', ''],
    [0x00100040, 'CS', ''],
    [0x00180015, 'CS', request.bodyPart],
    [0x0020000d, 'UI', request.studyInstanceUid],
    [0x0020000e, 'UI', request.seriesInstanceUid],
    [0x00200010, 'SH', ''],
    [0x00200011, 'IS', request.seriesNumber],
    [0x00200012, 'IS', 1],
    [0x00200013, 'IS', request.index],
  ];
}

function pixelModule(image: Phantom): readonly Entry[] {
  return [
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', image.rows],
    [0x00280011, 'US', image.columns],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x7fe00010, 'OW', image.pixels],
  ];
}

function moduleOf(request: InstanceRequest): readonly Entry[] {
  switch (request.modality) {
    case 'CT':
      return ctModule(request);
    case 'MR':
      return mrModule(request);
    case 'CR':
      return crModule(request);
    case 'DX':
      return dxModule(request);
    default:
      return request.modality satisfies never;
  }
}

const paired: ReadonlySet<string> = new Set(['ANKLE', 'HAND', 'HIP', 'KNEE']);

/** Laterality, type 2C (PS3.3 C.7.3.1): of a part that comes in pairs it is there, empty when the side is not known. */
const side = ({ bodyPart, laterality }: InstanceRequest): readonly Entry[] =>
  laterality === undefined && !paired.has(bodyPart) ? [] : [[0x00200060, 'CS', laterality ?? '']];

/** Frame of Reference and Image Plane: axial slices 5 mm apart over 320 mm, sagittal for a spine. */
function plane(request: InstanceRequest): readonly Entry[] {
  const offset = (request.index - 1) * 5;
  const isSagittal = request.bodyPart === 'LSPINE';
  return [
    [0x00185100, 'CS', 'HFS'],
    [0x00180050, 'DS', 5],
    [0x00200032, 'DS', isSagittal ? [offset - 20, -160, 160] : [-160, -160, offset]],
    [0x00200037, 'DS', isSagittal ? [0, 1, 0, 0, 0, -1] : [1, 0, 0, 0, 1, 0]],
    [0x00200052, 'UI', request.frameOfReferenceUid],
    [0x00201040, 'LO', ''],
    [0x00201041, 'DS', offset],
    [0x00280030, 'DS', [5, 5]],
    ...side(request),
  ];
}

function ctModule(request: InstanceRequest): readonly Entry[] {
  const isLung = request.bodyPart === 'CHEST';
  return [
    ...plane(request),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'AXIAL']],
    [0x00180060, 'DS', 120],
    [0x00181151, 'IS', 210],
    [0x00181210, 'SH', isLung ? 'B60' : 'B30'],
    [0x00281050, 'DS', isLung ? 40 : 50],
    [0x00281051, 'DS', 400],
    [0x00281052, 'DS', -1024],
    [0x00281053, 'DS', 1],
    [0x00281054, 'LO', 'HU'],
  ];
}

function mrModule(request: InstanceRequest): readonly Entry[] {
  return [
    ...plane(request),
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', 'OTHER']],
    [0x00180020, 'CS', 'SE'],
    [0x00180021, 'CS', 'SK'],
    [0x00180022, 'CS', ''],
    [0x00180023, 'CS', '2D'],
    [0x00180080, 'DS', 500],
    [0x00180081, 'DS', 12],
    [0x00180087, 'DS', 1.5],
    [0x00180091, 'IS', 1],
    [0x00281050, 'DS', 700],
    [0x00281051, 'DS', 1400],
  ];
}

function viewOf(request: InstanceRequest): { readonly position: string; readonly orientation: readonly string[] } {
  const isSide = request.bodyPart === 'CHEST' && request.index % 2 === 0;
  if (isSide) return { position: 'LL', orientation: ['P', 'F'] };
  return { position: request.modality === 'DX' && request.bodyPart === 'CHEST' ? 'PA' : 'AP', orientation: ['L', 'F'] };
}

function crModule(request: InstanceRequest): readonly Entry[] {
  const view = viewOf(request);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', '']],
    [0x00180060, 'DS', 110],
    [0x00181164, 'DS', [1.4, 1.4]],
    [0x00181260, 'SH', 'PLATE1'],
    [0x00185101, 'CS', view.position],
    [0x00200020, 'CS', view.orientation],
    [0x00281050, 'DS', 1400],
    [0x00281051, 'DS', 2800],
    ...side(request),
  ];
}

function dxModule(request: InstanceRequest): readonly Entry[] {
  const view = viewOf(request);
  return [
    [0x00080008, 'CS', ['ORIGINAL', 'PRIMARY', '']],
    [0x00080068, 'CS', 'FOR PRESENTATION'],
    [0x00082218, 'SQ', [anatomicRegion(request.bodyPart)]],
    [0x00180060, 'DS', 125],
    [0x00181164, 'DS', [1.4, 1.4]],
    [0x00181508, 'CS', 'NONE'],
    [0x00185101, 'CS', view.position],
    [0x00187004, 'CS', 'DIRECT'],
    [0x00200020, 'CS', view.orientation],
    [0x00200062, 'CS', request.laterality ?? 'U'],
    [0x00280301, 'CS', 'NO'],
    [0x00281040, 'CS', 'LOG'],
    [0x00281041, 'SS', 1],
    [0x00281050, 'DS', 1400],
    [0x00281051, 'DS', 2800],
    [0x00281052, 'DS', 0],
    [0x00281053, 'DS', 1],
    [0x00281054, 'LO', 'US'],
    [0x00282110, 'CS', '00'],
    [0x00400555, 'SQ', []],
    [0x00540220, 'SQ', [viewCode(view.position)]],
    [0x20500020, 'CS', 'IDENTITY'],
  ];
}
