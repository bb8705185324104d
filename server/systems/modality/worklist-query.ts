import { formatDate, SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { DataSet, type Entry } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { formatStatus } from '../../protocols/dimse/status.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { clockError } from '../host/machine-files.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { WorklistEntry } from './state.ts';

export type WorklistAnswer =
  | { readonly kind: 'list'; readonly entries: readonly WorklistEntry[] }
  | { readonly kind: 'failed'; readonly detail: string };

const timeout = 30 * SECOND;
const code: readonly Entry[] = [
  [0x00080100, 'SH', ''],
  [0x00080102, 'SH', ''],
  [0x00080104, 'LO', ''],
];

/** The query of a console: own AE title, own modality, today (IHE RAD-5), and every attribute images need. */
function worklistIdentifier(conf: ModalityConf, today: string): DataSet {
  const known = identifiers.get(conf);
  if (known?.today === today) return known.identifier;
  const identifier = buildIdentifier(conf, today);
  identifiers.set(conf, { today, identifier });
  return identifier;
}

/** The last identifier of each configuration: the same question is asked before every patient. */
const identifiers = new WeakMap<ModalityConf, { readonly today: string; readonly identifier: DataSet }>();

function buildIdentifier(conf: ModalityConf, today: string): DataSet {
  const step: readonly Entry[] = [
    [0x00080060, 'CS', conf.worklistModality === 'own' ? conf.modality : ''],
    [0x00400001, 'AE', conf.worklistStation === 'own' ? conf.aeTitle : ''],
    [0x00400002, 'DA', conf.worklistDate === 'today' ? today : ''],
    [0x00400003, 'TM', ''],
    [0x00400006, 'PN', ''],
    [0x00400007, 'LO', ''],
    [0x00400008, 'SQ', [code]],
    [0x00400009, 'SH', ''],
    [0x00400010, 'SH', ''],
    [0x00400011, 'SH', ''],
  ];
  return DataSet.build([
    [0x00080005, 'CS', conf.characterSet],
    [0x00080050, 'SH', ''],
    [0x00080051, 'SQ', []],
    [0x00080090, 'PN', ''],
    [0x00100010, 'PN', ''],
    [0x00100020, 'LO', ''],
    [0x00100021, 'LO', ''],
    [0x00100030, 'DA', ''],
    [0x00100040, 'CS', ''],
    [0x00101030, 'DS', ''],
    [0x00102000, 'LO', ''],
    [0x00102110, 'LO', ''],
    [0x001021c0, 'US', []],
    [0x0020000d, 'UI', ''],
    [0x00321032, 'PN', ''],
    [0x00321060, 'LO', ''],
    [0x00321064, 'SQ', [code]],
    [0x00380300, 'LO', ''],
    [0x00380500, 'LO', ''],
    [0x00400100, 'SQ', [step]],
    [0x00401001, 'SH', ''],
    [0x00401003, 'SH', ''],
    [0x00401004, 'LO', ''],
  ]);
}

export function* queryWorklist(room: MachineRoom, host: string, conf: ModalityConf): Task<WorklistAnswer> {
  const opened = yield* openAssociation(room, {
    from: host,
    callingAe: conf.aeTitle,
    calledAe: conf.worklistAe,
    target: { host: conf.worklistHost, port: conf.worklistPort },
    contexts: [{ abstractSyntax: sopClass.modalityWorklistFind, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
    timeout,
  });
  if (opened.kind === 'rejected') return { kind: 'failed', detail: `association rejected: ${opened.text}` };
  if (opened.kind !== 'open') return { kind: 'failed', detail: opened.detail };
  const identifier = worklistIdentifier(conf, formatDate(room.kernel.now + clockError(room, host), room.zoneOffset));
  const found = yield* opened.association.find(sopClass.modalityWorklistFind, identifier);
  if (found.kind === 'aborted' || found.kind === 'timed-out') return { kind: 'failed', detail: found.detail };
  const { cause } = room.kernel;
  yield* opened.association.release();
  // What the operator does next follows from the answer, not from the goodbye.
  room.kernel.cause = cause;
  if (found.kind !== 'answered') return { kind: 'failed', detail: found.detail };
  if (found.status !== 0) {
    return { kind: 'failed', detail: `C-FIND ${formatStatus(found.status)} ${found.errorComment}`.trim() };
  }
  return { kind: 'list', entries: found.results.map(worklistEntry) };
}

export function worklistEntry(item: DataSet): WorklistEntry {
  const step = item.items(0x00400100)[0] ?? DataSet.empty;
  return {
    spsId: step.text(0x00400009),
    studyUid: item.text(0x0020000d),
    accession: item.text(0x00080050),
    patientId: item.text(0x00100020),
    patientName: item.text(0x00100010),
    birthDate: item.text(0x00100030),
    sex: item.text(0x00100040),
    date: step.text(0x00400002),
    time: step.text(0x00400003),
    stationAe: step.text(0x00400001),
    modality: step.text(0x00080060),
    description: item.text(0x00321060) || step.text(0x00400007),
    procedureCode: item.items(0x00321064)[0]?.text(0x00080100) ?? '',
    parts: item.write(EXPLICIT_LE),
  };
}
