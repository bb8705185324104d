import { HL7_LIMITS } from './limits.ts';

/**
 * What can be said about the form of a message. `severity` is for the reader; `refuse` says what the condition does to
 * the message as a whole: nothing ('no'), it is readable but something is off ('mark'), it lacks what a receiver needs
 * to process it ('show'), or it is not HL7 at all ('reject').
 */
const CONDITIONS = {
  'segment-terminator-not-cr': { severity: 'info', refuse: 'no' }, // HL7 2.5.1 §2.4: always CR
  'mixed-segment-terminators': { severity: 'warning', refuse: 'mark' },
  'last-segment-not-terminated': { severity: 'info', refuse: 'no' },
  'empty-segment': { severity: 'info', refuse: 'no' },
  'bad-escape': { severity: 'warning', refuse: 'no' },
  batch: { severity: 'info', refuse: 'no' },
  'several-messages': { severity: 'warning', refuse: 'mark' },
  'batch-mixed-charsets': { severity: 'warning', refuse: 'mark' },
  'bom-before-msh': { severity: 'warning', refuse: 'mark' },
  'leading-whitespace': { severity: 'warning', refuse: 'mark' },
  'mllp-framing-in-message': { severity: 'warning', refuse: 'mark' },
  'bad-segment-name': { severity: 'warning', refuse: 'mark' },
  'charset-unknown': { severity: 'warning', refuse: 'mark' },
  'charset-invalid-bytes': { severity: 'warning', refuse: 'mark' },
  'msh2-duplicate-delimiter': { severity: 'warning', refuse: 'mark' },
  'msh2-incomplete': { severity: 'warning', refuse: 'mark' },
  'msh2-too-long': { severity: 'warning', refuse: 'mark' },
  'too-many-segments': { severity: 'error', refuse: 'mark' },
  'more-diagnostics': { severity: 'info', refuse: 'no' },
  'msh-9-missing': { severity: 'error', refuse: 'show' },
  'msh-10-missing': { severity: 'error', refuse: 'show' },
  'msh-12-missing': { severity: 'error', refuse: 'show' },
  'not-hl7': { severity: 'error', refuse: 'reject' },
  'msh-missing': { severity: 'error', refuse: 'reject' },
  'message-too-large': { severity: 'error', refuse: 'reject' },
  'utf-16-not-supported': { severity: 'error', refuse: 'reject' },
} as const satisfies Record<string, { severity: Severity; refuse: 'no' | 'mark' | 'show' | 'reject' }>;

export type Severity = 'info' | 'warning' | 'error';
export type DiagnosticCode = keyof typeof CONDITIONS;

export interface Hl7Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** Byte offset in the message, where there is one place to point at. */
  readonly offset?: number;
  /** Path or segment (`PID[2]-5.1`, `OBX[3]`), where there is one. */
  readonly path?: string;
  /** What was found, for the text shown to a person. */
  readonly found?: string;
}

/** `reject-but-show`: not to be processed, but segments and fields can be read. `reject`: nothing to read. */
export type MessageStatus = 'ok' | 'ok-with-diagnostics' | 'reject-but-show' | 'reject';

export function statusOf(diagnostics: readonly Hl7Diagnostic[]): MessageStatus {
  const found = new Set<string>(diagnostics.map((each) => CONDITIONS[each.code].refuse));
  if (found.has('reject')) return 'reject';
  if (found.has('show')) return 'reject-but-show';
  return found.has('mark') ? 'ok-with-diagnostics' : 'ok';
}

/** Collects diagnostics up to the limit; the conditions that decide the status are always kept. */
export class DiagnosticList {
  readonly entries: Hl7Diagnostic[] = [];
  private left = 0;

  add(code: DiagnosticCode, where: { offset?: number; path?: string; found?: string } = {}): void {
    const { severity, refuse } = CONDITIONS[code];
    if (this.entries.length >= HL7_LIMITS.diagnostics && refuse !== 'show' && refuse !== 'reject') {
      this.left += 1;
      return;
    }
    this.entries.push({ code, severity, ...where });
  }

  get full(): boolean {
    return this.left > 0;
  }

  close(): readonly Hl7Diagnostic[] {
    if (this.left > 0) this.entries.push({ code: 'more-diagnostics', severity: 'info', found: String(this.left) });
    return this.entries;
  }
}
