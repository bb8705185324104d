import { describe, expect, test } from 'vitest';
import type { Hl7Node } from '../../../server/contract/message.ts';
import {
  byteRange,
  cutLine,
  hl7Tree,
  leaves,
  nodeAt,
  rawLines,
  textOffset,
} from '../../../client/src/bench/hl7-rows.ts';
import { nest } from '../../../client/src/bench/nest.ts';

//            0123456789012345678901234
const text = 'PID|1||7^^^NGH~8\rOBR|1|P^HIS\r';
const node = (path: string, start: number, end: number, depth: number): Hl7Node => ({
  path,
  name: path,
  raw: text.slice(start, end),
  value: text.slice(start, end),
  state: 'value',
  start,
  end,
  depth,
});
const nodes = [
  node('PID', 0, 16, 0),
  node('PID-1', 4, 5, 1),
  node('PID-3[1]', 7, 14, 1),
  node('PID-3[1].1', 7, 8, 2),
  node('PID-3[1].4', 11, 14, 2),
  node('PID-3[2]', 15, 16, 1),
  node('OBR', 17, 28, 0),
  node('OBR-1', 21, 22, 1),
  node('OBR-2', 23, 28, 1),
  node('OBR-2.1', 23, 24, 2),
  node('OBR-2.2', 25, 28, 2),
];

describe('the tree of a message', () => {
  test('nests by depth, segments as groups', () => {
    const shape = (branch: ReturnType<typeof hl7Tree>): unknown[] =>
      branch.map(({ id, group, children }) => [id, group, ...shape([...(children ?? [])])]);
    expect(shape(hl7Tree(nodes))).toEqual([
      [
        'PID',
        true,
        ['PID-1', false],
        ['PID-3[1]', false, ['PID-3[1].1', false], ['PID-3[1].4', false]],
        ['PID-3[2]', false],
      ],
      ['OBR', true, ['OBR-1', false], ['OBR-2', false, ['OBR-2.1', false], ['OBR-2.2', false]]],
    ]);
  });
  test('gives a path that comes twice a name of its own', () => {
    const rows = [{ depth: 0 }, { depth: 0 }, { depth: 0 }];
    expect(nest(rows, () => '(0008,0050)').map(({ id }) => id)).toEqual([
      '(0008,0050)',
      '(0008,0050)#2',
      '(0008,0050)#3',
    ]);
  });
});

describe('a click into the raw text', () => {
  test.each([
    [0, 'PID'],
    [4, 'PID-1'],
    [7, 'PID-3[1].1'],
    [9, 'PID-3[1]'],
    [12, 'PID-3[1].4'],
    [15, 'PID-3[2]'],
    [26, 'OBR-2.2'],
  ])('at %i selects %s', (offset, path) => expect(nodeAt(nodes, offset)?.path).toBe(path));
  test('beyond the text selects nothing', () => expect(nodeAt(nodes, 99)).toBeUndefined());
  test('the arrows step through values that have no parts', () =>
    expect(leaves(nodes).map(({ path }) => path)).toEqual([
      'PID-1',
      'PID-3[1].1',
      'PID-3[1].4',
      'PID-3[2]',
      'OBR-1',
      'OBR-2.1',
      'OBR-2.2',
    ]));
});

describe('the raw text', () => {
  test('has a line for each segment, with its offset, whatever ends it', () => {
    expect(rawLines('MSH|^~\\&\r\nZDS|1\n\nodd line\rPID', 100)).toEqual([
      { start: 0, name: 'MSH', text: 'MSH|^~\\&' },
      { start: 10, name: 'ZDS', text: 'ZDS|1' },
      { start: 17, name: '', text: 'odd line' },
      { start: 26, name: 'PID', text: 'PID' },
    ]);
  });
  test('is cut at the limit', () =>
    expect(rawLines('PID|123456', 6)).toEqual([{ start: 0, name: 'PID', text: 'PID|12' }]));
  test.each([
    [{ start: 21, end: 22 }, ['OBR|', '1', '|P^HIS']],
    [{ start: 0, end: 3 }, ['OBR|1|P^HIS', '', '']],
    [undefined, ['OBR|1|P^HIS', '', '']],
  ])('a line is cut at %j', (range, parts) =>
    expect(cutLine({ start: 17, name: 'OBR', text: 'OBR|1|P^HIS' }, range)).toEqual(parts),
  );
});

test('characters and bytes are told apart in UTF-8', () => {
  expect(byteRange('PID|Ü|x', 'UNICODE UTF-8', { start: 6, end: 7 })).toEqual({ start: 7, end: 8 });
  expect(byteRange('PID|Ü|x', '8859/1', { start: 6, end: 7 })).toEqual({ start: 6, end: 7 });
  expect(textOffset('PID|Ü|x', 'UTF-8', 7)).toBe(6);
});
