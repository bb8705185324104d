/** UIDs of this project come from UUIDs: `2.25.` and the UUID as one decimal number (PS3.5 §B.2). */

/** A 2.25 UID from 128 random bits given by the caller; version 4 and its variant are set as RFC 9562 asks. */
export function uuidUid(words: readonly [number, number, number, number]): string {
  const [a, b, c, d] = words.map((word) => BigInt(word >>> 0));
  const bits = ((a ?? 0n) << 96n) | ((b ?? 0n) << 64n) | ((c ?? 0n) << 32n) | (d ?? 0n);
  const version = (bits & ~(0xfn << 76n)) | (4n << 76n);
  return `2.25.${((version & ~(3n << 62n)) | (2n << 62n)).toString()}`;
}

/** PS3.5 §9.1: up to 64 characters, components of digits without leading zero. */
export function isUid(text: string): boolean {
  return text.length <= 64 && /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+$/.test(text);
}

/** Without the padding NUL or the blanks that some systems send in its place. */
export function trimUid(text: string): string {
  return text.replace(/^ +|[\0 ]+$/g, '');
}
