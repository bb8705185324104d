import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { brokenHosts, causesOf } from '../causes.ts';
import type { NamedFix, Scenario } from '../load.ts';
import type { Problem } from '../problems/problem.ts';
import { FixFile } from '../fix-schema.ts';
import { ScenarioFile } from '../schema.ts';
import { readYaml, type SourceMistake } from '../yaml-source.ts';
import { knownClauses, withoutMark } from '../clauses.ts';
import { fixProblems } from './fix-problems.ts';
import { answersOf, namesOfTheFault, says } from './spoilers.ts';

/**
 * What a case that loads still lacks or says too early: looked at without running it. Each finding names file, line and
 * what to do. `folder`: where the case is.
 */
export function review(folder: string, scenario: Scenario): SourceMistake[] {
  const unwritten = todos(folder);
  return [
    ...unwritten,
    ...located(join(folder, 'scenario.yaml'), ScenarioFile, caseProblems(folder, scenario)),
    ...(['fixes', 'traps'] as const).flatMap((kind) =>
      scenario[kind].flatMap((fix) => ofFix(folder, kind, fix, scenario)),
    ),
    ...hintProblems(folder, scenario),
  ];
}

/** Lines where the author was asked to write something. */
function todos(folder: string): SourceMistake[] {
  return filesIn(folder).flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const what = /^(?!\s*#).*?\bTODO\b[ :]*([^'"}]*)/.exec(line)?.[1]?.trim();
        return what === undefined ? [] : [{ file, line: index + 1, message: `still to be written: ${what}` }];
      }),
  );
}

function filesIn(folder: string): string[] {
  return ['.', 'text/en', 'fixes', 'traps'].flatMap((part) => {
    const path = join(folder, part);
    const names = existsSync(path) ? readdirSync(path).sort() : [];
    return names.filter((name) => /\.(yaml|md)$/.test(name)).map((name) => join(path, name));
  });
}

function caseProblems(folder: string, scenario: Scenario): Problem[] {
  const { file } = scenario;
  const problems: Problem[] = [];
  const name = folder.split('/').at(-1) ?? '';
  if (file.id !== name)
    problems.push({ path: ['id'], message: `the folder is called ${name}; give both the same name` });
  if (file.covers === undefined) {
    problems.push({
      path: ['tracks'],
      message: 'add "covers" with the competencies of ../competencies.yaml that it trains',
    });
  }
  if (file.faults.length === 0 && file.kind === 'cause') {
    problems.push({ path: ['faults'], message: 'nothing becomes wrong; add a fault, or say kind: incident' });
  }
  for (const [index, { clause }] of file.references.entries()) {
    if (knownClauses().has(withoutMark(clause))) continue;
    const message = `"${clause}" is not among the clauses of scenarios/clauses.yaml; look it up and add it there, or correct it`;
    problems.push({ path: ['references', index, 'clause'], message });
  }
  problems.push(...symptomProblems(scenario), ...earlyWords(scenario));
  // What is asked for above comes first.
  if (file.draft)
    problems.push({
      path: ['draft'],
      message: 'no learner is shown it; remove this line when nothing else is missing',
    });
  return problems;
}

/** The evidence must stand at two systems or more besides the broken one. */
function symptomProblems({ file }: Scenario): Problem[] {
  const broken = brokenHosts(file);
  const hosts = new Set(
    causesOf(file)
      .flatMap(({ evidence }) => evidence.hops)
      .flatMap((hop) => {
        switch (hop.kind) {
          case 'hl7':
            return [hop.from, hop.to];
          case 'dimse':
          case 'transport':
            return [hop.from ?? 'scanner', hop.to ?? 'scanner'];
          case 'row':
            return [hop.host];
          case 'empty-query':
            return ['mwl01', 'scanner'];
          case 'file':
            return [];
          default:
            return hop satisfies never;
        }
      }),
  );
  const elsewhere = [...hosts].filter((host) => !broken.has(host));
  if (elsewhere.length >= 2) return [];
  const message = `the fault shows at ${elsewhere.length === 0 ? 'no system' : elsewhere.join(', ')} besides the broken one; name hops at two others or more`;
  return [{ path: ['conclusion', 'evidence', 'hops'], message }];
}

/** What the learner reads before the debrief must not hold the answer. */
function earlyWords(scenario: Scenario): Problem[] {
  const { file } = scenario;
  const answers = answersOf(scenario);
  const early: readonly (readonly [readonly (string | number)[], string])[] = [
    [['headline'], file.headline],
    [['slug'], file.slug],
    ...file.people.flatMap((person, p) =>
      person.answers.flatMap((each, a) => [
        [['people', p, 'answers', a, 'question'], each.question] as const,
        [['people', p, 'answers', a, 'answer'], each.answer] as const,
      ]),
    ),
    ...file.checks.map((check, index) => [['checks', index, 'title'], check.title] as const),
  ];
  return early.flatMap(([path, text]): Problem[] => {
    const answer = answers.find((each) => text.includes(each));
    return answer === undefined ? [] : [{ path, message: `is read before the debrief and says "${answer}"; say less` }];
  });
}

function ofFix(folder: string, kind: 'fixes' | 'traps', fix: NamedFix, { file }: Scenario): SourceMistake[] {
  const problems: Problem[] = [];
  if (fix.steps.length === 0) {
    const what = kind === 'fixes' ? 'a reference solution' : 'a trap';
    problems.push({ path: ['steps'], message: `no steps yet; write what a learner does in ${what}` });
  }
  problems.push(...fixProblems(fix, file));
  return located(join(folder, kind, `${fix.name}.yaml`), FixFile, problems);
}

/** Only the last hint may name the faulty rule, file or value; the ticket never. */
function hintProblems(folder: string, scenario: Scenario): SourceMistake[] {
  const names = namesOfTheFault(scenario);
  const answers = answersOf(scenario);
  const lookAt = (file: string, upTo: RegExp | undefined, what: string): SourceMistake[] => {
    const path = join(folder, 'text/en', file);
    if (!existsSync(path)) return [];
    const lines = readFileSync(path, 'utf8').split('\n');
    const end = upTo ? lines.findLastIndex((line) => upTo.test(line)) : lines.length;
    return lines.slice(0, end).flatMap((line, index): SourceMistake[] => {
      const name = names.find((each) => says(line, each));
      const answer = answers.find((each) => line.includes(each));
      const found = name ?? (upTo ? undefined : answer);
      return found === undefined
        ? []
        : [{ file: path, line: index + 1, message: `${what} "${found}"; ask for it instead` }];
    });
  };
  return [
    ...lookAt('hints.md', /^## /, 'a hint before the last names the fault:'),
    ...lookAt('ticket.md', undefined, 'the ticket names the fault:'),
  ];
}

/** Problems with the lines on which their paths stand. */
function located(file: string, schema: TSchema, problems: readonly Problem[]): SourceMistake[] {
  if (problems.length === 0) return [];
  const read = readYaml(file, readFileSync(file, 'utf8'), schema);
  return problems.map(({ path, message }) => ({
    file,
    line: read.ok ? read.lineOf(path) : 1,
    message: `${path.join('.')}: ${message}`,
  }));
}
