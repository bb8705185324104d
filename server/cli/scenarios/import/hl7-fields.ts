import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { describeField } from '../../../protocols/hl7/dictionary.ts';

interface FieldTable {
  readonly segments: readonly string[];
  readonly fields: Readonly<Record<string, readonly number[]>>;
  readonly numbers: readonly string[];
  readonly uids: readonly string[];
  readonly sites: readonly string[];
  readonly kept: readonly string[];
}

/** What becomes of a field. `code`: what was chosen from a list stays, what was typed goes. */
export type FieldAction = 'keep' | 'remove' | 'name' | 'person' | 'number' | 'uid' | 'site' | 'date' | 'code' | 'text';

const path = fileURLToPath(new URL('hl7-fields.yaml', import.meta.url));
// Our own file, with a test that reads it whole.
let table: FieldTable | undefined;
const fieldTable = (): FieldTable => (table ??= parse(readFileSync(path, 'utf8')) as FieldTable);

export const isKnownSegment = (name: string): boolean => fieldTable().segments.includes(name);

const byType: Readonly<Record<string, FieldAction>> = {
  ...{ XPN: 'name', PN: 'name', XCN: 'person', CN: 'person', CX: 'number', CK: 'number', EI: 'number', EIP: 'number' },
  ...{ TS: 'date', DT: 'date', DTM: 'date', TQ: 'text', TM: 'keep', NM: 'keep', SI: 'keep', ID: 'keep', IS: 'keep' },
  ...{ CE: 'code', CWE: 'code', CNE: 'code', CF: 'code', HD: 'site', PT: 'keep', VID: 'keep', MSG: 'keep', SN: 'keep' },
  ...{ FT: 'text', TX: 'text', ST: 'text' },
};

/** `valueType`: OBX-2, which says what OBX-5 is. */
export function fieldAction(version: string, segment: string, field: number, valueType: string): FieldAction {
  const { fields, numbers, uids, sites, kept } = fieldTable();
  if (!fields[segment]?.includes(field)) return 'remove';
  const place = `${segment}-${field}`;
  if (kept.includes(place)) return 'keep';
  if (numbers.includes(place)) return 'number';
  if (uids.includes(place)) return 'uid';
  if (sites.includes(place)) return 'site';
  const type = place === 'OBX-5' ? valueType : (describeField(version, place)?.type ?? '');
  return byType[type] ?? 'remove';
}
