import type { Entry } from '../../protocols/dicom/data-set.ts';
import type { UserResult } from '../host/hospital.ts';
import { coerce, orderEntries, patientEntries, type Stamp, studyEntries, withDataSet } from './coercion.ts';
import { seriesOf } from './image-intake.ts';
import { studyHeader } from './instance-header.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import {
  lastChange,
  linkObstacle,
  mergeObstacle,
  moveObstacle,
  type Obstacle,
  studyObstacle,
} from './reconcile-obstacles.ts';
import { rejectionNote } from './rejection-note.ts';
import { mayAtPacs, notPermitted, type PacsRight, refused } from './rights.ts';
import { restore, StudyChanges } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';
import {
  type ActionKind,
  type ActionRow,
  type InstanceRow,
  patientKey,
  type RejectionTitle,
  rejectionTitles,
  type SeriesRow,
  type StudyRow,
} from './state.ts';

/** Who acts, why, and which revision of the study was looked at. */
export interface Acting {
  readonly user: string;
  readonly reason: string;
  /** Revision of the study on the page; another one in the archive refuses the action. */
  readonly basedOn?: number | undefined;
}

type Outcome = UserResult<ActionRow>;

/** The quality-control actions of the archive. Each is audited, keeps pixels and UIDs, and can be undone exactly. */
export class Reconcile {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;

  constructor(core: PacsCore, judge: StudyJudge) {
    this.#core = core;
    this.#judge = judge;
  }

  /** Ties a study to an order: headers take the order's accession number, patient and request (IHE RAD PIR). */
  link(studyUid: string, orderKey: string, acting: Acting): Outcome {
    return this.#act('link', 'resolve', studyUid, acting, (study, changes) => {
      const order = this.#core.state.orders.get(orderKey);
      const problem = linkObstacle(study, order);
      if (problem || !order) return problem ?? noStudy;
      this.#coerceStudy(study, changes, acting, (dataSet) => orderEntries(dataSet, order));
      changes.order(order);
      if (study.orderKey !== undefined && study.orderKey !== order.key) this.#release(study.orderKey, study, changes);
      const next = changes.study({
        ...study,
        ...studyHeader(this.#core.header(study)),
        status: 'VERIFIED',
        reason: undefined,
        detail: '',
        orderKey: order.key,
        linkedBy: acting.user,
        rejectionRequest: undefined,
      });
      if (order.linkedStudy !== study.studyUid) this.#judge.fulfilOrder(order, next);
      return `linked to order ${order.accession} (${order.filler}) of ${order.patientId}`;
    });
  }

  /** Moves all images into another study; Study Instance UID and study attributes become the target's. */
  merge(studyUid: string, targetUid: string, acting: Acting): Outcome {
    return this.#act('merge', 'resolve', studyUid, acting, (study, changes) => {
      const target = this.#core.state.studies.get(targetUid);
      const problem = mergeObstacle(study, target);
      if (problem || !target) return problem ?? noStudy;
      const moved = this.#core.visibleInstances(study);
      this.#moveInstances(moved, study, target, changes, acting);
      const rest = study.instanceUids.filter((uid) => !moved.some(({ sopUid }) => sopUid === uid));
      if (study.orderKey !== undefined) this.#release(study.orderKey, study, changes);
      changes.study({
        ...study,
        instanceUids: rest,
        status: 'MERGED',
        mergedInto: targetUid,
        reason: undefined,
        detail: '',
        orderKey: undefined,
        linkedBy: undefined,
        rejectionRequest: undefined,
      });
      return `merged ${moved.length} images into study ${targetUid} of ${target.patientId}`;
    });
  }

  /** Gives a study to another patient of the index; accession and UIDs stay, and the rules judge it again. */
  moveToPatient(studyUid: string, patientId: string, issuer: string, acting: Acting): Outcome {
    return this.#act('move-to-patient', 'resolve', studyUid, acting, (study, changes) => {
      const patient = this.#core.state.patients.get(patientKey(patientId, issuer));
      const problem = moveObstacle(study, patient);
      if (problem || !patient) return problem ?? noStudy;
      this.#coerceStudy(study, changes, acting, () => patientEntries(patient));
      const order = study.orderKey === undefined ? undefined : this.#core.state.orders.get(study.orderKey);
      const stays = order?.patientId === patientId && order.issuer === issuer;
      if (order && !stays) this.#release(order.key, study, changes);
      const next = changes.study({
        ...study,
        ...studyHeader(this.#core.header(study)),
        ...(order && !stays ? { orderKey: undefined, linkedBy: undefined } : {}),
      });
      this.#rejudge(next, changes);
      return `moved from ${study.patientId} to ${patientId} ${patient.name}`;
    });
  }

  moveSeries(seriesUid: string, targetUid: string, acting: Acting): Outcome {
    const series = this.#core.state.series.get(seriesUid);
    if (!series) return refused('no-such-series', 'There is no such series any more.');
    return this.#act('move-series', 'resolve', series.studyUid, acting, (study, changes) => {
      const target = this.#core.state.studies.get(targetUid);
      const problem = mergeObstacle(study, target);
      if (problem || !target) return problem ?? noStudy;
      const visible = this.#core.visibleInstances(study);
      const moved = visible.filter((instance) => instance.seriesUid === seriesUid);
      if (moved.length === 0) return { code: 'no-such-series', message: 'This series has no images to move.' };
      this.#moveInstances(moved, study, target, changes, acting);
      const rest = study.instanceUids.filter((uid) => !moved.some(({ sopUid }) => sopUid === uid));
      const empty = moved.length === visible.length;
      if (empty && study.orderKey !== undefined) this.#release(study.orderKey, study, changes);
      changes.study({
        ...study,
        instanceUids: rest,
        seriesUids: study.seriesUids.filter((uid) => uid !== seriesUid),
        ...(empty ? { status: 'MERGED', mergedInto: targetUid, orderKey: undefined, linkedBy: undefined } : {}),
      });
      return `moved series ${series.number} (${moved.length} images) to study ${targetUid}`;
    });
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
    return this.#act('reject', 'reject', studyUid, acting, (study, changes) =>
      this.#reject(study, title, acting, changes),
    );
  }

  approveRejection(requestId: string, acting: Acting): Outcome {
    const study = this.#requested(requestId);
    if (!study?.rejectionRequest) return refused('no-request', 'This request is settled already.');
    const { title, reason, by } = study.rejectionRequest;
    const note = { ...acting, reason: `${reason} (asked by ${by})` };
    return this.#act('reject', 'reject', study.studyUid, note, (row, changes) =>
      this.#reject(row, title, note, changes),
    );
  }

  declineRejection(requestId: string, acting: Acting): Outcome {
    const study = this.#requested(requestId);
    if (!study) return refused('no-request', 'This request is settled already.');
    return this.#act('decline-rejection', 'reject', study.studyUid, acting, (row, changes) => {
      changes.study({ ...row, rejectionRequest: undefined });
      return `rejection asked by ${row.rejectionRequest?.by ?? ''} declined`;
    });
  }

  hold(studyUid: string, acting: Acting): Outcome {
    return this.#act('hold', 'resolve', studyUid, acting, (study, changes) => {
      const hold = { by: acting.user, at: this.#core.room.kernel.now, note: acting.reason };
      changes.study({ ...study, hold });
      return 'put on hold';
    });
  }

  release(studyUid: string, acting: Acting): Outcome {
    return this.#act('release', 'resolve', studyUid, acting, (study, changes) => {
      changes.study({ ...study, hold: undefined });
      return 'released from hold';
    });
  }

  /** Applies the rules in service once more, for example after they were changed. */
  rematch(studyUid: string, acting: Acting): Outcome {
    return this.#act('rematch', 'resolve', studyUid, acting, (study, changes) => {
      this.#rejudge(changes.study(study), changes);
      const after = this.#core.state.studies.get(studyUid);
      return `matched again: ${after?.status ?? ''} ${after?.reason ?? ''}`.trim();
    });
  }

  /** Puts everything back as it was before an action; refused when the studies have changed since. */
  undo(actionId: string, acting: Acting): UserResult<ActionRow> {
    const { state, room } = this.#core;
    const action = state.actions.get(actionId);
    if (!action) return refused('no-such-action', 'There is no such action.');
    const right: PacsRight = action.kind === 'reject' ? 'reject' : 'resolve';
    const own = action.user === acting.user && mayAtPacs(acting.user, 'request-rejection');
    if (!own && !mayAtPacs(acting.user, right))
      return this.#refuse(acting, 'undo', actionId, notPermitted(acting.user, right));
    const obstacle = this.undoObstacle(action);
    if (obstacle) return refused(obstacle.code, obstacle.message);
    const ties = action.before.orders.map((before) => ({ before, now: state.orders.get(before.key) }));
    restore(state, action.before);
    for (const { before, now } of ties) {
      if (!now || now.linkedStudy === before.linkedStudy) continue;
      if (now.linkedStudy !== undefined) this.#judge.releaseOrder(now.key, now.linkedStudy);
      const open = state.orders.get(now.key);
      const study = before.linkedStudy === undefined ? undefined : state.studies.get(before.linkedStudy);
      if (open && study) this.#judge.fulfilOrder(open, study);
    }
    const undone = { ...action, undone: { by: acting.user, at: room.kernel.now } };
    state.actions.put(actionId, undone);
    for (const { studyUid } of action.after) {
      const study = state.studies.get(studyUid);
      if (study)
        this.#core.row('study', studyUid, `${study.status}: ${acting.user} undid ${action.kind}`, studyKeys(study));
    }
    const object = action.after[0]?.studyUid ?? '';
    this.#core.log('server', 'INFO', 'user {0} undid action {1}: {2}', acting.user, actionId, action.title);
    this.#core.audit({ user: acting.user, what: `undo ${action.kind}`, object, before: action.title, after: 'as before', reason: acting.reason }); // prettier-ignore
    return { ok: true, value: undone };
  }

  /** Why an action cannot be undone; undefined: it can. */
  undoObstacle(action: ActionRow): Obstacle | undefined {
    if (action.undone) return { code: 'undone', message: `${action.undone.by} has undone this already.` };
    const { studies } = this.#core.state;
    const changed = action.after.find(({ studyUid, revision }) => studies.get(studyUid)?.revision !== revision);
    if (!changed) return undefined;
    const message = `Study ${changed.studyUid} has changed since (${lastChange(this.#core.state, changed.studyUid)}). Undo that first.`;
    return { code: 'changed-since', message };
  }

  #requestRejection(studyUid: string, title: RejectionTitle, acting: Acting): Outcome {
    return this.#act('request-rejection', 'request-rejection', studyUid, acting, (study, changes) => {
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
    if (study.orderKey !== undefined) this.#release(study.orderKey, study, changes);
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

  #release(orderKey: string, study: StudyRow, changes: StudyChanges): void {
    const order = this.#core.state.orders.get(orderKey);
    if (!order) return;
    changes.order(order);
    this.#judge.releaseOrder(orderKey, study.studyUid);
  }

  /** The rules may tie the study to an order or take it away: both belong to the action that asked. */
  #rejudge(study: StudyRow, changes: StudyChanges): void {
    for (const order of this.#core.state.orders.values()) {
      if (order.key === study.orderKey || order.accession === study.accession) changes.order(order);
    }
    for (const instance of this.#core.visibleInstances(study)) changes.instance(instance);
    const result = this.#judge.evaluate(study);
    if (result.kind === 'verified') changes.order(result.order);
    this.#judge.judge(study.studyUid);
  }

  #stamp(instance: InstanceRow, acting: Acting): Stamp {
    return this.#core.stamp(acting.user, instance.fromAe, 'CORRECT');
  }

  #coerceStudy(
    study: StudyRow,
    changes: StudyChanges,
    acting: Acting,
    entries: (dataSet: ReturnType<PacsCore['dataSet']>) => readonly Entry[],
  ): void {
    for (const instance of this.#core.visibleInstances(study)) {
      const dataSet = this.#core.dataSet(instance);
      const coerced = coerce(dataSet, entries(dataSet), this.#stamp(instance, acting));
      if (coerced === dataSet) continue;
      changes.instance(withDataSet(instance, coerced));
    }
  }

  #moveInstances(
    moved: readonly InstanceRow[],
    source: StudyRow,
    target: StudyRow,
    changes: StudyChanges,
    acting: Acting,
  ): void {
    const { state } = this.#core;
    const entries = studyEntries(this.#core.header(target));
    const seriesUids = [...new Set(moved.map(({ seriesUid }) => seriesUid))];
    for (const instance of moved) {
      const coerced = coerce(this.#core.dataSet(instance), entries, this.#stamp(instance, acting));
      changes.instance({ ...withDataSet(instance, coerced), studyUid: target.studyUid });
    }
    for (const seriesUid of seriesUids) {
      const series: SeriesRow | undefined = state.series.get(seriesUid);
      if (series) changes.series(seriesUid, { ...series, studyUid: target.studyUid });
    }
    changes.study({
      ...target,
      modalities: [...new Set([...target.modalities, ...source.modalities])],
      seriesUids: [...new Set([...target.seriesUids, ...seriesUids])],
      instanceUids: [...target.instanceUids, ...moved.map(({ sopUid }) => sopUid)],
    });
  }

  /** Rights, reason, revision and state first; then the change, its action row, audit, log and journal. */
  #act(
    kind: ActionKind,
    right: PacsRight,
    studyUid: string,
    acting: Acting,
    change: (study: StudyRow, changes: StudyChanges) => string | Obstacle,
  ): Outcome {
    const { state, room } = this.#core;
    const { user, reason } = acting;
    const refuse = ({ code, message }: Obstacle): Outcome =>
      this.#refuse(acting, kind, studyUid, refused(code, message));
    if (!mayAtPacs(user, right)) return this.#refuse(acting, kind, studyUid, notPermitted(user, right));
    const study = state.studies.get(studyUid);
    if (!study) return refuse(noStudy);
    if (acting.basedOn !== undefined && acting.basedOn !== study.revision) {
      return refuse({ code: 'stale', message: `This study has changed meanwhile (${lastChange(state, studyUid)}).` });
    }
    const obstacle = studyObstacle(kind, study);
    if (obstacle) return refuse(obstacle);
    if (reason.trim() === '' && kind !== 'release' && kind !== 'rematch') {
      return refuse({
        code: 'reason-missing',
        message: 'Say why: the reason is kept with the images and in the audit.',
      });
    }
    const changes = new StudyChanges(state);
    const title = change(study, changes);
    if (typeof title !== 'string') return refuse(title);
    const id = String(state.nextAction++);
    const action: ActionRow = {
      id,
      kind,
      user,
      at: room.kernel.now,
      title,
      reason,
      before: changes.before(),
      after: changes.touchedStudies.map((uid) => ({ studyUid: uid, revision: state.studies.get(uid)?.revision ?? 0 })),
      undone: undefined,
    };
    state.actions.put(id, action);
    const after = state.studies.get(studyUid);
    const describe = (row: StudyRow | undefined): string =>
      row ? `${row.status}${row.reason ? ` ${row.reason}` : ''} ${row.patientId} ${row.accession}`.trim() : '';
    this.#core.log('server', 'INFO', 'user {0}: study {1} {2}; reason: {3}', user, studyUid, title, reason);
    this.#core.audit({ user, what: kind, object: studyUid, before: describe(study), after: `${describe(after)}: ${title}`, reason }); // prettier-ignore
    if (after) this.#core.row('study', studyUid, `${after.status}: ${user} ${title}`, studyKeys(after));
    return { ok: true, value: action };
  }

  #refuse(acting: Acting, what: string, object: string, result: Outcome): Outcome {
    if (!result.ok) {
      this.#core.log('server', 'WARN', 'user {0}: {1} of {2} refused: {3}', acting.user, what, object, result.message);
      this.#core.audit({ user: acting.user, what: 'refused', object, before: what, after: result.code, reason: acting.reason }); // prettier-ignore
    }
    return result;
  }
}

const noStudy: Obstacle = { code: 'no-such-study', message: 'There is no such study any more.' };

function isRejectionTitle(text: string): text is RejectionTitle {
  return Object.hasOwn(rejectionTitles, text);
}
