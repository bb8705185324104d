/** One change of a text in whole lines, with a line before it to find the place again by. */
export interface TextChange {
  readonly before: string;
  readonly after: string;
}

const linesOf = (text: string): string[] => text.split(/(?<=\n)/);

/** What makes `after` of `before`; undefined when they are the same. */
export function textChange(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const a = linesOf(before);
  const b = linesOf(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const from = Math.max(0, head - 1);
  return { before: a.slice(from, a.length - tail).join(''), after: b.slice(from, b.length - tail).join('') };
}

/** The text without the change; undefined when somebody has changed that place since, or it is not the only such place. */
export function withoutChange(text: string, { before, after }: TextChange): string | undefined {
  if (after === '') return text === '' ? before : undefined;
  const at = text.indexOf(after);
  if (at < 0 || text.includes(after, at + 1)) return undefined;
  return text.slice(0, at) + before + text.slice(at + after.length);
}
