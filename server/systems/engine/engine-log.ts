import type { MachineRoom } from '../host/hospital.ts';
import type { EngineState } from './state.ts';

const LOG = '/opt/engine/logs/engine.log';

/** What the engine writes down: its log file, and who changed what. */
export class EngineLog {
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #state: EngineState;

  constructor(room: MachineRoom, host: string, state: EngineState) {
    this.#room = room;
    this.#host = host;
    this.#state = state;
  }

  write(level: 'INFO' | 'WARN' | 'ERROR', template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.#host, LOG, level, template, ...args);
  }

  audit(user: string, what: string, object: string, before: string, after: string): void {
    this.#state.audit.push({ at: this.#room.kernel.now, user, what, object, before, after });
  }
}
