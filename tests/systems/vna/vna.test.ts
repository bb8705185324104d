import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { openAssociation, type OpenAssociation, serveDicom } from '../../../server/network/dicom-link.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { readRouterRules, ROUTER_RULES } from '../../../server/systems/pacs/router-rules.ts';
import type { CopyRow } from '../../../server/systems/pacs/state.ts';
import { VNA_AE_CONF, VNA_CONF, vnaFiles } from '../../../server/systems/vna/settings.ts';
import { emptyVna } from '../../../server/systems/vna/state.ts';
import { Vna } from '../../../server/systems/vna/vna.ts';
import { logText } from '../engine/room.ts';
import { omar, rosa, type SmallHospital, smallHospital, type TestOrder } from '../pacs/small-hospital.ts';

interface Archives {
  readonly at: SmallHospital;
  readonly vna: Vna;
  readonly examine: (order: TestOrder, images?: number) => void;
  readonly minutes: (count: number) => void;
  readonly copies: () => readonly Pick<CopyRow, 'status' | 'attempts' | 'detail'>[];
}

function archives(): Archives {
  const at = smallHospital();
  at.room.network.addHost('vna01', '10.20.10.40');
  for (const { path, text } of vnaFiles) at.room.files.install('vna01', path, text);
  const vna = new Vna(at.room, emptyVna());
  return {
    at,
    vna,
    examine: (order, images = 1) => {
      at.schedule(order);
      const scanner = order.modality === 'CT' ? at.ct1 : at.cr1;
      scanner.performExam({ spsId: order.spsId, images, seconds: 5 });
      at.run(60);
    },
    minutes: (count) => {
      at.room.kernel.runUntil(at.room.kernel.now + count * MINUTE);
    },
    copies: () =>
      [...at.pacs.state.copies.values()].map(({ status, attempts, detail }) => ({ status, attempts, detail })),
  };
}

function ask<T>({ at }: Archives, use: (association: OpenAssociation) => Task<T>, callingAe = 'NGH_WS1'): T | string {
  let result: T | string = 'nothing';
  at.room.kernel.spawn(
    'workstation',
    (function* () {
      const opened = yield* openAssociation(at.room, {
        from: 'xx01',
        callingAe,
        calledAe: 'NGH_VNA',
        target: { host: 'vna01', port: 11112 },
        contexts: [sopClass.studyRootFind, sopClass.patientRootMove, sopClass.verification].map((abstractSyntax) => ({
          abstractSyntax,
          transferSyntaxes: [EXPLICIT_LE],
        })),
        timeout: 10 * SECOND,
      });
      if (opened.kind !== 'open') {
        result = opened.kind === 'rejected' ? opened.text : opened.kind;
        return;
      }
      result = yield* use(opened.association);
      yield* opened.association.release();
    })(),
  );
  at.run(5);
  return result;
}

function studiesAt(archive: Archives): unknown {
  const keys = DataSet.build([
    [0x00080052, 'CS', 'STUDY'],
    [0x00100020, 'LO', ''],
    [0x00080050, 'SH', ''],
    [0x00201208, 'IS', ''],
  ]);
  const found = ask(archive, (to) => to.find(sopClass.studyRootFind, keys));
  if (typeof found === 'string' || found.kind !== 'answered') return found;
  return found.results.map((each) => [0x00100020, 0x00080050, 0x00201208].map((tag) => each.text(tag)).join(' '));
}

describe('a study of pacs01', () => {
  it('is copied to vna01 once it is verified, half an hour later, byte for byte', () => {
    const both = archives();
    both.at.announce(omar);
    both.examine(omar, 2);
    both.minutes(25);
    expect([both.vna.state.studies.size, both.copies()]).toEqual([0, []]);
    both.minutes(10);
    expect(both.copies()).toEqual([{ status: 'SENT', attempts: 1, detail: '' }]);
    const bytes = (parts: readonly Uint8Array[] | undefined): Buffer => Buffer.concat(parts ?? []);
    for (const [sopUid, { parts }] of both.at.pacs.state.instances.entries())
      expect(bytes(both.vna.state.instances.get(sopUid)?.parts).equals(bytes(parts))).toBe(true);
    expect(studiesAt(both)).toEqual([`${omar.patientId} ${omar.accession} 2`]);
    expect(logText(both.at.room)).toContain(`study ${omar.studyUid}: 2 objects copied to NGH_VNA`);
  });

  it('of a CT waits for the night', () => {
    const both = archives();
    both.at.announce(rosa);
    both.examine(rosa);
    both.minutes(17 * 60);
    expect(both.vna.state.studies.size).toBe(0);
    both.minutes(60);
    expect(both.vna.state.studies.size).toBe(1);
  });

  it('that waits in the queue stays, and is copied as corrected when it is linked', () => {
    const both = archives();
    both.at.cr1.sendUnscheduled(
      { patientId: '1', issuer: 'NGH', name: 'X', birthDate: '', sex: '', accession: '', procedureCode: 'DXCH1P', description: '' }, // prettier-ignore
      { images: 1, seconds: 5 },
    );
    both.minutes(60);
    expect(both.vna.state.studies.size).toBe(0);
    both.at.announce(omar);
    both.at.pacs.reconcile.link(both.at.only().studyUid, omar.filler, { user: 'pgreen', reason: 'his' });
    both.minutes(31);
    expect(studiesAt(both)).toEqual([`${omar.patientId} ${omar.accession} 1`]);
  });

  it('is tried again until vna01 can be reached, and given up after the retries of the rule', () => {
    const both = archives();
    both.at.room.network.unlisten('vna01', 11112);
    both.at.announce(omar);
    both.examine(omar);
    both.minutes(31);
    expect(both.copies()).toEqual([{ status: 'FAILED', attempts: 1, detail: 'vna01:11112 refused the connection' }]);
    both.minutes(10);
    expect(both.copies()).toMatchObject([{ attempts: 3 }]);
    both.vna.reload();
    both.minutes(5);
    expect(both.copies()).toEqual([{ status: 'SENT', attempts: 4, detail: '' }]);

    both.at.room.network.unlisten('vna01', 11112);
    const second = { ...omar, accession: 'A1', filler: 'F1', spsId: 'SPS1', studyUid: '2.25.99' };
    both.at.announce(second);
    both.examine(second);
    both.at.room.kernel.runUntil(both.at.room.kernel.now + 3 * HOUR);
    expect(both.copies()[1]).toMatchObject({ status: 'FAILED', attempts: 13 });
    expect(logText(both.at.room, 'ERROR').at(-1)).toContain('refused the connection; given up');
  });

  it('that vna01 does not let in tells why', () => {
    const both = archives();
    both.at.room.files.save('vna01', VNA_AE_CONF, 'NGH_WS1 ws01 4006\n', 'pgreen', '');
    expect(both.vna.deploy(VNA_AE_CONF, 'mlopez')).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(both.vna.deploy(VNA_AE_CONF, 'pgreen')).toMatchObject({ ok: true });
    both.at.announce(omar);
    both.examine(omar);
    both.minutes(31);
    expect(both.copies()).toMatchObject([{ detail: 'association rejected: calling-AE-title-not-recognized' }]);
  });

  it('rejected afterwards is hidden at vna01 too, where that is its setting', () => {
    const both = archives();
    both.at.announce(omar);
    both.examine(omar);
    both.minutes(31);
    both.at.pacs.reconcile.reject(omar.studyUid, '113001', { user: 'pgreen', reason: 'moved' });
    both.minutes(31);
    expect(studiesAt(both)).toEqual([]);
    expect(both.vna.state.instances.size).toBe(2);
    const text = both.at.room.files.text('vna01', VNA_CONF)?.replace('hide.rejected=on', 'hide.rejected=off') ?? '';
    both.at.room.files.save('vna01', VNA_CONF, text, 'pgreen', '');
    both.vna.deploy(VNA_CONF, 'pgreen');
    expect(studiesAt(both)).toEqual([`${omar.patientId} ${omar.accession} 2`]);
  });

  it('rejected and sent anew is shown at vna01 without the images that were rejected', () => {
    const both = archives();
    both.at.announce(omar);
    both.examine(omar, 2);
    both.minutes(31);
    both.at.pacs.reconcile.reject(omar.studyUid, '113038', { user: 'pgreen', reason: 'once more' });
    both.at.run(10);
    both.examine(omar);
    both.minutes(31);
    expect(studiesAt(both)).toEqual([`${omar.patientId} ${omar.accession} 1`]);
  });

  it('goes nowhere without a rule, and what waits goes when there is one again', () => {
    const both = archives();
    const healthy = both.at.room.files.text('pacs01', ROUTER_RULES) ?? '';
    both.at.room.files.save('pacs01', ROUTER_RULES, '# nothing\n', 'pgreen', '');
    both.at.pacs.deploy(ROUTER_RULES, 'pgreen');
    both.at.announce(omar);
    both.examine(omar);
    both.minutes(120);
    expect(both.vna.state.studies.size).toBe(0);
    both.at.room.files.save('pacs01', ROUTER_RULES, healthy, 'pgreen', '');
    both.at.pacs.deploy(ROUTER_RULES, 'pgreen');
    both.minutes(31);
    expect(both.vna.state.studies.size).toBe(1);
  });
});

describe('vna01', () => {
  it('moves what it has to whom it knows', () => {
    const both = archives();
    both.at.announce(omar);
    both.examine(omar);
    both.minutes(31);
    const taken: string[] = [];
    both.at.room.network.addHost('ws01', '10.20.30.11');
    serveDicom(both.at.room, 'ws01', 4006, {
      accept: () => ({ kind: 'accept', supported: new Map([[sopClass.computedRadiographyImage, [EXPLICIT_LE]]]) }),
      store: (call, { sopUid }) => {
        taken.push(`${call.callingAe} ${sopUid}`);
        return { status: 0 };
      },
    });
    const keys = DataSet.build([
      [0x00080052, 'CS', 'PATIENT'],
      [0x00100020, 'LO', omar.patientId],
    ]);
    const move = (to: string): unknown => ask(both, (via) => via.move(sopClass.patientRootMove, keys, to));
    expect(move('NGH_WS1')).toMatchObject({ status: 0, counts: { completed: 1 } });
    expect(move('NGH_WS9')).toMatchObject({ status: 0xa801 });
    expect(taken).toEqual([`NGH_VNA ${both.at.only().instanceUids[0] ?? ''}`]);
  });

  it('rejects whom it does not know', () => {
    const both = archives();
    expect(ask(both, (to) => to.echo(), 'NGH_XX')).toBe('calling-AE-title-not-recognized');
    expect(ask(both, (to) => to.echo(), 'NGH_PACS')).toMatchObject({ status: 0 });
  });
});

describe('router.rules', () => {
  it.each([
    ['NGH_VNA modality=CT', 'NGH_VNA modality=CT', 'after=30m or at=02:00'],
    ['NGH_VNA after=0m', 'after=0m', 'modality=CT,MR or *, after=30m or at=02:00, retry=5m, retries=12'],
    ['NGH_VNA at=25:00', 'at=25:00', 'modality=CT,MR or *, after=30m or at=02:00, retry=5m, retries=12'],
    ['ATITLETHATISTOOLONG after=5m', 'ATITLETHATISTOOLONG', 'an AE title of at most 16 characters'],
  ])('with "%s" are refused', (line, found, expected) => {
    expect(readRouterRules(`# comment\n${line}\n`)).toEqual({ ok: false, problems: [{ line: 2, found, expected }] });
  });
});
