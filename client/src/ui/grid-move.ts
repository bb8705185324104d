/** Where the selection stands in a list of rows; -1 is nowhere. */
export interface GridPlace {
  index: number;
  count: number;
  /** Rows that one Page key passes. */
  page: number;
}

/** The row that a key leads to, within the list; undefined when the key does not move up or down. */
export function gridMove(key: string, { index, count, page }: GridPlace): number | undefined {
  const to = destination(key, index, count, page);
  return to === undefined || count === 0 ? undefined : Math.max(0, Math.min(count - 1, to));
}

function destination(key: string, index: number, count: number, page: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return index + 1;
    case 'ArrowUp':
      return index === -1 ? count - 1 : index - 1;
    case 'PageDown':
      return index + page;
    case 'PageUp':
      return index - page;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
