import type { DataSet } from './data-set.ts';
import { decodeNumbers } from './element-value.ts';
import type { Element } from './element.ts';
import type { Tag } from './tag.ts';
import { vrInfo } from './vr.ts';

/** An attribute of DICOM JSON; keys of the model are `ggggeeee`. */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  readonly InlineBinary?: string;
}
export type JsonDataSet = Readonly<Record<string, JsonAttribute>>;

export const jsonKey = (tag: Tag): string => tag.toString(16).toUpperCase().padStart(8, '0');

/**
 * A data set as PS3.18 Annex F has it, by our own reading: private and unknown elements, empty items and every character
 * set are kept (text becomes Unicode, and (0008,0005) says so, §F.2.2). Group lengths have no place in it. Encapsulated
 * Pixel Data has no inline form and stands there without a value.
 */
export function jsonModel(dataSet: DataSet): JsonDataSet {
  return model(dataSet.withCharacterSet(['ISO_IR 192']));
}

function model(dataSet: DataSet): JsonDataSet {
  const json: Record<string, JsonAttribute> = {};
  for (const element of [...dataSet.elements].sort((a, b) => a.tag - b.tag)) {
    if (element.tag % 0x10000 === 0) continue;
    json[jsonKey(element.tag)] = attribute(dataSet, element);
  }
  return json;
}

function attribute(dataSet: DataSet, element: Element): JsonAttribute {
  const { vr } = element;
  if (element.fragments) return { vr };
  if (vr === 'SQ') {
    const items = dataSet.itemsOf(element);
    return items.length === 0 ? { vr } : { vr, Value: items.map(model) };
  }
  const info = vrInfo(vr);
  if (info.kind === 'text') {
    const texts = dataSet.textsOf(element);
    return texts.every((text) => text === '') ? { vr } : { vr, Value: texts.map((text) => textValue(text, vr)) };
  }
  const bytes = element.value;
  if (bytes.length === 0) return { vr };
  if (info.kind === 'number') {
    if (vr === 'UV' || vr === 'SV') return { vr, Value: dataSet.textsOf(element) };
    return { vr, Value: decodeNumbers(bytes, info).map((number) => numberValue(number, vr)) };
  }
  return { vr, InlineBinary: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64') };
}

/** No value among several is `null` (§F.2.5); DS and IS are numbers where they can be read as such (Table F.2.3-1). */
function textValue(text: string, vr: string): unknown {
  if (text === '') return null;
  if (vr === 'PN') {
    const names = text.split('=');
    const groups = ['Alphabetic', 'Ideographic', 'Phonetic'].flatMap((group, at): [string, string][] => {
      const name = names[at] ?? '';
      return name === '' ? [] : [[group, name]];
    });
    return Object.fromEntries(groups);
  }
  if (vr !== 'DS' && vr !== 'IS') return text;
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}

/** What is no number has no place in JSON. */
function numberValue(number: number, vr: string): unknown {
  if (vr === 'AT') return jsonKey(number);
  return Number.isFinite(number) ? number : null;
}
