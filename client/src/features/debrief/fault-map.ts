import type { DebriefView } from '../../../../server/contract/verdict.ts';
import { HEIGHT, placeSystems, routeLinks, type Box } from '../../bench/map-layout.ts';

type Step = DebriefView['faultPath'][number];

export const WIDTH = 720;
/** Lines of text in a box; a lower one has its name only. */
const TWO_LINES = 40;

/** From one number to the next at one place. */
const BADGE = 22;

export interface DrawnStep {
  number: number;
  step: Step;
  box: Box;
  hasRoom: boolean;
  /** Where its number stands: beside that of an earlier step at the same place. */
  badge: { x: number; y: number };
}

export interface DrawnWay {
  id: string;
  d: string;
  /** It leads behind the break: what it carries is wrong. */
  isWrong: boolean;
}

/** The path over the places that the systems have on the map of the hospital. */
export function drawPath(
  systems: readonly string[],
  steps: readonly Step[],
): { systems: { id: string; box: Box }[]; steps: DrawnStep[]; ways: DrawnWay[] } {
  const boxes = placeSystems(
    systems.map((id) => ({ id })),
    WIDTH,
  );
  const drawn = steps.flatMap((step, index): DrawnStep[] => {
    const box = around(step.hosts.flatMap((host) => boxes.get(host) ?? []));
    if (!box) return [];
    const place = step.hosts.join();
    const before = steps.slice(0, index).filter(({ hosts }) => hosts.join() === place).length;
    const badge = { x: box.x + before * BADGE, y: box.y };
    return [{ number: index + 1, step, box, hasRoom: box.height >= TWO_LINES, badge }];
  });
  // One box may be several systems: ways lead from step to step, past the other systems.
  const ends = new Map([...boxes, ...drawn.map(({ number, box }) => [String(number), box] as const)]);
  const ways = routeLinks(
    drawn.slice(1).map(({ number, step }, index) => ({
      from: String(drawn[index]?.number ?? number),
      to: String(number),
      isWrong: step.state === 'wrong',
    })),
    ends,
  );
  return {
    systems: [...boxes].map(([id, box]) => ({ id, box })),
    steps: drawn,
    ways: ways.map(({ id, d, link }) => ({ id, d, isWrong: link.isWrong })),
  };
}

export const MAP_HEIGHT = HEIGHT;

function around(boxes: readonly Box[]): Box | undefined {
  if (boxes.length === 0) return undefined;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return boxes.length === 1
    ? { x, y, width: right - x, height: bottom - y }
    : { x: x - 5, y: y - 5, width: right - x + 10, height: bottom - y + 10 };
}
