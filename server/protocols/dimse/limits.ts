/** Every bound of the Upper Layer and DIMSE room, in one place. Lengths are bytes. */
export const dimseLimits = {
  /** Variable field of an A-ASSOCIATE-RQ or -AC: 128 contexts with 30 transfer syntaxes each stay below 300 kB. */
  associatePduLength: 1_048_576,
  /** P-DATA-TF we take when we announced "unlimited" (maximum length 0, PS3.8 D.1). */
  unlimitedReceivePduLength: 4_194_304,
  /** P-DATA-TF we send when the peer announced "unlimited" or more than this. */
  sendPduLength: 262_144,
  /** What we announce unless told otherwise. */
  announcedPduLength: 65_536,
  /** A PDV item is 4 + 1 + 1 bytes before its first byte of data, and fragments are even (PS3.8 E.2): below 8 none fits. */
  smallestUsefulPduLength: 8,
  /** PDVs in one P-DATA-TF. */
  pdvsPerPdu: 16_384,
  /** One command set, all fragments together. */
  commandLength: 65_536,
  /** One data set, all fragments together. */
  dataSetLength: 512 * 1_048_576,
  /** Messages begun on different presentation contexts and not yet complete. */
  openMessages: 8,
  /** Diagnostics kept of one PDU or command set; a hostile PDU could otherwise yield one per byte. */
  diagnostics: 64,
  /** Sub-items of one kind kept of one A-ASSOCIATE (transfer syntaxes of a context, role selections, …). */
  subItems: 4_096,
  /** Pieces below this length are copied together, so that bytes arriving one by one do not cost an object each. */
  smallPiece: 256,
  /** Size of the slab such pieces are copied into. */
  slab: 2_048,
} as const;

/** ARTIM: how long a peer may be silent before its A-ASSOCIATE-RQ or its close (PS3.8 §9.1.5); 30 s in µs of virtual time. */
export const ARTIM_MICROS = 30_000_000;
