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
 * Short waits besides, so that it is done soon. Silence has the longest: the peers and neighbours that speak all the time
 * live in the test's process, which on a busy machine may stand still for a second or two.
 */
export const patience = {
  ...smallBuffers,
  artimMillis: 250,
  idleMillis: 4_000,
  unitMillis: 1_200,
  messageMillis: 1_700,
  writeMillis: 1_200,
  lingerMillis: 150,
} as const satisfies Partial<GatewayLimits>;
