import type { Micros } from '../core/clock.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { aborts } from '../protocols/dimse/abort.ts';
import type { AcceptorMachine } from '../protocols/dimse/association.ts';
import { type DimseMessage, isResponse, responseCommand } from '../protocols/dimse/message.ts';
import { type NService, nResponse, readNRequest } from '../protocols/dimse/services/n-service.ts';
import { type Match, QueryAnswer, readFindRequest } from '../protocols/dimse/services/query.ts';
import { RetrieveAnswer } from '../protocols/dimse/services/retrieve-answer.ts';
import { readGetRequest, readMoveRequest } from '../protocols/dimse/services/retrieve.ts';
import { readStoreRequest, storeRequest, storeResponse } from '../protocols/dimse/services/storage.ts';
import { echoResponse } from '../protocols/dimse/services/verification.ts';
import { statusClass, statuses } from '../protocols/dimse/status.ts';
import type { RoleSelection } from '../protocols/dimse/user-information.ts';
import { type DicomParties, type DicomRoom, recordDimse } from './dicom-journal.ts';
import type { DicomCall, DicomProvider, FindAnswer, GetAnswer, MoveAnswer, RetrievedInstance } from './dicom-provider.ts'; // prettier-ignore
import { OwnRequests } from './dicom-own-requests.ts';
import { encodeFailedList, performMove, storableIn } from './dicom-sub-operations.ts';

/** How long a server takes for one message: 1 ms and 5 ns per byte. */
const processing = { fixed: 1_000, perByte: 0.005 } as const;
/** Pending responses of one write; between two writes a C-CANCEL can be heard. */
const matchesAtOnce = 25;
const betweenBatches: Micros = 1_000;
/** Requests that may wait while one is being answered; the asynchronous operations window is 1, so none should. */
const mostWaiting = 8;

/** A message that asks for something, with what is needed to answer it. */
interface Asked {
  readonly message: DimseMessage;
  readonly data: DataSet | undefined;
  readonly call: DicomCall;
}

/** An operation of many responses that is under way. */
interface Running {
  readonly asked: Asked;
  readonly answer: QueryAnswer | RetrieveAnswer<RetrievedInstance>;
}

interface Retrieving extends Running {
  readonly answer: RetrieveAnswer<RetrievedInstance>;
}

const nProviders: Readonly<Record<NService, 'create' | 'set' | 'read' | 'remove' | 'action' | 'eventReport'>> = {
  'N-CREATE': 'create',
  'N-SET': 'set',
  'N-GET': 'read',
  'N-DELETE': 'remove',
  'N-ACTION': 'action',
  'N-EVENT-REPORT': 'eventReport',
};
/** Retrieve and Notification speak of instances of the MPPS class itself (PS3.4 F.8, F.9). */
const speaksOf: Readonly<Record<string, string>> = {
  '1.2.840.10008.3.1.2.3.4': '1.2.840.10008.3.1.2.3.3',
  '1.2.840.10008.3.1.2.3.5': '1.2.840.10008.3.1.2.3.3',
};

/** The messages of one accepted association: asked of the provider, answered one after the other. */
export class DicomService {
  readonly #room: DicomRoom;
  readonly #machine: AcceptorMachine;
  readonly #parties: DicomParties;
  readonly #provider: DicomProvider;
  readonly #roles: readonly RoleSelection[];
  /** Sends what the machine has to send and reads on. */
  readonly #pump: () => void;
  #busy = false;
  #stopped = false;
  #running: Running | undefined;
  readonly #waiting: DimseMessage[] = [];
  readonly #ours: OwnRequests;

  constructor(
    room: DicomRoom,
    machine: AcceptorMachine,
    parties: DicomParties,
    provider: DicomProvider,
    roles: readonly RoleSelection[],
    pump: () => void,
  ) {
    this.#room = room;
    this.#machine = machine;
    this.#parties = parties;
    this.#provider = provider;
    this.#roles = roles;
    this.#pump = pump;
    this.#ours = new OwnRequests(room, machine, parties, pump);
  }

  /** A message is being worked on; what arrives meanwhile waits in the machine. */
  get busy(): boolean {
    return this.#busy;
  }

  /** The association is over: nothing more is sent, and who waits for an answer of the other side is told. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#busy = false;
    this.#running = undefined;
    this.#waiting.length = 0;
    this.#ours.stop();
  }

  /** Starts work on a message; the answer leaves after the processing time. */
  take(message: DimseMessage): void {
    if (this.#stopped) return;
    const { command } = message;
    if (message.name === 'C-CANCEL-RQ') {
      this.#running?.answer.cancel(command);
      return;
    }
    if (isResponse(command)) {
      this.#ours.settle(message);
      return;
    }
    if (this.#running === undefined) this.#begin(message);
    else if (this.#waiting.length < mostWaiting) this.#waiting.push(message);
    else this.#machine.abort(aborts.byUser);
  }

  #begin(message: DimseMessage): void {
    const { kernel } = this.#room;
    const { callingAe, calledAe, connectionId, to: remoteHost } = this.#parties;
    const { command, transferSyntax } = message;
    const data = message.dataSet && DataSet.read(message.dataSet, transferSyntax);
    const eventId = this.#requestEvent(message);
    const sopClass = command.text('AffectedSOPClassUID') || command.text('RequestedSOPClassUID');
    const call = { callingAe, calledAe, connectionId, remoteHost, eventId, sopClass, transferSyntax };
    this.#busy = true;
    const due = kernel.now + processing.fixed + Math.round(message.dataSetLength * processing.perByte);
    kernel.callAt(due, () => {
      if (!this.#busy) return;
      this.#busy = false;
      kernel.cause = eventId;
      this.#work({ message, data, call });
      this.#pump();
    });
  }

  #work(asked: Asked): void {
    const { message, data, call } = asked;
    const { command, abstractSyntax } = message;
    const { echo, find, store, move, get } = this.#provider;
    const nRequested = readNRequest(command);
    if (call.sopClass !== abstractSyntax && call.sopClass !== speaksOf[abstractSyntax]) {
      this.#reply(asked, statuses.sopClassNotSupported, 'SOP class is not that of the presentation context');
    } else if (nRequested !== undefined) {
      this.#answerN(asked, nRequested);
    } else if (message.name === 'C-ECHO-RQ' && echo) {
      this.#send(asked, echoResponse(command, echo(call)), undefined);
    } else if (message.name === 'C-STORE-RQ' && store) {
      const request = readStoreRequest(command);
      if (request.kind === 'malformed' || !data || !message.dataSet) {
        this.#reply(asked, statuses.mistypedArgument, 'C-STORE-RQ without instance');
        return;
      }
      const instance = { sopUid: request.sopInstanceUid, dataSet: data, parts: message.dataSet };
      const { status, comment } = store(call, instance);
      this.#send(asked, storeResponse(command, status, { errorComment: comment }), undefined);
    } else if (message.name === 'C-FIND-RQ' && find) {
      if (readFindRequest(command).kind === 'malformed' || !data) {
        this.#reply(asked, statuses.mistypedArgument, 'C-FIND-RQ without identifier');
        return;
      }
      this.#answerFind(asked, find(call, data));
    } else if (message.name === 'C-MOVE-RQ' && move) {
      const request = readMoveRequest(command);
      if (request.kind === 'malformed' || !data) {
        this.#reply(asked, statuses.mistypedArgument, 'C-MOVE-RQ without identifier or destination');
        return;
      }
      this.#answerMove(asked, request.destination, move(call, data, request.destination));
    } else if (message.name === 'C-GET-RQ' && get) {
      if (readGetRequest(command).kind === 'malformed' || !data) {
        this.#reply(asked, statuses.mistypedArgument, 'C-GET-RQ without identifier');
        return;
      }
      this.#answerGet(asked, get(call, data));
    } else this.#reply(asked, statuses.unrecognizedOperation);
  }

  #answerN(asked: Asked, request: NonNullable<ReturnType<typeof readNRequest>>): void {
    const { message, data, call } = asked;
    if (request.kind === 'malformed') {
      this.#reply(asked, statuses.mistypedArgument, `${request.missing} missing`);
      return;
    }
    const provide = this.#provider[nProviders[request.service]];
    if (!provide) {
      this.#reply(asked, statuses.unrecognizedOperation);
      return;
    }
    const { sopInstanceUid: sopUid, typeId, attributes } = request;
    const answer = provide({ ...call, sopUid, typeId, attributes }, data);
    const response = nResponse(message.command, answer.status, {
      errorComment: answer.comment,
      errorId: answer.errorId,
      attributes: answer.attributes,
      sopInstanceUid: answer.sopUid,
      withDataSet: answer.dataSet !== undefined,
    });
    this.#send(asked, response, answer.dataSet?.write(message.transferSyntax));
    if (answer.report) this.#ours.reportLater(message, call.eventId, answer.report);
  }

  #answerFind(asked: Asked, found: FindAnswer): void {
    const { contextId, command, transferSyntax } = asked.message;
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
    const running = { asked, answer };
    this.#running = running;
    this.#answerMatches(running, answer);
  }

  #answerMatches(running: Running, answer: QueryAnswer): void {
    for (let sent = 0; sent < matchesAtOnce; sent++) {
      const response = answer.next();
      if (!response) break;
      this.#send(running.asked, response.command, response.dataSet);
    }
    if (answer.done) {
      this.#finish();
      return;
    }
    this.#room.kernel.callAt(this.#room.kernel.now + betweenBatches, () => {
      if (this.#running !== running) return;
      this.#answerMatches(running, answer);
      this.#pump();
    });
  }

  #retrieve(asked: Asked, instances: readonly RetrievedInstance[]): Retrieving {
    const { contextId, command, transferSyntax } = asked.message;
    const encodeFailed = encodeFailedList(transferSyntax);
    const answer = new RetrieveAnswer(contextId, command, instances, { encodeFailed });
    const running = { asked, answer };
    this.#running = running;
    return running;
  }

  /** The sub-operations run beside the association, in a process of their own; it goes on listening for C-CANCEL. */
  #answerMove(asked: Asked, destination: string, found: MoveAnswer): void {
    if (found.kind === 'failed') {
      this.#reply(asked, found.status, found.comment);
      return;
    }
    const { calledAe, callingAe, eventId } = asked.call;
    const running = this.#retrieve(asked, found.instances);
    const from = { host: this.#parties.from, callingAe: found.callingAe ?? calledAe };
    const originator = { aeTitle: callingAe, messageId: asked.message.command.number('MessageID') ?? 0 };
    const task = performMove(this.#room, from, { ...found.target, aeTitle: destination }, originator, running.answer, {
      alive: () => this.#running === running,
      respond: (command, dataSet) => {
        if (this.#running !== running) return;
        this.#send(asked, command, dataSet);
        if (running.answer.done) this.#finish();
        this.#pump();
      },
    });
    this.#room.kernel.cause = eventId;
    this.#room.kernel.spawn(`c-move ${this.#parties.from}>${destination}`, task);
  }

  #answerGet(asked: Asked, found: GetAnswer): void {
    if (found.kind === 'failed') {
      this.#reply(asked, found.status, found.comment);
      return;
    }
    this.#performGet(this.#retrieve(asked, found.instances));
  }

  /** Sends instances on the same association, each after the answer to the one before (PS3.4 C.4.3.3). */
  #performGet(running: Retrieving): void {
    const { answer, asked } = running;
    for (let step = answer.next(); step !== undefined; step = answer.next()) {
      if (step.kind === 'respond') {
        this.#send(asked, step.command, step.dataSet);
        continue;
      }
      const { instance } = step;
      const mayStore = this.#roles.some(({ sopClassUid, scp }) => sopClassUid === instance.sopClass && scp);
      const context = mayStore ? storableIn(this.#machine.contexts.values(), instance) : undefined;
      if (!context) {
        answer.settle('failed');
        continue;
      }
      const command = storeRequest(this.#ours.nextMessageId(), instance.sopClass, instance.sopUid);
      const parts = instance.dataSet.write(context.transferSyntax);
      this.#ours.send(context, command, parts, asked.call.eventId, {}, (status) => {
        if (this.#running !== running) return;
        const outcome = status === undefined ? 'failure' : statusClass(status);
        answer.settle(outcome === 'success' ? 'completed' : outcome === 'warning' ? 'warning' : 'failed');
        this.#performGet(running);
      });
      return;
    }
    if (answer.done) this.#finish();
  }

  /** An operation of many responses has ended; a request that came too early is begun. */
  #finish(): void {
    this.#running = undefined;
    const next = this.#waiting.shift();
    if (next !== undefined) this.#begin(next);
  }

  #reply(asked: Asked, status: number, errorComment?: string): void {
    this.#send(asked, responseCommand(asked.message.command, status, { errorComment }), undefined);
  }

  #send(asked: Asked, command: DimseMessage['command'], dataSet: readonly Uint8Array[] | undefined): void {
    const { kernel, journal } = this.#room;
    const { contextId, transferSyntax } = asked.message;
    const { eventId } = asked.call;
    if (this.#machine.sendMessage(contextId, command, dataSet).kind === 'refused') return;
    // Of a response with a data set, that data set alone tells; else it is about what was asked.
    const known = dataSet ? {} : (journal.get(eventId) ?? {});
    const { cause } = kernel;
    kernel.cause = eventId;
    recordDimse(journal, this.#parties, command, transferSyntax, dataSet, known, eventId);
    kernel.cause = cause;
  }

  /**
   * The bytes travel with their cause, so what runs now follows from the sender's request event. Bytes of somebody who
   * recorded nothing (a raw connection, the gateway) are recorded here, on arrival.
   */
  #requestEvent(message: DimseMessage): number {
    const { kernel, journal } = this.#room;
    const event = journal.get(kernel.cause);
    const { connectionId, from, to } = this.#parties;
    if (event?.kind === 'dimse' && event.direction === 'request' && event.connectionId === connectionId) {
      return event.id;
    }
    const sender = { ...this.#parties, from: to, to: from };
    return recordDimse(journal, sender, message.command, message.transferSyntax, message.dataSet, {});
  }
}
