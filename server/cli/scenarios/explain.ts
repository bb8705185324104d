import { explain as explained } from '../../lab/scenario/explain.ts';
import { readArguments, whole } from '../arguments.ts';
import { InputError, UsageError, type Verb } from '../verb.ts';
import { casesIn, folderOption, mistakeLine } from './folder.ts';

/** What the hospital did with one order concerned, hop by hop, and what a verdict says. */
export const explain: Verb = {
  usage: 'explain ID [--seed N] [--fix NAME]   (NAME: a file of fixes/ or traps/)',
  run: (args) => {
    const { positionals, values } = readArguments(args, {
      ...folderOption,
      seed: { type: 'string', default: '1' },
      fix: { type: 'string' },
    });
    const [id, ...rest] = positionals;
    if (id === undefined || rest.length > 0) throw new UsageError();
    const seed = String(whole('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER));
    const { scenarios, broken } = casesIn(values.folder, [id]);
    const [scenario] = scenarios;
    if (!scenario) throw new InputError(broken.flatMap(({ mistakes }) => mistakes.map(mistakeLine)).join(''));
    const known = [...scenario.fixes, ...scenario.traps];
    const fix = known.find(({ name }) => name === values.fix);
    if (values.fix !== undefined && !fix) {
      throw new InputError(
        `${id} has no fix or trap ${values.fix}; there are ${known.map(({ name }) => name).join(', ')}`,
      );
    }
    return explained(scenario, seed, fix);
  },
};
