import { DataSet } from '../../protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { ModalityConf } from './modality-conf.ts';
import type { WorklistEntry } from './state.ts';

/** Enumerated values of Patient's Sex (PS3.3 C.7.1.1); type 2, so none is allowed, too. */
const sexes: ReadonlySet<string> = new Set(['M', 'F', 'O', '']);

/**
 * Why a console can't show an entry, '' when it can: a character set that its conformance statement does not list (it
 * would not know which letters the bytes are, PS3.2 Support of Character Sets), or, where it checks, an illegal value.
 */
export function entryProblem(conf: ModalityConf, entry: WorklistEntry): string {
  if (conf.characterSets !== 'any') {
    const { terms } = DataSet.read(entry.parts, EXPLICIT_LE).characterSet;
    const unknown = terms.find((term) => term !== '' && !conf.characterSets.includes(term));
    if (unknown !== undefined) return `(0008,0005) ${unknown} is not supported`;
  }
  const isLegal = conf.worklistCheck === 'none' || sexes.has(entry.sex);
  return isLegal ? '' : `(0010,0040) illegal value ${entry.sex}`;
}
