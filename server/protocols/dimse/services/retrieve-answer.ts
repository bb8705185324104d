import type { CommandSet } from '../command-set.ts';
import { statuses } from '../status.ts';
import { cancels } from './cancel.ts';
import { retrieveResponse } from './retrieve.ts';

/** What a C-STORE sub-operation came to. */
export type SubOperationOutcome = 'completed' | 'warning' | 'failed';

/** What is to be done next: a sub-operation (tell its end with `settle`), or a response to send. */
export type RetrieveStep<T> =
  | { readonly kind: 'perform'; readonly instance: T }
  | { readonly kind: 'respond'; readonly command: CommandSet; readonly dataSet: readonly Uint8Array[] | undefined };

export interface RetrieveOptions {
  /** Encodes Failed SOP Instance UID List (0008,0058) in the transfer syntax of the context (PS3.4 C.4.2.1.4.2). */
  readonly encodeFailed: (sopInstanceUids: readonly string[]) => readonly Uint8Array[];
  /** A pending response after this many sub-operations; 0 for none. Each one unless given. */
  readonly pendingEvery?: number;
}

/**
 * The provider's side of one C-MOVE or C-GET (PS3.4 C.4.2.3, C.4.3.3), pulled step by step so that a C-CANCEL is heard
 * between two sub-operations. Who performs those is the caller's business: over an association of its own for C-MOVE,
 * over the same one for C-GET.
 *
 *   const answer = new RetrieveAnswer(contextId, message.command, instances, options);
 *   for (let step = answer.next(); step; step = answer.next()) …   undefined: wait for `settle`, or it is `done`
 *   answer.settle('completed')       the sub-operation last asked for has ended
 *   answer.failRest()                nothing more can be sent: no route, no association
 *   on C-CANCEL-RQ: answer.cancel(message.command)
 *
 * The final status is 0000 when all went well, B000 when some did not, A702 when none did, FE00 after a cancel.
 */
export class RetrieveAnswer<T extends { readonly sopUid: string }> {
  readonly contextId: number;
  readonly #request: CommandSet;
  /** All that match, in the order in which they are sent. */
  readonly instances: readonly T[];
  readonly #options: RetrieveOptions;
  #position = 0;
  #performing: T | undefined;
  #completed = 0;
  #warning = 0;
  readonly #failed: string[] = [];
  #unreported = 0;
  #state: 'running' | 'cancelled' | 'done' = 'running';

  constructor(contextId: number, request: CommandSet, instances: readonly T[], options: RetrieveOptions) {
    this.contextId = contextId;
    this.#request = request;
    this.instances = instances;
    this.#options = options;
  }

  get done(): boolean {
    return this.#state === 'done';
  }

  /** True when the C-CANCEL named this operation and it was still running; else nothing changes (PS3.7 9.3.4.3). */
  cancel(cancel: CommandSet): boolean {
    if (!cancels(cancel, this.#request) || this.#state !== 'running') return false;
    this.#state = 'cancelled';
    return true;
  }

  settle(outcome: SubOperationOutcome): void {
    const instance = this.#performing;
    if (instance === undefined) return;
    this.#performing = undefined;
    this.#unreported++;
    if (outcome === 'completed') this.#completed++;
    else if (outcome === 'warning') this.#warning++;
    else this.#failed.push(instance.sopUid);
  }

  /** Counts what is being performed and all that has not been tried as failed. */
  failRest(): void {
    this.settle('failed');
    for (; this.#position < this.instances.length; this.#position++) {
      const instance = this.instances[this.#position];
      if (instance !== undefined) this.#failed.push(instance.sopUid);
    }
  }

  next(): RetrieveStep<T> | undefined {
    if (this.#state === 'done' || this.#performing !== undefined) return undefined;
    const instance = this.#state === 'running' ? this.instances[this.#position] : undefined;
    if (instance === undefined) return this.#final();
    const { pendingEvery = 1 } = this.#options;
    if (pendingEvery > 0 && this.#unreported >= pendingEvery) {
      this.#unreported = 0;
      const command = retrieveResponse(this.#request, statuses.pending, {
        ...this.#counts,
        remaining: this.#remaining,
      });
      return { kind: 'respond', command, dataSet: undefined };
    }
    this.#position++;
    this.#performing = instance;
    return { kind: 'perform', instance };
  }

  get #remaining(): number {
    return Math.min(this.instances.length - this.#position, 0xffff);
  }

  get #counts(): { completed: number; failed: number; warning: number } {
    return {
      completed: Math.min(this.#completed, 0xffff),
      failed: Math.min(this.#failed.length, 0xffff),
      warning: Math.min(this.#warning, 0xffff),
    };
  }

  #final(): RetrieveStep<T> {
    const cancelled = this.#state === 'cancelled';
    this.#state = 'done';
    const anyDone = this.#completed + this.#warning > 0;
    let status: number = statuses.success;
    if (cancelled) status = statuses.cancel;
    else if (this.#failed.length > 0 && !anyDone) status = statuses.unableToPerformSuboperations;
    else if (this.#failed.length + this.#warning > 0) status = statuses.suboperationsWithFailures;
    const dataSet = this.#failed.length === 0 ? undefined : this.#options.encodeFailed(this.#failed);
    // Only a pending or a cancelled response may say what remains (PS3.4 C.4.2.1.6).
    const counts = cancelled ? { ...this.#counts, remaining: this.#remaining } : this.#counts;
    const command = retrieveResponse(this.#request, status, counts, { withDataSet: dataSet !== undefined });
    return { kind: 'respond', command, dataSet };
  }
}
