import { expect, test } from 'vitest';
import { drawPath } from '../../../client/src/features/debrief/fault-map.ts';
import { system } from '../../../client/src/text/en/system.ts';

const scanners = ['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01'];
const step = (hosts: string[], state: 'right' | 'breaks' | 'wrong') => ({
  hosts,
  title: hosts.join(),
  text: '',
  state,
  firstSeen: false,
});

test('the path leads from step to step; behind the break what it carries is wrong', () => {
  const { systems, steps, ways } = drawPath(Object.keys(system), [
    step(['ris01'], 'right'),
    step(['eng01'], 'breaks'),
    step(['mwl01'], 'wrong'),
    step(scanners, 'wrong'),
  ]);
  expect(systems).toHaveLength(15);
  expect(steps.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  expect(ways.map(({ id, isWrong }) => [id, isWrong])).toEqual([
    ['1>2', false],
    ['2>3', true],
    ['3>4', true],
  ]);
});

test('the numbers of two steps at one place stand beside each other', () => {
  const { steps } = drawPath(Object.keys(system), [
    step(scanners, 'right'),
    step(['pacs01'], 'breaks'),
    step(scanners, 'wrong'),
  ]);
  const [first, , third] = steps.map(({ badge }) => badge);
  expect([third?.x, third?.y]).toEqual([(first?.x ?? 0) + 22, first?.y]);
});

test('a step that means several systems has a frame around all of them', () => {
  const { systems, steps } = drawPath(Object.keys(system), [step(scanners, 'breaks')]);
  const frame = steps[0]?.box;
  if (!frame) throw new Error('not drawn');
  for (const { box } of systems.filter(({ id }) => scanners.includes(id))) {
    expect(box.x >= frame.x && box.y >= frame.y).toBe(true);
    expect(box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height).toBe(true);
  }
});

test('a system that the map does not know is left to the list', () => {
  const { steps, ways } = drawPath(Object.keys(system), [step(['his01'], 'right'), step(['xyz01'], 'breaks')]);
  expect([steps.length, ways]).toEqual([1, []]);
});
