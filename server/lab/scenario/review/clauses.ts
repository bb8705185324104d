import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { readYaml } from '../yaml-source.ts';

const path = fileURLToPath(new URL('../../../../scenarios/clauses.yaml', import.meta.url));
let known: ReadonlySet<string> | undefined;

/** scenarios/clauses.yaml, read once: clauses that somebody has looked up. Throws when that file is broken. */
export function knownClauses(): ReadonlySet<string> {
  if (known) return known;
  const read = readYaml(path, readFileSync(path, 'utf8'), Type.Record(Type.String(), Type.String({ minLength: 1 })));
  if (!read.ok) throw new Error(read.mistakes.map((each) => `${path}:${each.line}: ${each.message}`).join('\n'));
  known = new Set(Object.keys(read.value));
  return known;
}

/** `†` marks a clause that was written from memory. */
export const withoutMark = (clause: string): string => clause.replace(/\s*†$/, '');
