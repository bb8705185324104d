import websocket from '@fastify/websocket';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Labs } from '../workers/labs.ts';
import type { Practice } from '../workers/practice.ts';
import { AllowedHosts } from './allowed-hosts.ts';
import { mountApi } from './api.ts';
import { refusalOf, sendError } from './failures.ts';
import { compileInputCheck } from './input-check.ts';
import { callerOf, type Caller } from './learner-cookie.ts';
import { httpLimits } from './limits.ts';
import { mountLive } from './live.ts';
import { mountPages } from './pages.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller;
  }
}

export interface AppOptions {
  readonly labs: Labs;
  readonly practice: Practice;
  /** Folder of the built page. */
  readonly pages: string;
  /** Names besides the loopback ones under which the server may be reached. */
  readonly allowedHosts?: readonly string[];
  readonly checkAnswers?: boolean;
  /** One line for the server's log. */
  readonly log: (line: string) => void;
}

const securityHeaders = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    // Components place and size things by style attributes and injected sheets.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** The web server, not yet listening. Closing it does not close the labs. */
export async function buildApp(options: AppOptions): Promise<FastifyInstance> {
  const { labs, practice, pages, allowedHosts, checkAnswers = false, log } = options;
  const app = Fastify({
    logger: false,
    bodyLimit: httpLimits.body,
    requestTimeout: httpLimits.requestMs,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 256 },
    frameworkErrors: (error, _, reply) => {
      void sendError(reply, 400, { code: 'bad-request', message: error.message });
    },
  });
  const hosts = new AllowedHosts(allowedHosts);

  // Before our own hooks: its hook marks upgrades, and only a marked one is closed again after a refusal.
  await app.register(websocket, {
    options: { maxPayload: httpLimits.frame, perMessageDeflate: false },
    errorHandler: (_, socket) => socket.terminate(),
  });

  app.decorateRequest('caller');
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders);
    const { raw } = request;
    const isUpgrade = raw.headers.upgrade !== undefined;
    const refused = hosts.refusal(raw.headers, isUpgrade || !safeMethods.has(request.method));
    if (refused) return sendError(reply, 403, refused);
    request.caller = callerOf(raw.headers.cookie);
    return undefined;
  });
  app.addHook('onSend', async (request, reply) => {
    await Promise.resolve();
    const cookie = (request.caller as Caller | undefined)?.newCookie;
    // What a cache may keep must not carry anybody's credential.
    const isShared = String(reply.getHeader('cache-control')).startsWith('public');
    if (cookie !== undefined && !isShared) reply.header('set-cookie', cookie);
  });
  app.setValidatorCompiler(compileInputCheck);
  app.setErrorHandler((error, request, reply) => {
    const refused = refusalOf(error);
    if (refused) return sendError(reply, refused.status, refused.error);
    log(
      `${request.method} ${request.url.split('?', 1)[0] ?? ''}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    return sendError(reply, 500, {
      code: 'defect',
      message: 'The server made a mistake and noted it in its log. Reload the page; your lab is kept.',
    });
  });

  mountApi(app, { labs, practice, checkAnswers });
  mountLive(app, labs, log);
  await mountPages(app, pages);
  return app;
}
