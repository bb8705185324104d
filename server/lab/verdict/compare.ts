import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { Tag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { WorklistEntry } from '../../systems/modality/state.ts';
import type { InstanceRow, StudyRow } from '../../systems/pacs/state.ts';
import type { Hospital } from '../hospital.ts';
import type { OtherAttribute } from '../scenario/check-schema.ts';
import type { Truth } from './ledger.ts';
import type { Difference, Hop, Observation } from './observation.ts';

export interface Sink {
  readonly list: Observation[];
  /** Records one comparison. */
  same(
    object: string,
    hop: Hop,
    attribute: string,
    expected: string,
    found: string,
    difference: Difference,
    safety?: boolean,
  ): void;
}

export function newSink(): Sink {
  const list: Observation[] = [];
  return {
    list,
    same: (object, hop, attribute, expected, found, difference, safety = false) => {
      list.push({ object, hop, attribute, expected, found, ok: expected === found, difference, safety });
    },
  };
}

/** A worklist entry, as a scanner received it, against the ledger. */
export function compareEntry(sink: Sink, object: string, truth: Truth, entry: WorklistEntry): void {
  const id = (attribute: string, expected: string, found: string): void => {
    sink.same(object, 'worklist', attribute, expected, found, 'identifier differs');
  };
  const person = (attribute: string, expected: string, found: string): void => {
    sink.same(object, 'worklist', attribute, expected, found, 'demographics differ');
  };
  const place = (attribute: string, expected: string, found: string): void => {
    sink.same(object, 'worklist', attribute, expected, found, 'station or time differs');
  };
  id('Accession Number', truth.accession, entry.accession);
  id('Study Instance UID', truth.studyUid, entry.studyUid);
  id('Scheduled Procedure Step ID', truth.spsId, entry.spsId);
  id('Patient ID', truth.patientId, entry.patientId);
  person("Patient's Name", truth.nameAtConsole, entry.patientName);
  person("Patient's Birth Date", truth.birthDate, entry.birthDate);
  person("Patient's Sex", truth.sex, entry.sex);
  place('Scheduled Station AE Title', truth.stationAe, entry.stationAe);
  place('Start date', truth.date, entry.date);
  place('Start time', truth.time.slice(0, 4), entry.time.slice(0, 4));
  place('Modality', truth.modality, entry.modality);
  sink.same(object, 'worklist', 'Procedure code', truth.procedureCode, entry.procedureCode, 'procedure differs');
}

/** Referring and requesting physician of a worklist entry, as it was received. */
export function comparePhysicians(sink: Sink, object: string, truth: Truth, entry: WorklistEntry): void {
  const item = DataSet.read(entry.parts, EXPLICIT_LE);
  const same = (attribute: string, expected: string, tag: Tag): void => {
    sink.same(object, 'worklist', attribute, expected, item.text(tag), 'demographics differ');
  };
  same("Referring Physician's Name", truth.referring, 0x00080090);
  same('Requesting Physician', truth.requesting, 0x00321032);
}

const priorityTag: Tag = 0x00401003;
const transportTag: Tag = 0x00401004;
const weightTag: Tag = 0x00101030;

/** Attributes of a worklist entry that only some checks look at. */
export function compareOthers(
  sink: Sink,
  object: string,
  truth: Truth,
  entry: WorklistEntry,
  also: readonly OtherAttribute[],
): void {
  const item = DataSet.read(entry.parts, EXPLICIT_LE);
  const same = (attribute: string, expected: string, found: string): void => {
    sink.same(object, 'worklist', attribute, expected, found, 'content changed');
  };
  for (const each of also) {
    switch (each) {
      case 'priority':
        same('Requested Procedure Priority', truth.priority, item.text(priorityTag));
        break;
      case 'transport':
        same('Patient Transport Arrangements', truth.transport, item.text(transportTag));
        break;
      case 'weight': {
        const found = item.text(weightTag);
        // To a tenth of a kilogram.
        same("Patient's Weight", truth.kilograms, found === '' ? '' : Number(found).toFixed(1));
        break;
      }
      default:
        each satisfies never;
    }
  }
}

/**
 * The header of a stored image against the ledger. `filed`: its study counts as somebody's exam; another patient's
 * number in it is a danger then, and a matter for the queue before.
 */
export function compareHeader(sink: Sink, object: string, truth: Truth, header: DataSet, filed: boolean): void {
  const id = (attribute: string, expected: string, found: string, safety = false): void => {
    sink.same(object, 'image header', attribute, expected, found, 'identifier differs', safety);
  };
  id('Accession Number', truth.accession, header.text(0x00080050));
  id('Patient ID', truth.patientId, header.text(0x00100020), filed);
  const request = header.items(0x00400275)[0];
  id('Scheduled Procedure Step ID', truth.spsId, request?.text(0x00400009) ?? '');
  id('Requested Procedure ID', truth.requestedProcedureId, request?.text(0x00401001) ?? '');
  const alike = (text: string): string => text.toUpperCase().split('^').slice(0, 2).join('^');
  sink.same(
    object,
    'image header',
    "Patient's Name",
    alike(truth.nameAtConsole),
    alike(header.text(0x00100010)),
    'demographics differ',
  );
  sink.same(
    object,
    'image header',
    "Patient's Birth Date",
    truth.birthDate,
    header.text(0x00100030),
    'demographics differ',
  );
}

/** What PACS index and RIS say of a study that belongs to this order. */
export function compareIndex(sink: Sink, object: string, hospital: Hospital, truth: Truth, study: StudyRow): void {
  sink.same(object, 'PACS index', 'status', 'VERIFIED', study.status, 'not verified');
  // Nobody reads what is on hold.
  sink.same(object, 'PACS index', 'hold', 'none', study.hold ? 'on hold' : 'none', 'not verified');
  // A study that is filed under another patient's order is the worst that can happen here.
  const order = study.orderKey === undefined ? undefined : hospital.pacs.state.orders.get(study.orderKey);
  if (order) {
    sink.same(object, 'PACS index', 'order', truth.filler, order.filler, 'identifier differs');
    sink.same(
      object,
      'PACS index',
      'patient of the order',
      truth.patientId,
      order.patientId,
      'identifier differs',
      true,
    );
  }
  const ris = hospital.ris.orderByFiller(truth.filler);
  sink.same(object, 'RIS order', 'status', 'COMPLETED', ris?.status ?? 'missing', 'state differs');
}

export function headerOf(instance: InstanceRow): DataSet {
  return DataSet.read(instance.parts, instance.transferSyntax || EXPLICIT_LE);
}
