import type { UserResult } from '../host/hospital.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import { lastChange, type Obstacle, studyObstacle } from './reconcile-obstacles.ts';
import type { Replication } from './replication.ts';
import { mayAtPacs, notPermitted, type PacsRight, refused } from './rights.ts';
import type { ActionKind, ActionRow, StudyRow } from './state.ts';
import { StudyChanges } from './study-changes.ts';

/** Who acts, why, and which revision of the study was looked at. */
export interface Acting {
  readonly user: string;
  readonly reason: string;
  /** Revision of the study on the page; another one in the archive refuses the action. */
  readonly basedOn?: number | undefined;
}

export type Outcome = UserResult<ActionRow>;

export const noStudy: Obstacle = { code: 'no-such-study', message: 'There is no such study any more.' };

/** Every action at a study passes here: who may do it, on what it was based, and what is written down about it. */
export class ActionDesk {
  readonly #core: PacsCore;
  readonly #replication: Replication;

  constructor(core: PacsCore, replication: Replication) {
    this.#core = core;
    this.#replication = replication;
  }

  /** Rights, reason, revision and state first; then the change, its action row, audit, log and journal. */
  act(
    kind: ActionKind,
    right: PacsRight,
    studyUid: string,
    acting: Acting,
    change: (study: StudyRow, changes: StudyChanges) => string | Obstacle,
  ): Outcome {
    const { state, room } = this.#core;
    const { user, reason } = acting;
    const refuse = ({ code, message }: Obstacle): Outcome =>
      this.refuse(acting, kind, studyUid, refused(code, message));
    if (!mayAtPacs(user, right)) return this.refuse(acting, kind, studyUid, notPermitted(user, right));
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
    this.follow(action);
    const after = state.studies.get(studyUid);
    const describe = (row: StudyRow | undefined): string =>
      row ? `${row.status}${row.reason ? ` ${row.reason}` : ''} ${row.patientId} ${row.accession}`.trim() : '';
    this.#core.log('server', 'INFO', 'user {0}: study {1} {2}; reason: {3}', user, studyUid, title, reason);
    this.#core.audit({ user, what: kind, object: studyUid, before: describe(study), after: `${describe(after)}: ${title}`, reason }); // prettier-ignore
    if (after) this.#core.row('study', studyUid, `${after.status}: ${user} ${title}`, studyKeys(after));
    return { ok: true, value: action };
  }

  /** Copies elsewhere follow what an action, or its undoing, has made of the studies. */
  follow({ after }: ActionRow): void {
    for (const { studyUid } of after) this.#replication.noticed(this.#core.state.studies.get(studyUid));
  }

  refuse(acting: Acting, what: string, object: string, result: Outcome): Outcome {
    if (!result.ok) {
      this.#core.log('server', 'WARN', 'user {0}: {1} of {2} refused: {3}', acting.user, what, object, result.message);
      this.#core.audit({ user: acting.user, what: 'refused', object, before: what, after: result.code, reason: acting.reason }); // prettier-ignore
    }
    return result;
  }
}
