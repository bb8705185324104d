import type { LogEntry, LogPayload } from '../log.ts';

/** Log entries by which faults come and go in a running lab. */
export type FaultPayload = Extract<LogPayload, { kind: 'inject-fault' | 'remove-fault' }>;

export const isFaultPayload = (entry: LogPayload): entry is FaultPayload =>
  entry.kind === 'inject-fault' || entry.kind === 'remove-fault';

export type FaultOutcome =
  { readonly ok: true; readonly entry: LogEntry } | { readonly ok: false; readonly message: string };

export const endedForFaults = {
  ok: false,
  message: 'This hospital has reached its end. Start the case again.',
} as const;
