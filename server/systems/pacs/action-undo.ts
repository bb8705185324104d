import type { UserResult } from '../host/hospital.ts';
import type { Acting, ActionDesk } from './action-desk.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import { lastChange, type Obstacle } from './reconcile-obstacles.ts';
import { mayAtPacs, notPermitted, type PacsRight, refused } from './rights.ts';
import type { ActionRow } from './state.ts';
import { restore } from './study-changes.ts';
import type { StudyJudge } from './study-judge.ts';

/** The archive's own way back: studies, images and ties to orders exactly as before an action. */
export class ActionUndo {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;
  readonly #desk: ActionDesk;

  constructor(core: PacsCore, judge: StudyJudge, desk: ActionDesk) {
    this.#core = core;
    this.#judge = judge;
    this.#desk = desk;
  }

  /** Puts everything back as it was before an action; refused when the studies have changed since. */
  undo(actionId: string, acting: Acting): UserResult<ActionRow> {
    const { state, room } = this.#core;
    const action = state.actions.get(actionId);
    if (!action) return refused('no-such-action', 'There is no such action.');
    const right: PacsRight = action.kind === 'reject' ? 'reject' : 'resolve';
    const own = action.user === acting.user && mayAtPacs(acting.user, 'request-rejection');
    if (!own && !mayAtPacs(acting.user, right))
      return this.#desk.refuse(acting, 'undo', actionId, notPermitted(acting.user, right));
    const obstacle = this.obstacle(action);
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
    this.#desk.follow(action);
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
  obstacle(action: ActionRow): Obstacle | undefined {
    if (action.undone) return { code: 'undone', message: `${action.undone.by} has undone this already.` };
    const { studies } = this.#core.state;
    const changed = action.after.find(({ studyUid, revision }) => studies.get(studyUid)?.revision !== revision);
    if (!changed) return undefined;
    const message = `Study ${changed.studyUid} has changed since (${lastChange(this.#core.state, changed.studyUid)}). Undo that first.`;
    return { code: 'changed-since', message };
  }
}
