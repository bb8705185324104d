import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scenarioProblems } from './problems/scenario-problems.ts';
import { FixFile } from './fix-schema.ts';
import { ScenarioFile } from './schema.ts';
import { readYaml, type SourceMistake } from './yaml-source.ts';

export interface NamedFix extends FixFile {
  /** File name without `.yaml`. */
  readonly name: string;
}

/** A scenario folder, read and checked. */
export interface Scenario {
  readonly file: ScenarioFile;
  readonly ticket: string;
  /** Three, from question to comparison. */
  readonly hints: readonly string[];
  readonly debrief: {
    readonly explanation: string;
    readonly questions: readonly { question: string; answer: string }[];
  };
  readonly fixes: readonly NamedFix[];
  readonly traps: readonly NamedFix[];
  /** `file:line` of its faults: where an author looks when the hospital breaks. */
  readonly place: string;
  /** SHA-256 over everything that a lab depends on. */
  readonly hash: string;
}

export type ScenarioResult =
  | { readonly ok: true; readonly scenario: Scenario }
  | { readonly ok: false; readonly folder: string; readonly mistakes: readonly SourceMistake[] };

const FILE_LIMIT = 256 * 1024;

/** Reads one scenario folder. Every mistake is reported, with file, line and what was expected. */
export function loadScenario(folder: string): ScenarioResult {
  const mistakes: SourceMistake[] = [];
  const hash = createHash('sha256');
  const read = (name: string): string | undefined => {
    const path = join(folder, name);
    if (!existsSync(path)) {
      mistakes.push({ file: path, line: 1, message: 'this file is missing' });
      return undefined;
    }
    const bytes = readFileSync(path);
    if (bytes.length > FILE_LIMIT) {
      mistakes.push({ file: path, line: 1, message: `larger than ${FILE_LIMIT} bytes` });
      return undefined;
    }
    hash.update(name).update(bytes);
    return bytes.toString('utf8').replaceAll('\r\n', '\n');
  };

  const yamlText = read('scenario.yaml');
  const parsed = yamlText === undefined ? undefined : readYaml(join(folder, 'scenario.yaml'), yamlText, ScenarioFile);
  if (parsed && !parsed.ok) mistakes.push(...parsed.mistakes);
  if (parsed?.ok) {
    for (const { path, message } of scenarioProblems(parsed.value)) {
      const line = parsed.lineOf(path);
      mistakes.push({ file: join(folder, 'scenario.yaml'), line, message: `${path.join('.')}: ${message}` });
    }
  }

  const ticket = read('text/en/ticket.md') ?? '';
  const hintText = read('text/en/hints.md') ?? '';
  const debriefText = read('text/en/debrief.md') ?? '';
  const hints = splitSections(hintText, /^## .*$/m);
  if (hintText && hints.length !== 3) {
    mistakes.push({
      file: join(folder, 'text/en/hints.md'),
      line: 1,
      message: `expected three "## …" sections, found ${hints.length}`,
    });
  }
  const debrief = readDebrief(debriefText);
  if (debriefText && debrief.questions.length === 0) {
    mistakes.push({
      file: join(folder, 'text/en/debrief.md'),
      line: 1,
      message: 'expected "## Questions" with "**Q:** … " and "**A:** …" lines',
    });
  }

  const readFixes = (kind: 'fixes' | 'traps'): NamedFix[] => {
    const dir = join(folder, kind);
    const names = existsSync(dir)
      ? readdirSync(dir)
          .filter((name) => name.endsWith('.yaml'))
          .sort()
      : [];
    const least = kind === 'fixes' ? 2 : 3;
    if (names.length < least)
      mistakes.push({ file: dir, line: 1, message: `expected at least ${least} files, found ${names.length}` });
    return names.flatMap((name) => {
      const text = read(`${kind}/${name}`);
      if (text === undefined) return [];
      const file = join(dir, name);
      const fix = readYaml(file, text, FixFile);
      if (!fix.ok) {
        mistakes.push(...fix.mistakes);
        return [];
      }
      if (kind === 'traps' && (!fix.value.why || !fix.value.refusedBy)) {
        mistakes.push({ file, line: 1, message: 'a trap needs "why" and "refusedBy" (the checks that must fail)' });
      }
      return [{ ...fix.value, name: name.replace(/\.yaml$/, '') }];
    });
  };
  const fixes = readFixes('fixes');
  const traps = readFixes('traps');

  if (mistakes.length > 0 || !parsed?.ok) return { ok: false, folder, mistakes };
  const place = `${join(folder, 'scenario.yaml')}:${parsed.lineOf(['faults'])}`;
  return {
    ok: true,
    scenario: { file: parsed.value, ticket, hints, debrief, fixes, traps, place, hash: hash.digest('hex') },
  };
}

function splitSections(text: string, heading: RegExp): string[] {
  return text
    .split(new RegExp(heading, 'gm'))
    .slice(1)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readDebrief(text: string): Scenario['debrief'] {
  const [explanation = '', questions = ''] = text.split(/^## Questions\s*$/m);
  const pairs = [...questions.matchAll(/\*\*Q:\*\*\s*([\s\S]*?)\n+\*\*A:\*\*\s*([\s\S]*?)(?=\n+\*\*Q:\*\*|$)/g)];
  return {
    explanation: explanation.trim(),
    questions: pairs.map(([, question = '', answer = '']) => ({ question: question.trim(), answer: answer.trim() })),
  };
}

/** All folders below `root`, in order of their names. A broken one does not keep the others from being served. */
export function loadScenarios(root: string): ScenarioResult[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => loadScenario(join(root, name)));
}
