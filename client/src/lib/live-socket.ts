import type { LiveEvent } from '../../../server/contract/live.ts';

export type Connection = 'connecting' | 'live' | 'lost';

/** How far the page has come, and in which past: numbers of another epoch mean other events. */
export interface Position {
  since: number;
  epoch: number;
}

/** Opens a connection that brings events after `since`; `closed` is called once, unless we close it ourselves. */
export type OpenSocket = (
  position: Position,
  on: { message: (data: unknown) => void; closed: () => void },
) => { close: () => void };

export interface LiveHandlers {
  event: (event: LiveEvent) => void;
  connection: (connection: Connection) => void;
}

const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5000;
/** The server says something at least this often; silence means a dead connection (a sleeping laptop, a lost proxy). */
const SILENCE_MS = 40_000;

/**
 * Keeps one connection to a lab's event stream. Each attempt asks from the last sequence number that was handled and
 * its epoch, so a break loses nothing and brings nothing twice.
 */
export class LiveSocket {
  readonly #open: OpenSocket;
  readonly #handlers: LiveHandlers;
  #socket: { close: () => void } | undefined;
  #position: Position;
  #retryMs = FIRST_RETRY_MS;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;

  constructor(open: OpenSocket, position: Position, handlers: LiveHandlers) {
    this.#open = open;
    this.#position = position;
    this.#handlers = handlers;
    this.#connect();
  }

  get position(): Position {
    return this.#position;
  }

  /** Tries at once, for example when the network comes back. */
  hurry(): void {
    if (this.#socket || this.#stopped) return;
    clearTimeout(this.#retry);
    this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#silence);
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #connect(): void {
    const socket = this.#open(this.#position, {
      message: (data) => {
        if (this.#socket !== socket) return;
        this.#listen();
        const event = readLiveEvent(data);
        if (event) this.#take(event);
      },
      closed: () => {
        if (this.#socket === socket) this.#lose();
      },
    });
    this.#socket = socket;
    this.#listen();
  }

  #take(event: LiveEvent): void {
    if (event.kind === 'hello') {
      this.#retryMs = FIRST_RETRY_MS;
      this.#handlers.connection('live');
    } else if (event.kind !== 'closing') {
      // A reset may set it back. Not with `hello`: what the server has is not yet what the page has.
      this.#position = { since: event.seq, epoch: event.epoch };
    }
    this.#handlers.event(event);
  }

  #listen(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => {
      const socket = this.#socket;
      this.#lose();
      socket?.close();
    }, SILENCE_MS);
  }

  #lose(): void {
    clearTimeout(this.#silence);
    this.#socket = undefined;
    this.#handlers.connection('lost');
    this.#retry = setTimeout(() => this.#connect(), this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }
}

function readLiveEvent(data: unknown): LiveEvent | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as LiveEvent; // checked by the server against the same schema
  } catch {
    return undefined;
  }
}
