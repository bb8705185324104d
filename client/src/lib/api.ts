import type { Static, TSchema } from 'typebox';
import type { ApiError } from '../../../server/contract/basics.ts';
import type { Routes } from '../../../server/contract/routes.ts';
import { t } from '../text/t.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
type RouteAt<M extends Method, Url> = Extract<Routes, { method: M; url: Url }>;
type UrlOf<M extends Method> = Extract<Routes, { method: M }>['url'];
type Part<Schema, Key extends string> =
  Schema extends Readonly<Record<Key, infer S extends TSchema>> ? Record<Key, Static<S>> : Partial<Record<Key, never>>;
/** A query whose fields are all optional may be left out whole. */
type Query<Schema> =
  Schema extends Readonly<Record<'querystring', infer S extends TSchema>>
    ? object extends Static<S>
      ? { query?: Loose<Static<S>> }
      : { query: Loose<Static<S>> }
    : { query?: never };
type Loose<T> = { [K in keyof T]: T[K] | (object extends Pick<T, K> ? undefined : never) };
type Input<M extends Method, Url> = Part<RouteAt<M, Url>['schema'], 'params'> &
  Part<RouteAt<M, Url>['schema'], 'body'> &
  Query<RouteAt<M, Url>['schema']> & { signal?: AbortSignal };
type Output<M extends Method, Url> = RouteAt<M, Url>['schema']['response'][200] extends infer S extends TSchema
  ? Static<S>
  : never;

/** A refusal by the server, or no answer at all (`code` `network`); `message` is written for a person. */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  readonly code: string;
  readonly detail: string | undefined;
  readonly status: number;

  constructor({ code, message, detail }: ApiError, status: number) {
    super(message);
    this.code = code;
    this.detail = detail;
    this.status = status;
  }
}

/** `await get('/api/labs/:lab', { params: { lab } })`: URL, input and result are checked against the contract. */
export function get<Url extends UrlOf<'GET'>>(url: Url, input: Input<'GET', Url>): Promise<Output<'GET', Url>> {
  return send('GET', url, input);
}

export function post<Url extends UrlOf<'POST'>>(url: Url, input: Input<'POST', Url>): Promise<Output<'POST', Url>> {
  return send('POST', url, input);
}

interface AnyInput {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  signal?: AbortSignal;
}

/** The path of a route with its parameters and query filled in. */
export function requestPath(url: string, { params, query }: AnyInput): string {
  const path = url.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(asText(params?.[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) if (value !== undefined) search.set(name, asText(value));
  return search.size > 0 ? `${path}?${search.toString()}` : path;
}

/** Parameters are strings, numbers and truth values. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

async function send<Result>(method: Method, url: string, input: AnyInput): Promise<Result> {
  const request: RequestInit = { method, headers: { accept: 'application/json' } };
  if (input.body !== undefined) {
    request.headers = { accept: 'application/json', 'content-type': 'application/json' };
    request.body = JSON.stringify(input.body);
  }
  if (input.signal) request.signal = input.signal;
  let response: Response;
  try {
    response = await fetch(requestPath(url, input), request);
  } catch (error) {
    if (input.signal?.aborted) throw error;
    throw new ApiFailure({ code: 'network', message: t.failure.network }, 0);
  }
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok) throw new ApiFailure(asApiError(body, response.status), response.status);
  if (body === undefined) throw new ApiFailure({ code: 'unreadable', message: t.failure.unreadable }, response.status);
  return body as Result; // the server checks what it sends against the same schema
}

function asApiError(body: unknown, status: number): ApiError {
  if (typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string') {
    const code = 'code' in body && typeof body.code === 'string' ? body.code : 'unknown';
    const detail = 'detail' in body && typeof body.detail === 'string' ? { detail: body.detail } : {};
    return { code, message: body.message, ...detail };
  }
  return { code: 'unknown', message: t.failure.unexpected(status) };
}

/** One sentence for a person about anything that was thrown. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
