import type { DataSet } from '../../dicom/data-set.ts';
import { type QueryFailure, queryFailure } from '../../dicom/query-failure.ts';
import type { Tag } from '../../dicom/tag.ts';

/** The Query/Retrieve information models (PS3.4 C.6) and what they say of the identifiers of C-MOVE and C-GET. */
export type QueryModel = 'patient-root' | 'study-root' | 'patient-study-only';
export type QueryLevel = 'PATIENT' | 'STUDY' | 'SERIES' | 'IMAGE';

/** SOP classes of PS3.4 C.6.1.3, C.6.2.3 and the retired C.6.3. */
export const queryRetrieveClasses: ReadonlyMap<
  string,
  { readonly model: QueryModel; readonly service: 'C-FIND' | 'C-MOVE' | 'C-GET' }
> = new Map([
  ['1.2.840.10008.5.1.4.1.2.1.1', { model: 'patient-root', service: 'C-FIND' }],
  ['1.2.840.10008.5.1.4.1.2.1.2', { model: 'patient-root', service: 'C-MOVE' }],
  ['1.2.840.10008.5.1.4.1.2.1.3', { model: 'patient-root', service: 'C-GET' }],
  ['1.2.840.10008.5.1.4.1.2.2.1', { model: 'study-root', service: 'C-FIND' }],
  ['1.2.840.10008.5.1.4.1.2.2.2', { model: 'study-root', service: 'C-MOVE' }],
  ['1.2.840.10008.5.1.4.1.2.2.3', { model: 'study-root', service: 'C-GET' }],
  ['1.2.840.10008.5.1.4.1.2.3.1', { model: 'patient-study-only', service: 'C-FIND' }],
  ['1.2.840.10008.5.1.4.1.2.3.2', { model: 'patient-study-only', service: 'C-MOVE' }],
  ['1.2.840.10008.5.1.4.1.2.3.3', { model: 'patient-study-only', service: 'C-GET' }],
]);

/** From the top down (PS3.4 C.6.1.1, C.6.2.1). */
export const queryLevels: Readonly<Record<QueryModel, readonly QueryLevel[]>> = {
  'patient-root': ['PATIENT', 'STUDY', 'SERIES', 'IMAGE'],
  'study-root': ['STUDY', 'SERIES', 'IMAGE'],
  'patient-study-only': ['PATIENT', 'STUDY'],
};

/** The one unique key of each level. */
export const uniqueKey: Readonly<Record<QueryLevel, Tag>> = {
  PATIENT: 0x00100020,
  STUDY: 0x0020000d,
  SERIES: 0x0020000e,
  IMAGE: 0x00080018,
};

/** What is to be retrieved: the entities of `level` named by `uids`, within the entities above. */
export interface RetrieveIdentifier {
  readonly kind: 'retrieve';
  readonly level: QueryLevel;
  /** Values of the level's own unique key; at PATIENT level one, else as many as the request lists. */
  readonly uids: readonly string[];
  /** One value for each level above that the model has. */
  readonly above: Partial<Readonly<Record<QueryLevel, string>>>;
}

const LEVEL: Tag = 0x00080052;

/** The identifier of a C-MOVE or C-GET (PS3.4 C.4.2.1.4, C.4.2.2.1), without relational retrieval. */
export function readRetrieveIdentifier(sopClassUid: string, identifier: DataSet): RetrieveIdentifier | QueryFailure {
  const model = queryRetrieveClasses.get(sopClassUid)?.model;
  if (model === undefined) return queryFailure('wrong-level', LEVEL);
  if (identifier.unreadBytes > 0) return queryFailure('unreadable-identifier');
  const levels = queryLevels[model];
  const position = levels.findIndex((candidate) => candidate === identifier.text(LEVEL));
  const level = levels[position];
  if (level === undefined) return queryFailure('wrong-level', LEVEL);
  const above: Partial<Record<QueryLevel, string>> = {};
  for (const higher of levels.slice(0, position)) {
    const tag = uniqueKey[higher];
    const [value = '', ...more] = identifier.texts(tag);
    if (value === '') return queryFailure('unique-key-missing', tag);
    if (more.length > 0) return queryFailure('multiple-values', tag);
    above[higher] = value;
  }
  const tag = uniqueKey[level];
  const uids = identifier.texts(tag).filter((value) => value !== '');
  if (uids.length === 0) return queryFailure('unique-key-missing', tag);
  if (uids.some((uid) => /[*?]/.test(uid))) return queryFailure('malformed-value', tag);
  if (level === 'PATIENT' && uids.length > 1) return queryFailure('multiple-values', tag);
  return { kind: 'retrieve', level, uids, above };
}
