import { aborts } from '../protocols/dimse/abort.ts';
import type {
  AcceptorMachine,
  AssociateAcceptParameters,
  AssociateRequestParameters,
  Indication,
} from '../protocols/dimse/association.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import type { DataSetHandling } from '../protocols/dimse/message-assembler.ts';
import { type DimseMessage, type MessageStart, isResponse } from '../protocols/dimse/message.ts';
import type { AssociateRequestPdu } from '../protocols/dimse/pdu.ts';
import type { Rejection } from '../protocols/dimse/rejection.ts';
import { cancels } from '../protocols/dimse/services/cancel.ts';
import type { DicomConnection } from './dicom-connection.ts';
import type { Attend } from './dicom-port.ts';
import type { Remote } from './fault.ts';

export type AssociationVerdict =
  ({ readonly kind: 'accept' } & AssociateAcceptParameters) | ({ readonly kind: 'reject' } & Rejection);

/** One response; with a data set exactly when its command announces one. */
export interface DimseResponse {
  readonly command: CommandSet;
  readonly dataSet?: readonly Uint8Array[] | undefined;
}

export type DimseResponses = Iterable<DimseResponse> | AsyncIterable<DimseResponse>;

/** A request that is being answered. */
export interface Operation {
  readonly remote: Remote;
  readonly callingAe: string;
  readonly calledAe: string;
  /** The C-CANCEL-RQ that came for it. */
  readonly cancel: CommandSet | undefined;
  /** The association has ended: nobody hears the answer. */
  readonly over: boolean;
}

/** What stands behind a port: pulled for one response at a time, so that a slow peer and a C-CANCEL are both heard. */
export interface DicomPortProvider {
  readonly accept: (request: AssociateRequestPdu, remote: Remote) => AssociationVerdict;
  /** Answers a request; no response at all is [] and right for nothing but C-CANCEL. */
  readonly answer: (message: DimseMessage, operation: Operation) => DimseResponses;
  /** What becomes of a data set that is to come; only with `announceMessages` in the association's options. */
  readonly begin?: (start: MessageStart, remote: Remote) => DataSetHandling;
  /** Bytes of a data set that `begin` wanted passed on. */
  readonly part?: (contextId: number, parts: readonly Uint8Array[], remote: Remote) => void;
  /** Called once for every association that was accepted. */
  readonly ended?: (remote: Remote, how: 'released' | 'aborted') => void;
}

/** Responses of one write, and bytes of their data sets; between two writes the peer is heard. */
const responsesAtOnce = 32;
const bytesAtOnce = 65_536;
/** Requests that may wait while one is being answered; then nothing more is read. The window is 1, so none should. */
const mostWaiting = 8;

/** `listenDicom({ port, attend: serving(provider) })` */
export function serving(provider: DicomPortProvider): Attend {
  return (connection) => {
    const service = new AssociationService(provider, connection);
    return (indication) => service.hear(indication);
  };
}

class AssociationService {
  readonly #provider: DicomPortProvider;
  readonly #connection: DicomConnection<AcceptorMachine>;
  readonly #waiting: DimseMessage[] = [];
  #parties: Pick<AssociateRequestParameters, 'callingAeTitle' | 'calledAeTitle'> | undefined;
  #running: { readonly message: DimseMessage; cancel: CommandSet | undefined } | undefined;
  #over = false;

  constructor(provider: DicomPortProvider, connection: DicomConnection<AcceptorMachine>) {
    this.#provider = provider;
    this.#connection = connection;
  }

  hear(indication: Indication): void {
    const { machine, remote } = this.#connection;
    switch (indication.kind) {
      case 'associate-request': {
        const { request } = indication;
        const verdict = this.#provider.accept(request, remote);
        if (verdict.kind === 'reject') {
          machine.reject(verdict);
          return;
        }
        this.#parties = request;
        machine.accept(verdict);
        return;
      }
      case 'message-start': {
        const handling = this.#provider.begin?.(indication, remote) ?? 'keep';
        machine.receiveDataSet(indication.contextId, handling);
        if (handling !== 'keep') this.#connection.notKept();
        return;
      }
      case 'data-set-part':
        this.#provider.part?.(indication.contextId, indication.parts, remote);
        return;
      case 'message':
        this.#message(indication);
        return;
      case 'release-request':
        machine.respondRelease();
        this.#end('released');
        return;
      case 'abort':
      case 'provider-abort':
      case 'closed':
        this.#end('aborted');
        return;
      case 'provider-reject':
      case 'associate-accept':
      case 'associate-reject':
      case 'release-confirm':
        return;
      default:
        indication satisfies never;
    }
  }

  #message(message: DimseMessage): void {
    if (message.name === 'C-CANCEL-RQ') {
      const running = this.#running;
      if (running !== undefined && cancels(message.command, running.message.command)) running.cancel = message.command;
      return;
    }
    // A response to nothing that was asked: the peer has lost its way in the protocol.
    if (isResponse(message.command)) {
      this.#connection.machine.abort(aborts.byUser);
      return;
    }
    if (this.#running === undefined) {
      this.#begin(message);
      return;
    }
    this.#waiting.push(message);
    if (this.#waiting.length >= mostWaiting) this.#connection.hold(true);
  }

  #begin(message: DimseMessage): void {
    const running = { message, cancel: undefined as CommandSet | undefined };
    const { remote } = this.#connection;
    const ended = (): boolean => this.#over;
    const operation: Operation = {
      remote,
      callingAe: this.#parties?.callingAeTitle ?? '',
      calledAe: this.#parties?.calledAeTitle ?? '',
      get cancel() {
        return running.cancel;
      },
      get over() {
        return ended();
      },
    };
    this.#running = running;
    this.#connection.working(1);
    const responses = this.#provider.answer(message, operation);
    if (Symbol.iterator in responses) this.#send(message, responses[Symbol.iterator]());
    else void this.#sendLater(message, responses);
  }

  /** As many responses as go at once; goes on when there is room, or when the peer has been heard. */
  #send(message: DimseMessage, responses: Iterator<DimseResponse>): void {
    let bytes = 0;
    for (let sent = 0; !this.#over; sent++) {
      if (sent === responsesAtOnce || bytes > bytesAtOnce) {
        this.#connection.flush();
        const goOn = (): void => this.#guard(() => this.#send(message, responses));
        if (this.#connection.congested) this.#connection.onceRoom(goOn);
        else setImmediate(goOn);
        return;
      }
      const step = responses.next();
      if (step.done === true) break;
      if (!this.#respond(message, step.value)) break;
      for (const part of step.value.dataSet ?? []) bytes += part.length;
    }
    this.#finish();
  }

  async #sendLater(message: DimseMessage, responses: AsyncIterable<DimseResponse>): Promise<void> {
    try {
      for await (const response of responses) {
        if (this.#over || !this.#respond(message, response)) break;
        this.#connection.run();
        if (this.#connection.congested) {
          await new Promise<void>((resolve) => {
            this.#connection.onceRoom(resolve);
          });
        }
      }
    } catch (error) {
      this.#defect(error);
    }
    this.#finish();
    this.#connection.run();
  }

  /** False when it could not be sent: the association ended meanwhile, or the provider's response is no response. */
  #respond(message: DimseMessage, response: DimseResponse): boolean {
    const { machine } = this.#connection;
    const result = machine.sendMessage(message.contextId, response.command, response.dataSet);
    if (result.kind === 'refused' && result.reason !== 'state') this.#defect(new Error(`response: ${result.reason}`));
    return result.kind === 'done';
  }

  #finish(): void {
    this.#running = undefined;
    this.#connection.working(-1);
    const next = this.#over ? undefined : this.#waiting.shift();
    if (this.#waiting.length < mostWaiting) this.#connection.hold(false);
    if (next !== undefined) {
      // Not within this call: a hundred requests that wait are not a hundred frames deep.
      setImmediate(() => this.#guard(() => this.#begin(next)));
      this.#running = { message: next, cancel: undefined };
    }
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#defect(error);
    }
    this.#connection.run();
  }

  #defect(error: unknown): void {
    this.#connection.giveUp({ kind: 'defect', error });
  }

  #end(how: 'released' | 'aborted'): void {
    if (this.#over) return;
    this.#over = true;
    this.#waiting.length = 0;
    if (this.#parties !== undefined) this.#provider.ended?.(this.#connection.remote, how);
  }
}
