import { expect, test } from 'vitest';
import type { Attempt } from '../../../server/contract/record.ts';
import { familiesOfCase } from '../../../server/workers/record/attempts.ts';
import { csvCell } from '../../../server/workers/record/export.ts';
import { familiesOf } from '../../../server/workers/record/review.ts';
import { whatNext } from '../../../server/workers/record/what-next.ts';

const DAY = 24 * 3600 * 1000;

function attempt(caseId: string, last: number, change: Partial<Attempt> = {}): Attempt {
  return {
    lab: `${caseId} ${last}`,
    slug: caseId.toLowerCase(),
    headline: `Headline of ${caseId}`,
    seed: '1',
    rung: 'practice',
    repeat: false,
    begun: last - 1000,
    last,
    spent: 1000,
    deleted: false,
    outcome: 'solved',
    score: 90,
    tests: 1,
    changes: 1,
    looks: 1,
    refused: 0,
    calls: 0,
    notes: 0,
    hints: 0,
    undos: 0,
    verdicts: [],
    told: { caseId, title: caseId, families: familiesOfCase(caseId), expert: null },
    ...change,
  };
}

const cases = ['HL01', 'HL02', 'HL03', 'WL01', 'BK01', 'BK02'].map((caseId) => ({
  slug: caseId.toLowerCase(),
  headline: `Headline of ${caseId}`,
  families: familiesOfCase(caseId),
}));

test.each([
  ['HL01', ['HL']],
  ['HL05-HL07', ['HL']],
  ['HL01-WL01', ['HL', 'WL']],
  ['BK01a', ['BK']],
  ['', []],
])('the families of %s', (caseId, families) => {
  expect(familiesOfCase(caseId)).toEqual(families);
});

test.each([
  ['solved once', ['solved'], 2, 3],
  ['solved five times', ['solved', 'solved', 'solved', 'solved', 'solved'], 5, 35],
  ['solved twice, then not', ['solved', 'solved', 'not-solved'], 1, 1],
  ['unsafe', ['unsafe'], 1, 1],
  ['given up without a verdict', ['open'], 1, 1],
] as const)('a family %s is in its box', (_, outcomes, box, interval) => {
  const attempts = outcomes.map((outcome, index) => attempt('HL01', (index + 1) * DAY, { outcome }));
  const last = outcomes.length * DAY;
  expect(familiesOf(attempts, last)).toMatchObject([
    { id: 'HL', box, interval, due: last + interval * DAY, isDue: false },
  ]);
  expect(familiesOf(attempts, last + interval * DAY)).toMatchObject([{ isDue: true }]);
});

test('all hints leave a family where it is', () => {
  const attempts = [attempt('HL01', DAY), attempt('HL02', 2 * DAY, { hints: 3 })];
  expect(familiesOf(attempts, 0)).toMatchObject([{ box: 2 }]);
});

test('a lab whose debrief is closed tells no family', () => {
  expect(familiesOf([attempt('HL01', DAY, { told: null })], DAY)).toEqual([]);
});

test('what is due comes first, then the last case one rung on, then something new that is not given away', () => {
  const attempts = [attempt('BK01', 20 * DAY), attempt('HL01', DAY, { outcome: 'not-solved' })];
  const next = whatNext(attempts, familiesOf(attempts, 21 * DAY), cases);
  expect(next.map(({ reason, family, rung }) => [reason, family, rung])).toEqual([
    ['review', 'HL', ''],
    ['next-rung', 'BK', 'exam'],
    ['same-family', 'HL', ''],
  ]);
  expect(next[0]?.cases).toEqual([{ slug: 'hl01', headline: 'Headline of HL01' }]);
  const among = next[2]?.cases.map(({ slug }) => slug) ?? [];
  expect(among).toHaveLength(3);
  expect(among.filter((slug) => slug.startsWith('hl'))).toHaveLength(1);
  expect(whatNext(attempts, familiesOf(attempts, 21 * DAY), cases)).toEqual(next);
});

test('with few new cases left none is named by its family', () => {
  const attempts = [attempt('HL01', DAY), attempt('BK01', DAY), attempt('BK02', DAY), attempt('HL03', DAY)];
  const next = whatNext(attempts, familiesOf(attempts, DAY), cases);
  expect(next.map(({ reason }) => reason)).toEqual(['next-rung', 'new']);
});

test('the last case that was not solved is offered again at its rung; after the exam there is no further one', () => {
  const failed = [attempt('HL01', DAY, { outcome: 'not-solved', rung: 'exam' })];
  expect(
    whatNext(
      failed,
      [],
      [cases[0]].flatMap((one) => one ?? []),
    ),
  ).toMatchObject([{ reason: 'again', rung: 'exam' }]);
  expect(whatNext([attempt('HL01', DAY, { rung: 'exam' })], [], [])).toEqual([]);
});

test.each([
  ['plain', 'plain'],
  ['a "b", c', '"a ""b"", c"'],
  ['=1+1', "'=1+1"],
  ['@x', "'@x"],
  [12, '12'],
  [null, ''],
])('a cell of the table: %j', (value, cell) => {
  expect(csvCell(value)).toBe(cell);
});
