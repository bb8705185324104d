import { defineConfig } from 'vitest/config';

/** All cores: by default one is left out, which on two of them would be half. */
const parallel = { maxWorkers: '100%', sequence: { groupOrder: 1 } } as const;
/** One file at a time: a browser or a foreign server besides takes the other core. */
const alone = { fileParallelism: false, sequence: { groupOrder: 0 } } as const;
/**
 * Deadlines end what hangs; how long something takes is measured by `npm run bench`. A test with one of its own takes
 * more than a minute.
 */
const patient = { testTimeout: 300_000, hookTimeout: 300_000, expect: { poll: { timeout: 60_000 } } } as const;

const json = process.env['VITEST_JSON'];

export default defineConfig({
  test: {
    reporters: json ? ['default', ['json', { outputFile: json }]] : ['default'],
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            'tests/{core,protocols,network,systems,lab,store,workers,http,gateway,contract,cli,client,house}/**/*.test.ts',
          ],
          ...patient,
          ...parallel,
        },
      },
      { test: { name: 'scenarios', include: ['tests/scenarios/**/*.test.ts'], ...patient, ...parallel } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], ...patient, ...alone } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...patient, ...alone } },
    ],
  },
});
