import type { LearnerAction } from '../../contract/action.ts';
import type { UserResult } from '../../systems/host/hospital.ts';
import type { Hospital } from '../hospital.ts';
import { type Done, fromUser } from './outcome.ts';

export type PacsAction = Extract<LearnerAction, { kind: `pacs-${string}` }>;

/** What a user does at the PACS's own screens. */
export function actAtPacs(hospital: Hospital, action: PacsAction, user: string, basedOn: number | undefined): Done {
  const { reconcile } = hospital.pacs;
  const acting = (reason = ''): { user: string; reason: string; basedOn: number | undefined } => ({
    user,
    reason,
    basedOn,
  });
  const done = (result: UserResult<{ readonly title: string }>): Done => fromUser(result, (row) => row.title);
  switch (action.kind) {
    case 'pacs-link':
      return done(reconcile.link(action.study, action.order, acting(action.reason)));
    case 'pacs-correct':
      return done(reconcile.correct(action.study, action.order, acting(action.reason)));
    case 'pacs-merge':
      return done(reconcile.merge(action.study, action.into, acting(action.reason)));
    case 'pacs-move':
      return done(reconcile.moveToPatient(action.study, action.patientId, action.issuer, acting(action.reason)));
    case 'pacs-move-series':
      return done(reconcile.moveSeries(action.series, action.into, acting(action.reason)));
    case 'pacs-reject':
      return done(reconcile.reject(action.study, action.title, acting(action.reason)));
    case 'pacs-approve':
      return done(reconcile.approveRejection(action.request, acting()));
    case 'pacs-hold':
      return done(reconcile.hold(action.study, acting(action.reason)));
    case 'pacs-release':
      return done(reconcile.release(action.study, acting()));
    case 'pacs-undo':
      return fromUser(reconcile.undo(action.change, acting()), (row) => `Undone: ${row.title}`);
    default:
      return action satisfies never;
  }
}
