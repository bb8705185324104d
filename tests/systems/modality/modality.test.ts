import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { SECOND } from '../../../server/core/clock.ts';
import { writePart10 } from '../../../server/protocols/dicom/part10.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { renderLogText } from '../../../server/systems/host/log.ts';
import { MODALITY_CONF, modalityFiles } from '../../../server/systems/modality/baseline-files.ts';
import { readModalityConf } from '../../../server/systems/modality/modality-conf.ts';
import { needsTool } from '../../support/tool.ts';
import { omar, rosa, smallHospital } from '../pacs/small-hospital.ts';

describe('a scanner', () => {
  it('takes the patient from the worklist, makes images and sends them with what the item said', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule(rosa);
    const id = at.ct1.performExam({ spsId: rosa.spsId, images: 3, seconds: 60 });
    at.run(90);
    const exam = at.ct1.state.exams.get(id);
    expect(exam).toMatchObject({ stage: 'SENT', accession: rosa.accession, studyUid: rosa.studyUid, imageCount: 3 });
    const image = at.pacs.instanceDataSet(at.only().instanceUids[0] ?? '') ?? DataSet.empty;
    const told = (tag: number): string => image.text(tag);
    expect({
      name: told(0x00100010),
      id: told(0x00100020),
      issuer: told(0x00100021),
      birthDate: told(0x00100030),
      sex: told(0x00100040),
      accession: told(0x00080050),
      studyUid: told(0x0020000d),
      station: told(0x00081010),
      description: told(0x00081030),
      sps: image.items(0x00400275)[0]?.text(0x00400009),
      rp: image.items(0x00400275)[0]?.text(0x00401001),
      date: told(0x00080020),
    }).toEqual({
      name: rosa.name,
      id: rosa.patientId,
      issuer: 'NGH',
      birthDate: rosa.birthDate,
      sex: 'F',
      accession: rosa.accession,
      studyUid: rosa.studyUid,
      station: 'CT1',
      description: rosa.text,
      sps: rosa.spsId,
      rp: 'RP1',
      date: '20260316',
    });
  });

  it('leaves out entries with a sex that DICOM does not have, where its console checks, and says so', () => {
    const at = smallHospital();
    at.schedule({ ...rosa, sex: 'U' });
    at.schedule(omar);
    const shown = (): string[] => {
      at.ct1.worklist();
      at.run(5);
      return at.ct1.state.worklist.map(({ spsId }) => spsId);
    };
    expect(shown()).toContain(rosa.spsId);
    const text = at.room.files.text('ct01', MODALITY_CONF) ?? '';
    at.room.files.save('ct01', MODALITY_CONF, `${text}worklist.check=values\n`, 'biomed1', 'release 8');
    expect(at.ct1.deploy(MODALITY_CONF, 'biomed1')).toMatchObject({ ok: true });
    expect(shown()).not.toContain(rosa.spsId);
    expect(at.room.logs.state.lines.slice().map(renderLogText)).toContain(
      `(0010,0040) illegal value U: step ${rosa.spsId} refused`,
    );
  });

  it('asks for its own AE title, its modality and today', () => {
    const at = smallHospital();
    at.schedule(rosa);
    at.schedule({ ...rosa, spsId: 'OTHER-AE', station: 'NGH_Ct1' });
    at.schedule({ ...rosa, spsId: 'OTHER-DAY', start: '20260317093000' });
    at.schedule(omar);
    at.ct1.worklist();
    at.run(10);
    expect(at.ct1.state.worklist.map(({ spsId }) => spsId)).toEqual([rosa.spsId]);
  });

  it('does nothing for a patient who is not on its list', () => {
    const at = smallHospital();
    at.schedule({ ...rosa, station: 'NGH_Ct1' });
    const id = at.ct1.performExam({ spsId: rosa.spsId });
    at.run(600);
    expect(at.ct1.state.exams.get(id)).toMatchObject({
      stage: 'NOT_ON_WORKLIST',
      detail: 'not among 0 worklist entries',
    });
    expect(at.pacs.listStudies()).toEqual([]);
  });

  it('says why a worklist query failed', () => {
    const at = smallHospital();
    at.room.network.unlisten('mwl01', 11113);
    at.ct1.worklist();
    at.run(10);
    expect(at.ct1.state.queryProblem).toBe('mwl01:11113 refused the connection');
  });

  it('keeps the images and tries again when the archive cannot be reached', () => {
    const at = smallHospital();
    at.announce(rosa);
    at.schedule(rosa);
    at.room.network.unlisten('pacs01', 11112);
    const id = at.ct1.performExam({ spsId: rosa.spsId, images: 1, seconds: 5 });
    at.run(20);
    expect(at.ct1.state.exams.get(id)).toMatchObject({ stage: 'SENDING', attempts: 1 });
    at.pacs.reload();
    at.run(60);
    expect(at.ct1.state.exams.get(id)).toMatchObject({ stage: 'SENT', attempts: 2 });
    expect(at.only().status).toBe('VERIFIED');
  });

  it('gives up after the retries of its settings, and sends again when asked', () => {
    const at = smallHospital();
    at.schedule(rosa);
    at.room.network.unlisten('pacs01', 11112);
    const id = at.ct1.performExam({ spsId: rosa.spsId, images: 1, seconds: 5 });
    at.run(300);
    expect(at.ct1.state.exams.get(id)).toMatchObject({ stage: 'FAILED', attempts: 4 });
    at.pacs.reload();
    expect(at.ct1.resend(rosa.studyUid)).toEqual({ ok: true, value: id });
    at.run(30);
    expect(at.ct1.state.exams.get(id)?.stage).toBe('SENT');
  });

  it('resends a local study under an order from the worklist: new UIDs, the order’s study, the same pixels', () => {
    const at = smallHospital();
    at.cr1.sendUnscheduled(unknown, { images: 2, seconds: 5 });
    at.run(30);
    const first = at.only();
    at.announce(omar);
    at.schedule(omar);
    expect(at.cr1.resendWithWorklistItem(first.studyUid, omar.spsId)).toMatchObject({ ok: true });
    at.run(30);
    const second = at.pacs.listStudies().find(({ studyUid }) => studyUid === omar.studyUid);
    expect(second).toMatchObject({ status: 'VERIFIED', accession: omar.accession, patientId: omar.patientId });
    const pixels = (uids: readonly string[]): (string | undefined)[] =>
      uids.map((uid) => at.pacs.state.instances.get(uid)?.pixelSha1);
    expect(pixels(second?.instanceUids ?? [])).toEqual(pixels(first.instanceUids));
    expect(second?.instanceUids.some((uid) => first.instanceUids.includes(uid))).toBe(false);
  });

  it('resends two local studies under one order, whichever comes first: each its own images', () => {
    for (const swapped of [false, true]) {
      const at = smallHospital();
      at.announce(omar);
      at.schedule(omar);
      at.cr1.performExam({ spsId: omar.spsId, images: 1, seconds: 5 });
      at.run(4);
      at.cr1.sendUnscheduled(unknown, { series: [{ number: 5, description: 'AP', images: 2 }], seconds: 5 });
      at.run(60);
      const local = at.cr1.localStudies();
      at.schedule(omar);
      for (const { studyUid } of swapped ? local.toReversed() : local) {
        at.cr1.resendWithWorklistItem(studyUid, omar.spsId);
        at.run(5);
      }
      const sent = at.cr1.state.exams.filter(({ origin }) => origin === 'resend');
      expect(sent.map(({ sourceExam, images }) => [sourceExam, images.length]).sort()).toEqual([['1', 1], ['2', 2]]); // prettier-ignore
    }
  });

  it('refuses settings that do not parse and keeps the old ones', () => {
    const at = smallHospital();
    at.room.files.save('ct01', MODALITY_CONF, 'ae.title=NGH_CT1\nmodality=XR\n', 'biomed1', '');
    expect(at.ct1.deploy(MODALITY_CONF, 'mlopez')).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(at.ct1.deploy(MODALITY_CONF, 'biomed1')).toMatchObject({
      ok: false,
      code: 'does-not-parse',
      message: '/etc/modality.conf line 2: found "modality=XR", expected CT, MR, CR, DX, MG or NM',
    });
    expect(at.ct1.conf.modality).toBe('CT');
  });
});

const unknown = {
  patientId: omar.patientId,
  issuer: 'NGH',
  name: omar.name,
  birthDate: omar.birthDate,
  sex: omar.sex,
  accession: '',
  procedureCode: 'DXCH1P',
  description: '',
};

it('the settings of all scanners parse', () => {
  expect(modalityFiles.map(({ text }) => readModalityConf(text).ok)).toEqual(modalityFiles.map(() => true));
});

const dciodvfy = needsTool('dciodvfy');
describe.skipIf(!dciodvfy.available)(`images as a foreign judge sees them ${dciodvfy.reason}`, () => {
  it('have no error for dciodvfy, from the worklist and typed by hand', () => {
    const at = smallHospital();
    at.schedule(rosa);
    at.ct1.performExam({ spsId: rosa.spsId, images: 1, seconds: 5 });
    at.cr1.sendUnscheduled(unknown, { images: 1, seconds: 5 });
    at.room.kernel.runUntil(at.room.kernel.now + 60 * SECOND);
    const folder = mkdtempSync(join(tmpdir(), 'faultline-'));
    try {
      for (const [sopUid, instance] of at.pacs.state.instances.entries()) {
        const file = join(folder, sopUid);
        writeFileSync(file, Buffer.concat(writePart10(DataSet.read(instance.parts, EXPLICIT_LE))));
        const { stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' });
        expect(stderr.split('\n').filter((line) => line.startsWith('Error'))).toEqual([]);
      }
      expect(at.pacs.state.instances.size).toBe(2);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
