import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { ChannelDestination, ChannelFile } from '../mapping/channel-file.ts';
import { acceptBy, mapForDestination, receiveBy } from '../mapping/destination-mapping.ts';
import type { MappingContext } from '../mapping/function.ts';
import { hostOffset } from '../mapping/host-zone.ts';
import type { MappingProblem } from '../mapping/provenance.ts';
import type { ChannelFiles } from './channels.ts';
import { Delivery } from './delivery.ts';
import type { EngineLog } from './engine-log.ts';
import type { MessageStore } from './message-store.ts';
import type { EngineState, QueueEntry, StoredMessage } from './state.ts';

/**
 * From the store to the destinations: filter, rules, queue. What cannot be mapped is held with its reason, never guessed;
 * what a connector cannot read or write is an error with the connector's reason.
 */
export class Router {
  readonly delivery: Delivery;
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #state: EngineState;
  readonly #files: ChannelFiles;
  readonly #store: MessageStore;
  readonly #log: EngineLog;

  constructor(
    room: MachineRoom,
    host: string,
    state: EngineState,
    files: ChannelFiles,
    store: MessageStore,
    log: EngineLog,
  ) {
    this.#room = room;
    this.#host = host;
    this.#state = state;
    this.#files = files;
    this.#store = store;
    this.#log = log;
    this.delivery = new Delivery(room, host, state, {
      log: (level, template, ...args) => {
        log.write(level, template, ...args);
      },
      target: (entry) => {
        const channel = files.channels().find((each) => each.name === entry.channel);
        return channel?.destinations.find((each) => each.name === entry.destination) ?? entry;
      },
      sent: (entry, answer) => {
        log.write('INFO', '{0} {1} > {2}: AA', entry.controlId, entry.channel, entry.destination);
        store.setRoute(entry, {
          status: 'SENT',
          detail: 'AA',
          attempts: entry.attempts + 1,
          sent: entry.bytes,
          answer,
        });
      },
      refused: (entry, why, answer) => {
        store.setRoute(entry, { attempts: entry.attempts + 1, sent: entry.bytes, answer });
        store.fail(entry, 'ERROR', why);
      },
    });
  }

  /** A message to all destinations of those channels of its port that take it. */
  route(stored: StoredMessage, message: Hl7Message): void {
    for (const channel of this.#files.channels()) {
      if (!channel.listen.includes(stored.port)) continue;
      const accepted = acceptBy(channel, message);
      const place = { message: stored.number, channel: channel.name };
      switch (accepted.kind) {
        case 'refused':
          break;
        case 'filtered':
          this.#store.addRoute({ ...place, destination: '' }, 'FILTERED', accepted.reason);
          this.#log.write('INFO', '{0} {1}: FILTERED ({2})', stored.controlId, channel.name, accepted.reason);
          break;
        case 'failed':
          for (const { name } of channel.destinations) this.#reject({ ...place, destination: name }, accepted.reason);
          break;
        case 'accepted':
          for (const destination of channel.destinations) {
            this.#forward(stored, accepted.message, channel, destination);
          }
          break;
        default:
          accepted satisfies never;
      }
    }
  }

  /** A stored message once more to one destination, whatever the channel's filter says. */
  routeTo(stored: StoredMessage, channel: ChannelFile, destination: ChannelDestination): void {
    const received = receiveBy(channel, Hl7Message.read(stored.bytes));
    if (received.ok) this.#forward(stored, received.message, channel, destination);
    else
      this.#reject({ message: stored.number, channel: channel.name, destination: destination.name }, received.reason);
  }

  /** The source connector could not read it: nothing is sent, the message stays in the store. */
  #reject(place: Pick<QueueEntry, 'message' | 'channel' | 'destination'>, reason: string): void {
    this.#store.addRoute(place, 'QUEUED', '');
    this.#store.fail(place, 'ERROR', reason);
  }

  #forward(stored: StoredMessage, message: Hl7Message, channel: ChannelFile, destination: ChannelDestination): void {
    const where = { message: stored.number, channel: channel.name, destination: destination.name };
    const mapped = mapForDestination(destination, message, this.#context());
    if (mapped.kind === 'filtered') {
      this.#store.addRoute(where, 'FILTERED', mapped.reason);
      return;
    }
    this.#store.addRoute(where, 'QUEUED', '');
    for (const problem of mapped.problems) {
      if (problem.severity !== 'warning') continue;
      const text = '{0} {1} > {2} rule {3}: {4}';
      const { name } = destination;
      this.#log.write('WARN', text, stored.controlId, channel.name, name, problem.rule ?? 0, problem.message);
    }
    const obstacles = mapped.problems.filter((problem) => problem.severity !== 'warning');
    if (obstacles.length > 0) {
      const kind = obstacles.some((problem) => problem.severity === 'hold') ? 'HELD' : 'ERROR';
      this.#store.fail(where, kind, obstacles.map(obstacleText).join('; '));
      return;
    }
    const entry: QueueEntry = {
      ...where,
      entry: this.#state.nextEntry++,
      host: destination.host,
      port: destination.port,
      lane: `${destination.name}|${stored.patientId}`,
      controlId: stored.controlId,
      bytes: mapped.message.bytes,
      cause: this.#room.kernel.cause,
      attempts: 0,
      notBefore: this.#room.kernel.now,
      detail: '',
    };
    if (!this.delivery.add(entry)) this.#store.fail(where, 'ERROR', 'queue is full');
  }

  #context(): MappingContext {
    return {
      tables: this.#files.tables(),
      siteOffset: this.#room.zoneOffset,
      hostOffset: hostOffset(this.#room, this.#host),
    };
  }
}

function obstacleText({ rule, message }: MappingProblem): string {
  return rule === undefined ? message : `rule ${rule}: ${message}`;
}
