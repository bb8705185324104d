import type { Entry } from '../../protocols/dicom/data-set.ts';
import type { Acting, ActionDesk, Outcome } from './action-desk.ts';
import { noStudy } from './action-desk.ts';
import { coerce, orderEntries, withDataSet } from './coercion.ts';
import { studyHeader } from './instance-header.ts';
import type { PacsCore } from './pacs-core.ts';
import { correctObstacle } from './reconcile-obstacles.ts';
import type { InstanceRow, OrderRow, SeriesRow, StudyRow } from './state.ts';
import type { StudyChanges } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';

/**
 * Images that were made under another patient's worklist entry, once more under the right order (IHE RAD IOCM): identity
 * has changed, so that every UID is new, and whoever holds the old ones can tell them apart. The pixels are the same.
 * The wrong images stay until somebody rejects them.
 */
export class CorrectedCopies {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;
  readonly #desk: ActionDesk;

  constructor(core: PacsCore, judge: StudyJudge, desk: ActionDesk) {
    this.#core = core;
    this.#judge = judge;
    this.#desk = desk;
  }

  make(studyUid: string, orderKey: string, acting: Acting): Outcome {
    return this.#desk.act('correct', 'resolve', studyUid, acting, (study, changes) => {
      const { orders, studies } = this.#core.state;
      const order = orders.get(orderKey);
      const problem = correctObstacle(study, order);
      if (problem || !order) return problem ?? noStudy;
      // The order's own study UID, unless something stands under it already.
      const target = studies.has(order.studyUid) ? this.#core.newUid() : order.studyUid;
      const copies = this.#copies(study, order, target, changes, acting);
      const [first] = copies;
      if (!first) return { code: 'no-images', message: 'This study has no images to correct.' };
      const { now } = this.#core.room.kernel;
      changes.order(order);
      const next = changes.study({
        ...study,
        ...studyHeader(this.#core.dataSet(first)),
        seriesUids: [...new Set(copies.map(({ seriesUid }) => seriesUid))],
        instanceUids: copies.map(({ sopUid }) => sopUid),
        status: 'VERIFIED',
        reason: undefined,
        detail: '',
        orderKey: order.key,
        linkedBy: acting.user,
        rejectionRequest: undefined,
        rejection: undefined,
        receivedAt: now,
        lastReceivedAt: now,
      });
      // Its revision counts: the wrong images have been dealt with.
      changes.study(study);
      this.#judge.fulfilOrder(order, next);
      return `${copies.length} corrected copies for order ${order.accession} (${order.filler}) of ${order.patientId}`;
    });
  }

  #copies(study: StudyRow, order: OrderRow, target: string, changes: StudyChanges, acting: Acting): InstanceRow[] {
    const { state, room, server } = this.#core;
    const seriesUids = new Map<string, string>();
    const copies = this.#core.visibleInstances(study).map((instance): InstanceRow => {
      const seriesUid = seriesUids.get(instance.seriesUid) ?? this.#core.newUid();
      seriesUids.set(instance.seriesUid, seriesUid);
      const sopUid = this.#core.newUid();
      const dataSet = this.#core.dataSet(instance);
      const entries: Entry[] = [
        [0x00080018, 'UI', sopUid],
        ...orderEntries(dataSet, order).filter(([tag]) => tag !== 0x00081030),
        ...(order.procedureText === '' ? [] : [[0x00081030, 'LO', order.procedureText] as const]),
        [0x0020000d, 'UI', target],
        [0x0020000e, 'UI', seriesUid],
      ];
      const stamp = this.#core.stamp(acting.user, instance.fromAe, 'CORRECT');
      const copy: InstanceRow = {
        ...withDataSet(instance, coerce(dataSet, entries, stamp)),
        sopUid,
        studyUid: target,
        seriesUid,
        receivedAt: room.kernel.now,
        fromAe: server.aeTitle,
        eventId: 0,
      };
      changes.instance({ ...instance, correctedAs: sopUid });
      changes.instance(copy);
      return copy;
    });
    for (const [old, seriesUid] of seriesUids) {
      const series: SeriesRow | undefined = state.series.get(old);
      const instanceUids = copies.filter((copy) => copy.seriesUid === seriesUid).map(({ sopUid }) => sopUid);
      if (series) changes.series(seriesUid, { ...series, seriesUid, studyUid: target, instanceUids });
    }
    return copies;
  }
}
