import { MINUTE } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { characterSet } from '../../protocols/dicom/character-set.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import type { Hospital } from '../hospital.ts';
import type { Consumer } from '../scenario/check-schema.ts';
import { compareAuthor } from './charts-check.ts';
import { newSink, type Sink } from './compare.ts';
import type { Truth } from './ledger.ts';
import type { Observation } from './observation.ts';
import { clerk } from './probe-fates.ts';
import { freezeTraffic, type Probe } from './probes.ts';
import { fromWorkstation, pacsNode, workstationTask } from './workstation-query.ts';

/** An exam that somebody asks for: the name of the object that a check counts, and its study as the PACS has it. */
export interface AskedExam {
  readonly object: string;
  readonly truth: Truth;
  readonly studyUid: string;
}

const SPECIFIC_CHARACTER_SET = 0x00080005;
const PATIENT_NAME = 0x00100010;
const STUDY_UID = 0x0020000d;
const ANSWER = MINUTE;
/** The way of a report from rep01 to the chart. */
const REPORT_WAY = 2 * MINUTE;

/**
 * The patient's name as who comes after sees it, code point by code point: who queries the PACS (Study Root C-FIND, read
 * by the character set that the response itself declares), and who opens the chart once the exam has been read, and sees
 * by whom. Looked at in a copy, which nobody pays for but the check that asks for it.
 */
export function observeConsumers(
  hospital: Hospital,
  consumers: readonly Consumer[],
  exams: readonly AskedExam[],
): Observation[] {
  const sink = newSink();
  if (consumers.length === 0 || exams.length === 0) return sink.list;
  hospital.settle(5 * MINUTE);
  const copy = hospital.fork();
  freezeTraffic(copy);
  copy.director.holdFaults();
  copy.room.network.stopCapture();
  for (const consumer of consumers) {
    switch (consumer) {
      case 'archive':
        observeAnswers(sink, copy, exams);
        break;
      case 'chart':
        observeChartNames(sink, copy, exams);
        break;
      default:
        consumer satisfies never;
    }
  }
  return sink.list;
}

/** The same of probes: of those whose images are in the PACS. */
export function observeSeen(
  hospital: Hospital,
  probes: readonly Probe[],
  seenBy: readonly Consumer[] = [],
): Observation[] {
  const exams = probes.flatMap(({ name, truth, exam }): AskedExam[] => {
    const { studyUid } = hospital.pacs.state.instances.get(exam?.images[0]?.sopUid ?? '') ?? {};
    return truth && studyUid !== undefined ? [{ object: name, truth, studyUid }] : [];
  });
  return observeConsumers(hospital, seenBy, exams);
}

function observeAnswers(sink: Sink, hospital: Hospital, exams: readonly AskedExam[]): void {
  const answers = workstationTask(hospital, 'workstation asks for studies', askForStudies(hospital, exams));
  const { kernel } = hospital.room;
  kernel.runUntil(kernel.now + ANSWER);
  for (const { object, truth, studyUid } of exams) {
    const study = answers()?.find((each) => each.text(STUDY_UID) === studyUid);
    if (!study) {
      sink.same(object, 'PACS answer', 'study', 'found', answers() ? 'missing' : 'no answer', 'missing');
      continue;
    }
    const found = study.text(PATIENT_NAME);
    // What a console of one character set made of the name is right, too: the policy of the worklist server says so.
    const expected = found === truth.patientName ? found : truth.nameAtConsole;
    sink.same(object, 'PACS answer', "Patient's Name", expected, found, 'demographics differ');
    const declared = characterSet(study.texts(SPECIFIC_CHARACTER_SET));
    const isHeld = declared.supported && declared.encode(expected).unencodable === '';
    const terms = declared.terms.join('\\');
    const wanted = isHeld ? terms : 'one that has these letters';
    sink.same(object, 'PACS answer', 'Specific Character Set', wanted, terms, 'demographics differ');
  }
}

/** One association, a query for each; undefined: the PACS does not let the workstation in. */
function* askForStudies(hospital: Hospital, exams: readonly AskedExam[]): Task<DataSet[] | undefined> {
  const finds = sopClass.studyRootFind;
  const opened = yield* fromWorkstation(hospital, pacsNode, [finds]);
  if (opened.kind !== 'open') return undefined;
  const { association } = opened;
  const found: DataSet[] = [];
  for (const { studyUid } of exams) {
    const keys = DataSet.build([
      [0x00080052, 'CS', 'STUDY'],
      [PATIENT_NAME, 'PN', ''],
      [STUDY_UID, 'UI', studyUid],
    ]);
    const answer = yield* association.find(finds, keys);
    if (answer.kind === 'answered') found.push(...answer.results);
  }
  yield* association.release();
  return found;
}

/** The exams are put on the reading list, read one after the other, and looked up in their charts. */
function observeChartNames(sink: Sink, hospital: Hospital, exams: readonly AskedExam[]): void {
  const { emr, reporting, ris, room } = hospital;
  for (const { truth } of exams) ris.sendToRead(truth.accession, clerk);
  const begin = Math.max(room.kernel.now, reporting.state.busyUntil);
  room.kernel.runUntil(begin + exams.length * reporting.settings.readMinutes * MINUTE + REPORT_WAY);
  for (const { object, truth } of exams) {
    const result = emr.state.results.get(truth.filler);
    const chart = emr.state.charts.get(result?.chart ?? '');
    sink.same(object, 'chart', 'result', 'filed', chart ? 'filed' : 'missing', 'missing');
    if (!chart) continue;
    sink.same(object, 'chart', 'patient', truth.patientId, chart.patientId, 'identifier differs');
    const expected = truth.patientName.split('^').slice(0, 2).filter(Boolean).join('^');
    sink.same(object, 'chart', "Patient's Name", expected, chart.name, 'demographics differ');
    if (result) compareAuthor(sink, object, hospital, result);
  }
}
