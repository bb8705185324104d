import type { FastifyReply } from 'fastify';
import type { ApiError } from '../contract/basics.ts';
import { InvalidInput } from './input-check.ts';

/** What the web server itself refuses, in the contract's shape. */
export function refusalOf(error: unknown): { status: number; error: ApiError } | undefined {
  if (error instanceof InvalidInput) {
    return { status: 400, error: { code: 'invalid', message: error.message, detail: error.field } };
  }
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined;
  const status = Number(error.statusCode);
  const code = 'code' in error ? String(error.code) : '';
  if (status === 413) {
    return {
      status,
      error: { code: 'too-large', message: 'This is larger than the server takes. Send less at once.' },
    };
  }
  if (status === 415) {
    return {
      status,
      error: { code: 'not-json', message: 'Send JSON, with the header “Content-Type: application/json”.' },
    };
  }
  if (code.includes('JSON') || error instanceof SyntaxError) {
    return { status: 400, error: { code: 'not-json', message: `The body is not JSON: ${error.message}.` } };
  }
  if (status >= 400 && status < 500) return { status, error: { code: 'bad-request', message: error.message } };
  return undefined;
}

/** Sent as it is; answers of the API are never kept by a cache. */
export function sendError(reply: FastifyReply, status: number, error: ApiError): FastifyReply {
  return reply.code(status).header('cache-control', 'no-store').type('application/json').send(JSON.stringify(error));
}
