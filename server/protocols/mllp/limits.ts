/** Every limit of the MLLP room. */
export const MLLP_LIMITS = {
  /** Bytes between VT and FS, unless the reader is told another number. */
  frameBytes: 16 * 1024 * 1024,
  /** Bytes of a fault that are kept to be shown. */
  sampleBytes: 32,
} as const;
