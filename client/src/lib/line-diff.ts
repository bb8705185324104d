export type DiffLine =
  | { kind: 'same'; text: string; a: number; b: number }
  | { kind: 'removed'; text: string; a: number }
  | { kind: 'added'; text: string; b: number };

/** Above this many line pairs the texts are taken as wholly different in their middle. */
const MOST_PAIRS = 4_000_000;

/** Line by line, by longest common subsequence after the common ends. Line numbers are 1-based. */
export function diffLines(a: string, b: string): DiffLine[] {
  const left = linesOf(a);
  const right = linesOf(b);
  let head = 0;
  while (head < left.length && head < right.length && left[head] === right[head]) head++;
  let tail = 0;
  while (
    tail < left.length - head &&
    tail < right.length - head &&
    left[left.length - 1 - tail] === right[right.length - 1 - tail]
  ) {
    tail++;
  }
  const out: DiffLine[] = [];
  const same = (i: number, j: number): void => {
    out.push({ kind: 'same', text: left[i] ?? '', a: i + 1, b: j + 1 });
  };
  for (let i = 0; i < head; i++) same(i, i);
  middle(left.slice(head, left.length - tail), right.slice(head, right.length - tail), head, out);
  for (let i = tail; i > 0; i--) same(left.length - i, right.length - i);
  return out;
}

function middle(left: readonly string[], right: readonly string[], offset: number, out: DiffLine[]): void {
  const width = right.length + 1;
  const isSmall = left.length * right.length <= MOST_PAIRS;
  /** Length of the longest common subsequence from (i, j) on. */
  const lengths = new Uint32Array(isSmall ? (left.length + 1) * width : 0);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  if (isSmall) {
    for (let i = left.length - 1; i >= 0; i--) {
      for (let j = right.length - 1; j >= 0; j--) {
        lengths[i * width + j] = left[i] === right[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
  }
  let i = 0;
  let j = 0;
  while (i < left.length || j < right.length) {
    if (isSmall && i < left.length && j < right.length && left[i] === right[j]) {
      out.push({ kind: 'same', text: left[i] ?? '', a: offset + i + 1, b: offset + j + 1 });
      i++;
      j++;
    } else if (i < left.length && (j >= right.length || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ kind: 'removed', text: left[i] ?? '', a: offset + i + 1 });
      i++;
    } else {
      out.push({ kind: 'added', text: right[j] ?? '', b: offset + j + 1 });
      j++;
    }
  }
}

function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Long stretches of equal lines folded to `around` lines on each side of a difference. */
export function foldSame(lines: readonly DiffLine[], around = 3): (DiffLine | { kind: 'fold'; count: number })[] {
  const near = new Set<number>();
  for (const [index, line] of lines.entries()) {
    if (line.kind === 'same') continue;
    for (let at = index - around; at <= index + around; at++) near.add(at);
  }
  const out: (DiffLine | { kind: 'fold'; count: number })[] = [];
  for (const [index, line] of lines.entries()) {
    const last = out.at(-1);
    if (near.has(index)) out.push(line);
    else if (last?.kind === 'fold') last.count += 1;
    else out.push({ kind: 'fold', count: 1 });
  }
  return out;
}
