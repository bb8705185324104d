import type { Micros } from '../core/clock.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { explainAbort } from '../protocols/dimse/abort.ts';
import { AcceptorMachine, type Indication } from '../protocols/dimse/association.ts';
import { type DimseMessage, isResponse, responseCommand } from '../protocols/dimse/message.ts';
import { negotiate } from '../protocols/dimse/negotiation.ts';
import type { ProposedContext } from '../protocols/dimse/pdu.ts';
import { explainRejection, type Rejection } from '../protocols/dimse/rejection.ts';
import { type Match, QueryAnswer, readFindRequest } from '../protocols/dimse/services/query.ts';
import { readStoreRequest, storeResponse } from '../protocols/dimse/services/storage.ts';
import { echoResponse } from '../protocols/dimse/services/verification.ts';
import { statuses } from '../protocols/dimse/status.ts';
import {
  dicomKeys,
  type DicomParties,
  type DicomRoom,
  linkPduLength,
  recordDicomTransport,
  recordDimse,
} from './dicom-journal.ts';
import type { Endpoint, Reactor } from './network.ts';

/** Whom a provider talks to, and about which message. */
export interface DicomCall {
  readonly callingAe: string;
  readonly calledAe: string;
  readonly remoteHost: string;
  readonly connectionId: number;
  /** Journal event of the request. */
  readonly eventId: number;
  readonly sopClass: string;
  readonly transferSyntax: string;
}

export interface AssociationProposal {
  readonly callingAe: string;
  readonly calledAe: string;
  readonly remoteHost: string;
  readonly remoteAddress: string;
  readonly contexts: readonly ProposedContext[];
}

/** One match: the identifier as a data set, or already encoded in the transfer syntax of the call. */
export interface FoundMatch {
  readonly data: DataSet | readonly Uint8Array[];
  /** FF01: an optional key of the query is not supported. FF00 unless given. */
  readonly status?: 0xff00 | 0xff01;
}

export type FindAnswer =
  Iterable<FoundMatch> | { readonly kind: 'failed'; readonly status: number; readonly comment: string };

export interface StoredInstance {
  readonly sopUid: string;
  readonly dataSet: DataSet;
  /** The bytes as they came; views of the sender's buffers. */
  readonly parts: readonly Uint8Array[];
}

/** What a system offers on a port. What it lacks is answered 0211H (unrecognized operation). */
export interface DicomProvider {
  /** `supported` maps an abstract syntax to the transfer syntaxes taken for it, the preferred first. */
  readonly accept: (
    proposal: AssociationProposal,
  ) =>
    | { readonly kind: 'accept'; readonly supported: ReadonlyMap<string, readonly string[]> }
    | ({ readonly kind: 'reject' } & Rejection);
  readonly echo?: (call: DicomCall) => number;
  readonly find?: (call: DicomCall, identifier: DataSet) => FindAnswer;
  readonly store?: (
    call: DicomCall,
    instance: StoredInstance,
  ) => { readonly status: number; readonly comment?: string };
  /** The association is over, however it ended. Called once for every accepted association. */
  readonly ended?: (
    call: Omit<DicomCall, 'eventId' | 'sopClass' | 'transferSyntax'>,
    how: 'released' | 'aborted',
  ) => void;
}

/** How long a server takes for one message: 1 ms and 5 ns per byte. */
const processing = { fixed: 1_000, perByte: 0.005 } as const;
/** Pending responses of one write; between two writes a C-CANCEL can be heard. */
const matchesAtOnce = 25;
const betweenBatches: Micros = 1_000;

export function serveDicom(room: DicomRoom, host: string, port: number, provider: DicomProvider): void {
  room.network.listen(host, port, (endpoint) => new DicomReactor(room, host, endpoint, provider));
}

/** One accepted connection: bytes in, answers out after the processing time, one message after the other. */
class DicomReactor implements Reactor {
  readonly #room: DicomRoom;
  readonly #host: string;
  readonly #endpoint: Endpoint;
  readonly #provider: DicomProvider;
  readonly #machine = new AcceptorMachine({ maxPduLength: linkPduLength });
  #stopArtim: (() => void) | undefined;
  /** A message is being worked on; what arrives meanwhile waits in the machine. */
  #busy = false;
  #answering: { readonly answer: QueryAnswer; readonly eventId: number; readonly transferSyntax: string } | undefined;
  #parties: DicomParties | undefined;
  #over = false;

  constructor(room: DicomRoom, host: string, endpoint: Endpoint, provider: DicomProvider) {
    this.#room = room;
    this.#host = host;
    this.#endpoint = endpoint;
    this.#provider = provider;
    this.#perform();
  }

  data(parts: readonly Uint8Array[]): void {
    for (const part of parts) this.#machine.feed(part);
    this.#pump();
  }

  closed(): void {
    this.#machine.transportClosed();
    this.#busy = false;
    this.#answering = undefined;
    this.#pump();
    this.#stopArtim?.();
    this.#finish('aborted');
  }

  #pump(): void {
    while (!this.#busy) {
      const indication = this.#machine.next();
      if (!indication) break;
      this.#answer(indication);
    }
    this.#perform();
  }

  #perform(): void {
    for (const effect of this.#machine.takeEffects()) {
      switch (effect.kind) {
        case 'send':
          this.#endpoint.send(effect.parts);
          break;
        case 'close':
          this.#endpoint.close();
          break;
        case 'start-artim':
          this.#stopArtim?.();
          this.#stopArtim = this.#room.kernel.callAt(this.#room.kernel.now + effect.micros, () => {
            this.#machine.timeout();
            this.#pump();
          });
          break;
        case 'stop-artim':
          this.#stopArtim?.();
          this.#stopArtim = undefined;
          break;
        default:
          effect satisfies never;
      }
    }
  }

  #answer(indication: Indication): void {
    switch (indication.kind) {
      case 'associate-request': {
        const { callingAeTitle: callingAe, calledAeTitle: calledAe, contexts } = indication.request;
        const { remoteHost, remoteAddress, connectionId } = this.#endpoint;
        const verdict = this.#provider.accept({ callingAe, calledAe, remoteHost, remoteAddress, contexts });
        if (verdict.kind === 'reject') this.#machine.reject(verdict);
        else {
          this.#parties = { from: this.#host, to: remoteHost, connectionId, callingAe, calledAe };
          this.#machine.accept({ contexts: negotiate(contexts, verdict.supported) });
        }
        return;
      }
      case 'message':
        this.#take(indication);
        return;
      case 'release-request':
        this.#machine.respondRelease();
        this.#finish('released');
        return;
      case 'provider-abort':
        if (indication.by === 'local')
          this.#note(`aborted: ${indication.diagnostic?.code ?? explainAbort(indication.abort).reason}`);
        this.#finish('aborted');
        return;
      case 'provider-reject':
        this.#note(`rejected: ${explainRejection(indication.rejection).reason}`);
        return;
      case 'abort':
      case 'closed':
        this.#finish('aborted');
        return;
      case 'associate-accept':
      case 'associate-reject':
      case 'message-start':
      case 'data-set-part':
      case 'release-confirm':
        return;
      default:
        indication satisfies never;
    }
  }

  /** Starts work on a message; the answer leaves after the processing time. */
  #take(message: DimseMessage): void {
    const parties = this.#parties;
    if (!parties) return;
    if (message.name === 'C-CANCEL-RQ') {
      this.#answering?.answer.cancel(message.command);
      return;
    }
    if (isResponse(message.command)) return;
    const { kernel } = this.#room;
    const data = message.dataSet && DataSet.read(message.dataSet, message.transferSyntax);
    const eventId = this.#requestEvent(parties, message, data);
    const bytes = message.dataSet?.reduce((sum, part) => sum + part.length, 0) ?? 0;
    this.#busy = true;
    kernel.callAt(kernel.now + processing.fixed + Math.round(bytes * processing.perByte), () => {
      if (!this.#busy) return;
      this.#busy = false;
      kernel.cause = eventId;
      this.#work(parties, message, data, eventId);
      this.#pump();
    });
  }

  #work(parties: DicomParties, message: DimseMessage, data: DataSet | undefined, eventId: number): void {
    const { callingAe, calledAe, connectionId } = parties;
    const { command, contextId, transferSyntax } = message;
    const sopClass = command.text('AffectedSOPClassUID');
    const call = { callingAe, calledAe, connectionId, remoteHost: parties.to, eventId, sopClass, transferSyntax };
    const { echo, find, store } = this.#provider;
    const reply = (status: number, comment?: string): void => {
      const response = responseCommand(command, status, { errorComment: comment });
      this.#send(contextId, response, undefined, transferSyntax, eventId);
    };
    if (sopClass !== message.abstractSyntax) {
      reply(statuses.sopClassNotSupported, 'SOP class is not that of the presentation context');
    } else if (message.name === 'C-ECHO-RQ' && echo) {
      this.#send(contextId, echoResponse(command, echo(call)), undefined, transferSyntax, eventId);
    } else if (message.name === 'C-STORE-RQ' && store) {
      const request = readStoreRequest(command);
      if (request.kind === 'malformed' || !data || !message.dataSet) {
        reply(statuses.mistypedArgument, 'C-STORE-RQ without instance');
        return;
      }
      const { status, comment } = store(call, {
        sopUid: request.sopInstanceUid,
        dataSet: data,
        parts: message.dataSet,
      });
      const response = storeResponse(command, status, { errorComment: comment });
      this.#send(contextId, response, undefined, transferSyntax, eventId);
    } else if (message.name === 'C-FIND-RQ' && find) {
      const request = readFindRequest(command);
      if (request.kind === 'malformed' || !data) {
        reply(statuses.mistypedArgument, 'C-FIND-RQ without identifier');
        return;
      }
      const found = find(call, data);
      const failed = 'kind' in found ? found : undefined;
      const matches: Match[] = [];
      if (!('kind' in found)) {
        for (const { data: match, status } of found) {
          const dataSet = match instanceof DataSet ? match.write(transferSyntax) : match;
          matches.push({ dataSet, optionalKeyUnsupported: status === statuses.pendingWithWarning });
        }
      }
      const final = failed ? { status: failed.status, errorComment: failed.comment } : { status: statuses.success };
      const answer = new QueryAnswer(contextId, command, matches, final);
      this.#answering = { answer, eventId, transferSyntax };
      this.#answerMatches();
    } else reply(statuses.unrecognizedOperation);
  }

  #answerMatches(): void {
    const answering = this.#answering;
    if (!answering) return;
    const { answer, eventId, transferSyntax } = answering;
    for (let sent = 0; sent < matchesAtOnce; sent++) {
      const response = answer.next();
      if (!response) break;
      this.#send(answer.contextId, response.command, response.dataSet, transferSyntax, eventId);
    }
    if (answer.done) {
      this.#answering = undefined;
      return;
    }
    this.#room.kernel.callAt(this.#room.kernel.now + betweenBatches, () => {
      if (this.#answering !== answering) return;
      this.#answerMatches();
      this.#pump();
    });
  }

  #send(
    contextId: number,
    command: DimseMessage['command'],
    dataSet: readonly Uint8Array[] | undefined,
    transferSyntax: string,
    eventId: number,
  ): void {
    const { kernel, journal } = this.#room;
    if (!this.#parties || this.#machine.sendMessage(contextId, command, dataSet).kind === 'refused') return;
    const request = journal.get(eventId);
    const keys = dataSet ? dicomKeys(DataSet.read(dataSet, transferSyntax)) : (request?.keys ?? {});
    const { cause } = kernel;
    kernel.cause = eventId;
    recordDimse(journal, this.#parties, command, transferSyntax, dataSet, keys, eventId);
    kernel.cause = cause;
  }

  /**
   * The bytes travel with their cause, so what runs now follows from the sender's request event. Bytes of somebody who
   * recorded nothing (a raw connection, the gateway) are recorded here, on arrival.
   */
  #requestEvent(parties: DicomParties, message: DimseMessage, data: DataSet | undefined): number {
    const { kernel, journal } = this.#room;
    const event = journal.get(kernel.cause);
    if (event?.kind === 'dimse' && event.direction === 'request' && event.connectionId === parties.connectionId) {
      return event.id;
    }
    const sender = { ...parties, from: parties.to, to: parties.from };
    const keys = data ? dicomKeys(data) : {};
    return recordDimse(journal, sender, message.command, message.transferSyntax, message.dataSet, keys);
  }

  #note(outcome: string): void {
    const { remoteHost, connectionId } = this.#endpoint;
    recordDicomTransport(
      this.#room.journal,
      { from: this.#host, to: remoteHost, connectionId },
      'association',
      outcome,
      {},
    );
  }

  #finish(how: 'released' | 'aborted'): void {
    if (this.#over || !this.#parties) return;
    this.#over = true;
    const { callingAe, calledAe, connectionId, to } = this.#parties;
    this.#provider.ended?.({ callingAe, calledAe, connectionId, remoteHost: to }, how);
  }
}
