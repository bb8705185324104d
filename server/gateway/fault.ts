import type { Abort } from '../protocols/dimse/abort.ts';
import type { Diagnostic } from '../protocols/dimse/diagnostic.ts';
import type { MllpFaultCode } from '../protocols/mllp/codec.ts';

/** What went wrong on a real port. Nothing of it is thrown. */
export type GatewayFault =
  /** `code` of the operating system: ECONNRESET, EPIPE, EADDRINUSE … */
  | { readonly kind: 'socket'; readonly code: string }
  /** The address is not the loopback's and was not asked for by `anyAddress`. */
  | { readonly kind: 'address-refused'; readonly host: string }
  | { readonly kind: 'too-many-connections' | 'too-many-associations' }
  /** Nothing came for too long; a PDU or frame, or a whole message, took too long; nobody reads what we write. */
  | { readonly kind: 'idle' | 'slow-unit' | 'slow-message' | 'slow-reader' | 'artim' | 'no-answer' }
  | { readonly kind: 'write-queue-full' | 'buffer-full' }
  /** The peer broke the protocol and `abort` was sent. */
  | { readonly kind: 'aborted'; readonly abort: Abort; readonly diagnostic: Diagnostic | undefined }
  /** What came instead of MLLP frames; `sample` is the beginning of it. */
  | { readonly kind: 'framing'; readonly code: MllpFaultCode; readonly length: number; readonly sample: Uint8Array }
  /** The user of the port threw: a defect of ours, never the peer's doing. */
  | { readonly kind: 'defect'; readonly error: unknown };

/** Whose connection it was; undefined where there was none. */
export interface Remote {
  /** Counts the connections of this listener from 1. */
  readonly connectionId: number;
  readonly address: string;
  readonly port: number;
}

export type OnFault = (fault: GatewayFault, remote: Remote | undefined) => void;
