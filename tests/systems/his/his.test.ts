import { beforeEach, describe, expect, it } from 'vitest';
import { medicalRecordNumberAt } from '../../../server/systems/his/registration.ts';
import { HIS_INTERFACES_PATH } from '../../../server/systems/his/baseline-files.ts';
import { chest, delgado, TwoApplications } from '../interface/two-applications.ts';

let hospital: TwoApplications;
beforeEach(() => {
  hospital = new TwoApplications();
});

describe('the HIS', () => {
  it('registers a patient with the reference ADT^A04', () => {
    expect(hospital.his.registerPatient(delgado, 'REG1')).toMatchObject({ ok: true, value: { mrn: '10004521' } });
    hospital.run();
    expect(hospital.texts()).toEqual([
      [
        'MSH|^~\\&|HIS|NGH|ENG|NGH|20260317080000||ADT^A04^ADT_A01|HIS0098801|P|2.3.1||||||8859/1',
        'EVN|A04|20260317080000',
        'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR~W20871^^^WFC&2.999.1.20.1&ISO^MR||DELGADO^ROSA^M^III^DR||19890822|F|||12 HILL RD^^NORTHGATE^^00000|||||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN',
        'PV1||O|RADCT^^^NGH||||1001^BRANDT^OTTO|2002^OKAFOR^ADA^^^DR||RAD|||||B6||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN',
        'AL1|1|DA|IOD^Iodinated contrast^L|MO',
        'OBX|1|NM|29463-7^Body weight^LN||71.5|kg|||||F',
      ],
    ]);
  });

  it('sends names in the bytes of 8859/1 and escapes what would be a delimiter', () => {
    const name = { ...delgado.name, family: 'MÜLLER & SON', given: 'JOSÉ' };
    hospital.his.registerPatient({ ...delgado, name }, 'REG1');
    hospital.run();
    const [sent] = hospital.received;
    expect(sent?.message.value('PID-5.1')).toBe('MÜLLER & SON');
    expect(Buffer.from(sent?.bytes ?? []).toString('latin1')).toContain('|M\xdcLLER \\T\\ SON^JOS\xc9^');
  });

  it('places an order that the RIS acknowledges with its filler number', () => {
    hospital.his.registerPatient(delgado, 'REG1');
    const placed = hospital.his.placeOrder(chest, 'aokafor');
    expect(placed).toMatchObject({ ok: true, value: { placer: 'P700123', status: 'PLACED', filler: '' } });
    hospital.run();
    const order = hospital.received.find(({ port }) => port === 6663);
    expect(order?.message.segmentText('ORC')).toBe(
      'ORC|NW|P700123^HIS|||||1^^^20260317093000^^R||20260317080000|aokafor||2002^OKAFOR^ADA^^^DR||5550142',
    );
    expect(order?.message.segmentText('OBR')).toBe(
      'OBR|1|P700123^HIS||CTCHW^CT chest with contrast^NGHPROC||||||||INF^Contact isolation^L|Asthma|||2002^OKAFOR^ADA^^^DR|||||||||||1^^^20260317093000^^R|||WHLC|R91.1^Lung nodule follow-up^I10',
    );
    expect(hospital.his.state.orders.get('P700123')).toMatchObject({
      status: 'ACCEPTED',
      filler: hospital.ris.orderByPlacer('P700123')?.filler,
    });
  });

  it('changes and cancels only what is open, and shows a cancellation when the RIS has confirmed it', () => {
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.his.placeOrder(chest, 'aokafor');
    hospital.run();
    expect(hospital.his.changeOrder('P700123', { transport: 'CART' }, 'aokafor')).toMatchObject({ ok: true });
    hospital.run();
    expect(hospital.his.cancelOrder('P700123', 'patient went home', 'aokafor')).toMatchObject({
      value: { status: 'CANCEL_REQUESTED' },
    });
    hospital.run();
    expect(hospital.his.state.orders.get('P700123')?.status).toBe('CANCELED');
    expect(hospital.his.changeOrder('P700123', { transport: 'WALK' }, 'aokafor')).toEqual({
      ok: false,
      code: 'ORDER_CLOSED',
      message: 'Order P700123 is CANCELED.',
    });
  });

  it('sends an update and keeps the visit', () => {
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.his.updatePatient('10004521', { weight: '70' }, 'REG1', 1);
    hospital.run();
    const update = hospital.received[1]?.message;
    expect([update?.value('MSH-9.2'), update?.value('OBX-5'), update?.value('PID-18.1')]).toEqual([
      'A08',
      '70',
      'V900331',
    ]);
  });

  it.each([
    [
      'a user without the right',
      () => hospital.his.placeOrder(chest, 'mlopez'),
      'NO_RIGHT',
      'HIS: user mlopez has no right ORDER.',
    ],
    [
      'an unknown patient',
      () => hospital.his.placeOrder({ ...chest, mrn: '10000000' }, 'aokafor'),
      'UNKNOWN_PATIENT',
      'No patient 10000000.',
    ],
    [
      'an unknown procedure',
      () => hospital.his.placeOrder({ ...chest, procedure: 'XX' }, 'aokafor'),
      'UNKNOWN_PROCEDURE',
      'XX is not in the order catalogue.',
    ],
    [
      'a number twice',
      () => hospital.his.registerPatient(delgado, 'REG1'),
      'DUPLICATE_MRN',
      '10004521 is registered already.',
    ],
    [
      'a name that the interface lacks',
      () => hospital.his.updatePatient('10004521', { name: { ...delgado.name, given: 'Łucja' } }, 'REG1'),
      'INVALID',
      '"Ł" can\'t be sent in 8859/1.',
    ],
    [
      'a stale revision',
      () => hospital.his.updatePatient('10004521', { sex: 'M' }, 'REG1', 7),
      'STALE',
      '10004521 has changed since revision 7; it is at 1 now.',
    ],
    ['an unknown order', () => hospital.his.cancelOrder('P1', '', 'aokafor'), 'UNKNOWN_ORDER', 'No order P1.'],
  ])('refuses %s in its own words and sends nothing', (_, act, code, message) => {
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.run();
    expect(act()).toEqual({ ok: false, code, message });
    hospital.run();
    expect(hospital.received.length).toBe(1);
  });

  it('gives every patient another number', () => {
    const numbers = Array.from({ length: 10_000 }, (_, n) => medicalRecordNumberAt('s', n));
    expect(new Set(numbers).size).toBe(10_000);
    expect(numbers.every((number) => /^1000\d{4}$/.test(number))).toBe(true);
  });

  it('answers AR to what it does not take and AE to an order it does not know', () => {
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.run();
    const adt = hospital.received[0];
    expect(hospital.deliver(adt?.bytes ?? new Uint8Array(), 'his01', 6660)?.segmentText('MSA')).toBe(
      'MSA|AR|HIS0098801|ADT\\S\\A04 is not taken here',
    );
    const status = adt?.message.setRaw('MSH-9', 'ORM^O01').insertSegmentAfter('PV1', 'ORC|SC|P1^HIS|F1^RIS||CM');
    expect(hospital.deliver(status?.bytes ?? new Uint8Array(), 'his01', 6660)?.segmentText('ERR')).toBe(
      'ERR|ORC^1^2^204&Unknown key identifier&HL70357',
    );
  });

  it('refuses settings that do not parse, and goes on with the old ones', () => {
    const { files } = hospital.room;
    files.save('his01', HIS_INTERFACES_PATH, 'application=HIS\nadt.port=many\n', 'dkim', 'oops');
    expect([
      hospital.his.deploy(HIS_INTERFACES_PATH, 'dkim'),
      hospital.his.deploy(HIS_INTERFACES_PATH, 'mlopez'),
    ]).toEqual([
      {
        ok: false,
        code: 'does-not-parse',
        message: '/etc/his/interfaces.conf line 2: found "adt.port=many", expected a port from 1 to 65535',
      },
      { ok: false, code: 'not-permitted', message: 'his01: mlopez may not configure this server.' },
    ]);
    // Even where it was put in service past the application.
    files.deploy('his01', HIS_INTERFACES_PATH);
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.run();
    expect(hospital.titles()).toEqual(['6661 ADT^A04']);
  });
});

describe('the outgoing interface', () => {
  it('tries again after 3 s, 30 s and 5 minutes while the engine is away, and then sends in order', () => {
    hospital.room.network.state.hosts.update('eng01', { up: false });
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.his.updatePatient('10004521', { weight: '80' }, 'REG1');
    hospital.run(21 + 3 + 21 + 30 + 21 + 1);
    expect(hospital.log('his01').filter((line) => line.startsWith('WARN'))).toEqual([
      'WARN HIS0098801 to eng01:6661: eng01:6661 does not respond; next try in 3 s',
      'WARN HIS0098801 to eng01:6661: eng01:6661 does not respond; next try in 30 s',
      'WARN HIS0098801 to eng01:6661: eng01:6661 does not respond; next try in 300 s',
    ]);
    expect(hospital.his.outbox.waiting().length).toBe(2);
    hospital.room.network.state.hosts.update('eng01', { up: true });
    hospital.run(301);
    expect([hospital.titles(), hospital.his.outbox.waiting()]).toEqual([['6661 ADT^A04', '6661 ADT^A08'], []]);
  });

  it('puts what is refused aside and goes on', () => {
    hospital.answer = (message) =>
      message.value('MSH-9.2') === 'A04'
        ? { code: 'AE', text: 'disk full', error: 'application-error' }
        : { code: 'AA' };
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.his.updatePatient('10004521', { weight: '80' }, 'REG1');
    hospital.run();
    expect(hospital.his.outbox.errors().map(({ controlId, detail }) => [controlId, detail])).toEqual([
      ['HIS0098801', 'AE disk full'],
    ]);
    expect(hospital.titles()).toEqual(['6661 ADT^A04', '6661 ADT^A08']);
  });

  it('goes on in a fork with what waits, without the origin noticing', () => {
    hospital.room.network.state.hosts.update('eng01', { up: false });
    hospital.his.registerPatient(delgado, 'REG1');
    hospital.run(22);
    const fork = hospital.fork();
    fork.room.network.state.hosts.update('eng01', { up: true });
    fork.run(10);
    expect([fork.titles(), fork.his.outbox.waiting().length]).toEqual([['6661 ADT^A04'], 0]);
    expect([hospital.titles(), hospital.his.outbox.waiting().length]).toEqual([[], 1]);
  });
});
