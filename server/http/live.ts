import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Static } from 'typebox';
import { LivePosition, type LiveEvent } from '../contract/live.ts';
import { LabId } from '../contract/basics.ts';
import type { Labs } from '../workers/labs.ts';
import { sendError } from './failures.ts';
import { httpLimits } from './limits.ts';

/** WebSocket close codes, RFC 6455 §7.4.1 and the IANA registry. */
const GOING_AWAY = 1001;
const INTERNAL_ERROR = 1011;
const TRY_AGAIN_LATER = 1013;

/** Frames of one event are the same for every tab: made once. */
const frames = new WeakMap<LiveEvent, string>();

/** Mounts the stream of a lab's events. The browser only listens. */
export function mountLive(app: FastifyInstance, labs: Labs, log: (line: string) => void): void {
  const connections = new Connections();
  const pings = setInterval(() => connections.ping(), httpLimits.pingMs).unref();
  app.addHook('onClose', () => clearInterval(pings));

  app.route<{ Params: Static<typeof LabId>; Querystring: LivePosition }>({
    method: 'GET',
    url: '/api/labs/:lab/live',
    schema: { params: LabId, querystring: LivePosition },
    exposeHeadRoute: false,
    preHandler: async (request, reply) => {
      const owned = await labs.exists(request.caller.id, request.params.lab);
      if (!owned.ok) return sendError(reply, owned.status, owned.error);
      if (!connections.hasRoom(request.caller.id)) {
        return sendError(reply, 429, {
          code: 'too-many-connections',
          message: 'Too many pages are open at once. Close some of them.',
        });
      }
      return undefined;
    },
    handler: (_, reply) =>
      sendError(reply, 400, { code: 'not-a-websocket', message: 'This address is for WebSocket connections only.' }),
    wsHandler: (socket, request) => {
      connections.add(request.caller.id, socket);
      const { params, query } = request as FastifyRequest<{
        Params: Static<typeof LabId>;
        Querystring: LivePosition;
      }>;
      void follow(labs, request.caller.id, params.lab, query, socket).catch((error: unknown) => {
        log(`live: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
        socket.close(INTERNAL_ERROR);
      });
    },
  });
}

async function follow(
  labs: Labs,
  learner: string,
  lab: string,
  position: LivePosition,
  socket: WebSocket,
): Promise<void> {
  const watching = await labs.watch(learner, lab, position, (event) => send(socket, event));
  if (!watching.ok) {
    socket.close(TRY_AGAIN_LATER, watching.error.code);
    return;
  }
  const stop = watching.value;
  if (socket.readyState === socket.OPEN) socket.once('close', stop);
  else stop();
}

function send(socket: WebSocket, event: LiveEvent): void {
  if (socket.readyState !== socket.OPEN) return;
  // Looked at before sending: one large frame to a page that reads is no offence.
  if (socket.bufferedAmount > httpLimits.unread) {
    socket.terminate(); // a closing handshake would wait behind what is not read
    return;
  }
  let frame = frames.get(event);
  if (frame === undefined) {
    frame = JSON.stringify(event);
    frames.set(event, frame);
  }
  socket.send(frame);
  if (event.kind === 'closing') socket.close(GOING_AWAY, event.reason);
}

class Connections {
  readonly #byLearner = new Map<string, Set<WebSocket>>();
  readonly #silent = new WeakSet<WebSocket>();
  #count = 0;

  hasRoom(learner: string): boolean {
    const own = this.#byLearner.get(learner)?.size ?? 0;
    return own < httpLimits.connections && this.#count < httpLimits.allConnections;
  }

  add(learner: string, socket: WebSocket): void {
    const own = this.#byLearner.get(learner) ?? new Set();
    this.#byLearner.set(learner, own.add(socket));
    this.#count += 1;
    socket.on('pong', () => this.#silent.delete(socket));
    socket.once('close', () => {
      this.#count -= 1;
      own.delete(socket);
      if (own.size === 0) this.#byLearner.delete(learner);
    });
  }

  /** Ends connections that have not answered since the last time. */
  ping(): void {
    for (const own of this.#byLearner.values()) {
      for (const socket of own) {
        if (this.#silent.has(socket)) {
          socket.terminate();
        } else {
          this.#silent.add(socket);
          socket.ping();
        }
      }
    }
  }
}
