import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE } from '../../../server/core/clock.ts';
import { hashState } from '../../../server/core/state.ts';
import { labPlan, MORNING_ENDS, type PlannedOrder, planMorning, planOrders } from '../../../server/lab/traffic/plan.ts';
import { orderNumbers } from '../../../server/systems/ris/numbers.ts';

const seeds = Array.from({ length: 60 }, (_, n) => String(n + 1));

describe('the plan of a morning', () => {
  it('has at least 40 orders between 06:00 and 10:40 in every seed, over all rooms, kinds and versions', () => {
    for (const seed of seeds) {
      const orders = planMorning(seed);
      expect(orders.length).toBeGreaterThanOrEqual(40);
      expect(orders.every(({ orderAt }) => orderAt >= labPlan.opens && orderAt < MORNING_ENDS)).toBe(true);
      expect(new Set(orders.map(({ room }) => room)).size).toBe(7);
      expect(new Set(orders.map(({ version }) => version)).size).toBe(2);
    }
    const all = seeds.flatMap((seed) => planMorning(seed));
    const share = (test: (order: PlannedOrder) => boolean): number => all.filter(test).length / all.length;
    expect(share(({ cancelAt }) => cancelAt !== undefined)).toBeGreaterThan(0.06);
    expect(share(({ change }) => change?.kind === 'reschedule')).toBeGreaterThan(0.06);
    expect(share(({ bookedRoom, room }) => bookedRoom !== room)).toBeGreaterThan(0.02);
    expect(share(({ change }) => change?.kind === 'reinstate')).toBeGreaterThan(0.03);
    expect(share(({ cancelAt, cancelledBy }) => cancelAt !== undefined && cancelledBy === 'desk')).toBeGreaterThan(
      0.02,
    );
    expect(share(({ details, room }) => details.priority === 'S' && room === 'CRPORT1')).toBeGreaterThan(0.06);
    expect(share(({ patient }) => patient.kind === 'same-as')).toBeGreaterThan(0.03);
    const former = share(({ legacyFiller }) => legacyFiller !== undefined);
    expect(former).toBeGreaterThan(0.02);
    expect(former).toBeLessThan(0.04);
  });

  it('happens in an order that is possible', () => {
    for (const order of seeds.flatMap((seed) => planMorning(seed))) {
      if (order.patient.kind === 'new') expect(order.patient.registerAt).toBeLessThan(order.orderAt);
      expect(order.orderAt).toBeLessThan(order.start - 8 * MINUTE);
      if (order.change)
        expect(order.change.at > order.orderAt && order.change.at < order.start - 8 * MINUTE).toBe(true);
      if (order.change?.kind !== 'reschedule') expect(order.bookedStart).toBe(order.start);
      expect(order.perform).toBe(order.cancelAt === undefined);
    }
  });

  it('never has two exams in one room at once', () => {
    for (const seed of seeds) {
      const ends = new Map<string, number>();
      for (const { room, start, minutes } of planMorning(seed).sort((a, b) => a.start - b.start)) {
        expect(start).toBeGreaterThanOrEqual(ends.get(room) ?? 0);
        ends.set(room, start + minutes * MINUTE);
      }
    }
  });

  it('names companions that come before and belong to the plan', () => {
    for (const seed of seeds) {
      const seen = new Set<string>();
      for (const { id, patient } of planMorning(seed)) {
        if (patient.kind === 'same-as') expect(seen.has(patient.order)).toBe(true);
        seen.add(id);
      }
    }
  });

  it('always has a filler number of the former RIS that is an accession number of an earlier order', () => {
    for (const seed of seeds) {
      const orders = planMorning(seed);
      const issued = new Map(orders.map((_, n) => [orderNumbers(seed, n).accession, n]));
      const collisions = orders.filter(({ legacyFiller }, n) => (issued.get(legacyFiller ?? '') ?? n) < n);
      expect(collisions.length).toBeGreaterThan(0);
    }
  });

  it('is a function of the seed, and another one for another seed', () => {
    expect(hashState(planMorning('7'))).toBe(hashState(planMorning('7')));
    expect(new Set(seeds.map((seed) => hashState(planMorning(seed)))).size).toBe(seeds.length);
  });
});

describe('the plan of later hours', () => {
  it('is the same whether drawn hour by hour or at once', () => {
    const at = (n: number): number => MORNING_ENDS + n * HOUR;
    const hourly = Array.from({ length: 24 }, (_, n) => planOrders('3', at(n), at(n + 1))).flat();
    expect(hourly).toEqual(planOrders('3', at(0), at(24)));
    expect(hourly.length).toBeGreaterThan(60);
    expect(new Set(hourly.map(({ id }) => id)).size).toBe(hourly.length);
  });

  it('is quieter at night', () => {
    const between = (from: number, to: number): number =>
      planOrders('3', labPlan.opens + from * HOUR, labPlan.opens + to * HOUR).length;
    expect(between(18, 21)).toBeLessThan(between(2, 5) / 3);
  });
});
