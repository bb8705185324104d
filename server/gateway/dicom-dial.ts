import type { Abort } from '../protocols/dimse/abort.ts';
import {
  type AssociateRequestParameters,
  type AssociationOptions,
  type Indication,
  RequestorMachine,
} from '../protocols/dimse/association.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import type { AcceptedContext } from '../protocols/dimse/message-assembler.ts';
import { type DimseMessage, isResponse, responseCommand } from '../protocols/dimse/message.ts';
import type { AnsweredContext } from '../protocols/dimse/pdu.ts';
import type { Rejection } from '../protocols/dimse/rejection.ts';
import { statusClass, statuses } from '../protocols/dimse/status.ts';
import { ByteBudget } from './byte-budget.ts';
import { type DialAddress, dial } from './dial.ts';
import { DicomConnection } from './dicom-connection.ts';
import type { GatewayFault, OnFault } from './fault.ts';
import { type GatewayLimits, gatewayLimits } from './limits.ts';
import type { DimseResponse } from './association-service.ts';
import { Watchdog } from './watchdog.ts';

export interface DicomDial extends DialAddress {
  readonly request: AssociateRequestParameters;
  readonly association?: AssociationOptions;
  readonly limits?: Partial<GatewayLimits>;
  readonly onFault?: OnFault;
  /** Answers requests of the other side (C-STORE of a C-GET, N-EVENT-REPORT); 0211H unless given. */
  readonly answer?: (message: DimseMessage) => DimseResponse;
}

/** How an association that was wanted, or was open, came to its end. */
export type AssociationEnd =
  | { readonly kind: 'rejected'; readonly rejection: Rejection }
  | { readonly kind: 'aborted'; readonly by: 'peer' | 'local' | 'transport'; readonly abort: Abort }
  | { readonly kind: 'released' }
  | { readonly kind: 'failed'; readonly fault: GatewayFault };

export type DicomDialled =
  | {
      readonly kind: 'open';
      readonly association: DialledAssociation;
      /** What became of each context that was proposed, refused ones too. */
      readonly answered: readonly AnsweredContext[];
    }
  | AssociationEnd;

/** The final response to a request. */
export interface Answered {
  readonly kind: 'answered';
  readonly status: number;
  readonly message: DimseMessage;
}

/** Opens an association and resolves when it is open or will not be. */
export async function dialDicom(options: DicomDial): Promise<DicomDialled> {
  const limits = { ...gatewayLimits, ...options.limits };
  const socket = dial(options, limits.writeHighWater);
  if (socket === undefined) {
    return { kind: 'failed', fault: { kind: 'address-refused', host: options.host ?? '' } };
  }
  return await new Promise((resolve) => {
    const machine = new RequestorMachine({ artimMicros: limits.artimMillis * 1_000, ...options.association });
    const { idleMillis, unitMillis, messageMillis, writeMillis } = limits;
    const home = {
      limits,
      watchdog: new Watchdog(Math.min(idleMillis, unitMillis, messageMillis, writeMillis)),
      budget: new ByteBudget(),
      onFault: (found: GatewayFault): void => {
        association.fault(found);
        options.onFault?.(found, connection.remote);
      },
    };
    const remote = { connectionId: 1, address: options.host ?? '127.0.0.1', port: options.port };
    const connection = new DicomConnection(socket, machine, remote, home);
    const association = new DialledAssociation(connection, limits.answerMillis, options.answer, resolve);
    machine.request(options.request);
    connection.attend((indication) => {
      association.hear(indication);
      if (indication.kind === 'associate-accept') {
        resolve({ kind: 'open', association, answered: indication.acceptance.contexts });
      }
    });
    socket.once('connect', () => {
      machine.transportConnected();
      connection.run();
    });
  });
}

interface Asked {
  readonly pending: ((message: DimseMessage) => void) | undefined;
  readonly resolve: (outcome: Answered | AssociationEnd) => void;
}

/** An open association of ours. Release or abort it. */
export class DialledAssociation {
  readonly #connection: DicomConnection<RequestorMachine>;
  readonly #answer: ((message: DimseMessage) => DimseResponse) | undefined;
  readonly #onEnd: (end: AssociationEnd) => void;
  readonly #asked = new Map<number, Asked>();
  /** Runs while an answer is awaited: to the association or its release, or to what is asked. */
  readonly #patience: NodeJS.Timeout;
  #negotiating = true;
  #fault: GatewayFault | undefined;
  #end: AssociationEnd | undefined;

  constructor(
    connection: DicomConnection<RequestorMachine>,
    answerMillis: number,
    answer: ((message: DimseMessage) => DimseResponse) | undefined,
    onEnd: (end: AssociationEnd) => void,
  ) {
    this.#connection = connection;
    this.#answer = answer;
    this.#onEnd = onEnd;
    this.#patience = setTimeout(() => {
      if (!this.#negotiating && this.#asked.size === 0) return;
      connection.giveUp({ kind: 'no-answer' });
      // A peer that is silent need not close either.
      this.#finish({ kind: 'failed', fault: { kind: 'no-answer' } });
    }, answerMillis);
  }

  get contexts(): ReadonlyMap<number, AcceptedContext> {
    return this.#connection.machine.contexts;
  }

  /** The first accepted context of an abstract syntax. */
  contextFor(abstractSyntax: string): AcceptedContext | undefined {
    for (const context of this.contexts.values()) if (context.abstractSyntax === abstractSyntax) return context;
    return undefined;
  }

  /** Sends a request; `pending` hears the responses before the final one. Resolves with that, or with how all ended. */
  async ask(
    contextId: number,
    command: CommandSet,
    dataSet?: readonly Uint8Array[],
    pending?: (message: DimseMessage) => void,
  ): Promise<Answered | AssociationEnd> {
    if (this.#end !== undefined) return this.#end;
    return await new Promise((resolve) => {
      const id = command.number('MessageID') ?? 0;
      this.#asked.set(id, { pending, resolve });
      this.#connection.working(1);
      const result = this.#connection.machine.sendMessage(contextId, command, dataSet);
      if (result.kind === 'refused') {
        this.#asked.delete(id);
        this.#connection.working(-1);
        resolve({ kind: 'failed', fault: { kind: 'defect', error: new Error(`message refused: ${result.reason}`) } });
        return;
      }
      this.#connection.run();
      this.#await();
      // What has not left yet cannot be answered.
      if (this.#connection.congested) this.#connection.onceRoom(() => this.#await());
    });
  }

  /** Sends what is not answered: C-CANCEL. */
  tell(contextId: number, command: CommandSet): void {
    this.#connection.machine.sendMessage(contextId, command);
    this.#connection.run();
  }

  /** Resolves when the peer has agreed and the socket is gone. */
  async release(): Promise<AssociationEnd> {
    this.#connection.machine.release();
    this.#negotiating = true;
    this.#await();
    this.#connection.run();
    return await this.closed();
  }

  async abort(): Promise<AssociationEnd> {
    this.#connection.machine.abort();
    this.#connection.run();
    return await this.closed();
  }

  /** Resolves when the socket is gone. */
  async closed(): Promise<AssociationEnd> {
    await new Promise<void>((resolve) => {
      this.#connection.onceClosed(resolve);
    });
    return this.#end ?? { kind: 'released' };
  }

  /** What went wrong on the way; the first of all is why the association ended. */
  fault(fault: GatewayFault): void {
    this.#fault ??= fault;
  }

  hear(indication: Indication): void {
    const { machine } = this.#connection;
    switch (indication.kind) {
      case 'associate-accept':
        this.#negotiating = false;
        return;
      case 'message':
        this.#message(indication);
        return;
      case 'associate-reject':
        this.#finish({ kind: 'rejected', rejection: indication.rejection });
        return;
      case 'release-request':
        machine.respondRelease();
        this.#finish({ kind: 'released' });
        return;
      case 'release-confirm':
        this.#finish({ kind: 'released' });
        return;
      case 'abort':
        this.#finish({ kind: 'aborted', by: 'peer', abort: indication.abort });
        return;
      case 'provider-abort':
        this.#finish({ kind: 'aborted', by: indication.by, abort: indication.abort });
        return;
      case 'closed':
        this.#finish({ kind: 'released' });
        return;
      case 'associate-request':
      case 'provider-reject':
      case 'message-start':
      case 'data-set-part':
        return;
      default:
        indication satisfies never;
    }
  }

  #message(message: DimseMessage): void {
    const { command, contextId } = message;
    this.#await();
    if (!isResponse(command)) {
      if (message.name === 'C-CANCEL-RQ') return;
      const response: DimseResponse = this.#answer?.(message) ?? {
        command: responseCommand(command, statuses.unrecognizedOperation),
      };
      this.#connection.machine.sendMessage(contextId, response.command, response.dataSet);
      return;
    }
    const id = command.number('MessageIDBeingRespondedTo') ?? 0;
    const asked = this.#asked.get(id);
    if (asked === undefined) return;
    const status = command.number('Status') ?? statuses.unableToProcess;
    if (statusClass(status) === 'pending') {
      asked.pending?.(message);
      return;
    }
    this.#asked.delete(id);
    this.#connection.working(-1);
    asked.resolve({ kind: 'answered', status, message });
  }

  /** From now on the peer has its whole time again. */
  #await(): void {
    if (this.#end === undefined) this.#patience.refresh();
  }

  #finish(how: AssociationEnd): void {
    if (this.#end !== undefined) return;
    const isOurs = how.kind === 'released' || (how.kind === 'aborted' && how.by !== 'peer');
    const end = isOurs && this.#fault !== undefined ? ({ kind: 'failed', fault: this.#fault } as const) : how;
    this.#end = end;
    clearTimeout(this.#patience);
    for (const { resolve } of this.#asked.values()) resolve(end);
    this.#asked.clear();
    this.#onEnd(end);
  }
}
