import type { Entry } from '../../protocols/dicom/data-set.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { Tag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { InstanceRow, OrderRow, PatientRow } from './state.ts';

const ORIGINAL_ATTRIBUTES: Tag = 0x04000561;

/** Who changed the header, when and why: becomes the item of Original Attributes (PS3.3 C.12.1.1.9). */
export interface Stamp {
  /** DT, local time with zone. */
  readonly at: string;
  /** Modifying System: the archive and the user who acted. */
  readonly by: string;
  /** Source of Previous Values: who sent the instance. */
  readonly source: string;
  readonly reason: 'COERCE' | 'CORRECT';
}

/**
 * Puts the values into the data set and keeps what stood there before in Original Attributes Sequence: one more item for
 * each change, an attribute that was absent as zero length. Nothing to change gives the same data set. Values are never
 * lost to a character set: it becomes ISO_IR 192 when the declared one cannot hold them.
 */
export function coerce(original: DataSet, entries: readonly Entry[], stamp: Stamp): DataSet {
  const differing = entries.filter((entry) => differs(original, entry));
  if (differing.length === 0) return original;
  let base = original;
  if (original.withAll(differing).diagnostics.some(({ code }) => code === 'character-not-encodable')) {
    base = original.withCharacterSet(['ISO_IR 192']);
  }
  const previous: Entry[] = differing.map(([tag, vr]) => {
    const element = base.get(tag);
    if (!element) return [tag, vr, ''];
    return element.isSequence ? [tag, 'SQ', base.items(tag)] : [tag, element.vr, element.value];
  });
  const item: Entry[] = [
    [0x04000550, 'SQ', [previous]],
    [0x04000562, 'DT', stamp.at],
    [0x04000563, 'LO', stamp.by],
    [0x04000564, 'LO', stamp.source],
    [0x04000565, 'CS', stamp.reason],
  ];
  return base.withAll(differing).with(ORIGINAL_ATTRIBUTES, 'SQ', [...base.items(ORIGINAL_ATTRIBUTES), item]);
}

function differs(dataSet: DataSet, [tag, vr, value]: Entry): boolean {
  if (vr === 'SQ') {
    const wanted = DataSet.build([[tag, vr, value]], dataSet.characterSet);
    return bytesOf(DataSet.build([[tag, 'SQ', dataSet.items(tag)]])) !== bytesOf(wanted);
  }
  if (value === '' && !dataSet.has(tag)) return false;
  return dataSet.texts(tag).join('\\') !== value;
}

function bytesOf(dataSet: DataSet): string {
  return dataSet
    .write(EXPLICIT_LE)
    .map((part) => part.join(','))
    .join(',');
}

/** The patient attributes as an index row has them. */
export function patientEntries(
  patient: Pick<PatientRow, 'name' | 'patientId' | 'issuer' | 'birthDate' | 'sex'>,
): Entry[] {
  return [
    [0x00100010, 'PN', patient.name],
    [0x00100020, 'LO', patient.patientId],
    [0x00100021, 'LO', patient.issuer],
    ...(patient.birthDate === '' ? [] : [[0x00100030, 'DA', patient.birthDate] as const]),
    ...(patient.sex === '' ? [] : [[0x00100040, 'CS', patient.sex] as const]),
  ];
}

/**
 * What an image must say to belong to an order: accession number, patient and Request Attributes. The Study Instance UID
 * stays that of the images (IHE RAD PIR): others may hold references to it.
 */
export function orderEntries(dataSet: DataSet, order: OrderRow): Entry[] {
  const request: Entry[] = [
    [0x00321060, 'LO', order.procedureText],
    [0x00400009, 'SH', order.spsId],
    [0x00401001, 'SH', order.requestedProcedureId],
  ];
  const stated = dataSet.items(0x00400275)[0];
  const sameRequest =
    stated?.text(0x00401001) === order.requestedProcedureId && stated.text(0x00400009) === order.spsId;
  return [
    [0x00080050, 'SH', order.accession],
    ...(order.accessionIssuer === ''
      ? []
      : [[0x00080051, 'SQ', [[[0x00400031, 'UT', order.accessionIssuer]]]] as const satisfies Entry]),
    ...(dataSet.text(0x00081030) === '' && order.procedureText !== ''
      ? [[0x00081030, 'LO', order.procedureText] as const]
      : []),
    ...patientEntries(order),
    ...(sameRequest ? [] : [[0x00400275, 'SQ', [request]] as const satisfies Entry]),
  ];
}

/** Patient and study attributes that every instance of a study has in common. */
const studyTags: readonly Tag[] = [
  0x00080020, 0x00080030, 0x00080050, 0x00080051, 0x00080090, 0x00081030, 0x00100010, 0x00100020, 0x00100021,
  0x00100030, 0x00100040, 0x0020000d, 0x00200010, 0x00400275,
];

/** What an instance must say to belong to the study of `member`. */
export function studyEntries(member: DataSet): Entry[] {
  return studyTags.flatMap((tag): Entry[] => {
    const element = member.get(tag);
    if (!element) return [];
    return element.isSequence ? [[tag, 'SQ', member.items(tag)]] : [[tag, element.vr, member.texts(tag).join('\\')]];
  });
}

/** The row of an instance whose header has become `dataSet`. */
export function withDataSet(instance: InstanceRow, dataSet: DataSet): InstanceRow {
  const parts = dataSet.write(instance.transferSyntax);
  return {
    ...instance,
    parts,
    bytes: parts.reduce((sum, part) => sum + part.length, 0),
    patientId: dataSet.text(0x00100020),
    accession: dataSet.text(0x00080050),
  };
}
