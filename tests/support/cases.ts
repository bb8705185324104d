import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Lab } from '../../server/lab/lab.ts';
import { type Course, courseOf } from '../../server/lab/scenario/course.ts';
import { loadScenario, loadScenarios, type Scenario } from '../../server/lab/scenario/load.ts';

const root = fileURLToPath(new URL('../../scenarios', import.meta.url));
const folder = (id: string): string => join(root, id);

/** Every case of the repository, by its catalogue id. */
export const caseIds: readonly string[] = loadScenarios(root).flatMap((loaded) =>
  loaded.ok ? [loaded.scenario.file.id] : [],
);

/** A scenario of the repository by its catalogue id; throws what is wrong with it. */
export function scenarioOf(id: string): Scenario {
  const loaded = loadScenario(folder(id));
  if (!loaded.ok) throw new Error(loaded.mistakes.map(({ file, message }) => `${file}: ${message}`).join('\n'));
  return loaded.scenario;
}

/** A lab of it as the learner finds it. */
export function openCase(id: string, seed: string): { scenario: Scenario; course: Course; lab: Lab } {
  const scenario = scenarioOf(id);
  const course = courseOf(scenario, seed);
  return { scenario, course, lab: new Lab(course, seed) };
}
