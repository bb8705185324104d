import { describe, expect, test } from 'vitest';
import { HEIGHT, linkId, neighbour, placeSystems, routeLinks, type Box } from '../../../client/src/bench/map-layout.ts';

const hosts = [
  'his01',
  'eng01',
  'ris01',
  'mwl01',
  'ct01',
  'ct02',
  'mr01',
  'cr01',
  'dx01',
  'mg01',
  'nm01',
  'pacs01',
  'vna01',
  'rep01',
  'emr01',
];
const systems = hosts.map((id) => ({
  id,
  title: id,
  host: id,
  address: '',
  role: '',
  health: 'ok' as const,
  facts: [],
}));
const link = (from: string, to: string, protocol: 'HL7' | 'DICOM' = 'HL7') => ({
  from,
  to,
  protocol,
  health: 'ok' as const,
  lastHour: 0,
  waiting: 0,
});
const links = [
  link('his01', 'eng01'),
  link('eng01', 'his01'),
  link('eng01', 'mwl01'),
  link('eng01', 'pacs01'),
  link('ct02', 'mwl01', 'DICOM'),
  link('ct02', 'pacs01', 'DICOM'),
  link('pacs01', 'vna01', 'DICOM'),
  link('ris01', 'rep01'),
  link('eng01', 'emr01'),
  link('ct01', 'gone'),
];

const overlap = (a: Box, b: Box): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

describe('the map', () => {
  test.each([599, 680, 732, 1100])('places every system without overlap inside a width of %i', (width) => {
    const boxes = [...placeSystems(systems, width).values()];
    expect(boxes).toHaveLength(hosts.length);
    for (const [index, box] of boxes.entries()) {
      expect(box.x >= 0 && box.x + box.width <= width && box.y >= 0 && box.y + box.height <= HEIGHT).toBe(true);
      for (const other of boxes.slice(index + 1)) expect(overlap(box, other)).toBe(false);
    }
  });

  test('puts a system without a place of its own below, instead of losing it', () => {
    const boxes = placeSystems([...systems, { ...systems[0], id: 'rtr01' }], 732);
    expect(boxes.get('rtr01')?.y).toBeGreaterThan(HEIGHT);
  });

  test('draws a line for each link whose ends are there; over the top where systems lie between', () => {
    const paths = routeLinks(links, placeSystems(systems, 732));
    expect(paths.map(({ id }) => id)).toEqual(links.slice(0, 9).map(({ from, to }) => linkId(from, to)));
    expect(paths.find(({ id }) => id === 'eng01>pacs01')?.d).toMatch(/^M\d+ 30V\d+H\d+V30$/);
    const there = paths.find(({ id }) => id === 'his01>eng01')?.d;
    const back = paths.find(({ id }) => id === 'eng01>his01')?.d;
    expect(there).not.toBe(back);
    expect(paths.find(({ id }) => id === 'pacs01>vna01')?.d).toMatch(/^M\d+ \d+V\d+$/);
  });

  test.each([
    ['ArrowRight', 'his01', 'eng01'],
    ['ArrowRight', 'eng01', 'mwl01'],
    ['ArrowLeft', 'ct02', 'mwl01'],
    ['ArrowRight', 'ct02', 'pacs01'],
    ['ArrowDown', 'ct02', 'mr01'],
    ['ArrowDown', 'pacs01', 'vna01'],
    ['ArrowUp', 'ct01', undefined],
    ['ArrowLeft', 'his01', undefined],
  ])('%s on %s leads to %s', (key, from, to) =>
    expect(neighbour(key, from, placeSystems(systems, 732), links)).toBe(to),
  );
});
