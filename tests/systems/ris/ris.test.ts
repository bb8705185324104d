import { beforeEach, describe, expect, it } from 'vitest';
import { MINUTE } from '../../../server/core/clock.ts';
import type { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import type { OrderRequest } from '../../../server/systems/his/his.ts';
import { RIS_INTERFACES_PATH } from '../../../server/systems/ris/baseline-files.ts';
import { orderNumbers } from '../../../server/systems/ris/numbers.ts';
import { firstGap } from '../../../server/systems/ris/schedule.ts';
import { type RisOrder } from '../../../server/systems/ris/state.ts';
import { chest, delgado, local, TwoApplications } from '../interface/two-applications.ts';

let hospital: TwoApplications;
beforeEach(() => {
  hospital = new TwoApplications();
  hospital.his.registerPatient(delgado, 'REG1');
});

const numbers = orderNumbers('1', 0);

function place(request: Partial<OrderRequest> = {}): RisOrder {
  const placed = hospital.his.placeOrder({ ...chest, ...request }, 'aokafor');
  if (!placed.ok) throw new Error(placed.message);
  hospital.run();
  const order = hospital.ris.orderByPlacer(placed.value.placer);
  if (!order) throw new Error('the RIS has not taken the order');
  return order;
}

/** The PACS's report of a verified study, made from the status message of the order. */
function completion(order: RisOrder, change: (message: Hl7Message) => Hl7Message = (message) => message): Uint8Array {
  const status = hospital.received.findLast(
    ({ message }) => message.value('ORC-1') === 'SC' && message.value('OBR-18') === order.accession,
  );
  if (!status) throw new Error('no status message');
  return change(status.message.set('ORC-5', 'CM').set('MSH-10', 'PACS1')).bytes;
}

describe('a new order', () => {
  it('goes to the worklist as the reference ORM^O01 2.3.1 with ZDS', () => {
    place();
    const schedule = hospital.texts().find(([msh = '']) => msh.includes('|MWL|'));
    expect(schedule?.map((segment) => segment.replace(/^(MSH(?:\|[^|]*){5})\|\d+/, '$1|(time)'))).toEqual([
      'MSH|^~\\&|RIS|NGHRAD|MWL|NGH|(time)||ORM^O01|RIS0004712|P|2.3.1||||||8859/1',
      'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR~W20871^^^WFC&2.999.1.20.1&ISO^MR||DELGADO^ROSA^M^III^DR||19890822|F|||12 HILL RD^^NORTHGATE^^00000|||||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN',
      'PV1||O|RADCT^^^NGH||||1001^BRANDT^OTTO|2002^OKAFOR^ADA^^^DR||RAD|||||B6||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN',
      'AL1|1|DA|IOD^Iodinated contrast^L|MO',
      `ORC|NW|P700123^HIS|${numbers.filler}^RIS||SC||1^^^20260317093000^^R||20260317080000|CLERK1||2002^OKAFOR^ADA^^^DR||5550142|||RAD^Radiology^L|CTROOM1`,
      `OBR|1|P700123^HIS|${numbers.filler}^RIS|CTCHW^CT chest with contrast^NGHPROC^CTCHW-P1^CT chest routine +C^NGHPROT||||||||INF^Contact isolation^L|Asthma|||2002^OKAFOR^ADA^^^DR||${numbers.accession}|${numbers.requestedProcedureId}|${numbers.spsId}||||CT|||1^^^20260317093000^^R|||WHLC|R91.1^Lung nodule follow-up^I10|||||||||||||CTCHW^CT chest with contrast^NGHPROC`,
      `ZDS|${numbers.studyUid}^100^Application^DICOM`,
    ]);
  });

  it('goes to the worklist as the reference OMI^O23 2.5.1 with TQ1 and IPC where the resource wants that', () => {
    hospital.ris.reserve('P700123', { resource: 'CTROOM2', start: local(9, 30) }, 'CLERK1');
    place({ weight: '71.5' });
    expect(hospital.titles()).toContain('6665 OMI^O23 NW SC');
    const omi = hospital.received.find(({ port }) => port === 6665)?.message;
    expect(omi?.segments.map(({ name }) => name)).toEqual([
      'MSH',
      'PID',
      'PV1',
      'AL1',
      'ORC',
      'TQ1',
      'OBR',
      'OBX',
      'IPC',
    ]);
    expect(['TQ1', 'OBR', 'OBX', 'IPC'].map((name) => omi?.segmentText(name))).toEqual([
      'TQ1|1||||||20260317093000-0500||R^Routine^HL70485',
      `OBR|1|P700123^HIS|${numbers.filler}^RIS|CTCHW^CT chest with contrast^NGHPROC||||||||INF^Contact isolation^L|Asthma|||2002^OKAFOR^ADA^^^DR||||||||||||||WHLC|R91.1^Lung nodule follow-up^I10|||||||||||||CTCHW^CT chest with contrast^NGHPROC`,
      'OBX|1|NM|29463-7^Body weight^LN||71.5|kg|||||F',
      `IPC|${numbers.accession}^RIS|${numbers.requestedProcedureId}^RIS|${numbers.studyUid}|${numbers.spsId}^RIS|CT|CTCHW-P1^CT chest routine +C^NGHPROT|CTROOM2|RADCT^CT suite^L|CTROOM2`,
    ]);
    expect([omi?.value('MSH-18'), omi?.value('MSH-9'), omi?.value('MSH-7').slice(-5)]).toEqual([
      'UNICODE UTF-8',
      'OMI^O23^OMI_O23',
      '-0500',
    ]);
  });

  it('carries a name in Latin-1 to the one and in UTF-8 to the other', () => {
    hospital.his.updatePatient('10004521', { name: { ...delgado.name, family: 'MÜLLER', given: 'JOSÉ' } }, 'REG1');
    place();
    hospital.ris.reserve('P700124', { resource: 'CTROOM2', start: local(11) }, 'CLERK1');
    place();
    const names = hospital.received
      .filter(({ message }) => message.value('ORC-1') === 'NW' && message.value('MSH-3') === 'RIS')
      .map(({ bytes, message }) => [
        message.version,
        message.value('PID-5.1'),
        Buffer.from(bytes).includes(
          Buffer.from(message.version === '2.3.1' ? [0x4d, 0xdc, 0x4c] : [0x4d, 0xc3, 0x9c, 0x4c]),
        ),
      ]);
    expect(names).toEqual([
      ['2.3.1', 'MÜLLER', true],
      ['2.5.1', 'MÜLLER', true],
    ]);
  });

  it('overrides the message version for one order when the slot says so', () => {
    hospital.ris.reserve('P700123', { resource: 'CTROOM1', start: local(9, 30), version: '2.5.1' }, 'CLERK1');
    expect(place()).toMatchObject({ resource: 'CTROOM1', version: '2.5.1', status: 'SCHEDULED' });
  });

  it('gets the first free slot of any of its rooms when nobody reserved one', () => {
    const slots = [1, 2, 3]
      .map(() => place())
      .map(({ resource, start }) => [resource, ((start ?? 0) - local(9, 30)) / MINUTE]);
    expect(slots).toEqual([
      ['CTROOM1', 0],
      ['CTROOM2', 0],
      ['CTROOM1', 15],
    ]);
    const urgent = place({ procedure: 'DXCH1P', priority: 'S', requestedStart: undefined });
    expect([urgent.resource, (urgent.start ?? 0) - hospital.room.kernel.now < 5 * MINUTE]).toEqual(['CRPORT1', true]);
  });

  it('keeps the filler number of the former RIS, also where it is the accession number of somebody else', () => {
    const first = place();
    const other = hospital.his.registerPatient(
      { ...delgado, mrn: '10000077', name: { ...delgado.name, family: 'CHAN' } },
      'REG1',
    );
    expect(other.ok).toBe(true);
    const second = place({ mrn: '10000077', legacyFiller: first.accession, requestedStart: local(10) });
    expect([
      second.filler,
      second.accession === first.accession,
      hospital.ris.orderByFiller(first.accession)?.accession,
    ]).toEqual([first.accession, false, second.accession]);
    hospital.deliver(completion(second));
    expect([
      hospital.ris.state.orders.get(first.accession)?.status,
      hospital.ris.state.orders.get(second.accession)?.status,
    ]).toEqual(['SCHEDULED', 'COMPLETED']);
  });

  it('is taken once: the same message again changes nothing', () => {
    place();
    const sent = hospital.received.find(({ port }) => port === 6663)?.bytes ?? new Uint8Array();
    const before = hospital.received.length;
    expect(hospital.deliver(sent)?.segmentText('MSA')).toBe(
      `MSA|AA|HIS0098802|order P700123 is known as ${numbers.accession}`,
    );
    expect([hospital.received.length, hospital.ris.state.orders.size]).toEqual([before, 1]);
  });

  it.each([
    [
      'an unknown procedure',
      (message: Hl7Message) => message.set('OBR-4.1', 'XXX'),
      'AE',
      'procedure code "XXX" is not in the catalogue',
    ],
    [
      'what is no imaging',
      (message: Hl7Message) => message.set('OBR-4.1', 'CTG'),
      'AE',
      'CTG (Cardiotocography) is no imaging procedure',
    ],
    [
      'an order without placer number',
      (message: Hl7Message) => message.set('ORC-2', '').set('OBR-2', ''),
      'AE',
      'no placer order number',
    ],
    [
      'a patient without our number',
      (message: Hl7Message) => message.set('PID-3.4.1', 'WFC'),
      'AE',
      'no medical record number of NGH',
    ],
    [
      'an unknown order control',
      (message: Hl7Message) => message.set('ORC-1', 'ZZ'),
      'AE',
      'order control ZZ is not taken here',
    ],
    ['another version', (message: Hl7Message) => message.set('MSH-12', '2.9'), 'AR', 'version "2.9" is not taken here'],
    ['another message type', (message: Hl7Message) => message.set('MSH-9.1', 'BAR'), 'AR', 'BAR^O01 is not taken here'],
    [
      'a change of what it does not have',
      (message: Hl7Message) => message.set('ORC-1', 'XO').set('ORC-2.1', 'P9'),
      'AE',
      'no order P9',
    ],
  ])('refuses %s', (_, change, code, text) => {
    place();
    const sent = hospital.received.find(({ port }) => port === 6663)?.message;
    const bytes = sent && change(sent.set('ORC-2.1', 'P800000')).bytes;
    const answer = hospital.deliver(bytes ?? new Uint8Array());
    expect([answer?.value('MSA-1'), answer?.value('MSA-3')]).toEqual([code, text]);
    expect(hospital.ris.state.orders.size).toBe(1);
  });
});

describe('an order on its way', () => {
  it('is moved by a clerk (XO), then cancelled by the placer (CA), and the HIS knows', () => {
    const order = place();
    const from = hospital.received.length;
    expect(
      hospital.ris.schedule(order.accession, { resource: 'CTROOM1', start: local(10) }, 'CLERK1', order.revision),
    ).toMatchObject({ ok: true });
    hospital.run();
    hospital.his.cancelOrder(order.placer, 'went home', 'aokafor');
    hospital.run();
    expect(hospital.titles(from)).toEqual([
      '6664 ORM^O01 XO SC',
      '6663 ORM^O01 CA',
      '6664 ORM^O01 CA CA',
      '6664 ORM^O01 SC CA',
    ]);
    expect(hospital.received[from]?.message.value('OBR-27.4')).toBe('20260317100000');
    expect([
      hospital.ris.state.orders.get(order.accession)?.status,
      hospital.his.state.orders.get(order.placer)?.status,
    ]).toEqual(['CANCELED', 'CANCELED']);
  });

  it('keeps its numbers when the placer changes it, and moves when another time is asked for', () => {
    const order = place();
    hospital.his.changeOrder(order.placer, { transport: 'CART', requestedStart: local(11) }, 'aokafor');
    hospital.run();
    const changed = hospital.ris.state.orders.get(order.accession);
    expect(changed).toMatchObject({
      ...numbers,
      transport: 'CART',
      start: local(11),
      resource: 'CTROOM1',
      status: 'SCHEDULED',
    });
    const last = hospital.received.at(-1)?.message;
    expect([last?.value('ORC-1'), last?.value('OBR-30'), last?.value('OBR-18')]).toEqual([
      'XO',
      'CART',
      numbers.accession,
    ]);
  });

  it('carries the new name after ADT^A08 from the next message on', () => {
    const order = place();
    hospital.his.updatePatient('10004521', { name: { ...delgado.name, family: 'CHAN' } }, 'REG1');
    hospital.run();
    hospital.ris.resend([order.filler], 'CLERK1');
    hospital.run();
    expect(hospital.received.at(-1)?.message.value('PID-5.1')).toBe('CHAN');
  });

  it('is completed by the report of the PACS, once, and the HIS is told', () => {
    const order = place();
    const from = hospital.received.length;
    expect(hospital.deliver(completion(order))?.value('MSA-1')).toBe('AA');
    expect(hospital.deliver(completion(order))?.value('MSA-1')).toBe('AA');
    expect(hospital.titles(from)).toEqual(['6664 ORM^O01 SC CM']);
    const status = hospital.received.at(-1)?.message;
    expect([
      status?.value('OBR-18'),
      status?.value('OBR-20'),
      status?.value('ZDS-1.1'),
      status?.value('MSH-5'),
    ]).toEqual([order.accession, order.spsId, order.studyUid, 'HIS']);
    expect([
      hospital.ris.state.orders.get(order.accession)?.status,
      hospital.his.state.orders.get(order.placer)?.status,
    ]).toEqual(['COMPLETED', 'COMPLETED']);
  });

  it.each([
    [
      'the accession is unknown',
      (message: Hl7Message) => message.set('OBR-18', 'A269999999'),
      'no order with accession A269999999',
    ],
    [
      'the patient is another',
      (message: Hl7Message) => message.set('PID-3.1', '10009999'),
      `accession ${numbers.accession} belongs to another patient`,
    ],
    ['it is no completion', (message: Hl7Message) => message.set('ORC-5', 'IP'), 'order status IP is not taken here'],
  ])('is not completed when %s', (_, change, text) => {
    const order = place();
    const answer = hospital.deliver(completion(order, change));
    expect([answer?.value('MSA-1'), answer?.value('MSA-3')]).toEqual(['AE', text]);
    expect(hospital.ris.state.orders.get(order.accession)?.status).toBe('SCHEDULED');
  });

  it('can no longer be cancelled once completed: the placer learns how it stands', () => {
    const order = place();
    hospital.deliver(completion(order));
    const cancel = hospital.received.find(({ port }) => port === 6663)?.message.set('ORC-1', 'CA');
    const answer = hospital.deliver(cancel?.bytes ?? new Uint8Array());
    expect([answer?.value('MSA-1'), answer?.value('MSA-3')]).toEqual(['AA', 'order is COMPLETED']);
    expect(hospital.titles().at(-1)).toBe('6664 ORM^O01 SC CM');
  });
});

describe('the RIS desk', () => {
  it('sends a schedule again on request, with a new control ID, and says what it skipped', () => {
    const order = place();
    const canceled = place({ requestedStart: local(12) });
    hospital.ris.cancel(canceled.accession, 'double', 'CLERK2');
    hospital.run();
    const from = hospital.received.length;
    expect(hospital.ris.resend([order.filler, canceled.filler, 'F1', order.filler], 'ianders')).toEqual({
      ok: true,
      value: {
        sent: [order.filler],
        skipped: [
          { filler: canceled.filler, reason: 'order is CANCELED' },
          { filler: 'F1', reason: 'no such order' },
        ],
      },
    });
    hospital.run();
    hospital.run();
    const sent = hospital.received
      .slice(from)
      .map(({ message }) => [message.value('ORC-1'), message.value('OBR-18'), message.value('ZDS-1.1')]);
    expect(sent).toEqual([
      ['SC', order.accession, order.studyUid],
      ['NW', order.accession, order.studyUid],
    ]);
    const ids = hospital.received
      .filter(({ message }) => message.value('MSH-3') === 'RIS')
      .map(({ message }) => message.controlId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(hospital.ris.state.audit.last()).toMatchObject({
      user: 'CLERK1 for ianders',
      what: 'resend',
      object: order.accession,
    });
  });

  it.each([
    [
      'a user without the right',
      () => hospital.ris.resend(['F1'], 'mlopez'),
      'NO_RIGHT',
      'RIS: user mlopez has no right RESEND.',
    ],
    [
      'an analyst who books',
      () => hospital.ris.schedule(numbers.accession, { resource: 'CTROOM1', start: 0 }, 'ianders'),
      'NO_RIGHT',
      'RIS: user ianders has no right SCHEDULE.',
    ],
    [
      'an unknown room',
      () => hospital.ris.schedule(numbers.accession, { resource: 'ROOM9', start: 0 }, 'CLERK1'),
      'UNKNOWN_RESOURCE',
      'RIS: no resource ROOM9.',
    ],
    [
      'a room that does not do it',
      () => hospital.ris.schedule(numbers.accession, { resource: 'MRROOM1', start: 0 }, 'CLERK1'),
      'WRONG_RESOURCE',
      'RIS: CTCHW is not done in MRROOM1.',
    ],
    [
      'an unknown order',
      () => hospital.ris.cancel('A260000000', '', 'CLERK1'),
      'UNKNOWN_ORDER',
      'RIS: no order A260000000.',
    ],
    [
      'a stale revision',
      () => hospital.ris.cancel(numbers.accession, '', 'CLERK1', 1),
      'STALE',
      `RIS: order ${numbers.accession} has changed since revision 1; it is at 2 now.`,
    ],
  ])('refuses %s', (_, act, code, message) => {
    place();
    expect(act()).toEqual({ ok: false, code, message });
  });

  it('books orders by hand when automatic scheduling is off', () => {
    const { files } = hospital.room;
    const text = files.text('ris01', RIS_INTERFACES_PATH) ?? '';
    files.save('ris01', RIS_INTERFACES_PATH, text.replace('automatic=true', 'automatic=false'), 'CLERK1', '');
    expect(hospital.ris.deploy(RIS_INTERFACES_PATH, 'dkim')).toEqual({ ok: true, value: 2 });
    const order = place();
    expect([order.status, order.resource]).toEqual(['ORDERED', '']);
    hospital.ris.schedule(order.accession, { resource: 'CTROOM2', start: local(9) }, 'CLERK1');
    hospital.run();
    expect(hospital.titles().at(-1)).toBe('6664 ORM^O01 SC SC');
    expect(hospital.titles()).toContain('6665 OMI^O23 NW SC');
  });
});

describe('numbers', () => {
  it('are a function of seed and count, unlike each other, and legal', () => {
    const all = Array.from({ length: 500 }, (_, n) => orderNumbers('7', n));
    expect(all).toEqual(Array.from({ length: 500 }, (_, n) => orderNumbers('7', n)));
    expect(new Set(all.flatMap((each) => Object.values(each) as string[])).size).toBe(2500);
    for (const { accession, filler, requestedProcedureId, spsId, studyUid } of all) {
      expect(accession).toMatch(/^A26\d{7}$/);
      expect([filler.length, requestedProcedureId.length <= 16, spsId.length <= 16]).toEqual([7, true, true]);
      expect(studyUid).toMatch(/^2\.25\.[1-9]\d{30,38}$/);
    }
  });
});

describe('a gap in the schedule', () => {
  it.each([
    ['an empty day', [], 7, 10],
    ['the time before the first booking', [[20, 30]], 5, 5],
    ['after a booking that leaves no room before', [[10, 20]], 5, 20],
    [
      'between two bookings',
      [
        [0, 10],
        [25, 40],
      ],
      0,
      10,
    ],
    [
      'behind two that touch',
      [
        [5, 15],
        [15, 25],
      ],
      5,
      25,
    ],
  ])('is found in %s', (_, taken, earliest, expected) => {
    const bookings = taken.map(([start = 0, end = 0]) => ({ start: start * MINUTE, end: end * MINUTE }));
    expect(firstGap(bookings, earliest * MINUTE, 15 * MINUTE) / MINUTE).toBe(expected);
  });
});
