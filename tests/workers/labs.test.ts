import { describe, expect, test, vi } from 'vitest';
import type { LabView } from '../../server/contract/lab.ts';
import type { LiveEvent } from '../../server/contract/live.ts';
import type { Conclusion } from '../../server/contract/verdict.ts';
import { HOUR, MINUTE, SECOND } from '../../server/core/clock.ts';
import type { ActRequest } from '../../server/lab/log.ts';
import { workerLimits } from '../../server/workers/limits.ts';
import { fakeArrived } from '../support/fake-lab.ts';
import { heard, host, learner, refusal, shut, value, type Hosting } from '../support/hosting.ts';

const anna = learner('anna');
const mark = (text: string): ActRequest => ({ action: { kind: 'mark', at: 0, text } });
const conclusion: Conclusion = {
  disposition: 'fixed',
  system: 'eng01',
  place: 'ORDER',
  field: 'OBR-18',
  kind: 'wrong-source-field',
  evidence: [1],
  text: '',
};

async function openLab({ labs }: Hosting, owner = anna): Promise<string> {
  return (await value(labs.open(owner, 'quiet-harbor', 'seed-1'))).id;
}

async function view({ labs }: Hosting, lab: string): Promise<LabView> {
  return (await value(labs.query(anna.id, lab, 'getLab', {}))) as LabView;
}

async function marks(hosting: Hosting, lab: string): Promise<string[]> {
  return (await view(hosting, lab)).marks.map(({ text }) => text);
}

async function watch({ labs }: Hosting, lab: string, since?: number, epoch?: number): Promise<LiveEvent[]> {
  const events: LiveEvent[] = [];
  const position = { ...(since === undefined ? {} : { since }), ...(epoch === undefined ? {} : { epoch }) };
  await value(labs.watch(anna.id, lab, position, (event) => events.push(event)));
  return events;
}

describe('a hosted lab', () => {
  test('opens paused, with our id and the clock of the hospital', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    expect(await view(hosting, lab)).toMatchObject({
      id: lab,
      seed: 'seed-1',
      clock: { now: fakeArrived, arrived: fakeArrived, pace: 0, stopped: 'paused', zoneOffset: -300 },
    });
  });

  test('is nobody’s but its owner’s', async () => {
    const { labs, ...rest } = host();
    const lab = await openLab({ labs, ...rest });
    const mine = [404, 'no-such-lab'];
    expect(await refusal(labs.query('ben', lab, 'getLab', {}))).toEqual(mine);
    expect(await refusal(labs.act('ben', lab, mark('x')))).toEqual(mine);
    expect(await refusal(labs.undo('ben', lab, 0))).toEqual(mine);
    expect(await refusal(labs.setClock('ben', lab, { kind: 'pace', pace: 1 }))).toEqual(mine);
    expect(await refusal(labs.verdict('ben', lab, conclusion))).toEqual(mine);
    expect(await refusal(labs.watch('ben', lab, {}, () => undefined))).toEqual(mine);
    expect(await refusal(labs.exists('ben', lab))).toEqual(mine);
    expect(await refusal(labs.exists('anna', 'no-lab'))).toEqual(mine);
  });

  test('refuses a case that does not exist, and leaves nothing behind', async () => {
    const { labs, store } = host();
    expect(await refusal(labs.open(anna, 'no-such', undefined))).toEqual([404, 'no-such-case']);
    expect(await store.labsOf(anna.id)).toEqual([]);
  });

  test('two tabs act on one lab: both actions count, both tabs see both', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const [one, two] = [await watch(hosting, lab), await watch(hosting, lab)];
    const outcomes = await Promise.all([
      value(hosting.labs.act(anna.id, lab, mark('from one'))),
      value(hosting.labs.act(anna.id, lab, mark('from two'))),
    ]);
    expect(outcomes.map(({ seq }) => seq)).toEqual([1, 2]);
    for (const tab of [one, two]) {
      expect(heard(tab)).toEqual({ kinds: ['hello', 'tick', 'tick'], titles: ['from one', 'from two'] });
    }
  });

  test('an action refused before anything happened leaves no entry', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    expect(await value(hosting.labs.act(anna.id, lab, { action: { kind: 'open-hint' } }))).toMatchObject({ ok: false });
    expect(await hosting.store.log(lab)).toEqual([]);
  });

  test('a page that reconnects over an undo is told to forget; one that reconnects after it resumes', async () => {
    const first = host();
    const lab = await openLab(first);
    for (const text of ['kept', 'undone']) await value(first.labs.act(anna.id, lab, mark(text)));
    await value(first.labs.undo(anna.id, lab, 1));
    await value(first.labs.act(anna.id, lab, mark('anew')));
    const over = await watch(first, lab, 2, 0);
    expect(over).toMatchObject([
      { kind: 'hello', seq: 2, epoch: 3 },
      { kind: 'reset', seq: 2, epoch: 3 },
    ]);
    expect(heard(await watch(first, lab, 1, 3))).toEqual({ kinds: ['hello', 'tick'], titles: ['anew'] });
    expect(heard(await watch(first, lab, 2, 3)).kinds).toEqual(['hello']);
    await shut(first);
    const second = host({ folder: first.folder });
    expect(heard(await watch(second, lab, 1, 3))).toEqual({ kinds: ['hello', 'tick'], titles: ['anew'] });
    await value(second.labs.undo(anna.id, lab, 1));
    expect(heard(await watch(second, lab, 1, 3)).kinds).toEqual(['hello', 'reset']);
  });

  test('undo tells every watcher to forget, and a page that reconnects afterwards as well', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const events = await watch(hosting, lab);
    await value(hosting.labs.act(anna.id, lab, mark('kept')));
    await value(hosting.labs.act(anna.id, lab, mark('undone')));
    const after = await value(hosting.labs.undo(anna.id, lab, 1));
    expect(after.marks.map(({ text }) => text)).toEqual(['kept']);
    expect(events.at(-1)).toMatchObject({ kind: 'reset', seq: 1 });
    expect(heard(await watch(hosting, lab, 1)).kinds).toEqual(['hello', 'reset']);
    expect(await refusal(hosting.labs.undo(anna.id, lab, 7))).toEqual([409, 'cannot-undo']);
  });

  test('a page that lost its connection gets exactly what it missed', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    for (const text of ['a', 'b', 'c']) await value(hosting.labs.act(anna.id, lab, mark(text)));
    expect(heard(await watch(hosting, lab, 1))).toEqual({ kinds: ['hello', 'tick'], titles: ['b', 'c'] });
    expect(heard(await watch(hosting, lab, 3))).toEqual({ kinds: ['hello'], titles: [] });
    expect(heard(await watch(hosting, lab, 9)).kinds).toEqual(['hello', 'reset']);
  });

  test('survives a restart of the server with everything that was acknowledged', async () => {
    const first = host();
    const lab = await openLab(first);
    await value(first.labs.act(anna.id, lab, mark('before')));
    await value(first.labs.setClock(anna.id, lab, { kind: 'skip-to', at: fakeArrived + HOUR }));
    const before = await view(first, lab);
    await shut(first);
    const second = host({ folder: first.folder });
    expect(await view(second, lab)).toEqual({ ...before, revision: expect.any(Number) as number });
    expect(await value(second.labs.act(anna.id, lab, mark('after')))).toMatchObject({ seq: 3 });
  });

  test('what could not be stored did not happen, and the lab goes on', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    await value(hosting.labs.act(anna.id, lab, mark('stored')));
    const events = await watch(hosting, lab);
    hosting.store.limitPages(1);
    const long = 'x'.repeat(100_000);
    const failed = await hosting.labs.act(anna.id, lab, mark(long));
    expect(failed).toMatchObject({ ok: false, status: 503, error: { code: 'not-saved' } });
    expect(failed).toHaveProperty('error.message', expect.stringMatching(/disk .* full\. Nothing was changed\. Free/));
    expect(await marks(hosting, lab)).toEqual(['stored']);
    hosting.store.limitPages(1_000_000);
    expect(await value(hosting.labs.act(anna.id, lab, mark('later')))).toMatchObject({ seq: 2 });
    expect(heard(events).titles).toEqual(['later']);
    expect(hosting.lines).toEqual([expect.stringContaining('not saved')]);
  });

  test('sleeps when idle and wakes with what it held', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    await value(hosting.labs.act(anna.id, lab, mark('before')));
    hosting.wall.now += workerLimits.idleMs;
    await hosting.labs.beat();
    expect(hosting.labs.awake).toBe(0);
    expect(await marks(hosting, lab)).toEqual(['before']);
    expect(hosting.labs.awake).toBe(1);
  });

  test('tells its watchers when the server closes', async () => {
    const hosting = host();
    const events = await watch(hosting, await openLab(hosting));
    await shut(hosting);
    expect(events.at(-1)).toEqual({ kind: 'closing', reason: 'test over', at: fakeArrived });
  });
});

describe('the clock of a lab', () => {
  test('runs at the pace asked for while a page watches, and stores one entry for all its ticks', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const events = await watch(hosting, lab);
    await value(hosting.labs.setClock(anna.id, lab, { kind: 'pace', pace: 60 }));
    for (let beat = 0; beat < 5; beat += 1) {
      hosting.wall.now += 200;
      await hosting.labs.beat();
    }
    expect(await hosting.store.log(lab)).toMatchObject([
      { seq: 1, kind: 'advance-to', payload: { at: fakeArrived + 60 * SECOND } },
    ]);
    expect(heard(events)).toEqual({
      kinds: ['hello', ...Array<string>(6).fill('tick')],
      titles: Array(6).fill('traffic'),
    });
    expect(events.at(-1)).toMatchObject({ clock: { now: fakeArrived + 60 * SECOND, pace: 60, stopped: null } });
  });

  test('stops when the page is gone', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    await value(hosting.labs.setClock(anna.id, lab, { kind: 'pace', pace: 1 }));
    hosting.wall.now += workerLimits.unwatchedMs + 1;
    await hosting.labs.beat();
    expect((await view(hosting, lab)).clock).toMatchObject({ pace: 0, stopped: 'no-page', now: fakeArrived });
  });

  test('skips to a time and to the next event, and never goes back', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const skip = (at: number): Promise<{ now: number }> =>
      value(hosting.labs.setClock(anna.id, lab, { kind: 'skip-to', at }));
    expect(await skip(fakeArrived + 95 * MINUTE)).toMatchObject({ now: fakeArrived + 95 * MINUTE });
    expect(await skip(fakeArrived)).toMatchObject({ now: fakeArrived + 95 * MINUTE });
    expect(await value(hosting.labs.setClock(anna.id, lab, { kind: 'next-event' }))).toMatchObject({
      now: fakeArrived + 95 * MINUTE + 10 * SECOND,
    });
  });

  test('ends after 72 virtual hours', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const at = fakeArrived + 100 * HOUR;
    const end = { now: fakeArrived + 72 * HOUR, pace: 0, stopped: 'end' };
    expect(await value(hosting.labs.setClock(anna.id, lab, { kind: 'skip-to', at }))).toMatchObject(end);
    expect(await value(hosting.labs.setClock(anna.id, lab, { kind: 'pace', pace: 1 }))).toMatchObject(end);
    expect(await refusal(hosting.labs.setClock(anna.id, lab, { kind: 'next-event' }))).toEqual([409, 'no-next-event']);
  });

  test('other commands of the lab have their turn during a long skip, and a pause ends it', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const skipping = value(hosting.labs.setClock(anna.id, lab, { kind: 'skip-to', at: fakeArrived + 70 * HOUR }));
    await value(hosting.labs.act(anna.id, lab, mark('meanwhile')));
    await value(hosting.labs.setClock(anna.id, lab, { kind: 'pace', pace: 0 }));
    expect((await skipping).now).toBeLessThan(fakeArrived + 2 * HOUR);
    expect(await marks(hosting, lab)).toEqual(['meanwhile']);
  });
});

describe('verdicts', () => {
  test('are numbered, drawn from the server secret, stored, and given again as they were', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const first = await value(hosting.labs.verdict(anna.id, lab, conclusion));
    await value(hosting.labs.act(anna.id, lab, mark('fix')));
    const second = await value(hosting.labs.verdict(anna.id, lab, conclusion));
    expect([first, second]).toMatchObject([
      { n: 1, outcome: 'not-solved', score: 20 },
      { n: 2, outcome: 'solved', score: 90 },
    ]);
    expect(await value(hosting.labs.pastVerdict(anna.id, lab, 1))).toEqual(first);
    expect(await refusal(hosting.labs.pastVerdict(anna.id, lab, 3))).toEqual([404, 'no-such-verdict']);
    const draws = (await hosting.store.log(lab)).flatMap((entry) =>
      entry.kind === 'verdict' ? [entry.payload.draw] : [],
    );
    expect(new Set(draws).size).toBe(2);
    expect((await view(hosting, lab)).verdicts).toEqual([
      { n: 1, at: fakeArrived, outcome: 'not-solved', score: 20 },
      { n: 2, at: fakeArrived, outcome: 'solved', score: 90 },
    ]);
  });

  test('the debrief stays closed until the case is solved or given up; then no verdict counts any more', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    const { labs } = hosting;
    const state = async (): Promise<unknown> => {
      const { cases } = await value(labs.catalogue(anna.id));
      return cases.map((entry) => [entry.slug, entry.state, entry.best]).at(0);
    };
    await value(labs.verdict(anna.id, lab, conclusion));
    const closed = [409, 'debrief-closed'];
    expect(await refusal(labs.debrief(anna.id, lab, 1))).toEqual(closed);
    expect(await refusal(labs.openDebrief(anna.id, lab, false))).toEqual(closed);
    expect(await state()).toEqual(['quiet-harbor', 'in-progress', 20]);
    const events = await watch(hosting, lab);
    expect(await value(labs.openDebrief(anna.id, lab, true))).toMatchObject({ debriefState: 'given-up' });
    expect(heard(events).kinds).toEqual(['hello', 'tick']);
    const debrief = await value(labs.debrief(anna.id, lab, 1));
    expect(debrief).toMatchObject({ caseId: 'XX01', title: 'Told at last' });
    const log = await hosting.store.log(lab);
    expect(await value(labs.openDebrief(anna.id, lab, true))).toMatchObject({ debriefState: 'given-up' });
    expect(await value(labs.debrief(anna.id, lab, 1))).toEqual(debrief);
    expect(await hosting.store.log(lab)).toEqual(log);
    await value(labs.act(anna.id, lab, mark('fix')));
    expect(await refusal(labs.verdict(anna.id, lab, conclusion))).toEqual([409, 'given-up']);
    expect(await state()).toEqual(['quiet-harbor', 'needs-review', 20]);
  });

  test('reading the debrief of a solved case is the learner’s decision, and ends the counting', async () => {
    const first = host();
    const lab = await openLab(first);
    expect(await refusal(first.labs.openDebrief(anna.id, lab, true))).toEqual([409, 'no-verdict']);
    await value(first.labs.verdict(anna.id, lab, conclusion));
    expect((await view(first, lab)).debriefState).toBe('closed');
    await value(first.labs.act(anna.id, lab, mark('fix')));
    await value(first.labs.verdict(anna.id, lab, conclusion));
    expect((await view(first, lab)).debriefState).toBe('ready');
    expect(await refusal(first.labs.debrief(anna.id, lab, 2))).toEqual([409, 'debrief-closed']);
    expect(await value(first.labs.openDebrief(anna.id, lab, false))).toMatchObject({ debriefState: 'open' });
    for (const n of [1, 2]) expect(await value(first.labs.debrief(anna.id, lab, n))).toMatchObject({ caseId: 'XX01' });
    await value(first.labs.verdict(anna.id, lab, conclusion));
    expect((await first.store.verdicts(lab)).map(({ counts }) => counts)).toEqual([true, true, false]);
    await shut(first);
    const second = host({ folder: first.folder });
    expect((await view(second, lab)).debriefState).toBe('open');
    expect(await value(second.labs.debrief(anna.id, lab, 3))).toMatchObject({ caseId: 'XX01' });
  });

  test('the catalogue knows the learner’s own progress only', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    await value(hosting.labs.act(anna.id, lab, mark('fix')));
    await value(hosting.labs.verdict(anna.id, lab, conclusion));
    const quiet = { slug: 'quiet-harbor', headline: 'It stands still', kind: 'case' };
    const info = { ...quiet, tracks: ['CPAS'], difficulty: 1, minutes: 10 };
    const catalogue = await value(hosting.labs.catalogue(anna.id));
    expect(catalogue.cases[0]).toEqual({ ...info, state: 'solved', best: 90, solvedAt: ['practice'] });
    expect(catalogue.labs).toEqual([
      { ...quiet, id: lab, rung: 'practice', seed: 'seed-1', now: fakeArrived, verdicts: 1, best: 90 },
    ]);
    const foreign = await value(hosting.labs.catalogue('ben'));
    expect([foreign.cases[0], foreign.labs]).toEqual([{ ...info, state: 'new', best: null, solvedAt: [] }, []]);
  });
});

describe('a lab that misbehaves', () => {
  test('never-ending work is stopped; its lab and the others of the thread are rebuilt from their logs', async () => {
    const hosting = host({ pieceMs: 1_500 });
    const [bad, good] = [await openLab(hosting), await openLab(hosting)];
    await value(hosting.labs.act(anna.id, bad, mark('before')));
    await value(hosting.labs.act(anna.id, good, mark('mine')));
    const spinning = hosting.labs.act(anna.id, bad, mark('spin'));
    const neighbour = value(hosting.labs.act(anna.id, good, mark('undisturbed')));
    expect(await refusal(spinning)).toEqual([503, 'stopped']);
    expect(await neighbour).toMatchObject({ seq: 2, ok: true });
    expect(await marks(hosting, bad)).toEqual(['before']);
    expect(await marks(hosting, good)).toEqual(['mine', 'undisturbed']);
    expect(hosting.lines).toEqual([
      expect.stringMatching(
        new RegExp(`worker thread stopped by the watchdog after 1500 ms while working for lab ${bad}`),
      ),
    ]);
  });

  test('a lab that cannot be rebuilt is set aside for a while, with a reason', async () => {
    const hosting = host({ replayMs: 1_500 });
    const lab = await openLab(hosting);
    await value(hosting.labs.act(anna.id, lab, mark('wedge')));
    hosting.wall.now += workerLimits.idleMs;
    await hosting.labs.beat();
    expect(await refusal(hosting.labs.query(anna.id, lab, 'getLab', {}))).toEqual([503, 'stopped']);
    expect(await refusal(hosting.labs.query(anna.id, lab, 'getLab', {}))).toEqual([503, 'stuck']);
    expect(hosting.lines).toHaveLength(1);
  });

  test('a defect or a limit of the simulation is told, and the lab is as before', async () => {
    const hosting = host();
    const lab = await openLab(hosting);
    await value(hosting.labs.act(anna.id, lab, mark('before')));
    expect(await refusal(hosting.labs.act(anna.id, lab, mark('throw')))).toEqual([503, 'lab-failed']);
    expect(await refusal(hosting.labs.act(anna.id, lab, mark('limit')))).toEqual([409, 'limit']);
    expect(await marks(hosting, lab)).toEqual(['before']);
    expect(hosting.lines).toEqual([expect.stringContaining('a defect')]);
  });

  test('a long advance of one lab lets another lab of the same thread answer', async () => {
    const hosting = host();
    const [long, other] = [await openLab(hosting), await openLab(hosting)];
    const done = vi.fn();
    const skipping = value(hosting.labs.setClock(anna.id, long, { kind: 'skip-to', at: fakeArrived + 72 * HOUR })).then(
      done,
    );
    await value(hosting.labs.act(anna.id, other, mark('quick')));
    expect(done).not.toHaveBeenCalled();
    await skipping;
  });
});
