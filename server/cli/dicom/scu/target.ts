import type { ParseArgsOptionsConfig } from 'node:util';
import { whole } from '../../arguments.ts';
import { InputError, UsageError } from '../../verb.ts';

/** Whom a verb speaks to and under which names. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly calling: string;
  readonly called: string;
  readonly timeoutMillis: number;
}

export const targetUsage = 'HOST PORT [--calling AE] [--called AE] [--timeout SECONDS]';

/** Options of every verb that speaks to a peer. */
export const targetOptions = {
  calling: { type: 'string', default: 'FAULTLINE' },
  called: { type: 'string', default: 'ANY-SCP' },
  timeout: { type: 'string', default: '30' },
} as const satisfies ParseArgsOptionsConfig;

/** The target, and what stands behind host and port. */
export function readTarget(
  [host = '', port = '', ...rest]: readonly string[],
  values: Readonly<Record<keyof typeof targetOptions, string>>,
): { readonly target: Target; readonly rest: readonly string[] } {
  if (host === '' || port === '') throw new UsageError();
  const target = {
    host,
    port: whole('PORT', port, 1, 65_535),
    calling: aeTitle('--calling', values.calling),
    called: aeTitle('--called', values.called),
    timeoutMillis: whole('--timeout', values.timeout, 1, 3_600) * 1_000,
  };
  return { target, rest };
}

/** PS3.5 Table 6.2-1: 1 to 16 characters of the default repertoire without backslash and control characters. */
export function aeTitle(option: string, text: string): string {
  const title = text.trim();
  if (!/^[ -[\]-~]{1,16}$/.test(title))
    throw new InputError(`${option} takes an AE title: 1 to 16 ASCII characters without backslash`);
  return title;
}
