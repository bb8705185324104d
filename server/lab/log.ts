import type { Micros } from '../core/clock.ts';
import type { ActionRequest, LearnerAction } from '../contract/action.ts';
import type { Rung } from '../contract/rung.ts';
import type { Conclusion } from '../contract/verdict.ts';
import type { Static } from 'typebox';
import type { Injection } from './faults/injection.ts';

/** Raised when the meaning of log entries changes. */
export const LOG_FORMAT = 1;

/** What a lab is a function of, besides its log (DESIGN §3.1). */
export interface LabHeader {
  readonly format: number;
  /** Neutral slug of the scenario. */
  readonly slug: string;
  /** SHA-256 of the scenario's files. */
  readonly scenarioHash: string;
  /** Version of the simulated hospital: a lab of another version is replayed with a warning, never silently. */
  readonly hospitalVersion: number;
  readonly seed: string;
  /** Left out: practice. */
  readonly rung?: Rung;
}

/** One entry of the append-only log. `seq` counts from 1, `at` is virtual time when it took effect. */
export type LogEntry = {
  readonly seq: number;
  readonly at: Micros;
  /** Who: the learner's id. */
  readonly actor: string;
  /** Hospital user acted as; '' for the learner's own notes and for the clock. */
  readonly as: string;
  readonly basedOn?: number;
} & LogPayload;

export type LogPayload =
  | { readonly kind: 'action'; readonly payload: LearnerAction }
  /** The pacer's only word. Adjacent ones are merged when stored. */
  | { readonly kind: 'advance-to'; readonly payload: { readonly at: Micros } }
  /** Undo: entries after `seq` (and before this one) have no effect. */
  | { readonly kind: 'rewind-to'; readonly payload: { readonly seq: number } }
  /** `draw` is the hidden seed of the probes, made from a server secret, recorded so that the verdict can be repeated. */
  | { readonly kind: 'verdict'; readonly payload: { readonly conclusion: Conclusion; readonly draw: string } }
  /** An instructor makes something wrong, or takes it back. */
  | { readonly kind: 'inject-fault'; readonly payload: Injection }
  | { readonly kind: 'remove-fault'; readonly payload: { readonly id: string } }
  /** A guided learner wanted something and was asked a question first: what was wanted is kept, and not done. */
  | { readonly kind: 'asked'; readonly payload: Asked }
  /** The learner gave up or solved, and has read the debrief. */
  | { readonly kind: 'debrief'; readonly payload: { readonly n: number } };

/** `action`: the change that was wanted; none when a verdict was. */
export interface Asked {
  readonly question: 'hypothesis' | 'confirmation';
  readonly action?: LearnerAction;
}

export type ActRequest = Static<typeof ActionRequest>;

/** The entries that count: those not undone by a later `rewind-to`. The rewind entries themselves are left out. */
export function effectiveEntries(entries: readonly LogEntry[]): LogEntry[] {
  const out: LogEntry[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'rewind-to') {
      out.push(entry);
      continue;
    }
    const { seq } = entry.payload;
    // Verdicts and debriefs stay on record: undo does not make them unasked.
    const kept = out.filter((old) => old.seq <= seq || old.kind === 'verdict' || old.kind === 'debrief');
    out.length = 0;
    out.push(...kept);
  }
  return out;
}

/** The entries that made the hospital what it is: an undo takes back its verdicts' moments, too. */
export function standingEntries(entries: readonly LogEntry[]): LogEntry[] {
  const out: LogEntry[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'rewind-to') out.push(entry);
    else while ((out.at(-1)?.seq ?? 0) > entry.payload.seq) out.pop();
  }
  return out;
}
