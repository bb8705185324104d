import { expect, it } from 'vitest';
import { toolIds } from '../../server/contract/tools.ts';
import { Lab } from '../../server/lab/lab.ts';
import { courseOf } from '../../server/lab/scenario/course.ts';
import { prove } from '../../server/lab/scenario/prove.ts';
import type { Scenario } from '../../server/lab/scenario/load.ts';
import { scenarioOf } from '../support/cases.ts';

function offering(...tools: (typeof toolIds)[number][]): Scenario {
  const scenario = scenarioOf('WL01');
  return { ...scenario, file: { ...scenario.file, tools }, hash: `${scenario.hash}-${tools.join()}` };
}

it('a case offers all tools unless it says which', () => {
  expect(courseOf(scenarioOf('WL01'), '1').tools).toEqual(toolIds);
});

it('what needs a tool that the case does not offer is refused, not recorded, and not shown', () => {
  const lab = new Lab(courseOf(offering('hospital', 'messages', 'files'), '1'), '1');
  const view = lab.query('getLab', {});
  expect(view).toMatchObject({ ok: true, value: { tools: ['hospital', 'messages', 'files'] } });
  const refused = lab.act({ action: { kind: 'modality-query', host: 'ct01' }, as: 'ianders' }, 'a');
  expect(refused).toMatchObject({ entry: undefined, outcome: { ok: false, code: 'no-such-tool' } });
  expect(lab.query('listPackets', {})).toMatchObject({ ok: false, error: { code: 'no-such-tool' } });
  const path = '/opt/engine/lookup/RES2STATION.csv';
  const deployed = lab.act({ action: { kind: 'deploy', host: 'eng01', path }, as: 'ianders' }, 'a');
  expect(deployed.outcome.ok).toBe(true);
});

it('a case that cannot be solved with the tools it offers fails its check, which says so', () => {
  const plan = (scenario: Scenario) => {
    const fix = scenario.fixes.find(({ name }) => name === 'restore-file');
    if (!fix) throw new Error('WL01 has no such fix');
    return prove(scenario, '1', { kind: 'fix', fix });
  };
  expect(plan(offering('files', 'ris'))).toMatchObject({ passed: true });
  const without = plan(offering('hospital', 'files'));
  expect(without.passed).toBe(false);
  expect(without.reason).toContain('This case is solved without that tool');
});
