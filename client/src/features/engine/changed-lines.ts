export interface ChangedLine {
  kind: 'added' | 'removed';
  /** 1-based, in the text that has it. */
  line: number;
  text: string;
}

/** The lines that differ, by longest common subsequence between the common ends. Settings have some hundred lines. */
export function changedLines(before: string, after: string): ChangedLine[] {
  const a = before.split(/\r?\n/);
  const b = after.split(/\r?\n/);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let endA = a.length;
  let endB = b.length;
  while (endA > head && endB > head && a[endA - 1] === b[endB - 1]) {
    endA--;
    endB--;
  }
  const width = endB - head + 1;
  const lengths = new Uint32Array((endA - head + 1) * width);
  const at = (i: number, j: number): number => lengths[(i - head) * width + j - head] ?? 0;
  for (let i = endA - 1; i >= head; i--) {
    for (let j = endB - 1; j >= head; j--) {
      lengths[(i - head) * width + j - head] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const out: ChangedLine[] = [];
  let i = head;
  let j = head;
  while (i < endA || j < endB) {
    if (i < endA && j < endB && a[i] === b[j]) {
      i++;
      j++;
    } else if (i < endA && (j >= endB || at(i + 1, j) >= at(i, j + 1))) {
      out.push({ kind: 'removed', line: i + 1, text: a[i] ?? '' });
      i++;
    } else {
      out.push({ kind: 'added', line: j + 1, text: b[j] ?? '' });
      j++;
    }
  }
  return out;
}
