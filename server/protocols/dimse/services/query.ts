import type { CommandSet } from '../command-set.ts';
import { type MalformedCommand, type ResponseDetail, priority, requestCommand, responseCommand } from '../message.ts';
import { statuses } from '../status.ts';
import { cancels } from './cancel.ts';
import { type IdentifierRequest, readIdentifierRequest } from './identifier-request.ts';

/** C-FIND-RQ (PS3.7 9.3.2.1) */
export interface FindRequest extends IdentifierRequest {
  readonly kind: 'find';
}

export function findRequest(messageId: number, sopClassUid: string, urgency: number = priority.medium): CommandSet {
  return requestCommand('C-FIND-RQ', messageId, true, { AffectedSOPClassUID: sopClassUid, Priority: urgency });
}

/**
 * C-FIND-RSP (PS3.7 9.3.2.2). `withDataSet` belongs to the pending statuses FF00 and FF01 only; the final response
 * carries no identifier.
 */
export function findResponse(request: CommandSet, status: number, detail: ResponseDetail = {}): CommandSet {
  return responseCommand(request, status, detail);
}

export function readFindRequest(command: CommandSet): FindRequest | MalformedCommand {
  return readIdentifierRequest('find', command);
}

/** One match: its encoded identifier in the context's transfer syntax, and which pending status goes with it. */
export interface Match {
  readonly dataSet: readonly Uint8Array[];
  /** FF00 unless an optional key of the query was not supported: then FF01 (PS3.4 C.4.1.1.4). */
  readonly optionalKeyUnsupported?: boolean;
}

export interface QueryResponse {
  readonly command: CommandSet;
  readonly dataSet: readonly Uint8Array[] | undefined;
}

/**
 * The responses to one C-FIND, pulled one at a time so that a C-CANCEL can be heard between two of them:
 *
 *   const answer = new QueryAnswer(contextId, message.command, matches);
 *   each step: const r = answer.next(); if (r) machine.sendMessage(answer.contextId, r.command, r.dataSet);
 *   on C-CANCEL-RQ: answer.cancel(message.command)
 *
 * After the last match comes the final response (0000, or `final`); after a cancel the next is FE00, and then no more.
 */
export class QueryAnswer {
  readonly contextId: number;
  readonly #request: CommandSet;
  readonly #matches: readonly Match[];
  readonly #final: { readonly status: number; readonly errorComment?: string };
  #position = 0;
  #state: 'matching' | 'cancelled' | 'done' = 'matching';

  constructor(
    contextId: number,
    request: CommandSet,
    matches: readonly Match[],
    final: { readonly status: number; readonly errorComment?: string } = { status: statuses.success },
  ) {
    this.contextId = contextId;
    this.#request = request;
    this.#matches = matches;
    this.#final = final;
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  /** True when the C-CANCEL named this operation and it was still running; else nothing changes (PS3.7 9.3.2.3). */
  cancel(cancel: CommandSet): boolean {
    if (!cancels(cancel, this.#request) || this.#state !== 'matching') return false;
    this.#state = 'cancelled';
    return true;
  }

  next(): QueryResponse | undefined {
    if (this.#state === 'done') return undefined;
    const match = this.#state === 'matching' ? this.#matches[this.#position] : undefined;
    if (match !== undefined) {
      this.#position++;
      const status = match.optionalKeyUnsupported === true ? statuses.pendingWithWarning : statuses.pending;
      return { command: findResponse(this.#request, status, { withDataSet: true }), dataSet: match.dataSet };
    }
    const { status, errorComment } =
      this.#state === 'cancelled' ? { status: statuses.cancel, errorComment: undefined } : this.#final;
    this.#state = 'done';
    return { command: findResponse(this.#request, status, { errorComment }), dataSet: undefined };
  }
}
