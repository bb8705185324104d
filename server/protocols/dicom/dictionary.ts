import { dictionaryData } from './dictionary-data.ts';
import { elementOf, groupOf, isGroupLength, isPrivateCreator, isPrivateTag, parseTag, tagOf } from './tag.ts';
import type { Tag } from './tag.ts';
import { isVr } from './vr.ts';
import type { Vr } from './vr.ts';

/** One attribute of PS3.6. For a repeating group (60xx) `tag` is the tag asked for, not the first of the range. */
export class DictionaryEntry {
  readonly tag: Tag;
  /** `AccessionNumber` */
  readonly keyword: string;
  /** The VRs PS3.6 allows (OB or OW, US or SS, US or OW), nearly always one. */
  readonly vrs: readonly Vr[];
  /** `1`, `1-n`, `2-2n` … */
  readonly vm: string;
  readonly retired: boolean;
  readonly #name: string | undefined;

  constructor(tag: Tag, keyword: string, vrs: readonly Vr[], vm: string, retired: boolean, name: string | undefined) {
    this.tag = tag;
    this.keyword = keyword;
    this.vrs = vrs;
    this.vm = vm;
    this.retired = retired;
    this.#name = name;
  }

  /** The VR, or the first of several. */
  get vr(): Vr {
    return this.vrs[0] ?? 'UN';
  }

  /** `Accession Number`, `Patient's Name`. Derived from the keyword where the data has none: 5 000 at start cost 15 ms. */
  get name(): string {
    return this.#name ?? nameFromKeyword(this.keyword);
  }

  at(tag: Tag): DictionaryEntry {
    return new DictionaryEntry(tag, this.keyword, this.vrs, this.vm, this.retired, this.#name);
  }
}

interface Range {
  readonly groups: readonly [number, number];
  readonly elements: readonly [number, number];
  readonly entry: DictionaryEntry;
}

/** "PatientBirthDate" → "Patient Birth Date"; names that differ from it stand in the data. */
function nameFromKeyword(keyword: string): string {
  return keyword
    .replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .replace(/ (Of|In|To|The|And|For|On|By|From|With|Or|At|Per|As) (?=.)/g, (word) => word.toLowerCase());
}

const rangeOf = (text: string): readonly [number, number] => {
  const [first = '', last = first] = text.split('-');
  return [parseInt(first, 16), parseInt(last, 16)];
};

interface Tables {
  readonly byTag: ReadonlyMap<Tag, DictionaryEntry>;
  readonly byKeyword: ReadonlyMap<string, DictionaryEntry>;
  readonly ranges: readonly Range[];
}

function load(): Tables {
  const byTag = new Map<Tag, DictionaryEntry>();
  const byKeyword = new Map<string, DictionaryEntry>();
  const ranges: Range[] = [];
  let groups: readonly [number, number] = [0, 0];
  for (const line of dictionaryData.split('\n')) {
    if (line === '') continue;
    if (line.startsWith('@')) {
      groups = rangeOf(line.slice(1));
      continue;
    }
    const space = line.indexOf(' ');
    const [element = '', vrText = '', vm = '1', retired] = line.slice(0, space).split(',');
    const [keyword = '', name] = line.slice(space + 1).split('|');
    const vrs = vrText.split('/').filter(isVr);
    const elements = rangeOf(element);
    const entry = new DictionaryEntry(tagOf(groups[0], elements[0]), keyword, vrs, vm, retired === 'R', name);
    if (!byKeyword.has(keyword) || !entry.retired) byKeyword.set(keyword, entry);
    if (groups[0] === groups[1] && elements[0] === elements[1]) byTag.set(entry.tag, entry);
    else ranges.push({ groups, elements, entry });
  }
  return { byTag, byKeyword, ranges };
}

let tables: Tables | undefined;
const dictionary = (): Tables => (tables ??= load());

/** Standard attribute of this tag, repeating groups 50xx/60xx/7Fxx included; private tags and group lengths have none. */
export function lookupTag(tag: Tag): DictionaryEntry | undefined {
  const { byTag, ranges } = dictionary();
  const exact = byTag.get(tag);
  if (exact) return exact;
  if (isPrivateTag(tag)) return undefined;
  const group = groupOf(tag);
  if (group !== 0x20 && group < 0x5000) return undefined;
  const element = elementOf(tag);
  for (const range of ranges) {
    if (group < range.groups[0] || group > range.groups[1]) continue;
    if (element < range.elements[0] || element > range.elements[1]) continue;
    return range.entry.at(tag);
  }
  return undefined;
}

/** Exact keyword of PS3.6, case as printed there. Of a repeating group: its first member. */
export function lookupKeyword(keyword: string): DictionaryEntry | undefined {
  return dictionary().byKeyword.get(keyword);
}

/** A tag from `(0008,0050)`, `00080050`, `0008,0050` or `AccessionNumber`. */
export function findTag(text: string): Tag | undefined {
  return parseTag(text) ?? lookupKeyword(text.trim())?.tag;
}

/** Keyword, or undefined for private and unknown tags. */
export function keywordOf(tag: Tag): string | undefined {
  return lookupTag(tag)?.keyword;
}

/** `Accession Number`; `Private Creator`, `Group Length` or `Unknown` where PS3.6 has no row. */
export function nameOf(tag: Tag): string {
  const entry = lookupTag(tag);
  if (entry) return entry.name;
  if (isGroupLength(tag)) return 'Group Length';
  if (isPrivateCreator(tag)) return 'Private Creator';
  return isPrivateTag(tag) ? 'Private' : 'Unknown';
}

/**
 * The VR of an element in an implicit VR data set (PS3.5 §A.1). `signed` = Pixel Representation is 1, which decides
 * between US and SS; Pixel Data and Overlay Data are OW.
 */
export function implicitVr(tag: Tag, signed: boolean): Vr {
  if (isGroupLength(tag)) return 'UL';
  if (isPrivateTag(tag)) return isPrivateCreator(tag) ? 'LO' : 'UN';
  const entry = lookupTag(tag);
  if (!entry) return 'UN';
  if (entry.vrs.length < 2) return entry.vr;
  if (entry.vrs.includes('OW')) return 'OW';
  return signed ? 'SS' : 'US';
}
