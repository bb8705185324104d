import type { Conclusion, VerdictView } from '../../contract/verdict.ts';
import { MINUTE } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import type { Hospital } from '../hospital.ts';
import { causesOf } from '../scenario/causes.ts';
import type { Course } from '../scenario/course.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import { observeArchives } from './archives-check.ts';
import { observeCharts } from './charts-check.ts';
import {
  headOf,
  nameOf,
  observeExams,
  observeLists,
  observeOpenItems,
  observeOrder,
  observeProbes,
  observeTomorrow,
  observeWithdrawn,
} from './checks.ts';
import { type ConclusionScore, scoreConclusion } from './conclusion.ts';
import { observeSeen } from './consumers.ts';
import { causeEvidence } from './evidence.ts';
import { type CheckOutcome, scoreVerdict, summariseCheck } from './observation.ts';
import {
  awaitNextDay,
  freezeTraffic,
  hasRoomInDay,
  lists,
  type Probe,
  type ProbeWish,
  roomsOf,
  runProbes,
} from './probes.ts';
import { observeMessages } from './mapped-messages.ts';
import { ordWishes } from './ord-wishes.ts';
import type { Fate } from './probe-fates.ts';
import { observePersistence } from './persist.ts';
import { observeFinding } from './finding.ts';
import { observeUnchanged } from './unchanged.ts';
import { observeUnsent } from './unsent.ts';
import { observeRefusals } from './refusals.ts';
import { observeTrace } from './trace-check.ts';
import { observeSoak } from './soak.ts';
import { observeUnasked } from './unasked.ts';

/** A verdict with everything behind it; only `view` may reach the browser before the debrief. */
export interface VerdictRecord {
  readonly view: VerdictView;
  readonly checks: readonly CheckOutcome[];
  readonly conclusion: ConclusionScore;
}

/** The refusals need an order that went through. */
const spareWish: ProbeWish = { check: 'NEG', fate: 'performed', rooms: ['CRPORT1'], version: undefined };
const IN_FLIGHT = 2 * MINUTE;
/** What waits for its next try comes through by then, where its way is free (hospital.md 4.4: every five minutes). */
const NEXT_TRY = 6 * MINUTE;

/**
 * Judges a hospital by what it does: a copy is driven with fresh, hidden orders drawn from `draw`, and every hop is
 * compared with the ledger (DESIGN §3.3). The hospital itself is not touched.
 */
export function judge(
  course: Course,
  hospital: Hospital,
  n: number,
  conclusion: Conclusion,
  draw: string,
): VerdictRecord {
  const specs = course.file?.checks ?? [];
  const copy = hospital.fork();
  freezeTraffic(copy);
  copy.director.holdFaults();
  copy.room.network.stopCapture();
  // What is on its way arrives first.
  copy.room.kernel.runUntil(copy.room.kernel.now + (somethingWaits(copy) ? NEXT_TRY : IN_FLIGHT));

  // What is there is looked at first: the probes would add to it.
  const standing = new Map<CheckSpec, CheckOutcome>();
  for (const spec of specs) {
    if (spec.check === 'REP' && spec.kind === 'cancelled') {
      standing.set(spec, summariseCheck(headOf(spec, 'cancelled orders'), observeWithdrawn(copy), true));
    } else if (spec.check === 'REP' && spec.kind === 'studies') {
      const list = observeExams(copy, copy.director.state.faultSince ?? 0, hospital.room.kernel.now, spec.class);
      standing.set(spec, summariseCheck(headOf(spec, 'exams of the hours concerned'), list));
    } else if (spec.check === 'REP' && spec.kind === 'sent') {
      const list = observeUnsent(copy, copy.director.state.faultSince ?? 0, spec.class);
      standing.set(spec, summariseCheck(headOf(spec, 'exams that were not sent at once'), list, true));
    } else if (spec.check === 'REP' && spec.kind === 'archives') {
      const head = headOf(spec, 'all that PACS and VNA have of the patients concerned');
      standing.set(spec, summariseCheck(head, observeArchives(copy, spec.newUids)));
    } else if (spec.check === 'REP' && spec.kind === 'charts') {
      standing.set(spec, summariseCheck(headOf(spec, 'the charts of the patients concerned'), observeCharts(copy)));
    } else if (spec.check === 'REP-order') {
      const list = observeOrder(copy, spec.order, spec.state);
      standing.set(spec, summariseCheck(headOf(spec, 'an order of that patient'), list));
    } else if (spec.check === 'SOAK') {
      const list = observeSoak(hospital, spec);
      standing.set(spec, summariseCheck(headOf(spec, `normal load for ${spec.minutes} minutes`), list));
    } else if (spec.check === 'PERSIST') {
      const head = headOf(spec, `${spec.count} new orders after the night and a restart`);
      standing.set(spec, summariseCheck(head, observePersistence(hospital, spec, draw)));
    } else if (spec.check === 'FINDING' && course.file) {
      const list = observeFinding(course.file.conclusion.disposition, conclusion, causeEvidence(hospital, course.file));
      standing.set(spec, summariseCheck(headOf(spec, 'what you say of it, and what you pinned'), list));
    } else if (spec.check === 'UNCHANGED') {
      const list = observeUnchanged(course, hospital);
      standing.set(spec, summariseCheck(headOf(spec, 'files, rows and queues of all systems'), list));
    } else if (spec.check === 'TRACE') {
      standing.set(
        spec,
        summariseCheck(headOf(spec, 'every image that a scanner sent'), observeTrace(copy, hospital.room.kernel.now)),
      );
    }
  }
  // The consoles are asked once, for the open orders and the probes alike, unless the probes must wait for the next day.
  const evening = hasRoomInDay(copy) ? undefined : lists(copy);
  if (evening) awaitNextDay(copy);

  const wishes = rebase(specs.flatMap((spec) => wishesOf(spec, draw)));
  const { probes, lists: seen } = runProbes(copy, draw, [...wishes, spareWish]);
  const of = (check: string, fate?: 'tomorrow'): Probe[] =>
    probes.filter((probe) => probe.wish.check === check && (fate === undefined || probe.wish.fate === fate));

  const checks = specs.map((spec): CheckOutcome => {
    const known = standing.get(spec);
    if (known) return known;
    switch (spec.check) {
      case 'ORD': {
        const list = [
          ...observeProbes(copy, of(nameOf(spec))),
          ...observeSeen(copy, of(nameOf(spec)), spec.class?.seenBy),
          ...observeTomorrow(copy, of(nameOf(spec), 'tomorrow')),
          ...observeMessages(copy, draw, spec.messages ?? []),
        ];
        return summariseCheck(headOf(spec, describe(spec), course.file?.kind), list);
      }
      case 'REG': {
        const list = [...observeProbes(copy, of('REG')), ...observeLists(copy, seen), ...observeUnasked(hospital)];
        return summariseCheck(headOf(spec, `${spec.count} mixed orders: new, moved, cancelled`), list);
      }
      case 'NEG':
        return summariseCheck(headOf(spec, 'things that must be refused'), observeRefusals(copy, draw, probes, spec));
      case 'REP': {
        // Nothing to look at is as it should be: no order is open.
        const list = observeOpenItems(copy, evening ?? seen, new Set(probes.map(({ placer }) => placer)), spec.class);
        return summariseCheck(headOf(spec, 'open orders'), list, true);
      }
      case 'REP-order':
      case 'TRACE':
      case 'SOAK':
      case 'PERSIST':
      case 'FINDING':
      case 'UNCHANGED':
        // Looked at where the hospital stands, before the probes: they are in `standing`.
        throw new Error(`check ${spec.check} was not looked at`);
      default:
        return spec satisfies never;
    }
  });

  const { file } = course;
  const score: ConclusionScore = file
    ? scoreConclusion(file.conclusion.disposition, causesOf(file), conclusion, causeEvidence(hospital, file))
    : { points: 0, rows: [] };
  const { outcome, score: total, parts } = scoreVerdict(file?.kind ?? 'cause', checks, score.points);
  return {
    view: {
      n,
      at: hospital.room.kernel.now,
      outcome,
      score: total,
      parts,
      checks: checks.map((check) => check.result),
      conclusion,
    },
    checks,
    conclusion: score,
  };
}

const firstFates: readonly Fate[] = [
  'booked',
  'booked',
  'booked',
  'booked',
  'booked',
  'booked',
  'changed',
  'renamed',
  'changed',
  'renamed',
];

function somethingWaits({ engine, his, pacs, reporting, ris }: Hospital): boolean {
  const outboxes = [his.state.outbox, ris.state.outbox, pacs.state.outbox, reporting.state.outbox];
  return (
    engine.state.queue.size > 0 ||
    outboxes.some(({ messages }) => messages.find(({ status }) => status === 'WAITING') !== undefined)
  );
}

type Wish = ProbeWish & {
  /** Its filler number is the accession number of the one before. */
  readonly follows?: boolean;
  /** It is an order of the patient of the one so many before. */
  readonly samePatient?: number;
};
/** Orders of REG that one patient may have. */
const ORDERS_PER_PATIENT = 3;

function wishesOf(spec: CheckSpec, draw: string): Wish[] {
  if (spec.check === 'ORD') return ordWishes(spec);
  if (spec.check !== 'REG') return [];
  const random = stream(draw, 'regression');
  const rooms = roomsOf(undefined);
  // Two pairs in which one patient's filler number is the other's accession number; both are examined. Then some that
  // stay open, for the refusals, and one of each other kind; the rest is drawn.
  const drawn = 4 + firstFates.length;
  return Array.from({ length: spec.count }, (_, index) => ({
    check: 'REG',
    fate:
      index < 4
        ? 'performed'
        : (firstFates[index - 4] ??
          random.pick(['performed', 'performed', 'performed', 'moved', 'cancelled'] as const)),
    rooms: [rooms[index % rooms.length] ?? 'CTROOM1'],
    version: random.pick(['2.3.1', '2.5.1'] as const),
    ...(index === 1 || index === 3 ? { follows: true } : {}),
    ...(index > drawn && (index - drawn) % ORDERS_PER_PATIENT > 0
      ? { samePatient: (index - drawn) % ORDERS_PER_PATIENT }
      : {}),
  }));
}

/** Turns "the one before" into its number in the whole list. */
function rebase(wishes: readonly Wish[]): ProbeWish[] {
  return wishes.map(({ follows, samePatient, ...wish }, index) => ({
    ...wish,
    ...(follows ? { collidesWith: index - 1 } : {}),
    ...(samePatient === undefined ? {} : { patientOf: index - samePatient }),
  }));
}

function describe(spec: Extract<CheckSpec, { check: 'ORD' }>): string {
  const what = spec.class?.modality ?? spec.class?.station;
  const fates = spec.class?.fates?.some((fate) => fate !== 'performed') ? ', some of them changed or cancelled' : '';
  const codes = spec.unknownCodes ? `, ${spec.unknownCodes} by codes just new in the catalogue` : '';
  return `${spec.count + (spec.unknownCodes ?? 0)} new orders${what ? ` for ${what.join(' and ')}` : ''}${fates}${codes}`;
}
