import { type Abort, aborts } from './abort.ts';
import { refusedByProvider } from './association-judgement.ts';
import {
  type AssociationOptions,
  type Effect,
  type Indication,
  type PrimitiveResult,
  announcedPduLength,
} from './association-primitives.ts';
import type { CommandSet } from './command-set.ts';
import type { Diagnostic } from './diagnostic.ts';
import { ARTIM_MICROS, dimseLimits } from './limits.ts';
import { EffectQueue } from './effect-queue.ts';
import type { AcceptedContext, Assembled, DataSetHandling } from './message-assembler.ts';
import { MessageChannel, type Outgoing, type SendRefusal } from './message-channel.ts';
import { acceptedContexts } from './negotiation.ts';
import type { AssociateRequestPdu, Pdu } from './pdu.ts';
import { encodePdu } from './pdu-codec.ts';
import { PduIntake } from './pdu-intake.ts';
import { type AssociationAction, type AssociationEvent, type AssociationState, stateTable } from './state-table.ts';
import { type UserInformation, noUserInformation } from './user-information.ts';

/** What an event brings along for its action. */
interface Occasion {
  /** For actions that send. */
  readonly parts?: readonly Uint8Array[];
  readonly pdu?: Pdu;
  readonly diagnostics?: readonly Diagnostic[];
  /** What AA-1, AA-7 and AA-8 send. */
  readonly abort?: Abort;
}

const nothing: readonly Diagnostic[] = [];
const noParts: readonly Uint8Array[] = [];

/** What requestor and acceptor share; association.ts says how it is used. */
export abstract class AssociationMachine {
  protected readonly options: AssociationOptions;
  readonly #role: 'requestor' | 'acceptor';
  #state: AssociationState = 'Sta1';
  readonly #intake: PduIntake;
  readonly #messages: MessageChannel;
  #indications: Indication[] = [];
  readonly #effects = new EffectQueue();
  #closeWaiting = false;
  #releaseAnswered = false;
  #request: AssociateRequestPdu | undefined;
  #peer: UserInformation = noUserInformation;

  protected constructor(role: 'requestor' | 'acceptor', options: AssociationOptions) {
    this.#role = role;
    this.options = options;
    const announced = announcedPduLength(options);
    this.#intake = new PduIntake(announced === 0 ? dimseLimits.unlimitedReceivePduLength : announced);
    this.#messages = new MessageChannel(
      Math.min(options.maxDataSetLength ?? dimseLimits.dataSetLength, dimseLimits.dataSetLength),
      options.announceMessages ?? false,
    );
  }

  get state(): AssociationState {
    return this.#state;
  }

  /** Contexts that may carry messages, by id; empty before the association is established. */
  get contexts(): ReadonlyMap<number, AcceptedContext> {
    return this.#messages.contexts;
  }

  /** The A-ASSOCIATE-RQ sent or received. */
  get associateRequest(): AssociateRequestPdu | undefined {
    return this.#request;
  }

  /** What the peer said of itself in A-ASSOCIATE. */
  get peer(): UserInformation {
    return this.#peer;
  }

  /** Bytes fed that no PDU has been made of: what a transport watches for peers that never finish one. */
  get waitingBytes(): number {
    return this.#intake.waiting;
  }

  feed(bytes: Uint8Array): void {
    if (this.#state !== 'Sta1' && this.#state !== 'Sta4') this.#intake.feed(bytes);
  }

  timeout(): void {
    if (this.#effects.artimExpired()) this.#occur('artim-expired', {});
  }

  transportClosed(): void {
    this.#closeWaiting = true;
  }

  next(): Indication | undefined {
    for (;;) {
      const indication = this.#indications.shift();
      if (indication !== undefined) return indication;
      if (!this.#advance()) return undefined;
    }
  }

  takeEffects(): readonly Effect[] {
    return this.#effects.take();
  }

  sendMessage(contextId: number, command: CommandSet, dataSet?: readonly Uint8Array[]): PrimitiveResult {
    return this.#sendData(() => this.#messages.message(contextId, command, dataSet));
  }

  beginMessage(contextId: number, command: CommandSet): PrimitiveResult {
    return this.#sendData(() => this.#messages.begin(contextId, command));
  }

  sendDataSet(parts: readonly Uint8Array[], isEnd: boolean): PrimitiveResult {
    return this.#sendData(() => this.#messages.dataSet(parts, isEnd));
  }

  receiveDataSet(contextId: number, handling: DataSetHandling): PrimitiveResult {
    return this.#messages.handle(contextId, handling) ? { kind: 'done' } : this.#refused('message-open');
  }

  release(): PrimitiveResult {
    if (this.#messages.sending) return this.#refused('message-open');
    return this.primitive('release-request-primitive', {});
  }

  respondRelease(): PrimitiveResult {
    if (this.#state === 'Sta10') {
      // The acceptor's answer in a collision has to wait for the requestor's (PS3.8 Table 9-10, Sta10 to Sta12).
      this.#releaseAnswered = true;
      return { kind: 'done' };
    }
    return this.primitive('release-response-primitive', {});
  }

  abort(abort: Abort = aborts.byUser): PrimitiveResult {
    return this.primitive('abort-primitive', { abort });
  }

  protected primitive(event: AssociationEvent, occasion: Occasion): PrimitiveResult {
    return this.#occur(event, occasion) ? { kind: 'done' } : this.#refused('state');
  }

  protected rememberRequest(request: AssociateRequestPdu): void {
    this.#request = request;
  }

  protected establish(contexts: ReadonlyMap<number, AcceptedContext>): void {
    this.#messages.contexts = contexts;
  }

  #refused(reason: SendRefusal): PrimitiveResult {
    return { kind: 'refused', reason, state: this.#state };
  }

  #sendData(build: () => Outgoing): PrimitiveResult {
    if (stateTable['data-primitive'][this.#state] === undefined) return this.#refused('state');
    const outgoing = build();
    if (outgoing.kind === undefined) return this.#refused(outgoing.refused);
    if (outgoing.parts.length === 0) return { kind: 'done' };
    return this.primitive('data-primitive', { parts: outgoing.parts });
  }

  /** Handles the next PDV, PDU or the close of the transport; false when there is nothing to handle. */
  #advance(): boolean {
    if (this.#messages.waiting) {
      this.#tell(this.#messages.next());
      return true;
    }
    if (this.#state === 'Sta1' || this.#state === 'Sta4') return this.#closeIfWaiting();
    const arrived = this.#intake.next(this.#state, this.#request);
    return arrived === undefined ? this.#closeIfWaiting() : this.#occur(arrived.event, arrived);
  }

  #closeIfWaiting(): boolean {
    if (!this.#closeWaiting) return false;
    this.#closeWaiting = false;
    return this.#occur('transport-closed', {});
  }

  #tell(assembled: Assembled | undefined): void {
    switch (assembled?.kind) {
      case undefined:
        return;
      case 'message':
        this.#indications.push({ kind: 'message', ...assembled.message });
        return;
      case 'message-start':
        this.#indications.push({ kind: 'message-start', ...assembled.start });
        return;
      case 'data-set-part':
        this.#indications.push(assembled);
        return;
      case 'fault':
        this.#occur('invalid-pdu', { abort: assembled.abort, diagnostics: [assembled.diagnostic] });
        return;
      default:
        assembled satisfies never;
    }
  }

  #occur(event: AssociationEvent, occasion: Occasion): boolean {
    const action = stateTable[event][this.#state];
    if (action === undefined) return false;
    this.#perform(action, event, occasion);
    return true;
  }

  /** The actions of PS3.8 Tables 9-6 to 9-9. */
  #perform(action: AssociationAction, event: AssociationEvent, occasion: Occasion): void {
    const { pdu, diagnostics = nothing } = occasion;
    switch (action) {
      case 'AE-1':
        this.#state = 'Sta4';
        return;
      case 'AE-2':
        this.#effects.send(occasion.parts ?? noParts);
        this.#state = 'Sta5';
        return;
      case 'AE-3':
        if (pdu?.kind !== 'associate-accept') return;
        this.#learnPeer(pdu.userInformation);
        this.#messages.contexts = acceptedContexts(this.#request?.contexts ?? [], pdu.contexts);
        this.#state = 'Sta6';
        this.#indications.push({
          kind: 'associate-accept',
          acceptance: pdu,
          contexts: this.#messages.contexts,
          diagnostics,
        });
        return;
      case 'AE-4': {
        if (pdu?.kind !== 'associate-reject') return;
        const { result, source, reason } = pdu;
        this.#indications.push({ kind: 'associate-reject', rejection: { result, source, reason } });
        this.#close('local');
        return;
      }
      case 'AE-5':
        this.#effects.startArtim(this.options.artimMicros ?? ARTIM_MICROS);
        this.#state = 'Sta2';
        return;
      case 'AE-6':
        if (pdu?.kind === 'associate-request') this.#considerRequest(pdu, diagnostics);
        return;
      case 'AE-7':
        this.#effects.send(occasion.parts ?? noParts);
        this.#state = 'Sta6';
        return;
      case 'AE-8':
        this.#effects.send(occasion.parts ?? noParts);
        this.#awaitClose();
        return;
      case 'DT-1':
      case 'AR-7':
        this.#effects.send(occasion.parts ?? noParts);
        return;
      case 'DT-2':
      case 'AR-6':
        if (pdu?.kind !== 'data') return;
        this.#messages.deliver(pdu.pdvs);
        return;
      case 'AR-1':
        this.#effects.send(encodePdu({ kind: 'release-request' }));
        this.#state = 'Sta7';
        return;
      case 'AR-2':
        this.#state = 'Sta8';
        this.#indications.push({ kind: 'release-request', collision: false });
        return;
      case 'AR-3':
        this.#indications.push({ kind: 'release-confirm' });
        this.#close('local');
        return;
      case 'AR-4':
        this.#effects.send(encodePdu({ kind: 'release-reply' }));
        this.#awaitClose();
        return;
      case 'AR-5':
      case 'AA-5':
        this.#effects.stopArtim();
        this.#idle('peer');
        return;
      case 'AR-8':
        this.#state = this.#role === 'requestor' ? 'Sta9' : 'Sta10';
        this.#indications.push({ kind: 'release-request', collision: true });
        return;
      case 'AR-9':
        this.#effects.send(encodePdu({ kind: 'release-reply' }));
        this.#state = 'Sta11';
        return;
      case 'AR-10':
        this.#state = 'Sta12';
        this.#indications.push({ kind: 'release-confirm' });
        if (this.#releaseAnswered) this.#occur('release-response-primitive', {});
        return;
      case 'AA-1': {
        // Service-user source, whoever asked for it (Table 9-9); only a staged fault of our user says otherwise.
        const sent = event === 'abort-primitive' ? (occasion.abort ?? aborts.byUser) : aborts.byUser;
        if (event !== 'abort-primitive') this.#indicateLocalAbort(sent, diagnostics);
        this.#sendAbort(sent);
        this.#awaitClose();
        return;
      }
      case 'AA-2':
        this.#effects.stopArtim();
        this.#close(event === 'artim-expired' ? 'artim' : event === 'abort-pdu' ? 'peer' : 'local');
        return;
      case 'AA-3': {
        if (pdu?.kind !== 'abort') return;
        const abort: Abort = { source: pdu.source, reason: pdu.reason };
        if (abort.source === 0) this.#indications.push({ kind: 'abort', abort });
        else this.#providerAbort('peer', abort, undefined);
        this.#close('peer');
        return;
      }
      case 'AA-4':
        this.#providerAbort('transport', aborts.notSpecified, undefined);
        this.#idle('peer');
        return;
      case 'AA-6':
        return;
      case 'AA-7':
        this.#sendAbort(occasion.abort ?? aborts.notSpecified);
        return;
      case 'AA-8': {
        const sent = occasion.abort ?? aborts.notSpecified;
        this.#indicateLocalAbort(sent, diagnostics);
        this.#sendAbort(sent);
        this.#awaitClose();
        return;
      }
      default:
        action satisfies never;
    }
  }

  #considerRequest(request: AssociateRequestPdu, diagnostics: readonly Diagnostic[]): void {
    this.#effects.stopArtim();
    this.#request = request;
    this.#learnPeer(request.userInformation);
    const rejection = refusedByProvider(request);
    if (rejection === undefined) {
      this.#state = 'Sta3';
      this.#indications.push({ kind: 'associate-request', request, diagnostics });
      return;
    }
    this.#effects.send(encodePdu({ kind: 'associate-reject', ...rejection }));
    this.#indications.push({ kind: 'provider-reject', request, rejection });
    this.#awaitClose();
  }

  #learnPeer(peer: UserInformation): void {
    this.#peer = peer;
    this.#messages.peerMaxPduLength = peer.maxPduLength;
  }

  #indicateLocalAbort(sent: Abort, diagnostics: readonly Diagnostic[]): void {
    const diagnostic = diagnostics.find(({ severity }) => severity === 'error') ?? diagnostics[0];
    this.#providerAbort('local', sent, diagnostic);
  }

  #providerAbort(by: 'peer' | 'local' | 'transport', abort: Abort, diagnostic: Diagnostic | undefined): void {
    this.#indications.push({ kind: 'provider-abort', by, abort, state: this.#state, diagnostic });
  }

  /** After an A-ABORT of ours nothing more is read: the association is gone, and after garbage so is the framing. */
  #sendAbort({ source, reason }: Abort): void {
    this.#effects.send(encodePdu({ kind: 'abort', source, reason }));
    this.#intake.discard();
    this.#messages.drop();
  }

  #awaitClose(): void {
    this.#effects.startArtim(this.options.artimMicros ?? ARTIM_MICROS);
    this.#state = 'Sta13';
    this.#messages.drop();
  }

  #close(cause: 'peer' | 'local' | 'artim'): void {
    this.#effects.close();
    this.#idle(cause);
  }

  #idle(cause: 'peer' | 'local' | 'artim'): void {
    this.#state = 'Sta1';
    this.#intake.discard();
    this.#messages.drop();
    this.#indications.push({ kind: 'closed', cause });
  }
}
