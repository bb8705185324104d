import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { type NResult, type NTarget, openAssociation, type OpenAssociation, serveDicom } from '../../../server/network/dicom-link.ts'; // prettier-ignore
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { Engine } from '../../../server/systems/engine/engine.ts';
import { emptyEngine } from '../../../server/systems/engine/state.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { MODALITY_CONF, modalityFiles } from '../../../server/systems/modality/baseline-files.ts';
import type { ExamOptions } from '../../../server/systems/modality/exam-options.ts';
import { Modality } from '../../../server/systems/modality/modality.ts';
import { emptyModality, type ExamRow } from '../../../server/systems/modality/state.ts';
import { performedDataSet } from '../../../server/systems/worklist/performed-steps.ts';
import { emptyWorklist, type PerformedStepRow, type WorklistState } from '../../../server/systems/worklist/state.ts';
import { Worklist } from '../../../server/systems/worklist/worklist.ts';
import { deliver, logText, machineRoom, Receiver } from '../engine/room.ts';
import { orm } from '../mapping/order-messages.ts';

const MPPS = sopClass.modalityPerformedProcedureStep;
const SPS = 'SPS500123';

interface Suite {
  readonly room: MachineRoom;
  readonly ct1: Modality;
  readonly state: WorklistState;
  readonly stored: string[];
  step(): string | undefined;
  performed(): PerformedStepRow;
  examine(options?: ExamOptions): ExamRow;
}

/** mwl01 with one order, CT1, and an archive that takes everything. */
function suite(conf: (text: string) => string = (text) => text): Suite {
  const room = machineRoom();
  const text = modalityFiles.find(({ host }) => host === 'ct01')?.text ?? '';
  room.files.install('ct01', MODALITY_CONF, conf(text));
  const state = emptyWorklist();
  new Worklist(room, state);
  const ct1 = new Modality(room, emptyModality('ct01'));
  const stored: string[] = [];
  serveDicom(room, 'pacs01', 11112, {
    accept: () => ({ kind: 'accept', supported: new Map([[sopClass.ctImage, [EXPLICIT_LE]]]) }),
    store: (_, { sopUid }) => {
      stored.push(sopUid);
      return { status: 0 };
    },
  });
  new Engine(room, emptyEngine());
  for (const [host, port] of [
    ['pacs01', 2576],
    ['his01', 6660],
  ] as const)
    new Receiver(room, host, port);
  deliver(room, orm(), { host: 'eng01', port: 6664 });
  room.kernel.runUntil(room.kernel.now + SECOND);
  return {
    room,
    ct1,
    state,
    stored,
    step: () => [...state.items.values()][0]?.status,
    performed: () => {
      const [row, ...more] = state.performed.values();
      if (!row || more.length > 0) throw new Error(`${more.length + (row ? 1 : 0)} performed steps`);
      return row;
    },
    examine: (options = {}) => {
      const id = ct1.performExam({ spsId: SPS, images: 2, seconds: 60, ...options });
      room.kernel.runUntil(room.kernel.now + 2 * MINUTE);
      const exam = ct1.state.exams.get(id);
      if (!exam) throw new Error('no exam');
      return exam;
    },
  };
}

/** Something a scanner says to the MPPS port in one association. */
function say(
  { room }: Suite,
  talk: (association: OpenAssociation) => Task<NResult>,
  { callingAe = 'NGH_CT1', calledAe = 'NGH_MPPS' } = {},
): NResult | string {
  let result: NResult | string = 'nothing';
  function* scanner(): Task<void> {
    const opened = yield* openAssociation(room, {
      from: 'ct01',
      callingAe,
      calledAe,
      target: { host: 'mwl01', port: 11114 },
      contexts: [
        { abstractSyntax: MPPS, transferSyntaxes: [EXPLICIT_LE] },
        { abstractSyntax: '1.2.840.10008.3.1.2.3.4', transferSyntaxes: [EXPLICIT_LE] },
      ],
      timeout: 10 * SECOND,
    });
    if (opened.kind !== 'open') {
      result = opened.kind === 'rejected' ? opened.text : opened.kind;
      return;
    }
    result = yield* talk(opened.association);
    yield* opened.association.release();
  }
  room.kernel.spawn('scanner', scanner());
  room.kernel.runToQuiet(room.kernel.now + 5 * MINUTE);
  return result;
}

describe('an examination that its scanner reports', () => {
  it('is IN PROGRESS while it lasts and COMPLETED afterwards, and so is the step of the worklist', () => {
    const at = suite();
    const id = at.ct1.performExam({ spsId: SPS, images: 2, seconds: 60 });
    at.room.kernel.runUntil(at.room.kernel.now + 30 * SECOND);
    expect([at.step(), at.performed().status, at.ct1.state.exams.get(id)?.step?.told]).toEqual([
      'IN PROGRESS',
      'IN PROGRESS',
      'IN PROGRESS',
    ]);
    at.ct1.worklist();
    at.room.kernel.runUntil(at.room.kernel.now + 5 * SECOND);
    expect(at.ct1.state.worklist).toEqual([]);
    at.room.kernel.runUntil(at.room.kernel.now + MINUTE);
    expect([at.step(), at.performed().status, at.performed().images]).toEqual(['COMPLETED', 'COMPLETED', 2]);
    expect(at.stored).toHaveLength(2);
    expect(logText(at.room).filter((line) => line.startsWith('performed step'))).toEqual([
      'performed step CT1-00001 IN PROGRESS at NGH_CT1',
      'performed step CT1-00001 COMPLETED, 2 images',
    ]);
  });

  it('tells the order as the worklist had it, and every image with its series', () => {
    const at = suite();
    const exam = at.examine();
    const told = performedDataSet(at.performed());
    const [step] = told.items(0x00400270);
    const [series] = told.items(0x00400340);
    expect({
      name: told.text(0x00100010),
      accession: step?.text(0x00080050),
      study: step?.text(0x0020000d),
      sps: step?.text(0x00400009),
      requested: step?.text(0x00401001),
      station: told.text(0x00400241),
      began: [told.text(0x00400244), told.text(0x00400245)],
      ended: [told.text(0x00400250), told.text(0x00400251)],
      images: series?.items(0x00081140).map((item) => item.text(0x00081155)),
    }).toEqual({
      name: exam.patientName,
      accession: exam.accession,
      study: exam.studyUid,
      sps: SPS,
      requested: 'RP500123',
      station: 'NGH_CT1',
      began: ['20260316', '081501'],
      ended: ['20260316', '081601'],
      images: at.stored,
    });
  });

  it('broken off before the first image is DISCONTINUED, the step with it', () => {
    const at = suite();
    expect(at.examine({ discontinue: true })).toMatchObject({ stage: 'DISCONTINUED', step: { told: 'DISCONTINUED' } });
    expect([at.step(), at.performed().status, at.stored]).toEqual(['DISCONTINUED', 'DISCONTINUED', []]);
  });

  it('whose console restarts is DISCONTINUED, and what was made by then is sent and listed', () => {
    const at = suite();
    const series = [
      { number: 1, description: 'Scout', images: 1 },
      { number: 2, description: 'Thin', images: 3 },
    ];
    expect(at.examine({ series, restarts: true })).toMatchObject({ stage: 'SENT', imageCount: 4 });
    expect([at.step(), at.performed().status, at.stored.length]).toEqual(['DISCONTINUED', 'DISCONTINUED', 4]);
    const listed = performedDataSet(at.performed()).items(0x00400340);
    expect(listed.map((each) => each.items(0x00081140).length)).toEqual([1, 3]);
  });

  it.each([
    ['nobody listens', (text: string) => text.replace('mpps.port=11114', 'mpps.port=11199'), 'mwl01:11199 refused the connection'], // prettier-ignore
    ['the title is wrong', (text: string) => text.replace('NGH_MPPS', 'NGH_PPS'), 'association rejected: called-AE-title-not-recognized'], // prettier-ignore
  ])('sends its images all the same where %s', (_, conf, problem) => {
    const at = suite(conf);
    expect(at.examine()).toMatchObject({ stage: 'SENT', step: { told: undefined, problem } });
    expect([at.step(), at.stored.length]).toEqual(['SCHEDULED', 2]);
  });

  it('is told whole at its end where its beginning could not be', () => {
    const at = suite();
    at.room.network.unlisten('mwl01', 11114);
    const id = at.ct1.performExam({ spsId: SPS, images: 1, seconds: 60, fromList: false });
    at.room.kernel.runUntil(at.room.kernel.now + 30 * SECOND);
    expect(at.ct1.state.exams.get(id)?.step?.problem).toBe('mwl01:11114 refused the connection');
    new Worklist(at.room, at.state);
    at.room.kernel.runUntil(at.room.kernel.now + MINUTE);
    expect(at.ct1.state.exams.get(id)?.step).toMatchObject({ told: 'COMPLETED', problem: '' });
    expect(at.step()).toBe('COMPLETED');
  });

  it('of an older console is not reported at all', () => {
    const at = suite((text) => text.replace(/^mpps\..*$/gm, ''));
    expect(at.examine()).toMatchObject({ stage: 'SENT', step: undefined });
    expect([at.step(), at.state.performed.size]).toEqual(['SCHEDULED', 0]);
  });
});

describe('the MPPS port', () => {
  const target = (sopUid: string): NTarget => ({ sopClass: MPPS, sopUid });

  it('refuses what PS3.4 F.7 forbids, by its statuses, and the worklist stays as it is', () => {
    const at = suite();
    at.examine();
    const { sopUid, created, changes, transferSyntax } = at.performed();
    const first = DataSet.read(created, transferSyntax);
    const ended = DataSet.read(changes[0] ?? [], transferSyntax);
    const told = (result: NResult | string): unknown =>
      typeof result === 'string' ? result : result.kind === 'answered' ? [result.status, result.errorId] : result.kind;
    expect({
      duplicate: told(say(at, (to) => to.nCreate(target(sopUid), first))),
      notInProgress: told(say(at, (to) => to.nCreate(target('2.25.1'), first.with(0x00400252, 'CS', 'COMPLETED')))),
      withoutStation: told(say(at, (to) => to.nCreate(target('2.25.1'), first.without(0x00400241)))),
      withoutUid: told(say(at, (to) => to.nCreate({ sopClass: MPPS }, first))),
      finalState: told(say(at, (to) => to.nSet(target(sopUid), ended))),
      unknown: told(say(at, (to) => to.nSet(target('2.25.2'), ended))),
    }).toEqual({
      duplicate: [0x0111, undefined],
      notInProgress: [0x0106, undefined],
      withoutStation: [0x0120, undefined],
      withoutUid: [0x0117, undefined],
      finalState: [0x0110, 0xa710],
      unknown: [0x0112, undefined],
    });
    expect([at.step(), at.state.performed.size]).toEqual(['COMPLETED', 1]);
    expect(logText(at.room, 'ERROR')).toHaveLength(6);
  });

  it('answers N-GET with what it knows of a step', () => {
    const at = suite();
    at.examine();
    const { sopUid } = at.performed();
    const got = say(at, (to) =>
      to.nGet({ ...target(sopUid), contextClass: '1.2.840.10008.3.1.2.3.4' }, [0x00400252, 0x00400253]),
    );
    if (typeof got === 'string' || got.kind !== 'answered') throw new Error('no answer');
    expect([got.status, got.dataSet?.text(0x00400252), got.dataSet?.text(0x00400253)]).toEqual([
      0,
      'COMPLETED',
      'CT1-00001',
    ]);
  });

  it('lets in who is registered and calls it by its own title', () => {
    const at = suite();
    const create = (to: OpenAssociation): Task<NResult> => to.nCreate(target('2.25.1'), DataSet.empty);
    expect(say(at, create, { calledAe: 'NGH_MWL' })).toBe('called-AE-title-not-recognized');
    expect(say(at, create, { callingAe: 'NGH_CT9' })).toBe('calling-AE-title-not-recognized');
  });

  it('keeps a step that nobody scheduled, and says so', () => {
    const at = suite();
    at.ct1.sendUnscheduled(
      { patientId: '1', issuer: 'NGH', name: 'DOE^JANE', birthDate: '', sex: '', accession: '', procedureCode: 'CTHWO', description: '' }, // prettier-ignore
      { images: 1, seconds: 5 },
    );
    at.room.kernel.runUntil(at.room.kernel.now + MINUTE);
    expect([at.performed().status, at.step()]).toEqual(['COMPLETED', 'SCHEDULED']);
    expect(logText(at.room, 'WARN')).toContain('performed step CT1-00001 belongs to no scheduled step');
  });
});
