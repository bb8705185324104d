import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../../../server/contract/hospital.ts';
import type { Conclusion } from '../../../server/contract/verdict.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { faultEvidence } from '../../../server/lab/verdict/evidence.ts';
import { courses } from '../../support/courses.ts';

const named = new Map(courses('logs'));
const open = (id: string): Lab => {
  const course = named.get(id);
  if (!course) throw new Error(`no ${id}`);
  return new Lab(course, 'logs');
};
const linesOf = (lab: Lab, params: object = {}): LogEntry[] => {
  const outcome = lab.query('listLogs', params);
  if (!outcome.ok) throw new Error(outcome.error.message);
  return outcome.value as LogEntry[];
};

describe('log lines', () => {
  const lab = open('HL01');
  const { journal } = lab.hospital.room;

  it('each name the event they were written about, which touched their host', () => {
    const strangers = linesOf(lab).filter(({ event, host }) => {
      const found = event === null ? undefined : journal.get(event);
      return !found || (found.host !== host && !('to' in found && found.to === host) && found.kind !== 'dimse');
    });
    expect(strangers).toEqual([]);
  });

  it('of a person at a desk are about what that person did', () => {
    const placed = linesOf(lab, { host: 'his01', text: 'place order' }).at(-1);
    const placer = /place order (\S+)/.exec(placed?.text ?? '')?.[1];
    expect(placer).toMatch(/^P\d+$/);
    const event = journal.get(placed?.event ?? 0);
    expect(event).toMatchObject({ kind: 'hl7', host: 'his01', keys: { placer } });
  });

  it('name the same event when one looks at the past', () => {
    const now = linesOf(lab, { host: 'pacs01' });
    const then = linesOf(lab, { host: 'pacs01', at: lab.now - 20 * 60_000_000 });
    expect(then.length).toBeGreaterThan(10);
    const byNumber = new Map(now.map((line) => [line.n, line]));
    for (const line of then) if (byNumber.has(line.n)) expect(byNumber.get(line.n)).toEqual(line);
  });

  it('count as evidence by their event', () => {
    const { file } = lab.course;
    const place = file?.conclusion.places[0];
    if (!file || !place) throw new Error('no case');
    const shows = faultEvidence(lab.hospital, file);
    const lines = linesOf(lab).filter(({ event }) => event !== null && shows(event));
    expect(new Set(lines.map(({ host }) => host))).toEqual(new Set(['eng01', 'mwl01', 'pacs01']));
    const conclusion: Conclusion = {
      disposition: file.conclusion.disposition,
      system: place.system,
      place: place.place,
      field: place.fields[0] ?? '',
      kind: file.conclusion.kinds[0] ?? '',
      evidence: [],
      text: '',
    };
    const points = (evidence: number[]): number | undefined => {
      const given = lab.verdict({ ...conclusion, evidence }, 'draw', 'me');
      if (!('view' in given)) throw new Error('no verdict');
      return given.view.parts.find(({ part }) => part === 'conclusion')?.score;
    };
    expect([points([]), points([lines[0]?.event ?? 0])]).toEqual([7, 10]);
  });
});
