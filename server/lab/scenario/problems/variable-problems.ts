import type { ScenarioFile } from '../schema.ts';
import type { Scalar } from '../variables.ts';
import { oneOf, type Problem } from './problem.ts';

type Variables = NonNullable<ScenarioFile['variables']>;
type Variable = Variables[string];

/** Bound elsewhere: by the hospital's facts and by the script's orders. */
const reserved: readonly string[] = ['facts', 'script'];
const mostSamples = 24;

/** The names that a variable binds: its own, or those of its tuple. */
function namesOf(name: string, spec: Variable): readonly string[] {
  return 'tuple' in spec ? Object.keys(spec.tuple[0] ?? {}) : [name];
}

/** Names that collide, tuples with holes, pools that cannot give everybody a value of his own. */
export function variableProblems({ variables = {} }: ScenarioFile): Problem[] {
  const problems: Problem[] = [];
  const boundBy = new Map<string, string>();
  const pools = new Map<string, { readonly members: string[]; least: number }>();
  for (const [name, spec] of Object.entries(variables)) {
    const path = ['variables', name];
    for (const bound of namesOf(name, spec)) {
      const other = boundBy.get(bound);
      if (other !== undefined) {
        const message = `"${bound}" is bound by ${other}, too; give one of them another name`;
        problems.push({ path, message });
      }
      if (reserved.includes(bound)) problems.push({ path, message: `"${bound}" is taken; choose another name` });
      boundBy.set(bound, `variables.${name}`);
    }
    if ('tuple' in spec) {
      const wanted = namesOf(name, spec).join(', ');
      const odd = spec.tuple.findIndex((row) => Object.keys(row).join(', ') !== wanted);
      if (odd > 0) problems.push({ path: [...path, 'tuple', odd], message: `binds other names than the first row; expected ${wanted}` }); // prettier-ignore
    }
    if ('integer' in spec && spec.integer.from > spec.integer.to) {
      problems.push({ path, message: `from ${spec.integer.from} is greater than to ${spec.integer.to}` });
    }
    if (!('unique' in spec)) continue;
    const values = 'pick' in spec ? spec.pick : [];
    const twice = values.find((value, index) => values.indexOf(value) !== index);
    if (twice !== undefined) {
      problems.push({
        path,
        message: `${JSON.stringify(twice)} stands twice in the list of unique values; remove one`,
      });
    }
    const size = 'pick' in spec ? new Set(spec.pick).size : Math.max(0, spec.integer.to - spec.integer.from + 1);
    const pool = pools.get(spec.unique) ?? { members: [], least: Number.POSITIVE_INFINITY };
    pool.members.push(name);
    pool.least = Math.min(pool.least, size);
    pools.set(spec.unique, pool);
    if (pool.least < pool.members.length) {
      const message = `${pool.members.join(', ')} draw unique values of "${spec.unique}", but there are ${pool.least} only; add values`;
      problems.push({ path, message });
    }
  }
  return problems;
}

/** `${name}` in the file that nothing binds. */
export function unboundNames(file: ScenarioFile): Problem[] {
  const known = new Set([...reserved, ...Object.entries(file.variables ?? {}).flatMap(([name, spec]) => namesOf(name, spec))]); // prettier-ignore
  const problems: Problem[] = [];
  const walk = (value: unknown, path: readonly (string | number)[]): void => {
    if (typeof value === 'string') {
      for (const [, name = ''] of value.matchAll(/\$\{([^}]+)\}/g)) {
        if (known.has(name.split('.')[0] ?? '')) continue;
        problems.push({
          path,
          message: `\${${name}} is not bound; declare it under variables, or use ${oneOf(known)}`,
        });
      }
    } else if (Array.isArray(value)) for (const [index, entry] of value.entries()) walk(entry, [...path, index]);
    else if (value && typeof value === 'object') {
      for (const [key, entry] of Object.entries(value)) walk(entry, [...path, key]);
    }
  };
  walk(file, []);
  return problems;
}

export type Sample = Readonly<Record<string, Scalar>>;

/** So many draws that each value of each list comes up, within a bound. */
export function samplesOf({ variables = {} }: ScenarioFile): Sample[] {
  const options = Object.entries(variables).map(([name, spec]): readonly Sample[] => {
    if ('pick' in spec) return spec.pick.map((value) => ({ [name]: value }));
    if ('integer' in spec) return [{ [name]: spec.integer.from }, { [name]: spec.integer.to }];
    return spec.tuple;
  });
  const count = Math.min(mostSamples, Math.max(1, ...options.map(({ length }) => length)));
  return Array.from({ length: count }, (_, index) =>
    options.reduce<Sample>((sample, choices) => ({ ...sample, ...choices[index % choices.length] }), {}),
  );
}

/** The value with a sample filled in; what the hospital binds later stays as it is. */
export function filled<T>(value: T, sample: Sample): T {
  if (typeof value === 'string') {
    const whole = /^\$\{([^}]+)\}$/.exec(value)?.[1];
    if (whole !== undefined && whole in sample) return sample[whole] as T;
    return value.replaceAll(/\$\{([^}]+)\}/g, (text, name: string) => String(sample[name] ?? text)) as T;
  }
  if (Array.isArray(value)) return value.map((entry) => filled<unknown>(entry, sample)) as T;
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, filled<unknown>(entry, sample)])) as T;
  }
  return value;
}
