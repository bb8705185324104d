import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { readYaml } from './yaml-source.ts';

const path = fileURLToPath(new URL('../../../scenarios/clauses.yaml', import.meta.url));
let known: ReadonlyMap<string, string> | undefined;

/** scenarios/clauses.yaml, read once: clauses that somebody has looked up, explained. Throws when that file is broken. */
export function knownClauses(): ReadonlyMap<string, string> {
  if (known) return known;
  const read = readYaml(path, readFileSync(path, 'utf8'), Type.Record(Type.String(), Type.String({ minLength: 1 })));
  if (!read.ok) throw new Error(read.mistakes.map((each) => `${path}:${each.line}: ${each.message}`).join('\n'));
  known = new Map(Object.entries(read.value));
  return known;
}

/** What the clause says, in our own words; '' for one that nobody has explained. */
export function clauseExplained(clause: string): string {
  return knownClauses().get(withoutMark(clause)) ?? '';
}

/** `†` marks a clause that was written from memory. */
export const withoutMark = (clause: string): string => clause.replace(/\s*†$/, '');
