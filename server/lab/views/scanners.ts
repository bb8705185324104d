import type { ScannerView } from '../../contract/hospital.ts';
import { MODALITY_CONF } from '../../systems/modality/baseline-files.ts';
import type { Modality } from '../../systems/modality/modality.ts';
import { readModalityConf } from '../../systems/modality/modality-conf.ts';
import type { ExamRow } from '../../systems/modality/state.ts';
import type { Hospital } from '../hospital.ts';
import { systemTitles } from './topology.ts';

const stages: Readonly<Record<ExamRow['stage'], string>> = {
  QUERYING: 'asking the worklist',
  NOT_ON_WORKLIST: 'not on the worklist',
  ACQUIRING: 'acquiring',
  SENDING: 'sending',
  SENT: 'sent',
  DISCONTINUED: 'broken off',
  FAILED: 'not sent',
};

function stepWords({ step }: ExamRow): string {
  if (!step) return '';
  return step.problem === '' ? (step.told ?? 'reporting') : `not reported: ${step.problem}`;
}

const commitments: Readonly<Record<NonNullable<ExamRow['commitment']>['state'], string>> = {
  ASKED: 'asked',
  COMMITTED: 'committed',
  FAILED: 'failed',
  'NOT ASKED': 'not asked',
};

function commitmentWords({ commitment }: ExamRow): string {
  if (!commitment) return '';
  const { state, detail } = commitment;
  return detail === '' ? commitments[state] : `${commitments[state]}: ${detail}`;
}

/** The consoles: what each list showed at its last query, what is on the local disk. */
export function scannersView(hospital: Hospital): ScannerView[] {
  return [...hospital.scanners.values()].map((scanner) => scannerView(hospital, scanner));
}

function scannerView(hospital: Hospital, { state }: Modality): ScannerView {
  const { host } = state;
  const file = hospital.room.files.get(host, MODALITY_CONF);
  const conf = readModalityConf(file?.versions[file.deployed - 1]?.text ?? '');
  return {
    host,
    title: systemTitles[host]?.role ?? host,
    aeTitle: conf.ok ? conf.value.aeTitle : '',
    modality: conf.ok ? conf.value.modality : '',
    list: state.worklist.map((entry) => ({
      spsId: entry.spsId,
      accession: entry.accession,
      patientId: entry.patientId,
      patientName: entry.patientName,
      start: `${entry.date} ${entry.time.slice(0, 2)}:${entry.time.slice(2, 4)}`,
      description: entry.description,
    })),
    queriedAt: state.queriedAt ?? null,
    studies: [...state.exams.values()]
      .filter((exam) => exam.stage !== 'QUERYING' && exam.stage !== 'NOT_ON_WORKLIST')
      .map((exam) => ({
        studyUid: exam.studyUid,
        accession: exam.accession,
        patientId: exam.patientId,
        patientName: exam.patientName,
        at: exam.startedAt,
        description: exam.description,
        images: exam.imageCount,
        sent: exam.detail === '' ? stages[exam.stage] : `${stages[exam.stage]}: ${exam.detail}`,
        step: stepWords(exam),
        commitment: commitmentWords(exam),
      })),
  };
}
