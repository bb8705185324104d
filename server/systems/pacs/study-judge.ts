import { coerce, orderEntries, withDataSet } from './coercion.ts';
import { studyHeader, studyIdentity } from './instance-header.ts';
import { type MatchResult, matchStudy, singleLateOrder, type StudyIdentity } from './matching.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import type { Replication } from './replication.ts';
import type { RisReport } from './ris-report.ts';
import type { OrderRow, StudyRow } from './state.ts';

/** Applies the matching rules in service to complete studies, and again when orders arrive. */
export class StudyJudge {
  readonly #core: PacsCore;
  readonly #report: RisReport;
  readonly #replication: Replication;

  constructor(core: PacsCore, report: RisReport, replication: Replication) {
    this.#replication = replication;
    this.#core = core;
    this.#report = report;
  }

  /** What the rules say of a study now; nothing changes. */
  evaluate(study: StudyRow): MatchResult {
    const identity = studyIdentity(this.#core.header(study));
    const instances = this.#core.visibleInstances(study);
    const other = instances.find(({ patientId }) => patientId !== instances[0]?.patientId);
    if (other && this.#core.rules.patientId === 'strict') {
      const detail = `images of two patients: ${instances[0]?.patientId ?? ''} and ${other.patientId}`;
      return { kind: 'unverified', reason: 'PATIENT_MISMATCH', detail };
    }
    return matchStudy(identity, [...this.#core.state.orders.values()], this.#core.rules, study.orderKey);
  }

  judge(studyUid: string): void {
    const study = this.#core.state.studies.get(studyUid);
    if (!study || study.status === 'REJECTED' || study.status === 'MERGED') return;
    const result = this.evaluate(study);
    if (result.kind === 'verified') {
      this.#verify(study, result.order);
      return;
    }
    const { reason, detail } = result;
    if (reason === 'NO_ACCESSION' && this.#core.rules.lateOrders === 'single-candidate' && !study.hold) {
      const identity = studyIdentity(this.#core.header(study));
      const order = singleLateOrder(identity, [...this.#core.state.orders.values()], this.#core.rules);
      if (order) {
        this.#linkLateOrder(study, order);
        return;
      }
    }
    if (study.status === 'UNVERIFIED' && study.reason === reason && study.detail === detail) return;
    const next: StudyRow = {
      ...study,
      status: 'UNVERIFIED',
      reason,
      detail,
      orderKey: undefined,
      linkedBy: undefined,
      revision: study.revision + 1,
    };
    this.#core.state.studies.put(studyUid, next);
    if (study.orderKey !== undefined) this.releaseOrder(study.orderKey, studyUid);
    this.#core.log('server', 'WARN', 'study {0} of {1} ({2}) UNVERIFIED: {3}, {4}', studyUid, study.name, study.patientId, reason, detail); // prettier-ignore
    this.#core.row('study', studyUid, `UNVERIFIED ${reason}: ${detail}`, studyKeys(next));
    this.#core.audit({ user: 'match', what: 'unverified', object: studyUid, before: study.status, after: reason, reason: detail }); // prettier-ignore
  }

  /** An order came or changed: studies that waited for exactly this accession number are judged again. */
  orderArrived(order: OrderRow): void {
    const { rules, state } = this.#core;
    if (rules.lateOrders === 'none' || order.status !== 'OPEN') return;
    const waiting = state.studies.filter((study) => study.status === 'UNVERIFIED' && study.hold === undefined);
    for (const study of waiting) {
      const named = study.reason === 'ACCESSION_NOT_FOUND' && study.accession === order.accession;
      const late = rules.lateOrders === 'single-candidate' && study.reason === 'NO_ACCESSION';
      if (named || (late && study.patientId === order.patientId)) this.judge(study.studyUid);
    }
  }

  /** Takes the study away from an order that another study or nobody fulfils now, and tells the RIS. */
  releaseOrder(orderKey: string, studyUid: string): void {
    const order = this.#core.state.orders.get(orderKey);
    if (order?.linkedStudy !== studyUid) return;
    const status = order.status === 'COMPLETED' ? 'OPEN' : order.status;
    const reopened = { ...order, status, linkedStudy: undefined };
    this.#core.state.orders.put(orderKey, reopened);
    this.#core.row('order', orderKey, `order ${order.accession} without study again`, { accession: order.accession });
    this.#report.send(reopened, 'SC', studyUid);
  }

  /** Ties an order to the study that fulfils it and tells the RIS. */
  fulfilOrder(order: OrderRow, study: StudyRow): void {
    const done: OrderRow = { ...order, status: 'COMPLETED', linkedStudy: study.studyUid };
    this.#core.state.orders.put(order.key, done);
    this.#core.row('order', order.key, `order ${order.accession} COMPLETED`, studyKeys(study));
    this.#report.send(done, 'CM', study.studyUid);
  }

  #verify(study: StudyRow, order: OrderRow): void {
    const already = study.orderKey === order.key && order.linkedStudy === study.studyUid;
    const next: StudyRow = {
      ...study,
      status: 'VERIFIED',
      reason: undefined,
      detail: '',
      orderKey: order.key,
      linkedBy: study.linkedBy ?? 'match',
      revision: study.revision + 1,
    };
    this.#core.state.studies.put(study.studyUid, next);
    this.#replication.noticed(next);
    if (already) return;
    if (study.orderKey !== undefined && study.orderKey !== order.key) this.releaseOrder(study.orderKey, study.studyUid);
    this.#core.log('server', 'INFO', 'study {0} of {1} ({2}) VERIFIED: order {3}, {4}', study.studyUid, study.name, study.patientId, order.filler, order.accession); // prettier-ignore
    this.#core.row('study', study.studyUid, `VERIFIED ${order.accession}`, {
      ...studyKeys(next),
      filler: order.filler,
    });
    this.#core.audit({ user: 'match', what: 'verified', object: study.studyUid, before: study.reason ?? study.status, after: order.key, reason: '' }); // prettier-ignore
    this.fulfilOrder(order, next);
  }

  #linkLateOrder(study: StudyRow, order: OrderRow): void {
    const { state } = this.#core;
    for (const instance of this.#core.visibleInstances(study)) {
      const dataSet = this.#core.dataSet(instance);
      const coerced = coerce(
        dataSet,
        orderEntries(dataSet, order),
        this.#core.stamp('match', instance.fromAe, 'COERCE'),
      );
      state.instances.put(instance.sopUid, withDataSet(instance, coerced));
    }
    this.#core.log('server', 'INFO', 'study {0}: only order {1} fits, linked', study.studyUid, order.filler);
    this.#verify({ ...study, ...studyHeader(this.#core.header(study)) }, order);
  }

  identity(study: StudyRow): StudyIdentity {
    return studyIdentity(this.#core.header(study));
  }
}
