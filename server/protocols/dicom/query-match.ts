import type { DataSet, Projection } from './data-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import type { Element } from './element.ts';
import { queryFailure } from './query-failure.ts';
import type { QueryFailure } from './query-failure.ts';
import { QUERY_RETRIEVE_LEVEL, uniqueKey } from './information-model.ts';
import type { QueryModel } from './information-model.ts';
import { queryRetrieveKeys } from './query-keys.ts';
import type { Key, KeyTable } from './query-keys.ts';
import { DAY_MICROS, dateInterval, dateTimeInterval, parseRange, timeInterval } from './query-time.ts';
import type { Interval, QueryRange } from './query-time.ts';
import { matchesPersonName, matchesWildcard } from './query-text.ts';
import { isGroupLength } from './tag.ts';
import type { Tag } from './tag.ts';
import { isUid, trimUid } from './uid.ts';
import { vrInfo } from './vr.ts';

const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;
const FIRST_DATA_SET_GROUP = 0x00080000;
const TIMEZONE_OFFSET: Tag = 0x00080201;

/** A tag, or a tag inside the item of a sequence: `[0x00400100, 0x00400002]`. */
export type KeyPath = readonly Tag[];

export interface CompiledQuery {
  readonly kind: 'query';
  /** Keys asked for that the table does not have: the pending status is FF01 then, else FF00 (PS3.4 §C.4.1.1.4). */
  readonly unsupportedKeys: readonly KeyPath[];
  /** FF00 or FF01. */
  readonly pendingStatus: 0xff00 | 0xff01;
  /** Whether all keys match this entity, given with all its attributes in its own character set. */
  readonly matches: (candidate: DataSet) => boolean;
  /** The response identifier: what was asked for, in the candidate's character set, bytes shared with it. */
  readonly respond: (candidate: DataSet) => DataSet;
  /** Type 1 keys asked for that the candidate cannot fill: it must not be returned (PS3.4 §K.2.2.1.2). */
  readonly missingKeys: (candidate: DataSet) => readonly KeyPath[];
}

type Matcher = (candidate: DataSet) => boolean;
interface Compiled {
  readonly matchers: readonly Matcher[];
  readonly projections: readonly Projection[];
  readonly required: readonly RequiredKey[];
  readonly unsupported: readonly KeyPath[];
  readonly supported: number;
}
interface RequiredKey {
  readonly tag: Tag;
  readonly isRequired: boolean;
  readonly inner: readonly RequiredKey[];
}

const isFailure = (value: object): value is QueryFailure => 'kind' in value;

/**
 * Text in a set that cannot be read matters only in a key with a value. Zeros behind the end pad files; in a message
 * they are the rest of something.
 */
const isBreaking = ({ code, severity }: DicomDiagnostic): boolean =>
  code === 'trailing-padding' ||
  (severity === 'error' && code !== 'unsupported-character-set' && code !== 'bytes-outside-character-set');

/**
 * Compiles the identifier of a C-FIND request for one table of keys (PS3.4 §C.2.2.2 and Table K.6-1). An identifier
 * that cannot be read, names no key of the table or has a value its VR does not allow is a failure, never a query that
 * matches everything. The request's (0008,0005) decides how its own values are read.
 */
export function compileQuery(identifier: DataSet, table: KeyTable): CompiledQuery | QueryFailure {
  const broken = identifier.diagnostics.find(isBreaking);
  if (broken) return queryFailure('unreadable-identifier', broken.tag);
  // Groups 0000 to 0006 are commands, file meta information and directories: no data set has them (PS3.5 §7.1).
  const alien = identifier.elements.find((element) => element.tag < FIRST_DATA_SET_GROUP);
  if (alien) return queryFailure('unreadable-identifier', alien.tag);
  if (table.level !== undefined && identifier.text(QUERY_RETRIEVE_LEVEL) !== table.level) {
    return queryFailure('wrong-level', QUERY_RETRIEVE_LEVEL);
  }
  for (const tag of table.uniqueAbove) {
    if (!isSingleValue(identifier, tag)) return queryFailure('unique-key-missing', tag);
  }
  const compiled = compileKeys(identifier, table.keys, []);
  if (isFailure(compiled)) return compiled;
  if (compiled.supported === 0) return queryFailure('no-supported-key');
  const { matchers, unsupported, required } = compiled;
  const projections = [
    ...compiled.projections,
    { tag: SPECIFIC_CHARACTER_SET, vr: 'CS', whenEmpty: 'omit', items: undefined } as const,
  ];
  const level = table.level;
  return {
    kind: 'query',
    unsupportedKeys: unsupported,
    pendingStatus: unsupported.length > 0 ? 0xff01 : 0xff00,
    matches: (candidate) => matchers.every((matches) => matches(candidate)),
    respond: (candidate) => {
      const response = candidate.project(projections);
      return level === undefined ? response : response.with(QUERY_RETRIEVE_LEVEL, 'CS', level);
    },
    missingKeys: (candidate) => missing(candidate, required, []),
  };
}

/** `compileQuery` for a Query/Retrieve model at the level that the identifier states. */
export function compileRetrieveQuery(identifier: DataSet, model: QueryModel): CompiledQuery | QueryFailure {
  const table = queryRetrieveKeys(model, identifier.text(QUERY_RETRIEVE_LEVEL));
  return table ? compileQuery(identifier, table) : queryFailure('wrong-level', QUERY_RETRIEVE_LEVEL);
}

/** A unique key of a level above names one entity: neither a list nor a wildcard (PS3.4 C.4.1.2.1). */
function isSingleValue(identifier: DataSet, tag: Tag): boolean {
  const [value = '', ...more] = identifier.texts(tag);
  if (more.length > 0) return false;
  return tag === uniqueKey.PATIENT ? value.trim() !== '' && !/[*?]/.test(value) : isUid(trimUid(value));
}

function missing(candidate: DataSet, required: readonly RequiredKey[], path: KeyPath): KeyPath[] {
  const found: KeyPath[] = [];
  for (const { tag, isRequired, inner } of required) {
    if (!isRequired && inner.length === 0) continue;
    if (isEmpty(candidate.get(tag))) {
      if (isRequired) found.push([...path, tag]);
    } else if (inner.length > 0) {
      const here = [...path, tag];
      candidate.someItem(tag, (item) => {
        found.push(...missing(item, inner, here));
        return false;
      });
    }
  }
  return found;
}

function isEmpty(element: Element | undefined): boolean {
  if (!element) return true;
  if (element.nested && !element.fragments) return element.nested.items.length === 0;
  const { value } = element;
  if (value.length === 0) return true;
  const [first = 0] = value;
  if (first !== 0x20 && first !== 0) return false;
  return vrInfo(element.vr).kind === 'text' && value.every((byte) => byte === 0x20 || byte === 0);
}

function compileKeys(identifier: DataSet, keys: readonly Key[], path: KeyPath): Compiled | QueryFailure {
  const matchers: Matcher[] = [];
  const projections: Projection[] = [];
  const required: RequiredKey[] = [];
  const unsupported: KeyPath[] = [];
  const ranges = new Map<Tag, QueryRange>();
  let supported = 0;

  for (const element of identifier.elements) {
    const { tag } = element;
    if (tag === SPECIFIC_CHARACTER_SET || tag === QUERY_RETRIEVE_LEVEL || tag === TIMEZONE_OFFSET) continue;
    if (isGroupLength(tag)) continue;
    const key = keys.find((one) => one.tag === tag);
    if (!key) {
      unsupported.push([...path, tag]);
      continue;
    }
    supported++;
    if (!isReadableAs(key, element)) return queryFailure('wrong-vr', tag);
    if (key.items) {
      const inner = compileSequence(identifier, element, key, key.items, path);
      if (isFailure(inner)) return inner;
      unsupported.push(...inner.unsupported);
      projections.push(...inner.projections);
      required.push(...inner.required);
      if (key.matching) matchers.push(...inner.matchers);
      continue;
    }
    projections.push({ tag, vr: key.vr, items: undefined, whenEmpty: whenEmpty(key) });
    required.push({ tag, isRequired: key.returned === '1', inner: [] });
    if (!key.matching) continue;
    const values = identifier.textsOf(element);
    if (isUniversal(element, values)) continue;
    if (key.vr === 'DA' || key.vr === 'TM' || key.vr === 'DT') {
      if (values.length !== 1) return queryFailure('multiple-values', tag);
      const range = parseRange((values[0] ?? '').trim(), intervalOf(key.vr));
      if (!range) return queryFailure('malformed-value', tag);
      ranges.set(tag, range);
      continue;
    }
    const matcher = compileValue(key, element, values);
    if (isFailure(matcher)) return matcher;
    matchers.push(matcher);
  }
  return { matchers: [...matchers, ...rangeMatchers(ranges, keys)], projections, required, unsupported, supported };
}

/**
 * A key with a value must come in its VR or one that is read the same way; UN is read by the dictionary. A number sent
 * for a text, or items for a value, is no key that could be compared, and must not match by accident.
 */
function isReadableAs(key: Key, element: Element): boolean {
  if (key.items || element.isSequence) {
    return key.items !== undefined && (element.isSequence || element.vr === 'UN' || element.value.length === 0);
  }
  if (element.vr === key.vr || element.vr === 'UN' || element.value.length === 0) return true;
  const [wanted, given] = [vrInfo(key.vr), vrInfo(element.vr)];
  return wanted.kind === given.kind && (wanted.kind !== 'number' || wanted.unit === given.unit);
}

/** Zero length, or nothing but insignificant padding (PS3.4 §C.2.2.2.3). */
function isUniversal(element: Element, values: readonly string[]): boolean {
  if (element.value.length === 0) return true;
  return vrInfo(element.vr).kind === 'text' && values.length <= 1 && (values[0] ?? '').trim() === '';
}

const whenEmpty = (key: Key): Projection['whenEmpty'] =>
  key.returned === '1' || key.returned === '1C' ? 'omit' : 'empty';

function intervalOf(vr: 'DA' | 'TM' | 'DT'): (text: string) => Interval | undefined {
  return vr === 'DA' ? dateInterval : vr === 'TM' ? timeInterval : dateTimeInterval;
}

/** PS3.4 §C.2.2.2.6: no item or an empty one matches everything and returns the whole sequence. */
function compileSequence(
  identifier: DataSet,
  element: Element,
  key: Key,
  innerKeys: readonly Key[],
  path: KeyPath,
): Compiled | QueryFailure {
  const { tag } = key;
  if (element.value.length > 0 && !element.nested) return queryFailure('malformed-value', tag);
  const items = identifier.itemsOf(element);
  if (items.length > 1) return queryFailure('multiple-items', tag);
  const isRequired = key.returned === '1';
  const item = items[0];
  if (!item || item.elements.length === 0) {
    return {
      matchers: [],
      projections: [{ tag, vr: 'SQ', items: undefined, whenEmpty: whenEmpty(key) }],
      required: [{ tag, isRequired, inner: requiredOf(innerKeys) }],
      unsupported: [],
      supported: 1,
    };
  }
  const inner = compileKeys(item, innerKeys, [...path, tag]);
  if (isFailure(inner)) return inner;
  const matches: Matcher = (candidate) =>
    candidate.someItem(tag, (one) => inner.matchers.every((matcher) => matcher(one)));
  return {
    matchers: inner.matchers.length === 0 ? [] : [matches],
    projections: [{ tag, vr: 'SQ', items: inner.projections, whenEmpty: whenEmpty(key) }],
    required: [{ tag, isRequired, inner: inner.required }],
    unsupported: inner.unsupported,
    supported: 1,
  };
}

const requiredOf = (keys: readonly Key[]): readonly RequiredKey[] =>
  keys.map((key) => ({ tag: key.tag, isRequired: key.returned === '1', inner: requiredOf(key.items ?? []) }));

function rangeMatchers(ranges: ReadonlyMap<Tag, QueryRange>, keys: readonly Key[]): Matcher[] {
  const matchers: Matcher[] = [];
  const taken = new Set<Tag>();
  for (const { tag, timeOfPeriod } of keys) {
    const dates = ranges.get(tag);
    const times = timeOfPeriod === undefined ? undefined : ranges.get(timeOfPeriod);
    // Only two ranges make a period; a single time is asked for on each day (PS3.4 Table K.6-1, footnote 1).
    if (timeOfPeriod === undefined || !dates?.isRange || !times?.isRange) continue;
    matchers.push(periodMatcher(tag, timeOfPeriod, dates, times));
    taken.add(tag).add(timeOfPeriod);
  }
  for (const { tag, vr } of keys) {
    const range = ranges.get(tag);
    if (!range || taken.has(tag) || (vr !== 'DA' && vr !== 'TM' && vr !== 'DT')) continue;
    const interval = intervalOf(vr);
    matchers.push((candidate) =>
      candidate.texts(tag).some((text) => {
        const value = interval(text.trim());
        return value !== undefined && value.low >= range.low && value.low <= range.high;
      }),
    );
  }
  return matchers;
}

function periodMatcher(date: Tag, time: Tag, dates: QueryRange, times: QueryRange): Matcher {
  const low = dates.hasLow ? dates.low * DAY_MICROS + (times.hasLow ? times.low : 0) : Number.NEGATIVE_INFINITY;
  const high = dates.hasHigh
    ? dates.high * DAY_MICROS + (times.hasHigh ? times.high : DAY_MICROS - 1)
    : Number.POSITIVE_INFINITY;
  return (candidate) => {
    const day = dateInterval(candidate.text(date).trim());
    const clock = timeInterval(candidate.text(time).trim());
    if (!day || !clock) return false;
    const instant = day.low * DAY_MICROS + clock.low;
    return instant >= low && instant <= high;
  };
}

/** Single value, wildcard and list of UID matching; `values` are trimmed of insignificant padding. */
function compileValue(key: Key, element: Element, values: readonly string[]): Matcher | QueryFailure {
  const { tag, vr } = key;
  if (values.some((value) => value.includes('\ufffd'))) return queryFailure('undecodable-value', tag);
  const info = vrInfo(vr);
  if (vr === 'UI') {
    const uids = new Set(values.map(trimUid));
    if ([...uids].some((uid) => !isUid(uid))) return queryFailure('malformed-value', tag);
    return (candidate) => candidate.texts(tag).some((value) => uids.has(trimUid(value)));
  }
  if (info.kind === 'number') {
    if (element.value.length % info.unit !== 0) return queryFailure('malformed-value', tag);
    if (values.length !== 1) return queryFailure('multiple-values', tag);
    return (candidate) => candidate.texts(tag).some((value) => value === values[0]);
  }
  if (info.kind !== 'text') {
    const wanted = element.value;
    return (candidate) => {
      const bytes = candidate.bytes(tag);
      return bytes?.length === wanted.length && bytes.every((byte, index) => byte === wanted[index]);
    };
  }
  if (values.length !== 1) return queryFailure('multiple-values', tag);
  const wanted = values[0] ?? '';
  if (vr === 'IS' || vr === 'DS') {
    const number = Number(wanted);
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/.test(wanted)) return queryFailure('malformed-value', tag);
    return (candidate) => candidate.numbers(tag).includes(number);
  }
  if (vr === 'AS') {
    if (!/^\d{3}[DWMY]$/.test(wanted)) return queryFailure('malformed-value', tag);
    return (candidate) => candidate.texts(tag).includes(wanted);
  }
  // Only asterisks: universal, entities without a value included (PS3.4 §C.2.2.2.4).
  if (/^\*+$/.test(wanted)) return () => true;
  if (vr === 'PN') return (candidate) => candidate.texts(tag).some((name) => matchesPersonName(wanted, name));
  return (candidate) => candidate.texts(tag).some((value) => value !== '' && matchesWildcard(wanted, value));
}
