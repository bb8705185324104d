import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { UserResult } from '../host/hospital.ts';
import type { ChannelFiles } from './channels.ts';
import type { EngineLog } from './engine-log.ts';
import { engineLimits } from './limits.ts';
import type { MessageStore } from './message-store.ts';
import { notPermitted } from './rights.ts';
import type { Router } from './router.ts';
import type { EngineState } from './state.ts';

export interface QueueDeskParts {
  readonly state: EngineState;
  readonly files: ChannelFiles;
  readonly store: MessageStore;
  readonly router: Router;
  readonly log: EngineLog;
  /** MSH-10 of a message that is sent again. */
  readonly newControlId: () => string;
}

/** What the interface analyst does with stored, waiting and failed messages. */
export class QueueDesk {
  readonly #parts: QueueDeskParts;

  constructor(parts: QueueDeskParts) {
    this.#parts = parts;
  }

  /**
   * Sends stored messages through today's rules again, oldest first, each with a new MSH-10 and linked to its original.
   * All or none: an unknown number refuses the whole action.
   */
  reprocess(user: string, numbers: readonly number[]): UserResult<{ readonly messages: readonly number[] }> {
    const { state, store, router, log, newControlId } = this.#parts;
    const refusal = notPermitted(user, 'reprocess messages');
    if (refusal) return refusal;
    const wanted = [...new Set(numbers)].sort((a, b) => a - b);
    if (wanted.length > engineLimits.reprocess) {
      return { ok: false, code: 'too-many', message: `At most ${engineLimits.reprocess} messages at once.` };
    }
    const originals = wanted.flatMap((number) => state.messages.get(String(number)) ?? []);
    if (originals.length !== wanted.length) {
      const unknown = wanted.find((number) => !state.messages.has(String(number))) ?? 0;
      return { ok: false, code: 'no-such-message', message: `There is no message ${unknown} in the store.` };
    }
    const rejected = originals.find((original) => original.refusal !== '');
    if (rejected) {
      return {
        ok: false,
        code: 'rejected-message',
        message: `Message ${rejected.number} was refused (${rejected.refusal}) and can't be reprocessed.`,
      };
    }
    const made = originals.flatMap((original) => {
      const edited = Hl7Message.read(original.bytes).edit('MSH-10', newControlId());
      if (!edited.ok) return [];
      const { port, from, number } = original;
      const stored = store.add(edited.message, { port, from, eventId: 0, refusal: '', reprocessOf: number });
      if (!stored) return [];
      log.audit(user, 'reprocess', `message ${number}`, original.controlId, stored.controlId);
      router.route(stored, edited.message);
      return [stored.number];
    });
    return { ok: true, value: { messages: made } };
  }

  /** An error or held entry through today's rules again, with its own MSH-10; a waiting one is sent at once. */
  retry(user: string, entry: number): UserResult {
    const { state, files, router, log } = this.#parts;
    const refusal = notPermitted(user, 'retry messages');
    if (refusal) return refusal;
    const waiting = state.queue.get(String(entry));
    if (waiting) {
      log.audit(user, 'retry now', `entry ${entry}`, waiting.detail, '');
      router.delivery.retryNow(waiting);
      return { ok: true, value: undefined };
    }
    const failed = state.errors.get(String(entry));
    const stored = failed && state.messages.get(String(failed.message));
    const channel = failed && files.channels().find((each) => each.name === failed.channel);
    const destination = channel?.destinations.find((each) => each.name === failed?.destination);
    if (!failed || !stored) return gone(entry);
    if (!channel || !destination) {
      return {
        ok: false,
        code: 'no-such-channel',
        message: `${failed.channel} > ${failed.destination} is not in service.`,
      };
    }
    state.errors.delete(String(entry));
    log.audit(user, 'retry', `entry ${entry}`, failed.text, '');
    router.routeTo(stored, channel, destination);
    return { ok: true, value: undefined };
  }

  /** Takes an entry out of the error queue, or a waiting one out of its queue; the message stays in the store. */
  discard(user: string, entry: number): UserResult {
    const { state, store, log } = this.#parts;
    const refusal = notPermitted(user, 'discard messages');
    if (refusal) return refusal;
    const failed = state.errors.get(String(entry));
    const waiting = state.queue.get(String(entry));
    const found = failed ?? waiting;
    if (!found) return gone(entry);
    state.errors.delete(String(entry));
    state.queue.delete(String(entry));
    store.setRoute(found, { status: 'DISCARDED', detail: `discarded by ${user}` });
    log.audit(user, 'discard', `entry ${entry}`, failed?.text ?? waiting?.detail ?? '', '');
    log.write('WARN', 'entry {0} of {1} > {2} discarded by {3}', entry, found.channel, found.destination, user);
    return { ok: true, value: undefined };
  }
}

function gone(entry: number): UserResult {
  return { ok: false, code: 'no-such-entry', message: `Entry ${entry} is no longer in the queue.` };
}
