import { dicomKeys } from './dicom-keys.ts';
import type { Micros } from '../core/clock.ts';
import type { Task } from '../core/kernel.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import type { CommandSet } from '../protocols/dimse/command-set.ts';
import type { AcceptedContext } from '../protocols/dimse/message-assembler.ts';
import { type DimseMessage, commandName, isResponse, responseCommand } from '../protocols/dimse/message.ts';
import { cancelRequest } from '../protocols/dimse/services/cancel.ts';
import {
  type NRequestParameters,
  type NService,
  nRequest,
  nResponse,
  readNRequest,
} from '../protocols/dimse/services/n-service.ts';
import { findRequest } from '../protocols/dimse/services/query.ts';
import {
  type SubOperationCounts,
  getRequest,
  moveRequest,
  readSubOperationCounts,
} from '../protocols/dimse/services/retrieve.ts';
import {
  type MoveOriginator,
  readStoreRequest,
  storeRequest,
  storeResponse,
} from '../protocols/dimse/services/storage.ts';
import { echoRequest } from '../protocols/dimse/services/verification.ts';
import { statusClass, statuses } from '../protocols/dimse/status.ts';
import { uids } from '../protocols/dimse/uids.ts';
import {
  type DicomParties,
  type DicomRoom,
  lastAnswer,
  lastRequest,
  recordDicomTransport,
  recordDimse,
} from './dicom-journal.ts';
import type { StoredInstance } from './dicom-provider.ts';
import { type Driver, type Heard, describeEnd, longestTimeout } from './dicom-driver.ts';
import type {
  FindResult,
  NResult,
  NTarget,
  OperationAnswer,
  OperationFailure,
  OperationResult,
  ReceivedReport,
  RetrieveResult,
} from './dicom-outcome.ts';
import type { BusinessKeys } from './journal.ts';

/** More pending responses than this are a runaway server: the association is aborted. */
const mostFindResults = 5_000;
/** Reports kept until somebody asks for them. */
const mostReports = 100;

/** An established association; release or abort it, or the lab never becomes quiet. */
export class OpenAssociation {
  readonly #room: DicomRoom;
  readonly #driver: Driver;
  readonly #parties: DicomParties;
  #messageId = 0;
  /** Reports nobody has asked for yet. */
  readonly #reports: ReceivedReport[] = [];
  /** What takes the instances of the C-GET that is under way. */
  #takeInstance: Parameters<OpenAssociation['get']>[2] | undefined;

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
    return finalAnswer(yield* this.#operate(context, echoRequest(this.#nextId()), undefined, {}));
  }

  /** C-FIND: `identifier` holds the keys. `cancelAfter`: so many matches, then C-CANCEL. */
  *find(sopClass: string, identifier: DataSet, options: { readonly cancelAfter?: number } = {}): Task<FindResult> {
    const context = this.contextFor(sopClass);
    if (!context) return this.#noContext(sopClass, dicomKeys(identifier));
    const results: DataSet[] = [];
    const data = identifier.write(context.transferSyntax);
    const command = findRequest(this.#nextId(), sopClass);
    const outcome = yield* this.#operate(context, command, data, {}, ({ dataSet, transferSyntax }) => {
      if (dataSet) results.push(DataSet.read(dataSet, transferSyntax));
      if (results.length > mostFindResults) return 'too-many';
      return results.length === options.cancelAfter ? 'cancel' : 'go-on';
    });
    return outcome.kind === 'answered' ? { ...finalAnswer(outcome), results } : outcome;
  }

  /** C-STORE of one instance, encoded in the transfer syntax accepted for its class. */
  *store(
    dataSet: DataSet,
    sopClass: string,
    sopUid: string,
    options: { readonly context?: AcceptedContext; readonly moveOriginator?: MoveOriginator } = {},
  ): Task<OperationResult> {
    const context = options.context ?? this.contextFor(sopClass);
    if (!context) return this.#noContext(sopClass, dicomKeys(dataSet));
    const data = dataSet.write(context.transferSyntax);
    const { moveOriginator } = options;
    const command = storeRequest(
      this.#nextId(),
      sopClass,
      sopUid,
      moveOriginator === undefined ? {} : { moveOriginator },
    );
    return finalAnswer(yield* this.#operate(context, command, data, {}));
  }

  /** C-MOVE to `destination`. `cancelAfter`: so many pending responses, then C-CANCEL. */
  *move(
    sopClass: string,
    identifier: DataSet,
    destination: string,
    options: { readonly cancelAfter?: number } = {},
  ): Task<RetrieveResult> {
    const command = moveRequest(this.#nextId(), sopClass, destination);
    return yield* this.#retrieve(sopClass, identifier, command, options.cancelAfter);
  }

  /**
   * C-GET: each instance that comes is given to `take`, whose status is answered. The association needs a context for
   * the instances' classes, with `roleSelections` that make us their SCP.
   */
  *get(
    sopClass: string,
    identifier: DataSet,
    take: (instance: StoredInstance & { readonly sopClass: string; readonly transferSyntax: string }) => number,
    options: { readonly cancelAfter?: number } = {},
  ): Task<RetrieveResult> {
    this.#takeInstance = take;
    const command = getRequest(this.#nextId(), sopClass);
    const result = yield* this.#retrieve(sopClass, identifier, command, options.cancelAfter);
    this.#takeInstance = undefined;
    return result;
  }

  *nCreate(target: NTarget, dataSet: DataSet): Task<NResult> {
    return yield* this.#nOperate('N-CREATE', target, {}, dataSet);
  }

  *nSet(target: NTarget, dataSet: DataSet): Task<NResult> {
    return yield* this.#nOperate('N-SET', target, {}, dataSet);
  }

  /** `attributes`: tags wanted; all when none is given. */
  *nGet(target: NTarget, attributes: readonly number[] = []): Task<NResult> {
    return yield* this.#nOperate('N-GET', target, { attributes }, undefined);
  }

  *nDelete(target: NTarget): Task<NResult> {
    return yield* this.#nOperate('N-DELETE', target, {}, undefined);
  }

  *nAction(target: NTarget, actionTypeId: number, dataSet?: DataSet): Task<NResult> {
    return yield* this.#nOperate('N-ACTION', target, { typeId: actionTypeId }, dataSet);
  }

  *nEventReport(target: NTarget, eventTypeId: number, dataSet?: DataSet): Task<NResult> {
    return yield* this.#nOperate('N-EVENT-REPORT', target, { typeId: eventTypeId }, dataSet);
  }

  /** The next N-EVENT-REPORT of the other side; undefined when none comes in time. */
  *awaitReport(within: Micros): Task<ReceivedReport | OperationFailure | undefined> {
    const deadline = this.#room.kernel.now + Math.min(within, longestTimeout);
    for (;;) {
      const report = this.#reports.shift();
      if (report) return report;
      const heard = yield* this.#driver.next(deadline);
      if (heard.kind === 'timed-out') return undefined;
      if (heard.kind !== 'message') return this.#ended(heard);
      if (!isResponse(heard.command)) this.#serve(heard);
    }
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

  *#retrieve(
    sopClass: string,
    identifier: DataSet,
    command: CommandSet,
    cancelAfter: number | undefined,
  ): Task<RetrieveResult> {
    const context = this.contextFor(sopClass);
    if (!context) return this.#noContext(sopClass, dicomKeys(identifier));
    const progress: SubOperationCounts[] = [];
    const data = identifier.write(context.transferSyntax);
    const outcome = yield* this.#operate(context, command, data, {}, (pending) => {
      progress.push(readSubOperationCounts(pending.command));
      if (progress.length > mostFindResults) return 'too-many';
      return progress.length === cancelAfter ? 'cancel' : 'go-on';
    });
    if (outcome.kind !== 'answered') return outcome;
    const { command: response, dataSet, transferSyntax } = outcome.response;
    const failed = dataSet ? DataSet.read(dataSet, transferSyntax).texts(0x00080058) : [];
    return { ...finalAnswer(outcome), counts: readSubOperationCounts(response), failed, progress };
  }

  *#nOperate(
    service: NService,
    target: NTarget,
    more: Pick<NRequestParameters, 'typeId' | 'attributes'>,
    dataSet: DataSet | undefined,
  ): Task<NResult> {
    const { sopClass: sopClassUid, sopUid: sopInstanceUid, contextClass } = target;
    const known = target.keys ?? {};
    const context = this.contextFor(contextClass ?? sopClassUid);
    if (!context) {
      return this.#noContext(contextClass ?? sopClassUid, { ...known, ...(dataSet ? dicomKeys(dataSet) : {}) });
    }
    const parameters = { ...more, sopClassUid, sopInstanceUid };
    const command = nRequest(service, this.#nextId(), parameters, dataSet !== undefined);
    const outcome = yield* this.#operate(context, command, dataSet?.write(context.transferSyntax), known);
    if (outcome.kind !== 'answered') return outcome;
    const { command: response, dataSet: answered, transferSyntax } = outcome.response;
    return {
      ...finalAnswer(outcome),
      errorId: response.number('ErrorID'),
      attributes: response.tags('AttributeIdentifierList'),
      sopUid: response.text('AffectedSOPInstanceUID'),
      dataSet: answered && DataSet.read(answered, transferSyntax),
    };
  }

  /** Sends a request and hears its responses; what the other side asks meanwhile is answered. */
  *#operate(
    context: AcceptedContext,
    command: CommandSet,
    data: readonly Uint8Array[] | undefined,
    known: BusinessKeys,
    pending: (response: DimseMessage) => 'go-on' | 'cancel' | 'too-many' = () => 'go-on',
  ): Task<FinalResponse | OperationFailure> {
    const { journal, kernel } = this.#room;
    const { machine } = this.#driver;
    const messageId = command.number('MessageID') ?? 0;
    const eventId = recordDimse(journal, this.#parties, command, context.transferSyntax, data, known);
    machine.sendMessage(context.id, command, data);
    this.#driver.perform();
    for (;;) {
      const heard = yield* this.#driver.next();
      if (heard.kind !== 'message') return this.#ended(heard);
      if (!isResponse(heard.command)) {
        this.#serve(heard);
        continue;
      }
      const status = heard.command.number('Status') ?? 0xc000;
      if (statusClass(status) !== 'pending') {
        // What the client does next follows from the answer, not from its own request.
        kernel.cause = lastAnswer(journal, eventId) ?? eventId;
        return { kind: 'answered', response: heard, status, eventId };
      }
      const next = pending(heard);
      if (next === 'too-many') {
        this.#driver.abort();
        const detail = `more than ${mostFindResults} answers`;
        const title = (commandName(command) ?? 'operation').replace('-RQ', '');
        return { kind: 'aborted', detail, eventId: this.#record(title, detail, journal.get(eventId)?.keys ?? {}) };
      }
      if (next === 'cancel') {
        const cancel = cancelRequest(messageId);
        recordDimse(journal, this.#parties, cancel, context.transferSyntax, undefined, journal.get(eventId) ?? {});
        machine.sendMessage(context.id, cancel);
        this.#driver.perform();
      }
    }
  }

  /** The association ended where an answer was awaited. */
  #ended(heard: Exclude<Heard, { kind: 'message' }>): OperationFailure {
    const kind = heard.kind === 'timed-out' ? 'timed-out' : 'aborted';
    const detail = describeEnd(heard);
    if (kind === 'timed-out') this.#driver.abort();
    else this.#driver.end();
    return { kind, detail, eventId: this.#record('association', detail, {}) };
  }

  /** A request of the side that accepted: an instance of a C-GET, or a report. */
  #serve(message: DimseMessage): void {
    const { command, contextId, transferSyntax, name } = message;
    if (name === 'C-CANCEL-RQ') return;
    const { journal, kernel } = this.#room;
    const eventId = lastRequest(journal, this.#parties, command) ?? kernel.cause;
    const dataSet = message.dataSet && DataSet.read(message.dataSet, transferSyntax);
    let response = responseCommand(command, statuses.unrecognizedOperation);
    const stored = name === 'C-STORE-RQ' ? readStoreRequest(command) : undefined;
    const reported = readNRequest(command);
    if (stored?.kind === 'store' && dataSet && this.#takeInstance) {
      const { sopClassUid: sopClass, sopInstanceUid: sopUid } = stored;
      const instance = { sopClass, sopUid, transferSyntax, dataSet, parts: message.dataSet };
      response = storeResponse(command, this.#takeInstance(instance));
    } else if (reported?.kind === 'n-request' && reported.service === 'N-EVENT-REPORT') {
      const { sopClassUid: sopClass, sopInstanceUid: sopUid, typeId: eventTypeId } = reported;
      const fits = this.#reports.length < mostReports;
      if (fits) this.#reports.push({ sopClass, sopUid, eventTypeId, dataSet, eventId });
      response = nResponse(command, fits ? statuses.success : statuses.resourceLimitation);
    }
    const before = kernel.cause;
    kernel.cause = eventId;
    recordDimse(journal, this.#parties, response, transferSyntax, undefined, journal.get(eventId) ?? {}, eventId);
    kernel.cause = before;
    this.#driver.machine.sendMessage(contextId, response);
    this.#driver.perform();
  }
}

interface FinalResponse {
  readonly kind: 'answered';
  readonly response: DimseMessage;
  readonly status: number;
  readonly eventId: number;
}

function finalAnswer(outcome: FinalResponse): OperationAnswer;
function finalAnswer(outcome: FinalResponse | OperationFailure): OperationResult;
function finalAnswer(outcome: FinalResponse | OperationFailure): OperationResult {
  if (outcome.kind !== 'answered') return outcome;
  const { status, eventId, response } = outcome;
  return { kind: 'answered', status, errorComment: response.command.text('ErrorComment'), eventId };
}
