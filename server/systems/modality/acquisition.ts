import { formatDate, formatTime, type Micros } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import { DataSet, type Entry } from '../../protocols/dicom/data-set.ts';
import { makeImage } from '../../protocols/dicom/image/image.ts';
import type { Tag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { imagedPart } from './body-part.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { ExamRow, LocalImage, TypedPatient, WorklistEntry } from './state.ts';

/** Attributes that go from the worklist item into every image unchanged (IHE RAD TF-2x Appendix A). */
const copied: readonly Tag[] = [
  0x00080050, 0x00080051, 0x00080090, 0x00100010, 0x00100020, 0x00100021, 0x00100030, 0x00100040, 0x00101030,
  0x00102000, 0x00102110,
];
const copiedToRequest: readonly Tag[] = [0x00080050, 0x0020000d, 0x00321060, 0x00321064, 0x00401001];
const copiedFromStep: readonly Tag[] = [0x00400007, 0x00400008, 0x00400009];

function copy(from: DataSet, tags: readonly Tag[]): Entry[] {
  return tags.flatMap((tag): Entry[] => {
    const element = from.get(tag);
    if (!element) return [];
    if (element.isSequence) {
      const items = from.items(tag);
      return items.length === 0 ? [] : [[tag, 'SQ', items]];
    }
    return [[tag, element.vr, from.texts(tag).join('\\')]];
  });
}

/** What images take from a worklist item. */
function itemAttributes(entry: WorklistEntry): { readonly set: readonly string[]; readonly entries: Entry[] } {
  const item = DataSet.read(entry.parts, EXPLICIT_LE);
  const step = item.items(0x00400100)[0] ?? DataSet.empty;
  const request = [...copy(item, copiedToRequest), ...copy(step, copiedFromStep)];
  const codes = item.items(0x00321064);
  return {
    set: item.characterSet.terms,
    entries: [
      ...copy(item, copied),
      ...(entry.description === '' ? [] : [[0x00081030, 'LO', entry.description] as const]),
      ...(codes.length === 0 ? [] : [[0x00081032, 'SQ', codes] as const]),
      [0x0020000d, 'UI', entry.studyUid],
      [0x00200010, 'SH', item.text(0x00401001)],
      [0x00400275, 'SQ', [request]],
    ],
  };
}

/** Diameters in millimetres of what an examination may find; 0 = nothing. */
const findings = [0, 12] as const;

function typedAttributes(typed: TypedPatient): Entry[] {
  return [
    [0x00080050, 'SH', typed.accession],
    [0x00081030, 'LO', typed.description],
    [0x00100010, 'PN', typed.name],
    [0x00100020, 'LO', typed.patientId],
    ...(typed.issuer === '' ? [] : [[0x00100021, 'LO', typed.issuer] as const]),
    [0x00100030, 'DA', typed.birthDate],
    [0x00100040, 'CS', typed.sex],
  ];
}

/** Columns of a picture: enough to tell what it shows, little to keep. */
const MG_COLUMNS = 128;
const NM_COLUMNS = 96;

/** The four views of a screening: right and left, from above and oblique. One side may have the finding. */
function mammogram(index: number): { readonly laterality: 'L' | 'R'; readonly view: 'CC' | 'MLO' } {
  return { laterality: index % 2 === 0 ? 'R' : 'L', view: index % 4 < 2 ? 'CC' : 'MLO' };
}

const isSliced = ({ modality }: ModalityConf): boolean => modality === 'CT' || modality === 'MR';

/** How many images an examination takes; 3 to 8 slices, or the views of a radiograph. */
export function usualImageCount(room: MachineRoom, conf: ModalityConf, key: string, procedureCode: string): number {
  if (isSliced(conf)) return stream(room.seed, `images/${key}`).integer(3, 8);
  return imagedPart(procedureCode).views;
}

/** Makes the images of an examination at the end of its acquisition. `startedAt`: by the scanner's own clock. */
export function acquire(
  room: MachineRoom,
  conf: ModalityConf,
  exam: ExamRow,
  startedAt: Micros,
  newUid: () => string,
): LocalImage[] {
  const attributes = exam.item ? itemAttributes(exam.item) : undefined;
  const procedureCode = exam.onTable?.procedureCode ?? exam.item?.procedureCode ?? exam.typed?.procedureCode ?? '';
  const { bodyPart, laterality } = imagedPart(procedureCode);
  const seriesUid = newUid();
  const frameOfReferenceUid = newUid();
  const body = stream(room.seed, `body/${exam.onTable?.patientId ?? exam.patientId}`).integer(
    0,
    isSliced(conf) ? 3 : 1,
  );
  // What there is to see changes from one examination of a patient to the next.
  const lesion = stream(room.seed, `finding/${exam.studyUid}`).pick(findings);
  const own: Entry[] = [
    ...(attributes?.entries ?? (exam.typed ? typedAttributes(exam.typed) : [])),
    [0x00080055, 'AE', conf.aeTitle],
    [0x00080080, 'LO', conf.institution],
    [0x00081010, 'SH', conf.stationName],
    [0x00081090, 'LO', conf.model],
    [0x00181030, 'LO', exam.onTable ? `${exam.onTable.procedureCode}-P1` : exam.description],
    [0x00400241, 'AE', conf.aeTitle],
    [0x00400244, 'DA', formatDate(startedAt, room.zoneOffset)],
    [0x00400245, 'TM', formatTime(startedAt, room.zoneOffset)],
  ];
  const characterSet = attributes ? attributes.set : needsCharacterSet(exam.typed) ? [conf.characterSet] : [];
  const series = exam.series ?? [{ number: 1, description: exam.description, images: exam.imageCount }];
  return series.flatMap(({ number, description, images }, nth) => {
    const uidOfSeries = nth === 0 ? seriesUid : newUid();
    return Array.from({ length: images }, (_, index) => {
      const sopUid = newUid();
      // View Position belongs to the series of a CR, so each further view has its own (PS3.3 C.8.1.1).
      const opensSeries = conf.modality === 'CR' && index > 0;
      const made = makeImage({
        modality: conf.modality,
        studyInstanceUid: exam.studyUid,
        seriesInstanceUid: opensSeries ? newUid() : uidOfSeries,
        sopInstanceUid: sopUid,
        frameOfReferenceUid,
        seriesNumber: opensSeries ? index + 1 : number,
        index: index + 1,
        count: images,
        seed: body,
        date: formatDate(startedAt, room.zoneOffset),
        time: formatTime(startedAt, room.zoneOffset),
        bodyPart,
        ...(laterality ? { laterality } : {}),
        ...(conf.modality === 'MG' ? { ...mammogram(index), size: MG_COLUMNS } : {}),
        ...(conf.modality === 'NM' ? { size: NM_COLUMNS } : {}),
        lesion: conf.modality === 'MG' && index % 2 !== 0 ? 0 : lesion,
        characterSet,
        attributes: [...own, [0x0008103e, 'LO', description]],
      });
      return {
        sopUid,
        sopClass: made.sopClassUid,
        pixelSha1: made.pixelSha1,
        parts: made.dataSet.write(EXPLICIT_LE),
      };
    });
  });
}

function needsCharacterSet(typed: TypedPatient | undefined): boolean {
  return typed !== undefined && /[^\0-\x7f]/.test(typed.name + typed.description);
}

/**
 * Images of a local study once more, under an order taken from the worklist afterwards: new SOP and Series Instance UIDs
 * because patient or study identity changed (IHE RAD IOCM), the order's Study Instance UID, the same pixels.
 */
export function reidentify(images: readonly LocalImage[], entry: WorklistEntry, newUid: () => string): LocalImage[] {
  const { entries, set } = itemAttributes(entry);
  const seriesUids = new Map<string, string>();
  return images.map((image) => {
    const old = DataSet.read(image.parts, EXPLICIT_LE);
    const oldSeries = old.text(0x0020000e);
    const seriesUid = seriesUids.get(oldSeries) ?? newUid();
    seriesUids.set(oldSeries, seriesUid);
    const sopUid = newUid();
    const next = old
      .withCharacterSet(set)
      .withAll([...entries, [0x00080018, 'UI', sopUid], [0x0020000e, 'UI', seriesUid]]);
    return { ...image, sopUid, parts: next.write(EXPLICIT_LE) };
  });
}
