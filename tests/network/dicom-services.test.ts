import { describe, expect, it } from 'vitest';
import { fromCivil, SECOND } from '../../server/core/clock.ts';
import { Kernel, type Task } from '../../server/core/kernel.ts';
import {
  type AssociationRequest,
  type DicomProvider,
  openAssociation,
  type OpenAssociation,
  serveDicom,
} from '../../server/network/dicom-link.ts';
import type { DicomRoom } from '../../server/network/dicom-journal.ts';
import type { RetrievedInstance } from '../../server/network/dicom-provider.ts';
import { emptyJournal, Journal } from '../../server/network/journal.ts';
import { emptyNetwork, Network } from '../../server/network/network.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import {
  commitmentReport,
  commitmentRequest,
  judgeCommitment,
  readCommitmentReport,
  readCommitmentRequest,
  storageCommitment,
} from '../../server/protocols/dimse/services/storage-commitment.ts';
import { runTask } from '../support/run-task.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const FIND = '1.2.840.10008.5.1.4.1.2.2.1';
const MOVE = '1.2.840.10008.5.1.4.1.2.2.2';
const GET = '1.2.840.10008.5.1.4.1.2.2.3';
const MPPS = '1.2.840.10008.3.1.2.3.3';
const JPEG = '1.2.840.10008.1.2.4.70';
const classes = [CT, FIND, MOVE, GET, MPPS, storageCommitment.sopClassUid];
const supported = new Map(classes.map((uid) => [uid, [EXPLICIT_LE, IMPLICIT_LE]]));
const everything = classes.map((abstractSyntax) => ({ abstractSyntax, transferSyntaxes: [EXPLICIT_LE] }));

function room(): DicomRoom {
  const kernel = new Kernel(fromCivil({ year: 2026, month: 3, day: 16 }));
  const network = new Network(kernel, 'seed', emptyNetwork());
  for (const [index, host] of ['ct01', 'pacs01', 'vna01'].entries()) network.addHost(host, `10.20.10.${30 + index}`);
  return { kernel, network, journal: new Journal(kernel, emptyJournal()) };
}

const offers = (more: Omit<DicomProvider, 'accept'>): DicomProvider => ({
  accept: () => ({ kind: 'accept', supported }),
  ...more,
});

function* within<T>(
  at: DicomRoom,
  use: (association: OpenAssociation) => Task<T>,
  more: Partial<AssociationRequest> = {},
): Task<T> {
  const outcome = yield* openAssociation(at, {
    from: 'ct01',
    callingAe: 'NGH_CT1',
    calledAe: 'NGH_PACS',
    target: { host: 'pacs01', port: 11112 },
    contexts: everything,
    timeout: 60 * SECOND,
    ...more,
  });
  if (outcome.kind !== 'open') throw new Error(outcome.kind);
  const value = yield* use(outcome.association);
  yield* outcome.association.release();
  return value;
}

const titles = (at: DicomRoom): string[] =>
  at.journal.state.events.slice().map((event) => {
    const status = event.kind === 'dimse' && event.status !== undefined ? ` ${event.status.toString(16)}` : '';
    return `${event.host}: ${event.title}${status}${event.kind === 'transport' ? ` (${event.outcome})` : ''}`;
  });

function image(number: number): RetrievedInstance {
  const sopUid = `2.25.${number}`;
  const dataSet = DataSet.build([
    [0x00080016, 'UI', CT],
    [0x00080018, 'UI', sopUid],
    [0x00080050, 'SH', 'A1'],
    [0x00100020, 'LO', '10004521'],
    [0x7fe00010, 'OW', new Uint8Array(600)],
  ]);
  return { sopClass: CT, sopUid, transferSyntax: EXPLICIT_LE, dataSet };
}
const images = [1, 2, 3].map(image);
const study = DataSet.build([
  [0x00080052, 'CS', 'STUDY'],
  [0x0020000d, 'UI', '1.2.3'],
]);
const vna = { host: 'vna01', port: 104 };

describe('C-MOVE between hosts', () => {
  const moves = (at: DicomRoom, instances = images, target = vna): void => {
    serveDicom(at, 'pacs01', 11112, offers({ move: () => ({ kind: 'retrieve', instances, target }) }));
  };

  it('sends the instances to the destination, tells its progress, and names who asked', () => {
    const at = room();
    const stored: string[] = [];
    moves(at);
    serveDicom(
      at,
      'vna01',
      104,
      offers({
        store: ({ callingAe, calledAe }, { sopUid }) => {
          stored.push(`${callingAe} > ${calledAe} ${sopUid}`);
          return { status: 0 };
        },
      }),
    );
    const result = runTask(
      at,
      within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
    );
    expect(result).toMatchObject({
      kind: 'answered',
      status: 0,
      counts: { remaining: undefined, completed: 3, failed: 0, warning: 0 },
      progress: [
        { remaining: 2, completed: 1 },
        { remaining: 1, completed: 2 },
      ],
      failed: [],
    });
    expect(stored).toEqual([1, 2, 3].map((n) => `NGH_PACS > NGH_VNA 2.25.${n}`));
    expect(titles(at)).toEqual([
      'ct01: C-MOVE-RQ',
      'pacs01: C-STORE-RQ',
      'vna01: C-STORE-RSP 0',
      'pacs01: C-MOVE-RSP ff00',
      'pacs01: C-STORE-RQ',
      'vna01: C-STORE-RSP 0',
      'pacs01: C-MOVE-RSP ff00',
      'pacs01: C-STORE-RQ',
      'vna01: C-STORE-RSP 0',
      'pacs01: C-MOVE-RSP 0',
    ]);
    expect(at.journal.get(2)).toMatchObject({ keys: { patientId: '10004521' }, cause: 1 });
  });

  it.each([
    ['one instance is refused', [0, 0xa700, 0], { status: 0xb000, failed: ['2.25.2'] }],
    [
      'one is stored with a warning',
      [0, 0xb000, 0],
      { status: 0xb000, failed: [], counts: { completed: 2, failed: 0, warning: 1 } },
    ],
    ['all are refused', [0xa700, 0xa700, 0xa700], { status: 0xa702, failed: ['2.25.1', '2.25.2', '2.25.3'] }],
  ])('says so when %s', (_, statuses, expected) => {
    const at = room();
    const left = [...statuses];
    moves(at);
    serveDicom(at, 'vna01', 104, offers({ store: () => ({ status: left.shift() ?? 0 }) }));
    expect(
      runTask(
        at,
        within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
      ),
    ).toMatchObject(expected);
  });

  it.each([
    ['nobody listens there', vna, undefined],
    ['it rejects the association', vna, { kind: 'reject', result: 1, source: 1, reason: 7 } as const],
    ['it takes no such instance', vna, { kind: 'accept', supported: new Map([[MPPS, [IMPLICIT_LE]]]) } as const],
  ])('counts all as failed when %s', (_, target, verdict) => {
    const at = room();
    moves(at, images, target);
    if (verdict) serveDicom(at, 'vna01', 104, { accept: () => verdict, store: () => ({ status: 0 }) });
    const result = runTask(
      at,
      within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
    );
    expect(result).toMatchObject({ status: 0xa702, counts: { failed: 3, completed: 0 } });
  });

  it('does not send a compressed instance where its syntax is not taken', () => {
    const at = room();
    moves(at, [image(1), { ...image(2), transferSyntax: JPEG }]);
    serveDicom(at, 'vna01', 104, offers({ store: () => ({ status: 0 }) }));
    const result = runTask(
      at,
      within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
    );
    expect(result).toMatchObject({ status: 0xb000, failed: ['2.25.2'] });
  });

  it('ends at once when nothing matches, without an association', () => {
    const at = room();
    moves(at, []);
    expect(
      runTask(
        at,
        within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
      ),
    ).toMatchObject({ status: 0 });
    expect(titles(at)).toEqual(['ct01: C-MOVE-RQ', 'pacs01: C-MOVE-RSP 0']);
  });

  it('passes on a refusal', () => {
    const at = room();
    const failed = { kind: 'failed', status: 0xa801, comment: 'NGH_VNA unknown' } as const;
    serveDicom(at, 'pacs01', 11112, offers({ move: () => failed }));
    const result = runTask(
      at,
      within(at, (association) => association.move(MOVE, study, 'NGH_VNA')),
    );
    expect(result).toMatchObject({ status: 0xa801, errorComment: 'NGH_VNA unknown' });
  });

  it('stops at a C-CANCEL: no pending response after it, nothing more is sent', () => {
    const at = room();
    const many = Array.from({ length: 30 }, (_, index) => image(index));
    let stored = 0;
    moves(at, many);
    serveDicom(at, 'vna01', 104, offers({ store: () => ({ status: stored++ * 0 }) }));
    const result = runTask(
      at,
      within(at, (association) => association.move(MOVE, study, 'NGH_VNA', { cancelAfter: 2 })),
    );
    if (result.kind !== 'answered') throw new Error(result.detail);
    expect(result.status).toBe(0xfe00);
    expect(result.progress.length).toBeLessThan(6);
    expect(result.counts.completed).toBe(stored);
    expect((result.counts.remaining ?? 0) + stored).toBe(30);
  });

  it('stops when the one who asked is gone', () => {
    const at = room();
    let stored = 0;
    moves(
      at,
      Array.from({ length: 30 }, (_, index) => image(index)),
    );
    serveDicom(at, 'vna01', 104, offers({ store: () => ({ status: stored++ * 0 }) }));
    runTask(
      at,
      within(at, function* (association) {
        at.kernel.callAt(at.kernel.now + 20_000, () => {
          association.abort();
        });
        return yield* association.move(MOVE, study, 'NGH_VNA');
      }),
    );
    expect(stored).toBeGreaterThan(0);
    expect(stored).toBeLessThan(30);
  });
});

describe('C-GET', () => {
  const roles = new Map([[CT, { scu: true, scp: true }]]);
  const serve = (at: DicomRoom, granted = roles): void => {
    serveDicom(at, 'pacs01', 11112, {
      accept: () => ({ kind: 'accept', supported, roles: granted }),
      get: () => ({ kind: 'retrieve', instances: images }),
    });
  };
  const asScp = { roleSelections: [{ sopClassUid: CT, scu: false, scp: true }] };

  it('brings the instances over the same association', () => {
    const at = room();
    serve(at);
    const got: string[] = [];
    const result = runTask(
      at,
      within(
        at,
        (association) =>
          association.get(GET, study, ({ sopUid, dataSet }) => {
            got.push(`${sopUid} ${dataSet.text(0x00100020)}`);
            return sopUid === '2.25.3' ? 0xb000 : 0;
          }),
        asScp,
      ),
    );
    expect(got).toEqual(['2.25.1 10004521', '2.25.2 10004521', '2.25.3 10004521']);
    expect(result).toMatchObject({ status: 0xb000, counts: { completed: 2, failed: 0, warning: 1 } });
    expect(titles(at).slice(0, 4)).toEqual([
      'ct01: C-GET-RQ',
      'pacs01: C-STORE-RQ',
      'ct01: C-STORE-RSP 0',
      'pacs01: C-GET-RSP ff00',
    ]);
    expect(at.journal.get(3)).toMatchObject({ inReplyTo: 2 });
  });

  it.each([
    ['was not proposed', roles, {}],
    ['was not granted', new Map<string, { scu: boolean; scp: boolean }>(), asScp],
  ])('sends nothing when the role of SCP %s', (_, granted, more) => {
    const at = room();
    serve(at, granted);
    const result = runTask(
      at,
      within(at, (association) => association.get(GET, study, () => 0), more),
    );
    expect(result).toMatchObject({ status: 0xa702, counts: { failed: 3 } });
  });

  it('stops at a C-CANCEL', () => {
    const at = room();
    serve(at);
    const result = runTask(
      at,
      within(at, (association) => association.get(GET, study, () => 0, { cancelAfter: 1 }), asScp),
    );
    expect(result).toMatchObject({ status: 0xfe00 });
  });

  it('ends without harm when the association breaks in the middle', () => {
    const at = room();
    serve(at);
    const result = runTask(
      at,
      within(
        at,
        (association) =>
          association.get(GET, study, () => {
            association.abort();
            return 0;
          }),
        asScp,
      ),
    );
    expect(result.kind).not.toBe('answered');
  });
});

describe('C-FIND', () => {
  it('stops at a C-CANCEL with at most one more batch', () => {
    const at = room();
    const match = { data: DataSet.build([[0x00080050, 'SH', 'A1']]) };
    serveDicom(at, 'pacs01', 11112, offers({ find: () => Array.from({ length: 1_000 }, () => match) }));
    const result = runTask(
      at,
      within(at, (association) => association.find(FIND, study, { cancelAfter: 3 })),
    );
    if (result.kind !== 'answered') throw new Error(result.detail);
    expect(result.status).toBe(0xfe00);
    expect(result.results.length).toBeLessThanOrEqual(100);
  });
});

describe('N-services between hosts', () => {
  const target = { sopClass: MPPS, sopUid: '1.2.3' };

  it('carry instance, type, attributes and what is wrong', () => {
    const at = room();
    const seen: unknown[] = [];
    const note =
      (name: string, answer: ReturnType<NonNullable<DicomProvider['create']>>): NonNullable<DicomProvider['create']> =>
      ({ sopClass, sopUid, typeId, attributes }, dataSet) => {
        seen.push([name, sopClass, sopUid, typeId, attributes, dataSet?.text(0x00100020)]);
        return answer;
      };
    serveDicom(
      at,
      'pacs01',
      11112,
      offers({
        create: note('create', { status: 0x0120, comment: 'missing', attributes: [0x00400241] }),
        set: note('set', { status: 0x0110, comment: 'final', errorId: 0xa710 }),
        read: note('read', { status: 0, dataSet: DataSet.build([[0x00100010, 'PN', 'Doe^Jane']]) }),
        action: note('action', { status: 0 }),
        remove: note('remove', { status: 0x0112 }),
        eventReport: note('eventReport', { status: 0 }),
      }),
    );
    const patient = DataSet.build([[0x00100020, 'LO', 'P1']]);
    const results = runTask(
      at,
      within(at, function* (association) {
        return [
          yield* association.nCreate(target, patient),
          yield* association.nSet(target, patient),
          yield* association.nGet(target, [0x00100010]),
          yield* association.nAction(target, 7, patient),
          yield* association.nDelete(target),
          yield* association.nEventReport(target, 2),
        ] as const;
      }),
    );
    expect(seen).toEqual([
      ['create', MPPS, '1.2.3', 0, [], 'P1'],
      ['set', MPPS, '1.2.3', 0, [], 'P1'],
      ['read', MPPS, '1.2.3', 0, [0x00100010], undefined],
      ['action', MPPS, '1.2.3', 7, [], 'P1'],
      ['remove', MPPS, '1.2.3', 0, [], undefined],
      ['eventReport', MPPS, '1.2.3', 2, [], undefined],
    ]);
    expect(results).toMatchObject([
      { status: 0x0120, errorComment: 'missing', attributes: [0x00400241], sopUid: '1.2.3' },
      { status: 0x0110, errorId: 0xa710 },
      { status: 0 },
      { status: 0 },
      { status: 0x0112 },
      { status: 0 },
    ]);
    const read = results[2];
    expect(read.kind === 'answered' && read.dataSet?.text(0x00100010)).toBe('Doe^Jane');
    expect(at.journal.get(1)).toMatchObject({ title: 'N-CREATE-RQ', sopClass: MPPS, keys: { patientId: 'P1' } });
    expect(at.journal.get(4)).toMatchObject({ title: 'N-SET-RSP', status: 0x0110, keys: { patientId: 'P1' } });
  });

  it('are answered 0211H where the provider lacks them, and 0122H on the context of another class', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, offers({ set: () => ({ status: 0 }) }));
    const results = runTask(
      at,
      within(at, function* (association) {
        return [
          yield* association.nCreate(target, DataSet.empty),
          yield* association.nSet({ ...target, contextClass: CT }, DataSet.empty),
        ] as const;
      }),
    );
    expect(results).toMatchObject([{ status: 0x0211 }, { status: 0x0122 }]);
  });
});

describe('storage commitment', () => {
  const references = images.map(({ sopClass, sopUid }) => ({ sopClassUid: sopClass, sopInstanceUid: sopUid }));
  const { sopClassUid: sopClass, sopInstanceUid: sopUid } = storageCommitment;
  const expected = {
    kind: 'commitment-report',
    transactionUid: '9.9',
    committed: [references[0], references[2]],
    failed: [{ ...references[1], reason: 0x0112 }],
  };

  function archive(at: DicomRoom, after: number): (number | undefined)[] {
    const told: (number | undefined)[] = [];
    serveDicom(
      at,
      'pacs01',
      11112,
      offers({
        action: ({ typeId }, dataSet) => {
          const request = readCommitmentRequest(typeId, dataSet);
          if (request.kind === 'refused') return { status: request.status, comment: request.errorComment };
          const report = judgeCommitment(request, (one) =>
            one.sopInstanceUid === '2.25.2' ? 'noSuchInstance' : undefined,
          );
          const done = (status: number | undefined): number => told.push(status);
          return { status: 0, report: { ...commitmentReport(report), sopClass, sopUid, after, done } };
        },
      }),
    );
    return told;
  }

  it('is reported on the same association', () => {
    const at = room();
    const told = archive(at, 5 * SECOND);
    const report = runTask(
      at,
      within(at, function* (association) {
        yield* association.nAction({ sopClass, sopUid }, 1, commitmentRequest('9.9', references));
        return yield* association.awaitReport(30 * SECOND);
      }),
    );
    if (!report || 'kind' in report) throw new Error('no report');
    expect(readCommitmentReport(report.eventTypeId, report.dataSet)).toEqual(expected);
    expect(told).toEqual([0]);
    expect(titles(at)).toEqual([
      'ct01: N-ACTION-RQ',
      'pacs01: N-ACTION-RSP 0',
      'pacs01: N-EVENT-REPORT-RQ',
      'ct01: N-EVENT-REPORT-RSP 0',
    ]);
    expect(at.journal.get(4)).toMatchObject({ inReplyTo: 3 });
  });

  it('is not reported when the association ends first, which the archive is told', () => {
    const at = room();
    const told = archive(at, 3600 * SECOND);
    runTask(
      at,
      within(at, (association) => association.nAction({ sopClass, sopUid }, 1, commitmentRequest('9.9', references))),
    );
    expect(told).toEqual([undefined]);
  });

  it('is reported on an association that the archive opens in reversed roles', () => {
    const at = room();
    const heard: unknown[] = [];
    const roles: unknown[] = [];
    serveDicom(at, 'ct01', 11113, {
      accept: ({ roleSelections }) => {
        roles.push(...roleSelections);
        return { kind: 'accept', supported, roles: new Map([[sopClass, { scu: false, scp: true }]]) };
      },
      eventReport: ({ typeId }, dataSet) => {
        heard.push(readCommitmentReport(typeId, dataSet));
        return { status: 0 };
      },
    });
    const { eventTypeId, dataSet } = commitmentReport({ ...expected, kind: 'commitment-report' } as never);
    const result = runTask(
      at,
      within(at, (association) => association.nEventReport({ sopClass, sopUid }, eventTypeId, dataSet), {
        from: 'pacs01',
        callingAe: 'NGH_PACS',
        calledAe: 'NGH_CT1',
        target: { host: 'ct01', port: 11113 },
        roleSelections: [{ sopClassUid: sopClass, scu: false, scp: true }],
      }),
    );
    expect(result).toMatchObject({ kind: 'answered', status: 0 });
    expect(heard).toEqual([expected]);
    expect(roles).toEqual([{ sopClassUid: sopClass, scu: false, scp: true }]);
  });

  it('waits in vain when no report comes', () => {
    const at = room();
    archive(at, 3600 * SECOND);
    const report = runTask(
      at,
      within(at, (association) => association.awaitReport(2 * SECOND)),
    );
    expect(report).toBeUndefined();
  });
});
