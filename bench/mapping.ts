import { fileURLToPath } from 'node:url';
import { type PracticeResults, runPractice } from '../server/practice/library.ts';
import { loadDrills } from '../server/practice/load-drills.ts';
import { expect, p95Below } from './measurement.ts';

/** What a learner waits for after each key stroke: the rules of the largest drill, read and tried with all its messages. */

const DRILL = 'whole-message';
/** Cold ones first; a person's first key stroke comes after the page has tried the rules once. */
const COLD = 20;
const STROKES = 200;

const drills = loadDrills(fileURLToPath(new URL('../drills', import.meta.url)));
const drill = drills.flatMap((each) => (each.ok && each.drill.file.id === DRILL ? [each.drill] : [])).at(0);
if (!drill) throw new Error(`there is no drill ${DRILL}`);
const { rules, tables } = drill.reference;

const times: number[] = [];
for (let stroke = 0; stroke < COLD + STROKES; stroke++) {
  // Each is another text, as while typing: nothing is remembered.
  const draft = { rules: `${rules}# ${String(stroke)}\n`, tables };
  const started = performance.now();
  const trial = runPractice({ kind: 'trial', drill: DRILL, draft, edit: undefined, own: undefined });
  times.push(performance.now() - started);
  const { messages } = trial as PracticeResults['trial'];
  const agrees = messages.every((message) => message.agrees);
  expect('agreement of the reference', agrees, true);
}
process.stdout.write(JSON.stringify([p95Below('mapping preview of the largest drill', times.slice(COLD), 50)]));
