import { type RandomStream, stream } from '../../core/random.ts';
import type { ScenarioFile } from './schema.ts';

export type Scalar = string | number | boolean | null;
export type Bindings = Readonly<Record<string, unknown>>;

/** Draws a scenario's variables from the seed: one stream per variable, so that adding one moves no other. */
export function drawVariables(scenario: ScenarioFile, seed: string): Record<string, Scalar> {
  const out: Record<string, Scalar> = {};
  const pools = new Map<string, Set<Scalar>>();
  for (const [name, spec] of Object.entries(scenario.variables ?? {})) {
    const random = stream(seed, `variable/${scenario.id}/${name}`);
    if ('tuple' in spec) {
      Object.assign(out, random.pick(spec.tuple));
      continue;
    }
    const taken = spec.unique === undefined ? new Set<Scalar>() : (pools.get(spec.unique) ?? new Set<Scalar>());
    const value = drawFree(spec, random, taken);
    if (spec.unique !== undefined) pools.set(spec.unique, taken.add(value));
    out[name] = value;
  }
  return out;
}

type Drawn = Exclude<NonNullable<ScenarioFile['variables']>[string], { tuple: unknown }>;

/** A value that the pool has not given yet; the loader has seen to it that there is one. */
function drawFree(spec: Drawn, random: RandomStream, taken: ReadonlySet<Scalar>): Scalar {
  if ('pick' in spec) return random.pick(taken.size === 0 ? spec.pick : spec.pick.filter((value) => !taken.has(value)));
  const { from, to } = spec.integer;
  let value = random.integer(from, to);
  while (taken.has(value)) value = value < to ? value + 1 : from;
  return value;
}

/** Names that `${…}` asks for and the bindings do not have. */
export class UnboundName extends Error {
  override readonly name = 'UnboundName';
}

/** Fills `${name}` and `${row.field}` in every string of a value. A string that is one `${…}` alone keeps its type. */
export function fill<T>(value: T, bindings: Bindings): T {
  if (typeof value === 'string') return fillText(value, bindings) as T;
  if (Array.isArray(value)) return value.map((entry) => fill<unknown>(entry, bindings)) as T;
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fill<unknown>(entry, bindings)])) as T;
  }
  return value;
}

function fillText(text: string, bindings: Bindings): unknown {
  const whole = /^\$\{([^}]+)\}$/.exec(text);
  if (whole?.[1]) return lookUp(whole[1], bindings);
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => String(lookUp(name, bindings)));
}

function lookUp(name: string, bindings: Bindings): unknown {
  let value: unknown = bindings;
  for (const part of name.split('.')) {
    value = value && typeof value === 'object' ? (value as Record<string, unknown>)[part] : undefined;
  }
  if (value === undefined)
    throw new UnboundName(`\${${name}} is not bound; known: ${Object.keys(bindings).join(', ')}`);
  return value;
}
