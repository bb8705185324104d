export interface HexCell {
  hex: string;
  /** The byte as printable ASCII, `·` for all others. */
  character: string;
}

/** One line of a hex dump; cells past the end of the bytes are undefined, so that columns stay aligned. */
export function hexRow(
  bytes: Uint8Array,
  offset: number,
  width: number,
): { offset: number; cells: (HexCell | undefined)[] } {
  const cells = Array.from({ length: width }, (_, index) => {
    const byte = bytes[offset + index];
    if (byte === undefined) return undefined;
    return {
      hex: byte.toString(16).padStart(2, '0'),
      character: byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '·',
    };
  });
  return { offset, cells };
}
