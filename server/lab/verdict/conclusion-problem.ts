import type { ApiError } from '../../contract/basics.ts';
import { type Conclusion, MOST_EVIDENCE, type NamedFault } from '../../contract/verdict.ts';
import type { Journal } from '../../network/journal.ts';
import { conclusionPickers } from '../views/pickers.ts';

interface Choice {
  readonly id: string;
}

/**
 * Why a conclusion cannot be taken: a value that its picker does not offer, or an event that is not there; undefined:
 * it can. What was left out ('') is taken, it only earns nothing. Says the wrong value and what can be chosen, both of
 * which the page knows anyway.
 */
export function conclusionProblem(conclusion: Conclusion, journal: Journal): ApiError | undefined {
  const { disposition, escalateTo, also = [], evidence } = conclusion;
  const { escalation } = conclusionPickers;
  if (disposition === 'escalate' && escalateTo === undefined) {
    return { code: 'not-in-pickers', message: `Say who must act: one of ${idsOf(escalation)}.` };
  }
  let problem = notOffered('who must act', escalateTo ?? '', escalation);
  for (const named of [conclusion, ...also]) problem ??= placeProblem(named);
  return problem ?? eventProblem(evidence, journal);
}

function placeProblem({ system, place, field, kind }: NamedFault): ApiError | undefined {
  const { systems, kinds } = conclusionPickers;
  const chosenSystem = systems.find(({ id }) => id === system);
  const chosenPlace = chosenSystem?.places.find(({ id }) => id === place);
  return (
    notOffered('system', system, systems) ??
    notOffered(`place of ${system || 'no system'}`, place, chosenSystem?.places ?? []) ??
    notOffered(`field of ${place || 'no place'}`, field, chosenPlace?.fields ?? []) ??
    notOffered(
      'kind of error',
      kind,
      kinds.map((id) => ({ id })),
    )
  );
}

const idsOf = (choices: readonly Choice[]): string => choices.map(({ id }) => id).join(', ');

function notOffered(what: string, value: string, choices: readonly Choice[]): ApiError | undefined {
  if (value === '' || choices.some(({ id }) => id === value)) return undefined;
  const instead = choices.length === 0 ? 'Choose what it belongs to first.' : `Choose one of ${idsOf(choices)}.`;
  return { code: 'not-in-pickers', message: `"${value}" is no ${what}. ${instead}` };
}

function eventProblem(evidence: readonly number[], journal: Journal): ApiError | undefined {
  if (evidence.length > MOST_EVIDENCE) {
    const message = `${evidence.length} events are pinned as evidence. Choose those that show it, ${MOST_EVIDENCE} at most.`;
    return { code: 'too-many-events', message };
  }
  const missing = evidence.find((id) => journal.get(id) === undefined);
  if (missing === undefined) return undefined;
  const message = `There is no event #${missing} in this lab (any more). Take it off the evidence, or pin another.`;
  return { code: 'no-such-event', message };
}
