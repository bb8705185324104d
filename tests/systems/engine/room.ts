import { fromCivil, type Micros, MINUTE, SECOND } from '../../../server/core/clock.ts';
import { Kernel, type Task } from '../../../server/core/kernel.ts';
import { forkState, History, Table } from '../../../server/core/state.ts';
import { emptyJournal, Journal } from '../../../server/network/journal.ts';
import { type Hl7Outcome, sendHl7, serveHl7 } from '../../../server/network/mllp-link.ts';
import { emptyNetwork, Network } from '../../../server/network/network.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { engineFiles } from '../../../server/systems/engine/baseline/files.ts';
import { Engine } from '../../../server/systems/engine/engine.ts';
import { emptyEngine, type EngineState, statusOf } from '../../../server/systems/engine/state.ts';
import { type FileRow, Files } from '../../../server/systems/host/files.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { type LogLine, Logs, renderLogText } from '../../../server/systems/host/log.ts';
import { worklistFiles } from '../../../server/systems/worklist/baseline/files.ts';

export const start: Micros = fromCivil({ year: 2026, month: 3, day: 16, hour: 8, minute: 15 }, -300);

const hosts: readonly (readonly [string, string])[] = [
  ['his01', '10.20.10.11'],
  ['ris01', '10.20.10.12'],
  ['eng01', '10.20.10.20'],
  ['mwl01', '10.20.10.21'],
  ['pacs01', '10.20.10.30'],
  ['ct01', '10.20.20.11'],
];

export function machineRoom(kernel = new Kernel(start)): MachineRoom {
  const journal = new Journal(kernel, emptyJournal());
  const room: MachineRoom = {
    kernel,
    journal,
    network: new Network(kernel, 'seed', emptyNetwork()),
    files: new Files(kernel, journal, { files: new Table<FileRow>() }),
    logs: new Logs(kernel, { lines: new History<LogLine>() }),
    seed: 'seed',
    zoneOffset: -300,
  };
  for (const [name, address] of hosts) room.network.addHost(name, address);
  for (const { path, text } of engineFiles) room.files.install('eng01', path, text);
  for (const { path, text } of worklistFiles) room.files.install('mwl01', path, text);
  return room;
}

/** Sends as some host and gives what came back. */
export function deliver(
  room: MachineRoom,
  payload: Uint8Array,
  to: { host: string; port: number },
  from = 'ris01',
): Hl7Outcome {
  let outcome: Hl7Outcome | undefined;
  function* talk(): Task<void> {
    outcome = yield* sendHl7(room, from, to, payload, { timeout: 30 * SECOND });
  }
  room.kernel.spawn('deliver', talk());
  room.kernel.runToQuiet(room.kernel.now + 10 * MINUTE);
  if (!outcome) throw new Error('no outcome');
  return outcome;
}

export const logText = (room: MachineRoom, level?: string): string[] =>
  room.logs.state.lines
    .slice()
    .filter((line) => level === undefined || line.level === level)
    .map(renderLogText);

/** A receiver that answers as told and keeps what it got. */
export class Receiver {
  readonly messages: Hl7Message[] = [];
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #port: number;
  code = 'AA';
  text = '';
  /** MSA-2 of the answers, when it shall not be that of the request. */
  answersTo: string | undefined;

  constructor(room: MachineRoom, host: string, port: number) {
    this.#room = room;
    this.#host = host;
    this.#port = port;
    this.open();
  }

  open(): void {
    serveHl7(this.#room, this.#host, this.#port, (payload) => {
      const message = Hl7Message.read(payload);
      this.messages.push(message);
      const to = this.answersTo ?? message.controlId;
      return new TextEncoder().encode(
        `MSH|^~\\&|X|Y|Z|W|20260316||ACK|A1|P|2.3.1\rMSA|${this.code}|${to}|${this.text}\r`,
      );
    });
  }

  close(): void {
    this.#room.network.unlisten(this.#host, this.#port);
  }

  get controlIds(): string[] {
    return this.messages.map((message) => message.controlId);
  }
}

export interface EngineBench {
  readonly room: MachineRoom;
  readonly engine: Engine;
  readonly state: EngineState;
  readonly mwl: Receiver;
  readonly pacs: Receiver;
  readonly his: Receiver;
  readonly ris: Receiver;
  send(payload: Uint8Array, port?: number): Hl7Outcome;
  /** Message status by control ID. */
  statuses(): Record<string, string>;
  run(micros: number): void;
}

export function engineBench(): EngineBench {
  const room = machineRoom();
  const state = emptyEngine();
  const engine = new Engine(room, state);
  return {
    room,
    engine,
    state,
    mwl: new Receiver(room, 'mwl01', 2575),
    pacs: new Receiver(room, 'pacs01', 2576),
    his: new Receiver(room, 'his01', 6660),
    ris: new Receiver(room, 'ris01', 6662),
    send: (payload, port = 6664) => deliver(room, payload, { host: 'eng01', port }),
    statuses: () => Object.fromEntries([...state.messages.values()].map((row) => [row.controlId, statusOf(row)])),
    run: (micros) => {
      room.kernel.runUntil(room.kernel.now + micros);
    },
  };
}

export { forkState };
