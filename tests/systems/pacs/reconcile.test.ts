import { describe, expect, it } from 'vitest';
import { hashState } from '../../../server/core/state.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { Pacs } from '../../../server/systems/pacs/pacs.ts';
import type { StudyRow } from '../../../server/systems/pacs/state.ts';
import { omar, rosa, type SmallHospital, smallHospital, type TestOrder } from './small-hospital.ts';

const pgreen = { user: 'pgreen', reason: 'trauma, order entered late' };

/** BK01: a chest of the night without accession number, its order, and the follow-up of 07:00. */
function night(): { at: SmallHospital; study: StudyRow; late: TestOrder; followUp: TestOrder } {
  const at = smallHospital();
  const { patientId, name, birthDate, sex } = omar;
  at.cr1.sendUnscheduled(
    { patientId, name, birthDate, sex, issuer: 'NGH', accession: '', procedureCode: 'DXCH1P', description: '' },
    { images: 2, seconds: 5 },
  );
  at.run(30);
  const followUp = {
    ...omar,
    accession: 'A260001302',
    filler: 'F500201',
    studyUid: '2.25.33333',
    spsId: 'SPS500201',
    start: '20260316130000',
  };
  at.announce(omar);
  at.announce(followUp);
  return { at, study: at.only(), late: omar, followUp };
}

function header(pacs: Pacs, studyUid: string): DataSet {
  const [sopUid = ''] = pacs.study(studyUid)?.study.instanceUids ?? [];
  return pacs.instanceDataSet(sopUid) ?? DataSet.empty;
}

const pixels = (pacs: Pacs): string[] =>
  [...pacs.state.instances.values()].map(({ sopUid, pixelSha1 }) => `${sopUid} ${pixelSha1}`);
/** What an undo must bring back, revisions and numbers aside. */
const contents = (pacs: Pacs): string =>
  hashState(
    [...pacs.state.studies.values()].map((study) => ({ ...study, revision: 0 })),
    pacs.state.series,
    pacs.state.instances,
    pacs.state.orders,
  );

describe('linking a study to an order', () => {
  it('coerces the headers, keeps the old values, pixels and UIDs, completes the order and tells the RIS', () => {
    const { at, study, late } = night();
    const before = pixels(at.pacs);
    expect(study).toMatchObject({ status: 'UNVERIFIED', reason: 'NO_ACCESSION' });
    const done = at.pacs.reconcile.link(study.studyUid, late.filler, { ...pgreen, basedOn: study.revision });
    at.run(5);
    expect(done).toMatchObject({ ok: true, value: { kind: 'link', user: 'pgreen', undone: undefined } });
    expect(at.only()).toMatchObject({
      status: 'VERIFIED',
      accession: late.accession,
      orderKey: late.filler,
      linkedBy: 'pgreen',
    });
    expect(pixels(at.pacs)).toEqual(before);
    expect(at.reports).toEqual([`CM ${late.accession}`]);
    const image = header(at.pacs, study.studyUid);
    const original = image.items(0x04000561)[0] ?? DataSet.empty;
    expect({
      accession: image.text(0x00080050),
      sps: image.items(0x00400275)[0]?.text(0x00400009),
      studyUid: image.text(0x0020000d),
      by: original.text(0x04000563),
      source: original.text(0x04000564),
      reason: original.text(0x04000565),
      at: original.text(0x04000562),
      before: original.items(0x04000550)[0]?.elements.map(({ tag, value }) => [tag.toString(16), value.length]),
    }).toEqual({
      accession: late.accession,
      sps: late.spsId,
      studyUid: study.studyUid,
      by: 'NGH_PACS pgreen',
      source: 'NGH_CR1',
      reason: 'CORRECT',
      at: '20260316080030-0500',
      before: [
        ['80050', 0],
        ['81030', 0],
        ['400275', 0],
      ],
    });
    expect(image.diagnostics).toEqual([]);
    expect(at.pacs.state.audit.last()).toMatchObject({
      user: 'pgreen',
      what: 'link',
      object: study.studyUid,
      before: 'UNVERIFIED NO_ACCESSION 10007788',
      reason: pgreen.reason,
    });
  });

  it('is undone exactly: headers byte for byte, the order open again, the RIS told, and the undo audited', () => {
    const { at, study, late } = night();
    const before = contents(at.pacs);
    const done = at.pacs.reconcile.link(study.studyUid, late.filler, pgreen);
    if (!done.ok) throw new Error(done.message);
    expect(contents(at.pacs)).not.toBe(before);
    expect(at.pacs.reconcile.undo(done.value.id, { user: 'pgreen', reason: 'wrong one' })).toMatchObject({ ok: true });
    at.run(5);
    expect(contents(at.pacs)).toBe(before);
    expect(at.reports).toEqual([`CM ${late.accession}`, `SC ${late.accession}`]);
    expect(at.pacs.state.audit.last()).toMatchObject({ user: 'pgreen', what: 'undo link' });
    expect(at.pacs.reconcile.undo(done.value.id, pgreen)).toMatchObject({ ok: false, code: 'undone' });
  });

  it('can be corrected to another order, which frees the first', () => {
    const { at, study, late, followUp } = night();
    at.pacs.reconcile.link(study.studyUid, followUp.filler, pgreen);
    at.pacs.reconcile.link(study.studyUid, late.filler, pgreen);
    at.run(5);
    expect(at.only()).toMatchObject({ accession: late.accession, orderKey: late.filler });
    expect(at.pacs.orders('OPEN').map(({ key }) => key)).toEqual([followUp.filler]);
    expect(at.reports).toEqual([`CM ${followUp.accession}`, `SC ${followUp.accession}`, `CM ${late.accession}`]);
    expect(header(at.pacs, study.studyUid).items(0x04000561)).toHaveLength(2);
  });

  it('gives later images of the study the same header', () => {
    const { at, study, late } = night();
    at.pacs.reconcile.link(study.studyUid, late.filler, pgreen);
    const [exam] = at.cr1.localStudies();
    const [image] = exam?.images ?? [];
    if (!exam || !image) throw new Error('no local study');
    const parts = DataSet.read(image.parts, '1.2.840.10008.1.2.1')
      .with(0x00080018, 'UI', '2.25.77')
      .write('1.2.840.10008.1.2.1');
    at.cr1.state.exams.put(exam.id, { ...exam, images: [{ ...image, sopUid: '2.25.77', parts }] });
    at.cr1.resend(study.studyUid);
    at.run(30);
    expect(at.only()).toMatchObject({ status: 'VERIFIED', orderKey: late.filler });
    expect(at.pacs.instanceDataSet('2.25.77')?.text(0x00080050)).toBe(late.accession);
  });
});

describe('an action is refused', () => {
  const tell = (result: { ok: boolean; code?: string; message?: string }): string =>
    `${result.code ?? 'done'}: ${result.message ?? ''}`;
  it.each<[string, (at: SmallHospital, study: StudyRow) => { ok: boolean }, string]>([
    [
      'without the right',
      (at, { studyUid }) => at.pacs.reconcile.link(studyUid, omar.filler, { user: 'ianders', reason: 'x' }),
      'not-permitted: NGPACS: user ianders is not authorised to resolve studies.',
    ],
    [
      'without a reason',
      (at, { studyUid }) => at.pacs.reconcile.link(studyUid, omar.filler, { user: 'pgreen', reason: ' ' }),
      'reason-missing: Say why: the reason is kept with the images and in the audit.',
    ],
    [
      'for a study that is gone',
      (at) => at.pacs.reconcile.hold('2.25.0', pgreen),
      'no-such-study: There is no such study any more.',
    ],
    [
      'for an order that is gone',
      (at, { studyUid }) => at.pacs.reconcile.link(studyUid, 'F0', pgreen),
      'no-such-order: There is no such order any more.',
    ],
    [
      'into itself',
      (at, { studyUid }) => at.pacs.reconcile.merge(studyUid, studyUid, pgreen),
      'same-study: A study cannot be merged into itself.',
    ],
    [
      'to an unknown patient',
      (at, { studyUid }) => at.pacs.reconcile.moveToPatient(studyUid, '1', 'NGH', pgreen),
      'no-such-patient: The archive does not know this patient.',
    ],
    [
      'with an unknown title',
      (at, { studyUid }) => at.pacs.reconcile.reject(studyUid, '113000', pgreen),
      'unknown-title: "113000" is no rejection title. One of 113001, 113037, 113038, 113039.',
    ],
    [
      'when nothing is on hold',
      (at, { studyUid }) => at.pacs.reconcile.release(studyUid, pgreen),
      'not-held: This study is not on hold.',
    ],
  ])('%s', (_, act, expected) => {
    const { at, study } = night();
    const before = contents(at.pacs);
    expect(tell(act(at, study))).toBe(expected);
    expect(contents(at.pacs)).toBe(before);
  });

  it('when another tab was first, saying what happened', () => {
    const { at, study, late } = night();
    at.pacs.reconcile.link(study.studyUid, late.filler, { ...pgreen, basedOn: study.revision });
    const second = at.pacs.reconcile.reject(study.studyUid, '113001', { ...pgreen, basedOn: study.revision });
    expect(tell(second)).toBe(
      'stale: This study has changed meanwhile (pgreen: linked to order A260001301 (F500200) of 10007788).',
    );
  });

  it('when the order is fulfilled or cancelled', () => {
    const { at, study, late } = night();
    at.announce(late, 'CA', '20260316090000');
    expect(tell(at.pacs.reconcile.link(study.studyUid, late.filler, pgreen))).toBe(
      'order-closed: Order A260001301 is cancelled.',
    );
  });

  it('while the study is on hold, until it is released', () => {
    const { at, study, late } = night();
    at.pacs.reconcile.hold(study.studyUid, { user: 'kbauer', reason: 'asking the ward' });
    expect(tell(at.pacs.reconcile.link(study.studyUid, late.filler, pgreen))).toBe(
      'held: On hold by kbauer: asking the ward',
    );
    at.pacs.reconcile.release(study.studyUid, { user: 'kbauer', reason: '' });
    expect(at.pacs.reconcile.link(study.studyUid, late.filler, pgreen).ok).toBe(true);
  });

  it('as an undo of what has been changed again', () => {
    const { at, study, late, followUp } = night();
    const first = at.pacs.reconcile.link(study.studyUid, followUp.filler, pgreen);
    const second = at.pacs.reconcile.link(study.studyUid, late.filler, pgreen);
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(at.pacs.reconcile.undo(first.value.id, pgreen)).toMatchObject({ ok: false, code: 'changed-since' });
    expect(at.pacs.reconcile.undo(second.value.id, pgreen)).toMatchObject({ ok: true });
    at.run(5);
    expect(at.only()).toMatchObject({ accession: followUp.accession, orderKey: followUp.filler });
    expect(at.pacs.orders('COMPLETED').map(({ key }) => key)).toEqual([followUp.filler]);
  });
});

describe('rejecting', () => {
  it('hides the study, keeps every image, and leaves a note that names them', () => {
    const { at, study } = night();
    const before = pixels(at.pacs);
    expect(at.pacs.reconcile.reject(study.studyUid, '113038', pgreen)).toMatchObject({ ok: true });
    const rejected = at.only();
    expect(rejected).toMatchObject({ status: 'REJECTED', rejection: '113038' });
    expect(pixels(at.pacs).slice(0, before.length)).toEqual(before);
    const note = at.pacs.instanceDataSet(rejected.instanceUids.at(-1) ?? '') ?? DataSet.empty;
    expect(note.items(0x0040a043)[0]?.text(0x00080104)).toBe('Incorrect Modality Worklist Entry');
    expect(note.items(0x0040a730).map((item) => item.items(0x00081199)[0]?.text(0x00081155))).toEqual([
      undefined,
      ...study.instanceUids,
    ]);
    expect(note.diagnostics).toEqual([]);
  });

  it('by a super-tech is a request that the PACS administrator approves', () => {
    const { at, study } = night();
    const asked = at.pacs.reconcile.reject(study.studyUid, '113001', { user: 'kbauer', reason: 'blurred' });
    if (!asked.ok) throw new Error(asked.message);
    expect(at.only()).toMatchObject({
      status: 'UNVERIFIED',
      rejectionRequest: { id: asked.value.id, by: 'kbauer', title: '113001' },
    });
    expect(at.pacs.reconcile.approveRejection(asked.value.id, { user: 'kbauer', reason: '' })).toMatchObject({
      code: 'not-permitted',
    });
    expect(at.pacs.reconcile.approveRejection(asked.value.id, { user: 'pgreen', reason: '' })).toMatchObject({
      ok: true,
      value: { reason: 'blurred (asked by kbauer)' },
    });
    expect(at.only()).toMatchObject({ status: 'REJECTED', rejectionRequest: undefined });
    expect(at.pacs.reconcile.approveRejection(asked.value.id, pgreen)).toMatchObject({ code: 'no-request' });
  });

  it('of a verified study opens its order; undone, the order is complete again', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule(rosa);
    at.ct1.performExam({ spsId: rosa.spsId, images: 2, seconds: 5 });
    at.run(60);
    const before = contents(at.pacs);
    const done = at.pacs.reconcile.reject(rosa.studyUid, '113037', pgreen);
    if (!done.ok) throw new Error(done.message);
    expect(at.pacs.orders('OPEN')).toHaveLength(1);
    at.pacs.reconcile.undo(done.value.id, pgreen);
    at.run(5);
    expect(contents(at.pacs)).toBe(before);
    expect(at.reports).toEqual(['CM', 'SC', 'CM'].map((status) => `${status} ${rosa.accession}`));
  });

  it('is followed by new images of the same study as if it began anew', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule({ ...rosa, accession: rosa.filler });
    at.ct1.performExam({ spsId: rosa.spsId, images: 2, seconds: 5 });
    at.run(60);
    at.pacs.reconcile.reject(rosa.studyUid, '113038', pgreen);
    at.items.length = 0;
    at.schedule(rosa);
    at.ct1.resendWithWorklistItem(rosa.studyUid, rosa.spsId);
    at.run(60);
    expect(at.only()).toMatchObject({ status: 'VERIFIED', accession: rosa.accession, rejection: undefined });
    expect(at.only().instanceUids).toHaveLength(5);
  });
});

describe('merging and moving', () => {
  /** BK03: the second half of an exam came under a study of its own. */
  function halves(): { at: SmallHospital; second: StudyRow } {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule(rosa);
    at.ct1.performExam({ spsId: rosa.spsId, images: 2, seconds: 5 });
    const { patientId, name, birthDate, sex } = rosa;
    at.run(60);
    at.ct1.sendUnscheduled(
      { patientId, name, birthDate, sex, issuer: 'NGH', accession: '', procedureCode: 'CTCHW', description: '' },
      { images: 3, seconds: 5 },
    );
    at.run(60);
    const second = at.pacs.unverified()[0];
    if (!second) throw new Error('no second half');
    return { at, second };
  }

  it('puts all images into the target study under its UID and accession number; undone, they are apart again', () => {
    const { at, second } = halves();
    const before = contents(at.pacs);
    const images = pixels(at.pacs);
    const done = at.pacs.reconcile.merge(second.studyUid, rosa.studyUid, {
      user: 'kbauer',
      reason: 'scanner restarted',
    });
    if (!done.ok) throw new Error(done.message);
    const target = at.pacs.study(rosa.studyUid);
    expect(target?.series.map(({ series, instances }) => [series.studyUid, instances.length])).toEqual([
      [rosa.studyUid, 2],
      [rosa.studyUid, 3],
    ]);
    const headers = target?.study.instanceUids.map((uid) => at.pacs.instanceDataSet(uid)) ?? [];
    expect(new Set(headers.map((each) => `${each?.text(0x0020000d) ?? ''} ${each?.text(0x00080050) ?? ''}`))).toEqual(
      new Set([`${rosa.studyUid} ${rosa.accession}`]),
    );
    expect(pixels(at.pacs)).toEqual(images);
    expect(at.pacs.study(second.studyUid)?.study).toMatchObject({
      status: 'MERGED',
      mergedInto: rosa.studyUid,
      instanceUids: [],
    });
    expect(at.pacs.reconcile.undo(done.value.id, { user: 'kbauer', reason: '' }).ok).toBe(true);
    expect(contents(at.pacs)).toBe(before);
  });

  it('moves one series', () => {
    const { at, second } = halves();
    const seriesUid = second.seriesUids[0] ?? '';
    expect(at.pacs.reconcile.moveSeries(seriesUid, rosa.studyUid, pgreen)).toMatchObject({ ok: true });
    expect(at.pacs.study(rosa.studyUid)?.study.seriesUids).toContain(seriesUid);
    expect(at.pacs.study(second.studyUid)?.study.status).toBe('MERGED');
  });

  it('moves a study to another patient and judges it again', () => {
    const { at, second } = halves();
    at.announce(omar);
    expect(at.pacs.reconcile.moveToPatient(second.studyUid, omar.patientId, 'NGH', pgreen)).toMatchObject({ ok: true });
    const moved = at.pacs.study(second.studyUid)?.study;
    expect(moved).toMatchObject({
      patientId: omar.patientId,
      name: omar.name,
      sex: 'M',
      status: 'UNVERIFIED',
      reason: 'NO_ACCESSION',
    });
  });

  it('takes a verified study from its order when the patient changes', () => {
    const { at } = halves();
    at.announce(omar);
    at.pacs.reconcile.moveToPatient(rosa.studyUid, omar.patientId, 'NGH', pgreen);
    expect(at.pacs.study(rosa.studyUid)?.study).toMatchObject({
      status: 'UNVERIFIED',
      reason: 'PATIENT_MISMATCH',
      orderKey: undefined,
    });
    expect(at.pacs.orders('OPEN').map(({ key }) => key)).toContain(rosa.filler);
  });
});

describe('before acting', () => {
  it('candidates are shown with every field that agrees or differs, the better first, none recommended', () => {
    const { at, study, late, followUp } = night();
    const candidates = at.pacs.candidates(study.studyUid);
    expect(candidates.map(({ order, why, agree, of }) => [order.key, why, agree, of])).toEqual([
      [late.filler, ['same-patient'], 7, 8],
      [followUp.filler, ['same-patient'], 6, 8],
    ]);
    expect(
      candidates[1]?.fields.filter(({ outcome }) => outcome !== 'agrees').map(({ field, outcome }) => [field, outcome]),
    ).toEqual([
      ['accession', 'unknown'],
      ['time', 'differs'],
      ['studyUid', 'differs'],
    ]);
  });

  it('a preview tells what changes, what stays and who sees it; nothing happens', () => {
    const { at, study, late } = night();
    const before = contents(at.pacs);
    const preview = at.pacs.preview(study.studyUid, { kind: 'link', order: late.filler }, 'pgreen');
    expect(preview).toMatchObject({
      obstacle: undefined,
      willChange: [
        'Accession number (0008,0050): empty becomes A260001301',
        'Request attributes of 2 images name RP1 and SPS500200',
        'The study is VERIFIED, order A260001301 COMPLETED',
      ],
    });
    expect(at.pacs.preview(study.studyUid, { kind: 'reject' }, 'mlopez')?.obstacle).toEqual({
      code: 'not-permitted',
      message: 'User mlopez is not authorised to do this.',
    });
    expect(contents(at.pacs)).toBe(before);
  });
});
