import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Hl7Event } from '../../../server/network/hl7-event.ts';
import { sendHl7 } from '../../../server/network/mllp-link.ts';
import type { Hospital } from '../../../server/lab/hospital.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { preludeOf } from '../../../server/lab/prelude.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';

const morning = (): Hospital => preludeOf(freePlay, 'reports').hospital.fork();

const sent = (hospital: Hospital, from: string, to: string): Hl7Message[] =>
  hospital.room.journal.state.events
    .slice()
    .filter((event): event is Hl7Event => event.kind === 'hl7' && event.direction === 'request')
    .filter((event) => event.host === from && event.to === to)
    .map(({ bytes }) => Hl7Message.read(bytes));

const fields = (message: Hl7Message | undefined, ...paths: readonly string[]): string[] =>
  paths.map((path) => message?.value(path) ?? 'no message');

describe('reports of the morning', () => {
  it('are of the oldest finished exams, urgent ones first, and stand in the charts under patient and order', () => {
    const hospital = morning();
    const results = [...hospital.emr.state.results.values()];
    expect(results).toHaveLength(6);
    for (const result of results) {
      const order = hospital.ris.orderByFiller(result.filler);
      const study = hospital.pacs.state.studies.get(result.studyUid);
      const mrn = hospital.his.state.orders.get(order?.placer ?? '')?.mrn ?? '';
      expect([result.accession, result.chart, study?.status, study?.patientId]).toEqual([
        order?.accession,
        `${mrn}@NGH`,
        'VERIFIED',
        mrn,
      ]);
    }
    expect(hospital.engine.state.errors.size).toBe(0);
  });

  it('go out as ORU^R01 2.5.1 with the study in an OBX of its own', () => {
    const hospital = morning();
    const [report] = sent(hospital, 'eng01', 'emr01');
    const result = hospital.emr.state.results.get(report?.value('OBR-3.1') ?? '');
    expect(
      fields(report, 'MSH-5', 'MSH-9.3', 'MSH-12', 'ORC-1', 'OBX[1]-2', 'OBX[1]-3.1', 'OBX[1]-5', 'OBX[1]-11'),
    ).toEqual(['EMR', 'ORU_R01', '2.5.1', 'RE', 'HD', '113014', result?.studyUid, 'O']);
    expect(report?.repetitionCount('PID-3')).toBe(1);
  });
});

describe('a report', () => {
  it('that is withdrawn is crossed out in the chart, and its link is gone', () => {
    const hospital = morning();
    const [row] = hospital.reporting.state.reports.values();
    const filler = row?.filler ?? '';
    expect(hospital.reporting.withdraw(filler, 'wrong patient', 'pgreen')).toMatchObject({ code: 'NO_RIGHT' });
    expect(hospital.reporting.withdraw(filler, ' ', 'rmori')).toMatchObject({ code: 'REASON_MISSING' });
    expect(hospital.reporting.withdraw(filler, 'wrong patient', 'rmori').ok).toBe(true);
    hospital.settle(MINUTE);
    expect(fields(sent(hospital, 'eng01', 'emr01').at(-1), 'OBR-25', 'OBX[1]-11', 'OBX[2]-11')).toEqual([
      'C',
      'D',
      'W',
    ]);
    expect(hospital.emr.state.results.get(filler)).toMatchObject({ status: 'WRONG', studyUid: '' });
    expect(hospital.reporting.withdraw(filler, 'once more', 'rmori')).toMatchObject({ code: 'NOT_SENT' });

    // Read again, it corrects what was withdrawn.
    const accession = hospital.ris.orderByFiller(filler)?.accession ?? '';
    expect(hospital.ris.sendToRead(accession, 'rmori').ok).toBe(true);
    hospital.room.kernel.runUntil(hospital.room.kernel.now + 60 * MINUTE);
    expect(hospital.emr.state.results.get(filler)).toMatchObject({ status: 'CORRECTED', studyUid: row?.studyUid });
  });

  it('is asked for at once of a finished exam only', () => {
    const hospital = morning();
    const open = hospital.ris.state.orders.find(({ status }) => status === 'SCHEDULED');
    const done = hospital.ris.state.orders.find(({ status, sentToRead }) => status === 'COMPLETED' && !sentToRead);
    expect(hospital.ris.sendToRead(open?.accession ?? '', 'rmori')).toMatchObject({ code: 'NOT_COMPLETED' });
    expect(hospital.ris.sendToRead(done?.accession ?? '', 'ianders')).toMatchObject({ code: 'NO_RIGHT' });
    expect(hospital.ris.sendToRead(done?.accession ?? '', 'sokafor').ok).toBe(true);
    hospital.room.kernel.runUntil(hospital.room.kernel.now + 6 * MINUTE);
    expect(hospital.emr.state.results.get(done?.filler ?? '')?.accession).toBe(done?.accession);
  });
});

describe('emr01', () => {
  const put = (change: (report: Hl7Message) => Hl7Message): { answer: string[]; hospital: Hospital } => {
    const hospital = morning();
    const [report] = sent(hospital, 'eng01', 'emr01');
    let answer: string[] = [];
    hospital.room.kernel.spawn('a result', send());
    hospital.settle(MINUTE);
    return { answer, hospital };

    function* send(): Generator<never, void> {
      const bytes = report ? change(report).bytes : new Uint8Array();
      const outcome = yield* sendHl7(hospital.room, 'eng01', { host: 'emr01', port: 6680 }, bytes, {
        timeout: 10 * SECOND,
      }) as Generator<never, never>;
      const { ack } = outcome as { ack: { code: string; text: string } };
      answer = [ack.code, ack.text];
    }
  };

  it.each([
    ['another type', 'MSH-9.1', 'ORM', 'AR'],
    ['another version', 'MSH-12', '2.2', 'AR'],
    ['no number of the hospital', 'PID-3.4.1', 'WFC', 'AE'],
    ['another patient of a filed order', 'PID-3.1', '10009998', 'AE'],
    ['no filler number', 'OBR-3.1', '', 'AE'],
    ['an unknown result status', 'OBR-25', 'Q', 'AE'],
    ['what it said before', 'MSH-10', 'X1', 'AA'],
  ])('answers %s as it must', (_, path, value, code) => {
    const change = (report: Hl7Message): Hl7Message => {
      const changed = report.set(path, value);
      return path === 'OBR-3.1' ? changed.set('ORC-3.1', '') : changed;
    };
    expect(put(change).answer[0]).toBe(code);
  });
});
