/** Bounds of rule files and lookup tables, in one place. */
export const mappingLimits = {
  /** Rules of one list. */
  rules: 400,
  /** Rows of one lookup table. */
  lookupRows: 5_000,
  /** Columns of one lookup table. */
  lookupColumns: 40,
  /** Nesting of a YAML file. */
  yamlDepth: 12,
  /** Nodes of a YAML file. */
  yamlNodes: 20_000,
  /** Issues reported for one file. */
  issues: 50,
  /** Compiled texts remembered per kind of file. */
  remembered: 64,
  /** Repetitions, segments or values that one rule reads. */
  values: 200,
  /** Bytes and segment ends of a message that the legacy connector parses: 0.1 s at worst. */
  legacyBytes: 65_536,
  legacySegments: 500,
} as const;
