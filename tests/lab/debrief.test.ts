import { describe, expect, it } from 'vitest';
import { Check } from 'typebox/value';
import { DebriefView } from '../../server/contract/verdict.ts';
import { eventInWords, placeInWords, withHostNames } from '../../server/lab/debrief-words.ts';
import { Lab } from '../../server/lab/lab.ts';
import { leastEffort } from '../../server/lab/scenario/expert.ts';
import { clauseExplained } from '../../server/lab/scenario/clauses.ts';
import { runFix } from '../../server/lab/scenario/run-fix.ts';
import { courses } from '../support/courses.ts';

const named = new Map(courses('debrief'));
function course(id: string): Parameters<typeof runFix>[0]['course'] {
  const found = named.get(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

describe('the least that an expert needs', () => {
  it.each(['HL01', 'BK01'])('is counted from the reference fixes of %s, carried out in the same hospital', (id) => {
    const here = course(id);
    const least = leastEffort(here, 'debrief');
    const counted = (here.scenario?.fixes ?? []).map((fix) => {
      const lab = new Lab(here, 'debrief');
      expect(runFix(lab, fix)).toEqual([]);
      return { fix: fix.title, changes: lab.entries.filter(({ kind }) => kind === 'action').length };
    });
    expect(counted.map(({ changes }) => changes)).toContain(least?.changes);
    expect(least?.changes).toBe(Math.min(...counted.map(({ changes }) => changes)));
    expect(counted).toContainEqual({ fix: least?.fix, changes: least?.changes });
    expect(least).toMatchObject({ tests: 1, looks: here.file?.route.length, fixes: counted.length });
  });
});

describe('the debrief', () => {
  const lab = new Lab(course('HL01'), 'debrief');
  const waiting = [...lab.hospital.pacs.state.studies.values()].find((study) => study.status === 'UNVERIFIED');
  lab.act({ action: { kind: 'worklist-query', callingAe: 'NGH_CT1', keys: [] }, as: 'pgreen' }, 'me');
  const study = waiting?.studyUid ?? '';
  const link = lab.act({ action: { kind: 'pacs-link', study, order: 'F0', reason: 'try' }, as: 'pgreen' }, 'me');
  lab.act({ action: { kind: 'pacs-hold', study, reason: 'wait' }, as: 'pgreen' }, 'me');
  lab.act({ action: { kind: 'pacs-link', study, order: 'F1', reason: 'try' }, as: 'pgreen' }, 'me');
  lab.rewind(2, 'me');
  const event = lab.hospital.room.journal.state.events
    .slice()
    .find((each) => each.kind === 'hl7' && each.host === 'ris01');
  const given = lab.verdict(
    {
      disposition: 'fixed',
      system: 'eng01',
      place: 'SCHED_TO_MWL',
      field: 'OBR-18',
      kind: 'wrong-default',
      evidence: [event?.id ?? 0],
      text: 'mine',
    },
    'draw',
    'me',
  );
  const told = lab.openDebrief('me')?.view;
  if (!told) throw new Error('nothing told');

  it('tells from when to when the fault could be seen at each system of its way', () => {
    const hosts = told.visible.map(({ host }) => host);
    expect(hosts).toEqual(expect.arrayContaining(['eng01', 'mwl01', 'pacs01']));
    const since = lab.hospital.director.state.faultSince ?? 0;
    for (const { from, until } of told.visible) {
      expect(from).toBeGreaterThanOrEqual(since);
      expect(until).toBeGreaterThanOrEqual(from);
      expect(until).toBeLessThanOrEqual(told.until);
    }
    expect(told.from).toBe(lab.arrived);
  });

  it.each([...named])('explains every reference of %s in words of our own', (_, { file }) => {
    const unexplained = (file?.references ?? []).filter(({ clause }) => clauseExplained(clause).length < 60);
    expect(unexplained).toEqual([]);
    expect(told.references.every(({ explanation }) => explanation !== '')).toBe(true);
  });

  it('fits the contract and calls places, systems and events by their names', () => {
    expect(given).toHaveProperty('view');
    expect(Check(DebriefView, told)).toBe(true);
    const [place, kind, evidence] = told.conclusion;
    expect(place?.yours).toMatch(/^Engine → Channel SCHED_TO_MWL → OBR-18/);
    expect(place?.model).toMatch(/^Engine → Channel SCHED_TO_MWL → OBR-18/);
    expect([kind?.yours, kind?.model]).toEqual(['wrong-default', 'wrong-source-field']);
    expect(evidence?.yours).toBe(event && eventInWords(event));
    expect(evidence?.yours).toMatch(/^#\d+ .+, RIS → /);
    expect(evidence?.model).toContain('a message from RIS to Engine');
    expect(evidence?.model).toContain('a worklist entry at Worklist');
    const shown = JSON.stringify([
      told.conclusion,
      told.faultPath.map(({ title }) => title),
      told.yourSteps.map(({ title, refused }) => [title, refused]),
      told.rewinds,
    ]);
    expect(shown).not.toMatch(/\b(his|ris|eng|mwl|pacs)01\b/);
  });

  it('tells a refused step with the reason, in the system’s own words', () => {
    expect(link.outcome.ok).toBe(false);
    expect(told.yourSteps).toMatchObject([
      { title: 'Queried the worklist as NGH_CT1', rewound: false, refused: '' },
      { title: 'Linked a study to order F0', rewound: false, refused: link.outcome.message },
      { title: 'Put a study on hold', rewound: true, refused: '' },
      { title: 'Linked a study to order F1', rewound: true, refused: 'On hold by pgreen: wait' },
      { title: 'Went back' },
      { title: 'Asked for a verdict' },
    ]);
  });

  it('draws the way of the fault: right, broken, wrong, and where it could be seen first', () => {
    expect(told.faultPath.map(({ title, state, firstSeen }) => [title, state, firstSeen])).toEqual([
      ['RIS', 'right', false],
      ['Engine', 'breaks', false],
      ['Worklist', 'wrong', true],
      ['Scanners', 'wrong', false],
      ['PACS', 'wrong', false],
    ]);
    expect(told.faultPath[3]?.hosts).toEqual(['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01']);
  });

  it('lists what was undone', () => {
    expect(told.rewinds).toMatchObject([{ undone: [{ title: 'Put a study on hold' }], harm: [] }]);
  });

  it('is the same again, later and in a lab that was reopened', () => {
    lab.act({ action: { kind: 'pacs-hold', study, reason: 'afterwards' }, as: 'pgreen' }, 'me');
    expect(lab.debrief(1)).toEqual(told);
    const again = Lab.replay(lab.course, 'debrief', structuredClone(lab.entries));
    expect(again.debrief(1)).toEqual(told);
  });
});

it('harm on a branch that was undone is told, though the verdict does not hold it', () => {
  const lab = new Lab(course('BK01'), 'debrief');
  const trap = lab.course.scenario?.traps.find(({ outcome }) => outcome === 'unsafe');
  if (!trap) throw new Error('no trap');
  runFix(lab, trap);
  lab.rewind(0, 'me');
  const conclusion = {
    disposition: 'fixed',
    system: '',
    place: '',
    field: '',
    kind: '',
    evidence: [],
    text: '',
  } as const;
  lab.verdict({ ...conclusion, evidence: [] }, 'draw', 'me');
  const told = lab.openDebrief('me')?.view;
  expect(told?.verdict.outcome).not.toBe('unsafe');
  expect(told?.rewinds).toHaveLength(1);
  expect(told?.rewinds[0]?.undone.length).toBeGreaterThan(0);
  expect(told?.rewinds[0]?.harm.length).toBeGreaterThan(0);
});

it('what nobody has a name for keeps its own', () => {
  expect(withHostNames('from ris01 to xyz01')).toBe('from RIS to xyz01');
  expect(placeInWords({ system: '', place: '', field: '' })).toBe('');
  expect(placeInWords({ system: 'xyz01', place: 'a', field: 'b' })).toBe('xyz01 → a → b');
});
