import { describe, expect, it } from 'vitest';
import type { NamedFix, Scenario } from '../../../server/lab/scenario/load.ts';
import { prove, type RunResult } from '../../../server/lab/scenario/prove.ts';
import { proveCase } from '../../../server/lab/scenario/prove-case.ts';
import { proveAgain } from '../../../server/lab/scenario/prove-fix.ts';
import { scenarioOf } from '../../support/cases.ts';

/** Each proof of `scenarios check` on a case that its author has spoilt: a proof that cannot fail proves nothing. */
const good = scenarioOf('HL07');
const channel = { host: 'eng01', path: '/opt/engine/channels/SCHED_TO_MWL.yaml' } as const;
const SEED = '3';

let copies = 0;
/** Hospitals are kept by the hash of their case: another case, another hash. */
const changed = (file: Partial<Scenario['file']>): Scenario => ({
  ...good,
  hash: `${good.hash}-${(copies += 1)}`,
  file: { ...good.file, ...file },
});

function named(list: readonly NamedFix[], name: string): NamedFix {
  const found = list.find((each) => each.name === name);
  if (!found) throw new Error(`HL07 has no ${name}`);
  return found;
}
const fix = named(good.fixes, 'restore-and-replay');
const trap = named(good.traps, 'changes-only');

const withSteps = (steps: NamedFix['steps']): NamedFix => ({ ...fix, name: 'spoilt', steps });
const act = (action: Readonly<Record<string, unknown>>, as = 'ianders'): NamedFix['steps'][number] => ({ action, as });
const key = (pointer: readonly string[], value: string | null): NamedFix['steps'][number] =>
  act({ kind: 'set-key', ...channel, pointer, value, note: '' });

function found(results: readonly RunResult[], kind: RunResult['kind']): Pick<RunResult, 'passed' | 'reason'> {
  const result = results.find((each) => each.kind === kind);
  if (!result) throw new Error(`nothing was proved of ${kind}`);
  return { passed: result.passed, reason: result.reason };
}
const failed = (reason: RegExp): object => ({ passed: false, reason: expect.stringMatching(reason) as unknown });

describe('the proof of a case fails', () => {
  const proved = (scenario: Scenario, plan: Parameters<typeof prove>[2]): object =>
    found([prove(scenario, SEED, plan)], plan.kind);

  it('when it is solved before anybody has acted', () => {
    const harmless = changed({ faults: [], checks: good.file.checks.filter(({ check }) => check === 'TRACE') });
    expect(proved(harmless, { kind: 'untouched' })).toEqual(failed(/^solved although nothing was done$/));
  });

  it('when a fix does not solve it', () => {
    const half = withSteps(fix.steps.slice(0, 2));
    expect(proved(good, { kind: 'fix', fix: half })).toEqual(failed(/^not solved: REP-worklist .*REP-cancelled /));
  });

  it('when an action of a fix is refused, although the rest solves it', () => {
    const refused = withSteps([...fix.steps, act({ kind: 'deploy', ...channel }, 'pgreen')]);
    expect(proved(good, { kind: 'fix', fix: refused })).toEqual(failed(/^step .*deploy.*: .*pgreen/));
  });

  it('when a trap solves it', () => {
    const open = { ...trap, steps: fix.steps };
    expect(proved(good, { kind: 'trap', fix: open })).toEqual(failed(/^solved although it is a trap$/));
  });

  it('when a trap is refused by other checks than its author says, or comes out otherwise', () => {
    const other: NamedFix = { ...trap, refusedBy: ['ORD', 'TRACE'] };
    expect(proved(good, { kind: 'trap', fix: other })).toEqual(failed(/^refused, but not by TRACE: /));
    const unsafe: NamedFix = { ...trap, outcome: 'unsafe' };
    expect(proved(good, { kind: 'trap', fix: unsafe })).toEqual(failed(/^not-solved, expected unsafe$/));
  });

  it('when a fix does not outlast a start of the services', () => {
    // What is saved and not deployed comes into service then.
    const passing = withSteps([...fix.steps, key(['filter'], 'ORC-1 = NW')]);
    expect(proved(good, { kind: 'fix', fix: passing })).toEqual({ passed: true, reason: '' });
    const again = proveAgain(good, SEED, passing);
    expect(found(again, 'restart')).toEqual(failed(/^not solved: ORD /));
    expect(found(again, 'order')).toEqual({ passed: true, reason: '' });
  });

  it('when a fix depends on the order of actions that look independent', () => {
    const rule = ['destinations', 'mwl', 'rules'];
    const chain = withSteps([
      ...fix.steps.slice(0, 1),
      key([...rule, 'target=PID-3', 'note'], 'a'),
      key([...rule, 'target=PID-3', 'target'], 'PID-8'),
      key([...rule, 'target=PID-3', 'target'], 'PID-3'),
      ...fix.steps.slice(1),
    ]);
    const isRefused = (seed: string): boolean => !found(proveAgain(good, seed, chain), 'order').passed;
    expect(['1', '2', '3', '4', '5', '6'].some(isRefused)).toBe(true);
  });

  it('when the fault has hardly begun to show', () => {
    const late = changed({ faults: good.file.faults.map((each) => ({ ...each, at: '09:51' })) });
    expect(found(proveCase(late, SEED), 'symptoms')).toEqual(failed(/^the fault shows at .* besides the broken one/));
  });

  it('when somebody on the telephone, or the page, tells the answer', () => {
    const [first, ...others] = good.file.people;
    if (!first) throw new Error('HL07 has nobody to ask');
    const { question } = good.debrief.questions[0] ?? { question: '' };
    const answers = first.answers.map((each) => ({ ...each, answer: `Let me ask you: ${question}` }));
    const talkative = changed({ people: [{ ...first, answers }, ...others] });
    expect(found(proveCase(talkative, SEED), 'spoilers')).toEqual(failed(/ tells the answer "Why is AA .*" before/));
    const plain = changed({ headline: good.file.title });
    expect(found(proveCase(plain, SEED), 'spoilers')).toEqual(failed(/tells the answer "Reschedule messages/));
    expect(proveCase(good, SEED).map(({ reason }) => reason)).toEqual(['', '']);
  });
});
