import dcmjs from 'dcmjs';
import type { DcmjsDict, DcmjsElement } from 'dcmjs';
import type { DataSet } from './data-set.ts';
import { readPart10, writePart10 } from './part10.ts';
import type { Part10Options } from './part10.ts';
import { EXPLICIT_LE } from './transfer-syntax.ts';

/**
 * What is offered for download, by dcmjs: DICOM JSON (PS3.18 Annex F) and Part 10 files. Loading dcmjs takes 50 ms;
 * only what serves a download imports this file.
 */

/** An attribute of DICOM JSON; keys of the model are `ggggeeee`. */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  readonly InlineBinary?: string;
}
export type JsonDataSet = Readonly<Record<string, JsonAttribute>>;

export interface DicomJson {
  readonly json: JsonDataSet;
  /** Tags (`ggggeeee`, nested `ggggeeee[1].ggggeeee`) that dcmjs did not carry over; [] = complete. */
  readonly missing: readonly string[];
}

dcmjs.log.setLevel('silent');

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

const tagKey = (tag: number): string => tag.toString(16).toUpperCase().padStart(8, '0');

/** The data set in DICOM JSON, in UTF-8 as PS3.18 §F.2 asks. Needs SOP Class and Instance UID, as a file does. */
export function toDicomJson(dataSet: DataSet): DicomJson {
  const bytes = joined(writePart10(dataSet.withCharacterSet(['ISO_IR 192'])));
  try {
    const json = cleanDict(dcmjs.data.DicomMessage.readFile(bytes.buffer).dict);
    return { json, missing: missingFrom(dataSet, json, '') };
  } catch {
    // dcmjs throws on some legal data sets; what it could not read is all missing.
    return { json: {}, missing: dataSet.elements.map((element) => tagKey(element.tag)) };
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
    const key = tagKey(element.tag);
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

/**
 * A Part 10 file for download in Explicit VR Little Endian. dcmjs writes it; its file is read back and compared value
 * by value, and where it differs (other character sets than UTF-8, empty items, what dcmjs cannot read) the file of
 * our own writer is given instead.
 */
export function downloadPart10(dataSet: DataSet, options: Part10Options = {}): DownloadFile {
  const own = joined(writePart10(dataSet, { ...options, syntax: EXPLICIT_LE }));
  try {
    const written = new Uint8Array(dcmjs.data.DicomMessage.readFile(own.buffer).write());
    if (isSameContent(dataSet, readPart10(written).dataSet)) return { bytes: written, writer: 'dcmjs' };
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
