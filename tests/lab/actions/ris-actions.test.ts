import { describe, expect, it } from 'vitest';
import type { LearnerAction } from '../../../server/contract/action.ts';
import type { RisOrder } from '../../../server/contract/hospital.ts';
import { HOUR, MINUTE } from '../../../server/core/clock.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';

const open = (): {
  lab: Lab;
  orders: () => RisOrder[];
  act: (action: LearnerAction, as?: string, basedOn?: number) => { ok: boolean; code?: string; message: string };
} => {
  const lab = new Lab(freePlay, 'desk');
  return {
    lab,
    orders: () => (lab.query('listOrders', {}) as { value: RisOrder[] }).value,
    act: (action, as = 'kbauer', basedOn) => {
      const { ok, code, message } = lab.act(
        { action, as, ...(basedOn === undefined ? {} : { basedOn }) },
        'me',
      ).outcome;
      return { ok, message, ...(code === undefined ? {} : { code }) };
    },
  };
};
/** A booked order whose exam can be done in another room, too. */
const booked = (orders: readonly RisOrder[]): RisOrder => {
  const found = orders.find(({ status, rooms }) => status === 'SCHEDULED' && rooms.length > 1);
  if (!found) throw new Error('no order with a choice of rooms');
  return found;
};

describe('the desk of the RIS', () => {
  it('moves an order: the worklist and the archive are told, and the audit names both people', () => {
    const { lab, orders, act } = open();
    const order = booked(orders());
    const resource = order.rooms.find((room) => room !== order.resource) ?? '';
    const start = Math.ceil((lab.now + 5 * HOUR) / (5 * MINUTE)) * 5 * MINUTE;
    const { accession } = order;
    expect(act({ kind: 'ris-schedule', accession, resource, start }, 'kbauer', order.revision)).toEqual({
      ok: true,
      message: `Order ${accession} is booked in ${resource}.`,
    });
    const after = orders().find((one) => one.accession === accession);
    expect(after).toMatchObject({ resource, start, status: 'SCHEDULED', revision: order.revision + 1 });
    expect(lab.hospital.ris.state.audit.slice().at(-1)).toMatchObject({
      user: 'CLERK1 for kbauer',
      what: 'reschedule',
      object: accession,
    });
    const sent = lab.messagesSince(0).messages.filter(({ keys }) => keys.accession === accession);
    expect(sent.some(({ title }) => title.includes('XO'))).toBe(true);
    const items = lab.query('getWorklist', {}) as { value: { accession: string; stationAe: string }[] };
    expect(items.value.find((item) => item.accession === accession)?.stationAe).toBe(
      resource === 'CTROOM1' ? 'NGH_CT1' : 'NGH_CT2',
    );
    // Whoever looks at the order as it was is told so.
    expect(act({ kind: 'ris-schedule', accession, resource, start }, 'kbauer', order.revision)).toMatchObject({
      ok: false,
      code: 'STALE',
    });
  });

  it('cancels an order: its step leaves the worklist, and it cannot be moved any more', () => {
    const { orders, act, lab } = open();
    const { accession, resource, studyUid, spsId } = booked(orders());
    expect(act({ kind: 'ris-cancel', accession, reason: 'patient left' }, 'dkim')).toEqual({
      ok: true,
      message: `Order ${accession} is cancelled.`,
    });
    expect(orders().find((one) => one.accession === accession)).toMatchObject({
      status: 'CANCELED',
      isOpen: false,
      rooms: [],
    });
    const items = lab.query('getWorklist', {}) as { value: { key: string; status: string }[] };
    expect(items.value.find(({ key }) => key === `${studyUid}|${spsId}`)?.status ?? 'gone').not.toBe('SCHEDULED');
    expect(act({ kind: 'ris-cancel', accession, reason: 'again' })).toMatchObject({ ok: false, code: 'ORDER_CLOSED' });
    const start = lab.now + HOUR;
    expect(act({ kind: 'ris-schedule', accession, resource, start })).toMatchObject({ code: 'ORDER_CLOSED' });
  });

  it.each<[string, (order: RisOrder, now: number) => LearnerAction, string, string]>([
    [
      'somebody without the right to cancel',
      ({ accession }) => ({ kind: 'ris-cancel', accession, reason: 'x' }),
      'ianders',
      'NO_RIGHT',
    ],
    [
      'somebody without the right to schedule',
      ({ accession, resource }, now) => ({ kind: 'ris-schedule', accession, resource, start: now + HOUR }),
      'pgreen',
      'NO_RIGHT',
    ],
    [
      'a time that has passed',
      ({ accession, resource }, now) => ({ kind: 'ris-schedule', accession, resource, start: now - HOUR }),
      'kbauer',
      'past',
    ],
    [
      'a room that does not do it',
      ({ accession, modality }, now) => ({
        kind: 'ris-schedule',
        accession,
        resource: modality === 'MR' ? 'CTROOM1' : 'MRROOM1',
        start: now + HOUR,
      }),
      'kbauer',
      'WRONG_RESOURCE',
    ],
    [
      'a room that there is not',
      ({ accession }, now) => ({ kind: 'ris-schedule', accession, resource: 'XX9', start: now + HOUR }),
      'kbauer',
      'UNKNOWN_RESOURCE',
    ],
    [
      'an order that there is not',
      () => ({ kind: 'ris-cancel', accession: 'NONE', reason: 'x' }),
      'kbauer',
      'UNKNOWN_ORDER',
    ],
  ])('refuses %s, and nothing changes', (_, action, user, code) => {
    const { lab, orders, act } = open();
    const before = orders();
    expect(act(action(booked(before), lab.now), user)).toMatchObject({ ok: false, code });
    expect(orders()).toEqual(before);
  });
});
