/** Every bound of the DICOM room, in one place. Exceeding one is a diagnostic; what lies behind it is kept as bytes. */
export const dicomLimits = {
  /** Sequences inside sequences. Real objects stay below 10. */
  depth: 32,
  /** Elements of one data set, those of nested items included. */
  elements: 200_000,
  /** Items and fragments of one data set, nested ones included. */
  items: 100_000,
  /** Diagnostics kept for one data set; later ones are counted by nobody, the first tell the story. */
  diagnostics: 500,
  /** Of these, for structure, and warnings among them: the first error must not be lost behind many warnings. */
  structureDiagnostics: 400,
  structureWarnings: 300,
  /** Of these, for text that its character set does not have; after so many no more text is looked at. */
  textDiagnostics: 90,
  /** Bytes of one data set that may be handed to a reader. */
  dataSetBytes: 256 * 1024 * 1024,
  /** What a deflated data set may grow to; a bomb of 1000 : 1 ends here. */
  inflatedBytes: 128 * 1024 * 1024,
  /** Values of one element that are split out of a string or a binary array on request. */
  values: 65_536,
  /** Declarations of character sets that are remembered. */
  characterSets: 256,
  /** A value at least this long is passed through by reference when a data set is written. */
  referencedValueBytes: 1024,
  /** A writer's buffer up to this size is kept for the next data set. */
  keptWriterBytes: 64 * 1024,
  /** Bytes of pixels kept by the cache of drawn pictures; the least recently used go first. */
  pictureBytes: 48 * 1024 * 1024,
} as const;
