import type { BusinessKeys } from './journal.ts';

/** Keys of the messages last asked about, read from their bytes: a list is searched more than once. */
const recent = new Map<object, BusinessKeys>();
const MOST = 2048;

export function recall(message: object, read: () => BusinessKeys): BusinessKeys {
  const known = recent.get(message);
  if (known) return known;
  const keys = read();
  if (recent.size >= MOST) recent.clear();
  recent.set(message, keys);
  return keys;
}
