/** Where an arrow key leads in a row of `count` items, wrapping; undefined when the key means nothing here. */
export function rovingStep(
  key: string,
  index: number,
  count: number,
  axis: 'horizontal' | 'vertical' | 'both' = 'horizontal',
): number | undefined {
  if (count === 0) return undefined;
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const forward = (axis !== 'vertical' && key === 'ArrowRight') || (axis !== 'horizontal' && key === 'ArrowDown');
  const back = (axis !== 'vertical' && key === 'ArrowLeft') || (axis !== 'horizontal' && key === 'ArrowUp');
  if (forward) return (index + 1) % count;
  if (back) return (index - 1 + count) % count;
  return undefined;
}

/** Focuses the n-th element of `selector` inside `root`. */
export function focusNth(root: Element, selector: string, index: number): void {
  const target = root.querySelectorAll<HTMLElement>(selector)[index];
  target?.focus();
  target?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
