/** Result, source and reason of an A-ASSOCIATE-RJ, as numbers on the wire (PS3.8 Table 9-21). */
export interface Rejection {
  /** 1 permanent, 2 transient */
  readonly result: number;
  /** 1 UL service-user, 2 provider (ACSE), 3 provider (presentation) */
  readonly source: number;
  readonly reason: number;
}

export interface RejectionText {
  readonly result: string;
  readonly source: string;
  readonly reason: string;
  readonly clause: string;
}

const resultText: Readonly<Record<number, string>> = { 1: 'rejected-permanent', 2: 'rejected-transient' };

const sourceText: Readonly<Record<number, string>> = {
  1: 'DICOM UL service-user',
  2: 'DICOM UL service-provider (ACSE related function)',
  3: 'DICOM UL service-provider (Presentation related function)',
};

/** A reason that has a meaning under its source; every other pair is reserved. */
export interface RejectionReason {
  readonly source: number;
  readonly reason: number;
  readonly text: string;
  /** With which result it makes sense; the standard allows either. */
  readonly usualResult: 1 | 2;
}

/** All of PS3.8 Table 9-21 that is not reserved. */
export const rejectionTable: readonly RejectionReason[] = [
  { source: 1, reason: 1, text: 'no-reason-given', usualResult: 1 },
  { source: 1, reason: 2, text: 'application-context-name-not-supported', usualResult: 1 },
  { source: 1, reason: 3, text: 'calling-AE-title-not-recognized', usualResult: 1 },
  { source: 1, reason: 7, text: 'called-AE-title-not-recognized', usualResult: 1 },
  { source: 2, reason: 1, text: 'no-reason-given', usualResult: 1 },
  { source: 2, reason: 2, text: 'protocol-version-not-supported', usualResult: 1 },
  { source: 3, reason: 1, text: 'temporary-congestion', usualResult: 2 },
  { source: 3, reason: 2, text: 'local-limit-exceeded', usualResult: 2 },
];

/** The refusals with a name of their own. */
export const rejections = {
  noReason: { result: 1, source: 1, reason: 1 },
  applicationContextNotSupported: { result: 1, source: 1, reason: 2 },
  callingAeNotRecognized: { result: 1, source: 1, reason: 3 },
  calledAeNotRecognized: { result: 1, source: 1, reason: 7 },
  noReasonAcse: { result: 1, source: 2, reason: 1 },
  protocolVersionNotSupported: { result: 1, source: 2, reason: 2 },
  temporaryCongestion: { result: 2, source: 3, reason: 1 },
  localLimitExceeded: { result: 2, source: 3, reason: 2 },
} as const satisfies Record<string, Rejection>;

/** The words of PS3.8 Table 9-21; a number without a meaning there is `reserved` with the number. */
export function explainRejection(rejection: Rejection): RejectionText {
  const { result, source, reason } = rejection;
  const known = rejectionTable.find((line) => line.source === source && line.reason === reason);
  return {
    result: resultText[result] ?? `reserved (${result})`,
    source: sourceText[source] ?? `reserved (${source})`,
    reason: known?.text ?? `reserved (${reason})`,
    clause: 'PS3.8 9.3.4',
  };
}
