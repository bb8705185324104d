import type { MachineRoom } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { WorklistState } from './state.ts';

export const HOST = 'mwl01';
const LOG = '/var/log/ngmwl/mwl.log';

/** What mwl01 writes down: its log file, and who changed what. */
export class WorklistLog {
  readonly #room: MachineRoom;
  readonly #state: WorklistState;

  constructor(room: MachineRoom, state: WorklistState) {
    this.#room = room;
    this.#state = state;
  }

  write(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(HOST, LOG, level, template, ...args);
  }

  audit(user: string, what: string, object: string, before: string, after: string): void {
    this.#state.audit.push({ at: this.#room.kernel.now, user, what, object, before, after });
    this.write('INFO', 'user {0}: {1} {2}', user, what, object);
  }
}
