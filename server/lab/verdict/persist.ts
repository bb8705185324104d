import { MINUTE } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import { restartServices, runNightlyJobs } from '../services.ts';
import { observeProbes, observeTomorrow } from './checks.ts';
import { observeSeen } from './consumers.ts';
import type { Observation } from './observation.ts';
import { ordWishes } from './ord-wishes.ts';
import { awaitNextDay, freezeTraffic, hasRoomInDay, runProbes } from './probes.ts';

type PersistSpec = Extract<CheckSpec, { check: 'PERSIST' }>;

/**
 * PERSIST: the same fresh orders as ORD, in a copy whose services have been restarted and whose nightly job has run. What
 * was only saved is in service then, and what a job brings back every night is back.
 */
export function observePersistence(hospital: Hospital, spec: PersistSpec, draw: string): Observation[] {
  const copy = hospital.fork();
  freezeTraffic(copy);
  copy.director.holdFaults();
  copy.room.network.stopCapture();
  if (spec.nightly !== false) runNightlyJobs(copy);
  if (spec.restart !== false) restartServices(copy);
  copy.settle(MINUTE);
  if (!hasRoomInDay(copy)) awaitNextDay(copy);
  const { probes } = runProbes(copy, `${draw}/persist`, ordWishes({ ...spec, check: 'ORD' }));
  const tomorrow = probes.filter(({ wish }) => wish.fate === 'tomorrow');
  return [
    ...observeProbes(copy, probes),
    ...observeSeen(copy, probes, spec.class?.seenBy),
    ...observeTomorrow(copy, tomorrow),
  ];
}
