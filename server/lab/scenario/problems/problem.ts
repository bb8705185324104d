/** What an author must mend: where in scenario.yaml, what is wrong, and what to do. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** `one of a, b, c`, cut short. */
export function oneOf(words: Iterable<string>): string {
  const all = [...words];
  return all.length > 12 ? `one of ${all.slice(0, 12).join(', ')} …` : `one of ${all.join(', ')}`;
}
