import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { ServerSecret } from '../../server/store/server-secret.ts';
import { SqliteStore } from '../../server/store/sqlite-store.ts';
import { workerLimits } from '../../server/workers/limits.ts';
import { Practice } from '../../server/workers/practice.ts';
import { learner, value } from '../support/hosting.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

function practice(options: { jobMs?: number } = {}): { practice: Practice; lines: string[]; store: SqliteStore } {
  const folder = temporaryFolder();
  const store = new SqliteStore(join(folder, 'faultline.db'));
  const lines: string[] = [];
  const room = new Practice({
    store,
    secret: ServerSecret.keptIn(folder),
    log: (line) => lines.push(line),
    ...options,
  });
  onTestFinished(async () => {
    await room.close();
    await store.close();
  });
  return { practice: room, lines, store };
}
const anna = learner('anna');

it('stops rules that take too long, and the next learner is served', async () => {
  const { practice: room, lines } = practice({ jobMs: 4_000 });
  const rules = `rules:\n${Array.from(
    { length: 400 },
    (_, n) =>
      `  - target: (0010,0020)\n    from: PID-3\n    function: select-repetition\n    authority: Z${n}\n    default: empty\n`,
  ).join('')}`;
  const own = Buffer.from(`MSH|^~\\&|A|B|C|D|2026||ORM^O01|1|P|2.3.1\rPID|||${'1^^^X~'.repeat(2_600_000)}\r`);
  const slow = room.trial('accession-field', { rules, tables: [], own: own.toString('base64') });
  const next = room.drill(anna, 'accession-field');
  expect(await slow).toMatchObject({ ok: false, status: 503, error: { code: 'stopped' } });
  expect((await value(next)).summary.id).toBe('accession-field');
  expect(lines.join('\n')).toContain('practice thread, trial: it took too long');
});

it('changes of one record follow one another, so that none is lost', async () => {
  const { practice: room } = practice();
  const { start } = await value(room.drill(anna, 'accession-field'));
  const attempts = await Promise.all(Array.from({ length: 5 }, () => room.judge(anna, 'accession-field', start)));
  expect(attempts.map((each) => each.ok)).toEqual([true, true, true, true, true]);
  expect((await value(room.drill(anna, 'accession-field'))).attempts.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
});

it('changes of one record that wait beyond the limit are refused, and the next one is taken again', async () => {
  const { practice: room } = practice();
  const { start } = await value(room.drill(anna, 'accession-field'));
  const many = Array.from({ length: workerLimits.queue + 2 }, () => room.keepDraft(anna, 'accession-field', start));
  const outcomes = await Promise.all(many);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(workerLimits.queue);
  expect(outcomes.at(-1)).toMatchObject({
    status: 503,
    error: { code: 'busy', message: 'This drill has too much to do at once. Wait a moment, then try again.' },
  });
  expect(await room.keepDraft(anna, 'accession-field', start)).toMatchObject({ ok: true });
});

it('draws other hidden messages for each attempt and each learner', async () => {
  const { practice: room } = practice();
  const seen = new Set<string>();
  for (const who of [anna, learner('ben')]) {
    for (let n = 0; n < 2; n++) {
      const { start } = await value(room.drill(who, 'accession-field'));
      await value(room.judge(who, 'accession-field', start));
      await value(room.giveUp(who, 'accession-field'));
      const { hidden } = await value(room.debrief(who, 'accession-field'));
      seen.add(hidden.map(({ text }) => text).join('\n'));
    }
  }
  expect(seen.size).toBe(4);
});

it('a record that cannot be written is told, and nothing is half kept', async () => {
  const { practice: room, store } = practice();
  const { start } = await value(room.drill(anna, 'accession-field'));
  await value(room.judge(anna, 'accession-field', start));
  store.limitPages(1);
  const big = { rules: `# ${'x'.repeat(200_000)}\n${start.rules}`, tables: [] };
  expect(await room.keepDraft(anna, 'accession-field', big)).toMatchObject({ ok: false, status: 503 });
  const after = await value(room.drill(anna, 'accession-field'));
  expect(after.attempts).toHaveLength(1);
  expect(after.draft).toEqual(start);
});
