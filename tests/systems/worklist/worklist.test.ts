import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { openAssociation } from '../../../server/network/dicom-link.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { Engine } from '../../../server/systems/engine/engine.ts';
import { emptyEngine, type EngineState } from '../../../server/systems/engine/state.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { emptyWorklist, type WorklistState } from '../../../server/systems/worklist/state.ts';
import { Worklist } from '../../../server/systems/worklist/worklist.ts';
import { deliver, logText, machineRoom, Receiver } from '../engine/room.ts';
import { adt, omi, orm } from '../mapping/order-messages.ts';

const MAPPING = '/etc/ngmwl/order-mapping.yaml';
const CONF = '/etc/ngmwl/mwl.conf';
const STATIONS = '/opt/engine/lookup/RES2STATION.csv';
const UID = '2.25.119731204387015960412785234019876543210';

interface Bench {
  readonly room: MachineRoom;
  readonly worklist: Worklist;
  readonly state: WorklistState;
  readonly engine: Engine;
  readonly engineState: EngineState;
  /** Through the engine, as the RIS does. */
  order(payload: Uint8Array, port?: number): void;
  statuses(): string[];
}

function bench(): Bench {
  const room = machineRoom();
  const state = emptyWorklist();
  const worklist = new Worklist(room, state);
  const engineState = emptyEngine();
  const engine = new Engine(room, engineState);
  for (const [host, port] of [
    ['pacs01', 2576],
    ['his01', 6660],
    ['ris01', 6662],
  ] as const)
    new Receiver(room, host, port);
  return {
    room,
    worklist,
    state,
    engine,
    engineState,
    order: (payload, port = 6664) => {
      deliver(room, payload, { host: 'eng01', port });
      room.kernel.runUntil(room.kernel.now + SECOND);
    },
    statuses: () => [...state.items.values()].map((row) => `${row.spsId} ${row.status}`),
  };
}

interface Asked {
  readonly ae?: string;
  readonly date?: string;
  readonly calledAe?: string;
  readonly station?: string;
}

/** What a scanner's query brings: patient, accession, station of each item, or how it failed. */
function query(
  room: MachineRoom,
  { ae = 'NGH_CT1', date = '20260316', calledAe = 'NGH_MWL', station = ae }: Asked = {},
): unknown {
  let result: unknown;
  function* scanner(): Task<void> {
    const opened = yield* openAssociation(room, {
      from: 'ct01',
      callingAe: ae,
      calledAe,
      target: { host: 'mwl01', port: 11113 },
      contexts: [{ abstractSyntax: sopClass.modalityWorklistFind, transferSyntaxes: [IMPLICIT_LE, EXPLICIT_LE] }],
      timeout: 10 * SECOND,
    });
    if (opened.kind !== 'open') {
      result = [opened.kind, opened.kind === 'rejected' ? opened.text : opened.detail];
      return;
    }
    const found = yield* opened.association.find(
      sopClass.modalityWorklistFind,
      DataSet.build([
        [0x00080050, 'SH', ''],
        [0x00100010, 'PN', ''],
        [0x00101030, 'DS', ''],
        [0x0020000d, 'UI', ''],
        [
          0x00400100,
          'SQ',
          [
            [
              [0x00400001, 'AE', station],
              [0x00400002, 'DA', date],
              [0x00400003, 'TM', ''],
              [0x00080060, 'CS', ''],
              [0x00400009, 'SH', ''],
            ],
          ],
        ],
      ]),
    );
    yield* opened.association.release();
    result =
      found.kind === 'answered'
        ? found.results.map(
            (each) =>
              `${each.text(0x00100010)} ${each.text(0x00080050)} ${each.items(0x00400100)[0]?.text(0x00400001) ?? ''}`,
          )
        : found;
  }
  room.kernel.spawn('scanner', scanner());
  room.kernel.runToQuiet(room.kernel.now + 5 * MINUTE);
  return result;
}

describe('an order on its way to the scanner', () => {
  it.each([
    ['ORM^O01 2.3.1', orm(), 6664],
    ['OMI^O23 2.5.1', omi(), 6665],
  ])('as %s is on the list of its own scanner, and of no other', (_, payload, port) => {
    const hospital = bench();
    hospital.order(payload, port);
    expect(query(hospital.room)).toEqual(['DELGADO^ROSA^M^DR^III A260001234 NGH_CT1']);
    expect(query(hospital.room, { ae: 'NGH_CT2' })).toEqual([]);
    expect(query(hospital.room, { date: '20260317' })).toEqual([]);
    expect(query(hospital.room, { date: '20260315-20260317' })).toHaveLength(1);
    expect(query(hospital.room, { station: '' })).toHaveLength(1);
  });

  it('moves with XO, leaves with CA, comes back with a newer NW, and ignores what is older', () => {
    const hospital = bench();
    hospital.order(orm({ sentAt: '20260316081000' }));
    hospital.order(orm({ control: 'XO', resource: 'CTROOM2', sentAt: '20260316081100' }));
    expect([query(hospital.room), query(hospital.room, { ae: 'NGH_CT2' })]).toEqual([
      [],
      ['DELGADO^ROSA^M^DR^III A260001234 NGH_CT2'],
    ]);
    hospital.order(orm({ control: 'CA', status: 'CA', resource: 'CTROOM2', sentAt: '20260316081200' }));
    expect([hospital.statuses(), query(hospital.room, { ae: 'NGH_CT2' })]).toEqual([['SPS500123 CANCELED'], []]);
    hospital.order(orm({ sentAt: '20260316081030' }));
    expect(hospital.statuses()).toEqual(['SPS500123 CANCELED']);
    hospital.order(orm({ sentAt: '20260316081300' }));
    expect([hospital.statuses(), query(hospital.room)]).toEqual([
      ['SPS500123 SCHEDULED'],
      ['DELGADO^ROSA^M^DR^III A260001234 NGH_CT1'],
    ]);
  });

  it('leaves the list when the RIS reports it completed, and no late message brings it back', () => {
    const hospital = bench();
    hospital.order(orm());
    hospital.order(orm({ control: 'SC', status: 'CM', sentAt: '20260316100000' }));
    expect([hospital.statuses(), query(hospital.room)]).toEqual([['SPS500123 COMPLETED'], []]);
    hospital.order(orm({ control: 'CA', status: 'CA', sentAt: '20260316110000' }));
    hospital.order(orm({ sentAt: '20260316110000' }));
    expect(hospital.statuses()).toEqual(['SPS500123 COMPLETED']);
  });

  it('takes the weight from ADT where the order has none, and a corrected name for open steps', () => {
    const hospital = bench();
    hospital.order(adt({ weight: '71.5' }), 6661);
    hospital.order(orm());
    const row = [...hospital.state.items.values()][0];
    expect(row && hospital.worklist.item(row).text(0x00101030)).toBe('71.5');
    hospital.order(adt({ name: 'DELGADO^ROSALIA' }), 6661);
    expect(query(hospital.room)).toEqual(['DELGADO^ROSALIA A260001234 NGH_CT1']);
  });

  it('is refused with AE when a required value is missing, which the engine shows', () => {
    const hospital = bench();
    hospital.order(orm({ sps: '' }));
    expect([...hospital.engineState.errors.values()].map((each) => [each.kind, each.destination, each.text])).toEqual([
      ['ERROR', 'mwl', expect.stringMatching(/^AE .*\(0040,0100\)>\(0040,0009\)/)],
    ]);
    expect(hospital.state.items.size).toBe(0);
  });

  it.each([
    ['a type', adt().map((byte) => byte), 'ADT^A04', 'ORU^R01', 'AR'],
    ['a version', orm(), '|2.3.1|', '|2.6|', 'AR'],
    ['an order control', orm(), 'ORC|NW', 'ORC|ZZ', 'AE'],
  ])('is answered when it has %s that is not taken', (_, payload, from, to, code) => {
    const hospital = bench();
    const bytes = new TextEncoder().encode(new TextDecoder().decode(payload).replace(from, to));
    expect(deliver(hospital.room, bytes, { host: 'mwl01', port: 2575 }, 'eng01')).toMatchObject({
      kind: 'answered',
      ack: { code },
    });
  });
});

describe('who may ask', () => {
  it.each([
    ['an unknown calling AE', { ae: 'NGH_CT9' }, ['rejected', 'calling-AE-title-not-recognized']],
    ['a calling AE in the wrong case', { ae: 'ngh_ct1' }, ['rejected', 'calling-AE-title-not-recognized']],
    ['another called AE', { calledAe: 'NGH_PACS' }, ['rejected', 'called-AE-title-not-recognized']],
  ])('is rejected: %s', (_, asked, expected) => {
    expect(query(bench().room, asked)).toEqual(expected);
  });
});

describe('a station title in the wrong case', () => {
  const broken = (): Bench => {
    const hospital = bench();
    hospital.room.files.save(
      'eng01',
      STATIONS,
      (hospital.room.files.text('eng01', STATIONS) ?? '').replace('NGH_CT1', 'NGH_Ct1'),
      'ianders',
      '',
    );
    hospital.engine.deploy('ianders', STATIONS);
    hospital.order(orm());
    return hospital;
  };

  it("is on nobody's list until the table is right and the message reprocessed", () => {
    const hospital = broken();
    expect([query(hospital.room), query(hospital.room, { station: '' })]).toEqual([
      [],
      ['DELGADO^ROSA^M^DR^III A260001234 NGH_Ct1'],
    ]);
    hospital.room.files.save(
      'eng01',
      STATIONS,
      hospital.room.files.get('eng01', STATIONS)?.versions[0]?.text ?? '',
      'ianders',
      'restored',
    );
    hospital.engine.deploy('ianders', STATIONS);
    hospital.engine.reprocess('ianders', [1]);
    hospital.room.kernel.runUntil(hospital.room.kernel.now + SECOND);
    expect([query(hospital.room), hospital.state.items.size]).toEqual([
      ['DELGADO^ROSA^M^DR^III A260001234 NGH_CT1'],
      1,
    ]);
  });

  it.each([
    ['ignore-case', ['DELGADO^ROSA^M^DR^III A260001234 NGH_Ct1'], []],
    ['ignore', ['DELGADO^ROSA^M^DR^III A260001234 NGH_Ct1'], ['DELGADO^ROSA^M^DR^III A260001234 NGH_Ct1']],
  ])('can be hidden by query.station.ae=%s', (how, ofCt1, ofCt2) => {
    const hospital = broken();
    hospital.room.files.save(
      'mwl01',
      CONF,
      (hospital.room.files.text('mwl01', CONF) ?? '').replace('query.station.ae=exact', `query.station.ae=${how}`),
      'ianders',
      '',
    );
    expect(hospital.worklist.deploy(CONF, 'ianders')).toEqual({ ok: true, value: 2 });
    expect([query(hospital.room), query(hospital.room, { ae: 'NGH_CT2' })]).toEqual([ofCt1, ofCt2]);
  });

  it('can be corrected by hand in one entry, which is audited', () => {
    const hospital = broken();
    const key = `${UID}|SPS500123`;
    expect(hospital.worklist.editItem(key, '(0040,0001)', 'NGH_CT1', 'mlopez').ok).toBe(false);
    expect(hospital.worklist.editItem(key, '(0040,0001)', 'NGH_CT1', 'ianders', 7)).toMatchObject({
      ok: false,
      code: 'stale',
    });
    expect(hospital.worklist.editItem(key, '(0040,0001)', 'NGH_CT1', 'ianders', 1)).toMatchObject({
      ok: true,
      value: { revision: 2, editedBy: 'ianders' },
    });
    expect(query(hospital.room)).toEqual(['DELGADO^ROSA^M^DR^III A260001234 NGH_CT1']);
    expect(hospital.state.audit.slice().map(({ user, before, after }) => [user, before, after])).toEqual([
      ['ianders', 'NGH_Ct1', 'NGH_CT1'],
    ]);
    expect(hospital.worklist.deleteItem(key, 'ianders').ok).toBe(true);
    expect(hospital.worklist.deleteItem(key, 'ianders')).toMatchObject({ ok: false, code: 'gone' });
  });

  it('edited by hand, an older message still does not undo what came later', () => {
    const hospital = bench();
    hospital.order(orm({ sentAt: '20260316081000' }));
    hospital.order(orm({ control: 'XO', resource: 'CTROOM2', sentAt: '20260316081100' }));
    hospital.worklist.editItem(`${UID}|SPS500123`, '(0032,1060)', 'by hand', 'ianders');
    hospital.engine.reprocess('ianders', [1]);
    hospital.room.kernel.runUntil(hospital.room.kernel.now + SECOND);
    expect(query(hospital.room, { ae: 'NGH_CT2' })).toHaveLength(1);
  });
});

describe('a mapping that is put into service', () => {
  it.each([
    [
      'an unknown tag',
      (text: string) => text.replace('target: (0008,0050)', 'target: (0008,00FF)'),
      'a tag of the DICOM dictionary ((0008,00FF) is none)',
    ],
    [
      'a path that is none',
      (text: string) => text.replace('2.3.1: OBR-18.1', '2.3.1: OBR18'),
      'a place like OBR-18, PID-3.4.1 or AL1[*]-3.2',
    ],
    [
      'an unknown function',
      (text: string) => text.replace('function: sex', 'function: sexx'),
      'one of copy, first-component',
    ],
    [
      'a function that writes HL7 delimiters only',
      (text: string) => text.replace('type: XPN', 'type: XPM'),
      'one of XPN, XCN, CNN',
    ],
  ])('is refused with %s', (_, change, expected) => {
    const hospital = bench();
    const before = hospital.room.files.text('mwl01', MAPPING) ?? '';
    hospital.room.files.save('mwl01', MAPPING, change(before), 'ianders', '');
    const result = hospital.worklist.deploy(MAPPING, 'ianders');
    expect(result.ok).toBe(false);
    if (!result.ok) expect(result.message).toMatch(/^\/etc\/ngmwl\/order-mapping\.yaml line \d+: found /);
    if (!result.ok) expect(result.message).toContain(expected);
    expect(logText(hospital.room, 'ERROR')[0]).toContain('reload refused');
    hospital.order(orm());
    expect(query(hospital.room)).toHaveLength(1);
  });
});
