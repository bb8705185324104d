/** What was done with one value; the value itself is told to nobody. */
export interface Removal {
  /** `PID-5`, `(0010,0010) Patient's Name`. */
  readonly place: string;
  readonly done: 'removed' | 'emptied' | 'replaced' | 'date moved' | 'UID replaced';
}

export interface Draft {
  readonly kind: 'HL7 message' | 'DICOM file';
  readonly parts: readonly Uint8Array[];
  readonly removals: readonly Removal[];
  /** What a person must still look at. */
  readonly warnings: readonly string[];
}

/** The report of an import: each place once, with what was done and how often. */
export function reportOf({ kind, removals, warnings }: Draft): string {
  const counts = new Map<string, number>();
  for (const { place, done } of removals) {
    const line = `${done.padEnd(12)} ${place}`;
    counts.set(line, (counts.get(line) ?? 0) + 1);
  }
  const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  return [
    `${kind}: ${removals.length} values removed or replaced`,
    ...lines.map(([line, count]) => `  ${line}${count > 1 ? ` (${count} times)` : ''}`),
    ...warnings.map((warning) => `  look at      ${warning}`),
    '',
  ].join('\n');
}
