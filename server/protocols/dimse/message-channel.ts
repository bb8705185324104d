import type { PrimitiveResult } from './association-primitives.ts';
import type { CommandSet } from './command-set.ts';
import { type AcceptedContext, type Assembled, type DataSetHandling, MessageAssembler } from './message-assembler.ts';
import { appendFragments, evenPart, fragmentMessage, sendablePduLength } from './message-fragments.ts';
import { announcesDataSet } from './message.ts';
import type { Pdv } from './pdu.ts';

export type SendRefusal = Extract<PrimitiveResult, { kind: 'refused' }>['reason'];

/** PDUs to send, or why they are none. */
export type Outgoing =
  { readonly kind: 'parts'; readonly parts: readonly Uint8Array[] } | { readonly refused: SendRefusal; kind?: never };

const noPdvs: readonly Pdv[] = [];

/** The messages of one association, taken apart on their way out and put together on their way in. */
export class MessageChannel {
  /** Contexts that may carry messages, by id; empty before the association is established. */
  contexts: ReadonlyMap<number, AcceptedContext> = new Map<number, AcceptedContext>();
  /** What the peer announced (PS3.8 D.1). */
  peerMaxPduLength: number | undefined;
  readonly #assembler: MessageAssembler;
  #pdvs: readonly Pdv[] = noPdvs;
  #nextPdv = 0;
  /** A message whose data set is given in pieces; `odd` is a byte held back, for fragments are even (PS3.8 E.2). */
  #outgoing: { readonly contextId: number; odd: Uint8Array | undefined } | undefined;

  constructor(dataSetLimit: number, announces: boolean) {
    this.#assembler = new MessageAssembler(dataSetLimit, announces);
  }

  /** A message has been begun and is not at its end. */
  get sending(): boolean {
    return this.#outgoing !== undefined;
  }

  message(contextId: number, command: CommandSet, dataSet: readonly Uint8Array[] | undefined): Outgoing {
    const refused = this.#refusal(contextId);
    if (refused !== undefined) return { refused };
    if (announcesDataSet(command) !== (dataSet !== undefined)) return { refused: 'data-set' };
    return { kind: 'parts', parts: fragmentMessage(contextId, command.encode(), dataSet, this.#pduLength) };
  }

  begin(contextId: number, command: CommandSet): Outgoing {
    const refused = this.#refusal(contextId);
    if (refused !== undefined) return { refused };
    if (!announcesDataSet(command)) return { refused: 'data-set' };
    this.#outgoing = { contextId, odd: undefined };
    return { kind: 'parts', parts: fragmentMessage(contextId, command.encode(), undefined, this.#pduLength) };
  }

  dataSet(parts: readonly Uint8Array[], isEnd: boolean): Outgoing {
    const outgoing = this.#outgoing;
    if (outgoing === undefined) return { refused: 'message-open' };
    const { now, odd } = evenPart(outgoing.odd, parts, isEnd);
    outgoing.odd = odd;
    const out: Uint8Array[] = [];
    if (isEnd) this.#outgoing = undefined;
    if (isEnd || now.length > 0) appendFragments(out, outgoing.contextId, false, now, isEnd, this.#pduLength);
    return { kind: 'parts', parts: out };
  }

  /** What is to become of the data set that is coming; false when none is. */
  handle(contextId: number, handling: DataSetHandling): boolean {
    return this.#assembler.handle(contextId, handling);
  }

  deliver(pdvs: readonly Pdv[]): void {
    this.#pdvs = pdvs;
    this.#nextPdv = 0;
  }

  drop(): void {
    this.deliver(noPdvs);
  }

  /** Whether PDVs wait that `next` has not looked at. */
  get waiting(): boolean {
    return this.#nextPdv < this.#pdvs.length;
  }

  /** Looks at one PDV; most yield nothing yet. */
  next(): Assembled | undefined {
    const pdv = this.#pdvs[this.#nextPdv++];
    return pdv === undefined ? undefined : this.#assembler.take(pdv, this.contexts);
  }

  get #pduLength(): number {
    return sendablePduLength(this.peerMaxPduLength);
  }

  #refusal(contextId: number): SendRefusal | undefined {
    if (!this.contexts.has(contextId)) return 'context-not-accepted';
    // Fragments of two messages could legally alternate on two contexts; hardly a peer has ever been tried with that.
    return this.#outgoing === undefined ? undefined : 'message-open';
  }
}
