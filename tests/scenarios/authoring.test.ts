import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { parse } from 'yaml';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { check } from '../../server/cli/scenarios/check.ts';
import { editorSchemas } from '../../server/cli/scenarios/editor-schema.ts';
import { scenariosRoot } from '../../server/cli/scenarios/folder.ts';
import { newCase } from '../../server/cli/scenarios/new.ts';
import { readShelf } from '../../server/lab/scenario/shelf.ts';
import { loadScenario, type Scenario } from '../../server/lab/scenario/load.ts';
import { review } from '../../server/lab/scenario/review/review.ts';

const folder = mkdtempSync(join(tmpdir(), 'authoring-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = async (...args: string[]): Promise<string> =>
  (await newCase.run([...args, '--folder', folder], () => undefined)) as string;

function loaded(path: string): Scenario {
  const result = loadScenario(path);
  if (!result.ok) throw new Error(result.mistakes.map(({ message }) => message).join('; '));
  return result.scenario;
}

describe('scenarios new', () => {
  beforeAll(async () => {
    expect(await run('HL99')).toContain('check HL99');
  });

  it('writes a folder that loads, explained in comments, and is shown to no learner', () => {
    const scenario = loaded(join(folder, 'HL99'));
    expect(scenario.file).toMatchObject({ id: 'HL99', draft: true });
    expect([scenario.fixes.length, scenario.traps.length, scenario.hints.length]).toEqual([2, 3, 3]);
    const text = readFileSync(join(folder, 'HL99', 'scenario.yaml'), 'utf8');
    for (const key of Object.keys(scenario.file)) expect(text).toMatch(new RegExp(`^#.*\\n(#.*\\n)*${key}:`, 'm'));
    expect(readShelf(folder)).toEqual({ bySlug: new Map(), mistakes: [] });
  });

  it('is asked by check for each thing that is missing, with file and line', () => {
    const findings = review(join(folder, 'HL99'), loaded(join(folder, 'HL99')));
    for (const { file, line, message } of findings.filter((each) => each.message.startsWith('still'))) {
      expect(readFileSync(file, 'utf8').split('\n')[line - 1]).toContain('TODO');
      expect(message.length).toBeGreaterThan('still to be written: '.length);
    }
    const rest = findings.filter((each) => !each.message.startsWith('still')).map(({ message }) => message);
    expect(rest).toEqual([
      'faults: nothing becomes wrong; add a fault, or say kind: incident',
      'draft: no learner is shown it; remove this line when nothing else is missing',
      ...Array<string>(2).fill('steps: no steps yet; write what a learner does in a reference solution'),
      ...Array<string>(3).fill('steps: no steps yet; write what a learner does in a trap'),
    ]);
  });

  it('is checked by the command without a run, while something is to be written', async () => {
    const printed: string[] = [];
    await expect(check.run(['HL99', '--folder', folder], (text) => printed.push(text))).rejects.toMatchObject({
      exitCode: 1,
    });
    expect(printed.join('')).toContain(
      `${join(folder, 'HL99', 'scenario.yaml')}:12: still to be written: what was wrong`,
    );
    expect(printed.at(-2)).toBe('HL99 is a draft: it is run when nothing above is missing\n');
  });

  it.each([
    [['HL99'], /HL99 is there already/],
    [['hl99'], /"hl99" is no id of a case/],
    [['../X'], /is no id of a case/],
    [['HL1'], /is no id of a case/],
    [[], /^$/],
    [['HL97', 'HL98'], /^$/],
  ])('refuses %j', async (args, message) => {
    await expect(run(...args)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});

describe('scenarios check', () => {
  it('does not call a folder without a case checked', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'no-cases-'));
    const checked = Promise.resolve(check.run(['--folder', empty], () => undefined));
    await expect(checked).rejects.toMatchObject({ exitCode: 2, message: `${empty}: no scenario in it` });
    rmSync(empty, { recursive: true });
  });
});

describe('the schemas for editors', () => {
  it.each([...editorSchemas()])('%s is up to date (npm run --silent scenarios -- schema)', (name, text) => {
    expect(readFileSync(join(scenariosRoot, name), 'utf8')).toBe(text);
  });

  const cases = readdirSync(scenariosRoot, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [entry.name] : [],
  );
  const schemaOf = (name: string): object => JSON.parse(editorSchemas().get(name) ?? '') as object;

  it.each(cases)('take every file of %s', (id) => {
    const files = [
      ['scenario.schema.json', 'scenario.yaml'] as const,
      ...(['fix', 'trap'] as const).flatMap((kind) => {
        const part = kind === 'fix' ? 'fixes' : 'traps';
        const names = readdirSync(join(scenariosRoot, id, part));
        return names.map((name) => [`${kind}.schema.json`, `${part}/${name}`] as const);
      }),
    ];
    for (const [schema, name] of files) {
      const value: unknown = parse(readFileSync(join(scenariosRoot, id, name), 'utf8'));
      const errors = Value.Check(schemaOf(schema), value) ? [] : [...Value.Errors(schemaOf(schema), value)].slice(0, 3);
      expect({ name, errors }).toEqual({ name, errors: [] });
    }
  });

  it('refuse an action that the page does not have', () => {
    const fix = { title: 'x', steps: [{ action: { kind: 'reboot', host: 'eng01' } }] };
    expect(Value.Check(schemaOf('fix.schema.json'), fix)).toBe(false);
  });
});

describe('the review of a case', () => {
  const copy = join(folder, 'changed');
  /** The findings after one change of one file. */
  function after(name: string, change: (text: string) => string): string[] {
    rmSync(copy, { recursive: true, force: true });
    mkdirSync(copy);
    cpSync(join(scenariosRoot, 'HL01'), join(copy, 'HL01'), { recursive: true });
    const path = join(copy, 'HL01', name);
    const text = readFileSync(path, 'utf8');
    const changed = change(text);
    expect(changed).not.toBe(text);
    writeFileSync(path, changed);
    return review(join(copy, 'HL01'), loaded(join(copy, 'HL01'))).map(({ file, line, message }) => {
      expect(line).toBeGreaterThan(1);
      return `${file.slice(copy.length + 1)}: ${message}`;
    });
  }

  it.each<[string, string, (text: string) => string, RegExp]>([
    ['a clause that nobody has looked up', 'scenario.yaml', (text) => text.replace('pacs01 /etc/ngpacs/match.conf', 'PS3.99 A.1'), /^HL01\/scenario.yaml: references\.3\.clause: "PS3\.99 A\.1" is not among/], // prettier-ignore
    ['no competencies', 'scenario.yaml', (text) => text.replace(/^covers:.*\n/m, ''), /tracks: add "covers"/],
    ['a fault seen nowhere else', 'scenario.yaml', (text) => text.replace(/^ {6}- \{ kind: (hl7|row|dimse).*\n/gm, ''), /hops: the fault shows at no system besides/], // prettier-ignore
    ['an answer in an early text', 'scenario.yaml', (text) => text.replace(/^headline: .*/m, 'headline: Accession taken from the filler order number'), /headline: is read before the debrief/], // prettier-ignore
    ['a hint that names the rule too early', 'text/en/hints.md', (text) => text.replace('Which one value differs?', 'Is it IPC-1?'), /hints\.md: a hint before the last names the fault: "IPC-1"/], // prettier-ignore
    ['a ticket that names the file', 'text/en/ticket.md', (text) => `${text}\nSee SCHED_TO_MWL.yaml.\n`, /ticket\.md: the ticket names the fault/], // prettier-ignore
    ['an action that the page does not have', 'fixes/restore-version.yaml', (text) => text.replace('kind: deploy', 'kind: reboot'), /steps\.1\.action\.kind: the page has no action reboot; one of/], // prettier-ignore
    ['an action with a part too many', 'fixes/restore-version.yaml', (text) => text.replace('revision: 1', 'revison: 1'), /steps\.0\.action: restore-file needs "revision"/], // prettier-ignore
    ['a user whom the ticket does not grant', 'fixes/restore-version.yaml', (text) => text.replace('as: ianders', 'as: vendor1'), /steps\.0\.as: the ticket does not let the learner act as vendor1; one of ianders, pgreen/], // prettier-ignore
  ])('finds %s', (_, name, change, finding) => {
    const findings = after(name, change);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatch(finding);
  });
});
