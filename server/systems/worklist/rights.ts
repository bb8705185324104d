import type { UserResult } from '../host/hospital.ts';

/** Who may change entries (hospital.md 4.6). */
export const mayEdit: readonly string[] = ['ianders', 'kbauer'];

export function refused<T>(code: string, message: string): UserResult<T> {
  return { ok: false, code, message };
}
