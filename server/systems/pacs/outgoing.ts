import type { Micros } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation, type OpenAssociation } from '../../network/dicom-link.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { RoleSelection } from '../../protocols/dimse/user-information.ts';
import type { PacsCore } from './pacs-core.ts';

/** What the archive wants of a peer. */
export interface Errand {
  readonly sopClasses: readonly string[];
  readonly roleSelections?: readonly RoleSelection[];
  readonly timeout: Micros;
}

/** Opens an association with a peer that ae.conf knows by its AE title; a text says why that did not work. */
export function* openTo(
  { room, state, registry, server }: PacsCore,
  to: string,
  errand: Errand,
): Task<OpenAssociation | string> {
  const target = registry.find(({ title }) => title === to);
  if (!target) return `${to} is not in ae.conf`;
  const { sopClasses, roleSelections, timeout } = errand;
  const opened = yield* openAssociation(room, {
    from: state.host,
    callingAe: server.aeTitle,
    calledAe: to,
    target,
    contexts: sopClasses.map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] })),
    ...(roleSelections ? { roleSelections } : {}),
    timeout,
  });
  if (opened.kind === 'open') return opened.association;
  return opened.kind === 'rejected' ? `association rejected: ${opened.text}` : opened.detail;
}
