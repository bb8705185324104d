import type { Static } from 'typebox';
import type { SystemLink } from '../../../server/contract/hospital.ts';

type Link = Static<typeof SystemLink>;
type Ends = Pick<Link, 'from' | 'to'>;

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Author-given places with their width and the least of it: column from left to right, and slots from top to bottom in it. */
const columns: readonly { width: number; least: number; hosts: readonly string[] }[] = [
  { width: 104, least: 98, hosts: ['his01', 'emr01'] },
  { width: 116, least: 110, hosts: ['eng01'] },
  { width: 108, least: 92, hosts: ['ris01', 'rep01', 'mwl01'] },
  { width: 100, least: 84, hosts: ['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01'] },
  { width: 118, least: 106, hosts: ['pacs01', 'vna01'] },
];
/** Systems that take the height that others of their column leave, with their facts as a list. */
const tall = new Set(['eng01', 'pacs01']);

export const TOP = 30;
/** Seven scanners below each other, each with its name and one fact. */
export const HEIGHT = 300;
const BOTTOM = 10;
const EDGE = 14;
/** Height of a system that stands below a tall one, and the gap between them. */
const SMALL = 44;
const BELOW = 16;
/** The most that a system in a column of several takes, and the least between two of them. */
const MOST = 76;
const APART = 4;
/** Room for an arrow between two columns. */
const LEAST_GAP = 20;
export function isTall(host: string): boolean {
  return tall.has(host);
}

/** Boxes of the systems in a map of this width. A system without a place of its own stands in a row below. */
export function placeSystems(systems: readonly { id: string }[], width: number): Map<string, Box> {
  const boxes = new Map<string, Box>();
  const gaps = columns.length - 1;
  const full = columns.reduce((sum, column) => sum + column.width, 0);
  const least = columns.reduce((sum, column) => sum + column.least, 0);
  // Where the map is narrow the boxes give way, down to what their words take.
  const share = Math.min(1, Math.max(0, (width - 2 * EDGE - gaps * LEAST_GAP - least) / (full - least)));
  const taken = least + share * (full - least);
  const gap = Math.max(LEAST_GAP, (width - 2 * EDGE - taken) / gaps);
  const room = HEIGHT - TOP - BOTTOM;
  let x = EDGE;
  for (const column of columns) {
    const boxWidth = Math.floor(column.least + share * (column.width - column.least));
    const here = column.hosts.filter((host) => systems.some(({ id }) => id === host));
    for (const [index, host] of here.entries()) {
      if (here.some((each) => tall.has(each))) {
        const below = (here.length - 1) * (SMALL + BELOW);
        const [y, height] = tall.has(host)
          ? [TOP, room - below]
          : [TOP + room - below + BELOW + (index - 1) * (SMALL + BELOW), SMALL];
        boxes.set(host, { x, y, width: boxWidth, height });
      } else if (here.length === 1) boxes.set(host, { x, y: TOP + 8, width: boxWidth, height: 62 });
      else {
        const slot = room / here.length;
        const height = Math.min(MOST, slot - APART);
        // The first stands at the top, the last at the bottom, the rest evenly between them.
        const y = TOP + ((room - height) * index) / (here.length - 1);
        boxes.set(host, { x, y, width: boxWidth, height });
      }
    }
    x += boxWidth + gap;
  }
  const rest = systems.filter(({ id }) => !boxes.has(id));
  for (const [index, { id }] of rest.entries()) {
    boxes.set(id, { x: EDGE + index * 116, y: HEIGHT + 4, width: 108, height: 44 });
  }
  return boxes;
}

export interface LinkPath<L extends Ends = Link> {
  id: string;
  link: L;
  d: string;
}

export function linkId(from: string, to: string): string {
  return `${from}>${to}`;
}

/** Lines between the boxes: straight across a gap with one bend, over the top where systems lie between. */
export function routeLinks<L extends Ends>(links: readonly L[], boxes: ReadonlyMap<string, Box>): LinkPath<L>[] {
  const paths: LinkPath<L>[] = [];
  let lanes = 0;
  for (const link of links) {
    const from = boxes.get(link.from);
    const to = boxes.get(link.to);
    if (!from || !to) continue;
    const id = linkId(link.from, link.to);
    if (from.x === to.x && Math.abs(from.y - to.y) <= Math.max(from.height, to.height) + BELOW) {
      const [upper, lower] = from.y < to.y ? [from, to] : [to, from];
      const ends = [upper.y + upper.height, lower.y];
      paths.push({ id, link, d: `M${middle(from)} ${ends[from === upper ? 0 : 1]}V${ends[from === upper ? 1 : 0]}` });
      continue;
    }
    const hasReturn = links.some((other) => other.from === link.to && other.to === link.from);
    const isRight = from.x < to.x;
    const [left, right] = isRight ? [from, to] : [to, from];
    const isBetween = [...boxes.values()].some((box) => box.x >= left.x + left.width && box.x + box.width <= right.x);
    if (isBetween || from.x === to.x) {
      const y = 6 + 7 * (lanes++ % 3);
      const [a, b] = [middle(from) + (isRight ? -8 : 8), middle(to) + (isRight ? 8 : -8)];
      paths.push({ id, link, d: `M${a} ${from.y}V${y}H${b}V${to.y}` });
      continue;
    }
    const shift = hasReturn ? (isRight ? -7 : 7) : 0;
    const [x1, x2] = isRight ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
    const [y1, y2] = sideHeights(from, to, shift);
    const bend = Math.round((x1 + x2) / 2);
    paths.push({ id, link, d: y1 === y2 ? `M${x1} ${y1}H${x2}` : `M${x1} ${y1}H${bend}V${y2}H${x2}` });
  }
  return paths;
}

/** Where a line leaves and enters: level with the smaller box when the taller one reaches there. */
function sideHeights(from: Box, to: Box, shift: number): [number, number] {
  const small = from.height <= to.height ? from : to;
  const tallBox = small === from ? to : from;
  const level = Math.round(small.y + small.height / 2 + shift);
  if (level > tallBox.y + 6 && level < tallBox.y + tallBox.height - 6) return [level, level];
  return [Math.round(from.y + from.height / 2 + shift), Math.round(to.y + to.height / 2 + shift)];
}

function middle(box: Box): number {
  return Math.round(box.x + box.width / 2);
}

/** Where an arrow key leads: along a link when one goes that way, else to the nearest system there. */
export function neighbour(
  key: string,
  from: string,
  boxes: ReadonlyMap<string, Box>,
  links: readonly Link[],
): string | undefined {
  const here = boxes.get(from);
  if (!here) return undefined;
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const linked = new Set(
    links.flatMap((link) => (link.from === from ? [link.to] : link.to === from ? [link.from] : [])),
  );
  const candidates = [...boxes].filter(([, box]) =>
    isSideways ? sign * (box.x - here.x) > 0 : box.x === here.x && sign * (box.y - here.y) > 0,
  );
  const reachable = isSideways ? candidates.filter(([id]) => linked.has(id)) : candidates;
  const distance = (box: Box) => Math.abs(box.x - here.x) * 4 + Math.abs(box.y - here.y);
  const pool = reachable.length > 0 ? reachable : candidates;
  return pool.toSorted(([, a], [, b]) => distance(a) - distance(b))[0]?.[0];
}
