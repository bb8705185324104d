import type { Keys } from '../../../server/contract/basics.ts';
import type { KeyName, MessageSummary } from '../../../server/contract/message.ts';
import { t } from '../text/t.ts';

/** The name that the page gives to a host. */
export function systemName(host: string): string {
  return t.system[host] ?? host;
}

/** `eng01 (Engine)`, for a list of hosts. */
export function hostName(host: string): string {
  const name = systemName(host);
  return name === host ? host : `${host} (${name})`;
}

/** `RIS → Engine` */
export function routeOf(message: Pick<MessageSummary, 'from' | 'to'>): string {
  return t.inspector.route(systemName(message.from), systemName(message.to));
}

/** `RIS → ENG`, for a narrow column. */
export function shortRouteOf({ from, to }: Pick<MessageSummary, 'from' | 'to'>): string {
  return t.inspector.route(t.messages.code[from] ?? systemName(from), t.messages.code[to] ?? systemName(to));
}

/** Every word of the text stands somewhere in what the row says: number, systems, message, keys, answer. */
export function matchesText(message: MessageSummary, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { id, from, to, protocol, title, keys, answer } = message;
  const said = [
    `#${id}`,
    from,
    to,
    routeOf(message),
    shortRouteOf(message),
    protocol,
    title,
    answer?.code ?? '',
    ...Object.values(keys),
  ]
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

export interface MessageFilter {
  text: string;
  /** All of them are carried. */
  keys: readonly KeyValue[];
  /** At least one of them is carried, when there are any: one exam under its several numbers. */
  exam?: readonly KeyValue[];
  errorsOnly: boolean;
  /** Acknowledgements and final responses as rows of their own; else they stand in the row of their request. */
  answers: boolean;
  /** The moment looked at, µs. */
  until?: number | undefined;
}

/** A C-FIND response that returns an entry is content; every other answer only confirms. */
function isMereAnswer({ inReplyTo, title, keys }: MessageSummary): boolean {
  return inReplyTo !== null && !(title.startsWith('C-FIND-RSP') && Object.keys(keys).length > 0);
}

export function filterMessages(messages: readonly MessageSummary[], filter: MessageFilter): MessageSummary[] {
  const { text, keys, exam = [], errorsOnly, answers, until } = filter;
  return messages.filter(
    (message) =>
      (until === undefined || message.at <= until) &&
      (answers || !isMereAnswer(message)) &&
      (!errorsOnly || message.answer?.ok === false) &&
      keys.every((key) => hasKey(message.keys, key)) &&
      (exam.length === 0 || exam.some((key) => hasKey(message.keys, key))) &&
      matchesText(message, text),
  );
}

/** `accession:A26,patientId:1000` of an address. Values may hold colons, not commas. */
export function readKeys(text: string | undefined): KeyValue[] {
  return (text ?? '').split(',').flatMap((part) => {
    const colon = part.indexOf(':');
    const name = keyNames.find((known) => known === part.slice(0, colon));
    const value = part.slice(colon + 1);
    return name && value !== '' ? [{ name, value: decodeKey(value) }] : [];
  });
}

export function writeKeys(keys: readonly KeyValue[]): string | undefined {
  return keys.length === 0
    ? undefined
    : keys.map(({ name, value }) => `${name}:${value.replaceAll('%', '%25').replaceAll(',', '%2C')}`).join(',');
}

function decodeKey(value: string): string {
  return value.replaceAll('%2C', ',').replaceAll('%25', '%');
}

/** `2.25.…6210`: the end of a UID tells two apart, its begin says whose it is. */
export function shortUid(uid: string): string {
  return uid.length <= 16 || !/^[\d.]+$/.test(uid) ? uid : `${uid.slice(0, 5)}…${uid.slice(-4)}`;
}
