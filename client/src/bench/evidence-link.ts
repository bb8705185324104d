import type { QueryPatch } from '../lib/route.ts';

/**
 * Where evidence is looked at again. A note that begins with a path leads to that field; what is no message of the list
 * was pinned from a log line and leads to it there.
 */
export function evidenceLink(event: number, note: string, isMessage: boolean): QueryPatch {
  if (!isMessage) {
    return { tool: 'logs', event: String(event), q: undefined, host: undefined, levels: undefined, tail: '0' };
  }
  const field = /^(\S+) = /.exec(note)?.[1];
  return { msg: String(event), ...(field === undefined ? {} : { field }) };
}

/** What a pinned log line says as evidence: as long as a note may be. */
export function logNote(line: { host: string; level: string; text: string }): string {
  return `${line.host} ${line.level} ${line.text}`.slice(0, 300);
}
