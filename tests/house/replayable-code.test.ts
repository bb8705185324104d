import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** One line each, with the rule that must refuse it. */
const forbidden: readonly (readonly [line: string, rule: string])[] = [
  ['export const a = Date.now();', 'no-restricted-properties'],
  ['export const b = new Date();', 'no-restricted-syntax'],
  ['export const c = Date();', 'no-restricted-syntax'],
  ['export const d = performance.now();', 'no-restricted-globals'],
  ['export const e = process.hrtime.bigint();', 'no-restricted-properties'],
  ['export const f = Math.random();', 'no-restricted-properties'],
  ['export const g = crypto.randomUUID();', 'no-restricted-globals'],
  ["import { randomBytes } from 'node:crypto';", 'no-restricted-imports'],
  ["import { setTimeout as sleep } from 'node:timers/promises';", 'no-restricted-imports'],
  ['setTimeout(() => undefined, 1);', 'no-restricted-globals'],
  ['setInterval(() => undefined, 1);', 'no-restricted-globals'],
  ['queueMicrotask(() => undefined);', 'no-restricted-globals'],
  ["export const h = new Intl.DateTimeFormat('en');", 'no-restricted-globals'],
  ['export const i = (12).toLocaleString();', 'no-restricted-syntax'],
  ['export async function j(): Promise<void> {}', 'no-restricted-syntax'],
];

const text = forbidden.map(([line]) => line).join('\n');
const eslint = new ESLint({ cwd: root, ruleFilter: ({ ruleId }) => ruleId.startsWith('no-restricted-') });

/** `line: rule` of everything refused in these lines, were they the text of `file`. */
async function refused(file: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: `${root}${file}` });
  return (result?.messages ?? []).map(({ line, ruleId }) => `${line}: ${String(ruleId)}`);
}

describe('wall clock and dice', () => {
  // Files that exist: the linter knows only those of the project.
  it.each([
    'server/core/clock.ts',
    'server/protocols/hl7/message.ts',
    'server/network/network.ts',
    'server/systems/pacs/pacs.ts',
    'server/lab/lab.ts',
  ])('are refused by the linter in %s', async (file) => {
    expect(await refused(file)).toEqual(forbidden.map(([, rule], index) => `${index + 1}: ${rule}`));
  });

  it('are allowed where the real world is', async () => {
    expect(await refused('server/http/app.ts')).toEqual([]);
  });
});
