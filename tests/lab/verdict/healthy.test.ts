import { describe, expect, it } from 'vitest';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay, type Course } from '../../../server/lab/scenario/course.ts';
import { type NameKind, nameKinds } from '../../../server/lab/traffic/person-variety.ts';
import { judge } from '../../../server/lab/verdict/judge.ts';
import { fates } from '../../../server/lab/verdict/probe-fates.ts';
import { scenarioOf } from '../../support/cases.ts';

// REG compares with the ledger (verdict/checks.ts says why). That is sound as long as a healthy hospital shows the
// ledger's values everywhere, for every seed and both message versions.

/** Two seeds in a plain test run; CI asks for more. */
const seeds = Array.from({ length: Number(process.env['SCENARIO_SEEDS'] ?? 2) }, (_, index) => String(index + 1));
const { file } = scenarioOf('HL01');
/** The HIS of this hospital sends 8859/1. */
const beyondLatin1: readonly NameKind[] = ['latin-2', 'greek', 'japanese'];

/** Nothing is broken, and the checks of a case are asked for all the same. */
function healthyCourse(): Course {
  const rooms = { modality: ['CT', 'MR', 'CR', 'DX', 'MG', 'NM'] };
  return {
    ...freePlay,
    file: {
      ...file,
      faults: [],
      checks: [
        { check: 'ORD', title: '2.3.1', count: 10, class: { ...rooms, version: ['2.3.1'] } },
        { check: 'REP', title: 'open orders', kind: 'worklist' },
        { check: 'REG', title: 'mixed', count: 40 },
        { check: 'NEG', title: 'refused' },
        { check: 'TRACE', title: 'trace' },
      ],
    },
  };
}

const none = {
  disposition: 'nothing-wrong',
  system: '',
  place: '',
  field: '',
  kind: '',
  evidence: [],
  text: '',
} as const;

describe('the healthy hospital', () => {
  it.each(seeds)('shows the ledger’s values for orders of both message versions at every hop (seed %s)', (seed) => {
    const course = healthyCourse();
    const lab = new Lab(freePlay, seed);
    const before = lab.hospital.hash();
    const { checks, view } = judge(course, lab.hospital, 1, { ...none, evidence: [] }, `healthy/${seed}`);
    const failed = checks.flatMap(
      ({ result, observations }) =>
      observations.filter(({ ok }) => !ok).map((each) => `${result.id} ${each.object} ${each.hop} ${each.attribute}: ${each.expected} / ${each.found}`), // prettier-ignore
    );
    expect(failed).toEqual([]);
    expect(view.outcome).toBe('solved');
    // Judging is done in a copy.
    expect(lab.hospital.hash()).toBe(before);
  });

  it('is driven with new, moved, changed, renamed, booked and cancelled orders in both versions', () => {
    const course = healthyCourse();
    const lab = new Lab(freePlay, '1');
    const { checks } = judge(course, lab.hospital, 1, { ...none, evidence: [] }, 'healthy/1');
    const of = (id: string): number => checks.find(({ result }) => result.id === id)?.result.of ?? 0;
    // 40 orders and the lists of seven scanners; two doors, a title, six mistaken images, one forged, three messages.
    expect([of('ORD'), of('REG'), of('NEG')]).toEqual([10, 48, 15]);
  });

  it('passes every parameter of the checks: fates, names, identifiers, new codes, times, messages, late cancellations', () => {
    const course: Course = {
      ...healthyCourse(),
      file: {
        ...file,
        faults: [],
        checks: [
          {
            check: 'ORD',
            title: 'fates',
            count: fates.length,
            unknownCodes: 2,
            tomorrowAt: ['00:05', '23:59'],
            messages: [
              {
                name: 'from one hour east of Greenwich',
                version: '2.5.1',
                set: { 'TQ1-7': '20260319033000+0100' },
                expect: { '(0040,0100)>(0040,0002)': '20260318', '(0040,0100)>(0040,0003)': '213000' },
              },
            ],
            class: {
              modality: ['CT'],
              fates: fates.filter((fate) => fate !== 'tomorrow' && fate !== 'unknown-code'),
              names: nameKinds.filter((kind) => !beyondLatin1.includes(kind)),
              identifiers: [1, 4, 3, 2],
              physicians: true,
            },
          },
          { check: 'ORD', title: 'procedures', count: 4, class: { procedures: ['MRKNR', 'DXHIP', 'CTPE', 'DXCH1P'] } },
          { check: 'REP', title: 'cancelled', kind: 'cancelled' },
          { check: 'REG', title: 'mixed', count: 20 },
          {
            check: 'NEG',
            title: 'refused',
            lateCancel: true,
            held: [{ name: 'clinic only', set: { 'PID-3': 'W10999^^^WFC&2.999.1.20.1&ISO^MR' } }],
          },
        ],
      },
    };
    const lab = new Lab(freePlay, '3');
    const { checks, view } = judge(course, lab.hospital, 1, { ...none, evidence: [] }, 'healthy/parameters');
    const failed = checks.flatMap(({ observations }) => observations.filter(({ ok }) => !ok));
    expect(failed).toEqual([]);
    expect(view.outcome).toBe('solved');
    expect(checks.find(({ result }) => result.id === 'NEG')?.result.of).toBe(18);
  });
});
