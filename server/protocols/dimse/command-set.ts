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
  readonly elements: readonly CommandElement[];
  readonly #byElement: ReadonlyMap<number, Uint8Array>;

  private constructor(elements: readonly CommandElement[]) {
    this.elements = elements;
    const byElement = new Map<number, Uint8Array>();
    // The first of two equal elements counts.
    for (const { element, value } of elements) if (!byElement.has(element)) byElement.set(element, value);
    this.#byElement = byElement;
  }

  static of(values: CommandValues): CommandSet {
    const encoded: { element: number; value: Uint8Array }[] = [];
    for (const keyword in values) {
      if (!isKeyword(keyword) || keyword === 'CommandGroupLength') continue;
      const value = values[keyword];
      const { element, vr } = commandElements[keyword];
      if (value !== undefined) encoded.push({ element, value: encodeValue(vr, value) });
    }
    encoded.sort((a, b) => a.element - b.element);
    let offset = 12;
    const elements: CommandElement[] = [];
    for (const { element, value } of encoded) {
      elements.push({ element, value, offset });
      offset += 8 + value.length;
    }
    const groupLength = new Uint8Array(4);
    new DataView(groupLength.buffer).setUint32(0, offset - 12, true);
    return new CommandSet([{ element: 0, value: groupLength, offset: 0 }, ...elements]);
  }

  /** Never throws. An error among the diagnostics means that the set must not be acted on. */
  static read(bytes: Uint8Array): { readonly set: CommandSet; readonly diagnostics: readonly Diagnostic[] } {
    const diagnostics = new Diagnostics();
    const elements: CommandElement[] = [];
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let position = 0;
    let previous = -1;
    while (position < bytes.length) {
      if (bytes.length - position < 8) {
        diagnostics.error('command-truncated', position, { left: bytes.length - position });
        break;
      }
      const group = view.getUint16(position, true);
      const element = view.getUint16(position + 2, true);
      const length = view.getUint32(position + 4, true);
      if (group !== 0) {
        diagnostics.error('command-group', position, { group });
        break;
      }
      if (length > bytes.length - position - 8) {
        diagnostics.error('command-truncated', position, { element, length, left: bytes.length - position - 8 });
        break;
      }
      if (element <= previous) diagnostics.warning('command-order', position, { element });
      if (length % 2 === 1) diagnostics.warning('command-odd-length', position, { element, length });
      previous = element;
      elements.push({ element, value: bytes.subarray(position + 8, position + 8 + length), offset: position });
      position += 8 + length;
    }
    const set = new CommandSet(elements);
    if (!diagnostics.failed) {
      const groupLength = set.#unsigned(0);
      if (groupLength !== bytes.length - 12) {
        diagnostics.warning('command-group-length', 0, {
          declared: groupLength ?? 'absent',
          actual: bytes.length - 12,
        });
      }
    }
    return { set, diagnostics: diagnostics.list };
  }

  has(keyword: CommandKeyword): boolean {
    return this.#byElement.has(commandElements[keyword].element);
  }

  /** The first value of a US or UL element; undefined when absent, empty or of a length its VR cannot have. */
  number(keyword: NumberKeyword): number | undefined {
    return this.#unsigned(commandElements[keyword].element);
  }

  /** The text without padding; '' when absent or empty. */
  text(keyword: TextKeyword): string {
    const value = this.#byElement.get(commandElements[keyword].element);
    if (value === undefined) return '';
    let text = '';
    for (const byte of value) text += String.fromCharCode(byte);
    return text.replace(/^ +|[ \0]+$/g, '');
  }

  /** The tags of an AT element, as 0xggggeeee; [] when absent. */
  tags(keyword: TagKeyword): number[] {
    const value = this.#byElement.get(commandElements[keyword].element) ?? new Uint8Array(0);
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    const tags: number[] = [];
    for (let at = 0; at + 4 <= value.length; at += 4) {
      tags.push(view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true));
    }
    return tags;
  }

  /** The bytes: of a set that was read, its elements as they came. */
  encode(): Uint8Array {
    return encodeElements(this.elements);
  }

  #unsigned(element: number): number | undefined {
    const value = this.#byElement.get(element);
    if (value === undefined) return undefined;
    const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
    const isLong = element === 0;
    if (isLong) return value.length === 4 ? view.getUint32(0, true) : undefined;
    return value.length >= 2 ? view.getUint16(0, true) : undefined;
  }
}

function encodeElements(elements: readonly CommandElement[]): Uint8Array {
  let length = 0;
  for (const { value } of elements) length += 8 + value.length;
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  let position = 0;
  for (const { element, value } of elements) {
    view.setUint16(position + 2, element, true);
    view.setUint32(position + 4, value.length, true);
    bytes.set(value, position + 8);
    position += 8 + value.length;
  }
  return bytes;
}

function encodeValue(vr: CommandVr, value: number | string | readonly number[]): Uint8Array {
  if (typeof value === 'number') {
    const bytes = new Uint8Array(2);
    new DataView(bytes.buffer).setUint16(0, value, true);
    return bytes;
  }
  if (typeof value === 'string') {
    const limit = vr === 'AE' ? 16 : 64;
    const text = value.slice(0, limit);
    const bytes = new Uint8Array(text.length + (text.length % 2));
    bytes.fill(vr === 'UI' ? 0 : 0x20); // UIDs are padded with NUL, text with space (PS3.5 6.2)
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      bytes[i] = code < 0x80 ? code : 0x3f;
    }
    return bytes;
  }
  const bytes = new Uint8Array(value.length * 4);
  const view = new DataView(bytes.buffer);
  value.forEach((tag, index) => {
    view.setUint16(index * 4, tag >>> 16, true);
    view.setUint16(index * 4 + 2, tag & 0xffff, true);
  });
  return bytes;
}
