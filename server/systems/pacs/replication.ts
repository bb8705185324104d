import { DAY, type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import type { OpenAssociation } from '../../network/dicom-link.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { formatStatus, statusClass } from '../../protocols/dimse/status.ts';
import { openTo } from './outgoing.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import type { ForwardRule } from './router-rules.ts';
import type { CopyRow, InstanceRow, StudyRow } from './state.ts';

const timeout = 60 * SECOND;

interface Failure {
  readonly detail: string;
  /** The association has ended by it. */
  readonly isGone: boolean;
}

/** Copies verified studies to other archives by `/etc/ngpacs/router.rules`, many in one association. */
export class Replication {
  readonly #core: PacsCore;
  readonly #handler: string;

  constructor(core: PacsCore) {
    this.#core = core;
    this.#handler = `${core.state.host}/replicate`;
    core.room.kernel.on(this.#handler, (args) => {
      const { rule } = args as { readonly rule: string };
      core.state.rounds.delete(rule);
      const found = core.routes.find((each) => nameOf(each) === rule);
      if (found) this.#start(found);
    });
  }

  /** The study may have to be copied, or copied again: a round is planned for each rule that it falls under. */
  noticed(study: StudyRow | undefined): void {
    if (study?.status !== 'VERIFIED' && study?.status !== 'REJECTED') return;
    for (const rule of this.#core.routes) if (this.#isDue(rule, study)) this.#plan(rule, this.#nextTime(rule));
  }

  /** The rules have changed: what waits is looked through. */
  rulesChanged(): void {
    for (const study of this.#core.state.studies.values()) this.noticed(study);
  }

  #plan(rule: ForwardRule, at: Micros): void {
    const { state, room } = this.#core;
    const name = nameOf(rule);
    if (state.rounds.has(name)) return;
    state.rounds.put(name, { at });
    room.kernel.schedule(at, this.#handler, { rule: name });
  }

  #nextTime({ when }: ForwardRule): Micros {
    const { kernel, zoneOffset } = this.#core.room;
    if (when.kind === 'after') return kernel.now + when.minutes * MINUTE;
    const offset = zoneOffset * MINUTE;
    const midnight = Math.floor((kernel.now + offset) / DAY) * DAY - offset;
    const today = midnight + when.minutes * MINUTE;
    return today > kernel.now ? today : today + DAY;
  }

  /** VERIFIED and not yet copied as it is now; or copied, and rejected since. */
  #isDue(rule: ForwardRule, study: StudyRow): boolean {
    if (rule.modalities.length > 0 && !study.modalities.some((each) => rule.modalities.includes(each))) return false;
    const copy = this.#core.state.copies.get(copyKey(study, rule));
    if (study.status === 'REJECTED') return copy?.sentRevision !== undefined && copy.revision !== study.revision;
    if (study.status !== 'VERIFIED') return false;
    return copy?.revision !== study.revision || (copy.status === 'FAILED' && copy.attempts <= rule.retries);
  }

  #start(rule: ForwardRule): void {
    const due = this.#core.state.studies.filter((study) => this.#isDue(rule, study));
    if (due.length > 0) this.#core.room.kernel.spawn(`${this.#core.state.host} replicates`, this.#copy(rule, due));
  }

  *#copy(rule: ForwardRule, due: readonly StudyRow[]): Task<void> {
    const wanted = due.map((study) => ({ study, instances: this.#instances(study) }));
    const sopClasses = wanted.flatMap(({ instances }) => instances.map((instance) => instance.sopClass));
    const opened = yield* openTo(this.#core, rule.to, { sopClasses: [...new Set(sopClasses)], timeout });
    let association = typeof opened === 'string' ? undefined : opened;
    let problem = typeof opened === 'string' ? opened : '';
    for (const { study, instances } of wanted) {
      if (association) {
        const failure: Failure | undefined = yield* this.#send(association, instances);
        problem = failure?.detail ?? '';
        if (failure?.isGone === true) association = undefined;
      }
      this.#settle(rule, study, instances.length, problem);
    }
    if (association) yield* association.release();
    this.#retry(rule, due);
  }

  /** Why not all of it arrived; undefined: it did. */
  *#send(association: OpenAssociation, instances: readonly InstanceRow[]): Task<Failure | undefined> {
    for (const instance of instances) {
      const stored = yield* association.store(this.#core.dataSet(instance), instance.sopClass, instance.sopUid);
      if (stored.kind !== 'answered') return { detail: stored.detail, isGone: stored.kind !== 'no-context' };
      if (statusClass(stored.status) === 'failure') {
        return { detail: `C-STORE ${formatStatus(stored.status)} ${stored.errorComment}`.trim(), isGone: false };
      }
    }
    return undefined;
  }

  /** Notes that reject images of the study, and what is seen of it: those images may have been copied before. */
  #instances(study: StudyRow): readonly InstanceRow[] {
    const all = this.#core.instancesOf(study);
    return all.filter(({ rejected, sopClass: uid }) => rejected === undefined || uid === sopClass.keyObjectSelection);
  }

  #settle(rule: ForwardRule, study: StudyRow, images: number, failure: string): void {
    const { state, room } = this.#core;
    const key = copyKey(study, rule);
    const before = state.copies.get(key);
    const attempts = before?.revision === study.revision ? before.attempts + 1 : 1;
    const row: CopyRow = {
      studyUid: study.studyUid,
      to: rule.to,
      revision: study.revision,
      sentRevision: failure === '' ? study.revision : before?.sentRevision,
      status: failure === '' ? 'SENT' : 'FAILED',
      attempts,
      images,
      detail: failure,
      at: room.kernel.now,
    };
    state.copies.put(key, row);
    if (failure === '') {
      this.#core.log('router', 'INFO', 'study {0}: {1} objects copied to {2}', study.studyUid, images, rule.to);
      return;
    }
    const isLast = attempts > rule.retries;
    this.#core.log('router', isLast ? 'ERROR' : 'WARN', 'study {0} not copied to {1}: {2}{3}', study.studyUid, rule.to, failure, isLast ? '; given up' : ''); // prettier-ignore
    if (isLast) this.#core.row('study', study.studyUid, `not copied to ${rule.to}: ${failure}`, studyKeys(study));
  }

  #retry(rule: ForwardRule, due: readonly StudyRow[]): void {
    const { state, room } = this.#core;
    const isLeft = due.some(({ studyUid }) => {
      const study = state.studies.get(studyUid);
      return study !== undefined && this.#isDue(rule, study);
    });
    if (isLeft) this.#plan(rule, room.kernel.now + rule.retryMinutes * MINUTE);
  }
}

function nameOf({ to, modalities, when }: ForwardRule): string {
  return `${to} ${modalities.join(',')} ${when.kind} ${when.minutes}`;
}

const copyKey = ({ studyUid }: StudyRow, { to }: ForwardRule): string => `${studyUid}|${to}`;
