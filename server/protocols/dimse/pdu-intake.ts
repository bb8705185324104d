import { type Abort, aborts } from './abort.ts';
import { unbearable } from './association-judgement.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { AssociateRequestPdu, Pdu } from './pdu.ts';
import { decodePdu } from './pdu-codec.ts';
import { PduReader } from './pdu-reader.ts';
import { type AssociationEvent, type AssociationState, stateTable } from './state-table.ts';

/** An event of PS3.8 Table 9-10 that bytes of the peer have caused. */
export interface PduEvent {
  readonly event: AssociationEvent;
  readonly pdu?: Pdu;
  readonly diagnostics: readonly Diagnostic[];
  /** What to send where the state answers with an A-ABORT. */
  readonly abort?: Abort;
}

/** From bytes to the events of the state table: framed, refused by their header where the state allows, decoded, judged. */
export class PduIntake {
  readonly #reader: PduReader;

  /** `dataLimit`: longest P-DATA-TF variable field to take. */
  constructor(dataLimit: number) {
    this.#reader = new PduReader(dataLimit);
  }

  get waiting(): number {
    return this.#reader.waiting;
  }

  feed(bytes: Uint8Array): void {
    this.#reader.feed(bytes);
  }

  /** Drops what has arrived and all that will. */
  discard(): void {
    this.#reader.discard();
  }

  /** The next event; undefined while the bytes do not make one. `request`: what was proposed, to judge an answer by. */
  next(state: AssociationState, request: AssociateRequestPdu | undefined): PduEvent | undefined {
    const kind = this.#reader.nextKind();
    if (kind !== undefined) {
      // A PDU that this state refuses is refused by its header: its body, however long it claims to be, is not awaited.
      const event = `${kind}-pdu` as const;
      const action = stateTable[event][state];
      if (action === 'AA-1' || action === 'AA-8' || action === 'AA-7') {
        const diagnostic: Diagnostic = { code: 'pdu-unexpected', severity: 'error', offset: 0, detail: { pdu: kind } };
        return { event, abort: aborts.unexpectedPdu, diagnostics: [diagnostic] };
      }
    }
    const framed = this.#reader.next();
    if (framed === undefined) return undefined;
    if (framed.kind === 'invalid') {
      const { diagnostic } = framed;
      const unknown = diagnostic.code === 'unrecognized-pdu-type';
      return invalid(unknown ? aborts.unrecognizedPdu : aborts.invalidParameterValue, diagnostic);
    }
    const { pdu, diagnostics } = decodePdu(framed.parts);
    const error = diagnostics.length === 0 ? undefined : diagnostics.find(({ severity }) => severity === 'error');
    if (error !== undefined || pdu === undefined) return invalid(aborts.invalidParameterValue, error);
    if (pdu.kind === 'associate-request' || pdu.kind === 'associate-accept') {
      const refusal = unbearable(pdu, request);
      if (refusal !== undefined) return invalid(aborts.invalidParameterValue, refusal);
    }
    return { event: `${pdu.kind}-pdu`, pdu, diagnostics };
  }
}

function invalid(abort: Abort, diagnostic: Diagnostic | undefined): PduEvent {
  return { event: 'invalid-pdu', abort, diagnostics: diagnostic === undefined ? [] : [diagnostic] };
}
