import { formatDate, formatTime, type Micros, SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import type { NResult } from '../../network/dicom-outcome.ts';
import { DataSet, type Entry } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { formatStatus, statusClass } from '../../protocols/dimse/status.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { clockError } from '../host/machine-files.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { ExamRow, LocalImage, PerformedStep } from './state.ts';

const timeout = 30 * SECOND;

/** Whether the console reports what it performs; older ones do not. */
export const reportsSteps = ({ mppsHost, mppsAe }: ModalityConf): boolean => mppsHost !== '' && mppsAe !== '';

/**
 * Tells the MPPS provider how the examination stands: N-CREATE unless that has been heard, N-SET when it has ended.
 * Returns the step as it is known afterwards; one that could not be told keeps why, and nothing else stops for it.
 */
export function* reportStep(
  room: MachineRoom,
  host: string,
  conf: ModalityConf,
  exam: ExamRow,
  step: PerformedStep,
): Task<PerformedStep> {
  const { accession, patientId, studyUid, spsId } = exam;
  // Dates and times are those of the scanner's own clock.
  const ahead = clockError(room, host);
  const startedAt = exam.startedAt + ahead;
  const endedAt = room.kernel.now + ahead;
  const keys = Object.fromEntries(
    Object.entries({ accession, patientId, studyUid, spsId }).filter(([, value]) => value !== ''),
  );
  const opened = yield* openAssociation(room, {
    from: host,
    callingAe: conf.aeTitle,
    calledAe: conf.mppsAe,
    target: { host: conf.mppsHost, port: conf.mppsPort },
    contexts: [
      { abstractSyntax: sopClass.modalityPerformedProcedureStep, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] },
    ],
    timeout,
    keys,
  });
  if (opened.kind === 'rejected') return { ...step, problem: `association rejected: ${opened.text}` };
  if (opened.kind !== 'open') return { ...step, problem: opened.detail };
  const { association } = opened;
  const target = { sopClass: sopClass.modalityPerformedProcedureStep, sopUid: step.sopUid, keys };
  let told = step;
  if (told.told === undefined) {
    told = heard(
      told,
      'IN PROGRESS',
      yield* association.nCreate(target, creation(room, conf, { ...exam, startedAt }, step)),
    );
  }
  if (told.problem === '' && step.status !== 'IN PROGRESS') {
    told = heard(told, step.status, yield* association.nSet(target, ending(room, conf, exam, step.status, endedAt)));
  }
  if (told.problem !== GONE) yield* association.release();
  return told.problem === GONE ? { ...told, problem: 'association broke off' } : told;
}

const GONE = 'gone';

function heard(step: PerformedStep, what: PerformedStep['status'], result: NResult): PerformedStep {
  if (result.kind === 'no-context') return { ...step, problem: result.detail };
  if (result.kind !== 'answered') return { ...step, problem: GONE };
  if (statusClass(result.status) === 'failure') {
    return { ...step, problem: `${formatStatus(result.status)} ${result.errorComment}`.trim() };
  }
  return { ...step, told: what, problem: '' };
}

/** Attributes of an N-CREATE (PS3.4 Table F.7.2-1); what came from the worklist goes back as it came (IHE RAD-6). */
function creation(room: MachineRoom, conf: ModalityConf, exam: ExamRow, { stepId }: PerformedStep): DataSet {
  const item = exam.item ? DataSet.read(exam.item.parts, EXPLICIT_LE) : DataSet.empty;
  const scheduled = item.items(0x00400100)[0] ?? DataSet.empty;
  const protocol = scheduled.items(0x00400008);
  const typed = exam.typed;
  const characterSet = exam.item ? item.characterSet.terms : [conf.characterSet];
  return DataSet.build([
    ...(characterSet.length === 0 ? [] : [[0x00080005, 'CS', characterSet] as Entry]),
    [0x00080060, 'CS', conf.modality],
    [0x00081032, 'SQ', item.items(0x00321064)],
    [0x00081120, 'SQ', []],
    [0x00100010, 'PN', exam.patientName],
    [0x00100020, 'LO', exam.patientId],
    [0x00100030, 'DA', exam.item?.birthDate ?? typed?.birthDate ?? ''],
    [0x00100040, 'CS', exam.item?.sex ?? typed?.sex ?? ''],
    [0x00200010, 'SH', item.text(0x00401001)],
    [0x00400241, 'AE', conf.aeTitle],
    [0x00400242, 'SH', conf.stationName],
    [0x00400243, 'SH', conf.location],
    [0x00400244, 'DA', formatDate(exam.startedAt, room.zoneOffset)],
    [0x00400245, 'TM', formatTime(exam.startedAt, room.zoneOffset)],
    [0x00400250, 'DA', ''],
    [0x00400251, 'TM', ''],
    [0x00400252, 'CS', 'IN PROGRESS'],
    [0x00400253, 'SH', stepId],
    [0x00400254, 'LO', exam.description],
    [0x00400255, 'LO', ''],
    [0x00400260, 'SQ', protocol],
    [
      0x00400270,
      'SQ',
      [
        [
          [0x00080050, 'SH', exam.accession],
          [0x00081110, 'SQ', []],
          [0x0020000d, 'UI', exam.studyUid],
          [0x00321060, 'LO', item.text(0x00321060)],
          [0x00400007, 'LO', scheduled.text(0x00400007)],
          [0x00400008, 'SQ', protocol],
          [0x00400009, 'SH', exam.spsId],
          [0x00401001, 'SH', item.text(0x00401001)],
        ],
      ],
    ],
    [0x00400340, 'SQ', []],
  ]);
}

/** Attributes of the N-SET that ends it (RAD-7): when, and every series with its images. */
function ending(
  room: MachineRoom,
  conf: ModalityConf,
  exam: ExamRow,
  status: PerformedStep['status'],
  at: Micros,
): DataSet {
  const series = new Map<string, LocalImage[]>();
  for (const image of exam.images) {
    const uid = DataSet.read(image.parts, EXPLICIT_LE).text(0x0020000e);
    series.set(uid, [...(series.get(uid) ?? []), image]);
  }
  return DataSet.build([
    [0x00400250, 'DA', formatDate(at, room.zoneOffset)],
    [0x00400251, 'TM', formatTime(at, room.zoneOffset)],
    [0x00400252, 'CS', status],
    // Discontinuation reason (CID 9300): what the operator is asked for when no other is given.
    ...(status === 'DISCONTINUED'
      ? [
          [
            0x00400281,
            'SQ',
            [
              [
                [0x00080100, 'SH', '110513'],
                [0x00080102, 'SH', 'DCM'],
                [0x00080104, 'LO', 'Discontinued for unspecified reason'],
              ],
            ],
          ] as Entry,
        ]
      : []),
    [
      0x00400340,
      'SQ',
      [...series].map(([uid, images]): Entry[] => [
        [0x00080054, 'AE', conf.pacsAe],
        [0x0008103e, 'LO', exam.description],
        [0x00081050, 'PN', ''],
        [0x00081070, 'PN', exam.operator],
        [
          0x00081140,
          'SQ',
          images.map(({ sopClass: uidOfClass, sopUid }): Entry[] => [
            [0x00081150, 'UI', uidOfClass],
            [0x00081155, 'UI', sopUid],
          ]),
        ],
        [0x00181030, 'LO', exam.description === '' ? conf.modality : exam.description],
        [0x0020000e, 'UI', uid],
        [0x00400220, 'SQ', []],
      ]),
    ],
  ]);
}
