import type { ActionOutcome } from '../../contract/action.ts';
import type { UserResult } from '../../systems/host/hospital.ts';

/** Result of an action; complete once the hospital has settled. */
export interface Done {
  finish(): Omit<ActionOutcome, 'seq'>;
}

export function told(ok: boolean, message: string, code?: string): Done {
  return { finish: () => ({ ok, message, ...(code === undefined ? {} : { code }) }) };
}

export function fromUser<T>(result: UserResult<T>, message: (value: T) => string): Done {
  return result.ok ? told(true, message(result.value)) : told(false, result.message, result.code);
}
