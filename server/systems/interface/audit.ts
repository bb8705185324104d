import type { Micros } from '../../core/clock.ts';

/** One line of an application's audit trail. */
export interface AuditEntry {
  readonly at: Micros;
  readonly user: string;
  readonly what: string;
  readonly object: string;
  readonly before: string;
  readonly after: string;
}
