import { describe, expect, it } from 'vitest';
import type { LearnerAction } from '../../../server/contract/action.ts';
import { stream } from '../../../server/core/random.ts';
import { areIndependent, reordered } from '../../../server/lab/scenario/reorder.ts';

const link = (study: string, order: string): LearnerAction => ({ kind: 'pacs-link', study, order, reason: '' });
const key = (pointer: string, value: string | null = 'x'): LearnerAction => ({
  kind: 'set-key',
  host: 'eng01',
  path: '/a.yaml',
  pointer: [pointer],
  value,
  note: '',
});
const deploy: LearnerAction = { kind: 'deploy', host: 'eng01', path: '/a.yaml' };

describe('actions that may be done in either order', () => {
  it.each<[string, LearnerAction, LearnerAction, boolean]>([
    ['links of two studies to two orders', link('1', 'a'), link('2', 'b'), true],
    ['links to one order', link('1', 'a'), link('2', 'a'), false],
    ['two keys of a file', key('a'), key('b'), true],
    ['one key twice', key('a'), key('a'), false],
    ['a key that goes and another', key('a', null), key('b'), false],
    ['a key and what puts it into service', key('a'), deploy, false],
    ['a setting and a study', key('a'), link('1', 'a'), false],
    [
      'a rejected study and its images sent again',
      { kind: 'pacs-reject', study: '1', title: '113038', reason: '' },
      { kind: 'modality-resend', host: 'ct01', study: '1' },
      false,
    ],
  ])('%s: %#', (_, a, b, either) => {
    expect([areIndependent(a, b), areIndependent(b, a)]).toEqual([either, either]);
  });

  it('are exchanged, all others stay in their order, and none is lost', () => {
    const steps = [key('a'), key('b'), deploy, undefined, link('1', 'a'), link('2', 'b'), link('3', 'a')].map(
      (action, n) => ({ action, n }),
    );
    const orders = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const order = reordered(steps, stream(String(seed), 'order')).map(({ n }) => n);
      expect([...order].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
      expect([order[2], order[3]]).toEqual([2, 3]);
      expect(order.indexOf(4)).toBeLessThan(order.indexOf(6));
      orders.add(order.join(''));
    }
    expect([...orders].sort()).toEqual(['0123456', '0123465', '0123546', '1023456', '1023465', '1023546']);
  });
});
