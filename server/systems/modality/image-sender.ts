import { SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { formatStatus, statusClass } from '../../protocols/dimse/status.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { ExamRow } from './state.ts';

export type SendOutcome =
  | { readonly kind: 'sent' }
  /** The archive answered and did not want it: sending again changes nothing. */
  | { readonly kind: 'refused'; readonly detail: string }
  /** It could not be reached or broke off. */
  | { readonly kind: 'unreachable'; readonly detail: string };

const timeout = 30 * SECOND;

/** One association, one C-STORE for each image. */
export function* sendImages(room: MachineRoom, host: string, conf: ModalityConf, exam: ExamRow): Task<SendOutcome> {
  const classes = [...new Set(exam.images.map(({ sopClass }) => sopClass))];
  const { accession, patientId, studyUid } = exam;
  const opened = yield* openAssociation(room, {
    from: host,
    callingAe: conf.aeTitle,
    calledAe: conf.pacsAe,
    target: { host: conf.pacsHost, port: conf.pacsPort },
    contexts: classes.map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] })),
    timeout,
    keys: { studyUid, ...(accession === '' ? {} : { accession }), ...(patientId === '' ? {} : { patientId }) },
  });
  if (opened.kind === 'rejected') return { kind: 'refused', detail: `association rejected: ${opened.text}` };
  if (opened.kind !== 'open') return { kind: 'unreachable', detail: opened.detail };
  const { association } = opened;
  const problems: string[] = [];
  for (const image of exam.images) {
    const dataSet = DataSet.read(image.parts, EXPLICIT_LE);
    const stored = yield* association.store(dataSet, image.sopClass, image.sopUid);
    if (stored.kind === 'no-context') problems.push(stored.detail);
    else if (stored.kind !== 'answered') return { kind: 'unreachable', detail: stored.detail };
    else if (statusClass(stored.status) === 'failure') {
      problems.push(`C-STORE ${formatStatus(stored.status)} ${stored.errorComment}`.trim());
    }
  }
  yield* association.release();
  const [problem] = problems;
  return problem === undefined
    ? { kind: 'sent' }
    : { kind: 'refused', detail: `${problems.length} of ${exam.images.length} images refused: ${problem}` };
}
