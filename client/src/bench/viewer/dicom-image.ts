/**
 * Enough of a DICOM reader to show a picture in the browser: Part 10, implicit or explicit little endian, not compressed
 * (PS3.5 §7, PS3.10 §7). It reads the top level only and never trusts a length.
 */
export interface DicomImage {
  /** Trimmed text of an element of the top level; '' if absent. */
  text(tag: number): string;
  /** All values of it. */
  texts(tag: number): string[];
  /** Undefined: the object has no picture that this page can show; `problem` says why. */
  readonly frames: readonly Float32Array[] | undefined;
  readonly problem: 'none' | 'no-pixels' | 'compressed' | 'colour' | 'short' | 'unreadable';
  readonly rows: number;
  readonly columns: number;
  /** After rescale. */
  readonly smallest: number;
  readonly largest: number;
  readonly inverted: boolean;
}

interface Field {
  readonly vr: string;
  readonly start: number;
  readonly end: number;
}

const IMPLICIT = '1.2.840.10008.1.2';
const EXPLICIT = '1.2.840.10008.1.2.1';
const LONG = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV']);
const UNDEFINED = 0xffffffff;
const PIXELS = 0x7fe00010;
const MOST_PIXELS = 16_777_216;

const labels: Readonly<Record<string, string>> = {
  '': 'windows-1252',
  'ISO_IR 100': 'windows-1252',
  'ISO_IR 101': 'iso-8859-2',
  'ISO_IR 109': 'iso-8859-3',
  'ISO_IR 110': 'iso-8859-4',
  'ISO_IR 126': 'iso-8859-7',
  'ISO_IR 127': 'iso-8859-6',
  'ISO_IR 138': 'iso-8859-8',
  'ISO_IR 144': 'iso-8859-5',
  'ISO_IR 148': 'windows-1254',
  'ISO_IR 166': 'windows-874',
  'ISO_IR 192': 'utf-8',
  GB18030: 'gb18030',
  GBK: 'gbk',
};

export function readDicomImage(bytes: Uint8Array): DicomImage {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields = new Map<number, Field>();
  const ascii = (start: number, end: number): string => {
    let text = '';
    for (let at = start; at < end; at++) text += String.fromCharCode(bytes[at] ?? 0);
    return text.replace(/[\0 ]+$/, '');
  };
  const hasPreamble = bytes.length >= 132 && ascii(128, 132) === 'DICM';
  const body = readLevel(view, hasPreamble ? 132 : 0, fields, () => true, true);
  const meta = fields.get(0x00020010);
  const syntax = meta ? ascii(meta.start, meta.end) : hasPreamble ? EXPLICIT : IMPLICIT;
  const isKnown = syntax === EXPLICIT || syntax === IMPLICIT;
  if (syntax !== '1.2.840.10008.1.2.2' && !syntax.startsWith('1.2.840.10008.1.2.1.99'))
    readLevel(view, body, fields, () => false, syntax !== IMPLICIT);

  const declared = fields.get(0x00080005);
  const terms = declared ? ascii(declared.start, declared.end).split('\\') : [''];
  const decoder = decoderOf(terms);
  const texts = (tag: number): string[] => {
    const field = fields.get(tag);
    if (!field || field.end <= field.start) return [];
    if (field.vr === 'US')
      return Array.from({ length: (field.end - field.start) >> 1 }, (_, at) =>
        String(view.getUint16(field.start + at * 2, true)),
      );
    return decoder
      .decode(bytes.subarray(field.start, field.end))
      .split('\\')
      .map((one) => one.replace(/[\0 ]+$/, '').trimStart());
  };
  const text = (tag: number): string => texts(tag)[0] ?? '';
  const number = (tag: number, otherwise: number): number => {
    const found = text(tag);
    return found === '' || !Number.isFinite(Number(found)) ? otherwise : Number(found);
  };

  const rows = short(view, fields.get(0x00280010), 0);
  const columns = short(view, fields.get(0x00280011), 0);
  const base = { text, texts, rows, columns, smallest: 0, largest: 0, inverted: text(0x00280004) === 'MONOCHROME1' };
  const failed = (problem: DicomImage['problem']): DicomImage => ({ ...base, frames: undefined, problem });
  const pixels = fields.get(PIXELS);
  if (fields.size === 0 || !isKnown) return failed(isKnown ? 'unreadable' : 'compressed');
  if (!pixels || rows === 0 || columns === 0) return failed('no-pixels');
  if (short(view, fields.get(0x00280002), 1) !== 1 || !/^MONOCHROME[12]$/.test(text(0x00280004)))
    return failed('colour');
  const allocated = short(view, fields.get(0x00280100), 16);
  if (allocated !== 8 && allocated !== 16) return failed('unreadable');
  const size = rows * columns;
  const count = Math.max(1, Math.trunc(number(0x00280008, 1)));
  if (size * count > MOST_PIXELS || pixels.end - pixels.start < (size * count * allocated) / 8) return failed('short');

  const stored = Math.min(allocated, Math.max(1, short(view, fields.get(0x00280101), allocated)));
  const isSigned = short(view, fields.get(0x00280103), 0) === 1;
  const mask = 2 ** stored - 1;
  const signBit = 2 ** (stored - 1);
  const slope = number(0x00281053, 1) || 1;
  const intercept = number(0x00281052, 0);
  let [smallest, largest] = [Infinity, -Infinity];
  const frames = Array.from({ length: count }, (_, frame) => {
    const values = new Float32Array(size);
    for (let at = 0; at < size; at++) {
      const place = frame * size + at;
      const raw =
        (allocated === 8 ? view.getUint8(pixels.start + place) : view.getUint16(pixels.start + place * 2, true)) & mask;
      const value = (isSigned && raw >= signBit ? raw - 2 * signBit : raw) * slope + intercept;
      values[at] = value;
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
    }
    return values;
  });
  return { ...base, frames, problem: 'none', smallest, largest };
}

function short(view: DataView, field: Field | undefined, otherwise: number): number {
  return field && field.end - field.start >= 2 ? view.getUint16(field.start, true) : otherwise;
}

function decoderOf(terms: readonly string[]): TextDecoder {
  // Multi-byte Japanese comes with escape sequences; the browser knows them under one name.
  if (terms.some((term) => /^ISO 2022 IR (87|159|13)$/.test(term))) return new TextDecoder('iso-2022-jp');
  if (terms.includes('ISO 2022 IR 149')) return new TextDecoder('euc-kr');
  const first = (terms[0] ?? '').replace(/^ISO 2022 IR /, 'ISO_IR ');
  return new TextDecoder(labels[first] ?? 'windows-1252');
}

/** Elements from `start` to the end, or while group 2 lasts; returns where it stopped. */
function readLevel(
  view: DataView,
  start: number,
  fields: Map<number, Field>,
  inMeta: () => boolean,
  explicit: boolean,
): number {
  let at = start;
  while (at + 8 <= view.byteLength) {
    const group = view.getUint16(at, true);
    if (inMeta() && group !== 2) return at;
    const header = readHeader(view, at, explicit);
    if (!header) return at;
    const { tag, vr, value, length } = header;
    const end = length === UNDEFINED ? skipItems(view, value, explicit, 0) : value + length;
    if (end === undefined || end > view.byteLength) {
      // A picture that was cut short is told by its length.
      fields.set(tag, { vr, start: value, end: view.byteLength });
      return view.byteLength;
    }
    if (!fields.has(tag)) fields.set(tag, { vr, start: value, end });
    at = end;
  }
  return at;
}

function readHeader(
  view: DataView,
  at: number,
  explicit: boolean,
): { readonly tag: number; readonly vr: string; readonly value: number; readonly length: number } | undefined {
  if (at + 8 > view.byteLength) return undefined;
  const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
  if (!explicit || tag >>> 16 === 0xfffe) return { tag, vr: '', value: at + 8, length: view.getUint32(at + 4, true) };
  const vr = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5));
  if (!/^[A-Z]{2}$/.test(vr)) return undefined;
  if (!LONG.has(vr)) return { tag, vr, value: at + 8, length: view.getUint16(at + 6, true) };
  return at + 12 > view.byteLength ? undefined : { tag, vr, value: at + 12, length: view.getUint32(at + 8, true) };
}

/** End of a sequence of undefined length; undefined if it never ends. */
function skipItems(view: DataView, start: number, explicit: boolean, depth: number): number | undefined {
  let at = start;
  while (depth < 32 && at + 8 <= view.byteLength) {
    const tag = view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true);
    const length = view.getUint32(at + 4, true);
    if (tag === 0xfffee0dd) return at + 8;
    if (tag !== 0xfffee000) return undefined;
    const end = length === UNDEFINED ? skipItem(view, at + 8, explicit, depth) : at + 8 + length;
    if (end === undefined) return undefined;
    at = end;
  }
  return undefined;
}

function skipItem(view: DataView, start: number, explicit: boolean, depth: number): number | undefined {
  let at = start;
  while (at + 8 <= view.byteLength) {
    const header = readHeader(view, at, explicit);
    if (!header) return undefined;
    if (header.tag === 0xfffee00d) return header.value;
    const end =
      header.length === UNDEFINED ? skipItems(view, header.value, explicit, depth + 1) : header.value + header.length;
    if (end === undefined || end > view.byteLength) return undefined;
    at = end;
  }
  return undefined;
}
