import type { Conclusion } from '../../contract/verdict.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import { newSink } from './compare.ts';
import { isEvidence } from './evidence.ts';
import type { Observation } from './observation.ts';

/** That something is right is a finding like any other: it must be said, and shown. */
export function observeFinding(
  disposition: ScenarioFile['conclusion']['disposition'],
  conclusion: Conclusion,
  shows: readonly ((event: number) => boolean)[],
): Observation[] {
  const sink = newSink();
  sink.same('what was concluded', 'finding', 'disposition', disposition, conclusion.disposition, 'not borne out');
  const shown = isEvidence(conclusion.evidence, (event) => shows.some((any) => any(event)));
  sink.same('evidence', 'finding', 'events that show it', 'pinned', shown ? 'pinned' : 'none, or too few', 'not borne out'); // prettier-ignore
  return sink.list;
}
