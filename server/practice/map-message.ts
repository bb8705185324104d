import type { MappedMessage, MappingDraft, MappingRow } from '../contract/practice.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { nameOf } from '../protocols/dicom/dictionary.ts';
import { formatTag, parseTag } from '../protocols/dicom/tag.ts';
import { EXPLICIT_LE } from '../protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../protocols/hl7/message.ts';
import type { MappingContext } from '../systems/mapping/function.ts';
import { type MappingIssue } from '../systems/mapping/issue.ts';
import { readLookup } from '../systems/mapping/lookup-table.ts';
import { mapOrder } from '../systems/mapping/map-order.ts';
import type { MappedDataSet } from '../systems/mapping/map-to-dicom.ts';
import { readOrderMapping } from '../systems/mapping/order-mapping-file.ts';
import type { Provenance } from '../systems/mapping/provenance.ts';
import { checkTables } from '../systems/mapping/read-rules.ts';
import type { Rule } from '../systems/mapping/rule.ts';
import { attributeOf } from './attributes.ts';
import { practiceLimits } from './limits.ts';

export const RULES_FILE = 'order-mapping.yaml';

/** Rules and tables, compiled. Without issues `context` is what they are evaluated in. */
export interface CompiledDraft {
  readonly rules: readonly Rule[];
  readonly issues: readonly MappingIssue[];
  readonly context: MappingContext;
}

/** `zone`: minutes east of UTC of the site, `hostZone`: of the clock of the machine that maps. */
export function compileDraft(draft: MappingDraft, zone: number, hostZone: number): CompiledDraft {
  const tables = new Map(draft.tables.map(({ name, text }) => [name, readLookup(`${name}.csv`, text)]));
  const { rules, issues } = readOrderMapping(RULES_FILE, draft.rules);
  return {
    rules,
    issues: [
      ...issues,
      ...[...tables.values()].flatMap((table) => table.issues),
      ...checkTables(RULES_FILE, rules, tables),
    ],
    context: { tables, siteOffset: zone, hostOffset: hostZone },
  };
}

/** `-0500` in minutes. */
export function zoneMinutes(text: string): number {
  const minutes = Number(text.slice(1, 3)) * 60 + Number(text.slice(3, 5));
  return text.startsWith('-') ? -minutes : minutes;
}

/** What is asked of a message; left out for messages of one's own. */
export interface Asked {
  readonly held: string | undefined;
  /** Keyword → value, one record for each step. */
  readonly items: readonly Readonly<Record<string, string>>[];
}

/** Maps a message and lays what comes out beside what was asked, every value with where it comes from. */
export function mapMessage(
  compiled: CompiledDraft,
  bytes: Uint8Array,
  head: { readonly id: string; readonly title: string },
  asked?: Asked,
): MappedMessage {
  const message = Hl7Message.read(bytes);
  const notHl7 = message.status === 'reject' ? notAMessage(message) : undefined;
  const mapped = notHl7 === undefined ? mapOrder(compiled.rules, message, compiled.context) : [];
  const problems = mapped.flatMap((each) => each.problems);
  const stops = problems.some(({ severity }) => severity !== 'warning');
  const held = notHl7 !== undefined || stops;
  const count = Math.min(Math.max(mapped.length, asked?.items.length ?? 0), practiceLimits.items);
  const items = Array.from({ length: count }, (_, index) => rowsOf(mapped[index], asked?.items[index]));
  const told = new Set<string>();
  const unlike = problems.filter(({ message: said, rule }) => {
    const key = `${rule} ${said}`;
    return !told.has(key) && told.add(key);
  });
  const agrees =
    asked === undefined
      ? null
      : asked.held === undefined
        ? !held && mapped.length === asked.items.length && items.every((rows) => rows.every((row) => row.agrees))
        : held;
  return {
    ...head,
    held,
    expectedHeld: asked?.held ?? null,
    agrees,
    problems: [
      ...(notHl7 === undefined ? [] : [{ stops: true, message: notHl7, rule: null, line: null }]),
      ...unlike.slice(0, practiceLimits.problems).map((problem) => ({
        stops: problem.severity !== 'warning',
        message: problem.message,
        rule: problem.rule ?? null,
        line: problem.line ?? null,
      })),
    ],
    diagnostics: message.diagnostics
      .filter(({ severity }) => severity !== 'info')
      .slice(0, practiceLimits.problems)
      .map(({ code, severity, found }) => ({
        code,
        severity,
        message: found === undefined ? code : `${code}: ${found}`,
      })),
    items,
  };
}

function notAMessage(message: Hl7Message): string {
  const [first] = message.diagnostics.filter(({ severity }) => severity === 'error');
  return first ? `this is no HL7 message (${first.code})` : 'this is no HL7 message: it must begin with MSH';
}

/** Rows of one item: what is asked for in its order, then what the rules write besides. */
function rowsOf(
  mapped: MappedDataSet | undefined,
  expected: Readonly<Record<string, string>> | undefined,
): MappingRow[] {
  const values = mapped ? valuesOf(throughBytes(mapped.dataSet)) : new Map<string, string>();
  const written = new Map(mapped?.provenance.map((each) => [each.target, each]) ?? []);
  const rows: MappingRow[] = [];
  const taken = new Set<string>();
  for (const [keyword, value] of Object.entries(expected ?? {})) {
    const info = attributeOf(keyword);
    const target = info?.target ?? keyword;
    taken.add(target);
    rows.push(rowOf(target, value, values.get(target), written, taken));
  }
  for (const [target, value] of values) {
    // What stands inside a sequence that was asked for as a whole is part of it.
    if (taken.has(target) || [...taken].some((each) => target.startsWith(`${each}>`))) continue;
    // A whole sequence is one row where one rule wrote it; its parts have rows where rules wrote them.
    if (!written.has(target)) continue;
    rows.push(rowOf(target, null, value, written, taken));
  }
  return rows.slice(0, practiceLimits.rows);
}

function rowOf(
  target: string,
  expected: string | null,
  found: string | undefined,
  written: ReadonlyMap<string, Provenance>,
  taken: Set<string>,
): MappingRow {
  const value = found === undefined ? null : found.slice(0, practiceLimits.shownValue);
  const parts = [...written.values()].filter((each) => each.target === target || each.target.startsWith(`${target}>`));
  for (const part of parts) taken.add(part.target);
  const [first] = parts;
  const info = attributeOf(target);
  const tag = parseTag(target.split('>').at(-1) ?? '');
  return {
    target,
    keyword: info?.keyword ?? '',
    name: info?.name ?? (tag === undefined ? target : nameOf(tag)),
    expected,
    value,
    agrees: expected === null || sameValue(info?.vr ?? '', expected, found ?? ''),
    rule: first?.rule ?? null,
    line: first?.line ?? null,
    function: [...new Set(parts.map((each) => each.function))].join(', '),
    from: [...new Set(parts.map((each) => each.source))].filter((each) => each !== '').join(', '),
    fromValue: [...new Set(parts.map((each) => each.sourceValue))].filter((each) => each !== '').join(', '),
    lookup: parts
      .flatMap(({ lookup }) => (lookup ? [`${lookup.table} line ${lookup.line}, ${lookup.column}`] : []))
      .join('; '),
    origin: originOf(parts, found ?? ''),
  };
}

/** What the message does not say must be seen to come from elsewhere. */
function originOf(parts: readonly Provenance[], value: string): MappingRow['origin'] {
  if (parts.length === 0 || value === '') return 'none';
  if (parts.every(({ lookup }) => lookup !== undefined)) return 'table';
  // Without a row there is the default, which is the rule's; what it passes on as it is has been read.
  if (parts.some((each) => each.function === 'lookup' && each.lookup === undefined && each.value !== each.sourceValue))
    return 'rule';
  return parts.some(({ sourceValue }) => sourceValue !== '') ? 'message' : 'rule';
}

/** As a scanner would get it: encoded in its character set and read again. */
function throughBytes(dataSet: DataSet): DataSet {
  return DataSet.read(dataSet.write(EXPLICIT_LE), EXPLICIT_LE);
}

/** Target → value. A sequence as a whole has its items' values joined by `/`, items by ` | `; its parts follow. */
function valuesOf(dataSet: DataSet, prefix = ''): Map<string, string> {
  const values = new Map<string, string>();
  for (const element of dataSet.elements) {
    const target = `${prefix}${formatTag(element.tag)}`;
    if (element.vr !== 'SQ') {
      values.set(target, textsOf(dataSet, element.tag));
      continue;
    }
    const items = dataSet.itemsOf(element);
    values.set(target, items.map((item) => item.elements.map(({ tag }) => textsOf(item, tag)).join('/')).join(' | '));
    const [first] = items;
    if (first) for (const [inner, value] of valuesOf(first, `${target}>`)) values.set(inner, value);
  }
  return values;
}

function textsOf(dataSet: DataSet, tag: number): string {
  const element = dataSet.get(tag);
  return element ? dataSet.textsOf(element).join('\\') : '';
}

/** Equal as the VR compares: numbers by amount, names without empty components, times to the second (PS3.5 §6.2). */
function sameValue(vr: string, expected: string, value: string): boolean {
  if (expected === value) return true;
  switch (vr) {
    case 'DS':
      return expected !== '' && value !== '' && Number(expected) === Number(value);
    case 'PN':
      return expected.replace(/\^+$/, '') === value.replace(/\^+$/, '');
    case 'TM':
      return expected !== '' && value !== '' && expected.padEnd(6, '0') === value.padEnd(6, '0');
    default:
      return false;
  }
}
