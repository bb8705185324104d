import { MINUTE, type Micros } from '../core/clock.ts';
import type { Kernel, Task } from '../core/kernel.ts';
import { explainAbort } from '../protocols/dimse/abort.ts';
import type { Indication, RequestorMachine } from '../protocols/dimse/association.ts';
import type { ClientConnection } from './network.ts';

/** No wait for the other side is longer, whatever a setting says. */
export const longestTimeout = 5 * MINUTE;

export type Heard = Indication | { readonly kind: 'timed-out' };

/** Ties a requestor machine to its connection. ARTIM is not needed here: every wait has a deadline of its own. */
export class Driver {
  readonly machine: RequestorMachine;
  readonly #kernel: Kernel;
  readonly #connection: ClientConnection;
  readonly #timeout: Micros;

  constructor(kernel: Kernel, connection: ClientConnection, machine: RequestorMachine, timeout: Micros) {
    this.#kernel = kernel;
    this.#connection = connection;
    this.machine = machine;
    this.#timeout = timeout;
    this.perform();
  }

  perform(): void {
    for (const effect of this.machine.takeEffects()) {
      if (effect.kind === 'send') this.#connection.send(effect.parts);
      else if (effect.kind === 'close') this.#connection.close();
    }
  }

  /** The next indication. */
  *next(deadline: Micros = this.#kernel.now + this.#timeout): Task<Heard> {
    for (;;) {
      const indication = this.machine.next();
      this.perform();
      if (indication) return indication;
      const received = yield* this.#connection.receive(deadline);
      if (received.kind === 'timed-out') return { kind: 'timed-out' };
      if (received.kind === 'closed') this.machine.transportClosed();
      else for (const part of received.parts) this.machine.feed(part);
    }
  }

  abort(): void {
    this.machine.abort();
    this.perform();
    this.end();
  }

  end(): void {
    this.perform();
    this.#connection.close();
  }
}

export function describeEnd(indication: Heard): string {
  if (indication.kind === 'timed-out') return 'no answer in time';
  if (indication.kind === 'abort') return `aborted by the peer: ${explainAbort(indication.abort).source}`;
  if (indication.kind === 'release-request') return 'the peer asked for release instead of answering';
  if (indication.kind !== 'provider-abort') return `unexpected: ${indication.kind}`;
  if (indication.by === 'transport') return 'the connection was closed';
  return `aborted: ${indication.diagnostic?.code ?? explainAbort(indication.abort).reason}`;
}
