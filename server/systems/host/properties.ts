import { excerpt } from './excerpt.ts';

/**
 * `key=value` lines with `#` comments, as server.properties, match.conf and modality.conf hold them. Reading only: an
 * editor changes the text itself, so comments, order and line ends survive (DESIGN §3.4).
 */
export interface Property {
  readonly value: string;
  /** 1-based. */
  readonly line: number;
}

/** A mistake in a settings file, worded for the log and the page: where, what stands there, what was expected. */
export interface SettingsProblem {
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

export type Parsed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

export function describeProblem(path: string, { line, found, expected }: SettingsProblem): string {
  // The rules of a mapping say themselves which words are the file's.
  const quoted = found.includes('"') ? excerpt(found) : `"${excerpt(found)}"`;
  return `${path} line ${line}: found ${quoted}, expected ${expected}`;
}

const mostProblems = 20;

/** What a file may hold: for each key its default (undefined: must be present) and how its text is read. */
export type PropertyRules<T> = {
  readonly [K in keyof T]: {
    readonly key: string;
    readonly fallback?: T[K];
    readonly expected: string;
    /** Undefined: the text is no such value. */
    readonly read: (text: string) => T[K] | undefined;
  };
};

const linesOf = (text: string): string[] => text.split(/\r\n|\r|\n/);

/** Key and value of a line; of one without `=` its text; undefined of an empty one and of a comment. */
function readLine(raw: string): { readonly key: string; readonly value: string } | string | undefined {
  const content = raw.trim();
  if (content === '' || content.startsWith('#')) return undefined;
  const equals = content.indexOf('=');
  if (equals <= 0) return content;
  return { key: content.slice(0, equals).trim(), value: content.slice(equals + 1).trim() };
}

/** What a text says of one key, whatever else it says; undefined: nothing. */
export function propertyIn(text: string, key: string): string | undefined {
  for (const raw of linesOf(text)) {
    const read = readLine(raw);
    if (typeof read === 'object' && read.key === key) return read.value;
  }
  return undefined;
}

/** Reads the properties a service knows; unknown or repeated keys and lines without `=` are problems. */
export function readProperties<T extends object>(text: string, rules: PropertyRules<T>): Parsed<T> {
  const problems: SettingsProblem[] = [];
  const found = new Map<string, Property>();
  const lines = linesOf(text);
  lines.forEach((raw, index) => {
    const line = index + 1;
    const read = readLine(raw);
    if (read === undefined) return;
    if (typeof read === 'string') {
      problems.push({ line, found: read, expected: 'key=value' });
      return;
    }
    const { key, value } = read;
    const earlier = found.get(key);
    if (earlier) problems.push({ line, found: key, expected: `one "${key}" only, line ${earlier.line} has it` });
    else found.set(key, { value, line });
  });
  const known = new Set<string>();
  const value: Partial<T> = {};
  for (const name of Object.keys(rules) as (keyof T & string)[]) {
    const rule = rules[name];
    known.add(rule.key);
    const property = found.get(rule.key);
    if (!property) {
      if (rule.fallback === undefined) problems.push({ line: lines.length, found: 'end of file', expected: rule.key });
      else value[name] = rule.fallback;
      continue;
    }
    const read = rule.read(property.value);
    if (read === undefined) {
      problems.push({ line: property.line, found: `${rule.key}=${property.value}`, expected: rule.expected });
    } else value[name] = read;
  }
  for (const [key, property] of found) {
    if (!known.has(key)) {
      problems.push({ line: property.line, found: key, expected: `one of ${[...known].join(', ')}` });
    }
  }
  if (problems.length > 0) {
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line).slice(0, mostProblems) };
  }
  return { ok: true, value: value as T };
}

export const oneOf =
  <const Choice extends string>(...choices: readonly Choice[]) =>
  (text: string): Choice | undefined =>
    choices.find((choice) => choice === text);

export function readSwitch(text: string): boolean | undefined {
  return text === 'true' || text === 'on' ? true : text === 'false' || text === 'off' ? false : undefined;
}

/** A whole number in [low, high]. */
export const wholeNumber =
  (low: number, high: number) =>
  (text: string): number | undefined => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : undefined;
    return value !== undefined && value >= low && value <= high ? value : undefined;
  };

export function readText(text: string): string | undefined {
  return text === '' ? undefined : text;
}

/** PS3.5 §6.2: at most 16 characters of the default repertoire, no backslash, not only spaces. */
export function readAeTitle(text: string): string | undefined {
  return /^[\x20-\x5b\x5d-\x7e]{1,16}$/.test(text) && text.trim() !== '' ? text.trim() : undefined;
}

/** A parser whose results are kept by text: a settings file is read at every association but seldom changes. */
export function memoiseByText<T>(parse: (text: string) => T, most = 64): (text: string) => T {
  const kept = new Map<string, T>();
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    const result = parse(text);
    if (kept.size >= most) kept.clear();
    kept.set(text, result);
    return result;
  };
}
