import { createHash } from 'node:crypto';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import type { Tag } from '../../protocols/dicom/tag.ts';
import type { HeaderValue, StudyIdentity } from './matching.ts';
import type { StudyRow } from './state.ts';

const PIXEL_DATA: Tag = 0x7fe00010;

/** Study attributes of the index, read from an instance's header. */
export type StudyHeader = Pick<
  StudyRow,
  | 'studyUid'
  | 'accession'
  | 'accessionIssuer'
  | 'patientId'
  | 'issuer'
  | 'name'
  | 'birthDate'
  | 'sex'
  | 'description'
  | 'studyDate'
  | 'studyTime'
  | 'studyId'
  | 'referring'
>;

export function studyHeader(dataSet: DataSet): StudyHeader {
  return {
    studyUid: dataSet.text(0x0020000d),
    accession: dataSet.text(0x00080050),
    accessionIssuer: dataSet.items(0x00080051)[0]?.text(0x00400031) ?? '',
    patientId: dataSet.text(0x00100020),
    issuer: dataSet.text(0x00100021),
    name: dataSet.text(0x00100010),
    birthDate: dataSet.text(0x00100030),
    sex: dataSet.text(0x00100040),
    description: dataSet.text(0x00081030),
    studyDate: dataSet.text(0x00080020),
    studyTime: dataSet.text(0x00080030),
    studyId: dataSet.text(0x00200010),
    referring: dataSet.text(0x00080090),
  };
}

/** What the matching rules compare; `raw` keeps the padding that `trim=false` stumbles over. */
export function studyIdentity(dataSet: DataSet): StudyIdentity {
  const value = (tag: Tag): HeaderValue => {
    const bytes = dataSet.bytes(tag);
    return { raw: bytes ? dataSet.characterSet.decode(bytes) : '', text: dataSet.text(tag) };
  };
  const header = studyHeader(dataSet);
  return {
    studyUid: header.studyUid,
    accession: value(0x00080050),
    accessionIssuer: header.accessionIssuer,
    patientId: value(0x00100020),
    issuer: value(0x00100021),
    name: value(0x00100010),
    birthDate: header.birthDate,
    sex: header.sex,
    modality: dataSet.text(0x00080060),
    acquired: acquisitionTime(header),
  };
}

/** `YYYYMMDDHHMMSS` of study date and time; the time part is missing when the header has none. */
export function acquisitionTime(header: Pick<StudyHeader, 'studyDate' | 'studyTime'>): string {
  const time = header.studyTime.replace(/\..*$/, '');
  return header.studyDate + (time.length === 6 ? time : time.length === 4 ? `${time}00` : '');
}

/** Digests by the buffer and place of the bytes: the phantoms' pixels are shared by many instances and labs. */
const known = new WeakMap<ArrayBufferLike, Map<string, string>>();

/** SHA-1 over the value of Pixel Data as stored; '' without pixels. The bytes must never change. */
export function pixelSha1(dataSet: DataSet): string {
  const pixels = dataSet.bytes(PIXEL_DATA);
  if (!pixels || pixels.length === 0) return '';
  const place = `${pixels.byteOffset}+${pixels.length}`;
  let ofBuffer = known.get(pixels.buffer);
  if (!ofBuffer) {
    ofBuffer = new Map<string, string>();
    known.set(pixels.buffer, ofBuffer);
  }
  let digest = ofBuffer.get(place);
  if (digest === undefined) {
    digest = createHash('sha1').update(pixels).digest('hex');
    ofBuffer.set(place, digest);
  }
  return digest;
}
