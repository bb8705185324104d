import type { PacsCore } from './pacs-core.ts';
import type { StudyRow } from './state.ts';
import type { StudyChanges } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';

/** Takes a study's order away from it, as a part of an action: the order is open again. */
export function untieOrder(core: PacsCore, judge: StudyJudge, study: StudyRow, changes: StudyChanges): void {
  const order = study.orderKey === undefined ? undefined : core.state.orders.get(study.orderKey);
  if (!order) return;
  changes.order(order);
  judge.releaseOrder(order.key, study.studyUid);
}
