import type { Keys } from '../../../server/contract/basics.ts';
import type { KeyName, MessageSummary } from '../../../server/contract/message.ts';
import { t } from '../text/t.ts';

/** The name that the page gives to a host. */
export function systemName(host: string): string {
  return t.system[host] ?? host;
}

/** `RIS → Engine` */
export function routeOf(message: Pick<MessageSummary, 'from' | 'to'>): string {
  return t.inspector.route(systemName(message.from), systemName(message.to));
}

/** Every word of the text stands somewhere in what the row says: number, systems, message, keys, answer. */
export function matchesText(message: MessageSummary, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { id, from, to, protocol, title, keys, answer } = message;
  const said = [`#${id}`, from, to, routeOf(message), protocol, title, answer?.code ?? '', ...Object.values(keys)]
    .join('\n')
    .toLowerCase();
  return words.every((word) => said.includes(word));
}

export interface KeyValue {
  name: KeyName;
  value: string;
}

export function hasKey(keys: Keys, { name, value }: KeyValue): boolean {
  return keys[name] === value;
}

const keyNames: readonly KeyName[] = ['accession', 'patientId', 'studyUid', 'placer', 'filler', 'spsId'];

/**
 * As which keys a value is known: as this message calls it, else as any other does. One value may be two keys, for
 * example a filler number that was sent as an accession number.
 */
export function keysOfValue(value: string, own: Keys, others: Iterable<Keys>): KeyName[] {
  if (value === '') return [];
  const named = (keys: Keys): KeyName[] => keyNames.filter((name) => keys[name] === value);
  const here = named(own);
  if (here.length > 0) return here;
  const found = new Set<KeyName>();
  for (const keys of others) for (const name of named(keys)) found.add(name);
  return keyNames.filter((name) => found.has(name));
}
