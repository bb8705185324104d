import { MINUTE, type Micros } from '../core/clock.ts';
import type { Kernel, Task } from '../core/kernel.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { explainAbort } from '../protocols/dimse/abort.ts';
import { type Indication, RequestorMachine } from '../protocols/dimse/association.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import type { AcceptedContext } from '../protocols/dimse/message-assembler.ts';
import { proposeContexts } from '../protocols/dimse/negotiation.ts';
import { explainRejection } from '../protocols/dimse/rejection.ts';
import { findRequest } from '../protocols/dimse/services/query.ts';
import { storeRequest } from '../protocols/dimse/services/storage.ts';
import { echoRequest } from '../protocols/dimse/services/verification.ts';
import { statusClass } from '../protocols/dimse/status.ts';
import { uids } from '../protocols/dimse/uids.ts';
import {
  dicomKeys,
  type DicomParties,
  type DicomRoom,
  lastAnswer,
  linkPduLength,
  recordDicomTransport,
  recordDimse,
} from './dicom-journal.ts';
import type { BusinessKeys } from './journal.ts';
import type { ClientConnection } from './network.ts';

// The two sides of a link are one thing to the systems: they import both from here.
export {
  type DicomCall,
  type DicomProvider,
  type FoundMatch,
  serveDicom,
  type StoredInstance,
} from './dicom-server.ts';

/** The requesting side of a DICOM association between two hosts. */
export interface AssociationRequest {
  /** Host that opens the connection. */
  readonly from: string;
  readonly callingAe: string;
  readonly calledAe: string;
  readonly target: { readonly host: string; readonly port: number };
  readonly contexts: readonly { readonly abstractSyntax: string; readonly transferSyntaxes: readonly string[] }[];
  /** µs to wait for each answer; at most five minutes. */
  readonly timeout: Micros;
  /** What the association is about, for the journal when it fails. */
  readonly keys?: BusinessKeys;
}

export type AssociationOutcome =
  | { readonly kind: 'open'; readonly association: OpenAssociation }
  | {
      readonly kind: 'rejected';
      readonly result: number;
      readonly source: number;
      readonly reason: number;
      /** The words of PS3.8 Table 9-21: `called-AE-title-not-recognized`. */
      readonly text: string;
      readonly eventId: number;
    }
  | {
      readonly kind: 'refused' | 'timed-out' | 'unknown-host' | 'aborted';
      readonly detail: string;
      readonly eventId: number;
    };

/** Why an operation has no response. After anything but `no-context` the association is gone. */
export interface OperationFailure {
  readonly kind: 'no-context' | 'aborted' | 'timed-out';
  readonly detail: string;
  readonly eventId: number;
}

export interface OperationAnswer {
  readonly kind: 'answered';
  /** (0000,0900) of the final response. */
  readonly status: number;
  readonly errorComment: string;
  /** Journal event of the request. */
  readonly eventId: number;
}

export type OperationResult = OperationAnswer | OperationFailure;

/** `results` holds the identifiers of the pending responses, in order, and is there even when the end is a failure. */
export type FindResult = (OperationAnswer & { readonly results: readonly DataSet[] }) | OperationFailure;

const longestTimeout = 5 * MINUTE;
/** More pending responses than this are a runaway server: the association is aborted. */
const mostFindResults = 5_000;

/** Connects, proposes and waits for the answer. */
export function* openAssociation(room: DicomRoom, request: AssociationRequest): Task<AssociationOutcome> {
  const { kernel, network, journal } = room;
  const { target, calledAe, callingAe, keys = {} } = request;
  const where = `${target.host}:${target.port}`;
  const fail = (outcome: string, connectionId: number): number =>
    recordDicomTransport(
      journal,
      { from: request.from, to: target.host, connectionId },
      `A-ASSOCIATE ${callingAe} → ${calledAe}`,
      outcome,
      keys,
    );
  const connected = yield* network.connect(request.from, target.host, target.port);
  if (connected.kind !== 'open') {
    const detail = {
      refused: `${where} refused the connection`,
      'timed-out': `${where} does not respond`,
      'unknown-host': `no host ${target.host}`,
    }[connected.kind];
    return { kind: connected.kind, detail, eventId: fail(detail, 0) };
  }
  const { connection } = connected;
  const parties: DicomParties = {
    from: request.from,
    to: connection.remoteHost,
    connectionId: connection.connectionId,
    callingAe,
    calledAe,
  };
  const machine = new RequestorMachine({ maxPduLength: linkPduLength });
  machine.request({
    calledAeTitle: calledAe,
    callingAeTitle: callingAe,
    contexts: proposeContexts(request.contexts),
  });
  machine.transportConnected();
  const driver = new Driver(kernel, connection, machine, Math.min(request.timeout, longestTimeout));
  const answer = yield* driver.next();
  if (answer.kind === 'associate-accept') {
    return { kind: 'open', association: new OpenAssociation(room, driver, parties) };
  }
  if (answer.kind === 'associate-reject') {
    const text = explainRejection(answer.rejection);
    const eventId = fail(`rejected: ${text.reason} (${text.source}, ${text.result})`, connection.connectionId);
    driver.end();
    return { kind: 'rejected', ...answer.rejection, text: text.reason, eventId };
  }
  if (answer.kind === 'timed-out') {
    driver.abort();
    return {
      kind: 'timed-out',
      detail: `${where} accepted the connection and did not answer`,
      eventId: fail('no answer to A-ASSOCIATE-RQ', connection.connectionId),
    };
  }
  const detail = describeEnd(answer);
  driver.end();
  return { kind: 'aborted', detail, eventId: fail(detail, connection.connectionId) };
}

/** An established association; release or abort it, or the lab never becomes quiet. */
export class OpenAssociation {
  readonly #room: DicomRoom;
  readonly #driver: Driver;
  readonly #parties: DicomParties;
  #messageId = 0;

  constructor(room: DicomRoom, driver: Driver, parties: DicomParties) {
    this.#room = room;
    this.#driver = driver;
    this.#parties = parties;
  }

  /** Accepted presentation contexts. */
  get contexts(): readonly AcceptedContext[] {
    return [...this.#driver.machine.contexts.values()];
  }

  /** The first accepted context for this SOP class. */
  contextFor(sopClass: string): AcceptedContext | undefined {
    return this.contexts.find((context) => context.abstractSyntax === sopClass);
  }

  *echo(): Task<OperationResult> {
    const context = this.contextFor(uids.verification);
    if (!context) return this.#noContext('Verification', {});
    return yield* this.#operate(context, echoRequest(this.#nextId()), undefined, {}, undefined);
  }

  /** C-FIND: `identifier` holds the keys. */
  *find(sopClass: string, identifier: DataSet): Task<FindResult> {
    const keys = dicomKeys(identifier);
    const context = this.contextFor(sopClass);
    if (!context) return this.#noContext(sopClass, keys);
    const results: DataSet[] = [];
    const data = identifier.write(context.transferSyntax);
    const outcome = yield* this.#operate(context, findRequest(this.#nextId(), sopClass), data, keys, results);
    return outcome.kind === 'answered' ? { ...outcome, results } : outcome;
  }

  /** C-STORE of one instance, encoded in the transfer syntax accepted for its class. */
  *store(dataSet: DataSet, sopClass: string, sopUid: string): Task<OperationResult> {
    const keys = dicomKeys(dataSet);
    const context = this.contextFor(sopClass);
    if (!context) return this.#noContext(sopClass, keys);
    const data = dataSet.write(context.transferSyntax);
    return yield* this.#operate(context, storeRequest(this.#nextId(), sopClass, sopUid), data, keys, undefined);
  }

  /** Says goodbye and waits for the other side to agree. */
  *release(): Task<void> {
    this.#driver.machine.release();
    this.#driver.perform();
    const answer = yield* this.#driver.next();
    if (answer.kind === 'release-request') {
      // Both at once (PS3.8 9.2.3): answer theirs, then await the confirmation.
      this.#driver.machine.respondRelease();
      this.#driver.perform();
      yield* this.#driver.next();
    }
    this.#driver.end();
  }

  abort(): void {
    this.#driver.abort();
  }

  #nextId(): number {
    this.#messageId = (this.#messageId % 0xffff) + 1;
    return this.#messageId;
  }

  #noContext(sopClass: string, keys: BusinessKeys): OperationFailure {
    const { calledAe } = this.#parties;
    const detail = `no presentation context accepted by ${calledAe} for ${sopClass}`;
    return { kind: 'no-context', detail, eventId: this.#record('A-ASSOCIATE', detail, keys) };
  }

  #record(title: string, outcome: string, keys: BusinessKeys): number {
    return recordDicomTransport(this.#room.journal, this.#parties, title, outcome, keys);
  }

  *#operate(
    context: AcceptedContext,
    command: CommandSet,
    data: readonly Uint8Array[] | undefined,
    keys: BusinessKeys,
    results: DataSet[] | undefined,
  ): Task<OperationResult> {
    const { journal, kernel } = this.#room;
    const { machine } = this.#driver;
    const eventId = recordDimse(journal, this.#parties, command, context.transferSyntax, data, keys);
    machine.sendMessage(context.id, command, data);
    this.#driver.perform();
    for (;;) {
      const indication = yield* this.#driver.next();
      if (indication.kind === 'message') {
        const { command: response, dataSet, transferSyntax } = indication;
        const status = response.number('Status') ?? 0xc000;
        if (statusClass(status) === 'pending') {
          if (results && dataSet) results.push(DataSet.read(dataSet, transferSyntax));
          if (!results || results.length <= mostFindResults) continue;
          this.#driver.abort();
          const detail = `more than ${mostFindResults} answers`;
          return { kind: 'aborted', detail, eventId: this.#record('C-FIND', detail, keys) };
        }
        // What the client does next follows from the answer, not from its own request.
        kernel.cause = lastAnswer(journal, eventId) ?? eventId;
        return { kind: 'answered', status, errorComment: response.text('ErrorComment'), eventId };
      }
      const kind = indication.kind === 'timed-out' ? 'timed-out' : 'aborted';
      const detail = describeEnd(indication);
      if (kind === 'timed-out') this.#driver.abort();
      else this.#driver.end();
      return { kind, detail, eventId: this.#record('association', detail, keys) };
    }
  }
}

type Heard = Indication | { readonly kind: 'timed-out' };

/** Ties a requestor machine to its connection. ARTIM is not needed here: every wait has a deadline of its own. */
class Driver {
  readonly machine: RequestorMachine;
  readonly #kernel: Kernel;
  readonly #connection: ClientConnection;
  readonly #timeout: Micros;

  constructor(kernel: Kernel, connection: ClientConnection, machine: RequestorMachine, timeout: Micros) {
    this.#kernel = kernel;
    this.#connection = connection;
    this.machine = machine;
    this.#timeout = timeout;
    this.perform();
  }

  perform(): void {
    for (const effect of this.machine.takeEffects()) {
      if (effect.kind === 'send') this.#connection.send(effect.parts);
      else if (effect.kind === 'close') this.#connection.close();
    }
  }

  /** The next indication. */
  *next(): Task<Heard> {
    const deadline = this.#kernel.now + this.#timeout;
    for (;;) {
      const indication = this.machine.next();
      this.perform();
      if (indication) return indication;
      const received = yield* this.#connection.receive(deadline);
      if (received.kind === 'timed-out') return { kind: 'timed-out' };
      if (received.kind === 'closed') this.machine.transportClosed();
      else for (const part of received.parts) this.machine.feed(part);
    }
  }

  abort(): void {
    this.machine.abort();
    this.perform();
    this.end();
  }

  end(): void {
    this.perform();
    this.#connection.close();
  }
}

function describeEnd(indication: Heard): string {
  if (indication.kind === 'timed-out') return 'no answer in time';
  if (indication.kind === 'abort') return `aborted by the peer: ${explainAbort(indication.abort).source}`;
  if (indication.kind === 'release-request') return 'the peer asked for release instead of answering';
  if (indication.kind !== 'provider-abort') return `unexpected: ${indication.kind}`;
  if (indication.by === 'transport') return 'the connection was closed';
  return `aborted: ${indication.diagnostic?.code ?? explainAbort(indication.abort).reason}`;
}
