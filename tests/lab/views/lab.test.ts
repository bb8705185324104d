import { describe, expect, it } from 'vitest';
import { Check } from 'typebox/value';
import { Value } from 'typebox/value';
import type { LearnerAction } from '../../../server/contract/action.ts';
import { routes } from '../../../server/contract/routes.ts';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import { stream } from '../../../server/core/random.ts';
import { Lab } from '../../../server/lab/lab.ts';
import * as library from '../../../server/lab/library.ts';
import type { QueryName } from '../../../server/lab/query.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import type { LabLibrary } from '../../../server/workers/lab-api.ts';

// What worker threads load is checked by the compiler here.
const loaded: LabLibrary = library;

function script(lab: Lab, seed: string, steps: number): Map<number, string> {
  const random = stream(seed, 'test/script');
  const hashes = new Map<number, string>();
  const channel = '/opt/engine/channels/SCHED_TO_MWL.yaml';
  const actions: readonly (() => LearnerAction)[] = [
    () => ({ kind: 'worklist-query', callingAe: 'NGH_CT1', keys: [{ attribute: 'PatientName', value: '' }] }),
    () => ({ kind: 'modality-query', host: 'ct01' }),
    () => ({ kind: 'mark', at: lab.now, text: 'here' }),
    () => ({ kind: 'hypothesis-add', text: 'the rule' }),
    () => ({
      kind: 'set-key',
      host: 'eng01',
      path: channel,
      pointer: ['description'],
      value: `text ${random.integer(0, 999)}`,
      note: 'test',
    }),
    () => ({ kind: 'deploy', host: 'eng01', path: channel }),
    () => ({ kind: 'restore-file', host: 'eng01', path: channel, revision: 1 }),
    () => ({
      kind: 'engine-reprocess',
      messages: [[...lab.hospital.engine.state.messages.values()].at(-1)?.number ?? 1],
    }),
  ];
  for (let step = 0; step < steps; step++) {
    const dice = random.integer(0, 9);
    if (dice < 5) {
      const to = lab.now + random.integer(1, 900) * SECOND;
      let reached = false;
      while (!reached) ({ reached } = lab.advance(to, 50));
    } else if (dice === 9 && lab.seq > 2) {
      lab.rewind(lab.seq - random.integer(1, Math.min(4, lab.seq - 1)), 'me');
      hashes.clear();
    } else {
      const action = actions[random.integer(0, actions.length - 1)];
      if (action) lab.act({ action: action(), as: 'ianders' }, 'me');
    }
    hashes.set(lab.now, lab.hospital.hash());
  }
  return hashes;
}

describe('a lab as a function of its log', () => {
  it.each(['one', 'two', 'three'])('replayed from zero stands where the live lab stands (seed %s)', (seed) => {
    const lab = new Lab(freePlay, seed);
    script(lab, seed, 25);
    const stored = structuredClone(lab.entries);
    const again = Lab.replay(freePlay, seed, stored);
    expect(again.hospital.hash()).toBe(lab.hospital.hash());
    expect(again.query('getLab', {})).toEqual({
      ok: true,
      value: { ...(lab.query('getLab', {}) as { value: object }).value, revision: 1 },
    });
  });

  it('shows of the past what the hospital was then, and changes nothing by looking', () => {
    const lab = new Lab(freePlay, 'past');
    const then: { at: number; hash: string }[] = [];
    for (let step = 0; step < 8; step++) {
      lab.advance(lab.now + 7 * MINUTE, Number.POSITIVE_INFINITY);
      then.push({ at: lab.now, hash: lab.hospital.hash() });
      lab.act({ action: { kind: 'modality-query', host: 'mr01' }, as: 'ianders' }, 'me');
    }
    const before = lab.hospital.hash();
    for (const { at, hash } of then) expect(lab.hospitalAt(at).hash()).toBe(hash);
    expect(lab.hospital.hash()).toBe(before);
  });

  it('merges the clock’s adjacent words into one entry', () => {
    const lab = new Lab(freePlay, 'ticks');
    for (let tick = 0; tick < 300; tick++) lab.advance(lab.now + SECOND, Number.POSITIVE_INFINITY);
    expect(lab.entries.length).toBeLessThan(4);
    expect(Lab.replay(freePlay, 'ticks', lab.entries).hospital.hash()).toBe(lab.hospital.hash());
  });
});

describe('views of a lab', () => {
  const lab = new Lab(freePlay, 'views');
  const { events } = lab.hospital.room.journal.state;
  const order = events.slice().find((event) => event.kind === 'hl7' && event.host === 'ris01' && event.to === 'eng01' && event.title.includes('NW')); // prettier-ignore
  const study = [...lab.hospital.pacs.state.studies.values()][0]?.studyUid ?? '';
  const image = [...lab.hospital.pacs.state.instances.values()][0]?.sopUid ?? '';
  const edit = {
    host: 'eng01',
    path: '/opt/engine/channels/SCHED_TO_MWL.yaml',
    pointer: ['destinations', 0, 'rules', 4, 'from'],
    value: 'OBR-3.1',
  };
  const asked: Readonly<Record<QueryName, object>> = {
    getLab: {},
    getTopology: {},
    getTimeline: {},
    listMessages: { since: 0 },
    getMessage: { id: order?.id },
    downloadMessage: { id: order?.id, format: 'hl7' },
    compareMessages: { a: order?.id, b: order?.id },
    getJourney: { key: 'accession', value: order?.keys.accession },
    listPackets: {},
    getPacket: { conversation: lab.hospital.room.network.state.nextConnection - 1, n: 3 },
    downloadPackets: { host: 'mwl01' },
    listFiles: {},
    getFile: { host: 'eng01', path: edit.path },
    listLogs: { host: 'eng01' },
    listLogChanges: { host: 'eng01' },
    getEngine: {},
    getEngineChanges: {},
    getWorklistChanges: {},
    tryRules: { event: order?.id, drafts: [] },
    tryRulesOnAll: { drafts: [], edits: [edit] },
    getWorklist: {},
    getWorklistEntry: { key: [...lab.hospital.worklist.state.items.values()][0]?.key },
    getPacs: {},
    getStudy: { study },
    getReconcile: { study },
    downloadInstance: { id: image, format: 'dcm' },
    listOrders: {},
    listResults: {},
    listScanners: {},
    getPickers: {},
  };

  it.each(Object.entries(asked) as [QueryName, object][])('%s answers in the shape of the contract', (name, params) => {
    const outcome = lab.query(name, params);
    expect(outcome).toMatchObject({ ok: true });
    if (!outcome.ok) return;
    const schema = routes[name].schema.response[200];
    if (!Check(schema, outcome.value)) expect([...Value.Errors(schema, outcome.value)].slice(0, 3)).toEqual([]);
    const past = lab.query(name, { ...params, at: lab.arrived - 30 * MINUTE });
    if (past.ok) expect(Check(schema, past.value)).toBe(true);
  });

  it('follows one exam of a healthy hospital through all systems with one value each', () => {
    const verified = lab.hospital.pacs.state.studies.find((each) => each.status === 'VERIFIED');
    const outcome = lab.query('getJourney', { key: 'accession', value: verified?.accession });
    if (!outcome.ok) throw new Error('refused');
    const journey = outcome.value as {
      rows: {
        key: string;
        cells: { system: string; value: string | null; changed: boolean; event: number | null }[];
      }[];
    };
    const row = (key: string) => journey.rows.find((each) => each.key === key)?.cells ?? [];
    expect(row('accession').map((cell) => cell.value)).toEqual([
      null,
      ...Array<string | undefined>(5).fill(verified?.accession),
    ]);
    expect(row('patientId').map((cell) => cell.value)).toEqual(Array(6).fill(verified?.patientId));
    expect(journey.rows.flatMap((each) => each.cells).filter((cell) => cell.changed)).toEqual([]);
    expect(
      row('accession')
        .slice(1)
        .every((cell) => cell.event !== null),
    ).toBe(true);
  });

  it('tries an edited rule: the value, the running value and where it comes from', () => {
    const orm = lab.hospital.engine.state.messages.find(
      (each) => each.title.startsWith('ORM^O01 NW') && each.port === 6664 && each.refusal === '',
    );
    const outcome = lab.query('tryRules', { event: orm?.eventId, drafts: [], edits: [edit] });
    if (!outcome.ok) throw new Error(outcome.error.message);
    const result = outcome.value as { accepted: boolean; rows: { tag: string; differs: boolean; steps: object[] }[] };
    expect(result.accepted).toBe(true);
    expect(result.rows.filter((row) => row.differs).map((row) => row.tag)).toEqual(['(0008,0050)']);
    expect(result.rows.find((row) => row.differs)?.steps).toMatchObject([
      { where: expect.stringMatching(/^mwl01 rule/) as string },
      { where: 'eng01 rule 5', path: 'OBR-3.1' },
      { where: 'ris01', path: 'OBR-3.1' },
    ]);
    expect(lab.query('tryRules', { drafts: [{ ...edit, text: 'channel: [' }], event: orm?.eventId })).toMatchObject({
      ok: true,
      value: { accepted: false, rows: expect.any(Array) as unknown[] },
    });
  });
});

describe('the library that workers load', () => {
  it('refuses what it does not know or would replay differently', () => {
    const { header } = new Lab(freePlay, 'x');
    expect(loaded.createLab('no-such', '1')).toMatchObject({ ok: false, status: 404 });
    expect(loaded.reopenLab({ ...header, format: 0 }, [])).toMatchObject({ ok: false, status: 409 });
    expect(loaded.reopenLab({ ...header, scenarioHash: 'other' }, [])).toMatchObject({
      ok: false,
      error: { code: 'case-changed' },
    });
    expect(loaded.listTemplates().map(({ id }) => id)).toEqual(['adt-a04', 'orm-o01-nw', 'omi-o23-nw', 'adt-a40']);
  });

  it.each(
    loaded
      .listCases()
      .filter(({ kind }) => kind === 'case')
      .map(({ slug }) => slug),
  )('tells nothing of the fault of %s', (slug) => {
    const lab = loaded.createLab(slug, 'spoiler');
    if (!(lab instanceof Lab)) throw new Error('refused');
    const file = lab.course.file;
    const scenario = lab.course.scenario;
    if (!file || !scenario) throw new Error('no case');
    const told = JSON.stringify([lab.query('getLab', {}), loaded.listCases(), lab.query('getPickers', {}), lab.query('getTimeline', {})]); // prettier-ignore
    const secret = [
      file.title,
      ...lab.course.hints,
      ...scenario.fixes.map((fix) => fix.title),
      ...scenario.traps.flatMap((trap) => [trap.title, trap.why ?? trap.title]),
      ...file.route,
      ...file.people.flatMap((person) => person.answers.map((each) => each.answer)),
    ];
    for (const text of secret) expect(told).not.toContain(JSON.stringify(text).slice(1, -1));
    expect(told).not.toMatch(new RegExp(`\\b${file.id}\\b`));
    expect(told).not.toMatch(/"(faults?|traps?|fixes|variables|ledger|debrief)"/);
  });
});
