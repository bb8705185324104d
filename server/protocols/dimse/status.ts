/** Status classes of PS3.7 Table C-1. */
export type StatusClass = 'success' | 'pending' | 'cancel' | 'warning' | 'failure';

/** The statuses our systems send, by name. */
export const statuses = {
  success: 0x0000,
  pending: 0xff00,
  pendingWithWarning: 0xff01,
  cancel: 0xfe00,
  outOfResources: 0xa700,
  doesNotMatchSopClass: 0xa900,
  unableToProcess: 0xc000,
  cannotUnderstand: 0xc000,
  coercionOfDataElements: 0xb000,
  elementsDiscarded: 0xb006,
  dataSetDoesNotMatchSopClassWarning: 0xb007,
  processingFailure: 0x0110,
  duplicateSopInstance: 0x0111,
  noSuchSopInstance: 0x0112,
  sopClassNotSupported: 0x0122,
  notAuthorized: 0x0124,
  duplicateInvocation: 0x0210,
  unrecognizedOperation: 0x0211,
  mistypedArgument: 0x0212,
  resourceLimitation: 0x0213,
} as const;

/** Whose statuses a code belongs to: codes with the same number differ in meaning from service to service. */
export type StatusService = 'C-ECHO' | 'C-FIND' | 'C-STORE' | 'C-MOVE' | 'C-GET' | 'N-SERVICES';

export interface StatusText {
  readonly code: number;
  readonly class: StatusClass;
  readonly text: string;
  readonly clause: string;
}

interface Entry {
  /** Digits that count: `A7xx` is 0xa700 under mask 0xff00. */
  readonly code: number;
  readonly mask: number;
  readonly text: string;
}

const exactly = (code: number, text: string): Entry => ({ code, mask: 0xffff, text });
const family = (code: number, mask: number, text: string): Entry => ({ code, mask, text });

const success = exactly(0x0000, 'Success');

/** PS3.7 Annex C: what any service may answer. */
const general: readonly Entry[] = [
  success,
  exactly(0x0105, 'Failure: no such attribute'),
  exactly(0x0106, 'Failure: invalid attribute value'),
  exactly(0x0107, 'Warning: attribute list error'),
  exactly(0x0110, 'Failure: processing failure'),
  exactly(0x0111, 'Failure: duplicate SOP Instance'),
  exactly(0x0112, 'Failure: no such SOP Instance'),
  exactly(0x0113, 'Failure: no such event type'),
  exactly(0x0114, 'Failure: no such argument'),
  exactly(0x0115, 'Failure: invalid argument value'),
  exactly(0x0116, 'Warning: attribute value out of range'),
  exactly(0x0117, 'Failure: invalid SOP Instance'),
  exactly(0x0118, 'Failure: no such SOP Class'),
  exactly(0x0119, 'Failure: class-instance conflict'),
  exactly(0x0120, 'Failure: missing attribute'),
  exactly(0x0121, 'Failure: missing attribute value'),
  exactly(0x0122, 'Refused: SOP Class not supported'),
  exactly(0x0123, 'Failure: no such action type'),
  exactly(0x0124, 'Refused: not authorized'),
  exactly(0x0210, 'Failure: duplicate invocation'),
  exactly(0x0211, 'Failure: unrecognized operation'),
  exactly(0x0212, 'Failure: mistyped argument'),
  exactly(0x0213, 'Failure: resource limitation'),
  exactly(0xfe00, 'Cancel'),
];

const ofService: Readonly<Record<StatusService, { readonly clause: string; readonly entries: readonly Entry[] }>> = {
  'C-ECHO': { clause: 'PS3.7 9.1.5.1.4', entries: [] },
  'C-STORE': {
    clause: 'PS3.4 B.2.3',
    entries: [
      family(0xa700, 0xff00, 'Refused: out of resources'),
      family(0xa900, 0xff00, 'Error: data set does not match SOP Class'),
      family(0xc000, 0xf000, 'Error: cannot understand'),
      exactly(0xb000, 'Warning: coercion of data elements'),
      exactly(0xb006, 'Warning: elements discarded'),
      exactly(0xb007, 'Warning: data set does not match SOP Class'),
    ],
  },
  'C-FIND': {
    clause: 'PS3.4 C.4.1.1.4, K.4.1.1.4',
    entries: [
      exactly(0xa700, 'Refused: out of resources'),
      exactly(0xa900, 'Error: identifier does not match SOP Class'),
      family(0xc000, 0xf000, 'Failed: unable to process'),
      exactly(0xfe00, 'Cancel: matching terminated due to Cancel request'),
      exactly(0x0000, 'Success: matching is complete, no final identifier is supplied'),
      exactly(0xff00, 'Pending: matches are continuing, a match is supplied'),
      exactly(0xff01, 'Pending: matches are continuing, one or more optional keys were not supported'),
    ],
  },
  'C-MOVE': {
    clause: 'PS3.4 C.4.2.1.5',
    entries: [
      exactly(0xa701, 'Refused: out of resources, unable to calculate number of matches'),
      exactly(0xa702, 'Refused: out of resources, unable to perform sub-operations'),
      exactly(0xa801, 'Refused: move destination unknown'),
      exactly(0xa900, 'Error: identifier does not match SOP Class'),
      family(0xc000, 0xf000, 'Failed: unable to process'),
      exactly(0xfe00, 'Cancel: sub-operations terminated due to Cancel indication'),
      exactly(0xb000, 'Warning: sub-operations complete, one or more failures'),
      exactly(0x0000, 'Success: sub-operations complete, no failures'),
      exactly(0xff00, 'Pending: sub-operations are continuing'),
    ],
  },
  'C-GET': {
    clause: 'PS3.4 C.4.3.1.4',
    entries: [
      exactly(0xa701, 'Refused: out of resources, unable to calculate number of matches'),
      exactly(0xa702, 'Refused: out of resources, unable to perform sub-operations'),
      exactly(0xa900, 'Error: identifier does not match SOP Class'),
      family(0xc000, 0xf000, 'Failed: unable to process'),
      exactly(0xfe00, 'Cancel: sub-operations terminated due to Cancel indication'),
      exactly(0xb000, 'Warning: sub-operations complete, one or more failures or warnings'),
      exactly(0x0000, 'Success: sub-operations complete, no failures or warnings'),
      exactly(0xff00, 'Pending: sub-operations are continuing'),
    ],
  },
  'N-SERVICES': { clause: 'PS3.7 Annex C', entries: [] },
};

/** The class of any status code by its digits (PS3.7 C.1). */
export function statusClass(code: number): StatusClass {
  if (code === 0x0000) return 'success';
  if (code === 0xff00 || code === 0xff01) return 'pending';
  if (code === 0xfe00) return 'cancel';
  if (code === 0x0001 || code === 0x0107 || code === 0x0116 || (code & 0xf000) === 0xb000) return 'warning';
  return 'failure';
}

/** What a status means in a service: its own table first, then the general one; always an answer. */
export function explainStatus(service: StatusService, code: number): StatusText {
  const own = ofService[service];
  const specific = own.entries.find((entry) => (code & entry.mask) === entry.code);
  const entry = specific ?? general.find((other) => code === other.code);
  return {
    code,
    class: statusClass(code),
    text: entry?.text ?? `${statusClass(code)} of no table`,
    clause: specific === undefined ? 'PS3.7 Annex C' : own.clause,
  };
}

/** `A900H`, as the standard writes statuses. */
export function formatStatus(code: number): string {
  return `${code.toString(16).toUpperCase().padStart(4, '0')}H`;
}
