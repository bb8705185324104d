import type { TSchema } from 'typebox';
import { ApiError } from './basics.ts';

/** What an HTTP endpoint takes and answers. */
export interface RouteContract {
  readonly method: 'GET' | 'POST';
  readonly url: `/api/${string}`;
  /** Answers with a file to keep (`Download`), not with JSON. */
  readonly answers?: 'file';
  readonly schema: {
    readonly params?: TSchema;
    readonly querystring?: TSchema;
    readonly body?: TSchema;
    readonly response: Readonly<Record<number, TSchema>>;
  };
}

/** Statuses with which any endpoint may refuse. */
export const failures = { 400: ApiError, 404: ApiError, 409: ApiError, 503: ApiError } as const;
