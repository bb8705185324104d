import { SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { Hospital } from '../hospital.ts';

/** An archive as a workstation knows it. */
export interface ArchiveNode {
  readonly host: string;
  readonly aeTitle: string;
}

export const pacsNode: ArchiveNode = { host: 'pacs01', aeTitle: 'NGH_PACS' };
const PORT = 11_112;

/** The administrators' workstation opens an association to an archive; `received`: classes that it takes by C-GET. */
export function fromWorkstation(
  { room }: Hospital,
  { host, aeTitle }: ArchiveNode,
  sopClasses: readonly string[],
  received: readonly string[] = [],
): ReturnType<typeof openAssociation> {
  return openAssociation(room, {
    from: 'adm01',
    callingAe: 'NGH_ADMIN',
    calledAe: aeTitle,
    target: { host, port: PORT },
    contexts: [...sopClasses, ...received].map((abstractSyntax) => ({
      abstractSyntax,
      transferSyntaxes: [EXPLICIT_LE],
    })),
    roleSelections: received.map((sopClassUid) => ({ sopClassUid, scu: false, scp: true })),
    timeout: 30 * SECOND,
  });
}

/** Spawns a task of the workstation; its result is there when the hospital has gone on. */
export function workstationTask<T>({ room }: Hospital, name: string, task: Task<T | undefined>): () => T | undefined {
  let result: T | undefined;
  room.kernel.spawn(name, keep());
  return () => result;

  function* keep(): Task<void> {
    result = yield* task;
  }
}
