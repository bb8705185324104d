import { isHeader } from './delimiters.ts';
import { HL7_LIMITS } from './limits.ts';
import type { Hl7Path } from './path.ts';
import {
  countParts,
  fieldEnd,
  fieldStarts,
  findSegment,
  partEnd,
  partStart,
  type SegmentIndex,
} from './segment-index.ts';

/** Why an edit was not made; `found` is the path, character or value concerned. */
export interface EditProblem {
  readonly code:
    | 'bad-path'
    | 'segment-missing'
    /** MSH-1 and MSH-2 rule every other byte of the message; they are chosen when it is built. */
    | 'delimiter-field'
    /** The position needs a delimiter that MSH-2 does not define. */
    | 'delimiter-undefined'
    /** The value needs an escape character and MSH-2 defines none. */
    | 'escape-undefined'
    /** The character set of MSH-18 does not have the character. */
    | 'not-encodable'
    | 'too-far';
  readonly found?: string;
}

/** Replace [start, end) by the delimiters in `padding`, which lead to a position that was not there, and the new text. */
export interface SplicePlan {
  readonly start: number;
  readonly end: number;
  readonly padding: string;
}

export function planSplice(text: string, index: SegmentIndex, path: Hl7Path, blank: boolean): SplicePlan | EditProblem {
  const segment = findSegment(index, path.segment, path.ordinal);
  if (segment < 0) return { code: 'segment-missing', found: path.segment };
  if (isHeader(path.segment) && path.field <= 2) return { code: 'delimiter-field', found: path.segment };
  const delimiters = index.delimiters[segment];
  if (delimiters === undefined) return { code: 'segment-missing', found: path.segment };
  const starts = fieldStarts(index, text, segment);
  const levels = levelsOf(path);

  let start = starts[path.field] ?? -1;
  let end = start < 0 ? (index.ends[segment] ?? 0) : fieldEnd(index, starts, segment, path.field);
  let padding: [string, number][] = start < 0 ? [[delimiters.field, path.field - (starts.length - 1)]] : [];
  for (const { part, number } of levels) {
    const separator = delimiters[part];
    if (start >= 0) {
      const found = partStart(text, start, end, separator, number);
      if (found >= 0) {
        end = partEnd(text, found, end, separator);
      } else {
        padding = [[separator, number - countParts(text, start, end, separator)]];
      }
      start = found;
    } else padding.push([separator, number - 1]);
  }
  // To empty what is not there is no change at all.
  if (start < 0 && blank) return { start: end, end, padding: '' };
  const needed = padding.filter(([, count]) => count > 0);
  if (needed.some(([separator]) => separator === '')) return { code: 'delimiter-undefined' };
  if (needed.reduce((sum, [, count]) => sum + count, 0) > HL7_LIMITS.padding) return { code: 'too-far' };
  return {
    start: start < 0 ? end : start,
    end,
    padding: needed.map(([separator, count]) => separator.repeat(count)).join(''),
  };
}

function levelsOf(path: Hl7Path): { part: 'repetition' | 'component' | 'subcomponent'; number: number }[] {
  const levels: { part: 'repetition' | 'component' | 'subcomponent'; number: number }[] = [];
  if (path.repetition !== undefined || path.component !== undefined) {
    levels.push({ part: 'repetition', number: path.repetition ?? 1 });
  }
  if (path.component !== undefined) levels.push({ part: 'component', number: path.component });
  if (path.subcomponent !== undefined) levels.push({ part: 'subcomponent', number: path.subcomponent });
  return levels;
}

export function splice(bytes: Uint8Array, plan: SplicePlan, replacement: Uint8Array): Uint8Array {
  const { start, end, padding } = plan;
  const result = new Uint8Array(bytes.length - (end - start) + padding.length + replacement.length);
  result.set(bytes.subarray(0, start));
  for (let at = 0; at < padding.length; at += 1) result[start + at] = padding.charCodeAt(at);
  result.set(replacement, start + padding.length);
  result.set(bytes.subarray(end), start + padding.length + replacement.length);
  return result;
}
