import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { benchDicomRead } from './dicom-read.ts';
import { benchHl7 } from './hl7.ts';
import type { BenchRow } from './hl7.ts';
import type { Measurement } from './measurement.ts';
import { workerLimits } from '../server/workers/limits.ts';
import { benchPage } from './page.ts';

/** `npm run bench`: every number of DESIGN §9 that can be measured so far. Exit 1 when one misses its target. */

const MOST_MS = 300_000;
/** The young generation of the threads that judge is three semi-spaces. */
const semiSpace = `--max-semi-space-size=${String(workerLimits.threadYoungMb / 3)}`;

/** In a process of its own, so that one benchmark's heap and compiled code are not another's. */
function child(file: string, ...flags: readonly string[]): Measurement[] {
  const path = fileURLToPath(new URL(file, import.meta.url));
  const output = execFileSync(process.execPath, [...flags, path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: MOST_MS,
    maxBuffer: 1_048_576,
  });
  return JSON.parse(output) as Measurement[];
}

const measured = ({ rows }: { readonly rows: readonly BenchRow[] }): Measurement[] =>
  rows.map(({ name, ours, peer, peerName, ratio, target }) => ({
    name,
    ours: `${ours.toFixed(2)} µs`,
    peer: `${peer.toFixed(2)} µs ${peerName}`,
    ratio: `${ratio.toFixed(1)} ×`,
    target: `≥ ${String(target)} ×`,
    ok: ratio >= target,
  }));

const parts: readonly (readonly [name: string, run: () => Measurement[] | Promise<Measurement[]>])[] = [
  ['HL7', async () => measured(await benchHl7())],
  ['DICOM', () => measured(benchDicomRead())],
  ['MLLP', () => child('mllp.ts')],
  ['C-ECHO', () => child('c-echo.ts')],
  ['C-STORE', () => child('c-store.ts')],
  ['MWL', () => child('mwl.ts')],
  ['mapping', () => child('mapping.ts')],
  ['lab', () => child('lab.ts')],
  ['verdicts at once', () => child('verdict-rush.ts')],
  ['memory', () => child('lab-memory.ts', '--expose-gc')],
  ['scenario check', () => child('scenario-check.ts', semiSpace)],
  ['page', benchPage],
];

const widths = [44, 24, 26, 9, 11];
const line = (...cells: readonly string[]): void => {
  const text = cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' ');
  process.stdout.write(`${text.trimEnd()}
`);
};

line('name', 'ours', 'peer', 'ratio', 'target', 'ok');
for (const [name, run] of parts) {
  try {
    for (const { name: what, ours, peer, ratio, target, ok } of await run()) {
      line(what, ours, peer, ratio, target, ok ? 'yes' : 'NO');
      if (!ok) process.exitCode = 1;
    }
  } catch (error) {
    // One that cannot be measured has failed; the others are measured all the same.
    const [reason = ''] = (error instanceof Error ? error.message : String(error)).split('\n');
    line(name, 'not measured', reason, '', '', 'NO');
    process.exitCode = 1;
  }
}
