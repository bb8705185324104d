import { fileURLToPath } from 'node:url';
import { Lab } from '../../server/lab/lab.ts';
import { type Course, courseOf } from '../../server/lab/scenario/course.ts';
import { loadScenario, type Scenario } from '../../server/lab/scenario/load.ts';

const folder = (id: string): string => fileURLToPath(new URL(`../../scenarios/${id}`, import.meta.url));

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
