import type { UserResult } from '../host/hospital.ts';

/** Who may change channels and work the queues (hospital.md 4.6). */
const analysts: readonly string[] = ['ianders', 'vendor1'];

/** The engine's refusal; undefined when the user may do it. */
export function notPermitted(user: string, what: string): Extract<UserResult, { ok: false }> | undefined {
  if (analysts.includes(user)) return undefined;
  return { ok: false, code: 'not-permitted', message: `Engine: user ${user} is not allowed to ${what}.` };
}
