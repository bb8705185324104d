import { Value } from 'typebox/value';
import { LearnerAction } from '../../../contract/action.ts';
import { oneOf, type Problem } from '../problems/problem.ts';
import type { Act, FixFile } from '../fix-schema.ts';
import type { ScenarioFile } from '../schema.ts';

const branches = LearnerAction.anyOf;
const kindOf = (branch: (typeof branches)[number]): string => branch.properties.kind.const;

/** Actions of a fix or trap that the page does not have, and users that the ticket does not grant. */
export function fixProblems({ steps }: FixFile, { users }: ScenarioFile): Problem[] {
  const problems: Problem[] = [];
  const look = (act: Act, path: readonly (string | number)[]): void => {
    if (act.as !== undefined && !users.includes(act.as)) {
      problems.push({
        path: [...path, 'as'],
        message: `the ticket does not let the learner act as ${act.as}; ${oneOf(users)}`,
      });
    }
    if ('action' in act) problems.push(...actionProblems(act.action, [...path, 'action']));
  };
  for (const [index, step] of steps.entries()) {
    const path = ['steps', index];
    if ('each' in step) for (const [at, act] of step.do.entries()) look(act, [...path, 'do', at]);
    else if ('action' in step || 'send' in step) look(step, path);
  }
  return problems;
}

function actionProblems(action: Readonly<Record<string, unknown>>, path: readonly (string | number)[]): Problem[] {
  const kind = String(action['kind']);
  const branch = branches.find((each) => kindOf(each) === kind);
  if (!branch) {
    return [
      { path: [...path, 'kind'], message: `the page has no action ${kind}; ${oneOf(branches.map(kindOf).sort())}` },
    ];
  }
  const properties: Readonly<Record<string, object>> = branch.properties;
  const required: readonly string[] = branch.required;
  const missing = required.find((key) => !(key in action));
  if (missing !== undefined) return [{ path, message: `${kind} needs "${missing}"` }];
  return Object.entries(action).flatMap(([key, value]): Problem[] => {
    const schema = properties[key];
    if (!schema) {
      return [{ path: [...path, key], message: `${kind} has no "${key}"; ${oneOf(Object.keys(properties))}` }];
    }
    // What is filled in later can be looked at only then.
    if (JSON.stringify(value).includes('${') || Value.Check(schema, value)) return [];
    const [first] = Value.Errors(schema, value);
    return [{ path: [...path, key], message: `${key} ${first?.message ?? 'is not as expected'}` }];
  });
}
