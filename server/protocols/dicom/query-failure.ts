import { formatTag } from './tag.ts';
import type { Tag } from './tag.ts';

/** Why an identifier cannot be answered; a C-FIND response status, not a match. */
export interface QueryFailure {
  readonly kind: 'failure';
  /** A900 Identifier does not match SOP Class, C000 Unable to Process (PS3.4 Tables C.4-1, K.4-1). */
  readonly status: 0xa900 | 0xc000;
  readonly code: QueryFailureCode;
  /** For Offending Element (0000,0901). */
  readonly offending: readonly Tag[];
  /** For Error Comment (0000,0902): ASCII, at most 64 characters. */
  readonly comment: string;
}

export type QueryFailureCode =
  | 'unreadable-identifier'
  | 'no-supported-key'
  | 'wrong-level'
  | 'unique-key-missing'
  | 'malformed-value'
  | 'wrong-vr'
  | 'multiple-values'
  | 'multiple-items'
  | 'undecodable-value';

const texts: Readonly<Record<QueryFailureCode, string>> = {
  'unreadable-identifier': 'Identifier cannot be read',
  'no-supported-key': 'Identifier has no supported key',
  'wrong-level': 'Query/Retrieve Level missing or not supported',
  'unique-key-missing': 'Unique key of a higher level missing',
  'malformed-value': 'Value does not fit its VR',
  'wrong-vr': 'VR is not that of the key',
  'multiple-values': 'Only UIDs may be listed',
  'multiple-items': 'Sequence key with more than one item',
  'undecodable-value': 'Value not in its character set',
};

export function queryFailure(code: QueryFailureCode, tag?: Tag): QueryFailure {
  return {
    kind: 'failure',
    status: code === 'unreadable-identifier' || code === 'undecodable-value' ? 0xc000 : 0xa900,
    code,
    offending: tag === undefined ? [] : [tag],
    comment: tag === undefined ? texts[code] : `${texts[code]} ${formatTag(tag)}`,
  };
}
