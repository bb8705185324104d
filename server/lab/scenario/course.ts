import { type ToolId, toolIds } from '../../contract/tools.ts';
import { DAY, fromCivil, type Micros, MINUTE } from '../../core/clock.ts';
import type { Rung } from '../../contract/rung.ts';
import { noisePool } from '../noise/noise-file.ts';
import { factsLater, scriptLater } from './facts.ts';
import type { Scenario } from './load.ts';
import type { ScenarioFile } from './schema.ts';
import { drawVariables, fill, type Scalar } from './variables.ts';

/** Hospital local time is UTC−05:00 the year round (hospital.md 4.1). */
export const ZONE_OFFSET = -300;
/** Midnight, local, of the day every lab plays on: Tuesday 17 March 2026. */
export const LAB_DAY: Micros = fromCivil({ year: 2026, month: 3, day: 17 }, ZONE_OFFSET);
/** A lab's hospital starts the evening before, at 22:00. */
export const BEGINS: Micros = LAB_DAY - 2 * 60 * MINUTE;

/** `10:31`, `-1 23:10`, `03:05:20` of the lab's day to an instant; undefined when it is no such time. */
export function moment(text: string): Micros | undefined {
  const match = /^(-1 )?(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
  if (!match) return undefined;
  const [, before, hour = '0', minute = '0', second = '0'] = match;
  const clock = (Number(hour) * 3600 + Number(minute) * 60 + Number(second)) * 1_000_000;
  return LAB_DAY + clock - (before ? DAY : 0);
}

/** A scenario with its variables drawn for one seed; or free play, which has no fault and no ticket. */
export interface Course {
  readonly kind: 'case' | 'free-play';
  readonly rung: Rung;
  readonly slug: string;
  readonly headline: string;
  readonly hash: string;
  /** When the simulation begins. */
  readonly begins: Micros;
  readonly arrives: Micros;
  readonly users: readonly string[];
  /** Of the workbench, that the case offers. */
  readonly tools: readonly ToolId[];
  /** `${facts.…}` in the text is filled in when the hospital is there. */
  readonly ticket: { readonly caller: string; readonly markdown: string };
  readonly people: ScenarioFile['people'];
  readonly hints: readonly string[];
  /** With `${…}` filled in; undefined in free play. */
  readonly file: ScenarioFile | undefined;
  readonly scenario: Scenario | undefined;
  readonly variables: Readonly<Record<string, Scalar>>;
  /** `${facts.…}` and `${script.…}` in it are filled in when the hospital is there. */
  answer(person: string, question: string): string | undefined;
}

export const FREE_PLAY_SLUG = 'free-play';

/** Draws the variables and fills them in. Throws UnboundName for a `${name}` that the scenario does not declare. */
export function courseOf(scenario: Scenario, seed: string, rung: Rung = 'practice'): Course {
  const variables = drawVariables(scenario.file, seed);
  const later = { ...variables, facts: factsLater, script: scriptLater(scenario.file) };
  const file = fill(scenario.file, later);
  return {
    kind: 'case',
    rung,
    slug: file.slug,
    headline: file.headline,
    hash: rung === 'exam' ? `${scenario.hash}-${noisePool().hash}` : scenario.hash,
    begins: BEGINS,
    arrives: moment(file.ticket.received) ?? LAB_DAY,
    users: file.users,
    tools: file.tools ?? toolIds,
    ticket: { caller: file.ticket.caller, markdown: fill(scenario.ticket, later).trim() },
    people: file.people,
    hints: scenario.hints.map((hint) => fill(hint, variables)),
    file,
    scenario,
    variables,
    answer: (person, question) =>
      file.people.find((each) => each.id === person)?.answers.find((each) => each.id === question)?.answer,
  };
}

/** A healthy hospital for own messages. */
export const freePlay: Course = {
  kind: 'free-play',
  rung: 'practice',
  slug: FREE_PLAY_SLUG,
  headline: 'A healthy hospital',
  hash: 'free-play-1',
  begins: BEGINS,
  arrives: moment('10:30') ?? LAB_DAY,
  users: ['ianders', 'pgreen', 'kbauer', 'dkim'],
  tools: toolIds,
  ticket: {
    caller: '',
    markdown:
      'Nothing is broken here. Write or paste an HL7 message in the composer, send it from the HIS or the RIS, and follow what it becomes.',
  },
  people: [],
  hints: [],
  file: undefined,
  scenario: undefined,
  variables: {},
  answer: () => undefined,
};
