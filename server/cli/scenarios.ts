/** `npm run --silent scenarios -- <verb> …` */
import { runVerbs } from './run-verbs.ts';

await runVerbs('scenarios', {
  check: async () => (await import('./scenarios/check.ts')).check,
  coverage: async () => (await import('./scenarios/coverage.ts')).coverage,
});
