import type { Kernel } from '../../core/kernel.ts';
import type { Journal } from '../../network/journal.ts';
import type { Network } from '../../network/network.ts';
import type { Files } from './files.ts';
import type { Logs } from './log.ts';

/** What every system of the hospital is given: the machine room. Systems meet only through `network`. */
export interface MachineRoom {
  readonly kernel: Kernel;
  readonly network: Network;
  readonly journal: Journal;
  readonly files: Files;
  readonly logs: Logs;
  /** Seed of the lab, for named random streams. */
  readonly seed: string;
  /** Minutes east of UTC of hospital local time: −300 (hospital.md 4.1). */
  readonly zoneOffset: number;
}

/** Result of something a hospital user does at a system's own screen. A refusal is the system's own message. */
export type UserResult<T = undefined> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly code: string; readonly message: string };
