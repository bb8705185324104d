import { buildMessage, type SegmentContent } from './build.ts';
import { isAscii } from './charset.ts';
import { STANDARD_DELIMITERS, type Delimiters } from './delimiters.ts';
import { dictionaryVersion } from './dictionary.ts';
import { escapeValue } from './escape.ts';
import type { Hl7Message } from './message.ts';
import { formatHl7Path, type Hl7Path } from './path.ts';

/** Table 0008; the C codes belong to enhanced mode and are read, not written here. */
export type AckCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

export interface AckError {
  /** Where in the request; without it the error concerns the whole message. */
  readonly path?: Hl7Path;
  /** Table 0357: 101 required field missing, 102 data type, 103 table value, 200 type, 201 event, 203 version, 204 unknown key, 207 internal. */
  readonly code: string;
  readonly text: string;
  readonly severity?: 'E' | 'W' | 'I' | 'F';
  /** Text for the user, ERR-8; 2.5.1 only. */
  readonly userMessage?: string;
}

export interface AckOptions {
  readonly code: 'AA' | 'AE' | 'AR';
  /** MSH-10 of the answer. */
  readonly controlId: string;
  /** MSH-7 of the answer, in HL7 form. */
  readonly timestamp: string;
  /** MSA-3. */
  readonly text?: string;
  readonly errors?: readonly AckError[];
  /** MSH-3 and MSH-4 of the answer; by default MSH-5 and MSH-6 of the request. */
  readonly sendingApplication?: string;
  readonly sendingFacility?: string;
}

/**
 * The answer to a message, in its version, delimiters and processing ID, sender and receiver exchanged (HL7 2.5.1
 * §2.9.2). A request that is not HL7 can be answered too: MSA-2 is then empty. Errors go to ERR-1 up to 2.4 and to
 * ERR-2 to ERR-4 from 2.5.
 */
export function buildAck(request: Hl7Message, options: AckOptions): Hl7Message {
  const version = request.version === '' ? '2.3.1' : request.version;
  const isNew = dictionaryVersion(version) === '2.5.1';
  const delimiters = usable(request.delimiters);
  const copy = (path: string): string => {
    const { state, raw, value } = request.get(path);
    if (state !== 'value') return '';
    return delimiters === request.delimiters ? raw : (escapeValue(value, delimiters) ?? '');
  };
  const controlId = copy('MSH-10');
  const application = copy('MSH-3');
  const write = (value: string): string => escapeValue(value, delimiters) ?? '';
  const { field, component, repetition, escape, subcomponent, truncation = '' } = delimiters;
  const event = write(request.messageType.event);
  const type = isNew && event !== '' ? ['ACK', event, 'ACK'].join(component) : 'ACK';
  const texts = [options.text ?? '', ...(options.errors ?? []).flatMap((each) => [each.text, each.userMessage ?? ''])];
  const msh = [
    `MSH${field}${component}${repetition}${escape}${subcomponent}${truncation}`,
    options.sendingApplication === undefined ? copy('MSH-5') : write(options.sendingApplication),
    options.sendingFacility === undefined ? copy('MSH-6') : write(options.sendingFacility),
    application,
    copy('MSH-4'),
    write(options.timestamp),
    '',
    type,
    write(options.controlId),
    copy('MSH-11') || 'P',
    copy('MSH-12') || version,
    // Said only where it matters, so that plain answers stay as short as those of real systems.
    ...(texts.concat(application, controlId).every(isAscii) ? [] : ['', '', '', '', '', copy('MSH-18')]),
  ].join(field);
  const msa = ['MSA', options.code, controlId, ...(options.text === undefined ? [] : [write(options.text)])].join(
    field,
  );
  const errors = (options.errors ?? []).map((each) => (isNew ? newError(each) : oldError(each)));
  return buildMessage([msh, msa, ...errors], { unencodable: 'question-mark' });
}

/** Delimiters of a broken header cannot carry an answer. */
function usable(delimiters: Delimiters): Delimiters {
  const { component, repetition, escape, subcomponent } = delimiters;
  return [component, repetition, escape, subcomponent].includes('') ? STANDARD_DELIMITERS : delimiters;
}

function newError({ path, code, text, severity, userMessage }: AckError): SegmentContent {
  return {
    name: 'ERR',
    fields: {
      ...(path === undefined
        ? {}
        : {
            '2.1': path.segment,
            '2.2': String(path.ordinal),
            '2.3': String(path.field),
            ...(path.repetition === undefined ? {} : { '2.4': String(path.repetition) }),
            ...(path.component === undefined ? {} : { '2.5': String(path.component) }),
            ...(path.subcomponent === undefined ? {} : { '2.6': String(path.subcomponent) }),
          }),
      '3.1': code,
      '3.2': text,
      '3.3': 'HL70357',
      '4': severity ?? 'E',
      ...(userMessage === undefined ? {} : { '8': userMessage }),
    },
  };
}

function oldError({ path, code, text }: AckError): SegmentContent {
  return {
    name: 'ERR',
    fields: {
      ...(path === undefined ? {} : { '1.1': path.segment, '1.2': String(path.ordinal), '1.3': String(path.field) }),
      '1.4.1': code,
      '1.4.2': text,
      '1.4.3': 'HL70357',
    },
  };
}

export interface AckErrorReading {
  /** Such as `PID-3`, where the answer says it. */
  readonly path?: string;
  readonly code: string;
  readonly text: string;
  readonly severity: string;
  readonly userMessage: string;
}

export type AckReading =
  | {
      readonly kind: 'ack';
      readonly code: AckCode;
      /** MSA-2: MSH-10 of the message that is answered. Whether it is ours is for the caller to check. */
      readonly requestControlId: string;
      readonly text: string;
      readonly errors: readonly AckErrorReading[];
    }
  | {
      readonly kind: 'not-an-ack';
      readonly reason: 'not-hl7' | 'msa-missing' | 'unknown-code';
      readonly found: string;
    };

/** What an answer says. It is told by its MSA segment, since ORR and ORI answer as well as ACK. */
export function readAck(message: Hl7Message): AckReading {
  if (message.segments.length === 0) return { kind: 'not-an-ack', reason: 'not-hl7', found: '' };
  if (message.segmentCount('MSA') === 0)
    return { kind: 'not-an-ack', reason: 'msa-missing', found: message.messageType.code };
  const code = message.value('MSA-1');
  if (!isAckCode(code)) return { kind: 'not-an-ack', reason: 'unknown-code', found: code };
  const errors: AckErrorReading[] = [];
  const segments = Math.min(message.segmentCount('ERR'), 100);
  for (let ordinal = 1; ordinal <= segments; ordinal += 1)
    errors.push(...readErrors(message, `ERR[${String(ordinal)}]`));
  return { kind: 'ack', code, requestControlId: message.value('MSA-2'), text: message.value('MSA-3'), errors };
}

function isAckCode(code: string): code is AckCode {
  return ['AA', 'AE', 'AR', 'CA', 'CE', 'CR'].includes(code);
}

function readErrors(message: Hl7Message, err: string): AckErrorReading[] {
  const read = (path: string): string => message.value(`${err}-${path}`);
  if (read('3') !== '') {
    const place = pathOf([read('2.1'), read('2.2'), read('2.3'), read('2.4'), read('2.5'), read('2.6')]);
    return [{ ...place, code: read('3.1'), text: read('3.2'), severity: read('4'), userMessage: read('8') }];
  }
  const repetitions = Math.min(message.repetitionCount(`${err}-1`), 100);
  return Array.from({ length: repetitions }, (_, at) => {
    const part = (numbers: string): string => read(`1[${String(at + 1)}].${numbers}`);
    const place = pathOf([part('1'), part('2'), part('3')]);
    return { ...place, code: part('4.1'), text: part('4.2'), severity: '', userMessage: '' };
  });
}

function pathOf([segment = '', ...numbers]: readonly string[]): { path?: string } {
  const [ordinal, field, repetition, component, subcomponent] = numbers.map((each) =>
    /^[1-9]\d{0,4}$/.test(each) ? Number(each) : undefined,
  );
  if (segment === '' || field === undefined) return segment === '' ? {} : { path: segment };
  return {
    path: formatHl7Path({
      segment,
      ordinal: ordinal ?? 1,
      field,
      ...(repetition === undefined ? {} : { repetition }),
      ...(component === undefined ? {} : { component }),
      ...(subcomponent === undefined ? {} : { subcomponent }),
    }),
  };
}
