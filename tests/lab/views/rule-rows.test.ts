import { describe, expect, it } from 'vitest';
import type { EngineView, RuleSet } from '../../../server/contract/engine.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { ORDER_MAPPING } from '../../../server/systems/worklist/settings.ts';

const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';

/** The rule sets of one file after its text was changed on disk. */
function saved(host: string, path: string, change: (text: string) => string): RuleSet[] {
  const lab = new Lab(freePlay, 'rules');
  const file = lab.hospital.room.files.get(host, path);
  const text = change(file?.versions.at(-1)?.text ?? '');
  lab.act({ action: { kind: 'save-file', host, path, text, note: '' }, as: 'ianders' }, 'me');
  const outcome = lab.query('getEngine', {});
  if (!outcome.ok) throw new Error('refused');
  return (outcome.value as EngineView).ruleSets.filter((set) => set.host === host && set.path === path);
}

const rules = saved('eng01', CHANNEL, (text) => text)[0]?.rules ?? [];

describe('a rule that does not parse', () => {
  it.each([
    ['a place that is none', 'from: PID-3', 'from: PID-3,1x', { from231: 'PID-3,1x' }],
    ['a function that is none', 'function: lookup', 'function: lokup', { function: 'lokup' }],
    ['a target that is none', 'target: OBR-18', 'target: OBR-999', { target: 'OBR-999' }],
  ])('stands in its place with what is written: %s', (_, from, to, shown) => {
    const [set] = saved('eng01', CHANNEL, (text) => text.replace(from, to));
    const broken = set?.rules.filter(({ problems }) => problems.length > 0) ?? [];
    expect(set?.rules.map(({ pointer }) => pointer)).toEqual(rules.map(({ pointer }) => pointer));
    expect(broken).toHaveLength(1);
    expect(broken[0]).toMatchObject(shown);
    expect(broken[0]?.problems).toEqual(set?.problems);
    expect(broken[0]?.problems[0]?.message).toMatch(/^found .+, expected .+/s);
  });

  it('of the order mapping stands there as well', () => {
    const [set] = saved('mwl01', ORDER_MAPPING, (text) => text.replace('target: (0008,0050)', 'target: (8,50'));
    const broken = set?.rules.filter(({ problems }) => problems.length > 0) ?? [];
    expect(broken.map(({ target }) => target)).toEqual(['(8,50']);
  });
});

it('a rule whose table is not there reads, and carries the problem', () => {
  const [set] = saved('eng01', CHANNEL, (text) => text.replace(/table: \w+/, 'table: NOWHERE'));
  const broken = set?.rules.filter(({ problems }) => problems.length > 0) ?? [];
  expect(broken).toHaveLength(1);
  expect(broken[0]?.parameters).toContain('table=NOWHERE');
});

it('a text that is no channel keeps the route of the channel in service, with its problems', () => {
  const sets = saved('eng01', CHANNEL, (text) => `${text}\n  : [`);
  expect(sets.map(({ destination, rules, problems }) => [destination, rules.length, problems.length])).toEqual([
    ['mwl', 0, 1],
    ['pacs', 0, 1],
  ]);
});
