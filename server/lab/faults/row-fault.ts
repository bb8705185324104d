import { findTag } from '../../protocols/dicom/dictionary.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import type { Hospital } from '../hospital.ts';
import type { RowFault } from '../scenario/fault-schema.ts';
import { BrokenScenario } from './broken-scenario.ts';

type RowTable = RowFault['row']['table'];
type PlainTable = Exclude<RowTable, 'mwl_item'>;
type Scalar = string | number | boolean | null;
type Row = Readonly<Record<string, unknown>>;
type Values = Readonly<Record<string, Scalar | undefined>>;

/** Columns of each table that may be made wrong; of the worklist attributes are named instead. */
export const rowColumns: Readonly<Record<PlainTable, readonly string[]>> = {
  patient: ['patientId', 'issuer', 'name', 'birthDate', 'sex'],
  order: [
    ...['accession', 'accessionIssuer', 'studyUid', 'procedureCode', 'modality', 'station'],
    ...['patientId', 'issuer', 'name', 'birthDate', 'sex', 'status'],
  ],
  study: [
    ...['accession', 'accessionIssuer', 'patientId', 'issuer', 'name', 'birthDate', 'sex'],
    ...['description', 'studyDate', 'studyTime'],
  ],
  schedule: ['procedure', 'priority', 'resource', 'status', 'version'],
  'placed-order': ['filler', 'status'],
};

/** Where each table stands, and what the journal calls it. */
const homes: Readonly<Record<PlainTable, readonly [host: string, table: string]>> = {
  patient: ['pacs01', 'patient'],
  order: ['pacs01', 'order'],
  study: ['pacs01', 'study'],
  schedule: ['ris01', 'orders'],
  'placed-order': ['his01', 'orders'],
};

/** What a row said before. */
export interface RowBefore {
  readonly key: string;
  readonly before: Values;
}

/** Makes rows wrong and returns what they said. Throws BrokenScenario when there is no such row. */
export function spoilRows(hospital: Hospital, fault: RowFault): readonly RowBefore[] {
  const { table, order, patient, set } = fault.row;
  const keys = keysOf(hospital, fault);
  if (keys.length === 0) {
    throw new BrokenScenario(`${order ?? patient ?? 'nobody'} has no row in ${table} at ${fault.at}; let the fault begin later`); // prettier-ignore
  }
  return keys.map((key) => ({
    key,
    before: table === 'mwl_item' ? writeItem(hospital, fault, key, set) : writeRow(hospital, table, fault, key, set),
  }));
}

/** Gives rows back what they said, where they still say what the fault made them say. */
export function mendRows(hospital: Hospital, fault: RowFault, rows: readonly RowBefore[]): void {
  const { table, set } = fault.row;
  for (const { key, before } of rows) {
    const said = table === 'mwl_item' ? itemValues(hospital, key, Object.keys(set)) : tableOf(hospital, table).get(key);
    const untouched = Object.entries(before).filter(([column]) => said?.[column] === set[column]);
    if (!said || untouched.length === 0) continue;
    const back = Object.fromEntries(untouched);
    if (table === 'mwl_item') writeItem(hospital, fault, key, back);
    else writeRow(hospital, table, fault, key, back);
  }
}

interface PlainRows {
  get(key: string): object | undefined;
  put(key: string, row: object): void;
}

/** Columns are checked by name against `rowColumns`, so that the rows' own types need not be known here. */
function tableOf({ pacs, ris, his }: Hospital, table: PlainTable): { get(key: string): Row | undefined } & PlainRows {
  const rows = {
    patient: pacs.state.patients,
    order: pacs.state.orders,
    study: pacs.state.studies,
    schedule: ris.state.orders,
    'placed-order': his.state.orders,
  }[table];
  return rows as unknown as { get(key: string): Row | undefined } & PlainRows;
}

function writeRow(hospital: Hospital, table: PlainTable, { author }: RowFault, key: string, set: Values): Values {
  const rows = tableOf(hospital, table);
  const row = rows.get(key) ?? {};
  const before = Object.fromEntries(Object.keys(set).map((column) => [column, scalar(row[column])]));
  rows.put(key, { ...row, ...set });
  const [host, name] = homes[table];
  const title = `${name} ${key} changed by ${author}`;
  hospital.room.journal.record({ kind: 'row', host, table: name, row: key, title, keys: {} });
  return before;
}

const scalar = (value: unknown): Scalar | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : undefined;

function itemValues(
  { worklist }: Hospital,
  key: string,
  attributes: readonly string[],
): Record<string, string> | undefined {
  const row = worklist.state.items.get(key);
  if (!row) return undefined;
  const item = worklist.item(row);
  const step = item.items(0x00400100)[0];
  return Object.fromEntries(
    attributes.map((attribute) => {
      const tag = parseTag(attribute) ?? findTag(attribute) ?? 0;
      return [attribute, item.has(tag) ? item.text(tag) : (step?.text(tag) ?? '')];
    }),
  );
}

function writeItem(hospital: Hospital, { author }: RowFault, key: string, set: Values): Values {
  const before = itemValues(hospital, key, Object.keys(set)) ?? {};
  for (const [attribute, value] of Object.entries(set)) {
    const edited = hospital.worklist.editItem(key, attribute, String(value ?? ''), author);
    if (!edited.ok) throw new BrokenScenario(`${attribute} of the worklist entry: ${edited.message}`);
  }
  return before;
}

/** The rows of an order or a patient of the script. */
function keysOf({ director, ris, pacs, worklist }: Hospital, { row: { table, order, patient } }: RowFault): string[] {
  const mrn = patient === undefined ? undefined : director.state.patients.get(patient)?.mrn;
  const placed = director.state.orders.filter(({ id, mrn: of }) => (order === undefined ? of === mrn : id === order));
  if (table === 'patient') {
    const numbers = new Set([mrn, ...placed.map((each) => each.mrn)]);
    return [...pacs.state.patients.entries()].flatMap(([key, row]) => (numbers.has(row.patientId) ? [key] : []));
  }
  if (table === 'placed-order') return placed.map(({ placer }) => placer);
  const booked = placed.flatMap(({ placer }) => ris.orderByPlacer(placer) ?? []);
  if (table === 'schedule') return booked.map(({ accession }) => accession);
  const fillers = new Set(booked.map(({ filler }) => filler));
  const steps = new Set(booked.map(({ spsId }) => spsId));
  const accessions = new Set(booked.map(({ accession }) => accession));
  switch (table) {
    case 'order':
      return [...pacs.state.orders.entries()].flatMap(([key, row]) => (fillers.has(row.filler) ? [key] : []));
    case 'study':
      return [...pacs.state.studies.entries()].flatMap(([key, row]) => (accessions.has(row.accession) ? [key] : []));
    case 'mwl_item':
      return [...worklist.state.items.entries()].flatMap(([key, row]) => (steps.has(row.spsId) ? [key] : []));
    default:
      return table satisfies never;
  }
}
