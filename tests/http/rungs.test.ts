import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import type { Catalogue } from '../../server/contract/case.ts';
import type { LabView } from '../../server/contract/lab.ts';
import { noConclusion } from '../../server/lab/verdict/conclusion.ts';
import { web } from '../support/web.ts';

const library = pathToFileURL(fileURLToPath(new URL('../../server/lab/library.ts', import.meta.url))).href;
const conclusion = { ...noConclusion, confidence: 100 };
const restore = { kind: 'restore-file', host: 'eng01', path: '/opt/engine/lookup/RES2STATION.csv', revision: 1 };
const slug = 'silent-harbor';

test('an exam is refused its hints, its undo, its past and a second verdict by the server, and is debriefed at once', async () => {
  const { anna } = await web({ labs: { library } });
  const { body } = await anna.post('/api/labs', { slug, seed: '1', rung: 'exam' });
  const base = `/api/labs/${(body as { id: string }).id}`;
  const told = async (answer: Promise<{ status: number; body: unknown }>): Promise<unknown> => {
    const { status, body: said } = await answer;
    return [status, (said as { code?: string }).code];
  };
  const { clock, rung } = (await anna.get(base)).body as LabView;
  expect(rung).toBe('exam');
  expect(await anna.post(`${base}/actions`, { action: { kind: 'open-hint' } })).toMatchObject({
    status: 200,
    body: { ok: false, code: 'no-hints' },
  });
  expect(await anna.post(`${base}/actions`, { action: restore })).toMatchObject({ body: { ok: true } });
  expect(await told(anna.post(`${base}/undo`, { to: 0 }))).toEqual([409, 'exam-no-undo']);
  expect(await told(anna.get(`${base}/topology?at=${clock.now - 1}`))).toEqual([409, 'exam-no-past']);
  expect(await told(anna.get(`${base}/messages?at=${clock.now - 1}`))).toEqual([409, 'exam-no-past']);
  expect(await told(anna.get(`${base}/verdicts/1/debrief`))).toEqual([404, 'no-such-verdict']);

  expect(await anna.post(`${base}/verdicts`, conclusion)).toMatchObject({
    status: 200,
    body: { n: 1, outcome: 'not-solved', conclusion: { confidence: 100 } },
  });
  expect(await anna.get(base)).toMatchObject({ body: { debriefState: 'given-up', clock: { stopped: 'end' } } });
  expect(await anna.get(`${base}/verdicts/1/debrief`)).toMatchObject({
    status: 200,
    body: { caseId: 'WL01', verdict: { n: 1, conclusion: { confidence: 100 } } },
  });
  expect(await told(anna.post(`${base}/verdicts`, conclusion))).toEqual([409, 'exam-over']);
  expect(await anna.post(`${base}/actions`, { action: restore })).toMatchObject({ body: { ok: false, code: 'exam-over' } }); // prettier-ignore
  const { cases, labs } = (await anna.get('/api/catalogue')).body as Catalogue;
  expect(labs).toMatchObject([{ slug, rung: 'exam', verdicts: 1 }]);
  expect(cases.find((each) => each.slug === slug)).toMatchObject({ state: 'needs-review', solvedAt: [] });
});

test('a guided learner is asked first, by the server, and nothing of it is lost', async () => {
  const { anna, store } = await web({ labs: { library } });
  const { body } = await anna.post('/api/labs', { slug, seed: '1', rung: 'guided' });
  const { id } = body as { id: string };
  const base = `/api/labs/${id}`;
  const act = async (action: object): Promise<unknown> => (await anna.post(`${base}/actions`, { action })).body;
  expect(await act(restore)).toMatchObject({ ok: false, code: 'hypothesis-first' });
  await act({ kind: 'hypothesis-add', text: 'a row of the table' });
  await act({ kind: 'hypothesis-evidence', hypothesis: 1, event: 1, polarity: 'for', note: 'seen' });
  expect(await act(restore)).toMatchObject({ ok: true });
  expect(await anna.get(base)).toMatchObject({ body: { rung: 'guided', guide: 'deploy' } });
  expect(await anna.post(`${base}/verdicts`, conclusion)).toMatchObject({ status: 409, body: { code: 'deploy-first' } }); // prettier-ignore
  expect(await act({ kind: 'deploy', host: restore.host, path: restore.path })).toMatchObject({ ok: true });
  expect(await anna.get(base)).toMatchObject({ body: { rung: 'guided', guide: 'confirm' } });
  expect(await anna.post(`${base}/verdicts`, conclusion)).toMatchObject({ status: 409, body: { code: 'confirm-first' } }); // prettier-ignore
  await act({ kind: 'worklist-query', callingAe: 'NGH_ADMIN', keys: [] });
  expect(await anna.post(`${base}/verdicts`, conclusion)).toMatchObject({ status: 200, body: { n: 1 } });
  const kinds = (await store.log(id)).map((entry) => entry.kind);
  expect(kinds).toEqual(['asked', 'action', 'action', 'action', 'asked', 'action', 'asked', 'action', 'verdict']);
});

test('a rung that there is not is refused, and none is practice', async () => {
  const { anna } = await web({ labs: { library } });
  expect(await anna.post('/api/labs', { slug, rung: 'easy' })).toMatchObject({
    status: 400,
    body: { detail: 'rung', message: 'rung must be one of guided, practice, exam.' },
  });
  const { body } = await anna.post('/api/labs', { slug, seed: '1' });
  expect(await anna.get(`/api/labs/${(body as { id: string }).id}`)).toMatchObject({ body: { rung: 'practice' } });
});
