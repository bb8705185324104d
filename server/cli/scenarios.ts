import { fileURLToPath } from 'node:url';
import { loadScenarios, type Scenario } from '../lab/scenario/load.ts';
import { plansOf, prove, type RunResult } from '../lab/scenario/prove.ts';

const usage = 'usage: scenarios -- check [ID…] [--seeds N]';
const MOST_SEEDS = 1000;

function main(args: readonly string[]): number {
  const [command, ...rest] = args;
  if (command !== 'check') return complain(usage);
  const ids: string[] = [];
  let seeds = 1;
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index] ?? '';
    if (word === '--seeds') {
      seeds = Number(rest[++index]);
      if (!Number.isInteger(seeds) || seeds < 1 || seeds > MOST_SEEDS)
        return complain(`--seeds takes a number from 1 to ${MOST_SEEDS}`);
    } else if (word.startsWith('-')) return complain(usage);
    else ids.push(word);
  }

  const loaded = loadScenarios(fileURLToPath(new URL('../../scenarios', import.meta.url)));
  const scenarios: Scenario[] = [];
  let failed = 0;
  for (const each of loaded) {
    if (each.ok) scenarios.push(each.scenario);
    else if (ids.length === 0 || ids.some((id) => each.folder.endsWith(`/${id}`))) {
      failed += 1;
      for (const { file, line, message } of each.mistakes) process.stdout.write(`${file}:${line}: ${message}\n`);
    }
  }
  const unknown = ids.find(
    (id) =>
      !scenarios.some((scenario) => scenario.file.id === id) &&
      !loaded.some((each) => !each.ok && each.folder.endsWith(`/${id}`)),
  );
  if (unknown !== undefined)
    return complain(`there is no scenario ${unknown}; there are ${scenarios.map((each) => each.file.id).join(', ')}`);

  let passed = 0;
  const wanted = scenarios.filter((scenario) => ids.length === 0 || ids.includes(scenario.file.id));
  row('scenario', 'run', 'name', 'seeds', 'outcome', 'score', 'CPU ms');
  for (const scenario of wanted) {
    for (const plan of plansOf(scenario)) {
      const results: RunResult[] = [];
      let cpu = 0;
      for (let seed = 1; seed <= seeds; seed++) {
        const before = process.cpuUsage();
        results.push(attempt(() => prove(scenario, String(seed), plan), scenario, String(seed), plan.kind));
        const used = process.cpuUsage(before);
        cpu += (used.user + used.system) / 1000;
      }
      const bad = results.filter((result) => !result.passed);
      passed += results.length - bad.length;
      failed += bad.length;
      const outcomes = [...new Set(results.map((result) => result.outcome))].join(', ');
      const scores = results.map((result) => result.score);
      const range =
        Math.min(...scores) === Math.max(...scores)
          ? String(scores[0])
          : `${Math.min(...scores)}–${Math.max(...scores)}`;
      row(
        scenario.file.id,
        plan.kind,
        results[0]?.name ?? '',
        `${results.length - bad.length}/${results.length}`,
        outcomes,
        range,
        (cpu / seeds).toFixed(0),
      );
      for (const result of bad.slice(0, 5)) process.stdout.write(`  seed ${result.seed}: ${result.reason}\n`);
    }
  }
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
}

/** A run that breaks is a failed run, with its reason. */
function attempt(run: () => RunResult, scenario: Scenario, seed: string, kind: RunResult['kind']): RunResult {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { scenario: scenario.file.id, seed, kind, name: '', passed: false, reason, outcome: 'broken', score: 0 };
  }
}

function row(...cells: readonly string[]): void {
  const widths = [9, 10, 18, 8, 12, 8, 7];
  process.stdout.write(
    `${cells
      .map((cell, index) => cell.padEnd(widths[index] ?? 8))
      .join(' ')
      .trimEnd()}\n`,
  );
}

function complain(text: string): number {
  process.stderr.write(`${text}\n`);
  return 2;
}

process.exitCode = main(process.argv.slice(2));
