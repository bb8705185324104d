import { excerpt } from '../host/excerpt.ts';

/** Why a settings file is not accepted: where, what stands there, what should. Lines count from 1. */
export interface MappingIssue {
  readonly file: string;
  readonly line: number;
  readonly found: string;
  readonly expected: string;
}

/** `/opt/engine/lookup/SEX.csv:4: found "M" a second time, expected each key once`. */
export function issueText(issue: MappingIssue): string {
  return `${issue.file}:${issue.line}: found ${excerpt(issue.found)}, expected ${issue.expected}`;
}

/** The word that was probably meant: the known one that is nearest, if it is near at all. */
export function didYouMean(word: string, known: Iterable<string>): string {
  let best = '';
  let bestDistance = 3;
  for (const candidate of known) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best === '' ? '' : ` (did you mean ${best}?)`;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2 || a.length > 40) return 99;
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substitution, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 99;
}
