import type { ActionOutcome, LearnerAction } from '../../contract/action.ts';
import type { LabView } from '../../contract/lab.ts';
import type { Micros } from '../../core/clock.ts';
import { stepHostsOf, stepKindOf } from '../../lab/actions/step-kind.ts';
import { actionTitle } from '../../lab/actions/title.ts';
import type { LogEntry } from '../../lab/log.ts';
import type { OwnStep, RecordedStep } from '../../contract/record.ts';
import type { LabRecord, StepRecord, Store } from '../../store/store.ts';
import { workerLimits } from '../limits.ts';
import type { Look } from './looks.ts';

type Bare = Pick<StepRecord, 'kind' | 'title' | 'at'> &
  Partial<Pick<StepRecord, 'refused' | 'seq' | 'back'>> & { readonly hosts?: readonly string[] };

interface StepSurroundings {
  readonly store: Store;
  /** Wall clock, ms since 1970. */
  readonly wall: () => number;
  readonly log: (line: string) => void;
}

/** Where the steps of one lab get their number, their wall time and the hypothesis they were done under. */
export class StepBook {
  readonly #lab: Pick<LabRecord, 'id' | 'created'>;
  readonly #around: StepSurroundings;
  #last: { n: number; wall: number } | undefined;
  #hypothesis = '';
  #hypotheses = new Map<number, string>();
  #people: readonly { readonly id: string; readonly name: string }[] = [];
  /** When each thing was last asked for: a page that keeps itself up to date does not look again. */
  readonly #asked = new Map<string, number>();

  constructor(lab: Pick<LabRecord, 'id' | 'created'>, around: StepSurroundings) {
    this.#lab = lab;
    this.#around = around;
  }

  /** The lab was opened, at first or again. */
  takeStock({ hypotheses, people }: Pick<LabView, 'hypotheses' | 'people'>): void {
    this.#people = people.map(({ id, name }) => ({ id, name }));
    this.#hypotheses = new Map(hypotheses.map(({ id, text }) => [id, text]));
  }

  async act(
    action: LearnerAction,
    entry: LogEntry | undefined,
    outcome: ActionOutcome,
    now: Micros,
  ): Promise<StepRecord> {
    if (outcome.ok) this.#noteHypothesis(action);
    return this.step({
      kind: stepKindOf(action),
      title: actionTitle(action, this.#people),
      hosts: stepHostsOf(action),
      at: entry?.at ?? now,
      seq: entry?.seq ?? 0,
      refused: outcome.ok ? '' : outcome.message || 'refused',
    });
  }

  /** A look is part of the record, but nothing of the lab: where it cannot be kept, the page is shown all the same. */
  async noteLook(look: Look | undefined, at: Micros): Promise<void> {
    if (!look) return;
    const notKept = (error: unknown): undefined => {
      this.forget();
      const said = error instanceof Error ? error.message : String(error);
      this.#around.log(`lab ${this.#lab.id}: look not kept: ${said}`);
    };
    const step = await this.#look(look, at).catch(notKept);
    if (step) void this.#around.store.putStep(this.#lab.id, step).catch(notKept);
  }

  /**
   * The steps up to the opening of the debrief, or to the n-th verdict where that came later. Undefined: the lab is older
   * than the record.
   */
  async until(n: number): Promise<OwnStep[] | undefined> {
    const steps = withUndone(await this.#around.store.steps(this.#lab.id));
    const opened = steps.findIndex(({ kind }) => kind === 'debrief');
    const given = steps.flatMap(({ kind, refused }, index) => (kind === 'verdict' && refused === '' ? [index] : []));
    const asked = given[n - 1] ?? -1;
    return asked === -1 ? undefined : steps.slice(0, Math.max(opened, asked) + 1).map(ownStep);
  }

  /** Undefined: the page asks again for what it shows already, or the record is full. */
  async #look(look: Look, at: Micros): Promise<StepRecord | undefined> {
    const wall = this.#around.wall();
    const key = `${look.title} ${look.hosts.join()}`;
    const before = this.#asked.get(key);
    this.#asked.delete(key);
    if (this.#asked.size >= workerLimits.looksRemembered) this.#asked.clear();
    this.#asked.set(key, wall);
    const isShown = look.kind === 'look' && before !== undefined && wall - before < workerLimits.lookedMs;
    const { n } = await this.#newest();
    return isShown || n >= workerLimits.recordedSteps ? undefined : this.step({ ...look, at });
  }

  async step({ hosts = [], refused = '', seq = 0, ...rest }: Bare): Promise<StepRecord> {
    const last = await this.#newest();
    const wall = Math.max(this.#around.wall(), last.wall);
    const spent = Math.min(wall - last.wall, workerLimits.pauseMs);
    this.#last = { n: last.n + 1, wall };
    return { ...rest, n: last.n + 1, wall, spent, hosts: [...hosts], refused, seq, hypothesis: this.#hypothesis };
  }

  /** The record was not written: it is read again before the next step. */
  forget(): void {
    this.#last = undefined;
    this.#hypothesis = '';
  }

  async #newest(): Promise<{ n: number; wall: number }> {
    if (this.#last) return this.#last;
    const stored = await this.#around.store.lastStep(this.#lab.id);
    this.#hypothesis ||= stored?.hypothesis ?? '';
    this.#last = stored ?? { n: 0, wall: this.#lab.created };
    return this.#last;
  }

  #noteHypothesis(action: LearnerAction): void {
    if (action.kind === 'hypothesis-add') {
      this.#hypothesis = action.text.trim();
      this.#hypotheses.set(this.#hypotheses.size + 1, this.#hypothesis);
    } else if (action.kind === 'hypothesis-evidence') {
      this.#hypothesis = this.#hypotheses.get(action.hypothesis) ?? '';
    } else if (action.kind === 'hypothesis-state') {
      const text = this.#hypotheses.get(action.hypothesis) ?? '';
      if (action.state !== 'ruled-out') this.#hypothesis = text;
      else if (this.#hypothesis === text) this.#hypothesis = '';
    }
  }
}

/** Which of the steps an undo took back later: those that left something in the log behind the place it went back to. */
export function withUndone<Step extends StepRecord>(steps: readonly Step[]): (Step & { rewound: boolean })[] {
  const told = steps.map((step) => ({ ...step, rewound: false }));
  for (const [index, { kind, back }] of told.entries()) {
    if (kind !== 'undo' || back === undefined) continue;
    for (const before of told.slice(0, index)) {
      const wasDone = before.refused === '' && (before.kind === 'change' || before.kind === 'test');
      if (wasDone && before.seq > back) before.rewound = true;
    }
  }
  return told;
}

type Undone = StepRecord & { readonly rewound: boolean };

/** As it is told in the debrief. */
function ownStep({ at, kind, title, hosts, hypothesis, rewound, refused }: Undone): OwnStep {
  return { at, kind, title, hosts, hypothesis, rewound, refused };
}

/** As the record tells it. */
export function recordedStep(step: Undone): RecordedStep {
  return { ...ownStep(step), n: step.n, wall: step.wall };
}
