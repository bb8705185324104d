import { defineConfig } from 'vitest/config';

const slow = { testTimeout: 60_000, hookTimeout: 120_000 };

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
          testTimeout: 30_000,
        },
      },
      { test: { name: 'scenarios', include: ['tests/scenarios/**/*.test.ts'], ...slow } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], ...slow, fileParallelism: false } },
      { test: { name: 'e2e', include: ['tests/e2e/**/*.test.ts'], ...slow, fileParallelism: false } },
    ],
  },
});
