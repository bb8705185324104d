import { expect, test } from 'vitest';
import { evidenceOf } from '../../../client/src/features/verdict/evidence.ts';

const hypothesis = (id: number, text: string, evidence: [number, string][]) => ({
  id,
  text,
  state: 'open' as const,
  evidence: evidence.map(([event, note]) => ({ event, polarity: 'for' as const, note })),
});

test('an event of two hypotheses is listed once, with its title, its notes and both', () => {
  const titles = new Map([[7, 'ORM^O01']]);
  const hypotheses = [
    hypothesis(1, 'rule', [
      [9, 'log line'],
      [7, 'OBR-3 = F1'],
    ]),
    hypothesis(2, 'scanner', [[7, 'ORM^O01']]),
  ];
  expect(evidenceOf(hypotheses, (event) => titles.get(event))).toEqual([
    { event: 7, title: 'ORM^O01 · OBR-3 = F1', of: ['rule', 'scanner'] },
    { event: 9, title: 'log line', of: ['rule'] },
  ]);
});
