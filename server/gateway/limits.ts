/** Every bound of the real ports, in one place; each can be set lower (or higher) per listener or dialled connection. */
export interface GatewayLimits {
  /** Connections of one listener; one more is closed as it comes. */
  readonly connections: number;
  /** Associations of one listener; one more is rejected: transient, local-limit-exceeded (PS3.8 Table 9-21). */
  readonly associations: number;
  /** A peer's silence, in ms, while nothing is being worked on for it. */
  readonly idleMillis: number;
  /** From the first byte of a PDU or MLLP frame to its last, in ms: against one that drips. */
  readonly unitMillis: number;
  /** From the first byte of a DIMSE message to its last, in ms: against one made of ever more small PDUs. */
  readonly messageMillis: number;
  /** How long bytes of ours may wait for a peer that does not read, in ms. */
  readonly writeMillis: number;
  /** Between our FIN and the peer's, in ms; then the socket is destroyed. */
  readonly lingerMillis: number;
  /** ARTIM (PS3.8 §9.1.5), in ms. */
  readonly artimMillis: number;
  /** Until a dialled connection is open, and until an answer to it has come, in ms. */
  readonly answerMillis: number;
  /** Bytes waiting to be written beyond which nothing is read and nothing more is produced. */
  readonly writeHighWater: number;
  /** Bytes waiting to be written beyond which the connection is given up: somebody produces without waiting. */
  readonly writeQueue: number;
  /** Bytes kept of messages that are not complete: of one connection, and of all of a listener. */
  readonly bufferedBytes: number;
  readonly bufferedBytesInAll: number;
  /** Bytes of one HL7 message. */
  readonly frameBytes: number;
  /** Bytes outside any MLLP frame since the last one; then the peer is taken to speak something else. */
  readonly garbageBytes: number;
  /** MLLP framing faults of one connection; then it is closed. */
  readonly framingFaults: number;
}

export const gatewayLimits: GatewayLimits = {
  connections: 512,
  associations: 256,
  idleMillis: 300_000,
  unitMillis: 30_000,
  messageMillis: 300_000,
  writeMillis: 60_000,
  lingerMillis: 2_000,
  artimMillis: 30_000,
  answerMillis: 60_000,
  writeHighWater: 262_144,
  writeQueue: 67_108_864,
  bufferedBytes: 67_108_864,
  bufferedBytesInAll: 268_435_456,
  frameBytes: 4_194_304,
  garbageBytes: 65_536,
  framingFaults: 100,
};
