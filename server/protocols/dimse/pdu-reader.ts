import { ByteQueue } from './byte-parts.ts';
import type { Diagnostic } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import { type PduKind, kindOfPduType, pduHeaderLength } from './pdu.ts';

/** A whole PDU as parts, header included; or the finding that ends all framing on this connection. */
export type FramedPdu =
  | { readonly kind: 'pdu'; readonly pduKind: PduKind; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'invalid'; readonly diagnostic: Diagnostic };

/**
 * Cuts a byte stream into PDUs (PS3.8 9.3.1). Type and length are judged as soon as the six bytes of the header are
 * there, so a claim of 4 GB is refused at once and nothing is kept for it. After an `invalid` the stream has no frames
 * left to find: the reader answers undefined from then on.
 */
export class PduReader {
  readonly #queue = new ByteQueue();
  /** Longest P-DATA-TF variable field to take. */
  readonly #dataLimit: number;
  #lost = false;

  constructor(dataLimit: number) {
    this.#dataLimit = dataLimit;
  }

  /** Bytes that have arrived and do not make a PDU yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  feed(bytes: Uint8Array): void {
    if (!this.#lost) this.#queue.append(bytes);
  }

  /** Drops what has arrived and all that will. */
  discard(): void {
    this.#lost = true;
    this.#queue.clear();
  }

  /** What the next PDU will be, once its header is there: lets a state refuse it before its body has come. */
  nextKind(): PduKind | undefined {
    const type = this.#queue.length < pduHeaderLength ? undefined : this.#queue.at(0);
    return type === undefined ? undefined : kindOfPduType(type);
  }

  next(): FramedPdu | undefined {
    // The first byte alone condemns a TLS hello, an HTTP request or an MLLP frame that may never grow to six bytes.
    const type = this.#queue.at(0);
    if (type === undefined) return undefined;
    const pduKind = kindOfPduType(type);
    if (pduKind === undefined) {
      return this.#invalid({ code: 'unrecognized-pdu-type', severity: 'error', offset: 0, detail: { type } });
    }
    if (this.#queue.length < pduHeaderLength) return undefined;
    let length = 0;
    for (let i = 2; i < pduHeaderLength; i++) length = length * 256 + (this.#queue.at(i) ?? 0);
    const limit = this.#limitOf(pduKind);
    if (limit.fixed && length !== limit.length) {
      return this.#invalid({ code: 'pdu-length-not-fixed', severity: 'error', offset: 2, detail: { type, length } });
    }
    if (length > limit.length) {
      const detail = { type, length, limit: limit.length };
      return this.#invalid({ code: 'pdu-too-long', severity: 'error', offset: 2, detail });
    }
    if (this.#queue.length < pduHeaderLength + length) return undefined;
    return { kind: 'pdu', pduKind, parts: this.#queue.take(pduHeaderLength + length) };
  }

  #limitOf(kind: PduKind): { length: number; fixed: boolean } {
    switch (kind) {
      case 'associate-request':
      case 'associate-accept':
        return { length: dimseLimits.associatePduLength, fixed: false };
      case 'data':
        return { length: this.#dataLimit, fixed: false };
      case 'associate-reject':
      case 'release-request':
      case 'release-reply':
      case 'abort':
        return { length: 4, fixed: true };
      default:
        return kind satisfies never;
    }
  }

  #invalid(diagnostic: Diagnostic): FramedPdu {
    this.discard();
    return { kind: 'invalid', diagnostic };
  }
}
