/** Bounds of the store. */
export const storeLimits = {
  /** Files up to this size, in bytes, are checked page by page at start; a larger one would delay it by seconds. */
  checkedAtStart: 64 * 1024 * 1024,
} as const;
