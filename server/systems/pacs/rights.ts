import type { UserResult } from '../host/hospital.ts';

/** What people may do at the archive (hospital.md 4.6). */
export type PacsRight = 'resolve' | 'reject' | 'request-rejection' | 'configure';

const rights: Readonly<Record<string, readonly PacsRight[]>> = {
  pgreen: ['resolve', 'reject', 'request-rejection', 'configure'],
  kbauer: ['resolve', 'request-rejection'],
};

const doing: Readonly<Record<PacsRight, string>> = {
  resolve: 'resolve studies',
  reject: 'reject studies',
  'request-rejection': 'ask for a rejection',
  configure: 'change the configuration',
};

export function mayAtPacs(user: string, right: PacsRight): boolean {
  return rights[user]?.includes(right) ?? false;
}

/** Who may do it. */
export function usersWith(right: PacsRight): readonly string[] {
  return Object.keys(rights).filter((user) => mayAtPacs(user, right));
}

export function refusalOf(user: string, right: PacsRight): string {
  return `NGPACS: user ${user} is not authorised to ${doing[right]}.`;
}

export const refused = <T>(code: string, message: string): UserResult<T> => ({ ok: false, code, message });

export function notPermitted<T>(user: string, right: PacsRight): UserResult<T> {
  return refused('not-permitted', refusalOf(user, right));
}
