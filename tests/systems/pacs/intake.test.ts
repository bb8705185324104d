import { describe, expect, it } from 'vitest';
import { hashState } from '../../../server/core/state.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { SECOND } from '../../../server/core/clock.ts';
import { openAssociation, type OpenAssociation } from '../../../server/network/dicom-link.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { renderLogText } from '../../../server/systems/host/log.ts';
import { AE_CONF, MATCH_CONF, SERVER_PROPERTIES } from '../../../server/systems/pacs/baseline-files.ts';
import { matchConfText } from './match-conf.ts';
import { omar, orderMessage, rosa, type SmallHospital, smallHospital, type TestOrder } from './small-hospital.ts';

/** The patient is examined at CT1 with what the worklist says, `change` being a fault in it. */
function examine(at: SmallHospital, order: TestOrder, onWorklist: Partial<TestOrder> = {}): void {
  at.schedule({ ...order, ...onWorklist });
  at.ct1.performExam({ spsId: order.spsId, images: 2, seconds: 5 });
  at.run(60);
}

/** One association of a host, whatever comes of it. */
function associate<T>(
  at: SmallHospital,
  use: (association: OpenAssociation) => Task<T>,
  callingAe = 'NGH_WS1',
  calledAe = 'NGH_PACS',
): T | string {
  let result: T | string = 'nothing';
  at.room.kernel.spawn(
    'test',
    (function* () {
      const opened = yield* openAssociation(at.room, {
        from: 'xx01',
        callingAe,
        calledAe,
        target: { host: 'pacs01', port: 11112 },
        contexts: [sopClass.verification, sopClass.studyRootFind, sopClass.ctImage].map((abstractSyntax) => ({
          abstractSyntax,
          transferSyntaxes: [EXPLICIT_LE],
        })),
        timeout: 10 * SECOND,
      });
      if (opened.kind !== 'open') {
        result = opened.kind === 'rejected' ? opened.text : opened.detail;
        return;
      }
      result = yield* use(opened.association);
      yield* opened.association.release();
    })(),
  );
  at.run(1);
  return result;
}

describe('images and orders', () => {
  it('meet: the study is verified, the order completed, the RIS told, all from the bytes', () => {
    const at = smallHospital();
    expect(at.announce(rosa)).toBe('AA');
    examine(at, rosa);
    expect(at.only()).toMatchObject({
      status: 'VERIFIED',
      orderKey: rosa.filler,
      linkedBy: 'match',
      reason: undefined,
    });
    expect(at.pacs.orders('COMPLETED')).toMatchObject([{ key: rosa.filler, linkedStudy: rosa.studyUid }]);
    expect(at.reports).toEqual([`CM ${rosa.accession}`]);
    const rows = at.room.journal.state.events.slice().filter(({ kind }) => kind === 'row');
    expect(rows.map(({ title }) => title)).toEqual([
      `order ${rosa.accession} OPEN (NW)`,
      'study begun, sent by NGH_CT1',
      `VERIFIED ${rosa.accession}`,
      `order ${rosa.accession} COMPLETED`,
    ]);
  });

  it('are not judged before the sender has been silent for a while', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule(rosa);
    at.ct1.performExam({ spsId: rosa.spsId, images: 2, seconds: 5 });
    at.run(8);
    expect(at.only()).toMatchObject({ status: 'RECEIVING', instanceUids: [expect.any(String), expect.any(String)] });
    at.run(10);
    expect(at.only().status).toBe('VERIFIED');
  });

  it('do not meet with the filler number as accession: ACCESSION_NOT_FOUND, and no report', () => {
    const at = smallHospital();
    at.announce(rosa);
    examine(at, rosa, { accession: rosa.filler });
    expect(at.only()).toMatchObject({
      status: 'UNVERIFIED',
      reason: 'ACCESSION_NOT_FOUND',
      detail: 'no order for accession number F500123',
    });
    expect(at.reports).toEqual([]);
    expect(at.pacs.candidates(rosa.studyUid)[0]).toMatchObject({
      order: { accession: rosa.accession },
      why: ['accession-is-filler', 'same-study-uid', 'same-patient'],
      agree: 7,
      of: 9,
    });
  });

  it('meet later when the order comes after the images', () => {
    const at = smallHospital();
    examine(at, rosa);
    expect(at.only().reason).toBe('ACCESSION_NOT_FOUND');
    at.announce(rosa);
    expect(at.only().status).toBe('VERIFIED');
  });

  it('without accession number stay unverified when the order comes, unless the rules say otherwise', () => {
    for (const lateOrders of ['accession', 'single-candidate']) {
      const at = smallHospital();
      at.room.files.save(
        'pacs01',
        MATCH_CONF,
        matchConfText({ 'late.orders': lateOrders, 'study.uid': 'ignore' }),
        'pgreen',
        '',
      );
      expect(at.pacs.deploy(MATCH_CONF, 'pgreen')).toMatchObject({ ok: true });
      const { patientId, name, birthDate, sex } = omar;
      at.cr1.sendUnscheduled(
        { patientId, name, birthDate, sex, issuer: 'NGH', accession: '', procedureCode: 'DXCH1P', description: '' },
        { images: 1, seconds: 5 },
      );
      at.run(30);
      expect(at.only().reason).toBe('NO_ACCESSION');
      at.announce(omar);
      expect([lateOrders, at.only().status, at.only().accession]).toEqual(
        lateOrders === 'accession' ? [lateOrders, 'UNVERIFIED', ''] : [lateOrders, 'VERIFIED', omar.accession],
      );
    }
  });

  it('of a changed match.conf behave as it says', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.room.files.save('pacs01', MATCH_CONF, matchConfText({ 'match.by': 'accession,filler' }), 'pgreen', '');
    at.pacs.deploy(MATCH_CONF, 'pgreen');
    examine(at, rosa, { accession: rosa.filler });
    expect(at.only()).toMatchObject({ status: 'VERIFIED', accession: rosa.filler });
  });
});

describe('the DICOM port', () => {
  it.each([
    ['an unknown calling AE title', 'ROGUE', 'NGH_PACS', 'calling-AE-title-not-recognized'],
    ['a known one in other case', 'NGH_Ct1', 'NGH_PACS', 'calling-AE-title-not-recognized'],
    ['a wrong called AE title', 'NGH_CT1', 'NGH_Pacs', 'called-AE-title-not-recognized'],
  ])('rejects %s', (_, calling, called, reason) => {
    const at = smallHospital();
    expect(associate(at, (association) => association.echo(), calling, called)).toBe(reason);
  });

  it('lets anyone in when ae.check is off', () => {
    const at = smallHospital();
    const text = (at.room.files.text('pacs01', SERVER_PROPERTIES) ?? '').replace('ae.check=on', 'ae.check=off');
    at.room.files.save('pacs01', SERVER_PROPERTIES, text, 'pgreen', '');
    at.pacs.deploy(SERVER_PROPERTIES, 'pgreen');
    expect(associate(at, (association) => association.echo(), 'ROGUE')).toMatchObject({ status: 0 });
  });

  it('listens where its settings say, and not where they said before', () => {
    const at = smallHospital();
    const text = (at.room.files.text('pacs01', SERVER_PROPERTIES) ?? '').replace(
      'dicom.port=11112',
      'dicom.port=11113',
    );
    at.room.files.save('pacs01', SERVER_PROPERTIES, text, 'pgreen', '');
    at.pacs.deploy(SERVER_PROPERTIES, 'pgreen');
    expect(associate(at, (association) => association.echo())).toBe('pacs01:11112 refused the connection');
  });

  it('takes a known instance again without change, and puts one with other pixels aside', () => {
    const at = smallHospital();
    at.announce(rosa);
    examine(at, rosa);
    const before = hashState(at.pacs.state.studies, at.pacs.state.instances);
    const sopUid = at.only().instanceUids[0] ?? '';
    const image = at.pacs.instanceDataSet(sopUid) ?? DataSet.empty;
    const other = image.with(0x7fe00010, 'OW', new Uint8Array(8192));
    const stored = associate(at, function* (association) {
      const same = yield* association.store(image, sopClass.ctImage, sopUid);
      const different = yield* association.store(other, sopClass.ctImage, sopUid);
      return [same, different];
    });
    expect(stored).toMatchObject([
      { status: 0 },
      { status: 0x0111, errorComment: 'SOP Instance UID known with other pixels' },
    ]);
    expect(hashState(at.pacs.state.studies, at.pacs.state.instances)).toBe(before);
    expect([...at.pacs.state.quarantine.values()]).toMatchObject([
      { sopUid, fromAe: 'NGH_WS1', studyUid: rosa.studyUid },
    ]);
  });

  it.each([
    ['without study UID', (image: DataSet) => image.without(0x0020000d), 0xc000],
    [
      'with another SOP Instance UID than the command',
      (image: DataSet) => image.with(0x00080018, 'UI', '2.25.5'),
      0xa900,
    ],
  ])('refuses an image %s', (_, spoil, status) => {
    const at = smallHospital();
    examine(at, rosa);
    const image = (at.pacs.instanceDataSet(at.only().instanceUids[0] ?? '') ?? DataSet.empty).with(
      0x00080018,
      'UI',
      '2.25.4',
    );
    expect(associate(at, (association) => association.store(spoil(image), sopClass.ctImage, '2.25.4'))).toMatchObject({
      status,
    });
  });

  it('answers Study Root queries at all levels from the headers', () => {
    const at = smallHospital();
    at.announce(rosa);
    examine(at, rosa);
    const ask = (
      level: string,
      ...keys: readonly (readonly [number, 'UI' | 'LO' | 'SH' | 'PN' | 'IS', string])[]
    ): unknown => {
      const found = associate(at, (association) =>
        association.find(sopClass.studyRootFind, DataSet.build([[0x00080052, 'CS', level], ...keys])),
      );
      if (typeof found === 'string' || found.kind !== 'answered') return found;
      return found.results.map((result) => keys.map(([tag]) => result.text(tag)));
    };
    const { studyUid } = rosa;
    const seriesUid = at.only().seriesUids[0] ?? '';
    expect(ask('STUDY', [0x00100010, 'PN', 'delgado*'], [0x0020000d, 'UI', ''], [0x00201208, 'IS', ''])).toEqual([
      [rosa.name, studyUid, '2'],
    ]);
    expect(ask('STUDY', [0x00100020, 'LO', '99'])).toEqual([]);
    expect(ask('SERIES', [0x0020000d, 'UI', studyUid], [0x0020000e, 'UI', ''])).toEqual([[studyUid, seriesUid]]);
    expect(
      ask('IMAGE', [0x0020000d, 'UI', studyUid], [0x0020000e, 'UI', seriesUid], [0x00080018, 'UI', '']),
    ).toHaveLength(2);
    expect(ask('PATIENT', [0x00100020, 'LO', ''])).toMatchObject([]);
  });
});

describe('the HL7 port', () => {
  const message = (change: (text: string) => string): string =>
    change(orderMessage(rosa, 'NW', '20260316080000', 'X1'));
  it.each<[string, (text: string) => string, string]>([
    [
      'an order without identifier of the hospital',
      (text) => text.replace('NGH&2.999.1.10.1&ISO', 'WFC'),
      'AE no patient identifier of authority NGH',
    ],
    ['an order without filler number', (text) => text.replaceAll('F500123^RIS', ''), 'AE filler order number missing'],
    ['an order without accession number', (text) => text.replace('A260001234', ''), 'AE accession number missing'],
    ['an unknown order control', (text) => text.replace('ORC|NW', 'ORC|ZZ'), 'AE order control "ZZ"'],
    ['another version', (text) => text.replace('|2.3.1|', '|2.6|'), 'AR version 2.6 is not supported'],
    ['another type', (text) => text.replace('ORM^O01', 'SIU^S12'), 'AR message type SIU is not supported'],
  ])('answers %s', (_, change, expected) => {
    const at = smallHospital();
    expect(at.send(message(change))).toBe(expected);
    expect(at.pacs.orders()).toEqual([]);
  });

  it('takes the patient identifier by authority, not by place, and reads OMI^O23 like ORM^O01', () => {
    const at = smallHospital();
    at.announce(rosa);
    const [fromOrm] = at.pacs.orders();
    expect(fromOrm).toMatchObject({
      patientId: '10004521',
      issuer: 'NGH',
      studyUid: rosa.studyUid,
      spsId: rosa.spsId,
      scheduled: rosa.start,
    });
    const omi = [
      'MSH|^~\\&|RIS|NGHRAD|PACS|NGH|20260316090000-0500||OMI^O23^OMI_O23|X2|P|2.5.1||||||UNICODE UTF-8',
      'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR||DELGADO^ROSA||19890822|F',
      'ORC|XO|P1^HIS|F500123^RIS||SC',
      'TQ1|1||||||20260316093000-0500||R',
      'OBR|1|P1^HIS|F500123^RIS|CTCHW^CT chest with contrast^NGHPROC',
      `IPC|A260001234^RIS|RP1^RIS|${rosa.studyUid}|SPS500123^RIS|CT|||RADCT|NGH_CT1`,
      '',
    ].join('\r');
    expect(at.send(omi)).toBe('AA');
    const [fromOmi] = at.pacs.orders();
    expect(fromOmi).toEqual({
      ...fromOrm,
      accessionIssuer: 'RIS',
      messageTime: '20260316090000',
      receivedAt: fromOmi?.receivedAt,
      eventId: fromOmi?.eventId,
    });
  });

  it('keeps the newer of two messages, cancels open orders, and never cancels one that has images', () => {
    const at = smallHospital();
    at.announce({ ...rosa, text: 'new' }, 'XO', '20260316081000');
    at.announce({ ...rosa, text: 'old' }, 'NW', '20260316080000');
    expect(at.pacs.orders()).toMatchObject([{ procedureText: 'new', status: 'OPEN' }]);
    at.announce(rosa, 'CA', '20260316082000');
    expect(at.pacs.orders()).toMatchObject([{ status: 'CANCELED' }]);
    at.announce(rosa, 'NW', '20260316083000');
    examine(at, rosa);
    at.announce(rosa, 'CA', '20260316084000');
    expect(at.pacs.orders()).toMatchObject([{ status: 'COMPLETED', linkedStudy: rosa.studyUid }]);
  });

  it('gives open orders the demographics of a later ADT', () => {
    const at = smallHospital();
    at.announce(rosa);
    const adt = [
      'MSH|^~\\&|HIS|NGH|PACS|NGH|20260316083000||ADT^A08|X3|P|2.3.1',
      'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR||DELGADO-RUIZ^ROSA^^III^DR||19890822|F',
      '',
    ].join('\r');
    expect(at.send(adt)).toBe('AA');
    expect(at.pacs.orders()).toMatchObject([{ name: 'DELGADO-RUIZ^ROSA^^DR^III' }]);
  });
});

describe('the archive as a machine', () => {
  it('refuses settings that do not parse, from whom may change them; others may not', () => {
    const at = smallHospital();
    at.room.files.save('pacs01', AE_CONF, 'NGH_CT1 ct01', 'pgreen', '');
    expect(at.pacs.deploy(AE_CONF, 'ianders')).toEqual({
      ok: false,
      code: 'not-permitted',
      message: 'NGPACS: user ianders is not authorised to change the configuration.',
    });
    expect(at.pacs.deploy(AE_CONF, 'pgreen')).toEqual({
      ok: false,
      code: 'does-not-parse',
      message:
        '/etc/ngpacs/ae.conf line 1: found "NGH_CT1 ct01", expected AE title (at most 16 characters), host, port',
    });
    const last = at.room.logs.state.lines.last();
    expect(last && `${last.path} ${last.level} ${renderLogText(last)}`).toBe(
      '/var/log/ngpacs/server.log ERROR reload refused: /etc/ngpacs/ae.conf line 1: found "NGH_CT1 ct01", expected AE title (at most 16 characters), host, port',
    );
  });

  it('can be copied at a quiet instant; the copy goes its own way', () => {
    const at = smallHospital();
    at.announce(rosa);
    examine(at, rosa, { accession: '' });
    const before = hashState(at.pacs.state);
    const copy = at.fork();
    expect(hashState(copy.state)).toBe(before);
    expect(copy.reconcile.link(rosa.studyUid, rosa.filler, { user: 'pgreen', reason: 'same exam' }).ok).toBe(true);
    expect(copy.study(rosa.studyUid)?.study.status).toBe('VERIFIED');
    expect(hashState(at.pacs.state)).toBe(before);
  });
});
