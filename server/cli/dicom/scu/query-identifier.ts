import { DataSet } from '../../../protocols/dicom/data-set.ts';
import type { Entry } from '../../../protocols/dicom/data-set.ts';
import { lookupTag } from '../../../protocols/dicom/dictionary.ts';
import { parseElementPath } from '../../../protocols/dicom/element-path.ts';
import type { ElementPath } from '../../../protocols/dicom/element-path.ts';
import { QUERY_RETRIEVE_LEVEL } from '../../../protocols/dicom/information-model.ts';
import type { QueryLevel } from '../../../protocols/dicom/information-model.ts';
import { formatTag, isPrivateCreator } from '../../../protocols/dicom/tag.ts';
import type { Tag } from '../../../protocols/dicom/tag.ts';
import { expectedOf } from '../../../protocols/dicom/value-format.ts';
import { vrInfo } from '../../../protocols/dicom/vr.ts';
import type { Vr } from '../../../protocols/dicom/vr.ts';
import { InputError } from '../../verb.ts';

const SPECIFIC_CHARACTER_SET: Tag = 0x00080005;

export const keyUsage = '-k TAG[=VALUE]…';

/** `-k PatientName=DOE*`, `-k 0008,0050`, `-k '(0040,0100)>Modality=CT'`; items count from 1: `SQ[1]>TAG`. */
export interface GivenKey {
  readonly path: ElementPath;
  readonly value: string;
  readonly hasValue: boolean;
}

export function parseKey(text: string): GivenKey {
  const equals = text.indexOf('=');
  const hasValue = equals !== -1;
  const steps = (hasValue ? text.slice(0, equals) : text).split('>');
  const named = steps.map((step, index) => (index < steps.length - 1 && !step.includes('[') ? `${step}[1]` : step));
  const path = parseElementPath(named.join('.'));
  if ('error' in path) throw new InputError(`-k ${text}: ${path.error}`);
  return { path, value: hasValue ? text.slice(equals + 1) : '', hasValue };
}

/** A sequence on its way to entries: its items by number. */
interface Sequence {
  readonly items: Map<number, Holder>;
}
type Holder = Map<Tag, Entry | Sequence>;

/**
 * The identifier of a request. Values that ASCII does not have are sent in UTF-8 and (0008,0005) says so, unless that is
 * among the keys.
 */
export function identifierOf(keys: readonly GivenKey[], level: QueryLevel | undefined): DataSet {
  const root: Holder = new Map();
  if (level !== undefined) root.set(QUERY_RETRIEVE_LEVEL, [QUERY_RETRIEVE_LEVEL, 'CS', level]);
  if (keys.some(({ value }) => /[^ -~]/.test(value)))
    root.set(SPECIFIC_CHARACTER_SET, [SPECIFIC_CHARACTER_SET, 'CS', 'ISO_IR 192']);
  for (const { path, value } of keys) {
    let holder = root;
    for (const { tag, item } of path.steps) holder = itemOf(holder, tag, item);
    const vr = vrOf(path.tag);
    if (vr === 'SQ' && value !== '')
      throw new InputError(`${formatTag(path.tag)}: a sequence; a key in it is -k '${formatTag(path.tag)}>TAG=VALUE'`);
    holder.set(path.tag, [path.tag, vr, vr === 'SQ' ? [] : valueOf(path.tag, vr, value)]);
  }
  const identifier = DataSet.build(entriesOf(root));
  checkValues(identifier);
  return identifier;
}

function itemOf(holder: Holder, tag: Tag, number: number): Holder {
  if (vrOf(tag) !== 'SQ') throw new InputError(`${formatTag(tag)}: no sequence, so there is no key in it`);
  const found = holder.get(tag);
  const sequence = found !== undefined && 'items' in found ? found : { items: new Map<number, Holder>() };
  holder.set(tag, sequence);
  const item = sequence.items.get(number) ?? new Map<Tag, Entry | Sequence>();
  sequence.items.set(number, item);
  return item;
}

function entriesOf(holder: Holder): Entry[] {
  return [...holder].map(([tag, content]) => {
    if (!('items' in content)) return content;
    const items = [...content.items].sort(([a], [b]) => a - b);
    return [tag, 'SQ', items.map(([, item]) => entriesOf(item))];
  });
}

function vrOf(tag: Tag): Vr {
  if (isPrivateCreator(tag)) return 'LO';
  const vr = lookupTag(tag)?.vr;
  if (vr) return vr;
  throw new InputError(`${formatTag(tag)}: not in the dictionary, so its VR is not known`);
}

function valueOf(tag: Tag, vr: Vr, value: string): string | Uint8Array {
  if (vrInfo(vr).kind !== 'bytes') return value;
  if (/^(?:[0-9a-f]{2})*$/i.test(value)) return new Uint8Array(Buffer.from(value, 'hex'));
  throw new InputError(`${formatTag(tag)}: expected bytes in hexadecimal, not '${value}'`);
}

/** Wildcards and ranges are no values of their VR, so only what cannot be sent at all is refused. */
function checkValues(dataSet: DataSet): void {
  for (const element of dataSet.elements) {
    if (element.isSequence) for (const item of dataSet.itemsOf(element)) checkValues(item);
    const problem = element.problems.find(({ severity }) => severity === 'error');
    if (!problem) continue;
    const expected =
      problem.code === 'character-not-encodable'
        ? `characters of ${dataSet.characterSet.terms.join('\\') || 'ASCII'}`
        : (expectedOf(element.vr) ?? `a value of ${element.vr}`);
    throw new InputError(`${formatTag(element.tag)}: expected ${expected}`);
  }
}
