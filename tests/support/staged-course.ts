import { createHash } from 'node:crypto';
import { type Course, courseOf } from '../../server/lab/scenario/course.ts';
import type { Fault } from '../../server/lab/scenario/fault-schema.ts';
import type { Scenario } from '../../server/lab/scenario/load.ts';
import type { ScenarioFile } from '../../server/lab/scenario/schema.ts';
import { scenarioOf } from './cases.ts';

/** BK01, whose hospital is healthy, with these faults in it; its script goes on unless `more` has another. */
export function stagedScenario(faults: readonly Fault[], more: Partial<ScenarioFile> = {}): Scenario {
  const base = scenarioOf('BK01');
  const file: ScenarioFile = { ...base.file, faults: [...faults], ...more };
  return { ...base, file, hash: createHash('sha256').update(JSON.stringify(file)).digest('hex') };
}

export function stagedCourse(faults: readonly Fault[], more: Partial<ScenarioFile> = {}, seed = '1'): Course {
  return courseOf(stagedScenario(faults, more), seed);
}
