import { stream } from '../../core/random.ts';
import type { ScenarioFile } from './schema.ts';

export type Scalar = string | number | boolean | null;
export type Bindings = Readonly<Record<string, unknown>>;

/** Draws a scenario's variables from the seed: one stream per variable, so that adding one moves no other. */
export function drawVariables(scenario: ScenarioFile, seed: string): Record<string, Scalar> {
  const out: Record<string, Scalar> = {};
  for (const [name, spec] of Object.entries(scenario.variables ?? {})) {
    const random = stream(seed, `variable/${scenario.id}/${name}`);
    if ('pick' in spec) out[name] = random.pick(spec.pick);
    else if ('integer' in spec) out[name] = random.integer(spec.integer.from, spec.integer.to);
    else Object.assign(out, random.pick(spec.tuple));
  }
  return out;
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
