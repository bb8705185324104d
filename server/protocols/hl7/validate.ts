import { fitsType } from './data-type.ts';
import {
  dictionaryVersion,
  segmentDefinition,
  tableDefinition,
  typeDefinition,
  type ElementDefinition,
  type SegmentDefinition,
} from './dictionary.ts';
import { isHeader } from './delimiters.ts';
import type { Severity } from './diagnostic.ts';
import { HL7_LIMITS } from './limits.ts';
import type { Hl7Message } from './message.ts';
import { formatHl7Path, formatSegmentRef, type Hl7Path, type SegmentRef } from './path.ts';
import { countParts, type PartCount } from './walk.ts';

export type ValidationCode =
  | 'version-not-in-dictionary'
  | 'segment-not-in-dictionary'
  | 'field-beyond-definition'
  | 'component-beyond-definition'
  | 'required-missing'
  | 'repetition-not-allowed'
  | 'unexpected-component'
  | 'too-long'
  | 'wrong-data-type'
  | 'not-in-table';

export interface ValidationDiagnostic {
  readonly code: ValidationCode;
  readonly severity: Severity;
  readonly path: string;
  /** What stands there. */
  readonly found?: string;
  /** What the dictionary says: length, data type, table, number of repetitions. */
  readonly expected?: string;
}

/** Types whose value a user types in; a delimiter in one was probably meant as text and not escaped. */
const PRIMITIVE = new Set(['ST', 'TX', 'FT', 'ID', 'IS', 'NM', 'SI', 'DT', 'TM', 'DTM', 'TN']);

/**
 * The message against the dictionary of its version: required, repetition, length, data type, table. The lengths of
 * composite fields are only noted: those of 2.3.1 are too small for a patient number with its authority, and no one
 * keeps to them. Codes of user-defined tables (type IS) are only noted too, since the site rules those.
 */
export function validate(message: Hl7Message): ValidationDiagnostic[] {
  const findings: ValidationDiagnostic[] = [];
  const { version } = message;
  if (version !== '' && dictionaryVersion(version) !== version) {
    findings.push({
      code: 'version-not-in-dictionary',
      severity: 'info',
      path: 'MSH-12',
      found: version,
      expected: dictionaryVersion(version),
    });
  }
  const check = new Check(message, version, findings);
  for (const { name, ordinal } of message.segments) {
    if (check.spent) break;
    const ref = { segment: name, ordinal };
    const definition = segmentDefinition(version, name);
    if (definition !== undefined) check.segment(ref, definition);
    else if (/^[A-Y]/.test(name))
      check.add('segment-not-in-dictionary', 'info', formatSegmentRef(ref), { found: name.slice(0, 40) });
  }
  return findings;
}

class Check {
  private readonly message: Hl7Message;
  private readonly version: string;
  private readonly findings: ValidationDiagnostic[];
  private readonly count: PartCount;
  /** Elements that may still be looked at; the limit for a message made to be slow. */
  private budget: number = HL7_LIMITS.leaves;

  constructor(message: Hl7Message, version: string, findings: ValidationDiagnostic[]) {
    this.message = message;
    this.version = version;
    this.findings = findings;
    this.count = countParts(message);
  }

  get spent(): boolean {
    return this.budget <= 0 || this.findings.length >= HL7_LIMITS.diagnostics;
  }

  add(code: ValidationCode, severity: Severity, path: string, more: { found?: string; expected?: string } = {}): void {
    this.findings.push({ code, severity, path, ...more });
  }

  segment(ref: SegmentRef, definition: SegmentDefinition): void {
    const written = formatSegmentRef(ref);
    const fields = this.message.fieldCount(written);
    definition.fields.forEach((field, at) => {
      if (this.spent) return;
      const path = { ...ref, field: at + 1 };
      if (this.isValued(path)) this.field(path, field);
      else if (field.usage === 'R')
        this.add('required-missing', 'error', formatHl7Path(path), { expected: field.name });
    });
    for (let field = definition.fields.length + 1; field <= fields && !this.spent; field += 1) {
      this.budget -= 1;
      const path = { ...ref, field };
      // Once is enough: the fields after it are beyond the definition as well.
      if (this.isValued(path)) return this.add('field-beyond-definition', 'info', formatHl7Path(path));
    }
  }

  private field(path: Hl7Path, field: ElementDefinition): void {
    if (isHeader(path.segment) && path.field <= 2) return;
    const repetitions = this.count(path, 'repetition');
    if (field.repetitions !== 0 && repetitions > field.repetitions) {
      const [found, expected] = [String(repetitions), String(field.repetitions)];
      this.add('repetition-not-allowed', 'warning', formatHl7Path(path), { found, expected });
    }
    for (let repetition = 1; repetition <= repetitions && !this.spent; repetition += 1) {
      const part = { ...path, repetition };
      const shown = repetitions > 1 ? part : path;
      const { state, raw } = this.message.get(part);
      this.budget -= 1;
      if (state !== 'value') continue;
      if (field.length !== undefined && raw.length > field.length) {
        const severity = PRIMITIVE.has(field.type) ? 'warning' : 'info';
        this.add('too-long', severity, formatHl7Path(shown), {
          found: String(raw.length),
          expected: String(field.length),
        });
      }
      this.element(part, shown, field);
    }
  }

  /** A field's repetition, a component or a subcomponent. */
  private element(path: Hl7Path, shown: Hl7Path, definition: ElementDefinition): void {
    this.budget -= 1;
    if (this.spent) return;
    const into = path.component === undefined ? 'component' : 'subcomponent';
    const parts: readonly ElementDefinition[] = typeDefinition(this.version, definition.type)?.components ?? [];
    if (parts.length === 0 || path.subcomponent !== undefined) {
      if (path.subcomponent === undefined && PRIMITIVE.has(definition.type) && this.count(path, into) > 1) {
        const found = this.message.get(path).raw.slice(0, 40);
        this.add('unexpected-component', 'warning', formatHl7Path(shown), { found, expected: definition.type });
        return;
      }
      this.leaf(path, shown, definition);
      return;
    }
    const found = this.count(path, into);
    if (found > parts.length) {
      this.add('component-beyond-definition', 'info', formatHl7Path(shown), {
        found: String(found),
        expected: String(parts.length),
      });
    }
    parts.forEach((part, at) => {
      if (this.spent) return;
      const number = at + 1;
      const deeper = into === 'component' ? { component: number } : { subcomponent: number };
      const child = { ...path, ...deeper };
      // An undivided value is its own first part, and is called so.
      const childShown = found <= 1 ? shown : { ...shown, ...deeper };
      const inherited =
        number === 1 && part.table === undefined && definition.table !== undefined
          ? { ...part, table: definition.table }
          : part;
      const { state } = this.message.get(child);
      if (state === 'value') this.element(child, childShown, inherited);
      else if (part.usage === 'R' && state !== 'null') {
        this.add('required-missing', 'warning', formatHl7Path({ ...shown, ...deeper }), { expected: part.name });
      }
    });
  }

  private leaf(path: Hl7Path, shown: Hl7Path, definition: ElementDefinition): void {
    const { state, value } = this.message.get(path);
    if (state !== 'value') return;
    // Before 2.5 the first component of TS is a string by name and a time by meaning.
    const type = definition.name === 'Time Of An Event' ? 'TS' : definition.type;
    if (!fitsType(type, value)) {
      this.add('wrong-data-type', 'warning', formatHl7Path(shown), { found: value.slice(0, 40), expected: type });
    }
    const table = definition.table === undefined ? undefined : tableDefinition(definition.table);
    if (table === undefined || table.values.size === 0 || table.values.has(value)) return;
    const severity = definition.type === 'ID' ? 'warning' : 'info';
    this.add('not-in-table', severity, formatHl7Path(shown), { found: value.slice(0, 40), expected: table.id });
  }

  private isValued(path: Hl7Path): boolean {
    const { state } = this.message.get(path);
    return state === 'value' || state === 'null';
  }
}
