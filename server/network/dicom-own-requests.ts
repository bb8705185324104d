import type { AcceptorMachine } from '../protocols/dimse/association.ts';
import type { AcceptedContext } from '../protocols/dimse/message-assembler.ts';
import type { DimseMessage } from '../protocols/dimse/message.ts';
import { nRequest } from '../protocols/dimse/services/n-service.ts';
import { type DicomParties, type DicomRoom, recordDimse } from './dicom-journal.ts';
import type { EventReport } from './dicom-provider.ts';

type Done = (status: number | undefined) => void;

/** What the side that accepted an association asks the other one on it: instances of a C-GET, event reports. */
export class OwnRequests {
  readonly #room: DicomRoom;
  readonly #machine: AcceptorMachine;
  readonly #parties: DicomParties;
  /** Sends what the machine has to send and reads on. */
  readonly #pump: () => void;
  #lastMessageId = 0;
  /** Requests that the other side has not answered, by message ID. */
  readonly #unanswered = new Map<number, Done>();
  /** Reports that are to be sent, with what takes each off the heap. */
  readonly #reports = new Map<EventReport, () => void>();

  constructor(room: DicomRoom, machine: AcceptorMachine, parties: DicomParties, pump: () => void) {
    this.#room = room;
    this.#machine = machine;
    this.#parties = parties;
    this.#pump = pump;
  }

  nextMessageId(): number {
    this.#lastMessageId = (this.#lastMessageId % 0xffff) + 1;
    return this.#lastMessageId;
  }

  /** Sends a request; `done` is told the status of the answer, undefined when there is none. */
  send(
    context: Pick<AcceptedContext, 'id' | 'transferSyntax'>,
    command: DimseMessage['command'],
    dataSet: readonly Uint8Array[],
    cause: number,
    known: Parameters<typeof recordDimse>[5],
    done: Done,
  ): void {
    if (this.#machine.sendMessage(context.id, command, dataSet).kind === 'refused') {
      done(undefined);
      return;
    }
    this.#unanswered.set(command.number('MessageID') ?? 0, done);
    const { kernel, journal } = this.#room;
    const before = kernel.cause;
    kernel.cause = cause;
    recordDimse(journal, this.#parties, command, context.transferSyntax, dataSet, known);
    kernel.cause = before;
  }

  /** Sends the report that follows from a message, after its time. */
  reportLater({ contextId, transferSyntax }: DimseMessage, cause: number, report: EventReport): void {
    const { kernel, journal } = this.#room;
    const cancel = kernel.callAt(kernel.now + report.after, () => {
      this.#reports.delete(report);
      const { sopClass: sopClassUid, sopUid: sopInstanceUid, eventTypeId: typeId, dataSet } = report;
      const command = nRequest('N-EVENT-REPORT', this.nextMessageId(), { sopClassUid, sopInstanceUid, typeId }, true);
      const context = { id: contextId, transferSyntax };
      this.send(context, command, dataSet.write(transferSyntax), cause, journal.get(cause) ?? {}, report.done);
      this.#pump();
    });
    this.#reports.set(report, cancel);
  }

  /** A response has come; of what nobody asked it is passed over. */
  settle(response: DimseMessage): void {
    const id = response.command.number('MessageIDBeingRespondedTo') ?? 0;
    const done = this.#unanswered.get(id);
    if (done === undefined) return;
    this.#unanswered.delete(id);
    done(response.command.number('Status'));
  }

  /** The association is over: who waits for an answer is told. */
  stop(): void {
    for (const done of this.#unanswered.values()) done(undefined);
    for (const [report, cancel] of this.#reports) {
      cancel();
      report.done(undefined);
    }
    this.#unanswered.clear();
    this.#reports.clear();
  }
}
