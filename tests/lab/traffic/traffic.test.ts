import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../server/core/clock.ts';
import { type Task, sleep } from '../../../server/core/kernel.ts';
import { forkState, hashState } from '../../../server/core/state.ts';
import { desks } from '../../../server/lab/traffic/desks.ts';
import { labPlan, MORNING_ENDS } from '../../../server/lab/traffic/plan.ts';
import { emptyTraffic, type Exam, type ExamOutcome, Traffic } from '../../../server/lab/traffic/traffic.ts';
import { medicalRecordNumber } from '../../../server/systems/interface/patient-record.ts';
import { TwoApplications } from '../../systems/interface/two-applications.ts';

/** HIS and RIS with scanners that take a minute for every exam. */
class Morning {
  readonly hospital: TwoApplications;
  readonly traffic: Traffic;
  readonly exams: Exam[] = [];

  constructor(seed: string, origin?: Morning, outcome: (exam: Exam) => ExamOutcome = () => 'performed') {
    this.hospital = origin?.hospital.fork() ?? new TwoApplications(undefined, seed, labPlan.opens - HOUR);
    const { his, ris, room } = this.hospital;
    const { kernel } = room;
    const state = origin ? forkState(origin.traffic.state) : emptyTraffic();
    const report = (exam: Exam): Task<void> => this.#exam(exam, outcome);
    const perform = (exam: Exam): void => {
      this.exams.push(exam);
      kernel.spawn('exam', report(exam));
    };
    this.traffic = new Traffic(kernel, seed, state, { ...desks(his, ris), perform });
  }

  *#exam(exam: Exam, outcome: (exam: Exam) => ExamOutcome): Task<void> {
    yield* sleep(this.hospital.room.kernel, MINUTE);
    this.traffic.examFinished(exam.journey, outcome(exam));
  }

  stages(): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { stage } of this.traffic.state.journeys.values()) counts[stage] = (counts[stage] ?? 0) + 1;
    return counts;
  }

  hash(): string[] {
    const { room, his, ris } = this.hospital;
    const roots = [
      room.kernel.snapshot(),
      room.journal.state,
      room.network.state,
      his.state,
      ris.state,
      this.traffic.state,
    ];
    return roots.map((root) => hashState(root));
  }
}

const evening = MORNING_ENDS + 12 * HOUR;

describe('the traffic of a day', () => {
  it('leads every order to its end through HIS and RIS', () => {
    const morning = new Morning('7');
    morning.traffic.start(MORNING_ENDS);
    morning.hospital.room.kernel.runUntil(evening);
    const { orders } = morning.hospital.ris.state;
    const journeys = [...morning.traffic.state.journeys.values()];
    expect(Object.keys(morning.stages()).sort()).toEqual(['cancelled', 'done']);
    expect(orders.size).toBe(journeys.length);
    for (const { plan, placer, mrn, stage } of journeys) {
      const order = morning.hospital.ris.orderByPlacer(placer);
      expect(order).toMatchObject({
        resource: plan.room,
        start: plan.start,
        version: plan.version,
        procedure: plan.details.procedure,
        status: stage === 'cancelled' ? 'CANCELED' : 'SCHEDULED',
      });
      expect(order && medicalRecordNumber(order.patient)).toBe(mrn);
    }
    expect([morning.hospital.his.outbox.errors(), morning.hospital.ris.outbox.errors()]).toEqual([[], []]);
    expect(new Set(morning.hospital.titles())).toEqual(
      new Set([
        '6661 ADT^A04',
        '6661 ADT^A08',
        '6663 ORM^O01 NW',
        '6663 ORM^O01 XO',
        '6663 ORM^O01 CA',
        '6664 ORM^O01 NW SC',
        '6664 ORM^O01 XO SC',
        '6664 ORM^O01 CA CA',
        '6664 ORM^O01 SC SC',
        '6664 ORM^O01 SC CA',
        '6665 OMI^O23 NW SC',
        '6665 OMI^O23 XO SC',
        '6665 OMI^O23 CA CA',
        '6665 OMI^O23 DC DC',
      ]),
    );
  });

  it('really has two patients of whom one has the filler number that is the other one’s accession', () => {
    for (const seed of ['1', '2', '3', '4', '5']) {
      const morning = new Morning(seed);
      morning.traffic.start(MORNING_ENDS);
      morning.hospital.room.kernel.runUntil(MORNING_ENDS);
      const { orders } = morning.hospital.ris.state;
      const pairs = orders.filter((order) => {
        const other = orders.get(order.filler);
        return other !== undefined && medicalRecordNumber(other.patient) !== medicalRecordNumber(order.patient);
      });
      expect(pairs.length).toBeGreaterThan(0);
    }
  });

  it('has done exams and waiting ones when the learner arrives, and goes on until its end', () => {
    const morning = new Morning('2');
    const { kernel } = morning.hospital.room;
    morning.traffic.start(MORNING_ENDS + 4 * HOUR);
    kernel.runUntil(MORNING_ENDS);
    const before = morning.stages();
    expect([(before['done'] ?? 0) > 15, (before['arrive'] ?? 0) > 5]).toEqual([true, true]);
    kernel.runUntil(MORNING_ENDS + 3 * HOUR);
    const later = morning.traffic.state.journeys.size;
    expect(later).toBeGreaterThan(60);
    kernel.runUntil(MORNING_ENDS + 24 * HOUR);
    expect(Object.keys(morning.stages()).sort()).toEqual(['cancelled', 'done']);
    expect(kernel.nextAt).toBeUndefined();
  });

  it('keeps at most one entry in the heap for each journey and one for the plan', () => {
    const morning = new Morning('3');
    const { kernel } = morning.hospital.room;
    morning.traffic.start(MORNING_ENDS + 20 * HOUR);
    kernel.runUntil(MORNING_ENDS);
    const ids = kernel.entries().map(({ handler, args }) => `${handler} ${JSON.stringify(args)}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('traffic/plan')).length).toBe(1);
  });

  it('sends a patient away whom the scanner does not find four times in a row', () => {
    const morning = new Morning('4', undefined, ({ room }) => (room === 'CTROOM1' ? 'not-on-worklist' : 'performed'));
    morning.traffic.start(MORNING_ENDS);
    morning.hospital.room.kernel.runUntil(evening);
    const lost = morning.traffic.state.journeys.filter(
      ({ plan, stage }) => plan.room === 'CTROOM1' && stage !== 'cancelled',
    );
    expect(new Set(lost.map(({ stage, misses }) => `${stage} ${misses}`))).toEqual(new Set(['given-up 4']));
    const [first] = lost;
    expect(morning.exams.filter(({ journey }) => journey === first?.id).length).toBe(4);
    expect(
      morning.traffic.state.journeys.filter(({ plan, stage }) => plan.room === 'CTROOM2' && stage === 'given-up'),
    ).toEqual([]);
  });

  it('goes on in a fork exactly as in its origin', () => {
    const morning = new Morning('5');
    const { kernel } = morning.hospital.room;
    morning.traffic.start(MORNING_ENDS + 2 * HOUR);
    kernel.runUntil(MORNING_ENDS - HOUR);
    expect(kernel.runToQuiet(MORNING_ENDS)).toBe(true);
    const fork = new Morning('5', morning);
    expect(fork.hash()).toEqual(morning.hash());
    fork.hospital.room.kernel.runUntil(evening);
    kernel.runUntil(evening);
    expect(fork.hash()).toEqual(morning.hash());
    expect(fork.stages()).toEqual(morning.stages());
  });

  it('stops planning when told to', () => {
    const morning = new Morning('6');
    morning.traffic.start(MORNING_ENDS + 20 * HOUR);
    morning.hospital.room.kernel.runUntil(MORNING_ENDS);
    morning.traffic.stop();
    const planned = morning.traffic.state.journeys.size;
    morning.hospital.room.kernel.runUntil(evening);
    expect(morning.traffic.state.journeys.size).toBe(planned);
  });
});
