import type { Micros } from '../../core/clock.ts';
import { History, Table } from '../../core/state.ts';
import type { AuditEntry } from '../interface/audit.ts';

/** What became of a message on its way to one destination. */
export type RouteStatus = 'FILTERED' | 'QUEUED' | 'SENT' | 'ERROR' | 'HELD' | 'DISCARDED';

export interface Route {
  readonly channel: string;
  /** '' when the channel's own filter stopped it. */
  readonly destination: string;
  readonly status: RouteStatus;
  readonly detail: string;
  readonly at: Micros;
  readonly attempts: number;
  /** What was sent, and what came back. */
  readonly sent?: Uint8Array;
  readonly answer?: Uint8Array;
}

/** A received message with everything that was done with it. */
export interface StoredMessage {
  readonly number: number;
  readonly at: Micros;
  readonly port: number;
  readonly from: string;
  /** As received; of a reprocessed one the original with its new MSH-10. */
  readonly bytes: Uint8Array;
  readonly title: string;
  readonly controlId: string;
  readonly patientId: string;
  readonly accession: string;
  /** Journal event of its arrival; 0 for a reprocessed one. */
  readonly eventId: number;
  /** Why it was answered AR or AE; '' when it was accepted. */
  readonly refusal: string;
  /** Number of the message that this is a second run of. */
  readonly reprocessOf: number | undefined;
  readonly routes: readonly Route[];
}

/** A message that waits to be sent to a destination. */
export interface QueueEntry {
  readonly entry: number;
  readonly message: number;
  readonly channel: string;
  readonly destination: string;
  readonly host: string;
  readonly port: number;
  /** Deliveries of one lane leave one after the other: destination and patient. */
  readonly lane: string;
  readonly controlId: string;
  readonly bytes: Uint8Array;
  readonly cause: number;
  readonly attempts: number;
  readonly notBefore: Micros;
  readonly detail: string;
}

/** A message that needs a person: refused by its destination (ERROR) or not sent at all (HELD). */
export interface ErrorEntry {
  readonly entry: number;
  readonly message: number;
  readonly channel: string;
  readonly destination: string;
  readonly kind: 'ERROR' | 'HELD';
  readonly at: Micros;
  readonly text: string;
  /** Journal event of the alert. */
  readonly eventId: number;
}

export interface EngineAlert {
  readonly at: Micros;
  readonly message: number;
  readonly text: string;
}

export interface EngineState {
  /** By number. */
  readonly messages: Table<StoredMessage>;
  readonly queue: Table<QueueEntry>;
  readonly errors: Table<ErrorEntry>;
  readonly alerts: History<EngineAlert>;
  readonly audit: History<AuditEntry>;
  nextMessage: number;
  nextEntry: number;
  /** Of acknowledgements and of reprocessed messages. */
  nextControlId: number;
}

export function emptyEngine(): EngineState {
  return {
    messages: new Table<StoredMessage>(),
    queue: new Table<QueueEntry>(),
    errors: new Table<ErrorEntry>(),
    alerts: new History<EngineAlert>(),
    audit: new History<AuditEntry>(),
    nextMessage: 1,
    nextEntry: 1,
    nextControlId: 1,
  };
}

export type MessageStatus = RouteStatus | 'REJECTED';

/** One word for the list of messages: what needs attention first, FILTERED only where nothing went anywhere. */
export function statusOf(message: StoredMessage): MessageStatus {
  if (message.refusal !== '') return 'REJECTED';
  const order: readonly RouteStatus[] = ['ERROR', 'HELD', 'QUEUED', 'SENT', 'DISCARDED'];
  return order.find((status) => message.routes.some((route) => route.status === status)) ?? 'FILTERED';
}
