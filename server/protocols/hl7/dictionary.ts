import data from './dictionary-data.json' with { type: 'json' };
import { CLAUSES, FIELD_MEANINGS, SEGMENT_MEANINGS, ZDS } from './dictionary-overlay.ts';

/** The two versions of the dictionary; any other is read by the nearer one. */
export type DictionaryVersion = '2.3.1' | '2.5.1';

/** R required, O optional, C conditional, B kept for older receivers, X and W not to be used. */
export type Usage = 'R' | 'O' | 'C' | 'B' | 'X' | 'W';

export interface ElementDefinition {
  readonly name: string;
  /** Data type, such as `CX`. */
  readonly type: string;
  readonly usage: Usage;
  /** How many repetitions are allowed; 0 is any number. */
  readonly repetitions: number;
  readonly length: number | undefined;
  /** Four digits, such as `0119`. */
  readonly table: string | undefined;
}

export interface SegmentDefinition {
  readonly name: string;
  /** Field n is at n - 1. */
  readonly fields: readonly ElementDefinition[];
}

export interface TypeDefinition {
  readonly name: string;
  /** Component n is at n - 1; none for a primitive type. */
  readonly components: readonly ElementDefinition[];
}

export interface TableDefinition {
  readonly id: string;
  readonly name: string;
  /** Code to its text; empty where the site fills the table. */
  readonly values: ReadonlyMap<string, string>;
}

export interface FieldDescription extends Partial<ElementDefinition> {
  /** As asked, without ordinals and repetition. */
  readonly path: string;
  readonly name: string;
  /** Names of the levels, such as `Patient Identifier List / Assigning Authority / Universal ID`. */
  readonly fullName: string;
  readonly typeName?: string;
  readonly tableName?: string;
  /** One line in plain words, for what imaging orders use. */
  readonly meaning?: string;
  /** Such as `HL7 2.5.1 §3.4.2.3`. */
  readonly clause?: string;
}

interface Version {
  readonly segments: ReadonlyMap<string, SegmentDefinition>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
}

const VERSIONS: Readonly<Record<DictionaryVersion, Version>> = {
  '2.3.1': readVersion(data.versions['2.3.1']),
  '2.5.1': readVersion(data.versions['2.5.1']),
};

const TABLES: ReadonlyMap<string, TableDefinition> = new Map(
  Object.entries(data.tables).map(([id, { name, values }]) => [
    id,
    { id, name, values: new Map(Object.entries(values)) },
  ]),
);

interface VersionData {
  readonly segments: Readonly<Record<string, { readonly name: string; readonly fields: readonly string[] }>>;
  readonly types: Readonly<Record<string, { readonly name: string; readonly components: readonly string[] }>>;
}

function readVersion(source: VersionData): Version {
  const segments = Object.entries({ ...source.segments, ZDS }).map(
    ([id, { name, fields }]) => [id, { name, fields: fields.map(readElement) }] as const,
  );
  const types = Object.entries(source.types).map(
    ([id, { name, components }]) => [id, { name, components: components.map(readElement) }] as const,
  );
  return { segments: new Map(segments), types: new Map(types) };
}

function readElement(line: string): ElementDefinition {
  const [name = '', type = '', usage = 'O', repetitions = '1', length = '', table = ''] = line.split('|');
  return {
    name,
    type,
    usage: isUsage(usage) ? usage : 'O',
    repetitions: Number(repetitions),
    length: length === '' ? undefined : Number(length),
    table: table === '' ? undefined : table,
  };
}

function isUsage(text: string): text is Usage {
  return ['R', 'O', 'C', 'B', 'X', 'W'].includes(text);
}

/** TQ1, IPC and CWE came after 2.4, so what is older is read by 2.3.1 and the rest by 2.5.1. */
export function dictionaryVersion(version: string): DictionaryVersion {
  return /^2\.[0-4](?:\D|$)/.test(version) ? '2.3.1' : '2.5.1';
}

export function segmentDefinition(version: string, segment: string): SegmentDefinition | undefined {
  return VERSIONS[dictionaryVersion(version)].segments.get(segment);
}

export function typeDefinition(version: string, type: string): TypeDefinition | undefined {
  return VERSIONS[dictionaryVersion(version)].types.get(type);
}

/** By its four digits. */
export function tableDefinition(id: string): TableDefinition | undefined {
  return TABLES.get(id);
}

const PLACE = /^([A-Z][A-Z0-9]{2})(?:\[\d+\])?(?:-(\d+)(?:\[\d+\])?(?:\.(\d+))?(?:\.(\d+))?)?$/;

/**
 * What stands at `PID`, `PID-3`, `PID-3.4` or `PID-3[2].4.2` by the version given. Undefined for a segment that is not
 * in the dictionary, a number beyond its definition, or a part of a primitive type other than its first.
 */
export function describeField(version: string, path: string): FieldDescription | undefined {
  const match = PLACE.exec(path);
  const [, segment = '', field, component, subcomponent] = match ?? [];
  const definition = segmentDefinition(version, segment);
  if (match === null || definition === undefined) return undefined;
  const clauses = CLAUSES[dictionaryVersion(version)];
  const section = clauses[segment];
  const clause = section === undefined ? undefined : `HL7 ${dictionaryVersion(version)} §${section}`;
  if (field === undefined) {
    return {
      path: segment,
      name: definition.name,
      fullName: definition.name,
      ...optional('meaning', SEGMENT_MEANINGS[segment]),
      ...optional('clause', clause),
    };
  }
  let element = definition.fields[Number(field) - 1];
  let place = `${segment}-${field}`;
  const names: string[] = [];
  for (const number of [undefined, component, subcomponent]) {
    if (number !== undefined) {
      const parts: readonly ElementDefinition[] = typeDefinition(version, element?.type ?? '')?.components ?? [];
      // The first part of an undivided value is the value.
      if (parts.length > 0 || number !== '1') element = parts[Number(number) - 1];
      place += `.${number}`;
    }
    if (element === undefined) return undefined;
    if (names.at(-1) !== element.name) names.push(element.name);
  }
  if (element === undefined) return undefined;
  return {
    ...element,
    path: place,
    fullName: names.join(' / '),
    ...optional('typeName', typeDefinition(version, element.type)?.name),
    ...optional('tableName', element.table === undefined ? undefined : TABLES.get(element.table)?.name),
    ...optional('meaning', FIELD_MEANINGS[place]),
    ...optional('clause', clause === undefined ? undefined : `${clause}.${field}`),
  };
}

function optional<K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> {
  return value === undefined || value === '' ? {} : ({ [key]: value } as Partial<Record<K, string>>);
}
