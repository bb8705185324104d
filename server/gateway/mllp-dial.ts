import { ByteBudget } from './byte-budget.ts';
import { type DialAddress, dial } from './dial.ts';
import type { GatewayFault, OnFault } from './fault.ts';
import { type GatewayLimits, gatewayLimits } from './limits.ts';
import { MllpConnection } from './mllp-connection.ts';
import { Watchdog } from './watchdog.ts';

export interface MllpDial extends DialAddress {
  readonly limits?: Partial<GatewayLimits>;
  readonly onFault?: OnFault;
}

export type MllpDialled =
  | { readonly kind: 'open'; readonly connection: DialledMllp }
  | { readonly kind: 'failed'; readonly fault: GatewayFault };

export type MllpOutcome =
  | { readonly kind: 'answered'; readonly bytes: Uint8Array }
  /** No answer in time, bytes that are no frame, or the connection ended; it is closed. */
  | { readonly kind: 'failed'; readonly fault: GatewayFault };

/** Opens a connection for messages and their acknowledgements. */
export async function dialMllp(options: MllpDial): Promise<MllpDialled> {
  const limits = { ...gatewayLimits, ...options.limits };
  const socket = dial(options, limits.writeHighWater);
  if (socket === undefined) {
    return { kind: 'failed', fault: { kind: 'address-refused', host: options.host ?? '' } };
  }
  return await new Promise((resolve) => {
    const { idleMillis, unitMillis, writeMillis } = limits;
    const home = {
      limits,
      watchdog: new Watchdog(Math.min(idleMillis, unitMillis, writeMillis)),
      budget: new ByteBudget(),
      onFault: (fault: GatewayFault): void => {
        last = fault;
        options.onFault?.(fault, remote);
      },
    };
    let last: GatewayFault = { kind: 'socket', code: 'ECONNRESET' };
    const remote = { connectionId: 1, address: options.host ?? '127.0.0.1', port: options.port };
    const dialled = new DialledMllp(limits.answerMillis, (hear) => {
      return new MllpConnection(socket, remote, home, {
        frame: hear.frame,
        closed: () => {
          clearTimeout(unanswered);
          resolve({ kind: 'failed', fault: last });
          hear.ended(last);
        },
      });
    });
    const unanswered = setTimeout(() => {
      last = { kind: 'no-answer' };
      socket.destroy();
    }, limits.answerMillis);
    socket.once('connect', () => {
      clearTimeout(unanswered);
      resolve({ kind: 'open', connection: dialled });
    });
  });
}

interface Hear {
  readonly frame: (payload: Uint8Array) => void;
  readonly ended: (fault: GatewayFault) => void;
}

/** An open connection of ours: one message at a time, each with its answer. */
export class DialledMllp {
  readonly #connection: MllpConnection;
  readonly #answerMillis: number;
  #asked: ((outcome: MllpOutcome) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #end: GatewayFault | undefined;
  readonly #onClosed: (() => void)[] = [];

  constructor(answerMillis: number, open: (hear: Hear) => MllpConnection) {
    this.#answerMillis = answerMillis;
    this.#connection = open({
      frame: (bytes) => {
        this.#settle({ kind: 'answered', bytes });
        this.#connection.ready();
      },
      ended: (fault) => {
        this.#end = fault;
        this.#settle({ kind: 'failed', fault });
        for (const then of this.#onClosed) then();
      },
    });
  }

  /** Sends a message and resolves with the next frame that comes. Await one before sending the next. */
  async send(payload: Uint8Array): Promise<MllpOutcome> {
    if (this.#end !== undefined) return { kind: 'failed', fault: this.#end };
    if (this.#asked !== undefined) {
      return { kind: 'failed', fault: { kind: 'defect', error: new Error('an answer is awaited') } };
    }
    return await new Promise((resolve) => {
      this.#asked = resolve;
      if (this.#timer === undefined) {
        this.#timer = setTimeout(() => {
          if (this.#asked === undefined) return;
          this.#settle({ kind: 'failed', fault: { kind: 'no-answer' } });
          this.#connection.destroy();
        }, this.#answerMillis);
      } else this.#timer.refresh();
      this.#connection.send(payload);
    });
  }

  async close(): Promise<void> {
    this.#connection.finish();
    if (this.#end !== undefined) return;
    await new Promise<void>((resolve) => this.#onClosed.push(resolve));
  }

  #settle(outcome: MllpOutcome): void {
    const asked = this.#asked;
    this.#asked = undefined;
    if (outcome.kind === 'failed') clearTimeout(this.#timer);
    asked?.(outcome);
  }
}
