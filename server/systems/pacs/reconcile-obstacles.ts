import type { ActionKind, OrderRow, PacsState, PatientRow, StudyRow } from './state.ts';

export interface Obstacle {
  readonly code: string;
  readonly message: string;
}

const obstacle = (code: string, message: string): Obstacle => ({ code, message });

/** Why an action can't be done to a study now, in the archive's own words; undefined: it can. */
export function studyObstacle(kind: ActionKind, study: StudyRow): Obstacle | undefined {
  if (study.status === 'RECEIVING') return obstacle('receiving', 'Images of this study are still arriving.');
  if (study.status === 'MERGED') return obstacle('merged', `This study was merged into ${study.mergedInto ?? ''}.`);
  if (study.status === 'REJECTED') return obstacle('rejected', 'This study is rejected. Undo the rejection first.');
  if (kind === 'release') return study.hold ? undefined : obstacle('not-held', 'This study is not on hold.');
  if (study.hold) return obstacle('held', `On hold by ${study.hold.by}: ${study.hold.note}`);
  if (kind === 'request-rejection' && study.rejectionRequest) {
    return obstacle('already-requested', `${study.rejectionRequest.by} has asked for this rejection already.`);
  }
  if (kind === 'decline-rejection' && !study.rejectionRequest) {
    return obstacle('no-request', 'Nobody has asked to reject this study.');
  }
  return undefined;
}

export function linkObstacle(study: StudyRow, order: OrderRow | undefined): Obstacle | undefined {
  if (!order) return obstacle('no-such-order', 'There is no such order any more.');
  if (order.status === 'CANCELED') return obstacle('order-closed', `Order ${order.accession} is cancelled.`);
  if (order.linkedStudy !== undefined && order.linkedStudy !== study.studyUid) {
    return obstacle('order-closed', `Order ${order.accession} is completed by another study.`);
  }
  if (order.status === 'COMPLETED' && order.linkedStudy === undefined) {
    return obstacle('order-closed', `Order ${order.accession} is completed.`);
  }
  return undefined;
}

/** Corrected copies are for an order that still waits for its images, and never for the one that the study has. */
export function correctObstacle(study: StudyRow, order: OrderRow | undefined): Obstacle | undefined {
  if (order && study.orderKey === order.key) {
    return obstacle('same-order', `The study is filed under order ${order.accession} already.`);
  }
  return linkObstacle(study, order);
}

export function mergeObstacle(study: StudyRow, target: StudyRow | undefined): Obstacle | undefined {
  if (!target) return obstacle('no-such-study', 'There is no such study to merge into.');
  if (target.studyUid === study.studyUid) return obstacle('same-study', 'A study cannot be merged into itself.');
  return studyObstacle('merge', target);
}

export function moveObstacle(study: StudyRow, patient: PatientRow | undefined): Obstacle | undefined {
  if (!patient) return obstacle('no-such-patient', 'The archive does not know this patient.');
  if (patient.patientId === study.patientId && patient.issuer === study.issuer && patient.name === study.name) {
    return obstacle('same-patient', 'The study belongs to this patient already.');
  }
  return undefined;
}

/** The last thing that happened to a study, for who finds it changed. */
export function lastChange(state: PacsState, studyUid: string): string {
  const done = [...state.actions.values()].filter(({ after }) => after.some((each) => each.studyUid === studyUid));
  const last = done.at(-1);
  if (!last) return 'images or orders arrived';
  return last.undone ? `${last.undone.by} undid: ${last.title}` : `${last.user}: ${last.title}`;
}
