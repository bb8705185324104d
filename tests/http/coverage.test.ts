import { describe, expect, it } from 'vitest';
import type { CaseSummary } from '../../server/contract/case.ts';
import type { Coverage } from '../../server/contract/coverage.ts';
import type { DrillSummary } from '../../server/contract/practice.ts';
import { coverageOf } from '../../server/workers/coverage.ts';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { loadScenarios } from '../../server/lab/scenario/load.ts';
import { web } from '../support/web.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const library = pathToFileURL(`${root}/server/lab/library.ts`).href;

const map = {
  competencies: [
    { id: 'S5', track: 'CPAS', text: 'Analyse image workflow' },
    { id: 'S107', track: 'CPIA', text: 'Map HL7 into the worklist' },
  ],
  covers: { one: ['S5', 'S107'], two: ['S107'], three: ['S107'], four: ['S107'] },
};
const oneCase = (slug: string, state: CaseSummary['state']): CaseSummary => ({
  slug,
  state,
  headline: `Headline of ${slug}`,
  kind: 'case',
  tracks: [],
  difficulty: 1,
  minutes: 10,
  best: null,
  solvedAt: [],
});
const drill: DrillSummary = {
  id: 'names',
  title: 'Names',
  site: 'S',
  level: 1,
  minutes: 5,
  attributes: 1,
  tracks: ['HL7'],
  covers: ['S107'],
  state: 'solved',
  attempts: 2,
};

describe('the coverage map for one learner', () => {
  it('names drills and the cases that are known, and counts the others', () => {
    const cases = [
      oneCase('one', 'solved'),
      ...['two', 'three', 'four'].map((slug) => oneCase(slug, 'in-progress')),
      { ...oneCase('free-play', 'new'), kind: 'free-play' as const },
    ];
    const one = { slug: 'one', headline: 'Headline of one' };
    expect(coverageOf(map, cases, [drill])).toEqual({
      tracks: [
        {
          id: 'CPAS',
          competencies: [{ id: 'S5', text: 'Analyse image workflow', drills: [], cases: [one], more: 0 }],
        },
        {
          id: 'CPIA',
          competencies: [
            {
              id: 'S107',
              text: 'Map HL7 into the worklist',
              drills: [{ id: 'names', title: 'Names', solved: true }],
              cases: [one],
              more: 3,
            },
          ],
        },
      ],
      untold: 0,
    });
  });

  it('counts nothing where so few cases are unknown that a count would tell which', () => {
    const cases = [
      oneCase('one', 'solved'),
      oneCase('two', 'needs-review'),
      oneCase('three', 'new'),
      oneCase('four', 'new'),
    ];
    const view = coverageOf(map, cases, []);
    expect(view.untold).toBe(2);
    expect(view.tracks[1]?.competencies[0]).toMatchObject({
      cases: [{ slug: 'one' }, { slug: 'two' }],
      more: 0,
    });
  });

  it('says over HTTP nothing that names a case or its exercises in the catalogue before it is known', async () => {
    const { anna } = await web({ labs: { library } });
    const { status, body } = await anna.get('/api/coverage');
    expect(status).toBe(200);
    const { tracks } = body as Coverage;
    expect(tracks.map(({ id }) => id)).toEqual(['CPAS', 'CPSA', 'CPIA', 'CIIP', 'HL7', 'INF']);
    const all = tracks.flatMap(({ competencies }) => competencies);
    expect(all).toHaveLength(125);
    expect(all.find(({ id }) => id === 'S107')).toMatchObject({ cases: [], more: expect.any(Number) as number });
    expect(all.find(({ id }) => id === 'S107')?.drills.map(({ id }) => id)).toContain('accession-field');
    const told = JSON.stringify(body);
    const cases = loadScenarios(`${root}/scenarios`).flatMap((each) => (each.ok ? [each.scenario.file] : []));
    for (const { id, slug, headline } of cases) {
      expect([id, slug, headline].filter((word) => told.includes(word))).toEqual([]);
    }
    expect(told).not.toMatch(/\b[A-Z]{2}\d{2}\b/);
  });
});
