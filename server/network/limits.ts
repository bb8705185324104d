import { SECOND } from '../core/clock.ts';

/** Bounds of the simulated network, in one place. */
export const networkLimits = {
  /** Bytes of captured conversations kept per lab; the oldest conversation is dropped whole beyond it (DESIGN §3.2). */
  captureBytes: 4 * 1024 * 1024,
  /** Conversations whose head data (who, when, outcome) is kept. */
  conversations: 40_000,
  /** How long a SYN that nobody answers is tried. */
  connectTimeout: 21 * SECOND,
  /** Bytes of one conversation; beyond it the connection is reset. */
  conversationBytes: 256 * 1024 * 1024,
  /** Messages kept in the journal's list. */
  messages: 200_000,
} as const;
