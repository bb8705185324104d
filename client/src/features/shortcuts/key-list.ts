export interface KeyLine {
  label: string;
  keys: readonly string[];
}

/** One line per act: keys that do the same stand together, in the order in which they were bound. */
export function keyLines(shortcuts: readonly { readonly keys: string; readonly label: string }[]): readonly KeyLine[] {
  return [...Map.groupBy(shortcuts, ({ label }) => label)].map(([label, same]) => ({
    label,
    keys: [...new Set(same.map(({ keys }) => keys))],
  }));
}
