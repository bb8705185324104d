import type { DebriefView } from '../../../../server/contract/verdict.ts';

type Told = Pick<DebriefView, 'from' | 'until' | 'visible' | 'yourSteps' | 'faultPath' | 'verdict'>;
type Step = DebriefView['yourSteps'][number];

export const LANE = 40;
const TOP = 22;
const BOTTOM = 6;
/** Width of a system's box, of the time before the learner came, of one step. */
export const HEAD = 88;
const BEFORE = 120;
const STEP = 19;
const EDGE = 60;
/** Between two times on the axis. */
const TICK = 46;
/** The lane of what is done at no system. */
export const OWN = '';

/** Systems at which each hop of a check is noticed. */
const hopHosts: Readonly<Record<string, string | undefined>> = {
  worklist: 'mwl01',
  'image header': 'pacs01',
  'PACS index': 'pacs01',
  'PACS answer': 'pacs01',
  VNA: 'vna01',
  chart: 'emr01',
  trace: 'pacs01',
  'RIS order': 'ris01',
  'HIS order': 'his01',
  queue: 'eng01',
};

export interface Mark {
  number: number;
  step: Step;
  x: number;
  /** Middle of each lane that it is on. */
  ys: number[];
}

export interface Chart {
  width: number;
  height: number;
  lanes: { host: string; y: number; spans: { x: number; width: number }[]; left: number }[];
  marks: Mark[];
  ticks: { x: number; at: number }[];
  /** Where the learner came. */
  arrived: number;
  end: number;
}

/**
 * A learner's steps in their order over lanes of systems, and where the fault could be seen. The clock stands still while
 * somebody thinks, so steps stand beside each other and not on the same instant; the time before is drawn to scale.
 * `room`: width that there is; many steps take more.
 */
export function timelineChart(told: Told, order: readonly string[], room: number): Chart {
  const { from, until, visible, yourSteps, faultPath } = told;
  const used = new Set([
    ...visible.map(({ host }) => host),
    ...yourSteps.flatMap(({ hosts }) => hosts),
    ...faultPath.flatMap(({ hosts }) => (hosts.length === 1 ? hosts : [])),
  ]);
  const known = order.filter((host) => used.has(host));
  const hosts = [...known, ...[...used].filter((host) => !order.includes(host)), OWN];
  const laneOf = new Map(hosts.map((host, index) => [host, TOP + index * LANE + LANE / 2]));

  const first = Math.min(from, ...visible.map((span) => span.from));
  const arrived = HEAD + 12 + (first < from ? BEFORE : 0);
  const width = Math.max(room, arrived + 20 + yourSteps.length * STEP + EDGE);
  const end = width - EDGE;
  const gap = yourSteps.length === 0 ? 0 : Math.max(STEP, (end - arrived - 24) / yourSteps.length);
  const ofStep = (index: number): number => arrived + 16 + index * gap;
  const ofTime = (at: number): number => {
    if (at <= from) return HEAD + 12 + (first < from ? (BEFORE * (at - first)) / (from - first) : 0);
    if (at >= until) return end;
    return ofStep(yourSteps.filter((step) => step.at <= at).length - 0.5);
  };

  const left = new Map<string, number>();
  for (const { hop, asExpected, of, passed } of told.verdict.checks) {
    const host = passed ? undefined : hopHosts[hop];
    if (host !== undefined && laneOf.has(host)) left.set(host, Math.max(left.get(host) ?? 0, of - asExpected));
  }

  const ticks: Chart['ticks'] = [];
  for (const [index, { at }] of yourSteps.entries()) {
    const x = ofStep(index);
    const before = ticks.at(-1);
    if (x - (before?.x ?? arrived) >= TICK && at - (before?.at ?? from) >= 60_000_000) ticks.push({ x, at });
  }
  return {
    width,
    height: TOP + hosts.length * LANE + BOTTOM,
    lanes: hosts.map((host) => ({
      host,
      y: laneOf.get(host) ?? 0,
      spans: visible
        .filter((span) => span.host === host)
        .map((span) => {
          const x = ofTime(span.from);
          return { x, width: Math.max(4, ofTime(span.until) - x) };
        }),
      left: left.get(host) ?? 0,
    })),
    marks: yourSteps.map((step, index) => ({
      number: index + 1,
      step,
      x: ofStep(index),
      ys: (step.hosts.length > 0 ? [...new Set(step.hosts)] : [OWN]).map((host) => laneOf.get(host) ?? 0),
    })),
    ticks,
    arrived,
    end,
  };
}
