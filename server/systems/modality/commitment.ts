import { type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import type { NAnswer, NCall } from '../../network/dicom-provider.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import {
  commitmentRequest,
  explainFailureReason,
  readCommitmentReport,
  storageCommitment,
} from '../../protocols/dimse/services/storage-commitment.ts';
import { formatStatus, statusClass, statuses } from '../../protocols/dimse/status.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { Console } from './console.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { ExamCommitment, ExamRow, ModalityState } from './state.ts';

const timeout = 30 * SECOND;
/** How long an archive may take that reports on the association of the request. */
const reportWithin: Micros = MINUTE;
/** Requests that may fail before the console gives up. */
const mostAttempts = 4;

/** Whether the console asks who keeps its images; older ones do not. */
const asks = ({ commitHost, commitAe }: ModalityConf): boolean => commitHost !== '' && commitAe !== '';

/**
 * Storage commitment as its user (PS3.4 J): some minutes after an examination the archive is asked, for all that were
 * sent meanwhile at once, whether it keeps their images; what it reports is kept with each examination.
 */
export class Commitment {
  readonly #room: MachineRoom;
  readonly #state: ModalityState;
  readonly #console: Console;
  readonly #handler: string;

  constructor(room: MachineRoom, state: ModalityState, console: Console) {
    this.#room = room;
    this.#state = state;
    this.#console = console;
    this.#handler = `${state.host}/commit`;
    room.kernel.on(this.#handler, () => {
      state.commitAt = undefined;
      room.kernel.spawn(`${state.host} asks for commitment`, this.#ask());
    });
  }

  /** Images have been sent: the archive is asked in a while, unless that is planned already. */
  plan(): void {
    const conf = this.#console.conf();
    if (!asks(conf) || this.#state.commitAt !== undefined) return;
    const at = this.#room.kernel.now + conf.commitMinutes * MINUTE;
    this.#state.commitAt = at;
    this.#room.kernel.schedule(at, this.#handler, {});
  }

  /** N-EVENT-REPORT, on whichever association. */
  readonly report = (call: Pick<NCall, 'typeId'>, dataSet: DataSet | undefined): NAnswer => {
    const report = readCommitmentReport(call.typeId, dataSet);
    if (report.kind === 'refused') return { status: report.status, comment: report.errorComment };
    const exams = this.#state.exams.filter(({ commitment }) => commitment?.transactionUid === report.transactionUid);
    if (exams.length === 0)
      this.#console.log('WARN', 'commitment report of no known request {0}', report.transactionUid);
    const committed = new Set(report.committed.map(({ sopInstanceUid }) => sopInstanceUid));
    const failures = new Map(report.failed.map(({ sopInstanceUid, reason }) => [sopInstanceUid, reason]));
    for (const exam of exams) {
      const left = exam.images.filter(({ sopUid }) => !committed.has(sopUid));
      const reason = failures.get(left[0]?.sopUid ?? '');
      const why =
        reason === undefined ? 'not reported' : `${formatStatus(reason)} ${explainFailureReason(reason).text}`;
      const detail = left.length === 0 ? '' : `${left.length} of ${exam.images.length} images not kept: ${why}`;
      this.#settle(exam, { state: left.length === 0 ? 'COMMITTED' : 'FAILED', detail });
      if (detail === '')
        this.#console.log('INFO', 'study {0}: {1} images committed', exam.studyUid, exam.images.length);
      else this.#console.log('ERROR', 'study {0}: {1}', exam.studyUid, detail);
    }
    return { status: statuses.success };
  };

  *#ask(): Task<void> {
    const { state, kernel } = { state: this.#state, kernel: this.#room.kernel };
    const conf = this.#console.conf();
    const due = state.exams.filter(isDue);
    if (due.length === 0 || !asks(conf)) return;
    const transactionUid = this.#console.newUid();
    for (const exam of due) {
      const attempts = (exam.commitment?.attempts ?? 0) + 1;
      const commitment: ExamCommitment = { transactionUid, state: 'ASKED', detail: '', attempts, at: kernel.now };
      state.exams.update(exam.id, { commitment });
    }
    const problem = yield* this.#request(conf, transactionUid, due);
    if (problem === '') return;
    this.#console.log('WARN', 'commitment of {0} studies not asked for: {1}', due.length, problem);
    for (const { id } of due) {
      const exam = state.exams.get(id);
      if (exam) this.#settle(exam, { state: 'NOT ASKED', detail: problem });
    }
    if (state.exams.find(isDue)) this.plan();
  }

  /** The N-ACTION; why it was not taken, '' when it was. */
  *#request(conf: ModalityConf, transactionUid: string, exams: readonly ExamRow[]): Task<string> {
    const { sopClassUid, sopInstanceUid, requestAction } = storageCommitment;
    const opened = yield* openAssociation(this.#room, {
      from: this.#state.host,
      callingAe: conf.aeTitle,
      calledAe: conf.commitAe,
      target: { host: conf.commitHost, port: conf.commitPort },
      contexts: [{ abstractSyntax: sopClassUid, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
      timeout,
    });
    if (opened.kind === 'rejected') return `association rejected: ${opened.text}`;
    if (opened.kind !== 'open') return opened.detail;
    const { association } = opened;
    const references = exams.flatMap(({ images }) =>
      images.map(({ sopClass, sopUid }) => ({ sopClassUid: sopClass, sopInstanceUid: sopUid })),
    );
    const asked = yield* association.nAction(
      { sopClass: sopClassUid, sopUid: sopInstanceUid },
      requestAction,
      commitmentRequest(transactionUid, references),
    );
    if (asked.kind === 'aborted' || asked.kind === 'timed-out') return asked.detail;
    let problem = '';
    if (asked.kind !== 'answered') problem = asked.detail;
    else if (statusClass(asked.status) === 'failure') {
      problem = `N-ACTION ${formatStatus(asked.status)} ${asked.errorComment}`.trim();
    } else if (conf.commitReport === 'same') {
      const heard = yield* association.awaitReport(reportWithin);
      if (heard && 'kind' in heard) return '';
      if (heard) this.report({ typeId: heard.eventTypeId }, heard.dataSet);
    }
    yield* association.release();
    return problem;
  }

  #settle({ id, commitment }: ExamRow, change: Pick<ExamCommitment, 'state' | 'detail'>): void {
    if (commitment) {
      this.#state.exams.update(id, { commitment: { ...commitment, ...change, at: this.#room.kernel.now } });
    }
  }
}

/** Sent and not asked for yet, or without success. */
function isDue({ stage, commitment }: ExamRow): boolean {
  if (stage !== 'SENT') return false;
  return commitment === undefined || (commitment.state === 'NOT ASKED' && commitment.attempts < mostAttempts);
}
