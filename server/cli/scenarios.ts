/** `npm run --silent scenarios -- <verb> …` */
import { runVerbs } from './run-verbs.ts';

await runVerbs('scenarios', {
  check: async () => (await import('./scenarios/check.ts')).check,
  'check-drills': async () => (await import('./scenarios/check-drills.ts')).checkDrills,
  random: async () => (await import('./scenarios/random.ts')).random,
  new: async () => (await import('./scenarios/new.ts')).newCase,
  schema: async () => (await import('./scenarios/schema.ts')).schema,
  explain: async () => (await import('./scenarios/explain.ts')).explain,
  import: async () => (await import('./scenarios/import.ts')).importFile,
  coverage: async () => (await import('./scenarios/coverage.ts')).coverage,
});
