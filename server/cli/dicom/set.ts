import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { lookupTag } from '../../protocols/dicom/dictionary.ts';
import { formatElementPath, holderAt, parseElementPath, withAt } from '../../protocols/dicom/element-path.ts';
import type { ElementPath } from '../../protocols/dicom/element-path.ts';
import { readPart10, rewritePart10 } from '../../protocols/dicom/part10.ts';
import { formatTag, groupOf, isGroupLength, isPrivateCreator } from '../../protocols/dicom/tag.ts';
import { expectedOf, fitsFormat } from '../../protocols/dicom/value-format.ts';
import { vrInfo } from '../../protocols/dicom/vr.ts';
import type { Vr } from '../../protocols/dicom/vr.ts';
import { readInput, writeOutput } from '../files.ts';
import { InputError, take } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** Sets one element and leaves every other byte as it was. Backslash separates values; '' is zero length. */
export const set: Verb = {
  usage: "set IN TAG VALUE OUT   (TAG: (gggg,eeee), ggggeeee, keyword, or '(0040,0100)[1].(0040,0001)')",
  run: (args) => {
    const [from = '', pathText = '', value = '', to = ''] = take(args, 4);
    const path = parseElementPath(pathText);
    if ('error' in path) throw new InputError(path.error);
    const file = readPart10(readInput(from));
    const isMeta = groupOf(path.steps[0]?.tag ?? path.tag) === 2;
    if (path.tag === 0x00020010) {
      throw new InputError('(0002,0010): says how the data set is encoded and cannot be set alone');
    }
    const edited = edit(isMeta ? file.meta : file.dataSet, path, value, pathText);
    writeOutput(to, rewritePart10(isMeta ? { ...file, meta: edited } : { ...file, dataSet: edited }));
    return undefined;
  },
};

function edit(dataSet: DataSet, path: ElementPath, text: string, pathText: string): DataSet {
  const holder = holderAt(dataSet, path);
  if (!holder) throw new InputError(`${pathText}: ${missingItem(dataSet, path)}`);
  if (isGroupLength(path.tag)) throw new InputError(`${pathText}: a group length follows from its group`);
  const vr = holder.get(path.tag)?.vr ?? vrOf(path);
  const info = vrInfo(vr);
  const refuse = (expected: string): InputError => new InputError(`${pathText}: expected ${expected}, not '${text}'`);
  if (vr === 'SQ')
    throw new InputError(`${pathText}: a sequence; expected an element in it: ${pathText}[1].(gggg,eeee)`);
  if (info.kind === 'bytes' && !/^(?:[0-9a-f]{2})*$/i.test(text)) throw refuse('bytes in hexadecimal');
  if (!fitsFormat(vr, text)) throw refuse(`${vr}: ${expectedOf(vr) ?? 'text'}`);
  const value = info.kind === 'bytes' ? new Uint8Array(Buffer.from(text, 'hex')) : text;
  const edited = withAt(dataSet, path, vr, value) ?? dataSet;
  const [problem] = holderAt(edited, path)?.get(path.tag)?.problems ?? [];
  if (problem?.code === 'character-not-encodable') {
    const name = holder.characterSet.terms.join('\\') || 'ASCII, as no Specific Character Set (0008,0005) is given';
    throw refuse(`characters of ${name}`);
  }
  if (problem) throw refuse(`${vr}: ${expectedOf(vr) ?? 'a value of this VR'}`);
  return edited;
}

function vrOf(path: ElementPath): Vr {
  if (isPrivateCreator(path.tag)) return 'LO';
  const vr = lookupTag(path.tag)?.vr;
  if (vr) return vr;
  throw new InputError(`${formatElementPath(path)}: not in the file and not in the dictionary, so its VR is not known`);
}

function missingItem(dataSet: DataSet, path: ElementPath): string {
  let holder = dataSet;
  for (const { tag, item } of path.steps) {
    const items = holder.items(tag);
    const next = items[item - 1];
    if (!next) {
      if (items.length === 0) return `expected a sequence that has items; ${formatTag(tag)} has none`;
      return `expected an item of ${formatTag(tag)} from 1 to ${items.length}`;
    }
    holder = next;
  }
  return 'not found';
}
