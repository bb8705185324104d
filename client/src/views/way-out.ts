/** The lab can never be opened again, and its case can be begun anew. */
const outdated: ReadonlySet<string> = new Set(['case-changed', 'other-version']);
/** Neither can the case, until its author has mended it. */
const broken: ReadonlySet<string> = new Set(['case-broken']);

/** What helps when a lab does not open, by the code of the refusal: to try again only where that may end otherwise. */
export function wayOut(code: string): 'begin' | 'again' | 'elsewhere' {
  if (outdated.has(code)) return 'begin';
  return broken.has(code) ? 'elsewhere' : 'again';
}
