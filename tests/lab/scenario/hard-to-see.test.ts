import { describe, expect, it } from 'vitest';
import type { Topology } from '../../../server/contract/hospital.ts';
import type { PacketList } from '../../../server/contract/packets.ts';
import { formatDate, formatTime } from '../../../server/core/clock.ts';
import { medicalRecordNumber } from '../../../server/systems/interface/patient-record.ts';
import { openCase } from '../../support/cases.ts';

// Tickets about what shows only now and then, and about what is no fault: what they tell must be there to be seen.

const seeds = ['1', '2', '3', '4', '5'];
type Lab = ReturnType<typeof openCase>['lab'];

const text = (value: unknown): string => String(value);
interface Answers {
  getTopology: Topology;
  listPackets: PacketList;
}
function asked<Name extends keyof Answers>(lab: Lab, name: Name, params: object = {}): Answers[Name] {
  const outcome = lab.query(name, params);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value as Answers[Name];
}
/** All that the learner can be told by the people of the case. */
const answers = ({ lab, course }: ReturnType<typeof openCase>): string =>
  course.people
    .flatMap(
      (person) =>
      person.answers.map(({ id }) => lab.act({ action: { kind: 'call', person: person.id, question: id } }, 'me').outcome.message), // prettier-ignore
    )
    .join('\n');

describe.each(seeds)('seed %s', (seed) => {
  it('NW06: studies of several scanners were not sent since the evening, about one in seven, and packets were lost', () => {
    const opened = openCase('NW06', seed);
    const { lab } = opened;
    const { director, pacs, scanners } = lab.hospital;
    const since = director.state.faultSince ?? 0;
    const exams = [...scanners.entries()].flatMap(([host, { state }]) =>
      [...state.exams.values()].map((exam) => ({ host, ...exam })),
    );
    const failed = exams.filter(({ stage }) => stage === 'FAILED');
    const sent = exams.filter(({ stage }) => stage === 'SENT');
    // "Not from one scanner, from any of them, perhaps one in seven."
    expect(new Set(failed.map(({ host }) => host)).size).toBeGreaterThanOrEqual(2);
    const share = failed.length / (failed.length + sent.length);
    expect(share).toBeGreaterThan(1 / 14);
    expect(share).toBeLessThan(2 / 7);
    // "Yesterday everything came through."
    expect(failed.filter(({ startedAt }) => startedAt < since)).toEqual([]);
    for (const { attempts, detail } of failed) expect([attempts, detail]).toEqual([1, expect.stringMatching(/\S/)]);
    // What did not come through is not in the archive, and nothing that was sent is missing there.
    const stored = new Set(pacs.state.studies.filter(() => true).map(({ studyUid }) => studyUid));
    expect(sent.filter(({ studyUid }) => !stored.has(studyUid))).toEqual([]);
    // The map names the scanners, and the packets tell more.
    const { systems } = asked(lab, 'getTopology');
    expect(systems.filter(({ health }) => health === 'bad').map(({ id }) => id)).toEqual([...new Set(failed.map(({ host }) => host))]); // prettier-ignore
    const { conversations } = asked(lab, 'listPackets', { host: 'pacs01', errors: true });
    const again = conversations.filter(({ packets }) =>
      packets.some(({ info }) => info.includes('TCP Retransmission')),
    );
    expect(new Set(again.map(({ client }) => client)).size).toBeGreaterThanOrEqual(2);
    expect(answers(opened)).not.toContain('${');
    expect(lab.ticket).not.toContain('${');
  });

  it('NF01: she was on the list at seven, is booked elsewhere and later, and every system says the same', () => {
    const opened = openCase('NF01', seed);
    const { lab, course } = opened;
    const { director, ris, room, worklist, pacs } = lab.hospital;
    const { from, to, host, otherHost, otherAe, room: caller, noon } = course.variables;
    const hers = ris.orderByPlacer(director.state.orders.get('hers')?.placer ?? '');
    expect(hers?.status).toBe('SCHEDULED');
    expect(hers?.resource).toBe(to);
    expect(from).not.toBe(to);
    expect(formatTime(hers?.start ?? 0, room.zoneOffset).slice(0, 4)).toBe(text(noon).replace(':', ''));
    expect(lab.ticket).toContain(`${text(caller)}.`);
    expect(lab.ticket).toContain(hers ? medicalRecordNumber(hers.patient) : '?');
    // Her entry says what the order says.
    const row = worklist.state.items.find(({ spsId }) => spsId === hers?.spsId);
    const step = row && worklist.item(row).items(0x00400100)[0];
    expect([step?.text(0x00400001), step?.text(0x00400002), step?.text(0x00400003).slice(0, 4)]).toEqual([
      otherAe,
      formatDate(hers?.start ?? 0, room.zoneOffset),
      text(noon).replace(':', ''),
    ]);
    // The two consoles: the caller's has others and not her, the other one has her.
    const list = (name: unknown): string[] => {
      lab.act({ action: { kind: 'modality-query', host: text(name) }, as: 'ianders' }, 'me');
      return lab.hospital.scanner(text(name))?.state.worklist.map(({ spsId }) => spsId) ?? [];
    };
    const [callers, others] = [list(host), list(otherHost)];
    expect(callers.length).toBeGreaterThan(0);
    expect([callers.includes(hers?.spsId ?? '?'), others.includes(hers?.spsId ?? '?')]).toEqual([false, true]);
    // Nothing waits, nothing was refused.
    expect(pacs.state.studies.filter(({ status }) => status === 'UNVERIFIED')).toEqual([]);
    const said = answers(opened);
    expect(said).toContain(hers?.accession);
    expect(said).not.toContain('${');
  });
});
