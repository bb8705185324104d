import type { Conclusion, NamedFault } from '../../contract/verdict.ts';
import type { Cause } from '../scenario/causes.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import { evidenceInWords, isEvidence } from './evidence.ts';

export interface ConclusionScore {
  readonly points: number;
  readonly rows: readonly ConclusionRow[];
}

export interface ConclusionRow {
  readonly label: string;
  readonly yours: string;
  readonly model: string;
  readonly points: number;
  readonly of: number;
  /** Where there are several causes, or several were named. */
  readonly several?: { readonly right: number; readonly causes: number; readonly surplus: number };
}

/** Nothing said. */
export const noConclusion: Conclusion = {
  disposition: 'fixed',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
};

/** The points of a whole conclusion (DESIGN §3.3). */
const most = { place: 4, kind: 3, evidence: 3 } as const;

/** The places that a conclusion names: those that are not empty, or the one that is. */
export function namedFaults(conclusion: Conclusion): NamedFault[] {
  const { system, place, field, kind, also = [] } = conclusion;
  const first = { system, place, field, kind };
  const said = [first, ...also].filter((named) => named.system !== '' || named.kind !== '');
  return said.length === 0 ? [first] : said;
}

/**
 * Place 4, kind 3, evidence 3 (DESIGN §3.3). `causes` and `shows`, in the same order: what is wrong, and whether an event
 * shows it. Of several causes each is worth its share; a place named that is none makes the shares smaller, so that
 * naming many earns no more than naming one. Free text is kept, never scored.
 */
export function scoreConclusion(
  disposition: ScenarioFile['conclusion']['disposition'],
  causes: readonly Cause[],
  conclusion: Conclusion,
  shows: readonly ((event: number) => boolean)[],
): ConclusionScore {
  const right = conclusion.disposition === disposition;
  const named = namedFaults(conclusion);
  const { pairs, surplus } = match(causes, named);
  const shares = Math.max(causes.length, pairs.filter((pair) => pair !== undefined).length + surplus);
  const sum = (points: (pair: Pair) => number): number =>
    right ? pairs.reduce((total, pair) => total + (pair ? points(pair) : 0), 0) : 0;

  const place = right && isUnwronged(causes) ? (named.every(({ system }) => system === '') ? most.place : 0) : Math.floor(sum((pair) => pair.place) / shares); // prettier-ignore
  const kind = Math.floor(sum((pair) => pair.kind) / shares);
  const shown = causes.map((_, index) => right && isShown(conclusion.evidence, shows, index));
  const evidence = Math.floor((most.evidence * shown.filter(Boolean).length) / causes.length);

  const several = causes.length > 1 || named.length > 1;
  const counted = (count: number, extra: number): Pick<ConclusionRow, 'several'> =>
    several ? { several: { right: right ? count : 0, causes: causes.length, surplus: extra } } : {};
  const model = (of: (cause: Cause) => string): string => causes.map(of).filter(Boolean).join('; ');
  return {
    points: place + kind + evidence,
    rows: [
      {
        label: 'place',
        yours: named.map(({ system, place: where, field }) => [system, where, field].filter(Boolean).join(' → ')).filter(Boolean).join('; '), // prettier-ignore
        model: model(({ places: [first] }) => (first ? [first.system, first.place, first.fields[0]].join(' → ') : '')),
        points: place,
        of: most.place,
        ...counted(pairs.filter((pair) => pair?.place === most.place).length, surplus),
      },
      {
        label: 'kind',
        yours: named.map((each) => each.kind).filter(Boolean).join('; '), // prettier-ignore
        model: model(({ kinds: [first] }) => first ?? ''),
        points: kind,
        of: most.kind,
        ...counted(pairs.filter((pair) => pair?.kind === most.kind).length, 0),
      },
      {
        label: 'evidence',
        yours: conclusion.evidence.map((id) => `#${id}`).join(', '),
        model: model((cause) => evidenceInWords(cause.evidence)),
        points: evidence,
        of: most.evidence,
        ...counted(shown.filter(Boolean).length, 0),
      },
    ],
  };
}

/** Nothing is wrong, so that no place is right. */
const isUnwronged = (causes: readonly Cause[]): boolean => causes.every(({ places }) => places.length === 0);

/** More than half of the pinned events show one of the causes, and one of them this one. */
function isShown(pinned: readonly number[], shows: readonly ((event: number) => boolean)[], index: number): boolean {
  const mine = shows[index];
  return mine !== undefined && isEvidence(pinned, (event) => shows.some((any) => any(event))) && pinned.some(mine);
}

interface Pair {
  readonly place: number;
  readonly kind: number;
}

function pairOf(cause: Cause, named: NamedFault): Pair {
  const bySystem = cause.places.filter((place) => place.system === named.system);
  const byPlace = bySystem.filter((place) => place.place === named.place);
  const byField = byPlace.filter((place) => place.fields.includes(named.field));
  const place = byField.length > 0 ? most.place : byPlace.length > 0 ? 3 : bySystem.length > 0 ? 1 : 0;
  return { place, kind: (cause.kinds as readonly string[]).includes(named.kind) ? most.kind : 0 };
}

/**
 * What was named, given to the causes so that it is worth most. What is left over is surplus, unless it names another
 * place of a cause that is as right.
 */
function match(
  causes: readonly Cause[],
  named: readonly NamedFault[],
): { readonly pairs: readonly (Pair | undefined)[]; readonly surplus: number } {
  let best: { worth: number; pairs: (Pair | undefined)[]; left: readonly NamedFault[] } | undefined;
  const go = (index: number, left: readonly NamedFault[], pairs: (Pair | undefined)[], worth: number): void => {
    const cause = causes[index];
    if (!cause) {
      if (!best || worth > best.worth) best = { worth, pairs, left };
      return;
    }
    for (const [at, each] of left.entries()) {
      const pair = pairOf(cause, each);
      go(index + 1, left.toSpliced(at, 1), [...pairs, pair], worth + pair.place + pair.kind);
    }
    if (left.length < causes.length - index) go(index + 1, left, [...pairs, undefined], worth);
  };
  go(0, named, [], 0);
  const left = best?.left ?? [];
  const surplus = left.filter((each) => !causes.some((cause) => pairOf(cause, each).place >= 3)).length;
  return { pairs: best?.pairs ?? [], surplus };
}
