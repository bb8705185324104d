import { formatTimestamp, type Micros } from '../../core/clock.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { components, escaped, messageBytes, segment } from './segment-text.ts';

/** Outcome of a received message: AE is for content, AR for a type or version that is not taken (hospital.md 4.12). */
export type Verdict =
  | { readonly code: 'AA'; readonly text?: string }
  | {
      readonly code: 'AE' | 'AR';
      readonly text: string;
      /** Segment and field at fault. */
      readonly place?: { readonly segment: string; readonly field: number };
      /** Table 0357. */
      readonly error: ErrorCode;
    };

export const errorCodes = {
  'segment-sequence': ['100', 'Segment sequence error'],
  'required-field': ['101', 'Required field missing'],
  'table-value': ['103', 'Table value not found'],
  'message-type': ['200', 'Unsupported message type'],
  'version-id': ['203', 'Unsupported version id'],
  'unknown-key': ['204', 'Unknown key identifier'],
  'duplicate-key': ['205', 'Duplicate key identifier'],
  'application-error': ['207', 'Application internal error'],
} as const;
export type ErrorCode = keyof typeof errorCodes;

export interface Answerer {
  readonly application: string;
  readonly facility: string;
  readonly controlId: string;
  readonly at: Micros;
  readonly zoneOffset: number;
}

/** The ACK to a message: MSA-2 is its MSH-10, sender and receiver change sides, version and character set are its own. */
export function acknowledgement(request: Hl7Message, verdict: Verdict, by: Answerer): Uint8Array {
  const version = request.version === '' ? '2.3.1' : request.version;
  const charset = request.value('MSH-18') === 'UNICODE UTF-8' ? 'UNICODE UTF-8' : '8859/1';
  const segments = [
    segment('MSH', {
      3: by.application,
      4: by.facility,
      5: escaped(request.value('MSH-3')),
      6: escaped(request.value('MSH-4')),
      7: formatTimestamp(by.at, by.zoneOffset),
      9: 'ACK',
      10: by.controlId,
      11: 'P',
      12: escaped(version),
      18: charset,
    }),
    segment('MSA', { 1: verdict.code, 2: escaped(request.controlId), 3: escaped(verdict.text ?? '') }),
  ];
  if (verdict.code !== 'AA') segments.push(errSegment(version, verdict));
  return messageBytes(segments, charset);
}

/** ERR changed its shape with 2.5: location, code and text have fields of their own there. */
function errSegment(version: string, verdict: Exclude<Verdict, { code: 'AA' }>): string {
  const [code, meaning] = errorCodes[verdict.error];
  const { segment: name, field } = verdict.place ?? { segment: '', field: 0 };
  const number = field === 0 ? '' : String(field);
  const sequence = name === '' ? '' : '1';
  if (version < '2.5') return segment('ERR', { 1: `${name}^${sequence}^${number}^${code}&${meaning}&HL70357` });
  return segment('ERR', {
    2: components(name, sequence, number),
    3: components(code, meaning, 'HL70357'),
    4: 'E',
    8: escaped(verdict.text),
  });
}
