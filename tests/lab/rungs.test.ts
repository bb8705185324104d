import { describe, expect, it } from 'vitest';
import type { LearnerAction } from '../../server/contract/action.ts';
import type { Rung } from '../../server/contract/rung.ts';
import { MINUTE } from '../../server/core/clock.ts';
import type { Lab } from '../../server/lab/lab.ts';
import { createLab, reopenLab } from '../../server/lab/library.ts';
import { noConclusion } from '../../server/lab/verdict/conclusion.ts';

const CASE = 'silent-harbor';
const restore: LearnerAction = {
  kind: 'restore-file',
  host: 'eng01',
  path: '/opt/engine/lookup/RES2STATION.csv',
  revision: 1,
};
const deploy: LearnerAction = { kind: 'deploy', host: restore.host, path: restore.path };
const query: LearnerAction = { kind: 'worklist-query', callingAe: 'NGH_ADMIN', keys: [] };

function open(rung: Rung, seed = '1'): Lab {
  const lab = createLab(CASE, seed, rung);
  if ('error' in lab) throw new Error(lab.error.message);
  return lab;
}

const does = (lab: Lab, action: LearnerAction): [boolean, string | undefined] => {
  const { ok, code } = lab.act({ action }, 'anna').outcome;
  return [ok, code];
};
const asks = (lab: Lab): string => {
  const given = lab.verdict(noConclusion, 'draw', 'anna');
  return 'error' in given ? given.error.code : given.view.outcome;
};
const suspect = (lab: Lab): void => {
  lab.act({ action: { kind: 'hypothesis-add', text: 'the table of the rooms' } }, 'anna');
  lab.act({ action: { kind: 'hypothesis-evidence', hypothesis: 1, event: 1, polarity: 'for', note: '' } }, 'anna');
};

describe('guided', () => {
  it('leads from looking to the verdict, and asks for what belongs before each step', () => {
    const lab = open('guided');
    expect(lab.guide).toBe('look');
    // Looking is free.
    expect(does(lab, query)).toEqual([true, undefined]);
    expect(does(lab, restore)).toEqual([false, 'hypothesis-first']);
    lab.act({ action: { kind: 'hypothesis-add', text: 'the table of the rooms' } }, 'anna');
    expect(lab.guide).toBe('hypothesis');
    // A sentence alone is a guess.
    expect(does(lab, restore)).toEqual([false, 'hypothesis-first']);
    lab.act(
      { action: { kind: 'hypothesis-evidence', hypothesis: 1, event: 1, polarity: 'against', note: '' } },
      'anna',
    );
    expect(lab.guide).toBe('fix');
    expect(does(lab, restore)).toEqual([true, undefined]);
    expect(does(lab, deploy)).toEqual([true, undefined]);
    expect(lab.guide).toBe('confirm');
    expect(asks(lab)).toBe('confirm-first');
    expect(lab.verdicts).toEqual([]);
    expect(does(lab, query)).toEqual([true, undefined]);
    expect(lab.guide).toBe('verdict');
    expect(asks(lab)).toBe('not-solved');
  });

  it('says that what is saved is not deployed yet, whatever was looked at since', () => {
    const lab = open('guided');
    suspect(lab);
    does(lab, restore);
    expect([lab.guide, asks(lab)]).toEqual(['deploy', 'deploy-first']);
    does(lab, query);
    expect([lab.guide, asks(lab)]).toEqual(['deploy', 'deploy-first']);
    does(lab, deploy);
    expect([lab.guide, asks(lab)]).toEqual(['confirm', 'confirm-first']);
  });

  it('asks for no deployment of a draft that was taken back to the text in service', () => {
    const lab = open('guided');
    suspect(lab);
    does(lab, restore);
    does(lab, { ...restore, revision: 2 });
    expect(lab.guide).toBe('fix');
    expect(asks(lab)).toBe('not-solved');
  });

  it('keeps what was wanted and asked about first, and tells it in the debrief', () => {
    const lab = open('guided');
    lab.act({ action: restore }, 'anna');
    expect(lab.entries).toMatchObject([{ kind: 'asked', payload: { question: 'hypothesis', action: restore } }]);
    expect(lab.hospital.room.files.get('eng01', restore.path)?.versions.length).toBe(2);
    lab.verdict(noConclusion, 'draw', 'anna');
    expect(lab.debrief(1)?.yourSteps[0]).toMatchObject({ refused: 'asked for a hypothesis with evidence first' });
  });

  it.each<[string, LearnerAction]>([
    ['a query', query],
    ['a look at a console', { kind: 'modality-query', host: 'ct01' }],
    ['a call', { kind: 'call', person: 'mlopez', question: 'since' }],
  ])('%s confirms a change; another change asks again', (_, confirmation) => {
    const lab = open('guided');
    suspect(lab);
    does(lab, restore);
    does(lab, deploy);
    const { people } = lab.course;
    const [person] = people;
    const called =
      confirmation.kind === 'call'
        ? { ...confirmation, person: person?.id ?? '', question: person?.answers[0]?.id ?? '' }
        : confirmation;
    expect(does(lab, called)).toEqual([true, undefined]);
    expect(lab.guide).toBe('verdict');
    does(lab, { ...restore, kind: 'deploy' });
    expect(lab.guide).toBe('confirm');
  });

  it('asks nothing of somebody who changes nothing, and forgets a change that was undone', () => {
    expect(asks(open('guided'))).toBe('not-solved');
    const lab = open('guided');
    suspect(lab);
    does(lab, restore);
    lab.rewind(lab.seq - 1, 'anna');
    expect(lab.guide).toBe('fix');
    expect(asks(lab)).toBe('not-solved');
  });

  it('is the hospital of the practice rung, and is replayed with its questions', () => {
    const lab = open('guided');
    expect(lab.hospital.hash()).toBe(open('practice').hospital.hash());
    does(lab, restore);
    suspect(lab);
    does(lab, restore);
    const again = reopenLab(lab.header, structuredClone(lab.entries));
    expect('error' in again ? again.error : [again.guide, again.hospital.hash()]).toEqual([
      'deploy',
      lab.hospital.hash(),
    ]);
  });
});

describe('practice', () => {
  it('asks for nothing', () => {
    const lab = open('practice');
    expect([lab.guide, does(lab, restore), asks(lab)]).toEqual([null, [true, undefined], 'not-solved']);
    expect(open('practice').header.rung).toBe('practice');
  });
});

describe('an exam', () => {
  it('has no hints, no way back and no look at the past, and says why', () => {
    const lab = open('exam');
    expect(lab.act({ action: { kind: 'open-hint' } }, 'anna').outcome).toMatchObject({
      ok: false,
      code: 'no-hints',
      message: 'An exam has no hints.',
    });
    expect(lab.query('getLab', {})).toMatchObject({ value: { rung: 'exam', hints: { total: 0, opened: [] } } });
    expect(does(lab, restore)).toEqual([true, undefined]);
    expect(lab.rewind(0, 'anna')).toBeUndefined();
    const at = lab.now - 10 * MINUTE;
    for (const name of ['getTopology', 'listMessages', 'listLogs', 'getEngine', 'getWorklist', 'getPacs'] as const) {
      expect(lab.query(name, { at })).toMatchObject({ ok: false, status: 409, error: { code: 'exam-no-past' } });
      expect(lab.query(name, {}).ok).toBe(true);
    }
  });

  it('does not mark what differs between two systems', () => {
    const marked = (lab: Lab): boolean[] => {
      const order = [...lab.hospital.ris.state.orders.values()][3];
      const answer = lab.query('getJourney', { key: 'accession', value: order?.accession });
      const { rows } = (answer.ok ? answer.value : { rows: [] }) as { rows: { cells: { changed: boolean }[] }[] };
      return rows.flatMap(({ cells }) => cells.map(({ changed }) => changed));
    };
    expect(marked(open('practice')).length).toBeGreaterThan(0);
    expect(marked(open('exam')).every((changed) => !changed)).toBe(true);
  });

  it("is undone by the hospital's own means only: a version of a file comes back", () => {
    const lab = open('exam');
    does(lab, restore);
    const file = (): string | undefined => lab.hospital.room.files.text('eng01', restore.path);
    const mended = file();
    does(lab, { ...restore, revision: 2 });
    expect(file()).not.toBe(mended);
    does(lab, restore);
    expect(file()).toBe(mended);
  });

  it('ends with its one verdict: no second one, nothing done after it, and the clock stands', () => {
    const lab = open('exam');
    expect(asks(lab)).toBe('not-solved');
    expect(asks(lab)).toBe('exam-over');
    expect(does(lab, restore)).toEqual([false, 'exam-over']);
    expect(does(lab, { kind: 'hypothesis-add', text: 'too late' })).toEqual([false, 'exam-over']);
    expect([lab.ended, lab.advance(lab.now + MINUTE, 1e6)]).toEqual([true, { entry: undefined, reached: true }]);
    // Judged, it may be looked at again.
    expect(lab.query('getTopology', { at: lab.now - MINUTE }).ok).toBe(true);
    expect(lab.debrief(1)?.caseId).toBe('WL01');
  });

  it('a conclusion that cannot be judged does not use up the verdict', () => {
    const lab = open('exam');
    expect(lab.verdict({ ...noConclusion, system: 'nowhere' }, 'draw', 'anna')).toMatchObject({ ok: false });
    expect(asks(lab)).toBe('not-solved');
  });

  it('the same seed, rung and actions give the same hospital', () => {
    const [one, other] = [open('exam', '3'), open('exam', '3')];
    for (const lab of [one, other]) does(lab, restore);
    expect(one.hospital.hash()).toBe(other.hospital.hash());
    const again = reopenLab(one.header, structuredClone(one.entries));
    expect('error' in again ? again.error : again.hospital.hash()).toBe(one.hospital.hash());
  });
});
