import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { noConclusion } from '../../server/lab/verdict/conclusion.ts';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { web } from '../support/web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const library = pathToFileURL(`${root}/server/lab/library.ts`).href;
const conclusion = { ...noConclusion, confidence: 50 };

test('a lab without a case is not judged, and a conclusion outside the pickers counts as none', async () => {
  const { anna } = await web({ labs: { library } });
  const open = async (slug: string): Promise<string> => {
    const { body } = await anna.post('/api/labs', { slug, seed: '1' });
    return `/api/labs/${(body as { id: string }).id}`;
  };
  const free = await open('free-play');
  expect(await anna.get(free)).toMatchObject({ status: 200, body: { kind: 'free-play' } });
  expect(await anna.post(`${free}/verdicts`, conclusion)).toMatchObject({ status: 409, body: { code: 'no-case' } });

  const [first] = loadScenarios(`${root}/scenarios`);
  const lab = await open(first?.ok ? first.scenario.file.slug : '');
  const refused = async (change: object): Promise<unknown> => {
    const { status, body } = await anna.post(`${lab}/verdicts`, { ...conclusion, ...change });
    return [status, (body as { code: string }).code];
  };
  expect(await refused({ system: 'nowhere' })).toEqual([400, 'not-in-pickers']);
  expect(await refused({ evidence: [1_000_000] })).toEqual([400, 'no-such-event']);
  expect(await refused({ evidence: Array.from({ length: 11 }, (_, index) => index + 1) })).toEqual([400, 'too-many-events']); // prettier-ignore
  expect(await anna.get(lab)).toMatchObject({ body: { kind: 'case', verdicts: [] } });
});
