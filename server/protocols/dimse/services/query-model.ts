import type { DataSet } from '../../dicom/data-set.ts';
import {
  QUERY_RETRIEVE_LEVEL,
  type QueryLevel,
  type QueryModel,
  levelIn,
  uniqueKey,
} from '../../dicom/information-model.ts';
import { type QueryFailure, queryFailure } from '../../dicom/query-failure.ts';

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

/** What is to be retrieved: the entities of `level` named by `uids`, within the entities above. */
export interface RetrieveIdentifier {
  readonly kind: 'retrieve';
  readonly level: QueryLevel;
  /** Values of the level's own unique key; at PATIENT level one, else as many as the request lists. */
  readonly uids: readonly string[];
  /** One value for each level above that the model has. */
  readonly above: Partial<Readonly<Record<QueryLevel, string>>>;
}

/** The identifier of a C-MOVE or C-GET (PS3.4 C.4.2.1.4, C.4.2.2.1), without relational retrieval. */
export function readRetrieveIdentifier(sopClassUid: string, identifier: DataSet): RetrieveIdentifier | QueryFailure {
  const model = queryRetrieveClasses.get(sopClassUid)?.model;
  if (model === undefined) return queryFailure('wrong-level', QUERY_RETRIEVE_LEVEL);
  if (identifier.unreadBytes > 0) return queryFailure('unreadable-identifier');
  const found = levelIn(model, identifier.text(QUERY_RETRIEVE_LEVEL));
  if (found === undefined) return queryFailure('wrong-level', QUERY_RETRIEVE_LEVEL);
  const { level } = found;
  const above: Partial<Record<QueryLevel, string>> = {};
  for (const higher of found.above) {
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
