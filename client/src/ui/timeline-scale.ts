/** A straight scale between a time range and 0…1. Times in any one unit. */
export function place(at: number, from: number, to: number): number {
  return to > from ? Math.max(0, Math.min(1, (at - from) / (to - from))) : 1;
}

export function timeAt(share: number, from: number, to: number): number {
  return from + Math.max(0, Math.min(1, share)) * (to - from);
}

/** The first of the ascending `events` after `at`. */
export function nextEvent(events: readonly number[], at: number): number | undefined {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle] ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return events[low];
}

/** A stepped area under ascending samples, as an SVG path in a 1000 × 100 box; empty without a positive value. */
export function stepArea(series: readonly { at: number; value: number }[], from: number, to: number): string {
  const top = Math.max(0, ...series.map(({ value }) => value));
  const first = series[0];
  if (top === 0 || !first) return '';
  const x = (at: number) => (1000 * place(at, from, to)).toFixed(1);
  const y = (value: number) => (100 - (92 * value) / top).toFixed(1);
  const steps = series.map(({ at, value }) => `H${x(at)}V${y(value)}`).join('');
  return `M${x(first.at)} 100${steps}H1000V100Z`;
}
