import { formatTimestamp, type Micros } from '../../core/clock.ts';
import { type AckError, buildAck } from '../../protocols/hl7/ack.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';

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

const errorCodes = {
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

/** No message of this hospital is about nobody. A sender's segment ends that are none leave nothing but MSH. */
export function withoutPatient(message: Hl7Message): Verdict | undefined {
  if (message.segmentCount('PID') > 0) return undefined;
  return { code: 'AE', text: 'no segment PID', error: 'segment-sequence' };
}

export interface Answerer {
  readonly application: string;
  readonly facility: string;
  readonly controlId: string;
  readonly at: Micros;
  readonly zoneOffset: number;
}

/** What the hospital's applications answer: the verdict as an ACK, with its error from table 0357. */
export function acknowledgement(request: Hl7Message, verdict: Verdict, by: Answerer): Uint8Array {
  const { code, text = '' } = verdict;
  return buildAck(request, {
    code,
    controlId: by.controlId,
    timestamp: formatTimestamp(by.at, by.zoneOffset),
    sendingApplication: by.application,
    sendingFacility: by.facility,
    ...(text === '' ? {} : { text }),
    ...(verdict.code === 'AA' ? {} : { errors: [errorOf(verdict)] }),
  }).bytes;
}

function errorOf({ place, error, text }: Exclude<Verdict, { code: 'AA' }>): AckError {
  const [code, meaning] = errorCodes[error];
  const path = place && place.field > 0 ? { ...place, ordinal: 1 } : undefined;
  return { ...(path ? { path } : {}), code, text: meaning, userMessage: text };
}
