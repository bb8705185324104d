import { Hospital } from '../../hospital.ts';
import { BEGINS } from '../course.ts';
import { coverMistake } from '../competencies.ts';
import type { ScenarioFile } from '../schema.ts';
import { contradictions } from './contradictions.ts';
import { faultProblems } from './fault-problems.ts';
import type { Problem } from './problem.ts';
import { scriptOf, scriptProblems } from './script-problems.ts';
import { filled, type Sample, samplesOf, unboundNames, variableProblems } from './variable-problems.ts';

let healthy: Hospital | undefined;
const mostProblems = 20;

/**
 * What is wrong with a scenario that its schema cannot see: names of what does not exist, faults that contradict each
 * other, variables that collide. Looked at for each value that a variable can take.
 */
export function scenarioProblems(file: ScenarioFile): Problem[] {
  const problems = [...coverProblems(file), ...variableProblems(file), ...unboundNames(file)];
  if (problems.length > 0) return problems.slice(0, mostProblems);
  healthy ??= Hospital.build('healthy', BEGINS);
  const told = new Set<string>();
  for (const sample of samplesOf(file)) {
    for (const { path, message } of problemsWith(filled(file, sample), healthy)) {
      const place = path.join('/');
      if (told.has(place)) continue;
      told.add(place);
      problems.push({ path, message: message + inCase(file, sample) });
    }
  }
  return problems.slice(0, mostProblems);
}

function coverProblems({ covers = [] }: ScenarioFile): Problem[] {
  return covers.flatMap((_, index) => {
    const message = coverMistake(covers, index);
    return message === undefined ? [] : [{ path: ['covers', index], message }];
  });
}

function problemsWith(file: ScenarioFile, hospital: Hospital): Problem[] {
  return [
    ...faultProblems(file.faults, hospital, scriptOf(file)),
    ...contradictions(file.faults),
    ...decoyProblems(file, hospital),
    ...scriptProblems(file, hospital),
  ];
}

/** Decoys are faults in all but what they do. */
function decoyProblems({ noise, ...file }: ScenarioFile, hospital: Hospital): Problem[] {
  const problems = faultProblems(noise?.decoys ?? [], hospital, scriptOf(file));
  return problems.map(({ path, message }) => ({ path: ['noise', 'decoys', ...path.slice(1)], message }));
}

function inCase({ variables = {} }: ScenarioFile, sample: Sample): string {
  if (Object.keys(variables).length === 0) return '';
  const values = Object.entries(sample).map(([name, value]) => `${name} = ${String(value)}`);
  return ` (with ${values.slice(0, 4).join(', ')}${values.length > 4 ? ' …' : ''})`;
}
