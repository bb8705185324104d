import type { Micros } from '../core/clock.ts';
import { Hl7Message } from '../protocols/hl7/message.ts';
import type { BusinessKeys } from './journal.ts';
import { recall } from './recent-keys.ts';

/** What is known of a message when it leaves its sender. */
export interface NewHl7Event {
  readonly kind: 'hl7';
  readonly host: string;
  readonly to: string;
  readonly connectionId: number;
  readonly direction: 'request' | 'answer';
  readonly bytes: Uint8Array;
  readonly inReplyTo?: number;
}

/**
 * An HL7 message in the journal. Title, acknowledgement code and keys are read from the bytes when somebody looks:
 * most messages nobody looks at, and what they say takes more room than they do.
 */
export class Hl7Event {
  readonly kind = 'hl7';
  readonly id: number;
  readonly at: Micros;
  readonly host: string;
  /** Id of the event this follows from; 0 for none. */
  readonly cause: number;
  readonly to: string;
  readonly connectionId: number;
  readonly direction: 'request' | 'answer';
  readonly bytes: Uint8Array;
  readonly inReplyTo: number | undefined;

  constructor(id: number, at: Micros, cause: number, event: NewHl7Event) {
    this.id = id;
    this.at = at;
    this.host = event.host;
    this.cause = cause;
    this.to = event.to;
    this.connectionId = event.connectionId;
    this.direction = event.direction;
    this.bytes = event.bytes;
    this.inReplyTo = event.inReplyTo;
  }

  /** `ORM^O01 NW`, `ACK AA`. */
  get title(): string {
    return hl7Title(Hl7Message.read(this.bytes));
  }

  get keys(): BusinessKeys {
    return recall(this, () => hl7Keys(Hl7Message.read(this.bytes)));
  }

  /** MSA-1 of an answer. */
  get ackCode(): string | undefined {
    if (this.direction === 'request') return undefined;
    const code = Hl7Message.read(this.bytes).value('MSA-1');
    return code === '' ? undefined : code;
  }
}

/** `ORM^O01 NW`, `ADT^A04`, `ACK AA`. */
export function hl7Title(message: Hl7Message): string {
  const code = message.value('MSH-9.1');
  if (code === '') return 'not HL7';
  const event = message.value('MSH-9.2');
  const type = event === '' ? code : `${code}^${event}`;
  const detail = message.value('MSA-1') || message.value('ORC-1');
  return detail === '' ? type : `${type} ${detail}`;
}

/**
 * Business keys as the message states them: the hospital's own (NGH) repetition of PID-3 or else the first one,
 * ORC/OBR-2 and -3, and accession, study and step from IPC (2.5.1) or OBR-18, ZDS and OBR-20 (2.3.1).
 */
export function hl7Keys(message: Hl7Message): BusinessKeys {
  const legal = message.repetitionCount('PID-5') === 2 && message.value('PID-5[2].7') === 'L' ? 2 : 1;
  const family = message.value(`PID-5[${legal}].1.1`);
  const given = message.value(`PID-5[${legal}].2`);
  const found: Record<keyof BusinessKeys, string> = {
    ...hl7Patient(message),
    patientName: given === '' ? family : `${family}^${given}`,
    placer: firstValue(message, 'ORC-2.1', 'OBR-2.1'),
    filler: firstValue(message, 'ORC-3.1', 'OBR-3.1'),
    accession: hl7Accession(message),
    studyUid: firstValue(message, 'IPC-3.1', 'ZDS-1.1'),
    spsId: firstValue(message, 'IPC-4.1', 'OBR-20.1'),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== ''));
}

/** The hospital's own identifier of the patient, and who issued it; empty where the message has none. */
export function hl7Patient(message: Hl7Message): { readonly patientId: string; readonly issuer: string } {
  const repetition = ownIdentifier(message);
  return {
    patientId: message.value(`PID-3[${repetition}].1`),
    issuer: message.value(`PID-3[${repetition}].4.1`),
  };
}

/** IPC-1 (2.5.1) or OBR-18 (2.3.1). */
export function hl7Accession(message: Hl7Message): string {
  return firstValue(message, 'IPC-1.1', 'OBR-18.1');
}

function firstValue(message: Hl7Message, path: string, otherwise: string): string {
  return message.value(path) || message.value(otherwise);
}

function ownIdentifier(message: Hl7Message): number {
  const count = Math.min(message.repetitionCount('PID-3'), 20);
  if (count < 2) return 1;
  for (let index = 1; index <= count; index++) {
    const type = message.value(`PID-3[${index}].5`);
    if (message.value(`PID-3[${index}].4.1`) === 'NGH' && (type === 'MR' || type === '')) return index;
  }
  return 1;
}
