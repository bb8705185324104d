import { constants, deflateRawSync, inflateRawSync, inflateSync } from 'node:zlib';
import type { DicomDiagnostic, DicomDiagnosticCode } from './diagnostic.ts';
import { dicomLimits } from './limits.ts';

/** The bytes of a deflated data set (PS3.5 §A.5), as far as they could be inflated. */
export interface Inflated {
  readonly bytes: Uint8Array;
  readonly problems: readonly DicomDiagnostic[];
}

const problem = (
  code: DicomDiagnosticCode,
  severity: DicomDiagnostic['severity'],
  detail?: string | number,
): DicomDiagnostic => ({ code, severity, offset: 0, ...(detail === undefined ? {} : { detail }) });

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'unknown';

/**
 * Never throws. A stream that was cut gives what stands before the cut. Some writers put a zlib header before the
 * stream (RFC 1950), which the standard does not allow but every reader meets.
 */
export function inflate(bytes: Uint8Array): Inflated {
  try {
    return run(inflateRawSync, bytes, []);
  } catch (error) {
    if (codeOf(error) === 'ERR_BUFFER_TOO_LARGE') return tooLong();
    try {
      return run(inflateSync, bytes, [problem('deflate-with-header', 'warning')]);
    } catch (second) {
      if (codeOf(second) === 'ERR_BUFFER_TOO_LARGE') return tooLong();
      return { bytes: new Uint8Array(0), problems: [problem('deflate-damaged', 'error', codeOf(error))] };
    }
  }
}

const tooLong = (): Inflated => ({
  bytes: new Uint8Array(0),
  problems: [problem('data-set-too-long', 'error', dicomLimits.inflatedBytes)],
});

function run(inflateWith: typeof inflateRawSync, bytes: Uint8Array, problems: readonly DicomDiagnostic[]): Inflated {
  const limits = { maxOutputLength: dicomLimits.inflatedBytes };
  try {
    return { bytes: plain(inflateWith(bytes, limits)), problems };
  } catch (error) {
    // The end is missing: what was read up to there is worth showing.
    if (codeOf(error) !== 'Z_BUF_ERROR') throw error;
    const cut = inflateWith(bytes, { ...limits, finishFlush: constants.Z_SYNC_FLUSH });
    return { bytes: plain(cut), problems: [...problems, problem('deflate-damaged', 'error', 'Z_BUF_ERROR')] };
  }
}

/**
 * The same bytes on every machine: the matcher of Z_RLE looks at the last byte only, while zlib's other strategies use
 * hashes that differ between processors. Padded to even length as PS3.5 §A.5 asks.
 */
export function deflate(bytes: Uint8Array): Uint8Array {
  const packed = deflateRawSync(bytes, { strategy: constants.Z_RLE, level: 9, memLevel: 8, windowBits: 15 });
  const even = new Uint8Array(packed.length + (packed.length & 1));
  even.set(packed);
  return even;
}

/** Off the buffer pool, whose slab a retained view would keep alive. */
function plain(buffer: Uint8Array): Uint8Array {
  const isWhole = buffer.byteLength === buffer.buffer.byteLength;
  return isWhole ? new Uint8Array(buffer.buffer) : new Uint8Array(buffer);
}
