import type { Tag } from './tag.ts';

/**
 * What is wrong with bytes or values, as a value. `error`: something could not be read or written and what stands in
 * its place is not the sender's meaning. `warning`: read as meant, but not as the standard allows.
 */
export interface DicomDiagnostic {
  readonly code: DicomDiagnosticCode;
  readonly severity: 'warning' | 'error';
  /** Element concerned; absent where no tag could be read. */
  readonly tag?: Tag;
  /** Byte offset in what was read. Absent for values that were set, not read. */
  readonly offset?: number;
  /** The parameter of the sentence: a length, a VR, the characters that could not be encoded. */
  readonly detail?: string | number;
}

export type DicomDiagnosticCode =
  | 'unsupported-transfer-syntax'
  | 'data-set-too-long'
  | 'deflate-damaged'
  | 'deflate-with-header'
  | 'truncated-header'
  | 'not-a-vr'
  | 'unknown-vr'
  | 'length-exceeds-container'
  | 'undefined-length-not-allowed'
  | 'odd-length'
  | 'out-of-order'
  | 'duplicate-tag'
  | 'trailing-padding'
  | 'unexpected-delimiter'
  | 'item-expected'
  | 'missing-item-delimiter'
  | 'missing-sequence-delimiter'
  | 'delimiter-with-length'
  | 'too-deep'
  | 'too-many-elements'
  | 'too-many-items'
  | 'unsupported-character-set'
  | 'bytes-outside-character-set'
  | 'character-not-encodable'
  | 'value-not-encodable'
  | 'bad-offset-table'
  | 'missing-preamble'
  | 'transfer-syntax-mismatch'
  | 'bad-meta-information';
