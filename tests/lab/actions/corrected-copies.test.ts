import { expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { openCase } from '../../support/cases.ts';

/** AQ01: his images stand under her order. */
function wrongEntry() {
  const { lab } = openCase('AQ01', '1');
  const { hospital } = lab;
  const orderOf = (name: string) =>
    hospital.ris.orderByPlacer(hospital.director.state.orders.get(name)?.placer ?? '') ?? { filler: '', studyUid: '' };
  const { pacs } = hospital;
  const study = pacs.state.studies.get(orderOf('hers').studyUid);
  if (!study) throw new Error('no study under her order');
  const instances = (studyUid: string) =>
    (pacs.state.studies.get(studyUid)?.instanceUids ?? []).flatMap((uid) => pacs.state.instances.get(uid) ?? []);
  return { lab, pacs, study, his: orderOf('his'), hers: orderOf('hers'), instances };
}

it('makes images anew for the right order: new UIDs, the same pixels, what stood there before kept', () => {
  const { lab, pacs, study, his, hers, instances } = wrongEntry();
  const before = instances(study.studyUid);
  const correct = (order: string) =>
    lab.act({ action: { kind: 'pacs-correct', study: study.studyUid, order, reason: 'he was on the table' }, as: 'pgreen' }, 'x')
      .outcome; // prettier-ignore
  expect(correct(hers.filler)).toMatchObject({ ok: false, code: 'same-order' });
  expect(correct(his.filler)).toMatchObject({ ok: true });

  const copies = instances(his.studyUid);
  expect(pacs.state.studies.get(his.studyUid)).toMatchObject({ status: 'VERIFIED', orderKey: his.filler });
  expect(copies.map(({ pixelSha1 }) => pixelSha1)).toEqual(before.map(({ pixelSha1 }) => pixelSha1));
  for (const [index, copy] of copies.entries()) {
    const old = before[index];
    const header = DataSet.read(copy.parts, copy.transferSyntax);
    const [change] = header.items(0x04000561);
    const previous = change?.items(0x04000550)[0];
    expect([header.text(0x00080018), header.text(0x0020000e), header.text(0x0020000d)]).toEqual([
      copy.sopUid,
      copy.seriesUid,
      his.studyUid,
    ]);
    expect([previous?.text(0x00080018), previous?.text(0x0020000d), change?.text(0x04000565)]).toEqual([
      old?.sopUid,
      study.studyUid,
      'CORRECT',
    ]);
    expect(copy.sopUid === old?.sopUid || copy.seriesUid === old?.seriesUid).toBe(false);
  }
  // The wrong images stay until somebody rejects them.
  expect(pacs.state.studies.get(study.studyUid)).toMatchObject({ status: 'VERIFIED', orderKey: hers.filler });
  expect(correct(his.filler)).toMatchObject({ ok: false, code: 'order-closed' });
});

it('is undone exactly: the copies are gone, his order is open again', () => {
  const { lab, pacs, study, his, instances } = wrongEntry();
  const before = instances(study.studyUid);
  const act = (action: Parameters<typeof lab.act>[0]['action']) => lab.act({ action, as: 'pgreen' }, 'x').outcome;
  act({ kind: 'pacs-correct', study: study.studyUid, order: his.filler, reason: 'he was on the table' });
  const [change] = [...pacs.state.actions.values()].slice(-1);
  expect(act({ kind: 'pacs-undo', change: change?.id ?? '' })).toMatchObject({ ok: true });
  expect(instances(study.studyUid)).toEqual(before);
  expect(pacs.state.studies.has(his.studyUid)).toBe(false);
  expect(lab.hospital.ris.orderByFiller(his.filler)?.status).toBe('SCHEDULED');
  expect(pacs.state.orders.get(his.filler)).toMatchObject({ status: 'OPEN', linkedStudy: undefined });
});
