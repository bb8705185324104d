import { afterEach, describe, expect, it } from 'vitest';
import type { LearnerAction } from '../../../server/contract/action.ts';
import { HOUR, MINUTE, SECOND } from '../../../server/core/clock.ts';
import type { Lab } from '../../../server/lab/lab.ts';
import { modelConclusion } from '../../../server/lab/scenario/prove.ts';
import { runFix } from '../../../server/lab/scenario/run-fix.ts';
import type { FixFile } from '../../../server/lab/scenario/fix-schema.ts';
import { judge } from '../../../server/lab/verdict/judge.ts';
import { openCase } from '../../support/cases.ts';

// What users complain of most: a harmful repair that passes, and a right one that does not.

type Opened = ReturnType<typeof openCase>;

const matching = ['pacs01', '/etc/ngpacs/match.conf', 'pgreen'] as const;
const orders = ['eng01', '/opt/engine/channels/ORDER.yaml', 'ianders'] as const;

function set(lab: Lab, file: readonly [string, string, string], pointer: (string | number)[], value: string): void {
  const [host, path, as] = file;
  const act = (action: LearnerAction): void => {
    expect(lab.act({ action, as }, 'me').outcome).toMatchObject({ ok: true });
  };
  act({ kind: 'set-key', host, path, pointer, value, note: 'on the way' });
  act({ kind: 'deploy', host, path });
}

function solve({ lab, scenario }: Opened, name: string): void {
  const fix = scenario.fixes.find((each) => each.name === name);
  if (!fix) throw new Error(`no fix ${name}`);
  expect(runFix(lab, fix)).toEqual([]);
}

/** Outcome, checks that fail, and the first thing seen of each. */
function verdict({ course, lab }: Opened): { outcome: string; failed: string[]; seen: string[] } {
  const { checks, view } = judge(course, lab.hospital, 1, modelConclusion(course, lab), 'harm/1');
  const bad = checks.filter(({ result }) => !result.passed);
  const first = bad.map(({ observations }) => observations.find(({ ok }) => !ok));
  return {
    outcome: view.outcome,
    failed: bad.map(({ result }) => result.id),
    seen: first.map((each) => `${each?.object ?? ''} ${each?.hop ?? ''} ${each?.attribute ?? ''}`),
  };
}

function run(lab: Lab, time: number): void {
  while (!lab.advance(lab.now + time, Number.POSITIVE_INFINITY).reached);
}

describe('a repair that works but does harm on the side is refused', () => {
  const opened = openCase('HL01', '1');
  solve(opened, 'restore-version');
  const { seq } = opened.lab;
  afterEach(() => {
    opened.lab.rewind(seq, 'me');
  });

  it.each<[string, readonly [string, string, string], (string | number)[], string, string, string, string]>([
    ['name not compared', matching, ['name'], 'ignore', 'unsafe', 'NEG', 'images with another name'],
    ['birth date not compared', matching, ['birth.date'], 'ignore', 'unsafe', 'NEG', 'images with another birth date'],
    ['sex not compared', matching, ['sex'], 'ignore', 'unsafe', 'NEG', 'images with another sex'],
    ['issuer not compared', matching, ['patient.issuer'], 'ignore', 'unsafe', 'NEG', 'images of another issuer'],
    ['study UID not compared', matching, ['study.uid'], 'ignore', 'unsafe', 'NEG', 'images of another study'],
    ['obstetrics let in', orders, ['filter'], 'ORC-1 in [NW, CA, XO, SN]', 'not-solved', 'NEG', 'order that is no imaging'], // prettier-ignore
    ['changes kept out', orders, ['filter'], 'ORC-1 in [NW, CA, SN] and OBR-4.1 not in [CTG]', 'not-solved', 'REG', 'RIS order start'], // prettier-ignore
    ['HIS not told', ['eng01', '/opt/engine/channels/STATUS.yaml', 'ianders'], ['listen', 0], '6999', 'not-solved', 'REG', 'HIS order status'], // prettier-ignore
  ])('%s', (_, file, pointer, value, outcome, check, seen) => {
    set(opened.lab, file, pointer, value);
    const found = verdict(opened);
    expect(found.outcome).toBe(outcome);
    expect(found.failed).toContain(check);
    expect(found.seen.join('; ')).toContain(seen);
  });

  it('a patient renamed at the archive', () => {
    const done = opened.lab.hospital.ris.state.orders.find(({ status }) => status === 'COMPLETED');
    const mrn = done?.patient.identifiers[0]?.id ?? '';
    const segments = [
      'MSH|^~\\&|HIS|NGH|ENG|NGH|20260317120000||ADT^A08^ADT_A01|HISX1|P|2.3.1',
      'EVN|A08|20260317120000',
      `PID|||${mrn}^^^NGH&2.999.1.10.1&ISO^MR||SOMEBODY^ELSE||19700101|F`,
      'PV1||O',
    ];
    const fix: FixFile = { title: 'rename', steps: [{ send: { from: 'his01', port: 6661, segments }, as: 'ianders' }] };
    expect(runFix(opened.lab, fix)).toEqual([]);
    expect(verdict(opened)).toEqual({ outcome: 'unsafe', failed: ['TRACE'], seen: [`patient ${mrn} trace record`] });
  });
});

describe('a right repair passes', () => {
  it('shortly before midnight, when the probes have no room in the day', () => {
    const opened = openCase('WL01', '1');
    solve(opened, 'restore-file');
    const { zoneOffset } = opened.lab.hospital.room;
    const midnight = Math.ceil((opened.lab.now + zoneOffset * MINUTE) / (24 * HOUR)) * 24 * HOUR - zoneOffset * MINUTE;
    run(opened.lab, midnight - 20 * MINUTE - opened.lab.now);
    expect(verdict(opened)).toEqual({ outcome: 'solved', failed: [], seen: [] });
  });

  it('while an exam is under way that took its number before the repair, so that nobody could link it yet', () => {
    const opened = openCase('HL01', '1');
    const { lab, course } = opened;
    const isUnderWay = (): boolean =>
      [...lab.hospital.scanners.values()].some(
        ({ conf, state }) =>
          conf.modality === course.variables['modality'] &&
          state.exams.find(({ stage, due }) => stage === 'ACQUIRING' && due > lab.now && due < lab.now + 50 * SECOND),
      );
    for (let step = 0; step < 1000 && !isUnderWay(); step++) run(lab, 10 * SECOND);
    expect(isUnderWay()).toBe(true);
    const [fix] = opened.scenario.fixes.filter(({ name }) => name === 'restore-version');
    const atOnce = { title: 'at once', steps: fix?.steps.filter((step) => !('wait' in step)) ?? [] };
    expect(runFix(lab, atOnce)).toEqual([]);
    expect(isUnderWay()).toBe(true);
    expect(verdict(opened)).toEqual({ outcome: 'solved', failed: [], seen: [] });
  });

  it('while messages wait for their next try, because the way was closed for a while', () => {
    const opened = openCase('HL01', '1');
    const { lab, scenario } = opened;
    const channel = ['eng01', '/opt/engine/channels/SCHED_TO_MWL.yaml', 'ianders'] as const;
    set(lab, channel, ['destinations', 'mwl', 'port'], '2999');
    run(lab, 50 * MINUTE);
    const [fix] = scenario.fixes.filter(({ name }) => name === 'restore-version');
    const atOnce = { title: 'at once', steps: fix?.steps.filter((step) => !('wait' in step)) ?? [] };
    expect(runFix(lab, atOnce)).toEqual([]);
    expect(lab.hospital.engine.state.queue.size).toBeGreaterThan(0);
    expect(verdict(opened)).toEqual({ outcome: 'solved', failed: [], seen: [] });
  });
});
