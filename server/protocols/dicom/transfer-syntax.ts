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
  ...change,
});
const encapsulated = (uid: string, name: string): TransferSyntax => native(uid, name, { encapsulated: true });

const syntaxes: readonly TransferSyntax[] = [
  native(IMPLICIT_LE, 'Implicit VR Little Endian', { explicit: false }),
  native(EXPLICIT_LE, 'Explicit VR Little Endian'),
  native(DEFLATED_EXPLICIT_LE, 'Deflated Explicit VR Little Endian', { deflated: true }),
  native(EXPLICIT_BE, 'Explicit VR Big Endian', { byteOrder: 'big' }),
  encapsulated('1.2.840.10008.1.2.1.98', 'Encapsulated Uncompressed Explicit VR Little Endian'),
  encapsulated('1.2.840.10008.1.2.4.50', 'JPEG Baseline (Process 1)'),
  encapsulated('1.2.840.10008.1.2.4.51', 'JPEG Extended (Process 2 & 4)'),
  encapsulated('1.2.840.10008.1.2.4.57', 'JPEG Lossless, Non-Hierarchical (Process 14)'),
  encapsulated('1.2.840.10008.1.2.4.70', 'JPEG Lossless, Non-Hierarchical, First-Order Prediction'),
  encapsulated('1.2.840.10008.1.2.4.80', 'JPEG-LS Lossless Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.81', 'JPEG-LS Lossy (Near-Lossless) Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.90', 'JPEG 2000 Image Compression (Lossless Only)'),
  encapsulated('1.2.840.10008.1.2.4.91', 'JPEG 2000 Image Compression'),
  encapsulated('1.2.840.10008.1.2.4.92', 'JPEG 2000 Part 2 Multi-component Image Compression (Lossless Only)'),
  encapsulated('1.2.840.10008.1.2.4.93', 'JPEG 2000 Part 2 Multi-component Image Compression'),
  native('1.2.840.10008.1.2.4.94', 'JPIP Referenced'),
  native('1.2.840.10008.1.2.4.95', 'JPIP Referenced Deflate', { deflated: true }),
  encapsulated('1.2.840.10008.1.2.4.100', 'MPEG2 Main Profile / Main Level'),
  encapsulated('1.2.840.10008.1.2.4.101', 'MPEG2 Main Profile / High Level'),
  encapsulated('1.2.840.10008.1.2.4.102', 'MPEG-4 AVC/H.264 High Profile / Level 4.1'),
  encapsulated('1.2.840.10008.1.2.4.103', 'MPEG-4 AVC/H.264 BD-compatible High Profile / Level 4.1'),
  encapsulated('1.2.840.10008.1.2.4.104', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 2D Video'),
  encapsulated('1.2.840.10008.1.2.4.105', 'MPEG-4 AVC/H.264 High Profile / Level 4.2 For 3D Video'),
  encapsulated('1.2.840.10008.1.2.4.106', 'MPEG-4 AVC/H.264 Stereo High Profile / Level 4.2'),
  encapsulated('1.2.840.10008.1.2.4.107', 'HEVC/H.265 Main Profile / Level 5.1'),
  encapsulated('1.2.840.10008.1.2.4.108', 'HEVC/H.265 Main 10 Profile / Level 5.1'),
  encapsulated('1.2.840.10008.1.2.4.110', 'JPEG XL Lossless'),
  encapsulated('1.2.840.10008.1.2.4.111', 'JPEG XL JPEG Recompression'),
  encapsulated('1.2.840.10008.1.2.4.112', 'JPEG XL'),
  encapsulated('1.2.840.10008.1.2.4.201', 'High-Throughput JPEG 2000 Image Compression (Lossless Only)'),
  encapsulated(
    '1.2.840.10008.1.2.4.202',
    'High-Throughput JPEG 2000 with RPCL Options Image Compression (Lossless Only)',
  ),
  encapsulated('1.2.840.10008.1.2.4.203', 'High-Throughput JPEG 2000 Image Compression'),
  encapsulated('1.2.840.10008.1.2.5', 'RLE Lossless'),
  encapsulated('1.2.840.10008.1.2.8.1', 'Deflated Image Frame Compression'),
];
const byUid = new Map(syntaxes.map((syntax) => [syntax.uid, syntax]));

export function transferSyntax(uid: TransferSyntaxUid): TransferSyntax | undefined {
  return byUid.get(uid);
}

/** All that this build knows by name, in the order of PS3.6 Table A-1. */
export const transferSyntaxes: readonly TransferSyntax[] = syntaxes;
