import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type {
  DrillDebrief,
  DrillView,
  PracticeCatalogue,
  SiteProfile,
  TrialView,
} from '../../server/contract/practice.ts';
import { loadDrills, type Drill } from '../../server/practice/load-drills.ts';
import { hiddenMessages } from '../../server/practice/judge-draft.ts';
import { wrongDraft } from '../../server/practice/prove-drill.ts';
import { web } from '../support/web.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { shut } from '../support/hosting.ts';

const drills = loadDrills(fileURLToPath(new URL('../../drills', import.meta.url))).flatMap((each) =>
  each.ok ? [each.drill] : [],
);
const drillOf = (id: string): Drill => {
  const found = drills.find(({ file }) => file.id === id);
  if (!found) throw new Error(`no drill ${id}`);
  return found;
};
const base64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString('base64');

describe('mapping practice over HTTP', () => {
  it('solves a drill, keeps the record, and tells it only to its learner', async () => {
    const folder = temporaryFolder();
    const first = await web({ labs: { folder } });
    const { anna, ben } = first;
    const { reference } = drillOf('accession-field');
    const url = '/api/practice/drills/accession-field';

    expect(
      ((await anna.get('/api/practice')).body as PracticeCatalogue).drills.find(({ id }) => id === 'accession-field'),
    ).toMatchObject({ state: 'new', attempts: 0 });
    const before = (await anna.get(url)).body as DrillView;
    expect(before.draft).toEqual(before.start);
    const tried = (await anna.post(`${url}/try`, before.draft)).body as TrialView;
    expect(tried.messages.map(({ agrees }) => agrees)).toEqual([false, false]);
    expect(tried.messages[0]?.items[0]?.[0]).toMatchObject({
      keyword: 'AccessionNumber',
      expected: 'A260012888',
      value: 'F500177',
      agrees: false,
      from: 'OBR-3.1',
      fromValue: 'F500177',
      rule: 1,
      origin: 'message',
    });

    expect((await anna.post(`${url}/hints`, {})).status).toBe(409);
    expect((await anna.get(`${url}/debrief`)).status).toBe(409);
    const failed = (await anna.post(`${url}/verdicts`, before.draft)).body as DrillView;
    expect(failed.attempts).toHaveLength(1);
    expect(failed.attempts[0]).toMatchObject({ n: 1, solved: false });
    const hinted = (await anna.post(`${url}/hints`, {})).body as DrillView;
    expect(hinted.hints).toMatchObject({ all: false, ready: false });
    expect(hinted.hints.opened).toHaveLength(1);
    expect((await anna.post(`${url}/hints`, {})).status).toBe(409);

    const solved = (await anna.post(`${url}/verdicts`, reference)).body as DrillView;
    expect(solved.attempts[1]).toMatchObject({ n: 2, solved: true, refused: null });
    expect(solved.summary.state).toBe('solved');
    const debrief = (await anna.get(`${url}/debrief`)).body as DrillDebrief;
    expect(debrief.hidden.every(({ result }) => result.agrees === true)).toBe(true);
    expect(debrief.reference).toEqual(reference);
    expect(((await ben.get(url)).body as DrillView).summary.state).toBe('new');
    expect((await ben.get(`${url}/debrief`)).status).toBe(409);

    const { cookie } = anna;
    await shut(first);
    const again = await web({ labs: { folder } });
    again.anna.cookie = cookie;
    const later = (await again.anna.get(url)).body as DrillView;
    expect(later.summary).toMatchObject({ state: 'solved', attempts: 2 });
    expect(later.draft).toEqual(reference);
  });

  it('a drill that is given up is explained and stays given up', async () => {
    const { anna } = await web();
    const url = '/api/practice/drills/legal-name';
    expect(((await anna.post(`${url}/give-up`, {})).body as DrillView).summary.state).toBe('given-up');
    expect((await anna.get(`${url}/debrief`)).status).toBe(200);
    const after = (await anna.post(`${url}/verdicts`, drillOf('legal-name').reference)).body as DrillView;
    expect(after.attempts[0]?.solved).toBe(true);
    expect(after.summary.state).toBe('given-up');
  });

  it.each(drills.map((drill) => [drill.file.id, drill] as const))(
    'no answer before the debrief gives a hidden message, the reference or an unopened hint of %s away',
    async (id, drill) => {
      const { anna } = await web();
      const url = `/api/practice/drills/${id}`;
      const seen: string[] = [];
      const note = (answer: { body: unknown }): unknown => {
        seen.push(JSON.stringify(answer.body));
        return answer.body;
      };
      note(await anna.get('/api/practice'));
      const view = note(await anna.get(url)) as DrillView;
      note(await anna.post(`${url}/try`, view.draft));
      for (const wrong of drill.file.wrong) {
        const draft = wrongDraft(drill, wrong);
        const judged = note(await anna.post(`${url}/verdicts`, draft)) as DrillView;
        expect(judged.attempts.at(-1)?.solved, wrong.name).toBe(false);
      }
      note(await anna.post(`${url}/hints`, {}));
      const all = seen.join('\n');
      const secrets = [
        ...drill.hints.slice(1),
        drill.explanation.split('\n')[0] ?? '',
        ...drill.file.wrong.map(({ why }) => why),
        ...drill.file.hidden.map(({ why }) => why),
        // Something that only a hidden message has: what its case sets, where that is more than a word.
        ...hiddenMessages(drill, 'x').flatMap(({ of }) =>
          Object.values(of.set ?? {}).filter((value) => value.length > 12 && !value.includes('${')),
        ),
      ].filter((text) => text.length > 12);
      const visible = drill.file.visible.map((one) => JSON.stringify(one)).join() + [...drill.messages.values()].join();
      for (const secret of secrets) {
        if (visible.includes(JSON.stringify(secret).slice(1, -1))) continue;
        expect(all.includes(JSON.stringify(secret).slice(1, -1)), secret).toBe(false);
      }
      // Its own words say what kind of message failed.
      expect(drill.file.hidden.some(({ kind }) => all.includes(JSON.stringify(kind).slice(1, -1)))).toBe(true);
    },
  );

  it('edits one key of the text and leaves comments and other rules alone', async () => {
    const { anna } = await web();
    const url = '/api/practice/drills/accession-field/try';
    const rules = '# ours\nrules:\n  - target: (0008,0050) # the number\n    from: OBR-3.1\n';
    const edit = async (edit: unknown, text = rules): Promise<TrialView> =>
      (await anna.post(url, { rules: text, tables: [], edit })).body as TrialView;
    const set = await edit({ kind: 'set', rule: 1, key: 'from', value: 'OBR-18, OBR-3.1' });
    expect(set.rules).toBe('# ours\nrules:\n  - target: (0008,0050) # the number\n    from: [OBR-18, OBR-3.1]\n');
    expect(set.messages.map(({ agrees }) => agrees)).toEqual([true, true]);
    const byVersion = await edit({ kind: 'set', rule: 1, key: 'from.2.5.1', value: 'IPC-1' });
    expect(byVersion.list[0]?.from).toEqual({ '2.3.1': 'OBR-3.1', '2.5.1': 'IPC-1' });
    const added = await edit({ kind: 'add', target: '(0010,0010)' });
    expect(added.list.map(({ target, name }) => [target, name])).toEqual([
      ['(0008,0050)', 'Accession Number'],
      ['(0010,0010)', "Patient's Name"],
    ]);
    const withFunction = await edit({ kind: 'set', rule: 2, key: 'function', value: 'person-name' }, added.rules);
    expect(withFunction.issues.map(({ message }) => message)).toEqual([
      'found no from, expected from: the place that person-name reads',
      'found no type, expected type: data type of the source',
    ]);
    expect((await edit({ kind: 'remove', rule: 1 }, added.rules)).list.map(({ target }) => target)).toEqual([
      '(0010,0010)',
    ]);
    expect((await edit({ kind: 'remove', rule: 7 })).refused).toBe('There is no rule 7.');
    expect((await edit({ kind: 'add', target: '(0010,0010)' }, '')).list).toHaveLength(1);
    expect((await edit({ kind: 'set', rule: 1, key: 'from', value: 'x' }, 'rules: [')).refused).toMatch(
      /^The text is no YAML/,
    );
  });

  it.each([
    ['garbage', new Uint8Array(4000).map((_, index) => (index * 7919) % 256)],
    ['nothing', new Uint8Array(0)],
    ['text', new TextEncoder().encode('hello')],
    ['a header alone', new TextEncoder().encode('MSH|^~\\&|')],
  ])('takes %s as a message and says what is wrong', async (_, bytes) => {
    const { anna } = await web();
    const { rules, tables } = drillOf('legal-name').reference;
    const { status, body } = await anna.post('/api/practice/drills/legal-name/try', {
      rules,
      tables,
      own: base64(bytes),
    });
    expect(status).toBe(200);
    const own = (body as TrialView).messages.at(-1);
    expect(own).toMatchObject({ id: 'own', held: true, agrees: null });
    expect(own?.problems[0]?.message).toBeTruthy();
  });

  it('says where each value comes from, and what no message said', async () => {
    const { anna } = await web();
    const rule = (target: string, ...keys: string[]) =>
      [`  - target: ${target}`, ...keys.map((key) => `    ${key}`)].join('\n');
    const rules = `rules:\n${[
      rule('(0008,0050)', 'from: OBR-18'),
      rule('(0040,0100)>(0008,0060)', 'from: OBR-24', 'function: lookup', 'table: MOD', 'column: term'),
      rule('(0040,1003)', 'from: OBR-27.6', 'function: lookup', 'table: MOD', 'column: term', 'default: ROUTINE'),
      rule('(0040,1004)', 'function: constant', 'value: WALK'),
      rule('(0010,21C0)', 'from: PV1-15', 'function: pregnancy'),
      rule('(0010,1030)', 'from: OBX[*]-5', 'function: weight'),
    ].join('\n')}\n`;
    const text = [
      'MSH|^~\\&|A|B|C|D|20260316||ORM^O01|1|P|2.3.1',
      'PV1||O',
      `OBR|1${'|'.repeat(17)}A26${'|'.repeat(6)}CT${'|'.repeat(3)}1^^^^^Q`,
      'OBX|1|NM|29463-7^Weight^LN||70',
    ].join('\r');
    const tables = [{ name: 'MOD', text: 'code,term\nCT,CT\n' }];
    const { profile } = (await anna.get('/api/practice/profile')).body as { profile: SiteProfile };
    const { body } = await anna.post('/api/practice/profile/try', {
      profile: { ...profile, rules, tables, messages: [{ title: 'one', text, expect: { AccessionNumber: 'A27' } }] },
    });
    const [message] = (body as TrialView).messages;
    expect(message?.items[0]?.map(({ keyword, value, origin, agrees }) => [keyword, value, origin, agrees])).toEqual([
      ['AccessionNumber', 'A26', 'message', false],
      ['PatientWeight', '70', 'message', true],
      ['PregnancyStatus', '4', 'rule', true],
      ['Modality', 'CT', 'table', true],
      ['RequestedProcedurePriority', 'ROUTINE', 'rule', true],
      ['PatientTransportArrangements', 'WALK', 'rule', true],
    ]);
    expect(message?.problems.map((problem) => problem.message)).toEqual([
      'lookup miss Q, default ROUTINE',
      'weight "70" has no unit, taken as kg',
    ]);
  });

  it('says what is off with the bytes of a message', async () => {
    const { anna } = await web();
    const { rules, tables } = drillOf('legal-name').reference;
    const tryOwn = async (bytes: Uint8Array): Promise<TrialView['messages'][number] | undefined> =>
      (
        (await anna.post('/api/practice/drills/legal-name/try', { rules, tables, own: base64(bytes) }))
          .body as TrialView
      ).messages.at(-1);
    const message = (set: string, name: string) =>
      Buffer.from(`MSH|^~\\&|A|B|C|D|20260316||ORM^O01|1|P|2.3.1||||||${set}\rPID|||1||${name}\r`, 'latin1');
    expect((await tryOwn(message('UNICODE UTF-8', 'M\xdcLLER')))?.diagnostics.map(({ code }) => code)).toEqual([
      'charset-invalid-bytes',
    ]);
    expect((await tryOwn(message('KLINGON', 'MULLER')))?.diagnostics.map(({ code }) => code)).toEqual([
      'charset-unknown',
    ]);
    expect((await tryOwn(message('8859/1', 'M\xdcLLER')))?.diagnostics).toEqual([]);
  });

  it('takes 16 MB, and refuses more with the reason', async () => {
    const { anna } = await web();
    const { rules, tables } = drillOf('legal-name').reference;
    const text = `MSH|^~\\&|A|B|C|D|20260316||ORM^O01|1|P|2.3.1||||||8859/1\rPID|||1||DOE^JANE\r${'NTE|1||xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\r'.repeat(340_000)}`;
    const large = await anna.post('/api/practice/drills/legal-name/try', {
      rules,
      tables,
      own: base64(text.slice(0, 16_000_000)),
    });
    expect(large.status).toBe(200);
    expect(
      (large.body as TrialView).messages.at(-1)?.items[0]?.find(({ keyword }) => keyword === 'PatientName')?.value,
    ).toBe('DOE^JANE');
    const larger = await anna.post('/api/practice/drills/legal-name/try', {
      rules,
      tables,
      own: base64(text.repeat(2)),
    });
    expect([400, 413]).toContain(larger.status);
  });

  it('keeps a site profile, and tells where an imported one is wrong', async () => {
    const { anna, ben } = await web();
    const { profile } = (await anna.get('/api/practice/profile')).body as { profile: SiteProfile };
    const mine = { ...profile, name: 'North clinic', zone: '+0100' };
    expect((await anna.post('/api/practice/profile', mine)).status).toBe(200);
    expect(((await anna.get('/api/practice/profile')).body as { profile: SiteProfile }).profile).toEqual(mine);
    expect(((await ben.get('/api/practice/profile')).body as { profile: SiteProfile }).profile.name).toBe('My site');

    const read = (text: string) => anna.post('/api/practice/profile/read', { text });
    expect((await read(JSON.stringify(mine))).body).toEqual(mine);
    expect((await read('{"format":')).body).toMatchObject({ code: 'no-profile' });
    expect((await read(JSON.stringify({ ...mine, zone: 'CET' }))).body).toMatchObject({
      code: 'no-profile',
      detail: 'zone',
    });
    expect((await read(JSON.stringify({ ...mine, extra: 1 }))).body).toMatchObject({ code: 'no-profile' });

    const tried = (await anna.post('/api/practice/profile/try', { profile: mine })).body as TrialView;
    expect(tried.issues).toEqual([]);
    expect(tried.messages.map(({ held, agrees }) => [held, agrees])).toEqual([
      [false, null],
      [false, null],
    ]);
    const name = tried.messages[0]?.items[0]?.find(({ keyword }) => keyword === 'PatientName');
    expect(name).toMatchObject({ value: 'DELGADO^ROSA^M^DR^III', from: 'PID-5', expected: null });
  });

  it('names no drill that is not there', async () => {
    const { anna } = await web();
    for (const url of ['/api/practice/drills/nothing', '/api/practice/drills/..%2F..%2Fetc']) {
      expect((await anna.get(url)).status).toBe(404);
    }
    expect((await anna.post('/api/practice/drills/nothing/verdicts', { rules: '', tables: [] })).status).toBe(404);
  });
});
