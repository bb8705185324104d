import { describe, expect, it } from 'vitest';
import { noConclusion } from '../../../server/lab/verdict/conclusion.ts';
import type { LearnerAction } from '../../../server/contract/action.ts';
import { DAY } from '../../../server/core/clock.ts';
import { Lab } from '../../../server/lab/lab.ts';
import type { Course } from '../../../server/lab/scenario/course.ts';
import type { Fault } from '../../../server/lab/scenario/fault-schema.ts';
import type { CheckSpec } from '../../../server/lab/scenario/check-schema.ts';
import type { ScenarioFile } from '../../../server/lab/scenario/schema.ts';
import { judge } from '../../../server/lab/verdict/judge.ts';
import { stagedCourse } from '../../support/staged-course.ts';

function course(faults: readonly Fault[], ...checks: CheckSpec[]): Course {
  const more: Partial<ScenarioFile> = { checks, users: ['ianders', 'dkim'], kind: 'cause' };
  return stagedCourse(faults, more);
}

/** `passed`, or the first difference with its place. */
function said(of: Course, lab: Lab): Record<string, string> {
  const { checks } = judge(of, lab.hospital, 1, { ...noConclusion, evidence: [] }, 'draw');
  return Object.fromEntries(
    checks.map(({ result, observations }) => {
      const first = observations.find(({ ok }) => !ok);
      return [result.id, result.passed ? 'passed' : `${first?.object ?? ''}: ${result.difference}`];
    }),
  );
}

describe('SOAK', () => {
  const soak: CheckSpec = { check: 'SOAK', title: 'It goes on', minutes: 120 };

  it.each<[string, Fault[], CheckSpec, string]>([
    ['a healthy hospital', [], soak, 'passed'],
    ['a receiver that is down', [{ at: '09:00', down: 'mwl01' }], soak, 'eng01 to mwl: does not drain'],
    [
      'answers that get lost now and then',
      [{ at: '09:00', link: { from: 'ris01', to: 'eng01', every: 5 }, flaw: { kind: 'ack-missing' } }],
      soak,
      'ris01 to eng01: tried again and again',
    ],
    [
      'the same, where some are allowed',
      [{ at: '09:00', link: { from: 'ris01', to: 'eng01', every: 5 }, flaw: { kind: 'ack-missing' } }],
      { ...soak, failures: 500 },
      'passed',
    ],
    [
      'answers that come late and in time',
      [{ at: '09:00', link: { to: 'mwl01', port: 2575 }, flaw: { kind: 'ack-late', seconds: 4 } }],
      soak,
      'passed',
    ],
    [
      'a room without a row',
      [
        {
          at: '09:00',
          host: 'eng01',
          path: '/opt/engine/lookup/RES2STATION.csv',
          author: 'ianders',
          note: 'x',
          set: [{ pointer: ['CTROOM1'], value: null }],
        },
      ],
      soak,
      'alarms: raised again and again',
    ],
  ])('%s', (_, faults, check, expected) => {
    const of = course(faults, check);
    const lab = new Lab(of, '1');
    const before = lab.hospital.hash();
    expect(said(of, lab)).toEqual({ SOAK: expected });
    // In a copy of its own: the hospital has not moved.
    expect(lab.hospital.hash()).toBe(before);
  });
});

describe('PERSIST', () => {
  const table = { host: 'eng01', path: '/opt/engine/lookup/RES2STATION.csv' };
  const master = { host: 'eng01', path: '/opt/engine/standard/RES2STATION.csv' };
  const job = { host: 'eng01', path: '/etc/cron.d/standard' };
  const healthy =
    new Lab(course([], { check: 'TRACE', title: 'x' }), '1').hospital.room.files.text(table.host, table.path) ?? '';
  const wrong = healthy.replace('NGH_CT1', 'NGH_Ct1');
  const by = { author: 'vendor1', note: 'standard tables' };
  const faults: Fault[] = [
    { at: '-1 22:30', ...master, ...by, install: wrong },
    { at: '-1 22:30', ...job, ...by, install: `30 2 * * * root cp ${master.path} ${table.path}\n` },
  ];
  const checks: CheckSpec[] = [
    { check: 'ORD', title: 'a', count: 2, class: { station: ['NGH_CT1'] } },
    { check: 'PERSIST', title: 'b', count: 2, class: { station: ['NGH_CT1'] } },
  ];
  const act = (lab: Lab, ...actions: readonly LearnerAction[]): void => {
    for (const action of actions)
      expect(lab.act({ action, as: 'ianders' }, 'anna').outcome).toMatchObject({ ok: true });
  };
  const set = (file: typeof table, value: string): LearnerAction => ({
    kind: 'set-key',
    ...file,
    pointer: ['CTROOM1', 'ae'],
    value,
    note: 'as it is',
  });

  it('the job of the night brings the wrong table; mending the table alone does not last', () => {
    const of = course(faults, ...checks);
    const lab = new Lab(of, '1');
    const versions = lab.hospital.room.files.get(table.host, table.path)?.versions ?? [];
    expect(versions.map(({ author, note }) => [author, note])).toEqual([
      ['vendor1', 'installed'],
      ['root', `nightly job ${job.path}: cp ${master.path}`],
    ]);
    const untouched = said(of, lab);
    expect([untouched['ORD'], untouched['PERSIST']].filter((word) => word === 'passed')).toEqual([]);
    act(lab, set(table, 'NGH_CT1'), { kind: 'deploy', ...table });
    expect(said(of, lab)).toMatchObject({ ORD: 'passed', PERSIST: expect.not.stringContaining('passed') as string });
    act(lab, set(master, 'NGH_CT1'));
    expect(said(of, lab)).toEqual({ ORD: 'passed', PERSIST: 'passed' });
    // And so it is when the night comes.
    lab.advance(lab.now + DAY, Number.MAX_SAFE_INTEGER);
    expect(lab.hospital.room.files.text(table.host, table.path)).toContain('NGH_CT1');
  });

  it('what is only saved comes into service by a restart, for good or ill', () => {
    const of = course([], ...checks);
    const lab = new Lab(of, '1');
    expect(said(of, lab)).toEqual({ ORD: 'passed', PERSIST: 'passed' });
    act(lab, set(table, 'NGH_CT9'));
    expect(said(of, lab)).toMatchObject({ ORD: 'passed', PERSIST: expect.not.stringContaining('passed') as string });
    act(lab, { kind: 'save-file', ...table, text: 'no table at all', note: '' });
    expect(said(of, lab)).toEqual({ ORD: 'passed', PERSIST: 'passed' });
  });
});
