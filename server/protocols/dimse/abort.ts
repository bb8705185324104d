/** Source and reason of an A-ABORT, as numbers on the wire (PS3.8 Table 9-26). */
export interface Abort {
  /** 0 UL service-user, 1 reserved, 2 UL service-provider */
  readonly source: number;
  /** Means something only when the source is the provider. */
  readonly reason: number;
}

export interface AbortText {
  readonly source: string;
  readonly reason: string;
  readonly clause: string;
}

const sourceText: Readonly<Record<number, string>> = {
  0: 'DICOM UL service-user (initiated abort)',
  2: 'DICOM UL service-provider (initiated abort)',
};

/** Reasons of the provider: all of PS3.8 Table 9-26; 3 and what is above 6 is reserved. */
export const abortReasonTable: readonly { readonly reason: number; readonly text: string }[] = [
  { reason: 0, text: 'reason-not-specified' },
  { reason: 1, text: 'unrecognized-PDU' },
  { reason: 2, text: 'unexpected-PDU' },
  { reason: 4, text: 'unrecognized-PDU-parameter' },
  { reason: 5, text: 'unexpected-PDU-parameter' },
  { reason: 6, text: 'invalid-PDU-parameter-value' },
];

export const aborts = {
  byUser: { source: 0, reason: 0 },
  notSpecified: { source: 2, reason: 0 },
  unrecognizedPdu: { source: 2, reason: 1 },
  unexpectedPdu: { source: 2, reason: 2 },
  unrecognizedParameter: { source: 2, reason: 4 },
  unexpectedParameter: { source: 2, reason: 5 },
  invalidParameterValue: { source: 2, reason: 6 },
} as const satisfies Record<string, Abort>;

/** The words of PS3.8 Table 9-26. With a user's abort the reason is not significant and is said to be so. */
export function explainAbort(abort: Abort): AbortText {
  const known = abortReasonTable.find(({ reason }) => reason === abort.reason);
  return {
    source: sourceText[abort.source] ?? `reserved (${abort.source})`,
    reason: abort.source === 0 ? 'not significant' : (known?.text ?? `reserved (${abort.reason})`),
    clause: 'PS3.8 9.3.8',
  };
}
