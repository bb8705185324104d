import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { check } from '../../server/cli/scenarios/check.ts';
import { explain } from '../../server/cli/scenarios/explain.ts';
import { newCase } from '../../server/cli/scenarios/new.ts';
import type { Verb } from '../../server/cli/verb.ts';

const guide = readFileSync(fileURLToPath(new URL('../../docs/authoring.md', import.meta.url)), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'guide-'));
afterAll(() => rmSync(folder, { recursive: true }));

const verbs: Readonly<Record<string, Verb>> = { check, explain, new: newCase };

async function command(line: string): Promise<{ text: string; failed: string }> {
  const [, name = '', rest = ''] = /^npm run --silent scenarios -- (\w+)(.*)$/.exec(line) ?? [];
  const printed: string[] = [];
  const args = [...rest.split(' ').filter((word) => word !== ''), '--folder', folder];
  try {
    const result = await verbs[name]?.run(args, (text) => printed.push(text));
    return { text: `${printed.join('')}${typeof result === 'string' ? result : ''}`, failed: '' };
  } catch (error) {
    return { text: printed.join(''), failed: (error as Error).message };
  }
}

/** Puts the sections of a block in place of those with the same keys. */
function withSections(file: string, block: string): string {
  return block.split(/^(?=[a-zA-Z]+:)/m).reduce((text, section) => {
    const key = section.slice(0, section.indexOf(':'));
    const old = new RegExp(`^${key}:.*\\n(?:[ ]+.*\\n)*`, 'm');
    expect(text, key).toMatch(old);
    return text.replace(old, () => section);
  }, file);
}

it('docs/authoring.md leads from an empty folder to a case that is proved', async () => {
  const steps = [...guide.matchAll(/^```(\w+) ?(\S*)\n([\s\S]*?)^```$/gm)];
  const said: { text: string; failed: string }[] = [];
  for (const [, language, name = '', body = ''] of steps) {
    if (language === 'sh') {
      if (body.includes(' explain ')) {
        // By now only the line that keeps the case from learners is left.
        const before = said.at(-1);
        expect(before?.text).toMatch(/HL90\/scenario\.yaml:\d+: draft: no learner is shown it/);
        expect(before?.failed).toBe('1 failed');
        const path = join(folder, 'HL90', 'scenario.yaml');
        writeFileSync(path, readFileSync(path, 'utf8').replace(/^draft: true\n/m, ''));
        said.push(await command('npm run --silent scenarios -- check HL90 --jobs 1'));
      }
      said.push(await command(body.trim()));
      continue;
    }
    // An example of something that this case does not have.
    if (name === '') continue;
    const path = join(folder, 'HL90', name);
    const text = readFileSync(path, 'utf8');
    const schema = /^# yaml-language-server.*\n/.exec(text)?.[0] ?? '';
    writeFileSync(path, name === 'scenario.yaml' ? withSections(text, body) : schema + body);
  }
  const [created, empty, , proved, explained] = said;
  expect(created).toEqual({ text: expect.stringContaining('check HL90') as string, failed: '' });
  expect(empty?.failed).toMatch(/^\d\d failed$/);
  expect(proved).toEqual({ text: expect.stringMatching(/\n\d+ passed, 0 failed\n$/) as string, failed: '' });
  for (const run of ['untouched', 'fix', 'exam', 'guided', 'restart', 'order', 'trap', 'symptoms', 'spoilers']) {
    expect(proved?.text).toMatch(new RegExp(`^HL90 +${run} `, 'm'));
  }
  expect(explained?.text).toContain('Verdict: solved');
});
