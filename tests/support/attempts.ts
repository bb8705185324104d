import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Static, Type } from 'typebox';
import { Lab } from '../../server/lab/lab.ts';
import { courseOf } from '../../server/lab/scenario/course.ts';
import type { Scenario } from '../../server/lab/scenario/load.ts';
import { conclusionOf, failures } from '../../server/lab/scenario/prove.ts';
import { runFix } from '../../server/lab/scenario/run-fix.ts';
import { type FixStep, FixFile } from '../../server/lab/scenario/fix-schema.ts';
import { fill } from '../../server/lab/scenario/variables.ts';
import { readYaml } from '../../server/lab/scenario/yaml-source.ts';
import { judge, type VerdictRecord } from '../../server/lab/verdict/judge.ts';

/** What a conclusion that is right in all is worth (DESIGN §3.3). */
const MOST_POINTS = 10;

const closed = { additionalProperties: false } as const;

/** Besides the steps of a fix: those of one of the case's own fixes or traps, and an edit of a file as text. */
const Step = Type.Union([
  ...FixFile.properties.steps.items.anyOf,
  Type.Object({ use: Type.String({ pattern: '^(fixes|traps)/[a-z0-9-]+$' }) }, closed),
  Type.Object(
    {
      edit: Type.Object({ host: Type.String(), path: Type.String(), find: Type.String(), with: Type.String() }, closed),
      as: Type.String(),
    },
    closed,
  ),
]);

const AttemptFile = Type.Object(
  {
    title: Type.String({ minLength: 1 }),
    /**
     * Of a wrong one: the checks that must fail, and `conclusion` where what is said does not earn all its points. A
     * hospital that works counts as solved all the same (faults.md 2.0): then the conclusion stands alone.
     */
    refusedBy: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
    outcome: FixFile.properties.outcome,
    says: FixFile.properties.says,
    steps: Type.Array(Step, { maxItems: 60 }),
  },
  closed,
);

/** Something that a learner might do about a case, and that is none of its fixes and traps. */
export interface Attempt extends Static<typeof AttemptFile> {
  readonly name: string;
}

const root = fileURLToPath(new URL('../scenarios/attempts', import.meta.url));

export function attemptsOf(id: string, kind: 'wrong' | 'right'): Attempt[] {
  const folder = join(root, id, kind);
  return readdirSync(folder)
    .sort()
    .map((name) => {
      const file = join(folder, name);
      const read = readYaml(file, readFileSync(file, 'utf8'), AttemptFile);
      if (!read.ok) throw new Error(read.mistakes.map(({ line, message }) => `${file}:${line}: ${message}`).join('\n'));
      return { ...read.value, name: name.replace(/\.yaml$/, '') };
    });
}

export interface Outcome {
  readonly outcome: VerdictRecord['view']['outcome'];
  readonly failed: readonly string[];
  /** What was refused on the way: then it was not tried. */
  readonly trouble: readonly string[];
  readonly why: string;
}

/** Does it through the same door as the page, says what is to be said, and asks for a verdict. */
export function tryOut(scenario: Scenario, seed: string, attempt: Attempt): Outcome {
  const course = courseOf(scenario, seed);
  const lab = new Lab(course, seed);
  const trouble: string[] = [];
  let waiting: FixStep[] = [];
  const run = (steps: readonly FixStep[]): void => {
    if (steps.length === 0) return;
    const met = runFix(lab, { title: attempt.title, steps: [...steps] });
    trouble.push(...met.map(({ step, message }) => `${step}: ${message}`));
  };
  for (const step of attempt.steps) {
    if ('use' in step) {
      const [kind, name] = step.use.split('/');
      const known = (kind === 'fixes' ? scenario.fixes : scenario.traps).find((each) => each.name === name);
      if (!known) throw new Error(`${scenario.file.id} has no ${step.use}`);
      waiting.push(...known.steps);
    } else if ('edit' in step) {
      run(waiting);
      waiting = [];
      const { host, path, find, with: replacement } = fill(step.edit, course.variables);
      const text = lab.hospital.room.files.text(host, path) ?? '';
      if (!text.includes(find)) trouble.push(`${path} has no ${find}`);
      const action = {
        kind: 'save-file',
        host,
        path,
        text: text.replaceAll(find, replacement),
        note: 'as text',
      } as const;
      const { outcome } = lab.act({ action, as: step.as }, 'author');
      if (!outcome.ok) trouble.push(`${path}: ${outcome.message}`);
    } else waiting.push(step);
  }
  run(waiting);
  const record = judge(
    course,
    lab.hospital,
    1,
    conclusionOf(attempt, course, lab),
    `attempt/${scenario.file.id}/${seed}`,
  );
  const { outcome, checks } = record.view;
  const failed = checks.filter(({ passed }) => !passed).map(({ id }) => id);
  return {
    outcome,
    failed: record.conclusion.points < MOST_POINTS ? [...failed, 'conclusion'] : failed,
    trouble,
    why: failures(record),
  };
}
