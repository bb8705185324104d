import { latin1 } from '../latin1.ts';
import { characterSet, defaultCharacterSet } from './character-set.ts';
import type { CharacterSet } from './character-set.ts';
import type { ElementInput } from './data-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { hasHighBytes, offsetOf } from './element-build.ts';
import type { Element } from './element.ts';
import { decodeText } from './element-value.ts';
import { dicomLimits } from './limits.ts';
import { vrInfo } from './vr.ts';

const declared = new Map<string, CharacterSet>();

/** The set that the value of (0008,0005) names. Nearly all data sets of a hospital declare one of a few sets: the same bytes are taken apart once. */
export function characterSetOfBytes(value: Uint8Array): CharacterSet {
  const raw = latin1(value);
  let set = declared.get(raw);
  if (!set) {
    const terms = decodeText(value, vrInfo('CS'), defaultCharacterSet);
    set = characterSet(terms.map((term) => term.replace(/\0+$/, '')));
    if (declared.size < dicomLimits.characterSets && raw.length < 256) declared.set(raw, set);
  }
  return set;
}

/** The same of a value that is to be set. */
export function characterSetOfInput(value: ElementInput): CharacterSet {
  if (typeof value === 'string') return characterSet(value === '' ? [] : value.split('\\'));
  if (Array.isArray(value)) return characterSet(value.filter((term) => typeof term === 'string'));
  return defaultCharacterSet;
}

/** Whether bytes of a text stand for no character of the set that is declared. */
export function hasTextOutside(element: Element, set: CharacterSet): boolean {
  const info = vrInfo(element.vr);
  if (info.kind !== 'text' || !hasHighBytes(element.value)) return false;
  return decodeText(element.value, info, set).some((text) => text.includes('\ufffd'));
}

export function textOutside(element: Element): DicomDiagnostic {
  return { code: 'bytes-outside-character-set', severity: 'error', tag: element.tag, ...offsetOf(element) };
}

/** `declaration` is (0008,0005), which names a set that this build does not know. */
export function unsupportedSet(declaration: Element, set: CharacterSet): DicomDiagnostic {
  const detail = set.terms.join('\\');
  return {
    code: 'unsupported-character-set',
    severity: 'error',
    tag: declaration.tag,
    ...offsetOf(declaration),
    detail,
  };
}
