import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';

/**
 * A stretch of bytes with its name and meaning. The children of a field cover its bytes exactly, each byte once, in
 * order; a field without children is a leaf. Offsets count from the start of what was explained.
 */
export interface Field {
  /** As the standard writes it: `Called-AE-title`. */
  readonly name: string;
  readonly offset: number;
  readonly length: number;
  /** As it is read: a number, a UID, a text; '' for a field that only groups. */
  readonly value: string;
  /** What the value stands for: `called-AE-title-not-recognized`. */
  readonly meaning?: string;
  readonly clause?: string;
  readonly children: readonly Field[];
  /** What is wrong with these bytes. */
  readonly problem?: Diagnostic;
}

export interface FieldText {
  readonly value?: string;
  readonly meaning?: string | undefined;
  readonly clause?: string;
}

/** Builds a tree of fields over bytes, from front to back; what is missing at the end becomes a problem, never a throw. */
export class FieldTree {
  readonly bytes: Uint8Array;
  #position: number;
  /** Where the innermost open group ends. */
  #end: number;
  #siblings: Field[] = [];
  #problem: Diagnostic | undefined;

  constructor(bytes: Uint8Array, start = 0, end: number = bytes.length) {
    this.bytes = bytes;
    this.#position = start;
    this.#end = end;
  }

  get position(): number {
    return this.#position;
  }

  get left(): number {
    return this.#end - this.#position;
  }

  get fields(): readonly Field[] {
    return this.#siblings;
  }

  /** A leaf of `length` bytes, of fewer when they are not there. */
  leaf(name: string, length: number, read: (bytes: Uint8Array) => FieldText = () => ({})): Uint8Array {
    const there = Math.min(length, this.left);
    const value = this.bytes.subarray(this.#position, this.#position + there);
    const problem = there < length ? this.#missing(length, there) : undefined;
    if (there > 0) this.#push(name, there, there < length ? {} : read(value), [], problem);
    else if (problem !== undefined) this.#problem ??= problem;
    this.#position += there;
    return value;
  }

  /** Unsigned, big-endian as all of the Upper Layer. */
  number(name: string, length: 1 | 2 | 4, read: (value: number) => FieldText = () => ({})): number {
    let value = 0;
    this.leaf(name, length, (bytes) => {
      for (const byte of bytes) value = value * 256 + byte;
      return { value: String(value), ...read(value) };
    });
    return value;
  }

  text(name: string, length: number, read: (value: string) => FieldText = () => ({})): string {
    let value = '';
    this.leaf(name, length, (bytes) => {
      value = printable(bytes).replace(/[\0 ]+$/, '');
      return { value, ...read(value.trim()) };
    });
    return value.trim();
  }

  /** A field of fields, `length` bytes long (cut to what is there); bytes that `content` leaves are told. */
  group(name: string, length: number, content: () => FieldText): void {
    const offset = this.#position;
    const there = Math.min(length, this.left);
    const outer = { end: this.#end, siblings: this.#siblings, problem: this.#problem };
    this.#end = offset + there;
    this.#siblings = [];
    this.#problem = there < length ? this.#missing(length, there) : undefined;
    const text = content();
    if (this.left > 0) this.#rest();
    const { children, problem } = { children: this.#siblings, problem: this.#problem };
    this.#end = outer.end;
    this.#siblings = outer.siblings;
    this.#problem = outer.problem;
    this.#position = offset;
    if (there > 0) this.#push(name, there, text, children, problem);
    else if (problem !== undefined) this.#problem ??= problem;
    this.#position = offset + there;
  }

  /** Something is wrong with the group that is open. */
  complain(code: DiagnosticCode, detail: Diagnostic['detail'] = {}, severity: Diagnostic['severity'] = 'error'): void {
    this.#problem ??= { code, severity, offset: this.#position, detail };
  }

  #rest(): void {
    const problem: Diagnostic = {
      code: 'item-length-unexpected',
      severity: 'warning',
      offset: this.#position,
      detail: { left: this.left },
    };
    const { left } = this;
    this.#push('Unexplained bytes', left, {}, [], problem);
    this.#position += left;
  }

  #missing(wanted: number, left: number): Diagnostic {
    return { code: 'pdu-truncated', severity: 'error', offset: this.#position, detail: { wanted, left } };
  }

  #push(
    name: string,
    length: number,
    text: FieldText,
    children: readonly Field[],
    problem: Diagnostic | undefined,
  ): void {
    const { value = '', meaning, clause } = text;
    this.#siblings.push({
      name,
      offset: this.#position,
      length,
      value,
      ...(meaning === undefined ? {} : { meaning }),
      ...(clause === undefined ? {} : { clause }),
      children,
      ...(problem === undefined ? {} : { problem }),
    });
  }
}

/** ISO 646 text; what is none is shown as U+FFFD. */
export function printable(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += byte === 0 || (byte >= 0x20 && byte < 0x7f) ? String.fromCharCode(byte) : '\uFFFD';
  return text;
}

/** `0x0030` */
export function hex(value: number, digits: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;
}
