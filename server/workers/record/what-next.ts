import { createHash } from 'node:crypto';
import type { Attempt, FamilyRecord, Suggestion } from '../../contract/record.ts';

/** A case as the server knows it: its family never reaches a page on its own. */
export interface KnownCase {
  readonly slug: string;
  readonly headline: string;
  readonly families: readonly string[];
}

const MOST = 4;
/** A new case of a family is named among so many, or not at all: its family would say what is wrong in it. */
const AMONG = 3;
const rungs = ['guided', 'practice', 'exam'] as const;

/**
 * What to take next, by one rule: first what is due for review, then the last case once more or one rung on, then
 * something new, of the weakest family where that does not give the case away.
 */
export function whatNext(
  attempts: readonly Attempt[],
  families: readonly FamilyRecord[],
  cases: readonly KnownCase[],
): Suggestion[] {
  const named = (slug: string): Suggestion['cases'] =>
    cases.filter((each) => each.slug === slug).map(({ headline }) => ({ slug, headline }));
  const ended = attempts.filter(({ told }) => told !== null).sort((a, b) => b.last - a.last);
  const [last] = ended;
  const out: Suggestion[] = [];
  const weakest = [...families].sort((a, b) => a.box - b.box || a.due - b.due);

  for (const family of weakest.filter(({ isDue }) => isDue)) {
    // The known case of that family that was left longest.
    const oldest = ended.findLast(({ told }) => told?.families.includes(family.id));
    if (oldest) out.push({ reason: 'review', family: family.id, rung: '', due: family.due, cases: named(oldest.slug) });
  }
  if (last) {
    const family = last.told?.families[0] ?? '';
    const at = rungs.findIndex((rung) => rung === last.rung);
    const next = last.outcome === 'solved' ? rungs[at + 1] : rungs[at];
    if (next !== undefined && at >= 0) {
      const reason = last.outcome === 'solved' ? 'next-rung' : 'again';
      out.push({ reason, family, rung: next, due: 0, cases: named(last.slug) });
    }
  }
  const begun = new Set(attempts.map(({ slug }) => slug));
  const fresh = cases.filter(({ slug }) => !begun.has(slug));
  for (const family of weakest) {
    const group = amongOthers(family.id, fresh);
    if (!group) continue;
    out.push({ reason: 'same-family', family: family.id, rung: '', due: 0, cases: group });
    break;
  }
  const first = fresh[0];
  if (first && !out.some(({ reason }) => reason === 'same-family')) {
    out.push({ reason: 'new', family: '', rung: '', due: 0, cases: named(first.slug) });
  }
  return out.filter((each) => each.cases.length > 0).slice(0, MOST);
}

/**
 * One new case of a family among others that are not of it, in the catalogue's order. Drawn by the family alone, so that
 * asking again does not narrow it down.
 */
function amongOthers(family: string, fresh: readonly KnownCase[]): Suggestion['cases'] | undefined {
  const rank = ({ slug }: KnownCase): string => createHash('sha256').update(`${family} ${slug}`).digest('hex');
  const sorted = [...fresh].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  const of = sorted.filter(({ families }) => families.includes(family)).slice(0, 1);
  const others = sorted.filter(({ families }) => !families.includes(family)).slice(0, AMONG - 1);
  if (of.length + others.length < AMONG || of.length === 0) return undefined;
  const slugs = new Set([...of, ...others].map(({ slug }) => slug));
  return fresh.filter(({ slug }) => slugs.has(slug)).map(({ slug, headline }) => ({ slug, headline }));
}
