import { ByteSource } from './byte-source.ts';
import { DataSet } from './data-set.ts';
import type { Entry } from './data-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from './transfer-syntax.ts';
import type { TransferSyntaxUid } from './transfer-syntax.ts';
import { vrFromBytes } from './vr.ts';

/** A UUID of this project as a UID; identifies the implementation that wrote a file (PS3.7 §D.3.3.2). */
export const IMPLEMENTATION_CLASS_UID = '2.25.302718281828459045235360287471352662498';
export const IMPLEMENTATION_VERSION_NAME = 'FAULTLINE_1';

/** A DICOM file (PS3.10 §7): meta information and data set. */
export interface Part10File {
  /** 128 bytes, or none where the file starts without preamble. */
  readonly preamble: Uint8Array;
  readonly meta: DataSet;
  /** From (0002,0010); Implicit VR Little Endian was assumed where that is missing, with a diagnostic. */
  readonly syntax: TransferSyntaxUid;
  readonly dataSet: DataSet;
  /** Where the data set begins; its own diagnostics count from there. */
  readonly dataSetOffset: number;
  /** Of the file as such; `meta.diagnostics` and `dataSet.diagnostics` come on top. */
  readonly diagnostics: readonly DicomDiagnostic[];
}

export interface Part10Options {
  readonly syntax?: TransferSyntaxUid;
  readonly implementationClassUid?: string;
  readonly implementationVersionName?: string;
  /** Source Application Entity Title (0002,0016). */
  readonly sourceAe?: string;
}

const PREAMBLE = 128;

/**
 * The file in parts; pixel data is passed through by reference. The data set must carry SOP Class and Instance UID,
 * which the meta information repeats. Synthetic in a lab: the preamble is zero.
 */
export function writePart10(dataSet: DataSet, options: Part10Options = {}): Uint8Array[] {
  const syntax = options.syntax ?? EXPLICIT_LE;
  const entries: Entry[] = [
    [0x00020000, 'UL', 0],
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', dataSet.text(0x00080016)],
    [0x00020003, 'UI', dataSet.text(0x00080018)],
    [0x00020010, 'UI', syntax],
    [0x00020012, 'UI', options.implementationClassUid ?? IMPLEMENTATION_CLASS_UID],
    [0x00020013, 'SH', options.implementationVersionName ?? IMPLEMENTATION_VERSION_NAME],
  ];
  if (options.sourceAe !== undefined) entries.push([0x00020016, 'AE', options.sourceAe]);
  // An edit of the group makes its length true; group 0002 must not stand in the data set itself.
  const meta = DataSet.build(entries).with(0x00020010, 'UI', syntax);
  const head = new Uint8Array(PREAMBLE + 4);
  head.set([0x44, 0x49, 0x43, 0x4d], PREAMBLE);
  const clean = dataSet.elements.filter((element) => element.tag >>> 16 <= 2).map((element) => element.tag);
  const body = clean.reduce<DataSet>((result, tag) => result.without(tag), dataSet);
  return [head, ...meta.write(EXPLICIT_LE), ...body.write(syntax)];
}

/** Reads a file; without `DICM` the bytes are taken as a bare data set in implicit VR, with `missing-preamble`. */
export function readPart10(bytes: Uint8Array | readonly Uint8Array[]): Part10File {
  const source = new ByteSource(bytes);
  const isFile = source.length >= PREAMBLE + 4 && source.u32(PREAMBLE) === 0x4d434944;
  if (!isFile) {
    return {
      preamble: new Uint8Array(0),
      meta: DataSet.empty,
      syntax: IMPLICIT_LE,
      dataSet: DataSet.read(bytes, IMPLICIT_LE),
      dataSetOffset: 0,
      diagnostics: [{ code: 'missing-preamble', severity: 'error', offset: 0 }],
    };
  }
  const diagnostics: DicomDiagnostic[] = [];
  const end = metaEnd(source);
  const meta = DataSet.read(source.views(PREAMBLE + 4, end), EXPLICIT_LE);
  const declared = meta.number(0x00020000);
  if (declared !== end - PREAMBLE - 4 - 12) {
    diagnostics.push({
      code: 'bad-meta-information',
      severity: 'warning',
      tag: 0x00020000,
      offset: PREAMBLE + 4,
      ...(declared === undefined ? {} : { detail: declared }),
    });
  }
  let syntax = meta.text(0x00020010);
  if (syntax === '') {
    diagnostics.push({ code: 'bad-meta-information', severity: 'error', tag: 0x00020010, offset: PREAMBLE + 4 });
    syntax = IMPLICIT_LE;
  }
  return {
    preamble: source.slice(0, PREAMBLE),
    meta,
    syntax,
    dataSet: DataSet.read(source.views(end, source.length), syntax),
    dataSetOffset: end,
    diagnostics,
  };
}

/** Group 0002 ends where another group begins; its length element is too often wrong to be trusted. */
function metaEnd(source: ByteSource): number {
  let at = PREAMBLE + 4;
  while (source.length - at >= 8 && source.u16(at) === 2) {
    const vr = vrFromBytes(source.u8(at + 4), source.u8(at + 5));
    if (!vr || (vr.long && source.length - at < 12)) break;
    const next = at + (vr.long ? 12 + source.u32(at + 8) : 8 + source.u16(at + 6));
    if (next > source.length) break;
    at = next;
  }
  return at;
}
