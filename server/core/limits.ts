/** Every bound of the simulation kernel and of what a lab may grow to, in one place. */
export const coreLimits = {
  /** Kernel events in one lab, prelude included; two systems that forward to each other never end otherwise. */
  events: 4_000_000,
  /** Events handled at one single instant of virtual time. */
  eventsAtOneInstant: 50_000,
  /** Entries waiting in the event heap. */
  heap: 100_000,
  /** Processes alive at once. */
  processes: 2_000,
  /** Virtual time a hospital may run, in µs: a lab ends at 72 hours (DESIGN §3.1), a verdict looks a little further. */
  virtualTime: 76 * 3_600_000_000,
  /** Rows of one table. */
  tableRows: 50_000,
  /** Entries of one history (journal, log, capture). */
  historyEntries: 500_000,
} as const;

/** A named bound was exceeded. Carries the bound's name so that the page can say which. */
export class LimitExceeded extends Error {
  override readonly name = 'LimitExceeded';
  readonly limit: string;

  constructor(limit: string, detail: string) {
    super(`${limit}: ${detail}`);
    this.limit = limit;
  }
}
