/** Status classes of PS3.7 Table C-1. */
export type StatusClass = 'success' | 'pending' | 'cancel' | 'warning' | 'failure';

/** The statuses our systems send, by name. */
export const statuses = {
  success: 0x0000,
  pending: 0xff00,
  pendingWithWarning: 0xff01,
  cancel: 0xfe00,
  outOfResources: 0xa700,
  unableToCountMatches: 0xa701,
  unableToPerformSuboperations: 0xa702,
  moveDestinationUnknown: 0xa801,
  doesNotMatchSopClass: 0xa900,
  unableToProcess: 0xc000,
  cannotUnderstand: 0xc000,
  suboperationsWithFailures: 0xb000,
  coercionOfDataElements: 0xb000,
  elementsDiscarded: 0xb006,
  dataSetDoesNotMatchSopClassWarning: 0xb007,
  noSuchAttribute: 0x0105,
  invalidAttributeValue: 0x0106,
  attributeListError: 0x0107,
  processingFailure: 0x0110,
  duplicateSopInstance: 0x0111,
  noSuchSopInstance: 0x0112,
  noSuchEventType: 0x0113,
  noSuchArgument: 0x0114,
  invalidArgumentValue: 0x0115,
  attributeValueOutOfRange: 0x0116,
  invalidSopInstance: 0x0117,
  noSuchSopClass: 0x0118,
  classInstanceConflict: 0x0119,
  missingAttribute: 0x0120,
  missingAttributeValue: 0x0121,
  sopClassNotSupported: 0x0122,
  noSuchActionType: 0x0123,
  notAuthorized: 0x0124,
  duplicateInvocation: 0x0210,
  unrecognizedOperation: 0x0211,
  mistypedArgument: 0x0212,
  resourceLimitation: 0x0213,
} as const;

/** Whose statuses a code belongs to: codes with the same number differ in meaning from service to service. */
export type StatusService =
  | 'C-ECHO'
  | 'C-FIND'
  | 'C-STORE'
  | 'C-MOVE'
  | 'C-GET'
  | 'MPPS'
  | 'STORAGE COMMITMENT'
  | 'INSTANCE AVAILABILITY'
  | 'N-SERVICES';

export interface StatusText {
  readonly code: number;
  readonly class: StatusClass;
  readonly text: string;
  readonly clause: string;
}

/** One line of the table. `A7xx` is code 0xa700 under mask 0xff00: the digits that count. */
export interface StatusEntry extends StatusText {
  readonly mask: number;
  /** `any`: PS3.7 Annex C, what each service may answer. */
  readonly service: StatusService | 'any';
}

type Line = readonly [code: number, mask: number, statusClass: StatusClass, text: string];
const of = (service: StatusEntry['service'], clause: string, ...lines: readonly Line[]): StatusEntry[] =>
  lines.map(([code, mask, kind, text]) => ({ code, mask, class: kind, text, service, clause }));

/** Every status our systems send or may meet. Within a service the first line that fits counts, then those of `any`. */
export const statusTable: readonly StatusEntry[] = [
  ...of(
    'any',
    'PS3.7 Annex C',
    [0x0000, 0xffff, 'success', 'Success'],
    [0x0105, 0xffff, 'failure', 'Failure: no such attribute'],
    [0x0106, 0xffff, 'failure', 'Failure: invalid attribute value'],
    [0x0107, 0xffff, 'warning', 'Warning: attribute list error'],
    [0x0110, 0xffff, 'failure', 'Failure: processing failure'],
    [0x0111, 0xffff, 'failure', 'Failure: duplicate SOP Instance'],
    [0x0112, 0xffff, 'failure', 'Failure: no such SOP Instance'],
    [0x0113, 0xffff, 'failure', 'Failure: no such event type'],
    [0x0114, 0xffff, 'failure', 'Failure: no such argument'],
    [0x0115, 0xffff, 'failure', 'Failure: invalid argument value'],
    [0x0116, 0xffff, 'warning', 'Warning: attribute value out of range'],
    [0x0117, 0xffff, 'failure', 'Failure: invalid SOP Instance'],
    [0x0118, 0xffff, 'failure', 'Failure: no such SOP Class'],
    [0x0119, 0xffff, 'failure', 'Failure: class-instance conflict'],
    [0x0120, 0xffff, 'failure', 'Failure: missing attribute'],
    [0x0121, 0xffff, 'failure', 'Failure: missing attribute value'],
    [0x0122, 0xffff, 'failure', 'Refused: SOP Class not supported'],
    [0x0123, 0xffff, 'failure', 'Failure: no such action type'],
    [0x0124, 0xffff, 'failure', 'Refused: not authorized'],
    [0x0210, 0xffff, 'failure', 'Failure: duplicate invocation'],
    [0x0211, 0xffff, 'failure', 'Failure: unrecognized operation'],
    [0x0212, 0xffff, 'failure', 'Failure: mistyped argument'],
    [0x0213, 0xffff, 'failure', 'Failure: resource limitation'],
    [0xfe00, 0xffff, 'cancel', 'Cancel'],
  ),
  ...of(
    'C-STORE',
    'PS3.4 B.2.3',
    [0xa700, 0xff00, 'failure', 'Refused: out of resources'],
    [0xa900, 0xff00, 'failure', 'Error: data set does not match SOP Class'],
    [0xc000, 0xf000, 'failure', 'Error: cannot understand'],
    [0xb000, 0xffff, 'warning', 'Warning: coercion of data elements'],
    [0xb006, 0xffff, 'warning', 'Warning: elements discarded'],
    [0xb007, 0xffff, 'warning', 'Warning: data set does not match SOP Class'],
  ),
  ...of(
    'C-FIND',
    'PS3.4 C.4.1.1.4, K.4.1.1.4',
    [0xa700, 0xffff, 'failure', 'Refused: out of resources'],
    [0xa900, 0xffff, 'failure', 'Error: identifier does not match SOP Class'],
    [0xc000, 0xf000, 'failure', 'Failed: unable to process'],
    [0xfe00, 0xffff, 'cancel', 'Cancel: matching terminated due to Cancel request'],
    [0x0000, 0xffff, 'success', 'Success: matching is complete, no final identifier is supplied'],
    [0xff00, 0xffff, 'pending', 'Pending: matches are continuing, a match is supplied'],
    [0xff01, 0xffff, 'pending', 'Pending: matches are continuing, one or more optional keys were not supported'],
  ),
  ...of(
    'C-MOVE',
    'PS3.4 C.4.2.1.5',
    [0xa701, 0xffff, 'failure', 'Refused: out of resources, unable to calculate number of matches'],
    [0xa702, 0xffff, 'failure', 'Refused: out of resources, unable to perform sub-operations'],
    [0xa801, 0xffff, 'failure', 'Refused: move destination unknown'],
    [0xa900, 0xffff, 'failure', 'Error: identifier does not match SOP Class'],
    [0xc000, 0xf000, 'failure', 'Failed: unable to process'],
    [0xfe00, 0xffff, 'cancel', 'Cancel: sub-operations terminated due to Cancel indication'],
    [0xb000, 0xffff, 'warning', 'Warning: sub-operations complete, one or more failures or warnings'],
    [0x0000, 0xffff, 'success', 'Success: sub-operations complete, no failures or warnings'],
    [0xff00, 0xffff, 'pending', 'Pending: sub-operations are continuing'],
  ),
  ...of(
    'C-GET',
    'PS3.4 C.4.3.1.4',
    [0xa701, 0xffff, 'failure', 'Refused: out of resources, unable to calculate number of matches'],
    [0xa702, 0xffff, 'failure', 'Refused: out of resources, unable to perform sub-operations'],
    [0xa900, 0xffff, 'failure', 'Error: identifier does not match SOP Class'],
    [0xc000, 0xf000, 'failure', 'Failed: unable to process'],
    [0xfe00, 0xffff, 'cancel', 'Cancel: sub-operations terminated due to Cancel indication'],
    [0xb000, 0xffff, 'warning', 'Warning: sub-operations complete, one or more failures or warnings'],
    [0x0000, 0xffff, 'success', 'Success: sub-operations complete, no failures or warnings'],
    [0xff00, 0xffff, 'pending', 'Pending: sub-operations are continuing'],
  ),
  ...of(
    'MPPS',
    'PS3.4 F.7.2',
    [0x0110, 0xffff, 'failure', 'Failure: Performed Procedure Step Object may no longer be updated'],
    [0x0000, 0xffff, 'success', 'Success'],
  ),
  ...of('STORAGE COMMITMENT', 'PS3.4 J.3.2, J.3.3', [
    0x0000,
    0xffff,
    'success',
    'Success: the request (or the report) was received',
  ]),
  ...of('INSTANCE AVAILABILITY', 'PS3.4 R.3.2', [0x0000, 0xffff, 'success', 'Success: the notification was received']),
];

/** The class of any status code by its digits (PS3.7 C.1). */
export function statusClass(code: number): StatusClass {
  if (code === 0x0000) return 'success';
  if (code === 0xff00 || code === 0xff01) return 'pending';
  if (code === 0xfe00) return 'cancel';
  if (code === 0x0001 || code === 0x0107 || code === 0x0116 || (code & 0xf000) === 0xb000) return 'warning';
  return 'failure';
}

/** What a status means in a service: its own lines first, then those of any; always an answer. */
export function explainStatus(service: StatusService, code: number): StatusText {
  const fits = (entry: StatusEntry): boolean => (code & entry.mask) === entry.code;
  const entry =
    statusTable.find((line) => line.service === service && fits(line)) ??
    statusTable.find((line) => line.service === 'any' && fits(line));
  return {
    code,
    class: statusClass(code),
    text: entry?.text ?? `${statusClass(code)} of no table`,
    clause: entry?.clause ?? 'PS3.7 Annex C',
  };
}

/** `A900H`, as the standard writes statuses. */
export function formatStatus(code: number): string {
  return `${code.toString(16).toUpperCase().padStart(4, '0')}H`;
}
