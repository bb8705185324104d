import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../server/core/clock.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { openAssociation, type OpenAssociation, type RetrieveResult, serveDicom } from '../../../server/network/dicom-link.ts'; // prettier-ignore
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { AE_CONF } from '../../../server/systems/pacs/baseline-files.ts';
import { omar, rosa, type SmallHospital, smallHospital, type TestOrder } from '../pacs/small-hospital.ts';

const classes = [
  sopClass.patientRootFind,
  sopClass.patientRootMove,
  sopClass.patientRootGet,
  sopClass.studyRootFind,
  sopClass.studyRootMove,
  sopClass.studyRootGet,
];

type Keys = readonly (readonly [number, 'UI' | 'LO' | 'PN' | 'IS' | 'CS' | 'AE', string])[];
const identifier = (level: string, keys: Keys): DataSet => DataSet.build([[0x00080052, 'CS', level], ...keys]);

/** Two studies of Rosa (CT, two images, and a portable chest) and one of Omar; a workstation at xx01. */
function filled(): SmallHospital {
  const at = smallHospital();
  const chest: TestOrder = { ...omar, ...{ patientId: rosa.patientId, name: rosa.name, studyUid: '2.25.333' } };
  const second = { ...chest, accession: 'A260009999', filler: 'F599999', spsId: 'SPS599999' };
  for (const [order, scanner, images] of [
    [rosa, at.ct1, 2],
    [omar, at.cr1, 1],
    [second, at.cr1, 1],
  ] as const) {
    at.announce(order);
    at.schedule(order);
    scanner.performExam({ spsId: order.spsId, images, seconds: 5 });
    at.run(60);
  }
  const registry = (at.room.files.text('pacs01', AE_CONF) ?? '').replace('ws01      4006', 'xx01      4006');
  at.room.files.save('pacs01', AE_CONF, registry, 'pgreen', '');
  at.pacs.deploy(AE_CONF, 'pgreen');
  return at;
}

function ask<T>(at: SmallHospital, use: (association: OpenAssociation) => Task<T>): T {
  const results: T[] = [];
  const storage = [sopClass.ctImage, sopClass.computedRadiographyImage];
  at.room.kernel.spawn(
    'workstation',
    (function* () {
      const opened = yield* openAssociation(at.room, {
        from: 'xx01',
        callingAe: 'NGH_WS1',
        calledAe: 'NGH_PACS',
        target: { host: 'pacs01', port: 11112 },
        contexts: [...classes, ...storage].map((abstractSyntax) => ({
          abstractSyntax,
          transferSyntaxes: [EXPLICIT_LE],
        })),
        roleSelections: storage.map((sopClassUid) => ({ sopClassUid, scu: false, scp: true })),
        timeout: 10 * SECOND,
      });
      if (opened.kind !== 'open') return;
      results.push(yield* use(opened.association));
      yield* opened.association.release();
    })(),
  );
  at.run(5);
  const [result] = results;
  if (result === undefined) throw new Error('no answer');
  return result;
}

function find(at: SmallHospital, abstractSyntax: string, level: string, keys: Keys): unknown {
  const found = ask(at, (to) => to.find(abstractSyntax, identifier(level, keys)));
  if (found.kind !== 'answered') return found.kind;
  return found.status === 0
    ? found.results.map((result) => keys.map(([tag]) => result.text(tag)).join(' '))
    : found.status;
}

const outcome = (result: RetrieveResult): unknown =>
  result.kind === 'answered'
    ? { status: result.status, ...result.counts, failed: result.failed.length, pending: result.progress.length }
    : result.kind;

describe('pacs01 asked by C-FIND', () => {
  const patient = [0x00100020, 'LO', rosa.patientId] as const;

  it('lists patients with what there is of each (Patient Root)', () => {
    const at = filled();
    const counts: Keys = [
      [0x00100020, 'LO', ''],
      [0x00201200, 'IS', ''],
      [0x00201202, 'IS', ''],
      [0x00201204, 'IS', ''],
      [0x00080054, 'AE', ''],
    ];
    expect(find(at, sopClass.patientRootFind, 'PATIENT', counts)).toEqual([
      `${rosa.patientId} 2 2 3 NGH_PACS`,
      `${omar.patientId} 1 1 1 NGH_PACS`,
    ]);
    expect(find(at, sopClass.patientRootFind, 'PATIENT', [[0x00100010, 'PN', 'HAD*'], ...counts.slice(0, 1)])).toEqual([
      `${omar.name} ${omar.patientId}`,
    ]);
  });

  it('goes down from the patient to the image, and asks for the unique keys above', () => {
    const at = filled();
    expect(find(at, sopClass.patientRootFind, 'STUDY', [patient, [0x0020000d, 'UI', '']])).toEqual([
      `${rosa.patientId} ${rosa.studyUid}`,
      `${rosa.patientId} 2.25.333`,
    ]);
    const study = [0x0020000d, 'UI', rosa.studyUid] as const;
    const series = find(at, sopClass.patientRootFind, 'SERIES', [patient, study, [0x0020000e, 'UI', '']]) as string[];
    expect(series).toHaveLength(1);
    const seriesUid = series[0]?.split(' ')[2] ?? '';
    const image: Keys = [patient, study, [0x0020000e, 'UI', seriesUid], [0x00080018, 'UI', '']];
    expect(find(at, sopClass.patientRootFind, 'IMAGE', image)).toHaveLength(2);
    expect(find(at, sopClass.patientRootFind, 'STUDY', [[0x0020000d, 'UI', '']])).toBe(0xa900);
    expect(find(at, sopClass.studyRootFind, 'PATIENT', [patient])).toBe(0xa900);
  });
});

describe('pacs01 asked to move', () => {
  /** A workstation that takes what comes; answers 0 unless told. */
  function workstation(at: SmallHospital, status: (n: number) => number = () => 0): string[] {
    const taken: string[] = [];
    serveDicom(at.room, 'xx01', 4006, {
      accept: ({ calledAe }) =>
        calledAe === 'NGH_WS1'
          ? { kind: 'accept', supported: new Map([sopClass.ctImage, sopClass.computedRadiographyImage].map((uid) => [uid, [EXPLICIT_LE]])) } // prettier-ignore
          : { kind: 'reject', result: 1, source: 1, reason: 7 },
      store: (_, { sopUid, dataSet }) => {
        taken.push(`${dataSet.text(0x00100020)} ${dataSet.text(0x00080060)}`);
        expect(dataSet.text(0x00080018)).toBe(sopUid);
        return { status: status(taken.length) };
      },
    });
    return taken;
  }

  it.each([
    ['a patient', sopClass.patientRootMove, 'PATIENT', [[0x00100020, 'LO', rosa.patientId]] as Keys, 3],
    ['a study', sopClass.studyRootMove, 'STUDY', [[0x0020000d, 'UI', rosa.studyUid]] as Keys, 2],
    ['a list of studies', sopClass.studyRootMove, 'STUDY', [[0x0020000d, 'UI', `${rosa.studyUid}\\${omar.studyUid}`]] as Keys, 3], // prettier-ignore
    ['a study of another patient', sopClass.patientRootMove, 'STUDY', [[0x00100020, 'LO', omar.patientId], [0x0020000d, 'UI', rosa.studyUid]] as Keys, 0], // prettier-ignore
  ])('%s sends what belongs to it, and counts', (_, abstractSyntax, level, keys, images) => {
    const at = filled();
    const taken = workstation(at);
    const moved = ask(at, (to) => to.move(abstractSyntax, identifier(level, keys), 'NGH_WS1'));
    expect(outcome(moved)).toMatchObject({ status: 0, completed: images, failed: 0, warning: 0 });
    expect(taken).toHaveLength(images);
  });

  it('says A801 of a destination that ae.conf does not have, A702 of one that takes nothing', () => {
    const at = filled();
    const study = identifier('STUDY', [[0x0020000d, 'UI', rosa.studyUid]]);
    const move = (destination: string): unknown =>
      outcome(ask(at, (to) => to.move(sopClass.studyRootMove, study, destination)));
    expect(move('NGH_NOWHERE')).toMatchObject({ status: 0xa801 });
    // Nobody listens there, and a scanner that takes no images.
    expect(move('NGH_WS1')).toMatchObject({ status: 0xa702, failed: 2 });
    expect(move('NGH_CT1')).toMatchObject({ status: 0xa702, failed: 2 });
  });

  it('ends with B000 and names what failed where a part did, and counts warnings', () => {
    const at = filled();
    workstation(at, (n) => (n === 1 ? 0xa700 : 0xb000));
    const study = identifier('STUDY', [[0x0020000d, 'UI', rosa.studyUid]]);
    const moved = ask(at, (to) => to.move(sopClass.studyRootMove, study, 'NGH_WS1'));
    expect(outcome(moved)).toMatchObject({ status: 0xb000, completed: 0, failed: 1, warning: 1 });
  });
});

it('pacs01 asked by C-GET sends on the same association; what is rejected stays hidden', () => {
  const at = filled();
  const got: string[] = [];
  const get = (): RetrieveResult =>
    ask(at, (to) =>
      to.get(sopClass.patientRootGet, identifier('PATIENT', [[0x00100020, 'LO', rosa.patientId]]), ({ sopUid }) => {
        got.push(sopUid);
        return 0;
      }),
    );
  expect(outcome(get())).toMatchObject({ status: 0, completed: 3 });
  expect(new Set(got).size).toBe(3);
  at.pacs.reconcile.reject(rosa.studyUid, '113001', { user: 'pgreen', reason: 'moved', basedOn: undefined });
  expect(outcome(get())).toMatchObject({ status: 0, completed: 1 });
  expect(find(at, sopClass.studyRootFind, 'STUDY', [[0x0020000d, 'UI', rosa.studyUid]])).toEqual([]);
});
