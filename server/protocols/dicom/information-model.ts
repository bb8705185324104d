import type { Tag } from './tag.ts';

/** The Query/Retrieve information models (PS3.4 C.6): Patient Root, Study Root and the retired Patient/Study Only. */
export type QueryModel = 'patient-root' | 'study-root' | 'patient-study-only';
export type QueryLevel = 'PATIENT' | 'STUDY' | 'SERIES' | 'IMAGE';

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

/** Query/Retrieve Level */
export const QUERY_RETRIEVE_LEVEL: Tag = 0x00080052;

/** The level that a text names and those above it, from the top down; undefined for one that the model has not. */
export function levelIn(
  model: QueryModel,
  text: string,
): { readonly level: QueryLevel; readonly above: readonly QueryLevel[] } | undefined {
  const levels = queryLevels[model];
  const position = levels.findIndex((candidate) => candidate === text);
  const level = levels[position];
  return level && { level, above: levels.slice(0, position) };
}
