import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { Value } from 'typebox/value';
import { build } from '../../../server/lab/prelude.ts';
import { Fault } from '../../../server/lab/scenario/fault-schema.ts';
import { stagedCourse } from '../../support/staged-course.ts';

const text = readFileSync(fileURLToPath(new URL('../../../docs/faults.md', import.meta.url)), 'utf8');

it(
  'every example of the reference is a fault that this hospital can have, and each kind of flaw is told',
  { timeout: 300_000 },
  () => {
    const examples = [...text.matchAll(/```yaml\n([\s\S]*?)```/g)].flatMap(
      ([, yaml = '']): unknown[] => parse(yaml) as unknown[],
    );
    const faults = examples.filter((example): example is Fault => Value.Check(Fault, example));
    expect([faults.length, examples.length]).toEqual([5, 5]);
    const { hospital } = build(stagedCourse(faults), '1');
    expect([...hospital.director.state.troubles.values()]).toEqual([]);
    for (const kind of [
      'drop',
      'refuse',
      'delay',
      'reset',
      'abort',
      'truncate',
      'line-feed',
      'ack-late',
      'ack-wrong',
      'ack-missing',
      'loss',
    ]) {
      expect(text).toContain(`| \`${kind}\``);
    }
  },
);
