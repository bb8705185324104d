import type { UserResult } from '../host/hospital.ts';

/** Who may change settings, and who may change entries (hospital.md 4.6). */
export const mayConfigure: readonly string[] = ['ianders', 'vendor1'];
export const mayEdit: readonly string[] = ['ianders', 'kbauer'];

export function refused<T>(code: string, message: string): UserResult<T> {
  return { ok: false, code, message };
}
