import { expect, test } from 'vitest';
import { ancestorsOf, treeLines } from '../../../client/src/ui/tree-rows.ts';

const nodes = [
  { id: 'MSH', row: 'MSH' },
  { id: 'PID', row: 'PID', children: [{ id: 'PID-3', row: 'PID-3', children: [{ id: 'PID-3.1', row: 'PID-3.1' }] }] },
];

test('only what is open shows what lies below it, each line with its place in the tree', () => {
  const brief = (open: (id: string) => boolean) =>
    treeLines(nodes, ({ id }) => open(id)).map((line) => [
      line.node.id,
      line.level,
      line.position,
      line.siblings,
      line.open,
    ]);
  expect(brief(() => true)).toEqual([
    ['MSH', 1, 1, 2, undefined],
    ['PID', 1, 2, 2, true],
    ['PID-3', 2, 1, 1, true],
    ['PID-3.1', 3, 1, 1, undefined],
  ]);
  expect(brief((id) => id === 'PID')).toEqual([
    ['MSH', 1, 1, 2, undefined],
    ['PID', 1, 2, 2, true],
    ['PID-3', 2, 1, 1, false],
  ]);
});

test('the nodes above one are known, so that a selection from elsewhere can be shown', () => {
  expect(ancestorsOf(nodes, 'PID-3.1')).toEqual(['PID', 'PID-3']);
  expect(ancestorsOf(nodes, 'MSH')).toEqual([]);
  expect(ancestorsOf(nodes, 'ZDS')).toBeUndefined();
});
