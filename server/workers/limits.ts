/** Every bound of hosting, in one place. Times are wall-clock ms unless they say otherwise. */
export const workerLimits = {
  threads: 2,
  /** Heap of one thread, MB; a lab that outgrows it costs the thread, not the server. */
  threadHeapMb: 1536,
  /** Young generation of one thread, MB: a verdict makes much that is soon forgotten. */
  threadYoungMb: 96,
  /** Cases that a new thread is tried on before learners come. */
  warmCases: 3,
  /** Verdicts that it gives on each of them before it is as fast as it gets. */
  warmVerdicts: 2,
  /** One synchronous piece of work may take this much CPU before its thread is ended. */
  pieceMs: 5_000,
  /** A replay of a long log is the longest legitimate piece. */
  replayMs: 20_000,
  /** So many times as long by the wall at the most, however little of the CPU it was given. */
  starved: 4,
  watchdogMs: 100,
  /** An advance gives way to other labs after this long. */
  sliceMs: 10,
  /** Kernel events between two looks at the clock within a slice. */
  sliceEvents: 64,
  /** How often work lost with a thread through no fault of its own is done again. */
  retries: 2,
  /** A lab that brought a thread down while being reopened stays closed this long. */
  stuckMs: 60_000,
  /** Commands of one lab, or changes of one drill's record, waiting their turn. */
  queue: 256,
  /** One job of mapping practice may take this much CPU; the first one starts its thread. */
  practiceMs: 10_000,
  practiceHeapMb: 512,
  /** Attempts of one drill that are kept, newest last. */
  practiceAttempts: 200,
  /** Labs held in memory over all threads; the one longest unused is put to sleep first. */
  awake: 150,
  /** A lab without a request for this long is put to sleep. */
  idleMs: 15 * 60_000,
  /** Labs one learner may own. */
  labsPerLearner: 200,
  /** A learner's record of one lab holds so many steps; beyond it looks are not kept any more, actions are. */
  recordedSteps: 5_000,
  /** What a page asks for again within this long it is still showing. */
  lookedMs: 60_000,
  /** Shown things that are remembered for that, of one lab. */
  looksRemembered: 500,
  /** A gap between two steps counts as so much work at the most. */
  pauseMs: 5 * 60_000,
  /** Step of the pacer: five ticks a second. */
  beatMs: 200,
  /** Watching pages hear something at least this often. */
  heartbeatMs: 15_000,
  /** Wall time that one step may catch up, so that a slow machine lags instead of running away. */
  catchUpMs: 1_000,
  /** Wall time for which the clock may wait until the wall has caught up with the hospital. */
  aheadMs: 1_000,
  /** Pages may reload or lose their connection for this long before the clock stops. */
  unwatchedMs: 10_000,
  /** Without an action for this long the clock stops. */
  inactiveMs: 10 * 60_000,
  /** Virtual µs that a skip runs before other commands of the lab get their turn. */
  skipChunk: 10 * 60_000_000,
} as const;
