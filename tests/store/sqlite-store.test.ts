import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { LOG_FORMAT, type LogEntry } from '../../server/lab/log.ts';
import { migrations } from '../../server/store/schema.ts';
import { SqliteStore } from '../../server/store/sqlite-store.ts';
import { ServerSecret } from '../../server/store/server-secret.ts';
import { StoreFailure, type LabRecord, type StepRecord, type VerdictRecord } from '../../server/store/store.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const learner = { id: 'learner-1', tokenHash: 'ab'.repeat(32) };
const header = { format: LOG_FORMAT, slug: 'quiet-harbor', scenarioHash: 'ff', hospitalVersion: 3, seed: 's1' };

function labRecord(id: string): LabRecord {
  return { id, owner: learner.id, slug: header.slug, seed: header.seed, header, now: 1000, created: 5 };
}

function mark(seq: number, text = 'x'): LogEntry {
  return { seq, at: seq, actor: learner.id, as: '', kind: 'action', payload: { kind: 'mark', at: seq, text } };
}

function advance(seq: number, at: number): LogEntry {
  return { seq, at, actor: '', as: '', kind: 'advance-to', payload: { at } };
}

function verdictRecord(n: number, score: number, counts = true): VerdictRecord {
  const conclusion = {
    disposition: 'fixed' as const,
    system: '',
    place: '',
    field: '',
    kind: '',
    evidence: [],
    text: '',
  };
  const outcome = score >= 80 ? ('solved' as const) : ('not-solved' as const);
  const view = { n, at: 1, outcome, score, parts: [], checks: [], conclusion };
  return { n, seq: n, counts, view, debrief: undefined };
}

async function openStore(folder: string, labs: readonly string[] = ['lab-1']): Promise<SqliteStore> {
  const store = new SqliteStore(join(folder, 'faultline.db'));
  onTestFinished(() => store.close());
  for (const lab of labs) await store.createLab(labRecord(lab), learner);
  return store;
}

async function failureOf(work: Promise<unknown>): Promise<StoreFailure> {
  const failure = await work.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof StoreFailure)) throw new Error(`expected a StoreFailure, got ${String(failure)}`);
  return failure;
}

function openingFailure(path: string): StoreFailure {
  try {
    new SqliteStore(path);
  } catch (error) {
    if (error instanceof StoreFailure) return error;
    throw error;
  }
  throw new Error('the file was opened');
}

describe('the SQLite store', () => {
  test('gives back a lab, its log and its verdicts after it was closed and opened again', async () => {
    const folder = temporaryFolder();
    const first = await openStore(folder);
    await first.append({ lab: 'lab-1', entry: mark(1), now: 2000 });
    await first.append({ lab: 'lab-1', entry: mark(2), now: 3000, verdict: verdictRecord(1, 40) });
    await first.close();
    const store = await openStore(folder, []);
    expect(await store.lab('lab-1')).toEqual({ ...labRecord('lab-1'), now: 3000 });
    expect(await store.log('lab-1')).toEqual([mark(1), mark(2)]);
    expect(await store.verdicts('lab-1')).toEqual([verdictRecord(1, 40)]);
    expect(await store.lab('lab-2')).toBeUndefined();
  });

  test('keeps one entry for adjacent ticks of the clock, whether they carry the same number or the next', async () => {
    const store = await openStore(temporaryFolder());
    for (const entry of [advance(1, 10), advance(1, 20), advance(2, 30), mark(3), advance(4, 40), advance(4, 50)]) {
      await store.append({ lab: 'lab-1', entry, now: entry.at });
    }
    expect(await store.log('lab-1')).toEqual([advance(2, 30), mark(3), advance(4, 50)]);
    expect([await store.hasEntry('lab-1', 1), await store.hasEntry('lab-1', 2)]).toEqual([false, true]);
  });

  test('refuses to rewrite an entry, and says so', async () => {
    const store = await openStore(temporaryFolder());
    await store.append({ lab: 'lab-1', entry: mark(1, 'first'), now: 1 });
    expect(await failureOf(store.append({ lab: 'lab-1', entry: mark(1, 'second'), now: 2 }))).toMatchObject({
      reason: 'conflict',
    });
    expect(await store.log('lab-1')).toEqual([mark(1, 'first')]);
  });

  test('a write that cannot be made does not spoil the others of its transaction', async () => {
    const store = await openStore(temporaryFolder(), ['lab-1', 'lab-2']);
    const results = await Promise.allSettled([
      store.append({ lab: 'lab-1', entry: mark(1), now: 1 }),
      store.append({ lab: 'no-such-lab', entry: mark(1), now: 1 }),
      store.append({ lab: 'lab-2', entry: mark(1), now: 1 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(await store.log('lab-2')).toEqual([mark(1)]);
  });

  test('counts verdicts, best score and debriefs per lab, newest lab first', async () => {
    const store = await openStore(temporaryFolder());
    await store.createLab({ ...labRecord('lab-2'), created: 9 }, learner);
    await store.append({ lab: 'lab-1', entry: mark(1), now: 1, verdict: verdictRecord(1, 40) });
    await store.append({ lab: 'lab-1', entry: mark(2), now: 2, verdict: verdictRecord(2, 95, false) });
    const common = { rung: 'practice' as const, slug: 'quiet-harbor', seed: 's1', debriefed: false, deleted: false };
    expect(await store.labsOf(learner.id)).toEqual([
      { ...common, id: 'lab-2', now: 1000, verdicts: 0, best: null, solved: false },
      { ...common, id: 'lab-1', now: 2, verdicts: 2, best: 40, solved: false },
    ]);
    expect(await store.labsOf('someone-else')).toEqual([]);
  });

  test('a full disk is a clear failure; what was there stays, and writing goes on once there is room', async () => {
    const store = await openStore(temporaryFolder());
    await store.append({ lab: 'lab-1', entry: mark(1), now: 1 });
    store.limitPages(1);
    const failure = await failureOf(store.append({ lab: 'lab-1', entry: mark(2, 'x'.repeat(100_000)), now: 2 }));
    expect(failure).toMatchObject({ reason: 'full', message: 'the disk that holds the server’s data is full' });
    expect(await store.log('lab-1')).toEqual([mark(1)]);
    store.limitPages(1_000_000);
    await store.append({ lab: 'lab-1', entry: mark(2), now: 2 });
    expect(await store.log('lab-1')).toEqual([mark(1), mark(2)]);
  });

  test('a second server is kept out of the same folder', async () => {
    const folder = temporaryFolder();
    await openStore(folder);
    const failure = openingFailure(join(folder, 'faultline.db'));
    expect(failure.reason).toBe('in-use');
    expect(failure.message).toContain('another Faultline server');
  });

  test.each([
    ['a file that is no database', Buffer.from('this is no database, '.repeat(100))],
    ['a database cut short', undefined],
  ])('says what is wrong with %s', async (_, content) => {
    const folder = temporaryFolder();
    const path = join(folder, 'faultline.db');
    if (content) {
      writeFileSync(path, content);
    } else {
      const store = await openStore(folder);
      for (let seq = 1; seq < 50; seq += 1)
        await store.append({ lab: 'lab-1', entry: mark(seq, 'y'.repeat(2000)), now: 1 });
      await store.close();
      const { readFileSync } = await import('node:fs');
      writeFileSync(path, readFileSync(path).subarray(0, 9000));
    }
    const failure = openingFailure(path);
    expect(failure.reason).toBe('corrupt');
    expect(failure.message).toContain(path);
  });

  test('leaves a file of a newer version alone', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'faultline.db');
    await (await openStore(folder)).close();
    const database = new DatabaseSync(path);
    database.exec('UPDATE schema_version SET version = 99');
    database.close();
    expect(openingFailure(path)).toMatchObject({ reason: 'too-new' });
  });

  test('kill -9 loses no acknowledged entry', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'faultline.db');
    await (await openStore(folder)).close();
    const writer = spawn(process.execPath, [new URL('store-writer.ts', import.meta.url).pathname, path, 'lab-1']);
    let said = '';
    writer.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.split('\n').length > 300) writer.kill('SIGKILL');
    });
    await once(writer, 'close');
    const acknowledged = said.split('\n').slice(0, -1).map(Number);
    expect(acknowledged.length).toBeGreaterThan(200);
    const store = await openStore(folder, []);
    const stored = (await store.log('lab-1')).map(({ seq }) => seq);
    expect(stored.slice(0, acknowledged.length)).toEqual(acknowledged);
    // At most the one transaction that was under way is there without having been acknowledged.
    expect(stored.length - acknowledged.length).toBeLessThanOrEqual(2);
  });
});

describe('the server secret', () => {
  test('is made once and drawn from by lab and verdict number', () => {
    const folder = temporaryFolder();
    const first = ServerSecret.keptIn(folder);
    const again = ServerSecret.keptIn(folder);
    expect(again.draw('lab-1', 1)).toBe(first.draw('lab-1', 1));
    expect(first.draw('lab-1', 1)).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([first.draw('lab-1', 1), first.draw('lab-1', 2), first.draw('lab-2', 1)]).size).toBe(3);
    expect(ServerSecret.keptIn(temporaryFolder()).draw('lab-1', 1)).not.toBe(first.draw('lab-1', 1));
  });

  test('refuses a damaged file instead of drawing from it', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'secret'), 'oops\n');
    expect(() => ServerSecret.keptIn(folder)).toThrow(/should hold 64 hexadecimal digits/);
  });
});

describe('the record in the SQLite store', () => {
  const step = (n: number, kind: StepRecord['kind'], refused = ''): StepRecord => ({
    n,
    kind,
    at: n,
    wall: 100 + n,
    spent: 10,
    seq: n,
    title: `step ${n}`,
    hosts: ['eng01'],
    hypothesis: 'mine',
    refused,
  });

  test('counts steps by kind, refused ones apart, also when the lab and its log are deleted', async () => {
    const folder = temporaryFolder();
    const store = await openStore(folder);
    await store.append({ lab: 'lab-1', entry: mark(1), now: 1, step: step(1, 'change') });
    await store.putStep('lab-1', step(2, 'look'));
    await store.append({ lab: 'lab-1', now: 1, step: step(3, 'change', 'no') });
    await store.append({
      lab: 'lab-1',
      entry: mark(2),
      now: 2,
      verdict: verdictRecord(1, 40),
      step: step(4, 'verdict'),
    });
    await store.deleteLab('lab-1');
    await store.close();
    const again = await openStore(folder, []);
    expect(await again.lab('lab-1')).toBeUndefined();
    expect(await again.log('lab-1')).toEqual([]);
    expect(await again.steps('lab-1')).toEqual([step(1, 'change'), step(2, 'look'), step(3, 'change', 'no'), step(4, 'verdict')]); // prettier-ignore
    expect(await again.lastStep('lab-1')).toEqual(step(4, 'verdict'));
    expect(await again.attemptsOf(learner.id)).toEqual([
      {
        lab: 'lab-1',
        slug: 'quiet-harbor',
        seed: 's1',
        header,
        created: 5,
        deleted: true,
        last: 104,
        spent: 40,
        kinds: { change: 1, look: 1, verdict: 1 },
        refused: 1,
        verdicts: [verdictRecord(1, 40)],
      },
    ]);
  });

  test('opens a file that was written before there was a record', async () => {
    const folder = temporaryFolder();
    const old = new DatabaseSync(join(folder, 'faultline.db'));
    old.exec('CREATE TABLE schema_version (version BIGINT NOT NULL)');
    for (const statement of migrations.slice(0, 2).flat()) old.exec(statement);
    old.exec('INSERT INTO schema_version (version) VALUES (2)');
    old.exec(`INSERT INTO learners VALUES ('${learner.id}', '${learner.tokenHash}', 1)`);
    old.exec(
      `INSERT INTO labs VALUES ('old', '${learner.id}', 'quiet-harbor', 's1', '${JSON.stringify(header)}', 7, 5)`,
    );
    old.close();
    const store = await openStore(folder, []);
    expect(await store.lab('old')).toMatchObject({ id: 'old', now: 7 });
    expect(await store.attemptsOf(learner.id)).toMatchObject([{ lab: 'old', deleted: false, kinds: {}, verdicts: [] }]);
  });
});
