import type { CaseSummary } from '../../../server/contract/case.ts';

/** Chosen values per facet; an empty list lets everything pass. */
export interface CaseFilter {
  text: string;
  track: readonly string[];
  state: readonly string[];
  level: readonly string[];
}

export function readFilter(query: Readonly<Record<string, string | undefined>>): CaseFilter {
  const list = (name: string) => (query[name] ?? '').split(',').filter((value) => value !== '');
  return { text: query['text'] ?? '', track: list('track'), state: list('state'), level: list('level') };
}

export function filterCases(cases: readonly CaseSummary[], filter: CaseFilter): CaseSummary[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return cases.filter((one) => {
    const text = `${one.headline} ${one.tracks.join(' ')}`.toLowerCase();
    return (
      words.every((word) => text.includes(word)) &&
      (filter.track.length === 0 || one.tracks.some((track) => filter.track.includes(track))) &&
      (filter.state.length === 0 || filter.state.includes(one.state)) &&
      (filter.level.length === 0 || filter.level.includes(String(one.difficulty)))
    );
  });
}

/** The list with a value added, or taken out when it was in; as it stands in the address. */
export function toggled(values: readonly string[], value: string): string {
  return (values.includes(value) ? values.filter((one) => one !== value) : [...values, value]).join(',');
}

/** Each value of a facet with how many cases have it, in order of first appearance. */
export function countBy(
  cases: readonly CaseSummary[],
  values: (one: CaseSummary) => readonly string[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const one of cases) for (const value of values(one)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].map(([value, count]) => ({ value, count }));
}
