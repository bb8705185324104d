import { hl7Title } from '../../network/hl7-event.ts';
import { type Hl7Meta, serveHl7 } from '../../network/mllp-link.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import { acknowledgement, type Answerer, type Verdict } from './acknowledge.ts';

/** An application that answers each message itself. */
export interface Hl7Application {
  readonly host: string;
  /** Takes a message in; what became of it is the acknowledgement. */
  take(message: Hl7Message, meta: Hl7Meta): Verdict;
  /** Who answers, with the control ID of this answer. */
  sign(): Pick<Answerer, 'application' | 'facility' | 'controlId'>;
  log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void;
}

/** Reads as the standard has it, has the message taken, and acknowledges. What is no HL7 message gets no answer. */
export function answerMessage(
  room: MachineRoom,
  application: Hl7Application,
  payload: Uint8Array,
  meta: Hl7Meta,
): Uint8Array | undefined {
  const message = Hl7Message.read(payload).endedByCr();
  if (!message.isHl7) {
    application.log('ERROR', 'bytes from {0} that are no HL7 message, no answer', meta.remoteHost);
    return undefined;
  }
  const verdict = application.take(message, meta);
  const { code, text = '' } = verdict;
  const level = code === 'AA' ? 'INFO' : 'ERROR';
  application.log(level, 'received {0} {1}: {2} {3}', hl7Title(message), message.controlId, code, text);
  return acknowledgement(message, verdict, {
    ...application.sign(),
    at: room.kernel.now,
    zoneOffset: room.zoneOffset,
  });
}

/** The HL7 port of an application, where its settings say. */
export class Hl7Port {
  readonly #room: MachineRoom;
  readonly #application: Hl7Application;
  #port = 0;

  constructor(room: MachineRoom, application: Hl7Application) {
    this.#room = room;
    this.#application = application;
  }

  /** Moves to a port; undefined, as of settings that do not parse, leaves it where it is. */
  listen(port: number | undefined): void {
    if (port === undefined || port === this.#port) return;
    const { host } = this.#application;
    if (this.#port !== 0) this.#room.network.unlisten(host, this.#port);
    this.#port = port;
    serveHl7(this.#room, host, port, (payload, meta) => answerMessage(this.#room, this.#application, payload, meta));
  }
}
