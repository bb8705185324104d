/** Every bound of the web server, in one place. */
export const httpLimits = {
  /** Bytes of an action: 16 MB of message as base64, and room for the rest. */
  actionBody: 32 * 1024 * 1024,
  /** Bytes of a trial of rules: a message and drafts of up to twelve files. */
  trialBody: 6 * 1024 * 1024,
  /** Bytes of any other request body. */
  body: 64 * 1024,
  /** ms for a request to arrive whole. */
  requestMs: 60_000,
  /** Live connections of one learner, over all tabs. */
  connections: 24,
  /** Live connections of the whole server. */
  allConnections: 2_000,
  /** Bytes that a live connection may leave unread before it is closed. */
  unread: 4 * 1024 * 1024,
  /** Bytes of a frame from the browser, which has nothing to say. */
  frame: 1024,
  /** ms between protocol pings; a connection that did not answer the last one is closed. */
  pingMs: 15_000,
  /** Characters of a Host or Origin header that are quoted back. */
  quoted: 80,
} as const;
