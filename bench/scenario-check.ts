import { fileURLToPath } from 'node:url';
import { loadScenarios } from '../server/lab/scenario/load.ts';
import { plansOf, prove } from '../server/lab/scenario/prove.ts';
import { below } from './measurement.ts';

/** CPU of one run of `scenarios check` over five seeds: every plan of every scenario, start of the process left out. */

const SEEDS = ['1', '2', '3', '4', '5'];
let runs = 0;
let cpu = 0;
for (const loaded of loadScenarios(fileURLToPath(new URL('../scenarios', import.meta.url)))) {
  if (!loaded.ok) throw new Error(loaded.mistakes.map(({ message }) => message).join('; '));
  const { scenario } = loaded;
  for (const seed of SEEDS) {
    for (const plan of plansOf(scenario)) {
      const before = process.cpuUsage();
      const result = prove(scenario, seed, plan);
      const { user, system } = process.cpuUsage(before);
      if (!result.passed) throw new Error(`${result.scenario} ${result.kind} ${result.name}: ${result.reason}`);
      runs += 1;
      cpu += (user + system) / 1000;
    }
  }
}
process.stdout.write(JSON.stringify([below(`scenario check, CPU per run of ${String(runs)}`, cpu / runs, 150, 'ms')]));
