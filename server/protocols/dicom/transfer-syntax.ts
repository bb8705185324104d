/** A Transfer Syntax UID as it stands in a file or a presentation context, without padding. */
export type TransferSyntaxUid = string;

export interface TransferSyntax {
  readonly uid: TransferSyntaxUid;
  readonly name: string;
  readonly explicit: boolean;
  readonly byteOrder: 'little' | 'big';
  /** Pixel Data as a sequence of fragments (PS3.5 §A.4). */
  readonly encapsulated: boolean;
  readonly deflated: boolean;
  /** Whether this build reads and writes data sets in it. */
  readonly supported: boolean;
}

export const IMPLICIT_LE: TransferSyntaxUid = '1.2.840.10008.1.2';
export const EXPLICIT_LE: TransferSyntaxUid = '1.2.840.10008.1.2.1';
export const DEFLATED_EXPLICIT_LE: TransferSyntaxUid = '1.2.840.10008.1.2.1.99';
export const EXPLICIT_BE: TransferSyntaxUid = '1.2.840.10008.1.2.2';

const native = (uid: string, name: string, change: Partial<TransferSyntax> = {}): TransferSyntax => ({
  uid,
  name,
  explicit: true,
  byteOrder: 'little',
  encapsulated: false,
  deflated: false,
  supported: true,
  ...change,
});
const encapsulated = (uid: string, name: string): TransferSyntax => native(uid, name, { encapsulated: true });

const syntaxes: readonly TransferSyntax[] = [
  native(IMPLICIT_LE, 'Implicit VR Little Endian', { explicit: false }),
  native(EXPLICIT_LE, 'Explicit VR Little Endian'),
  native(DEFLATED_EXPLICIT_LE, 'Deflated Explicit VR Little Endian', { deflated: true, supported: false }),
  native(EXPLICIT_BE, 'Explicit VR Big Endian', { byteOrder: 'big', supported: false }),
  encapsulated('1.2.840.10008.1.2.4.50', 'JPEG Baseline (Process 1)'),
  encapsulated('1.2.840.10008.1.2.4.51', 'JPEG Extended (Process 2 & 4)'),
  encapsulated('1.2.840.10008.1.2.4.57', 'JPEG Lossless, Non-Hierarchical (Process 14)'),
  encapsulated('1.2.840.10008.1.2.4.70', 'JPEG Lossless, Non-Hierarchical, First-Order Prediction'),
  encapsulated('1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.81', 'JPEG-LS Lossy (Near-Lossless) Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.90', 'JPEG 2000 Image Compression (Lossless Only)'),
  encapsulated('1.2.840.10008.1.2.4.91', 'JPEG 2000 Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 Image Compression (Lossless Only)'),
  encapsulated('1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000 Image Compression'),
  encapsulated('1.2.840.10008.1.2.5', 'RLE Lossless'),
];
const byUid = new Map(syntaxes.map((syntax) => [syntax.uid, syntax]));

export function transferSyntax(uid: TransferSyntaxUid): TransferSyntax | undefined {
  return byUid.get(uid);
}

/** All that this build knows by name, in the order of PS3.6 Table A-1. */
export const transferSyntaxes: readonly TransferSyntax[] = syntaxes;
