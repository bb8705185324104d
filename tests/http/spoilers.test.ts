import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { expandMessages } from '../../client/src/lib/expand-messages.ts';
import type { MessageList } from '../../server/contract/message-list.ts';
import { routes } from '../../server/contract/routes.ts';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { answersOf } from '../../server/lab/scenario/review/spoilers.ts';

import { Tab, web } from '../support/web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const library = pathToFileURL(`${root}/server/lab/library.ts`).href;

const scenarios = loadScenarios(`${root}/scenarios`).flatMap((each) => (each.ok ? [each.scenario] : []));

const runs = scenarios.flatMap((scenario) => [
  [scenario.file.id, 'practice', scenario] as const,
  [scenario.file.id, 'exam', scenario] as const,
]);

test.each(runs)(
  'no answer and no frame before the debrief gives %s away, rung %s',
  async (_, rung, scenario) => {
    const { app, anna } = await web({ labs: { library } });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    const seen: [string, string][] = [];
    const note = (what: string, body: unknown): void => {
      seen.push([what, JSON.stringify(body)]);
    };
    const created = await anna.post('/api/labs', { slug: scenario.file.slug, seed: '1', rung });
    note('create', created.body);
    const lab = (created.body as { id: string }).id;
    const tab = new Tab(address, lab, anna.cookie);
    await tab.until(1);

    const get = async (url: string): Promise<unknown> => {
      const { status, body } = await anna.get(url);
      expect({ url, status }).toEqual({ url, status: 200 });
      note(url, body);
      return body;
    };
    const base = `/api/labs/${lab}`;
    const view = (await get(base)) as { people: { id: string; questions: { id: string }[] }[] };
    const messages = expandMessages((await get(`${base}/messages`)) as MessageList);
    const [entry] = (await get(`${base}/worklist`)) as { key: string }[];
    await get(`${base}/worklist-entry?key=${encodeURIComponent(entry?.key ?? '')}`);
    const pacs = (await get(`${base}/pacs`)) as { studies: { studyUid: string; status: string }[] };
    const files = (await get(`${base}/files`)) as { host: string; path: string }[];
    for (const route of Object.values(routes)) {
      if (
        route.method !== 'GET' ||
        /:(id|study|n|drill|dispute|format)/.test(route.url) ||
        /(messages|compare|journey|file|worklist-entry)$/.test(route.url)
      )
        continue;
      await get(route.url.replace(':lab', lab));
    }
    for (const { host, path } of files) await get(`${base}/file?host=${host}&path=${encodeURIComponent(path)}`);
    for (const { id, protocol } of messages.slice(-25)) {
      await get(`${base}/messages/${id}`);
      if (protocol === 'HL7') await get(`${base}/messages/${id}/hl7`);
    }
    const waiting = pacs.studies.filter((study) => study.status === 'UNVERIFIED').slice(0, 3);
    for (const { studyUid } of [...waiting, ...pacs.studies.slice(0, 2)]) {
      await get(`${base}/pacs/studies/${studyUid}`);
      await get(`${base}/pacs/studies/${studyUid}/reconcile`);
    }
    const accession = messages.findLast((message) => message.keys.accession)?.keys.accession ?? '';
    await get(`${base}/journey?key=accession&value=${accession}`);

    const post = async (url: string, body: unknown): Promise<void> => {
      const answer = await anna.post(url, body);
      note(`${url} ${JSON.stringify(body).slice(0, 60)}`, answer.body);
    };
    await post(`${base}/actions`, { action: { kind: 'open-hint' } });
    for (const person of view.people) {
      for (const question of person.questions) {
        await post(`${base}/actions`, { action: { kind: 'call', person: person.id, question: question.id } });
      }
    }
    await post(`${base}/clock`, { kind: 'next-event' });
    const record = async (): Promise<void> => {
      await get('/api/record');
      await get(`/api/record/attempts/${lab}`);
      for (const format of ['json', 'csv']) note(format, (await anna.get(`/api/record/export/${format}`)).body);
    };
    await record();
    await post(`${base}/verdicts`, {
      disposition: 'nothing-wrong',
      system: '',
      place: '',
      field: '',
      kind: '',
      evidence: [],
      text: '',
      confidence: 0,
    });
    await get(`${base}/verdicts/1`);
    await get(base);
    await get('/api/catalogue');
    // What was done is told, and the dispute; what the verdict rests on is not.
    if (rung !== 'exam') {
      await post(`${base}/verdicts/1/dispute`, { why: 'I think that this is as it should be.' });
      await get(`${base}/verdicts/1/dispute`);
      await record();
      const [dispute] = (await get('/api/disputes')) as { id: string }[];
      const own = await anna.get(`/api/disputes/${dispute?.id ?? ''}`);
      expect(own.status).toBe(409);
      note('own dispute', own.body);
    }
    const early = await anna.get(`${base}/verdicts/1/debrief`);
    // An exam ends with its verdict and is told at once; until then it is as silent.
    expect(early.status).toBe(rung === 'exam' ? 200 : 409);
    if (rung !== 'exam') note('debrief refused', early.body);
    else expect(JSON.stringify(early.body)).toContain(scenario.file.title);
    for (const frame of tab.events) note('frame', frame);
    expect(tab.events.length).toBeGreaterThan(0);

    const given = answersOf(scenario).flatMap((text) =>
      seen.filter(([, body]) => body.includes(JSON.stringify(text).slice(1, -1))).map(([what]) => `${what}: ${text}`),
    );
    expect(given).toEqual([]);
    tab.close();
  },
  300_000,
);
