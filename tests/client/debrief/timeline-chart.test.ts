import { expect, test } from 'vitest';
import { effortOf } from '../../../client/src/features/debrief/effort.ts';
import { timelineChart } from '../../../client/src/features/debrief/timeline-chart.ts';
import type { DebriefView } from '../../../server/contract/verdict.ts';

const MINUTE = 60_000_000;
type Step = DebriefView['yourSteps'][number];
const step = (minute: number, kind: Step['kind'], hosts: string[], refused = ''): Step => ({
  at: minute * MINUTE,
  kind,
  title: kind,
  hosts,
  hypothesis: '',
  rewound: false,
  refused,
});
const verdict = {
  n: 1,
  at: 40 * MINUTE,
  outcome: 'not-solved',
  score: 50,
  parts: [],
  checks: [
    { id: 'REP', part: 'repair', title: 'x', passed: false, required: true, sent: '', hop: 'PACS index', asExpected: 3, of: 5, difference: 'missing' }, // prettier-ignore
  ],
  conclusion: { disposition: 'fixed', system: '', place: '', field: '', kind: '', evidence: [], text: '' },
} satisfies DebriefView['verdict'];
const told = {
  from: 30 * MINUTE,
  until: 40 * MINUTE,
  visible: [
    { host: 'eng01', from: 0, until: 35 * MINUTE },
    { host: 'pacs01', from: 10 * MINUTE, until: 20 * MINUTE },
  ],
  yourSteps: [
    step(30, 'look', ['ris01', 'eng01']),
    step(35, 'change', ['eng01']),
    step(35, 'change', ['pacs01'], 'no'),
    step(40, 'verdict', []),
  ],
  faultPath: [],
  verdict,
};
const order = ['his01', 'ris01', 'eng01', 'mwl01', 'pacs01'];

test('lanes are the systems concerned, in the order of the map, with one for what is done at none', () => {
  const { lanes } = timelineChart(told, order, 800);
  expect(lanes.map(({ host, left }) => [host, left])).toEqual([
    ['ris01', 0],
    ['eng01', 0],
    ['pacs01', 2],
    ['', 0],
  ]);
});

test('steps stand in their order from the moment the learner came, also those of one instant', () => {
  const { marks, arrived, end } = timelineChart(told, order, 800);
  const xs = marks.map(({ x }) => x);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  expect(new Set(xs).size).toBe(4);
  expect(xs[0]).toBeGreaterThan(arrived);
  expect(xs.at(-1)).toBeLessThan(end);
  expect(marks.map(({ ys }) => ys.length)).toEqual([2, 1, 1, 1]);
});

test('the fault is drawn from its first to its last event, before and after the learner came', () => {
  const { lanes, marks, arrived } = timelineChart(told, order, 800);
  const [engine] = lanes.flatMap(({ host, spans }) => (host === 'eng01' ? spans : []));
  const [pacs] = lanes.flatMap(({ host, spans }) => (host === 'pacs01' ? spans : []));
  const end = (engine?.x ?? 0) + (engine?.width ?? 0);
  expect(engine?.x).toBeLessThan(arrived);
  expect(end).toBeGreaterThan(marks[2]?.x ?? 0);
  expect(end).toBeLessThan(marks[3]?.x ?? 0);
  expect((pacs?.x ?? 0) + (pacs?.width ?? 0)).toBeLessThan(arrived);
});

test('many steps take more room than there is', () => {
  const yourSteps = Array.from({ length: 100 }, () => step(31, 'look', ['eng01']));
  expect(timelineChart({ ...told, yourSteps }, order, 800).width).toBeGreaterThan(1900);
  expect(timelineChart({ ...told, yourSteps: [] }, order, 800).width).toBe(800);
});

test('what was refused is no effort, a verdict is a test', () => {
  expect(effortOf(told.yourSteps)).toEqual({ tests: 1, changes: 1, looks: 1 });
});
