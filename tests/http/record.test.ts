import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DisputeSummary, DisputeView, OwnDispute } from '../../server/contract/dispute.ts';
import type { AttemptDetail, RecordView } from '../../server/contract/record.ts';
import type { DebriefView, VerdictView } from '../../server/contract/verdict.ts';
import { SqliteStore } from '../../server/store/sqlite-store.ts';
import { shut } from '../support/hosting.ts';
import { web, type Browser } from '../support/web.ts';

const ask = {
  disposition: 'fixed',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
  confidence: 75,
};
const why = 'The order did reach the list, see the query at half past ten.';
const overturn = {
  checks: [{ check: 1, ruling: 'overturned', reason: 'The probe was sent before the list was asked for.' }],
  parts: [],
  reason: 'The check looked too early.',
};

async function record(who: Browser): Promise<RecordView> {
  return (await who.get('/api/record')).body as RecordView;
}

async function mark(who: Browser, lab: string, text: string): Promise<void> {
  await who.post(`/api/labs/${lab}/actions`, { action: { kind: 'mark', at: 0, text } });
}

describe("a learner's record", () => {
  test('tells each lab with its verdicts, how sure one was, and what was done', async () => {
    const { anna, ben } = await web();
    const lab = await anna.openLab();
    await mark(anna, lab, 'hello');
    await anna.post(`/api/labs/${lab}/actions`, { action: { kind: 'modality-query', host: 'ct01' } });
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    const { attempts, calibration } = await record(anna);
    expect(attempts).toMatchObject([
      {
        lab,
        slug: 'quiet-harbor',
        headline: 'It stands still',
        outcome: 'not-solved',
        score: 20,
        notes: 1,
        tests: 1,
        refused: 1,
        told: null,
        verdicts: [
          { n: 1, outcome: 'not-solved', score: 20, counts: true, confidence: 75, regraded: null, dispute: null },
        ],
      },
    ]);
    expect(calibration).toEqual([{ confidence: 75, verdicts: 1, solved: 0 }]);
    const { steps } = (await anna.get(`/api/record/attempts/${lab}`)).body as AttemptDetail;
    expect(steps.map(({ kind, title, refused }) => [kind, title, refused])).toEqual([
      ['note', 'Set a mark', ''],
      ['test', 'Had ct01 refresh its list', 'not here'],
      ['verdict', 'Asked for a verdict', ''],
    ]);
    expect((await record(ben)).attempts).toEqual([]);
    expect((await ben.get(`/api/record/attempts/${lab}`)).status).toBe(404);
  });

  test('names the family only once the debrief is open', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    expect((await record(anna)).families).toEqual([]);
    await anna.post(`/api/labs/${lab}/debrief`, { giveUp: true });
    const { attempts, families } = await record(anna);
    expect(attempts[0]?.told).toEqual({ caseId: 'XX01', title: 'Told at last', families: ['XX'], expert: null });
    expect(families).toMatchObject([{ id: 'XX', attempts: 1, solved: 0, box: 1, interval: 1 }]);
  });

  test('survives the deletion of the lab and a restart', async () => {
    const first = await web();
    const lab = await first.anna.openLab();
    await mark(first.anna, lab, 'fix');
    await first.anna.post(`/api/labs/${lab}/verdicts`, ask);
    await first.anna.post(`/api/labs/${lab}/verdicts/1/dispute`, { why });
    expect((await first.ben.post(`/api/labs/${lab}/delete`, {})).status).toBe(404);
    expect((await first.anna.post(`/api/labs/${lab}/delete`, {})).body).toEqual({ deleted: true });
    expect((await first.anna.get(`/api/labs/${lab}`)).status).toBe(404);
    const before = await record(first.anna);
    expect(before.attempts).toMatchObject([{ lab, deleted: true, outcome: 'solved', score: 90 }]);
    expect(before.attempts[0]?.verdicts[0]?.dispute).toBe('open');
    expect((await first.anna.get('/api/catalogue')).body).toMatchObject({ labs: [] });
    const { cookie } = first.anna;
    await first.app.close();
    await shut(first);

    const second = await web({ labs: { folder: first.folder } });
    second.anna.cookie = cookie;
    expect(await record(second.anna)).toEqual(before);
    const { steps } = (await second.anna.get(`/api/record/attempts/${lab}`)).body as AttemptDetail;
    expect(steps.map(({ kind }) => kind)).toEqual(['note', 'verdict']);
    await shut(second);
    const store = new SqliteStore(join(first.folder, 'faultline.db'));
    expect(await store.log(lab)).toEqual([]);
    await store.close();
  });

  test('can be taken along as JSON and as a table', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    await mark(anna, lab, 'hello');
    const json = await anna.get('/api/record/export/json');
    expect(json.headers['content-disposition']).toMatch(/^attachment; filename="faultline-record-[-0-9]+\.json"$/);
    expect(json.body).toMatchObject({ format: 'faultline-record-1', attempts: [{ lab, steps: [{ kind: 'note' }] }] });
    const csv = String((await anna.get('/api/record/export/csv')).body);
    const [head = '', line = ''] = csv.split('\r\n');
    expect(head).toContain('lab,case,families,headline,seed,rung');
    expect(line).toMatch(new RegExp(`^${lab},quiet-harbor,,It stands still,seed-1,`));
    expect((await anna.get('/api/record/export/xml')).status).toBe(400);
  });

  test('says which exam is a repeat: one on a seed that was given and met before', async () => {
    const { anna } = await web();
    const begin = async (body: object): Promise<string> =>
      ((await anna.post('/api/labs', { slug: 'quiet-harbor', ...body })).body as { id: string }).id;
    const practised = await begin({ seed: 'class-7', rung: 'practice' });
    const known = await begin({ seed: 'class-7', rung: 'exam' });
    const drawn = await begin({ rung: 'exam' });
    const another = await begin({ rung: 'exam' });
    const { attempts } = (await anna.get('/api/record')).body as RecordView;
    const seeds = new Set(attempts.map(({ seed }) => seed));
    expect(seeds.size).toBe(3);
    expect(new Map(attempts.map(({ lab, repeat }) => [lab, repeat]))).toEqual(
      new Map([
        [practised, false],
        [known, true],
        [drawn, false],
        [another, false],
      ]),
    );
    expect(String((await anna.get('/api/record/export/csv')).body)).toContain('rung,repeat');
  });

  test('is told in the debrief: refused steps and what was undone', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    await anna.post(`/api/labs/${lab}/actions`, { action: { kind: 'modality-query', host: 'ct01' } });
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    await anna.post(`/api/labs/${lab}/debrief`, { giveUp: true });
    await mark(anna, lab, 'later');
    const { yourSteps } = (await anna.get(`/api/labs/${lab}/verdicts/1/debrief`)).body as DebriefView;
    expect(yourSteps.map(({ title, refused, hosts }) => [title, refused, hosts])).toEqual([
      ['Had ct01 refresh its list', 'not here', ['ct01']],
      ['Asked for a verdict', '', []],
      ['Gave up, opened the debrief', '', []],
    ]);
  });
});

describe('a disputed verdict', () => {
  test('is frozen, listed, decided by somebody else, and graded again; both grades are told', async () => {
    const { anna, ben } = await web();
    const lab = await anna.openLab();
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    const opened = await anna.post(`/api/labs/${lab}/verdicts/1/dispute`, { why });
    expect(opened.status).toBe(200);
    expect(JSON.stringify(opened.body)).not.toContain('secret');
    const [listed] = (await ben.get('/api/disputes')).body as DisputeSummary[];
    expect(listed).toMatchObject({ lab, n: 1, why, outcome: 'not-solved', score: 20, decision: null, isOwn: false });
    const id = listed?.id ?? '';
    // What happens in the lab afterwards changes nothing of it.
    await mark(anna, lab, 'later');
    const { evidence, entries } = (await ben.get(`/api/disputes/${id}`)).body as DisputeView;
    expect(entries).toBe(1);
    expect(evidence).toMatchObject({
      caseId: 'XX01',
      seed: 'seed-1',
      versions: { logFormat: 1, hospital: 1, scenario: '00' },
      checks: [{ result: { id: 'ORD', passed: false }, observations: [{ expected: 'secret', found: 'none' }] }],
    });
    const log = (await ben.get(`/api/disputes/${id}/log`)).body as { kind: string }[];
    expect(log.map(({ kind }) => kind)).toEqual(['verdict']);

    const decided = await ben.post(`/api/disputes/${id}/decision`, overturn);
    expect(decided.status).toBe(200);
    expect((decided.body as DisputeView).dispute.decision).toMatchObject({
      ruling: 'overturned',
      before: { outcome: 'not-solved', score: 20 },
      after: { outcome: 'solved', score: 92 },
    });
    const verdict = (await anna.get(`/api/labs/${lab}/verdicts/1`)).body as VerdictView;
    expect(verdict).toMatchObject({ outcome: 'not-solved', score: 20, regraded: { outcome: 'solved', score: 92 } });
    expect((await anna.get(`/api/labs/${lab}`)).body).toMatchObject({
      verdicts: [{ n: 1, outcome: 'solved', score: 92 }],
      debriefState: 'ready',
    });
    const { dispute } = (await anna.get(`/api/labs/${lab}/verdicts/1/dispute`)).body as { dispute: OwnDispute };
    expect(dispute.decision?.checks).toEqual([
      { check: 1, title: 'It goes on', ruling: 'overturned', reason: overturn.checks[0]?.reason },
    ]);
    const [attempt] = (await record(anna)).attempts;
    expect(attempt).toMatchObject({
      outcome: 'solved',
      score: 92,
      verdicts: [
        { outcome: 'not-solved', score: 20, regraded: { outcome: 'solved', score: 92 }, dispute: 'overturned' },
      ],
    });
    expect((await anna.get('/api/catalogue')).body).toMatchObject({ cases: [{ state: 'solved', best: 92 }, {}] });
    expect((await ben.post(`/api/disputes/${id}/decision`, overturn)).body).toMatchObject({ code: 'already-decided' });
  });

  test('can be decided when its lab is gone', async () => {
    const { anna, ben } = await web();
    const lab = await anna.openLab();
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    await anna.post(`/api/labs/${lab}/verdicts/1/dispute`, { why });
    await anna.post(`/api/labs/${lab}/delete`, {});
    const [listed] = (await ben.get('/api/disputes')).body as DisputeSummary[];
    const path = `/api/disputes/${listed?.id ?? ''}`;
    expect((await ben.get(path)).body).toMatchObject({ entries: 1, evidence: { caseId: 'XX01' } });
    await ben.post(`${path}/decision`, { ...overturn, checks: [{ ...overturn.checks[0], ruling: 'upheld' }] });
    expect((await record(anna)).attempts[0]?.verdicts).toMatchObject([
      { score: 20, regraded: null, dispute: 'upheld' },
    ]);
  });

  test('is refused clearly: twice, too short, too long, of no verdict, of somebody else, and decided by oneself', async () => {
    const { anna, ben } = await web();
    const lab = await anna.openLab();
    const url = `/api/labs/${lab}/verdicts/1/dispute`;
    const said = async (answer: ReturnType<Browser['post']>): Promise<unknown[]> => {
      const { status, body } = await answer;
      return [status, (body as { code: string }).code];
    };
    expect(await said(anna.post(url, { why }))).toEqual([404, 'no-such-verdict']);
    await anna.post(`/api/labs/${lab}/verdicts`, ask);
    expect(await said(anna.post(url, { why: 'no' }))).toEqual([400, 'invalid']);
    expect(await said(anna.post(url, { why: `  ${' '.repeat(20)}no` }))).toEqual([400, 'say-more']);
    expect(await said(anna.post(url, { why: 'x'.repeat(4001) }))).toEqual([400, 'invalid']);
    expect(await said(ben.post(url, { why }))).toEqual([404, 'no-such-lab']);
    const twice = await Promise.all([said(anna.post(url, { why })), said(anna.post(url, { why }))]);
    expect(twice.map(([status]) => status).sort()).toEqual([200, 409]);
    expect(await said(anna.post(url, { why }))).toEqual([409, 'already-disputed']);

    const [{ id } = { id: '' }] = (await ben.get('/api/disputes')).body as DisputeSummary[];
    const decision = `/api/disputes/${id}/decision`;
    expect(await said(anna.get(`/api/disputes/${id}`))).toEqual([409, 'own-dispute']);
    expect(await said(anna.get(`/api/disputes/${id}/log`))).toEqual([409, 'own-dispute']);
    expect(await said(anna.post(decision, overturn))).toEqual([409, 'own-dispute']);
    expect(await said(ben.get('/api/disputes/none'))).toEqual([404, 'no-such-dispute']);
    const [check] = overturn.checks;
    expect(await said(ben.post(decision, { ...overturn, checks: [{ ...check, check: 9 }] }))).toEqual([400, 'no-such-check']); // prettier-ignore
    expect(await said(ben.post(decision, { ...overturn, checks: [check, check] }))).toEqual([400, 'decided-twice']);
    expect(await said(ben.post(decision, { ...overturn, reason: '' }))).toEqual([400, 'invalid']);
    await anna.post(`/api/labs/${lab}/debrief`, { giveUp: true });
    expect((await anna.get(`/api/disputes/${id}`)).status).toBe(200);
  });

  test('waits with at most twenty others of one learner', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    for (let n = 1; n <= 21; n += 1) {
      await anna.post(`/api/labs/${lab}/verdicts`, ask);
      const { status, body } = await anna.post(`/api/labs/${lab}/verdicts/${n}/dispute`, { why });
      if (n <= 20) expect(status).toBe(200);
      else expect([status, (body as { code: string }).code]).toEqual([409, 'too-many-disputes']);
    }
  });

  test('is shown for decision on the machine of the server only', async () => {
    const { app } = await web();
    const answer = await app.inject({
      method: 'GET',
      url: '/api/disputes',
      headers: { host: '127.0.0.1:4173' },
      remoteAddress: '192.0.2.7',
    });
    expect([answer.statusCode, answer.json<{ code: string }>().code]).toEqual([404, 'not-local']);
  });
});
