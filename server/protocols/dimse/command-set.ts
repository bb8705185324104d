import { latin1 } from '../latin1.ts';
import type { Diagnostic } from './diagnostic.ts';
import { Diagnostics } from './diagnostic.ts';

type CommandVr = 'UL' | 'US' | 'UI' | 'AE' | 'AT' | 'LO';

/** The command elements in use, by the keyword of PS3.6/PS3.7 Annex E: element number within group 0000, and VR. */
export const commandElements = {
  CommandGroupLength: { element: 0x0000, vr: 'UL' },
  AffectedSOPClassUID: { element: 0x0002, vr: 'UI' },
  RequestedSOPClassUID: { element: 0x0003, vr: 'UI' },
  CommandField: { element: 0x0100, vr: 'US' },
  MessageID: { element: 0x0110, vr: 'US' },
  MessageIDBeingRespondedTo: { element: 0x0120, vr: 'US' },
  MoveDestination: { element: 0x0600, vr: 'AE' },
  Priority: { element: 0x0700, vr: 'US' },
  CommandDataSetType: { element: 0x0800, vr: 'US' },
  Status: { element: 0x0900, vr: 'US' },
  OffendingElement: { element: 0x0901, vr: 'AT' },
  ErrorComment: { element: 0x0902, vr: 'LO' },
  ErrorID: { element: 0x0903, vr: 'US' },
  AffectedSOPInstanceUID: { element: 0x1000, vr: 'UI' },
  RequestedSOPInstanceUID: { element: 0x1001, vr: 'UI' },
  EventTypeID: { element: 0x1002, vr: 'US' },
  AttributeIdentifierList: { element: 0x1005, vr: 'AT' },
  ActionTypeID: { element: 0x1008, vr: 'US' },
  NumberOfRemainingSuboperations: { element: 0x1020, vr: 'US' },
  NumberOfCompletedSuboperations: { element: 0x1021, vr: 'US' },
  NumberOfFailedSuboperations: { element: 0x1022, vr: 'US' },
  NumberOfWarningSuboperations: { element: 0x1023, vr: 'US' },
  MoveOriginatorApplicationEntityTitle: { element: 0x1030, vr: 'AE' },
  MoveOriginatorMessageID: { element: 0x1031, vr: 'US' },
} as const satisfies Record<string, { element: number; vr: CommandVr }>;

export type CommandKeyword = keyof typeof commandElements;

type KeywordOf<V extends CommandVr> = {
  [K in CommandKeyword]: (typeof commandElements)[K]['vr'] extends V ? K : never;
}[CommandKeyword];
export type NumberKeyword = Exclude<KeywordOf<'US' | 'UL'>, 'CommandGroupLength'>;
export type TextKeyword = KeywordOf<'UI' | 'AE' | 'LO'>;
export type TagKeyword = KeywordOf<'AT'>;

/** What a command set is built from; an undefined value is left out. Tags are numbers 0xggggeeee. */
export type CommandValues = Readonly<Partial<Record<NumberKeyword, number | undefined>>> &
  Readonly<Partial<Record<TextKeyword, string | undefined>>> &
  Readonly<Partial<Record<TagKeyword, readonly number[] | undefined>>>;

/** One element as it stands on the wire. */
export interface CommandElement {
  /** Element number within group 0000. */
  readonly element: number;
  readonly value: Uint8Array;
  /** Of the element's tag, from the start of the command set. */
  readonly offset: number;
}

const keywordByElement = new Map<number, CommandKeyword>();
for (const keyword in commandElements) {
  if (isKeyword(keyword)) keywordByElement.set(commandElements[keyword].element, keyword);
}
/** In ascending order of element, as a command set stands on the wire; the group length is counted, not given. */
const buildOrder = [...keywordByElement]
  .sort(([a], [b]) => a - b)
  .flatMap(([, keyword]) => (keyword === 'CommandGroupLength' ? [] : [keyword]));

function isKeyword(text: string): text is CommandKeyword {
  return Object.hasOwn(commandElements, text);
}

/** The keyword of an element of group 0000, for display. */
export function commandKeyword(element: number): CommandKeyword | undefined {
  return keywordByElement.get(element);
}

/**
 * A DIMSE command set: group 0000, always implicit VR little endian, whatever the transfer syntax of the context
 * (PS3.7 6.3.1). Immutable. Reading keeps all elements with their bytes; building sorts them and counts the group.
 */
export class CommandSet {
  readonly #bytes: Uint8Array;
  /** Where the whole elements end; beyond it lies what could not be read. */
  readonly #end: number;

  private constructor(bytes: Uint8Array, end: number) {
    this.#bytes = bytes;
    this.#end = end;
  }

  static of(values: CommandValues): CommandSet {
    let length = 12;
    for (const keyword of buildOrder) {
      const value = values[keyword];
      if (value !== undefined) length += 8 + encodedLength(commandElements[keyword].vr, value);
    }
    const bytes = new Uint8Array(length);
    putHeader(bytes, 0, 0, 4);
    put32(bytes, 8, length - 12);
    let position = 12;
    for (const keyword of buildOrder) {
      const value = values[keyword];
      if (value === undefined) continue;
      const { element, vr } = commandElements[keyword];
      const valueLength = encodedLength(vr, value);
      putHeader(bytes, position, element, valueLength);
      putValue(bytes, position + 8, vr, value, valueLength);
      position += 8 + valueLength;
    }
    return new CommandSet(bytes, length);
  }

  /** Never throws. An error among the diagnostics means that the set must not be acted on. Keeps `bytes` by reference. */
  static read(bytes: Uint8Array): { readonly set: CommandSet; readonly diagnostics: readonly Diagnostic[] } {
    let diagnostics: Diagnostics | undefined;
    let position = 0;
    let previous = -1;
    while (position < bytes.length) {
      const left = bytes.length - position - 8;
      if (left < 0) {
        (diagnostics ??= new Diagnostics()).error('command-truncated', position, { left: left + 8 });
        break;
      }
      const group = get16(bytes, position);
      const element = get16(bytes, position + 2);
      const length = get32(bytes, position + 4);
      if (group !== 0) {
        (diagnostics ??= new Diagnostics()).error('command-group', position, { group });
        break;
      }
      if (length > left) {
        (diagnostics ??= new Diagnostics()).error('command-truncated', position, { element, length, left });
        break;
      }
      if (element <= previous) (diagnostics ??= new Diagnostics()).warning('command-order', position, { element });
      if (length % 2 === 1) {
        (diagnostics ??= new Diagnostics()).warning('command-odd-length', position, { element, length });
      }
      previous = element;
      position += 8 + length;
    }
    const set = new CommandSet(bytes, position);
    if (diagnostics?.failed !== true) {
      const actual = bytes.length - 12;
      const at = set.#find(0);
      const declared = at !== -1 && get32(bytes, at - 4) === 4 ? get32(bytes, at) : undefined;
      if (declared !== actual) {
        (diagnostics ??= new Diagnostics()).warning('command-group-length', 0, {
          declared: declared ?? 'absent',
          actual,
        });
      }
    }
    return { set, diagnostics: diagnostics === undefined ? none : diagnostics.list };
  }

  /** In the order of the bytes. */
  get elements(): readonly CommandElement[] {
    const elements: CommandElement[] = [];
    for (let offset = 0; offset < this.#end;) {
      const length = get32(this.#bytes, offset + 4);
      const value = this.#bytes.subarray(offset + 8, offset + 8 + length);
      elements.push({ element: get16(this.#bytes, offset + 2), value, offset });
      offset += 8 + length;
    }
    return elements;
  }

  has(keyword: CommandKeyword): boolean {
    return this.#find(commandElements[keyword].element) !== -1;
  }

  /** The first value of a US element; undefined when absent, empty or of a length its VR cannot have. */
  number(keyword: NumberKeyword): number | undefined {
    const at = this.#find(commandElements[keyword].element);
    if (at === -1 || get32(this.#bytes, at - 4) < 2) return undefined;
    return get16(this.#bytes, at);
  }

  /** The text without padding; '' when absent or empty. */
  text(keyword: TextKeyword): string {
    let start = this.#find(commandElements[keyword].element);
    if (start === -1) return '';
    const bytes = this.#bytes;
    let end = start + get32(bytes, start - 4);
    while (end > start && (bytes[end - 1] === 0x20 || bytes[end - 1] === 0)) end--;
    while (start < end && bytes[start] === 0x20) start++;
    return latin1(bytes, start, end);
  }

  /** The tags of an AT element, as 0xggggeeee; [] when absent. */
  tags(keyword: TagKeyword): number[] {
    const start = this.#find(commandElements[keyword].element);
    const tags: number[] = [];
    if (start === -1) return tags;
    const end = start + get32(this.#bytes, start - 4);
    for (let at = start; at + 4 <= end; at += 4) {
      tags.push(get16(this.#bytes, at) * 0x10000 + get16(this.#bytes, at + 2));
    }
    return tags;
  }

  /** The bytes, not to be changed: of a set that was read, its whole elements as they came. */
  encode(): Uint8Array {
    return this.#end === this.#bytes.length ? this.#bytes : this.#bytes.subarray(0, this.#end);
  }

  /** Where the value of an element begins, -1 when there is none. The first of two equal elements counts. */
  #find(element: number): number {
    const bytes = this.#bytes;
    for (let at = 0; at < this.#end; at += 8 + get32(bytes, at + 4)) {
      if (get16(bytes, at + 2) === element) return at + 8;
    }
    return -1;
  }
}

const none: readonly Diagnostic[] = [];

// Command sets are read and written by the hundred thousand: bytes are picked without a DataView for each.

function get16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

function get32(bytes: Uint8Array, at: number): number {
  return get16(bytes, at) + get16(bytes, at + 2) * 0x10000;
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >>> 8) & 0xff;
}

function put32(bytes: Uint8Array, at: number, value: number): void {
  put16(bytes, at, value);
  put16(bytes, at + 2, value >>> 16);
}

function putHeader(bytes: Uint8Array, at: number, element: number, length: number): void {
  put16(bytes, at + 2, element);
  put32(bytes, at + 4, length);
}

type CommandValue = number | string | readonly number[];

/** Longer text than its VR has room for is cut (PS3.5 6.2). */
function textLength(vr: CommandVr, text: string): number {
  return Math.min(text.length, vr === 'AE' ? 16 : 64);
}

function encodedLength(vr: CommandVr, value: CommandValue): number {
  if (typeof value === 'number') return 2;
  if (typeof value === 'string') return (textLength(vr, value) + 1) & ~1;
  return value.length * 4;
}

function putValue(bytes: Uint8Array, at: number, vr: CommandVr, value: CommandValue, length: number): void {
  if (typeof value === 'number') put16(bytes, at, value);
  else if (typeof value === 'string') {
    const used = textLength(vr, value);
    for (let i = 0; i < used; i++) {
      const code = value.charCodeAt(i);
      bytes[at + i] = code < 0x80 ? code : 0x3f;
    }
    // UIDs are padded with NUL, text with space (PS3.5 6.2).
    if (used < length) bytes[at + used] = vr === 'UI' ? 0 : 0x20;
  } else {
    value.forEach((tag, index) => {
      put16(bytes, at + index * 4, tag >>> 16);
      put16(bytes, at + index * 4 + 2, tag & 0xffff);
    });
  }
}
