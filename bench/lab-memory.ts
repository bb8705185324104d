import { HOUR } from '../server/core/clock.ts';
import { LabShelf } from '../server/workers/lab-shelf.ts';
import * as library from '../server/lab/library.ts';
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
const rows = [below(`memory of a lab, mean of ${String(LABS)}`, each, 5, 'MB')];

/** What a thread still holds of a lab that was put to sleep; the main thread keeps its name and its place in the store. */
const shelf = new LabShelf(library);
const seeds = Array.from({ length: LABS }, (_, index) => `sleep-${String(index % 5)}`);
for (const seed of seeds) shelf.run({ kind: 'create', lab: `early-${seed}`, slug: 'copper-lantern', seed });
const awake = used();
seeds.forEach((seed, index) =>
  shelf.run({ kind: 'create', lab: `lab-${String(index)}`, slug: 'copper-lantern', seed }),
);
seeds.forEach((_, index) => shelf.run({ kind: 'sleep', lab: `lab-${String(index)}` }));
rows.push(below('memory of a lab put to sleep', (used() - awake) / LABS / 1_048_576, 0.5, 'MB'));
process.stdout.write(JSON.stringify(rows));
