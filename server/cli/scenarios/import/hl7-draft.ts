import { Hl7Message } from '../../../protocols/hl7/message.ts';
import { InputError } from '../../verb.ts';
import { fieldAction, type FieldAction, isKnownSegment } from './hl7-fields.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { Draft, Removal } from './removal.ts';

const NULL = '""';
/** A shorter word stands in too many places by chance. */
const LEAST_WORD = 4;

/**
 * An HL7 message without what names a person: fields are kept only where hl7-fields.yaml names them; names, numbers,
 * people and dates get pseudonyms, free text goes. Bytes that stay are the same.
 */
export function hl7Draft(bytes: Uint8Array, pseudonyms: Pseudonyms): Draft {
  const message = Hl7Message.read(bytes);
  const [first] = message.diagnostics;
  if (message.status === 'reject' || message.status === 'reject-but-show') {
    throw new InputError(`the message cannot be read: ${first?.code ?? 'rejected'}`);
  }
  if (message.segmentCount('MSH') !== 1) throw new InputError('several messages in one file; import them one by one');
  // One byte is one character here: what is kept is kept to the byte, whatever its character set.
  const text = Buffer.from(bytes).toString('latin1');
  const work: Work = { message, pseudonyms, removals: [], hidden: new Set(), left: [] };
  const lines = text.slice(text.indexOf('MSH')).split(/\r\n|\r|\n/);
  const out = lines.filter((line) => line.trim() !== '').flatMap((line) => segment(line, work) ?? []);
  return {
    kind: 'HL7 message',
    parts: [Buffer.from(`${out.join('\r')}\r`, 'latin1')],
    removals: work.removals,
    warnings: leaks(work),
  };
}

interface Work {
  readonly message: Hl7Message;
  readonly pseudonyms: Pseudonyms;
  readonly removals: Removal[];
  /** Words of values that went. */
  readonly hidden: Set<string>;
  /** What was kept as it is. */
  readonly left: { readonly place: string; readonly value: string }[];
}

const wordsOf = (value: string): string[] =>
  value.split(/[^A-Za-z0-9\x80-\xff]+/).filter((word) => word.length >= LEAST_WORD);

/** Places where a word that went elsewhere still stands. */
function leaks({ hidden, left }: Work): string[] {
  const places = left.filter(({ value }) => wordsOf(value).some((word) => hidden.has(word.toUpperCase())));
  return places.map(({ place }) => `${place}: kept, and has a word in it that was removed elsewhere`);
}

function segment(line: string, work: Work): string | undefined {
  const { message, removals, left } = work;
  const { field, component } = message.delimiters;
  const name = line.slice(0, 3);
  if (!isKnownSegment(name)) {
    removals.push({ place: `segment ${/^[A-Z0-9]{3}$/.test(name) ? name : 'without a name'}`, done: 'removed' });
    for (const word of wordsOf(line.slice(3))) work.hidden.add(word.toUpperCase());
    return undefined;
  }
  const fields = line.split(field);
  // MSH-1 is the separator itself.
  const offset = name === 'MSH' ? 1 : 0;
  const valueType = (fields[2] ?? '').split(component)[0] ?? '';
  return fields
    .map((value, index) => {
      const number = index + offset;
      if (index === 0 || value === '' || value === NULL || (name === 'MSH' && number === 2)) return value;
      const place = `${name}-${number}`;
      const action = fieldAction(message.version, name, number, valueType);
      if (action === 'keep') {
        left.push({ place, value });
        return value;
      }
      return pseudonymous(value, action, place, work);
    })
    .join(field);
}

type Note = (done: Removal['done'], gone: string) => void;

function pseudonymous(value: string, action: FieldAction, place: string, work: Work): string {
  const note: Note = (done, gone) => {
    work.removals.push({ place, done });
    for (const word of wordsOf(gone)) work.hidden.add(word.toUpperCase());
  };
  if (action === 'remove' || action === 'text') {
    note('removed', value);
    return '';
  }
  const { repetition } = work.message.delimiters;
  return value
    .split(repetition)
    .map((one) => (one === '' || one === NULL ? one : repetitionFor(one, action, place, work, note)))
    .join(repetition);
}

/** Types whose number comes first and whose issuer is the fourth component (CX); of EI it is the second. */
const hasCheckDigit = (place: string): boolean => /^(PID|MRG|PV1)-/.test(place);

function repetitionFor(text: string, action: FieldAction, place: string, work: Work, note: Note): string {
  const { pseudonyms, left } = work;
  const { component, subcomponent } = work.message.delimiters;
  const parts = text.split(component);
  const [head = '', second = '', third = '', fourth = '', fifth = ''] = parts;
  const simple = (part: string): string => part.split(subcomponent)[0] ?? '';
  const joined = (...texts: readonly string[]): string =>
    texts.slice(0, texts.findLastIndex((part) => part !== '') + 1).join(component);
  const site = (part: string): string => (part === '' ? '' : pseudonyms.id(simple(part)));
  if (action === 'name') {
    note('replaced', text);
    const [family = '', given = ''] = pseudonyms.name(`${simple(head)} ${second}`).split('^');
    const kind = parts[6] ?? '';
    return joined(family, given, '', '', '', '', /^[A-Z]$/.test(kind) ? kind : '');
  }
  if (action === 'person') {
    note('replaced', text);
    return joined(pseudonyms.id(head), ...pseudonyms.name(`${simple(second)} ${third}`).split('^'));
  }
  if (action === 'number') {
    note('replaced', text);
    // Who issued a number is a place; what kind of number it is stays.
    return hasCheckDigit(place)
      ? joined(pseudonyms.id(head), '', '', site(fourth), fifth)
      : joined(pseudonyms.id(head), site(second));
  }
  if (action === 'uid') {
    note('UID replaced', head);
    return joined(pseudonyms.uid(head), ...parts.slice(1));
  }
  if (action === 'site') {
    note('replaced', text);
    return site(head);
  }
  if (action === 'date') {
    const moved = pseudonyms.date(head);
    note(moved === undefined ? 'emptied' : 'date moved', head);
    return moved ?? '';
  }
  // A code: text without one was typed by somebody.
  if (head === '') {
    note('removed', text);
    return '';
  }
  left.push({ place, value: text });
  return text;
}
