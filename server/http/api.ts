import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { Download } from '../contract/download.ts';
import { routes } from '../contract/routes.ts';
import type { Labs } from '../workers/labs.ts';
import type { Practice } from '../workers/practice.ts';
import type { Reply } from '../workers/reply.ts';
import { sendError } from './failures.ts';
import { handlersFor, type Call, type RouteName } from './handlers.ts';
import { httpLimits } from './limits.ts';

export interface ApiOptions {
  readonly labs: Labs;
  readonly practice: Practice;
  /** For tests: an answer that does not fit the contract is an error, not sent. */
  readonly checkAnswers?: boolean;
}

const bodyLimits: Partial<Record<RouteName, number>> = {
  act: httpLimits.actionBody,
  tryRules: httpLimits.trialBody,
  tryRulesOnAll: httpLimits.trialBody,
  tryDrill: httpLimits.actionBody,
  trySiteProfile: httpLimits.actionBody,
  keepDrillDraft: httpLimits.trialBody,
  judgeDrill: httpLimits.trialBody,
  keepSiteProfile: httpLimits.trialBody,
  readSiteProfile: httpLimits.trialBody,
};

/** Mounts every route of the contract. */
export function mountApi(app: FastifyInstance, { labs, practice, checkAnswers = false }: ApiOptions): void {
  const handlers = handlersFor(labs, practice);
  for (const name of Object.keys(routes) as RouteName[]) {
    const { method, url, schema } = routes[name];
    const isFile = 'answers' in routes[name];
    const { response, ...input } = schema;
    const check = checkAnswers ? answerCheck(name, response[200]) : undefined;
    // Each handler fits its own route by the type of `handlersFor`; a loop over all of them cannot say so.
    const handler = handlers[name] as (call: Call<never>) => Promise<Reply<unknown>>;
    app.route({
      method,
      url,
      schema: input,
      exposeHeadRoute: false,
      bodyLimit: bodyLimits[name] ?? httpLimits.body,
      handler: async (request, reply) => {
        const outcome = await handler(callOf(request));
        if (!outcome.ok) return sendError(reply, outcome.status, outcome.error);
        check?.(outcome.value);
        reply.header('cache-control', 'no-store');
        if (isFile) return sendFile(reply, outcome.value as Download);
        return reply.type('application/json; charset=utf-8').send(JSON.stringify(outcome.value));
      },
    });
  }
}

/** The name is safe by contract, so it needs no quoting rules (RFC 6266). */
function sendFile(reply: FastifyReply, { fileName, mediaType, bytes }: Download): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${fileName}"`)
    .type(mediaType)
    .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length));
}

function callOf(request: FastifyRequest): Call<never> {
  const { caller, params, query, body } = request;
  const learner = { id: caller.id, tokenHash: caller.tokenHash };
  return { learner, isLocal: isLoopback(request.raw.socket.remoteAddress), params, query, body };
}

/** `127.0.0.1`, also as IPv6 writes it, and `::1`. */
function isLoopback(address: string | undefined): boolean {
  return address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address ?? '');
}

function answerCheck(name: RouteName, schema: TSchema): (value: unknown) => void {
  const validator = Compile(schema);
  return (value) => {
    if (validator.Check(value)) return;
    const [error] = validator.Errors(value);
    throw new Error(
      `the answer of ${name} does not fit the contract: ${error?.instancePath ?? ''} ${error?.message ?? ''}`,
    );
  };
}
