import type { DataSet, ElementInput, Entry } from '../../../protocols/dicom/data-set.ts';
import { lookupTag } from '../../../protocols/dicom/dictionary.ts';
import type { Element } from '../../../protocols/dicom/element.ts';
import { readPart10, writePart10 } from '../../../protocols/dicom/part10.ts';
import { formatTag, isGroupLength, isPrivateTag, type Tag } from '../../../protocols/dicom/tag.ts';
import { InputError } from '../../verb.ts';
import { type ProfileAction, profileAction } from './basic-profile.ts';
import type { Pseudonyms } from './pseudonyms.ts';
import type { Draft, Removal } from './removal.ts';

const STANDARD_UIDS = '1.2.840.10008.';
const DUMMY = 'ANONYMIZED';
/** Names that cannot be read are replaced like the others. */
const ofText: readonly string[] = ['unsupported-character-set', 'bytes-outside-character-set'];
const freeText: readonly string[] = ['LT', 'ST', 'UT', 'UC'];
/** What a picture of these often shows in its pixels. */
const oftenLettered: readonly string[] = ['US', 'OT', 'SC', 'XC', 'ES', 'GM', 'DOC'];

/**
 * A DICOM file without what names a person, by the Basic Profile of PS3.15 Annex E with the Retain Longitudinal Temporal
 * Information with Modified Dates Option: dates move by the same days, times stay. What the table does not name is
 * removed, too, where it may hold free text, another person's name, or private data.
 */
export function dicomDraft(bytes: Uint8Array, pseudonyms: Pseudonyms): Draft {
  const { dataSet, readAs } = readPart10(bytes);
  const problem = dataSet.diagnostics.find(({ severity, code }) => severity === 'error' && !ofText.includes(code));
  if (problem) {
    const where = problem.tag === undefined ? '' : ` at ${formatTag(problem.tag)}`;
    throw new InputError(`the data set cannot be read as it was meant: ${problem.code}${where}`);
  }
  if (dataSet.unreadBytes > 0 || dataSet.elements.length === 0) throw new InputError('it holds no data set');
  const removals: Removal[] = [];
  const clean = cleaned(dataSet, pseudonyms, removals).withAll(marks);
  const modality = dataSet.text(0x00080060);
  const warnings = [
    oftenLettered.includes(modality) || dataSet.text(0x00280301) === 'YES'
      ? 'the picture: it is likely to show names in its pixels, which were not looked at'
      : 'the picture: its pixels were not looked at',
  ];
  return { kind: 'DICOM file', parts: writePart10(clean, { syntax: readAs }), removals, warnings };
}

/** (0012,0062) to (0012,0064) and (0028,0303): that identity was removed, and how (PS3.15 §E.1.1). */
const marks: readonly Entry[] = [
  [0x00120062, 'CS', 'YES'],
  [0x00120063, 'LO', 'PS3.15 Basic Profile, dates modified'],
  [
    0x00120064,
    'SQ',
    [
      [
        [0x00080100, 'SH', '113100'],
        [0x00080102, 'SH', 'DCM'],
        [0x00080104, 'LO', 'Basic Application Confidentiality Profile'],
      ],
      [
        [0x00080100, 'SH', '113107'],
        [0x00080102, 'SH', 'DCM'],
        [0x00080104, 'LO', 'Retain Longitudinal Temporal Information Modified Dates Option'],
      ],
    ],
  ],
  [0x00280303, 'CS', 'MODIFIED'],
];

function cleaned(dataSet: DataSet, pseudonyms: Pseudonyms, removals: Removal[]): DataSet {
  let out = dataSet;
  for (const element of dataSet.elements) {
    const { tag } = element;
    const made = isGroupLength(tag) ? undefined : valueFor(dataSet, element, pseudonyms, removals);
    if (made === 'kept') continue;
    const isEmpty = element.value.length === 0 && dataSet.itemsOf(element).length === 0;
    if (made?.done !== undefined && !isEmpty) removals.push({ place: nameOfTag(tag), done: made.done });
    if (!made && !isGroupLength(tag)) removals.push({ place: nameOfTag(tag), done: 'removed' });
    out = made ? (isEmpty ? out : out.with(tag, element.vr, made.value)) : out.without(tag);
  }
  return out;
}

interface Made {
  readonly value: ElementInput;
  readonly done: Removal['done'] | undefined;
}

/** What takes the place of an element's value; undefined: the element goes. */
function valueFor(
  dataSet: DataSet,
  element: Element,
  pseudonyms: Pseudonyms,
  removals: Removal[],
): Made | 'kept' | undefined {
  const { tag, vr } = element;
  if (isPrivateTag(tag)) return undefined;
  const action = profileAction(tag) ?? (vr === 'UN' || vr === 'UR' ? 'X' : undefined);
  if (action === 'X') return undefined;
  // The table leaves such text to the options; a dummy keeps what needs a text whole.
  if (action === undefined && freeText.includes(vr)) return { value: DUMMY, done: 'replaced' };
  const texts = dataSet.textsOf(element);
  if (vr === 'SQ') {
    if (action !== 'XZU' && action?.includes('Z')) return { value: '', done: 'emptied' };
    if (action !== undefined && action !== 'D' && action !== 'XZU') return undefined;
    const items = dataSet.itemsOf(element);
    if (items.length === 0) return 'kept';
    return { value: items.map((item) => cleaned(item, pseudonyms, removals)), done: undefined };
  }
  if (vr === 'UI') {
    // A class or syntax of the standard names nobody.
    const isPublic = (uid: string): boolean => uid.startsWith(STANDARD_UIDS);
    if (texts.every(isPublic)) return 'kept';
    return { value: joined(texts.map((uid) => (isPublic(uid) ? uid : pseudonyms.uid(uid)))), done: 'UID replaced' };
  }
  if (vr === 'PN') {
    return { value: joined(texts.map((name) => (name === '' ? '' : pseudonyms.name(name)))), done: 'replaced' };
  }
  if (vr === 'DA' || vr === 'DT') {
    const moved = texts.flatMap((text) => pseudonyms.date(text) ?? []);
    return moved.length === texts.length
      ? { value: joined(moved), done: 'date moved' }
      : { value: '', done: 'emptied' };
  }
  return vr === 'TM' || action === undefined ? 'kept' : otherValue(tag, vr, action, texts, pseudonyms);
}

/** Numbers get another number of their shape; other texts go, or become a dummy where they must not be empty. */
function otherValue(
  tag: Tag,
  vr: string,
  action: ProfileAction,
  texts: readonly string[],
  pseudonyms: Pseudonyms,
): Made {
  const keyword = lookupTag(tag)?.keyword ?? '';
  const isText = ['LO', 'SH', 'AE'].includes(vr);
  if (isText && /(ID|Number|Identifier)$|OrderNumber/.test(keyword)) {
    return { value: joined(texts.map((text) => pseudonyms.id(text))), done: 'replaced' };
  }
  return isText && (action === 'D' || action === 'XD')
    ? { value: DUMMY, done: 'replaced' }
    : { value: '', done: 'emptied' };
}

const joined = (texts: readonly string[]): string => texts.join('\\');

function nameOfTag(tag: Tag): string {
  return `${formatTag(tag)} ${isPrivateTag(tag) ? 'private' : (lookupTag(tag)?.name ?? 'unknown')}`;
}
