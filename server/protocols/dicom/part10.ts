import { ByteSource } from './byte-source.ts';
import { DataSet } from './data-set.ts';
import type { Entry } from './data-set.ts';
import type { DicomDiagnostic } from './diagnostic.ts';
import { UNDEFINED_LENGTH } from './element.ts';
import type { Tag } from './tag.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE, transferSyntax } from './transfer-syntax.ts';
import type { TransferSyntaxUid } from './transfer-syntax.ts';
import { isVr, vrFromBytes } from './vr.ts';

/** A UUID of this project as a UID; identifies the implementation that wrote a file (PS3.7 §D.3.3.2). */
const IMPLEMENTATION_CLASS_UID = '2.25.302718281828459045235360287471352662498';
const IMPLEMENTATION_VERSION_NAME = 'FAULTLINE_1';

/** A DICOM file (PS3.10 §7): meta information and data set, or what stands in their place. */
export interface Part10File {
  /** The 128 bytes before `DICM`; none where the file starts otherwise. */
  readonly preamble: Uint8Array;
  /** Whether `DICM` stands in the file. */
  readonly hasPrefix: boolean;
  readonly meta: DataSet;
  /** Explicit VR Little Endian in a legal file. */
  readonly metaSyntax: TransferSyntaxUid;
  /** From (0002,0010); where that is missing, what the bytes look like, with a diagnostic. */
  readonly syntax: TransferSyntaxUid;
  /** What the data set was read in: `syntax`, unless the first element shows that this is not true. */
  readonly readAs: TransferSyntaxUid;
  readonly dataSet: DataSet;
  /** Where the data set begins; its own diagnostics and spans count from there. Those of `meta` from `metaOffset`. */
  readonly dataSetOffset: number;
  readonly metaOffset: number;
  /** Of the file as such; `meta.diagnostics` and `dataSet.diagnostics` come on top. */
  readonly diagnostics: readonly DicomDiagnostic[];
}

export interface Part10Options {
  readonly syntax?: TransferSyntaxUid;
  readonly implementationClassUid?: string;
  readonly implementationVersionName?: string;
  /** Source Application Entity Title (0002,0016). */
  readonly sourceAe?: string;
  /** Media Storage SOP Class and Instance UID of what states none of its own, as a worklist answer. */
  readonly sopClassUid?: string;
  readonly sopInstanceUid?: string;
}

const PREAMBLE = 128;
const DICM = 0x4d434944;
const GROUP_LENGTH: Tag = 0x00020000;
const TRANSFER_SYNTAX: Tag = 0x00020010;
/** A data set begins with a low group: 0008 nearly always, a command or private group at times. */
const HIGHEST_FIRST_GROUP = 0x0040;

/**
 * The file in parts; pixel data is passed through by reference. The meta information repeats SOP Class and Instance UID
 * of the data set, or names those of the options. Synthetic in a lab: the preamble is zero.
 */
export function writePart10(dataSet: DataSet, options: Part10Options = {}): Uint8Array[] {
  const syntax = options.syntax ?? EXPLICIT_LE;
  const entries: Entry[] = [
    [0x00020000, 'UL', 0],
    [0x00020001, 'OB', Uint8Array.of(0, 1)],
    [0x00020002, 'UI', dataSet.text(0x00080016) || (options.sopClassUid ?? '')],
    [0x00020003, 'UI', dataSet.text(0x00080018) || (options.sopInstanceUid ?? '')],
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

/**
 * Reads a file, whatever it is: without preamble, without meta information, as a bare data set of any syntax, or no
 * DICOM at all. What is not as PS3.10 asks is in `diagnostics`.
 */
export function readPart10(bytes: Uint8Array | readonly Uint8Array[]): Part10File {
  const source = new ByteSource(bytes);
  const hasPrefix = source.length >= PREAMBLE + 4 && source.u32(PREAMBLE) === DICM;
  const metaOffset = hasPrefix ? PREAMBLE + 4 : 0;
  const diagnostics: DicomDiagnostic[] = [];
  if (!hasPrefix) diagnostics.push({ code: 'missing-preamble', severity: 'warning', offset: 0 });
  const isMeta = source.length - metaOffset >= 8 && source.u16(metaOffset) === 2;
  const metaSyntax = isMeta && guessSyntax(source, metaOffset) === IMPLICIT_LE ? IMPLICIT_LE : EXPLICIT_LE;
  const end = isMeta ? metaEnd(source, metaOffset, metaSyntax === EXPLICIT_LE) : metaOffset;
  const meta = DataSet.read(source.views(metaOffset, end), metaSyntax);
  const problem = (tag: Tag, severity: DicomDiagnostic['severity'], detail?: number): void => {
    const more = detail === undefined ? {} : { detail };
    diagnostics.push({ code: 'bad-meta-information', severity, tag, offset: metaOffset, ...more });
  };
  const declared = meta.number(GROUP_LENGTH);
  const isLengthTrue = declared === end - metaOffset - 12;
  if ((hasPrefix || isMeta) && (!isLengthTrue || metaSyntax === IMPLICIT_LE))
    problem(GROUP_LENGTH, 'warning', declared);
  const stated = meta.text(TRANSFER_SYNTAX);
  if (stated === '' && (hasPrefix || isMeta)) problem(TRANSFER_SYNTAX, 'error');
  const looksLike = guessSyntax(source, end);
  const syntax = stated === '' ? looksLike : stated;
  const readAs = isContradicted(source, end, syntax, looksLike) ? looksLike : syntax;
  if (readAs !== syntax) {
    diagnostics.push({
      code: 'transfer-syntax-mismatch',
      severity: 'error',
      tag: TRANSFER_SYNTAX,
      offset: end,
      detail: looksLike,
    });
  }
  return {
    preamble: hasPrefix ? source.slice(0, PREAMBLE) : new Uint8Array(0),
    hasPrefix,
    meta,
    metaSyntax,
    syntax,
    readAs,
    dataSet: DataSet.read(source.views(end, source.length), readAs),
    dataSetOffset: end,
    metaOffset,
    diagnostics,
  };
}

/** The file that was read, or an edit of it (`{ ...file, dataSet }`), in parts; what was not edited to the byte. */
export function rewritePart10(file: Part10File): Uint8Array[] {
  const prefix = file.hasPrefix ? [file.preamble, Uint8Array.of(0x44, 0x49, 0x43, 0x4d)] : [];
  return [...prefix, ...file.meta.write(file.metaSyntax), ...file.dataSet.write(file.readAs)];
}

/** Group 0002 ends where another group begins; its length element is too often wrong to be trusted. */
function metaEnd(source: ByteSource, from: number, explicit: boolean): number {
  let at = from;
  while (source.length - at >= 8 && source.u16(at) === 2) {
    let next = at + 8 + source.u32(at + 4);
    if (explicit) {
      const vr = vrFromBytes(source.u8(at + 4), source.u8(at + 5));
      if (!vr || (vr.long && source.length - at < 12)) break;
      next = at + (vr.long ? 12 + source.u32(at + 8) : 8 + source.u16(at + 6));
    }
    if (next > source.length) break;
    at = next;
  }
  return at;
}

/** The syntax that the first element of a data set is written in, by its VR and the byte order of its group. */
function guessSyntax(source: ByteSource, at: number): TransferSyntaxUid {
  if (source.length - at < 8) return IMPLICIT_LE;
  const letters = String.fromCharCode(source.u8(at + 4), source.u8(at + 5));
  if (!isVr(letters)) return IMPLICIT_LE;
  return source.u16(at) <= source.u16be(at) ? EXPLICIT_LE : EXPLICIT_BE;
}

/** Whether the first element cannot be what was stated, and is well-formed as what it looks like. */
function isContradicted(
  source: ByteSource,
  at: number,
  stated: TransferSyntaxUid,
  looksLike: TransferSyntaxUid,
): boolean {
  const known = transferSyntax(stated);
  if (!known || known.deflated || source.length - at < 8) return false;
  const length = source.u32(at + 4);
  const fitsImplicit = length === UNDEFINED_LENGTH || length <= source.length - at - 8;
  if (!known.explicit) return looksLike !== IMPLICIT_LE && !fitsImplicit;
  if (looksLike === IMPLICIT_LE) return fitsImplicit && source.u16(at) <= HIGHEST_FIRST_GROUP;
  return (known.byteOrder === 'big') !== (looksLike === EXPLICIT_BE) && groupAt(source, at, looksLike) <= 0x00ff;
}

const groupAt = (source: ByteSource, at: number, syntax: TransferSyntaxUid): number =>
  syntax === EXPLICIT_BE ? source.u16be(at) : source.u16(at);
