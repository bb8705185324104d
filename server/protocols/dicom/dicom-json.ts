import { createRequire } from 'node:module';
import type Dcmjs from 'dcmjs';
import type { DcmjsDict, DcmjsElement } from 'dcmjs';
import type { DataSet } from './data-set.ts';
import { jsonKey, jsonModel } from './json-model.ts';
import type { JsonAttribute, JsonDataSet } from './json-model.ts';
import { readPart10, writePart10 } from './part10.ts';
import type { Part10Options } from './part10.ts';
import { EXPLICIT_LE } from './transfer-syntax.ts';

/**
 * What is offered for download, by dcmjs: DICOM JSON (PS3.18 Annex F) and Part 10 files. Whatever dcmjs would lose or
 * change (it empties deflated data sets, drops empty items, rewrites ISO_IR 100 and others to UTF-8, pads what is cut
 * short) is told by comparison with our own reading, and then our own writer's work is given.
 */

export interface DicomJson {
  readonly json: JsonDataSet;
  /** Tags (`ggggeeee`, nested `ggggeeee[1].ggggeeee`) that dcmjs did not carry over; [] = complete. */
  readonly missing: readonly string[];
}

let loaded: typeof Dcmjs | undefined;

/** Loading takes 50 ms and some MB, which only a download is worth. */
function dcmjs(): typeof Dcmjs {
  if (loaded === undefined) {
    loaded = createRequire(import.meta.url)('dcmjs') as typeof Dcmjs;
    loaded.log.setLevel('silent');
  }
  return loaded;
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The data set in DICOM JSON, in UTF-8 as PS3.18 §F.2 asks. Needs SOP Class and Instance UID, as a file does. */
export function toDicomJson(dataSet: DataSet): DicomJson {
  const bytes = joined(writePart10(dataSet.withCharacterSet(['ISO_IR 192'])));
  try {
    const json = cleanDict(dcmjs().data.DicomMessage.readFile(bytes.buffer).dict);
    return { json, missing: missingFrom(dataSet, json, '') };
  } catch {
    // dcmjs throws on some legal data sets; what it could not read is all missing.
    return { json: {}, missing: dataSet.elements.map((element) => jsonKey(element.tag)) };
  }
}

function cleanDict(dict: DcmjsDict): JsonDataSet {
  const json: Record<string, JsonAttribute> = {};
  for (const key of Object.keys(dict).sort()) {
    const element = dict[key];
    if (element) json[key] = cleanElement(element);
  }
  return json;
}

function cleanElement(element: DcmjsElement): JsonAttribute {
  const vr = element.vr ?? 'UN';
  const values = Array.isArray(element.Value) ? (element.Value as readonly unknown[]) : [];
  const buffers = values.filter((value) => value instanceof ArrayBuffer);
  if (buffers.length > 0) {
    const bytes = joined(buffers.map((buffer) => new Uint8Array(buffer)));
    return bytes.length === 0 ? { vr } : { vr, InlineBinary: Buffer.from(bytes.buffer).toString('base64') };
  }
  if (values.every((value) => value === '' || value === null)) return { vr };
  return { vr, Value: values.map((value) => cleanValue(value, vr)) };
}

/** One value: no value is `null` (PS3.18 §F.2.5); an item and a person name are objects without dcmjs' accessors. */
function cleanValue(value: unknown, vr: string): unknown {
  if (value === null || value === undefined || value === '' || Number.isNaN(value)) return null;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return value;
  if (vr === 'SQ') return cleanDict(value as DcmjsDict);
  return { ...value };
}

function missingFrom(dataSet: DataSet, json: JsonDataSet, path: string): string[] {
  return dataSet.elements.flatMap((element) => {
    const key = jsonKey(element.tag);
    const found = json[key];
    if (!found) return element.tag % 0x10000 === 0 ? [] : [path + key];
    const items = element.nested && !element.fragments ? dataSet.itemsOf(element) : [];
    return items.flatMap((item, index) => {
      const here = `${path}${key}[${index + 1}]`;
      const value = found.Value?.[index];
      if (typeof value !== 'object' || value === null) return item.elements.length === 0 ? [] : [here];
      return missingFrom(item, value as JsonDataSet, `${here}.`);
    });
  });
}

export interface DownloadFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Who wrote it: dcmjs, or our own writer where dcmjs would have lost or changed something. */
  readonly writer: 'dcmjs' | 'own';
}

/** DICOM JSON for download (PS3.18 Annex F), as text: by dcmjs, or by our own writer where dcmjs says something else. */
export function downloadJson(dataSet: DataSet): { readonly text: string; readonly writer: DownloadFile['writer'] } {
  const own = JSON.stringify(jsonModel(dataSet));
  const text = JSON.stringify(toDicomJson(dataSet).json);
  return text === own ? { text, writer: 'dcmjs' } : { text: own, writer: 'own' };
}

/**
 * A Part 10 file for download, in Explicit VR Little Endian unless told otherwise. dcmjs writes it; its file is read back and compared value
 * by value, and where it differs (other character sets than UTF-8, empty items, what dcmjs cannot read) the file of
 * our own writer is given instead.
 */
export function downloadPart10(dataSet: DataSet, options: Part10Options = {}): DownloadFile {
  const own = joined(writePart10(dataSet, { syntax: EXPLICIT_LE, ...options }));
  try {
    const written = new Uint8Array(dcmjs().data.DicomMessage.readFile(own.buffer).write());
    const [mine, theirs] = [readPart10(own), readPart10(written)];
    if (theirs.syntax === mine.syntax && isSameContent(mine.dataSet, theirs.dataSet))
      return { bytes: written, writer: 'dcmjs' };
  } catch {
    // Falls through to our own file.
  }
  return { bytes: own, writer: 'own' };
}

function isSameContent(a: DataSet, b: DataSet): boolean {
  const right = b.elements;
  if (a.elements.length !== right.length) return false;
  return a.elements.every((element, index) => {
    const other = right[index];
    if (other?.tag !== element.tag || other.vr !== element.vr) return false;
    if (element.nested && !element.fragments) {
      const [mine, theirs] = [a.itemsOf(element), b.itemsOf(other)];
      return mine.length === theirs.length && mine.every((item, at) => isSameContent(item, theirs[at] ?? item));
    }
    const [left, bytes] = [element.value, other.value];
    return left.length === bytes.length && left.every((byte, at) => byte === bytes[at]);
  });
}
