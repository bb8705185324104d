import { DataSet } from '../../dicom/data-set.ts';
import type { Tag } from '../../dicom/tag.ts';
import { statuses } from '../status.ts';

/** Storage Commitment Push Model (PS3.4 J.3): who stored asks, the archive reports later, on whichever association. */
export const storageCommitment = {
  sopClassUid: '1.2.840.10008.1.20.1',
  /** The one well-known instance all requests and reports speak of (J.3.5). */
  sopInstanceUid: '1.2.840.10008.1.20.1.1',
  /** N-ACTION type "request storage commitment" (J.3.2.1.1). */
  requestAction: 1,
  /** N-EVENT-REPORT types (J.3.3.1.1): all are committed; some are not. */
  success: 1,
  failuresExist: 2,
} as const;

export interface SopReference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
}

export interface FailedReference extends SopReference {
  /** Failure Reason (0008,1197), see `failureReasons`. */
  readonly reason: number;
}

/** The values of Failure Reason (0008,1197) that commitment uses (PS3.3 C.14.1.1). */
export const failureReasons = [
  { reason: 0x0110, name: 'processingFailure', text: 'Processing failure' },
  { reason: 0x0112, name: 'noSuchInstance', text: 'No such object instance' },
  { reason: 0x0119, name: 'classInstanceConflict', text: 'Class / instance conflict' },
  { reason: 0x0122, name: 'sopClassNotSupported', text: 'Referenced SOP Class not supported' },
  { reason: 0x0131, name: 'duplicateTransaction', text: 'Duplicate transaction UID' },
  { reason: 0x0213, name: 'resourceLimitation', text: 'Resource limitation' },
] as const;
export type FailureReason = (typeof failureReasons)[number]['name'];

export function explainFailureReason(reason: number): { readonly text: string; readonly clause: string } {
  const known = failureReasons.find((entry) => entry.reason === reason);
  return { text: known?.text ?? `reason of no table (${reason})`, clause: 'PS3.3 C.14.1.1' };
}

/** Action Information of the N-ACTION. */
export interface CommitmentRequest {
  readonly kind: 'commitment-request';
  readonly transactionUid: string;
  readonly references: readonly SopReference[];
}

/** Event Information of the N-EVENT-REPORT. */
export interface CommitmentReport {
  readonly kind: 'commitment-report';
  readonly transactionUid: string;
  readonly committed: readonly SopReference[];
  readonly failed: readonly FailedReference[];
}

/** Action or event information that cannot be acted on: the status for the response. */
export interface CommitmentRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly errorComment: string;
}

const TRANSACTION: Tag = 0x00081195;
const REFERENCED: Tag = 0x00081199;
const FAILED: Tag = 0x00081198;

export function commitmentRequest(transactionUid: string, references: readonly SopReference[]): DataSet {
  return DataSet.build([
    [TRANSACTION, 'UI', transactionUid],
    [REFERENCED, 'SQ', references.map(referenceItem)],
  ]);
}

export function readCommitmentRequest(
  actionTypeId: number,
  dataSet: DataSet | undefined,
): CommitmentRequest | CommitmentRefusal {
  if (actionTypeId !== storageCommitment.requestAction) {
    return { kind: 'refused', status: statuses.noSuchActionType, errorComment: 'Action Type ID is not 1' };
  }
  if (dataSet === undefined || dataSet.unreadBytes > 0) return refusedArgument('Action Information cannot be read');
  const transactionUid = dataSet.text(TRANSACTION);
  if (transactionUid === '') return refusedArgument('Transaction UID missing');
  const references = dataSet.items(REFERENCED).map(referenceOf);
  if (references.length === 0) return refusedArgument('Referenced SOP Sequence missing or empty');
  if (references.some(({ sopClassUid, sopInstanceUid }) => sopClassUid === '' || sopInstanceUid === '')) {
    return refusedArgument('Referenced SOP Sequence item without UID');
  }
  return { kind: 'commitment-request', transactionUid, references };
}

/** Splits the references by what the archive says of each: undefined when it takes charge of the instance. */
export function judgeCommitment(
  request: CommitmentRequest,
  failureOf: (reference: SopReference) => FailureReason | undefined,
): CommitmentReport {
  const committed: SopReference[] = [];
  const failed: FailedReference[] = [];
  for (const reference of request.references) {
    const name = failureOf(reference);
    if (name === undefined) committed.push(reference);
    else failed.push({ ...reference, reason: failureReasons.find((entry) => entry.name === name)?.reason ?? 0x0110 });
  }
  return { kind: 'commitment-report', transactionUid: request.transactionUid, committed, failed };
}

/** Event Type ID and Event Information. `retrieveAe` says where committed instances can be had (J.3.3.1.2). */
export function commitmentReport(
  report: CommitmentReport,
  retrieveAe?: string,
): { readonly eventTypeId: number; readonly dataSet: DataSet } {
  const { transactionUid, committed, failed } = report;
  const dataSet = DataSet.build([
    [TRANSACTION, 'UI', transactionUid],
    ...(retrieveAe === undefined ? [] : ([[0x00080054, 'AE', retrieveAe]] as const)),
    ...(committed.length === 0 ? [] : ([[REFERENCED, 'SQ', committed.map(referenceItem)]] as const)),
    ...(failed.length === 0
      ? []
      : ([
          [
            FAILED,
            'SQ',
            failed.map((reference) =>
              DataSet.build([
                [0x00081150, 'UI', reference.sopClassUid],
                [0x00081155, 'UI', reference.sopInstanceUid],
                [0x00081197, 'US', [reference.reason]],
              ]),
            ),
          ],
        ] as const)),
  ]);
  return { eventTypeId: failed.length === 0 ? storageCommitment.success : storageCommitment.failuresExist, dataSet };
}

export function readCommitmentReport(
  eventTypeId: number,
  dataSet: DataSet | undefined,
): CommitmentReport | CommitmentRefusal {
  if (eventTypeId !== storageCommitment.success && eventTypeId !== storageCommitment.failuresExist) {
    return { kind: 'refused', status: statuses.noSuchEventType, errorComment: 'Event Type ID is not 1 or 2' };
  }
  if (dataSet === undefined || dataSet.unreadBytes > 0) return refusedArgument('Event Information cannot be read');
  const transactionUid = dataSet.text(TRANSACTION);
  if (transactionUid === '') return refusedArgument('Transaction UID missing');
  return {
    kind: 'commitment-report',
    transactionUid,
    committed: dataSet.items(REFERENCED).map(referenceOf),
    failed: dataSet.items(FAILED).map((item) => ({ ...referenceOf(item), reason: item.number(0x00081197) ?? 0x0110 })),
  };
}

function refusedArgument(errorComment: string): CommitmentRefusal {
  return { kind: 'refused', status: statuses.invalidArgumentValue, errorComment };
}

function referenceItem({ sopClassUid, sopInstanceUid }: SopReference): DataSet {
  return DataSet.build([
    [0x00081150, 'UI', sopClassUid],
    [0x00081155, 'UI', sopInstanceUid],
  ]);
}

function referenceOf(item: DataSet): SopReference {
  return { sopClassUid: item.text(0x00081150), sopInstanceUid: item.text(0x00081155) };
}
