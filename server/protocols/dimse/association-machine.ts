import { type Abort, aborts } from './abort.ts';
import type {
  AssociationOptions,
  Effect,
  Indication,
  NegotiatedUserInformation,
  PrimitiveResult,
} from './association-primitives.ts';
import type { CommandSet } from './command-set.ts';
import type { Diagnostic } from './diagnostic.ts';
import { ARTIM_MICROS, dimseLimits } from './limits.ts';
import { type AcceptedContext, MessageAssembler } from './message-assembler.ts';
import { fragmentMessage, sendablePduLength } from './message-fragments.ts';
import { announcesDataSet } from './message.ts';
import { acceptedContexts } from './negotiation.ts';
import type { AssociateAcceptPdu, AssociateRequestPdu, Pdu, Pdv } from './pdu.ts';
import { decodePdu, encodePdu } from './pdu-codec.ts';
import { PduReader } from './pdu-reader.ts';
import { type Rejection, rejections } from './rejection.ts';
import { type AssociationAction, type AssociationEvent, type AssociationState, stateTable } from './state-table.ts';
import { implementation, uids } from './uids.ts';
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

/** What requestor and acceptor share; association.ts says how it is used. */
export abstract class AssociationMachine {
  protected readonly options: AssociationOptions;
  readonly #role: 'requestor' | 'acceptor';
  #state: AssociationState = 'Sta1';
  readonly #reader: PduReader;
  readonly #assembler: MessageAssembler;
  #pdvs: readonly Pdv[] = [];
  #nextPdv = 0;
  #indications: Indication[] = [];
  #effects: Effect[] = [];
  /** The send effect that further sends join while nothing else came between. */
  #sending: { readonly kind: 'send'; readonly parts: Uint8Array[] } | undefined;
  #artimRunning = false;
  #closeWaiting = false;
  #releaseAnswered = false;
  #contexts: ReadonlyMap<number, AcceptedContext> = new Map<number, AcceptedContext>();
  #request: AssociateRequestPdu | undefined;
  #peer: UserInformation = noUserInformation;

  protected constructor(role: 'requestor' | 'acceptor', options: AssociationOptions) {
    this.#role = role;
    this.options = options;
    const announced = this.announcedPduLength;
    this.#reader = new PduReader(announced === 0 ? dimseLimits.unlimitedReceivePduLength : announced);
    this.#assembler = new MessageAssembler(
      Math.min(options.maxDataSetLength ?? dimseLimits.dataSetLength, dimseLimits.dataSetLength),
    );
  }

  get state(): AssociationState {
    return this.#state;
  }

  /** Contexts that may carry messages, by id; empty before the association is established. */
  get contexts(): ReadonlyMap<number, AcceptedContext> {
    return this.#contexts;
  }

  /** The A-ASSOCIATE-RQ sent or received. */
  get associateRequest(): AssociateRequestPdu | undefined {
    return this.#request;
  }

  /** What the peer said of itself in A-ASSOCIATE. */
  get peer(): UserInformation {
    return this.#peer;
  }

  feed(bytes: Uint8Array): void {
    if (this.#state !== 'Sta1' && this.#state !== 'Sta4') this.#reader.feed(bytes);
  }

  timeout(): void {
    if (!this.#artimRunning) return;
    this.#artimRunning = false;
    this.#occur('artim-expired', {});
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

  takeEffects(): Effect[] {
    const effects = this.#effects;
    this.#effects = [];
    return effects;
  }

  sendMessage(contextId: number, command: CommandSet, dataSet?: readonly Uint8Array[]): PrimitiveResult {
    if (stateTable['data-primitive'][this.#state] === undefined) return this.#refused('state');
    if (!this.#contexts.has(contextId)) return this.#refused('context-not-accepted');
    if (announcesDataSet(command) !== (dataSet !== undefined)) return this.#refused('data-set');
    const pduLength = sendablePduLength(this.#peer.maxPduLength);
    return this.primitive('data-primitive', {
      parts: fragmentMessage(contextId, command.encode(), dataSet, pduLength),
    });
  }

  release(): PrimitiveResult {
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

  protected get announcedPduLength(): number {
    return this.options.maxPduLength ?? dimseLimits.announcedPduLength;
  }

  protected rememberRequest(request: AssociateRequestPdu): void {
    this.#request = request;
  }

  protected establish(contexts: ReadonlyMap<number, AcceptedContext>): void {
    this.#contexts = contexts;
  }

  /** The User Information both A-ASSOCIATE-RQ and -AC carry. */
  protected userInformation(negotiated: NegotiatedUserInformation): UserInformation {
    const versionName = this.options.implementationVersionName ?? implementation.versionName;
    const { asynchronousOperations } = negotiated;
    return {
      maxPduLength: this.announcedPduLength,
      implementationClassUid: this.options.implementationClassUid ?? implementation.classUid,
      ...(versionName === '' ? {} : { implementationVersionName: versionName }),
      ...(asynchronousOperations === undefined ? {} : { asynchronousOperations }),
      roleSelections: negotiated.roleSelections ?? [],
      extendedNegotiations: negotiated.extendedNegotiations ?? [],
      commonExtendedNegotiations: negotiated.commonExtendedNegotiations ?? [],
      unknownItems: negotiated.unknownItems ?? [],
    };
  }

  #refused(reason: 'state' | 'context-not-accepted' | 'data-set'): PrimitiveResult {
    return { kind: 'refused', reason, state: this.#state };
  }

  /** Handles the next PDV, PDU or the close of the transport; false when there is nothing to handle. */
  #advance(): boolean {
    const pdv = this.#pdvs[this.#nextPdv];
    if (pdv !== undefined) {
      this.#nextPdv++;
      this.#assemble(pdv);
      return true;
    }
    if (this.#state === 'Sta1' || this.#state === 'Sta4') return this.#closeIfWaiting();
    const kind = this.#reader.nextKind();
    if (kind !== undefined) {
      // A PDU that this state refuses is refused by its header: its body, however long it claims to be, is not awaited.
      const action = stateTable[`${kind}-pdu`][this.#state];
      if (action === 'AA-1' || action === 'AA-8' || action === 'AA-7') {
        const diagnostic: Diagnostic = { code: 'pdu-unexpected', severity: 'error', offset: 0, detail: { pdu: kind } };
        return this.#occur(`${kind}-pdu`, { abort: aborts.unexpectedPdu, diagnostics: [diagnostic] });
      }
    }
    const framed = this.#reader.next();
    if (framed === undefined) return this.#closeIfWaiting();
    if (framed.kind === 'invalid') {
      const { diagnostic } = framed;
      const unknown = diagnostic.code === 'unrecognized-pdu-type';
      return this.#invalid(unknown ? aborts.unrecognizedPdu : aborts.invalidParameterValue, diagnostic);
    }
    const { pdu, diagnostics } = decodePdu(framed.parts);
    const error = diagnostics.find(({ severity }) => severity === 'error');
    if (error !== undefined || pdu === undefined) {
      return this.#invalid(aborts.invalidParameterValue, error);
    }
    const refusal = pdu.kind === 'associate-request' || pdu.kind === 'associate-accept' ? this.#judge(pdu) : undefined;
    if (refusal !== undefined) return this.#invalid(aborts.invalidParameterValue, refusal);
    return this.#occur(`${pdu.kind}-pdu`, { pdu, diagnostics });
  }

  #closeIfWaiting(): boolean {
    if (!this.#closeWaiting) return false;
    this.#closeWaiting = false;
    return this.#occur('transport-closed', {});
  }

  #invalid(abort: Abort, diagnostic: Diagnostic | undefined): boolean {
    return this.#occur('invalid-pdu', { abort, diagnostics: diagnostic === undefined ? nothing : [diagnostic] });
  }

  #assemble(pdv: Pdv): void {
    const assembled = this.#assembler.take(pdv, this.#contexts);
    if (assembled?.kind === 'message') this.#indications.push({ kind: 'message', ...assembled.message });
    else if (assembled?.kind === 'fault') this.#invalid(assembled.abort, assembled.diagnostic);
  }

  /** What is well formed in an A-ASSOCIATE-RQ or -AC and yet cannot be lived with. */
  #judge(pdu: AssociateRequestPdu | AssociateAcceptPdu): Diagnostic | undefined {
    const { maxPduLength } = pdu.userInformation;
    if (maxPduLength !== undefined && maxPduLength !== 0 && maxPduLength < dimseLimits.smallestUsefulPduLength) {
      return { code: 'max-length-too-small', severity: 'error', offset: 0, detail: { maxPduLength } };
    }
    if (pdu.kind === 'associate-request') return undefined;
    for (const { id, result, transferSyntax } of pdu.contexts) {
      const proposal = this.#request?.contexts.find((context) => context.id === id);
      if (proposal === undefined) {
        return { code: 'context-not-proposed', severity: 'error', offset: 0, detail: { id } };
      }
      if (result === 0 && !proposal.transferSyntaxes.includes(transferSyntax)) {
        return { code: 'transfer-syntax-not-proposed', severity: 'error', offset: 0, detail: { id, transferSyntax } };
      }
    }
    return undefined;
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
        this.#send(occasion.parts);
        this.#state = 'Sta5';
        return;
      case 'AE-3':
        if (pdu?.kind !== 'associate-accept') return;
        this.#peer = pdu.userInformation;
        this.#contexts = acceptedContexts(this.#request?.contexts ?? [], pdu.contexts);
        this.#state = 'Sta6';
        this.#indications.push({ kind: 'associate-accept', acceptance: pdu, contexts: this.#contexts, diagnostics });
        return;
      case 'AE-4': {
        if (pdu?.kind !== 'associate-reject') return;
        const { result, source, reason } = pdu;
        this.#indications.push({ kind: 'associate-reject', rejection: { result, source, reason } });
        this.#close('local');
        return;
      }
      case 'AE-5':
        this.#startArtim();
        this.#state = 'Sta2';
        return;
      case 'AE-6':
        if (pdu?.kind === 'associate-request') this.#considerRequest(pdu, diagnostics);
        return;
      case 'AE-7':
        this.#send(occasion.parts);
        this.#state = 'Sta6';
        return;
      case 'AE-8':
        this.#send(occasion.parts);
        this.#awaitClose();
        return;
      case 'DT-1':
      case 'AR-7':
        this.#send(occasion.parts);
        return;
      case 'DT-2':
      case 'AR-6':
        if (pdu?.kind !== 'data') return;
        this.#pdvs = pdu.pdvs;
        this.#nextPdv = 0;
        return;
      case 'AR-1':
        this.#send(encodePdu({ kind: 'release-request' }));
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
        this.#send(encodePdu({ kind: 'release-reply' }));
        this.#awaitClose();
        return;
      case 'AR-5':
      case 'AA-5':
        this.#stopArtim();
        this.#idle('peer');
        return;
      case 'AR-8':
        this.#state = this.#role === 'requestor' ? 'Sta9' : 'Sta10';
        this.#indications.push({ kind: 'release-request', collision: true });
        return;
      case 'AR-9':
        this.#send(encodePdu({ kind: 'release-reply' }));
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
        this.#stopArtim();
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

  /** AE-6: what the provider must refuse by itself, it refuses; the rest is for the user to judge. */
  #considerRequest(request: AssociateRequestPdu, diagnostics: readonly Diagnostic[]): void {
    this.#stopArtim();
    this.#request = request;
    this.#peer = request.userInformation;
    let rejection: Rejection | undefined;
    if ((request.protocolVersion & 1) === 0) rejection = rejections.protocolVersionNotSupported;
    else if (request.applicationContext !== uids.dicomApplicationContext) {
      rejection = rejections.applicationContextNotSupported;
    }
    if (rejection === undefined) {
      this.#state = 'Sta3';
      this.#indications.push({ kind: 'associate-request', request, diagnostics });
      return;
    }
    this.#send(encodePdu({ kind: 'associate-reject', ...rejection }));
    this.#indications.push({ kind: 'provider-reject', request, rejection });
    this.#awaitClose();
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
    this.#send(encodePdu({ kind: 'abort', source, reason }));
    this.#reader.discard();
    this.#dropPdvs();
  }

  #dropPdvs(): void {
    this.#pdvs = [];
    this.#nextPdv = 0;
  }

  #awaitClose(): void {
    this.#startArtim();
    this.#state = 'Sta13';
    this.#dropPdvs();
  }

  #close(cause: 'peer' | 'local' | 'artim'): void {
    this.#effects.push({ kind: 'close' });
    this.#idle(cause);
  }

  #idle(cause: 'peer' | 'local' | 'artim'): void {
    this.#state = 'Sta1';
    this.#reader.discard();
    this.#dropPdvs();
    this.#indications.push({ kind: 'closed', cause });
  }

  #send(parts: readonly Uint8Array[] = []): void {
    if (this.#sending !== undefined && this.#sending === this.#effects.at(-1)) {
      for (const part of parts) this.#sending.parts.push(part);
      return;
    }
    this.#sending = { kind: 'send', parts: [...parts] };
    this.#effects.push(this.#sending);
  }

  #startArtim(): void {
    this.#artimRunning = true;
    this.#effects.push({ kind: 'start-artim', micros: this.options.artimMicros ?? ARTIM_MICROS });
  }

  #stopArtim(): void {
    if (!this.#artimRunning) return;
    this.#artimRunning = false;
    this.#effects.push({ kind: 'stop-artim' });
  }
}
