import { HOUR } from '../server/core/clock.ts';
import { createLab } from '../server/lab/library.ts';
import type { Lab } from '../server/lab/lab.ts';
import { below } from './measurement.ts';

/** Heap and buffers of 50 labs with at least 100 orders each, ten learners to a seed. Needs --expose-gc. */

const LABS = 50;
const ORDERS = 100;

function used(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function grown(seed: string): Lab {
  const lab = createLab('copper-lantern', seed);
  if (!('hospital' in lab)) throw new Error(lab.error.message);
  const latest = lab.now + 12 * HOUR;
  while (lab.hospital.ris.state.orders.size < ORDERS && lab.now < latest) {
    lab.advance(lab.now + HOUR, Number.POSITIVE_INFINITY);
  }
  if (lab.hospital.ris.state.orders.size < ORDERS) throw new Error('fewer than 100 orders in twelve hours');
  return lab;
}

if (!globalThis.gc) throw new Error('start with --expose-gc');
grown('warm-up');
const before = used();
const labs = Array.from({ length: LABS }, (_, index) => grown(`memory-${String(index % 5)}`));
const each = (used() - before) / labs.length / 1_048_576;
process.stdout.write(JSON.stringify([below(`memory of a lab, mean of ${String(LABS)}`, each, 5, 'MB')]));
