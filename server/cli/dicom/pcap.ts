import { fileURLToPath } from 'node:url';
import { build } from '../../lab/prelude.ts';
import { type Course, FREE_PLAY_SLUG, courseOf, freePlay } from '../../lab/scenario/course.ts';
import { loadScenarios } from '../../lab/scenario/load.ts';
import { captureFile, capturedMorning } from '../../lab/views/capture-file.ts';
import { readArguments, whole } from '../arguments.ts';
import { writeOutput } from '../files.ts';
import { InputError, UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** What has gone over the wires of a case's hospital when its learner arrives, as a capture file. */
export const pcap: Verb = {
  usage: 'pcap ID --seed N --out FILE',
  run: (args) => {
    const { positionals, values } = readArguments(args, {
      seed: { type: 'string', default: '1' },
      out: { type: 'string' },
    });
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length > 0 || values.out === undefined) throw new UsageError();
    const seed = String(whole('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER));
    const prelude = build(courseNamed(id, seed), seed);
    const captured = capturedMorning(prelude);
    const kept = captured.filter((conversation) => conversation.kept !== undefined);
    writeOutput(values.out, [captureFile(prelude.hospital, kept)]);
    const gone = captured.length - kept.length;
    return `${values.out}: ${kept.length} conversations${gone === 0 ? '' : `; of ${gone} more the bytes are not kept`}\n`;
  },
};

function courseNamed(id: string, seed: string): Course {
  if (id === FREE_PLAY_SLUG) return freePlay;
  const root = fileURLToPath(new URL('../../../scenarios', import.meta.url));
  const scenarios = loadScenarios(root).flatMap((loaded) => (loaded.ok ? [loaded.scenario] : []));
  const scenario = scenarios.find(({ file }) => file.id === id);
  if (scenario) return courseOf(scenario, seed);
  const ids = [...scenarios.map(({ file }) => file.id), FREE_PLAY_SLUG];
  throw new InputError(`there is no scenario ${id}; there are ${ids.join(', ')}`);
}
