import type { GatewayLimits } from '../../server/gateway/limits.ts';

/** Small buffers, so that the suite sees every limit. */
export const smallBuffers = {
  bufferedBytes: 1_048_576,
  bufferedBytesInAll: 8_388_608,
  frameBytes: 1_048_576,
  garbageBytes: 4_096,
  framingFaults: 20,
} as const satisfies Partial<GatewayLimits>;

/**
 * Short waits besides, for the cases that end by one. On a busy machine the test's process may stand still for a second or
 * two: the time until an association is asked for, and that of silence between the words of its neighbours, are longer.
 */
export const patience = {
  ...smallBuffers,
  artimMillis: 3_000,
  idleMillis: 6_000,
  unitMillis: 1_200,
  messageMillis: 1_700,
  writeMillis: 1_200,
  lingerMillis: 150,
} as const satisfies Partial<GatewayLimits>;
