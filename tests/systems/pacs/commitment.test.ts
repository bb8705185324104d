import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Task } from '../../../server/core/kernel.ts';
import { openAssociation } from '../../../server/network/dicom-link.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { commitmentRequest, storageCommitment } from '../../../server/protocols/dimse/services/storage-commitment.ts';
import { MODALITY_CONF } from '../../../server/systems/modality/baseline-files.ts';
import type { ExamRow } from '../../../server/systems/modality/state.ts';
import { AE_CONF, SERVER_PROPERTIES } from '../../../server/systems/pacs/baseline-files.ts';
import { logText } from '../engine/room.ts';
import { omar, rosa, type SmallHospital, smallHospital } from './small-hospital.ts';

function edit(at: SmallHospital, host: string, path: string, from: string, to: string): void {
  const text = at.room.files.text(host, path) ?? '';
  if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
  at.room.files.save(host, path, text.replace(from, to), 'vendor1', '');
  const result = host === 'pacs01' ? at.pacs.deploy(path, 'pgreen') : at.ct1.deploy(path, 'vendor1');
  if (!result.ok) throw new Error(result.message);
}

/** Two examinations of CT1, one after the other. */
function examined(at: SmallHospital): void {
  const second = { ...rosa, accession: 'A1', filler: 'F1', spsId: 'SPS1', studyUid: '2.25.7' };
  for (const order of [rosa, second]) {
    at.announce(order);
    at.schedule(order);
    at.ct1.performExam({ spsId: order.spsId, images: 2, seconds: 5 });
    at.run(60);
  }
}

const minutes = (at: SmallHospital, count: number): void => {
  at.room.kernel.runUntil(at.room.kernel.now + count * MINUTE);
};
const states = (at: SmallHospital): unknown[] =>
  [...at.ct1.state.exams.values()].map(
    ({ commitment }: ExamRow) => commitment && [commitment.state, commitment.detail],
  );
const titles = (at: SmallHospital): string[] =>
  at.room.journal.state.events
    .slice()
    .flatMap((event) =>
      event.kind === 'dimse' && event.title.startsWith('N-') ? [`${event.host} ${event.title}`] : [],
    )
    .filter((title) => /ACTION|EVENT/.test(title));

describe('storage commitment', () => {
  it('is asked for an hour later, for all studies at once, and reported on an association of its own', () => {
    const at = smallHospital();
    examined(at);
    expect(states(at)).toEqual([undefined, undefined]);
    minutes(at, 61);
    expect(states(at)).toEqual([
      ['COMMITTED', ''],
      ['COMMITTED', ''],
    ]);
    expect(titles(at)).toEqual([
      'ct01 N-ACTION-RQ',
      'pacs01 N-ACTION-RSP',
      'pacs01 N-EVENT-REPORT-RQ',
      'ct01 N-EVENT-REPORT-RSP',
    ]);
    const ends = [...at.room.network.state.capture.conversations.values()].slice(-2);
    expect(ends.map(({ client, server, serverPort }) => [client, server, serverPort])).toEqual([
      ['ct01', 'pacs01', 11112],
      ['pacs01', 'ct01', 104],
    ]);
  });

  it('is reported on the association of the request where both are set so', () => {
    const at = smallHospital();
    edit(at, 'pacs01', SERVER_PROPERTIES, 'commitment.report=new', 'commitment.report=same');
    edit(at, 'ct01', MODALITY_CONF, 'commit.report=new', 'commit.report=same');
    examined(at);
    minutes(at, 61);
    expect(states(at)).toEqual([
      ['COMMITTED', ''],
      ['COMMITTED', ''],
    ]);
    const last = [...at.room.network.state.capture.conversations.values()].at(-1);
    expect([last?.client, last?.server]).toEqual(['ct01', 'pacs01']);
  });

  it('fails for what the archive does not have (0112H) and for another class (0119H), and for that alone', () => {
    const at = smallHospital();
    examined(at);
    const [lost = '', other = ''] = at.pacs.state.studies.get(rosa.studyUid)?.instanceUids ?? [];
    at.pacs.state.instances.delete(lost);
    minutes(at, 61);
    expect(states(at)).toEqual([
      ['FAILED', '1 of 2 images not kept: 0112H No such object instance'],
      ['COMMITTED', ''],
    ]);
    expect(logText(at.room, 'ERROR')).toEqual([
      `study ${rosa.studyUid}: 1 of 2 images not kept: 0112H No such object instance`,
    ]);
    expect(other).not.toBe('');

    const again = smallHospital();
    examined(again);
    const uid = again.pacs.state.studies.get('2.25.7')?.instanceUids[0] ?? '';
    again.pacs.state.instances.update(uid, { sopClass: '1.2.840.10008.5.1.4.1.1.4' });
    minutes(again, 61);
    expect(states(again)[1]).toEqual(['FAILED', '1 of 2 images not kept: 0119H Class / instance conflict']);
  });

  it('is asked for again when the archive cannot be reached', () => {
    const at = smallHospital();
    examined(at);
    at.room.network.unlisten('pacs01', 11112);
    minutes(at, 61);
    expect(states(at)[0]).toEqual(['NOT ASKED', 'pacs01:11112 refused the connection']);
    at.pacs.reload();
    minutes(at, 61);
    expect(states(at)[0]).toEqual(['COMMITTED', '']);
  });

  it('is reported again when the console cannot be reached, and given up in the end', () => {
    const at = smallHospital();
    examined(at);
    edit(at, 'pacs01', AE_CONF, 'ct01      104', 'ct01      105');
    minutes(at, 62);
    expect(states(at)[0]).toEqual(['ASKED', '']);
    expect(at.pacs.state.commitments.size).toBe(1);
    minutes(at, 30);
    expect([states(at)[0], at.pacs.state.commitments.size]).toEqual([['ASKED', ''], 0]);
    expect(logText(at.room, 'ERROR').at(-1)).toContain('ct01:105 refused the connection; given up');
  });

  it('under a Transaction UID that is in use is refused: image by image (0131H), then altogether (0213H)', () => {
    const at = smallHospital();
    examined(at);
    edit(at, 'pacs01', AE_CONF, 'ct01      104', 'ct01      105');
    minutes(at, 62);
    const [[transaction = ''] = []] = at.pacs.state.commitments.entries();
    const { sopClassUid, sopInstanceUid, requestAction } = storageCommitment;
    const statuses: unknown[] = [];
    for (let time = 1; time <= 2; time += 1) {
      at.room.kernel.spawn(
        'asks again',
        (function* ask(): Task<void> {
          const opened = yield* openAssociation(at.room, {
            from: 'ct01',
            callingAe: 'NGH_CT1',
            calledAe: 'NGH_PACS',
            target: { host: 'pacs01', port: 11112 },
            contexts: [{ abstractSyntax: sopClassUid, transferSyntaxes: [EXPLICIT_LE] }],
            timeout: 10 * SECOND,
          });
          if (opened.kind !== 'open') throw new Error(opened.kind);
          const request = commitmentRequest(transaction, [{ sopClassUid: '1.2.3', sopInstanceUid: '2.25.1' }]);
          const target = { sopClass: sopClassUid, sopUid: sopInstanceUid };
          const asked = yield* opened.association.nAction(target, requestAction, request);
          statuses.push('status' in asked ? asked.status : asked.kind);
          yield* opened.association.release();
        })(),
      );
      at.run(2);
    }
    expect(statuses).toEqual([0x0000, 0x0213]);
    expect([...at.pacs.state.commitments.values()].map(({ report }) => report.failed)).toEqual([
      [],
      [{ sopClassUid: '1.2.3', sopInstanceUid: '2.25.1', reason: 0x0131 }],
    ]);
    minutes(at, 40);
    expect(at.pacs.state.commitments.size).toBe(0);
  });

  it('is nothing that an older console asks for', () => {
    const at = smallHospital();
    at.announce(omar);
    at.schedule(omar);
    at.cr1.performExam({ spsId: omar.spsId, images: 1, seconds: 5 });
    at.run(60);
    minutes(at, 60);
    expect([...at.cr1.state.exams.values()].map(({ commitment }) => commitment)).toEqual([undefined]);
  });
});
