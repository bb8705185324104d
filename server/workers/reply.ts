import type { ApiError } from '../contract/basics.ts';
import { StoreFailure } from '../store/store.ts';
import { JobFailed, ThreadLost } from './lab-thread.ts';

export type FailureStatus = 400 | 404 | 409 | 503;

/** An expected outcome as a value; `error` is what the browser gets. */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly status: FailureStatus; readonly error: ApiError };

/** Carries a refusal out of nested work; turned into a `Reply` at the edge of this room. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly status: FailureStatus;
  readonly error: ApiError;

  constructor(status: FailureStatus, error: ApiError) {
    super(error.message);
    this.status = status;
    this.error = error;
  }
}

export const noSuchLab = (): Refused =>
  new Refused(404, { code: 'no-such-lab', message: 'There is no such lab, or it belongs to someone else.' });

/** The outcome of `work`; failures that a caller can act on become values, anything else is a defect and is thrown. */
export async function reply<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    const refused = asRefusal(error);
    if (!refused) throw error;
    return { ok: false, status: refused.status, error: refused.error };
  }
}

function asRefusal(error: unknown): Refused | undefined {
  if (error instanceof Refused) return error;
  if (error instanceof StoreFailure) {
    const remedy =
      error.reason === 'full'
        ? 'Free some space there, then try again.'
        : 'Try again; if it stays, tell who runs the server.';
    return new Refused(503, {
      code: 'not-saved',
      message: `This could not be saved: ${error.message}. Nothing was changed. ${remedy}`,
    });
  }
  if (error instanceof ThreadLost) {
    return error.guilty
      ? new Refused(503, {
          code: 'stopped',
          message:
            'This took too long and was stopped. Nothing was changed; the lab is as it was before. Try a smaller step.',
        })
      : new Refused(503, {
          code: 'interrupted',
          message: 'The server had to rebuild this lab and could not finish. Nothing was changed. Try again.',
        });
  }
  if (error instanceof JobFailed) {
    const { limit, message } = error.failure;
    return limit === undefined
      ? new Refused(503, {
          code: 'lab-failed',
          message: 'The simulation failed at this step. Nothing was changed; the lab is as it was before.',
        })
      : new Refused(409, {
          code: 'limit',
          message: `This lab has reached a limit (${message}). Nothing was changed. Undo, or start the case anew.`,
          detail: limit,
        });
  }
  return undefined;
}
