import { type Acting, type ActionDesk, type Outcome } from './action-desk.ts';
import { seriesOf } from './image-intake.ts';
import type { PacsCore } from './pacs-core.ts';
import { rejectionNote } from './rejection-note.ts';
import { mayAtPacs, refused } from './rights.ts';
import { type RejectionTitle, rejectionTitles, type StudyRow } from './state.ts';
import type { StudyChanges } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';
import { untieOrder } from './untie-order.ts';

/** Rejection of studies (IHE IOCM): asked for by one person, done or approved by another. */
export class StudyRejection {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;
  readonly #desk: ActionDesk;

  constructor(core: PacsCore, judge: StudyJudge, desk: ActionDesk) {
    this.#core = core;
    this.#judge = judge;
    this.#desk = desk;
  }

  /** Hides a study by a rejection note (IOCM). Who may only ask leaves a request for the PACS administrator. */
  reject(studyUid: string, title: string, acting: Acting): Outcome {
    if (!isRejectionTitle(title)) {
      return refused(
        'unknown-title',
        `"${title}" is no rejection title. One of ${Object.keys(rejectionTitles).join(', ')}.`,
      );
    }
    if (!mayAtPacs(acting.user, 'reject')) return this.#requestRejection(studyUid, title, acting);
    return this.#desk.act('reject', 'reject', studyUid, acting, (study, changes) =>
      this.#reject(study, title, acting, changes),
    );
  }

  approve(requestId: string, acting: Acting): Outcome {
    const study = this.#requested(requestId);
    if (!study?.rejectionRequest) return refused('no-request', 'This request is settled already.');
    const { title, reason, by } = study.rejectionRequest;
    const note = { ...acting, reason: `${reason} (asked by ${by})` };
    return this.#desk.act('reject', 'reject', study.studyUid, note, (row, changes) =>
      this.#reject(row, title, note, changes),
    );
  }

  decline(requestId: string, acting: Acting): Outcome {
    const study = this.#requested(requestId);
    if (!study) return refused('no-request', 'This request is settled already.');
    return this.#desk.act('decline-rejection', 'reject', study.studyUid, acting, (row, changes) => {
      changes.study({ ...row, rejectionRequest: undefined });
      return `rejection asked by ${row.rejectionRequest?.by ?? ''} declined`;
    });
  }

  #requestRejection(studyUid: string, title: RejectionTitle, acting: Acting): Outcome {
    return this.#desk.act('request-rejection', 'request-rejection', studyUid, acting, (study, changes) => {
      const id = String(this.#core.state.nextAction);
      const at = this.#core.room.kernel.now;
      changes.study({ ...study, rejectionRequest: { id, by: acting.user, at, title, reason: acting.reason } });
      return `asked to reject: ${rejectionTitles[title]}`;
    });
  }

  #requested(requestId: string): StudyRow | undefined {
    return this.#core.state.studies.find((study) => study.rejectionRequest?.id === requestId);
  }

  #reject(study: StudyRow, title: RejectionTitle, acting: Acting, changes: StudyChanges): string {
    const instances = this.#core.visibleInstances(study);
    const [first] = instances;
    const member = this.#core.header(study);
    const seriesUid = this.#core.newUid();
    const sopUid = this.#core.newUid();
    const { timestamp, room, server } = this.#core;
    const { reason, user } = acting;
    const note = rejectionNote({ member, instances, title, reason, user, sopUid, seriesUid, at: timestamp });
    const transferSyntax = first?.transferSyntax ?? '1.2.840.10008.1.2.1';
    const parts = note.write(transferSyntax);
    for (const instance of instances) changes.instance({ ...instance, rejected: title });
    changes.instance({
      sopUid,
      sopClass: note.text(0x00080016),
      studyUid: study.studyUid,
      seriesUid,
      number: '1',
      transferSyntax,
      parts,
      bytes: parts.reduce((sum, part) => sum + part.length, 0),
      pixelSha1: '',
      patientId: study.patientId,
      accession: study.accession,
      rejected: title,
      receivedAt: room.kernel.now,
      fromAe: server.aeTitle,
      eventId: 0,
    });
    changes.series(seriesUid, { ...seriesOf(note), seriesUid, studyUid: study.studyUid, instanceUids: [sopUid] });
    untieOrder(this.#core, this.#judge, study, changes);
    changes.study({
      ...study,
      seriesUids: [...study.seriesUids, seriesUid],
      instanceUids: [...study.instanceUids, sopUid],
      status: 'REJECTED',
      rejection: title,
      rejectionRequest: undefined,
      orderKey: undefined,
      linkedBy: undefined,
    });
    return `rejected ${instances.length} images: ${rejectionTitles[title]}`;
  }
}

function isRejectionTitle(text: string): text is RejectionTitle {
  return Object.hasOwn(rejectionTitles, text);
}
