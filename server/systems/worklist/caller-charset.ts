import type { DataSet, Entry } from '../../protocols/dicom/data-set.ts';
import { type Lacking, writtenIn } from '../../protocols/dicom/transliterate.ts';
import { vrInfo } from '../../protocols/dicom/vr.ts';

/**
 * A response for a caller that takes one Specific Character Set only (PS3.4 §K.4.1.1.3.2 lets the response choose; the
 * caller's conformance statement says what it can show). The entry itself keeps its letters.
 */
export function inCharacterSet(response: DataSet, term: string, lacking: Lacking): DataSet {
  const terms = term === 'ISO_IR 6' ? [] : [term];
  if (response.characterSet.terms.join('\\') === terms.join('\\')) return response;
  return respelt(response, terms, lacking).withCharacterSet(terms);
}

function respelt(dataSet: DataSet, terms: readonly string[], lacking: Lacking): DataSet {
  const changed: Entry[] = [];
  for (const { tag, vr, isSequence } of dataSet.elements) {
    if (isSequence) {
      const items = dataSet.items(tag);
      const next = items.map((item) => respelt(item, terms, lacking));
      if (next.some((item, index) => item !== items[index])) changed.push([tag, 'SQ', next]);
    } else if (vrInfo(vr).charset) {
      const text = dataSet.texts(tag).join('\\');
      const near = writtenIn(text, terms, lacking);
      if (near !== text) changed.push([tag, vr, near]);
    }
  }
  return changed.length === 0 ? dataSet : dataSet.withAll(changed);
}
