import { describe, expect, test } from 'vitest';
import { bytesOf, dicomNodeAt } from '../../../client/src/bench/dicom-rows.ts';
import type { DicomNode } from '../../../server/contract/message.ts';

const node = (path: string, start: number, end: number, depth = 0): DicomNode => ({
  path,
  tag: path,
  vr: '',
  name: '',
  keyword: '',
  length: 0,
  start,
  end,
  value: '',
  depth,
  kind: 'element',
});
const placeless: DicomNode = {
  path: 'x',
  tag: 'x',
  vr: '',
  name: '',
  keyword: '',
  length: 4,
  value: '',
  depth: 0,
  kind: 'element',
};

describe('bytes and elements', () => {
  const nodes = [node('a', 10, 20), node('sq', 20, 60), node('sq[1]', 28, 52, 1), node('sq[1].b', 36, 44, 2)];

  test.each([
    [9, undefined],
    [10, 'a'],
    [19, 'a'],
    [20, 'sq'], // its header
    [28, 'sq[1]'], // the item's header
    [36, 'sq[1].b'],
    [44, 'sq[1]'], // the item's delimiter
    [52, 'sq'], // the sequence's delimiter
    [60, undefined],
  ])('byte %i is of %s', (byte, path) => expect(dicomNodeAt(nodes, byte)?.path).toBe(path));

  test('an element without a place is no byte’s', () => {
    expect(dicomNodeAt([placeless], 0)).toBeUndefined();
    expect(bytesOf(placeless, 99)).toBeUndefined();
  });

  test('only bytes that are here are marked', () => {
    expect(bytesOf(node('a', 10, 20), 99)).toEqual({ start: 10, end: 20 });
    expect(bytesOf(node('a', 10, 20), 16)).toEqual({ start: 10, end: 16 });
    expect(bytesOf(node('a', 10, 20), 10)).toBeUndefined();
    expect(bytesOf(undefined, 99)).toBeUndefined();
  });
});
