import type { Entry } from '../../protocols/dicom/data-set.ts';
import type { UserResult } from '../host/hospital.ts';
import { type Acting, ActionDesk, noStudy, type Outcome } from './action-desk.ts';
import { ActionUndo } from './action-undo.ts';
import { CorrectedCopies } from './corrected-copies.ts';
import { coerce, orderEntries, patientEntries, type Stamp, studyEntries, withDataSet } from './coercion.ts';
import { studyHeader } from './instance-header.ts';
import type { PacsCore } from './pacs-core.ts';
import { linkObstacle, mergeObstacle, moveObstacle, type Obstacle } from './reconcile-obstacles.ts';
import type { Replication } from './replication.ts';
import { refused } from './rights.ts';
import { type ActionRow, type InstanceRow, patientKey, type SeriesRow, type StudyRow } from './state.ts';
import type { StudyChanges } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';
import { StudyRejection } from './study-rejection.ts';
import { untieOrder } from './untie-order.ts';

/** The quality-control actions of the archive. Each is audited, keeps pixels and UIDs, and can be undone exactly. */
export class Reconcile {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;
  readonly #desk: ActionDesk;
  readonly #rejection: StudyRejection;
  readonly #copies: CorrectedCopies;
  readonly #undo: ActionUndo;

  constructor(core: PacsCore, judge: StudyJudge, replication: Replication) {
    this.#core = core;
    this.#judge = judge;
    this.#desk = new ActionDesk(core, replication);
    this.#rejection = new StudyRejection(core, judge, this.#desk);
    this.#copies = new CorrectedCopies(core, judge, this.#desk);
    this.#undo = new ActionUndo(core, judge, this.#desk);
  }

  /** Ties a study to an order: headers take the order's accession number, patient and request (IHE RAD PIR). */
  link(studyUid: string, orderKey: string, acting: Acting): Outcome {
    return this.#desk.act('link', 'resolve', studyUid, acting, (study, changes) => {
      const order = this.#core.state.orders.get(orderKey);
      const problem = linkObstacle(study, order);
      if (problem || !order) return problem ?? noStudy;
      this.#coerceStudy(study, changes, acting, (dataSet) => orderEntries(dataSet, order));
      changes.order(order);
      if (study.orderKey !== order.key) untieOrder(this.#core, this.#judge, study, changes);
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
    return this.#desk.act('merge', 'resolve', studyUid, acting, (study, changes) => {
      const target = this.#core.state.studies.get(targetUid);
      const problem = mergeObstacle(study, target);
      if (problem || !target) return problem ?? noStudy;
      const moved = this.#core.visibleInstances(study);
      this.#moveInstances(moved, study, target, changes, acting);
      const rest = study.instanceUids.filter((uid) => !moved.some(({ sopUid }) => sopUid === uid));
      untieOrder(this.#core, this.#judge, study, changes);
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
    return this.#desk.act('move-to-patient', 'resolve', studyUid, acting, (study, changes) => {
      const patient = this.#core.state.patients.get(patientKey(patientId, issuer));
      const problem = moveObstacle(study, patient);
      if (problem || !patient) return problem ?? noStudy;
      this.#coerceStudy(study, changes, acting, () => patientEntries(patient));
      const order = study.orderKey === undefined ? undefined : this.#core.state.orders.get(study.orderKey);
      const stays = order?.patientId === patientId && order.issuer === issuer;
      if (!stays) untieOrder(this.#core, this.#judge, study, changes);
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
    return this.#desk.act('move-series', 'resolve', series.studyUid, acting, (study, changes) => {
      const target = this.#core.state.studies.get(targetUid);
      const problem = mergeObstacle(study, target);
      if (problem || !target) return problem ?? noStudy;
      const visible = this.#core.visibleInstances(study);
      const moved = visible.filter((instance) => instance.seriesUid === seriesUid);
      if (moved.length === 0) return { code: 'no-such-series', message: 'This series has no images to move.' };
      this.#moveInstances(moved, study, target, changes, acting);
      const rest = study.instanceUids.filter((uid) => !moved.some(({ sopUid }) => sopUid === uid));
      const empty = moved.length === visible.length;
      if (empty) untieOrder(this.#core, this.#judge, study, changes);
      changes.study({
        ...study,
        instanceUids: rest,
        seriesUids: study.seriesUids.filter((uid) => uid !== seriesUid),
        ...(empty ? { status: 'MERGED', mergedInto: targetUid, orderKey: undefined, linkedBy: undefined } : {}),
      });
      return `moved series ${series.number} (${moved.length} images) to study ${targetUid}`;
    });
  }

  /** See `CorrectedCopies`. */
  correct(studyUid: string, orderKey: string, acting: Acting): Outcome {
    return this.#copies.make(studyUid, orderKey, acting);
  }

  /** See `StudyRejection`. */
  reject(studyUid: string, title: string, acting: Acting): Outcome {
    return this.#rejection.reject(studyUid, title, acting);
  }

  approveRejection(requestId: string, acting: Acting): Outcome {
    return this.#rejection.approve(requestId, acting);
  }

  declineRejection(requestId: string, acting: Acting): Outcome {
    return this.#rejection.decline(requestId, acting);
  }

  /** See `ActionUndo`. */
  undo(actionId: string, acting: Acting): UserResult<ActionRow> {
    return this.#undo.undo(actionId, acting);
  }

  undoObstacle(action: ActionRow): Obstacle | undefined {
    return this.#undo.obstacle(action);
  }

  hold(studyUid: string, acting: Acting): Outcome {
    return this.#desk.act('hold', 'resolve', studyUid, acting, (study, changes) => {
      const hold = { by: acting.user, at: this.#core.room.kernel.now, note: acting.reason };
      changes.study({ ...study, hold });
      return 'put on hold';
    });
  }

  release(studyUid: string, acting: Acting): Outcome {
    return this.#desk.act('release', 'resolve', studyUid, acting, (study, changes) => {
      changes.study({ ...study, hold: undefined });
      return 'released from hold';
    });
  }

  /** Applies the rules in service once more, for example after they were changed. */
  rematch(studyUid: string, acting: Acting): Outcome {
    return this.#desk.act('rematch', 'resolve', studyUid, acting, (study, changes) => {
      this.#rejudge(changes.study(study), changes);
      const after = this.#core.state.studies.get(studyUid);
      return `matched again: ${after?.status ?? ''} ${after?.reason ?? ''}`.trim();
    });
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
}
