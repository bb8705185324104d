import type { GatewayLimits } from '../../server/gateway/limits.ts';

/** Short waits and small buffers, so that the suite is done soon and sees every limit. */
export const patience = {
  artimMillis: 80,
  idleMillis: 600,
  unitMillis: 500,
  messageMillis: 700,
  writeMillis: 500,
  lingerMillis: 40,
  bufferedBytes: 1_048_576,
  bufferedBytesInAll: 8_388_608,
  frameBytes: 1_048_576,
  garbageBytes: 4_096,
  framingFaults: 20,
} as const satisfies Partial<GatewayLimits>;
