import type { ParseArgsOptionsConfig } from 'node:util';
import { levelIn, queryLevels } from '../../../protocols/dicom/information-model.ts';
import type { QueryLevel, QueryModel } from '../../../protocols/dicom/information-model.ts';
import { queryRetrieveClasses } from '../../../protocols/dimse/services/query-model.ts';
import { InputError, UsageError } from '../../verb.ts';
import { type GivenKey, parseKey } from './query-identifier.ts';

export const modelUsage = '--study LEVEL|--patient LEVEL';

/** Options that say which information model is asked, and for what. */
export const queryOptions = {
  study: { type: 'string' },
  patient: { type: 'string' },
  key: { type: 'string', short: 'k', multiple: true, default: [] as string[] },
} as const satisfies ParseArgsOptionsConfig;

interface QueryValues {
  readonly study?: string | undefined;
  readonly patient?: string | undefined;
  readonly key: readonly string[];
}

export interface AskedModel {
  readonly sopClass: string;
  readonly model: QueryModel;
  readonly level: QueryLevel;
}

/** `--study SERIES`: Study Root at SERIES level; undefined when no model is named. */
export function readModel({ study, patient }: QueryValues, service: 'C-FIND' | 'C-MOVE'): AskedModel | undefined {
  if (study !== undefined && patient !== undefined) throw new UsageError();
  const [model, text] = patient === undefined ? (['study-root', study] as const) : (['patient-root', patient] as const);
  if (text === undefined) return undefined;
  const found = levelIn(model, text.toUpperCase());
  if (!found) {
    const option = model === 'study-root' ? '--study' : '--patient';
    throw new InputError(`${option} takes one of ${queryLevels[model].join(', ')}`);
  }
  const known = [...queryRetrieveClasses].find(([, one]) => one.model === model && one.service === service);
  return { sopClass: known?.[0] ?? '', model, level: found.level };
}

export const readKeys = ({ key }: QueryValues): readonly GivenKey[] => key.map(parseKey);
