import { MINUTE, SECOND } from '../../core/clock.ts';
import type { Plain, Task } from '../../core/kernel.ts';
import type { NAnswer, NCall } from '../../network/dicom-provider.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import {
  type CommitmentReport,
  commitmentReport,
  type FailureReason,
  judgeCommitment,
  readCommitmentRequest,
  type SopReference,
  storageCommitment,
} from '../../protocols/dimse/services/storage-commitment.ts';
import { formatStatus, statusClass, statuses } from '../../protocols/dimse/status.ts';
import { openTo } from './outgoing.ts';
import type { PacsCore } from './pacs-core.ts';

const timeout = 30 * SECOND;
/** How long the archive looks before it reports. */
const looking = 5 * SECOND;
const retryAfter = 5 * MINUTE;
const mostAttempts = 4;

/** Storage commitment as its provider (PS3.4 J): says which instances the archive keeps. */
export class CommitmentDesk {
  readonly #core: PacsCore;
  readonly #handler: string;

  constructor(core: PacsCore) {
    this.#core = core;
    this.#handler = `${core.state.host}/commitment-report`;
    core.room.kernel.on(this.#handler, (args) => {
      core.room.kernel.spawn(`${core.state.host} reports commitment`, this.#report(transactionOf(args)));
    });
  }

  /** N-ACTION. The report follows on an association of its own or on this one, by server.properties. */
  readonly action = (call: NCall, dataSet: DataSet | undefined): NAnswer => {
    const request = readCommitmentRequest(call.typeId, dataSet);
    if (request.kind === 'refused') return { status: request.status, comment: request.errorComment };
    const { transactionUid } = request;
    const { room, server, state } = this.#core;
    // Of a request that is reported already nothing is known any more: only one under way has its UID in use.
    const isInUse = state.commitments.get(transactionUid) !== undefined;
    const report = judgeCommitment(request, (reference) =>
      isInUse ? 'duplicateTransaction' : this.#failureOf(reference),
    );
    const counts = [report.committed.length, report.failed.length] as const;
    this.#core.log('dicom', counts[1] === 0 ? 'INFO' : 'WARN', 'commitment {0} of {1}: {2} kept, {3} not', transactionUid, call.callingAe, ...counts); // prettier-ignore
    if (server.commitmentReport === 'same') {
      const { sopClassUid: sopClass, sopInstanceUid: sopUid } = storageCommitment;
      const done = (status: number | undefined): void => {
        if (status === undefined) this.#core.log('dicom', 'WARN', 'commitment {0}: association ended before the report', transactionUid); // prettier-ignore
      };
      const told = commitmentReport(report, server.aeTitle);
      return { status: statuses.success, report: { sopClass, sopUid, after: looking, done, ...told } };
    }
    const key = isInUse ? `${transactionUid} duplicate` : transactionUid;
    if (isInUse && state.commitments.get(key)) {
      return { status: statuses.resourceLimitation, comment: 'Transaction UID in use' };
    }
    state.commitments.put(key, { to: call.callingAe, report, attempts: 0 });
    room.kernel.schedule(room.kernel.now + looking, this.#handler, { transaction: key });
    return { status: statuses.success };
  };

  /** Why the archive does not take charge of an instance; undefined: it does. What is rejected is kept all the same. */
  #failureOf({ sopClassUid, sopInstanceUid }: SopReference): FailureReason | undefined {
    const instance = this.#core.state.instances.get(sopInstanceUid);
    if (!instance) return 'noSuchInstance';
    return instance.sopClass === sopClassUid ? undefined : 'classInstanceConflict';
  }

  *#report(transactionUid: string): Task<void> {
    const { room, state } = this.#core;
    const row = state.commitments.get(transactionUid);
    if (!row) return;
    const problem = yield* this.#tell(row.to, row.report);
    const attempts = row.attempts + 1;
    if (problem === '' || attempts >= mostAttempts) {
      state.commitments.delete(transactionUid);
      if (problem === '') this.#core.log('dicom', 'INFO', 'commitment {0} reported to {1}', transactionUid, row.to);
      else this.#core.log('dicom', 'ERROR', 'commitment {0} not reported to {1}: {2}; given up', transactionUid, row.to, problem); // prettier-ignore
      return;
    }
    state.commitments.put(transactionUid, { ...row, attempts });
    this.#core.log('dicom', 'WARN', 'commitment {0} not reported to {1}: {2}', transactionUid, row.to, problem);
    room.kernel.schedule(room.kernel.now + retryAfter, this.#handler, { transaction: transactionUid });
  }

  /** One N-EVENT-REPORT on an association that the archive opens, as the provider (PS3.7 D.3.3.4). */
  *#tell(to: string, report: CommitmentReport): Task<string> {
    const { sopClassUid, sopInstanceUid } = storageCommitment;
    const association = yield* openTo(this.#core, to, {
      sopClasses: [sopClassUid],
      roleSelections: [{ sopClassUid, scu: false, scp: true }],
      timeout,
    });
    if (typeof association === 'string') return association;
    const { eventTypeId, dataSet } = commitmentReport(report, this.#core.server.aeTitle);
    const told = yield* association.nEventReport(
      { sopClass: sopClassUid, sopUid: sopInstanceUid },
      eventTypeId,
      dataSet,
    );
    if (told.kind === 'aborted' || told.kind === 'timed-out') return told.detail;
    yield* association.release();
    if (told.kind !== 'answered') return told.detail;
    return statusClass(told.status) === 'failure' ? `N-EVENT-REPORT ${formatStatus(told.status)}` : '';
  }
}

function transactionOf(args: Plain): string {
  return (args as { readonly transaction: string }).transaction;
}
