import { lookupTag } from '../../protocols/dicom/dictionary.ts';
import { formatTag, parseTag, type Tag } from '../../protocols/dicom/tag.ts';
import type { Vr } from '../../protocols/dicom/vr.ts';
import { parseHl7Path, type Hl7Path } from '../../protocols/hl7/path.ts';

/** Where a rule writes: a place in the HL7 message that leaves, or an attribute, `(0040,0100)>(0040,0001)` for one inside a sequence. */
export type RuleTarget =
  | { readonly kind: 'hl7'; readonly text: string; readonly path: Hl7Path }
  | {
      readonly kind: 'dicom';
      readonly text: string;
      /** Sequences from the outside, then the attribute. */
      readonly tags: readonly Tag[];
      readonly vr: Vr;
      /** PS3.6 allows more than one value. */
      readonly multiple: boolean;
    };

export interface TargetProblem {
  readonly problem: string;
}

export function parseHl7Target(text: string): RuleTarget | TargetProblem {
  const path = parseHl7Path(text);
  if ('error' in path) return { problem: 'a place in the message like OBR-18 or PID-3.1' };
  if (path.segment === 'MSH' && path.field <= 2)
    return { problem: 'a field that can be written (MSH-1 and MSH-2 are the delimiters)' };
  return { kind: 'hl7', text, path };
}

export function parseDicomTarget(text: string): RuleTarget | TargetProblem {
  const tags: Tag[] = [];
  for (const part of text.split('>')) {
    const tag = parseTag(part);
    if (tag === undefined) return { problem: 'a tag like (0008,0050) or (0040,0100)>(0040,0001)' };
    tags.push(tag);
  }
  const entries = tags.map((tag) => lookupTag(tag));
  const unknown = tags[entries.findIndex((entry) => entry === undefined)];
  if (unknown !== undefined) return { problem: `a tag of the DICOM dictionary (${formatTag(unknown)} is none)` };
  const outside = entries.slice(0, -1).find((entry) => entry?.vr !== 'SQ');
  if (outside) return { problem: `a sequence before ">" (${formatTag(outside.tag)} is ${outside.vr})` };
  const last = entries.at(-1);
  if (!last) return { problem: 'a tag' };
  return { kind: 'dicom', text: tags.map(formatTag).join('>'), tags, vr: last.vr, multiple: last.vm !== '1' };
}
