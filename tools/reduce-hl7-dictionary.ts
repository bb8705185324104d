/**
 * Reduces hl7-dictionary to what the product shows and checks: versions 2.3.1 and 2.5.1, the segments below, the data
 * types and tables that they reach, with our corrections. `node tools/reduce-hl7-dictionary.ts` writes
 * server/protocols/hl7/dictionary-data.json; with `--check` it only says whether that file is what it would write.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CORRECTIONS, TABLE_ADDITIONS } from './hl7-dictionary-corrections.ts';

interface SourceField {
  datatype: string;
  desc: string;
  opt: number;
  rep: number;
  len?: number;
  table?: number;
}
interface Source {
  definitions: Record<
    string,
    {
      segments: Record<string, { desc: string; fields: SourceField[] }>;
      fields: Record<string, { desc: string; subfields: SourceField[] }>;
    }
  >;
  tables: Record<string, { desc: string; values: Record<string, string> }>;
}

const source = createRequire(import.meta.url)('hl7-dictionary') as Source;
const OUTPUT = new URL('../server/protocols/hl7/dictionary-data.json', import.meta.url);
const VERSIONS = ['2.3.1', '2.5.1'];
const SEGMENTS = `FHS BHS BTS FTS MSH SFT MSA ERR NTE DSC EVN PID PD1 NK1 PV1 PV2 AL1 DG1 MRG ROL ORC OBR
  TQ1 TQ2 IPC OBX CTI TXA SCH RGS AIS AIG AIL AIP QAK QRD QRF QPD RCP`.split(/\s+/);
/** Coding systems and countries: long, open lists that a site extends; to check against them would only make noise. */
const OPEN_TABLES = new Set(['0396', '0399']);

const clean = (name: string): string =>
  name
    .replace(/\b(Mother|Enterer|Collector|Parent) s\b/g, "$1's")
    .replaceAll('Family+last Name', 'Family Name')
    .replaceAll('Occurences', 'Occurrences')
    .replace(/[\s*+.]+$/, '')
    .replaceAll(/\s+/g, ' ');

const tables = new Set<string>();
const usage = (opt: number): string => ({ 2: 'R', 3: 'C' })[opt] ?? 'O';

/** `name|data type|usage|repetitions (0 = any number)|length|table` */
function line(field: SourceField, key: string): string {
  const fixed = CORRECTIONS[key] ?? {};
  const table = fixed.table ?? (field.table === undefined ? '' : String(field.table).padStart(4, '0'));
  if (table !== '' && !OPEN_TABLES.has(table)) tables.add(table);
  return [
    fixed.name ?? clean(field.desc),
    field.datatype,
    fixed.usage ?? usage(field.opt),
    String(fixed.repeat ?? field.rep),
    String(fixed.length ?? field.len ?? ''),
    table,
  ].join('|');
}

function reduceVersion(version: string): object {
  const definition = source.definitions[version];
  if (definition === undefined) throw new Error(`hl7-dictionary has no version ${version}`);
  const types = new Map<string, object>();
  const addType = (name: string): void => {
    const type = definition.fields[name];
    if (types.has(name) || type === undefined) return;
    types.set(name, {});
    types.set(name, {
      name: clean(type.desc),
      components: type.subfields.map((each, at) => line(each, `${version} ${name}.${String(at + 1)}`)),
    });
    for (const each of type.subfields) addType(each.datatype);
  };
  const segments: Record<string, object> = {};
  for (const name of SEGMENTS) {
    const segment = definition.segments[name];
    if (segment === undefined) continue;
    segments[name] = {
      name: clean(segment.desc),
      fields: segment.fields.map((each, at) => line(each, `${version} ${name}-${String(at + 1)}`)),
    };
    for (const each of segment.fields) addType(each.datatype);
  }
  // ZDS-1 (our overlay) is RP; OBX-5 may be any of these by OBX-2.
  for (const type of ['RP', 'ED', 'SN']) addType(type);
  return { segments, types: Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1))) };
}

function reduceTables(): object {
  const entries = [...tables].sort().map((id) => {
    const table = source.tables[String(Number(id))];
    const values = Object.entries({ ...table?.values, ...TABLE_ADDITIONS[id] }).filter(([code]) => code !== 'null');
    return [
      id,
      { name: clean(table?.desc ?? ''), values: Object.fromEntries(values.map(([code, text]) => [code, clean(text)])) },
    ];
  });
  return Object.fromEntries(entries);
}

const versions = Object.fromEntries(VERSIONS.map((version) => [version, reduceVersion(version)]));
const text = `${JSON.stringify({ versions, tables: reduceTables() }, null, 2)}\n`;
if (process.argv.includes('--check')) {
  // The committed file is formatted, so compare what it says, not how it looks.
  const same = JSON.stringify(JSON.parse(readFileSync(OUTPUT, 'utf8'))) === JSON.stringify(JSON.parse(text));
  console.log(same ? 'up to date' : 'dictionary-data.json differs from what hl7-dictionary and the corrections give');
  process.exitCode = same ? 0 : 1;
} else {
  writeFileSync(OUTPUT, text);
}
