/** Bounds of mapping practice, in one place. */
export const practiceLimits = {
  /** Bytes of one file of a drill. */
  drillFile: 256 * 1024,
  /** Bytes of a message of one's own. */
  ownMessage: 16 * 1024 * 1024,
  /** Characters of one value that are shown. */
  shownValue: 1000,
  /** Rows of one item, items of one message. */
  rows: 400,
  items: 20,
  /** Problems told of one message. */
  problems: 30,
  /** Hidden messages of one attempt. */
  hidden: 240,
  /** Differences told of one kind of hidden message. */
  differences: 12,
} as const;
