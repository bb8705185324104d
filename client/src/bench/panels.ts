/** What an inspector can show of a message. */
export const panels = ['fields', 'raw', 'hex', 'check', 'compare'] as const;
export type Panel = (typeof panels)[number];

const readers: readonly Panel[] = ['fields', 'raw', 'hex'];

/**
 * What stands in the inspector after `wanted` was pressed in a row of buttons. Two of fields, raw and hex fit beside
 * each other; the check and the comparison have the place alone. Something is always shown.
 */
export function pressPanels(before: readonly Panel[], wanted: readonly Panel[], most: 1 | 2): readonly Panel[] {
  const added = wanted.find((panel) => !before.includes(panel));
  if (added === undefined) return wanted.length > 0 ? wanted : before;
  if (!readers.includes(added)) return [added];
  const kept = before.filter((panel) => readers.includes(panel));
  const shown = [...kept, added].slice(-most);
  return readers.filter((panel) => shown.includes(panel));
}

export function readPanels(text: string | undefined): readonly Panel[] {
  const named = (text ?? '').split(',');
  const known = panels.filter((panel) => named.includes(panel));
  return known.length > 0 ? known : ['fields', 'raw'];
}
