/** One row of the table. */
export interface Measurement {
  readonly name: string;
  readonly ours: string;
  /** What it is compared with in the same run, and how many times faster we are; '' where there is no peer. */
  readonly peer: string;
  readonly ratio: string;
  readonly target: string;
  readonly ok: boolean;
}

/** A number that must stay below a bound. */
export function below(name: string, value: number, bound: number, unit: string, detail = ''): Measurement {
  const digits = value < 10 ? 1 : 0;
  return {
    name,
    ours: `${value.toFixed(digits)} ${unit}${detail === '' ? '' : ` (${detail})`}`,
    peer: '',
    ratio: '',
    target: `< ${String(bound)} ${unit}`,
    ok: value < bound,
  };
}

/** The value that a share of all is not above: `percentile(list, 0.95)`. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

/** p95 against a bound, with the median beside it. */
export function p95Below(name: string, times: readonly number[], bound: number): Measurement {
  const median = percentile(times, 0.5).toFixed(0);
  return below(`${name}, p95 of ${String(times.length)}`, percentile(times, 0.95), bound, 'ms', `median ${median}`);
}

/** A benchmark asserts its outcome: what answers wrongly is fast and worth nothing. */
export function expect(what: string, found: unknown, expected: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${what}: ${a} instead of ${b}`);
}
