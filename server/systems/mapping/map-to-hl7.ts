import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { formatHl7Path } from '../../protocols/hl7/path.ts';
import { applyRule, disagreement, problemOf, warningOf } from './apply-rule.ts';
import type { MappingContext } from './function.ts';
import type { MappingProblem, Provenance } from './provenance.ts';
import type { Rule } from './rule.ts';
import { inStep } from './source-path.ts';

export interface MappedMessage {
  readonly message: Hl7Message;
  readonly provenance: readonly Provenance[];
  readonly problems: readonly MappingProblem[];
}

/**
 * The message that leaves: the one that came, with the targets of the rules written. Rules read what came, never each
 * other's results, so their order matters only where two write the same place (the later one wins). A rule that writes
 * into IPC does so in each of them.
 */
export function mapToHl7(rules: readonly Rule[], message: Hl7Message, context: MappingContext): MappedMessage {
  let output = message;
  const provenance = new Map<string, Provenance>();
  const problems: MappingProblem[] = [];
  const steps = Math.min(Math.max(1, message.segmentCount('IPC')), 20);
  for (const rule of rules) {
    if (rule.target.kind !== 'hl7') continue;
    const repeats = rule.target.path.segment === 'IPC' ? steps : 1;
    for (let step = 1; step <= repeats; step++) {
      const written = writeTarget(rule, message, output, context, step);
      if (!written) continue;
      problems.push(...written.problems);
      output = written.output;
      if (written.provenance) provenance.set(written.provenance.target, written.provenance);
    }
  }
  return { message: output, provenance: [...provenance.values()], problems };
}

interface Written {
  readonly output: Hl7Message;
  readonly provenance?: Provenance;
  readonly problems: readonly MappingProblem[];
}

function writeTarget(
  rule: Rule,
  message: Hl7Message,
  output: Hl7Message,
  context: MappingContext,
  step: number,
): Written | undefined {
  const applied = applyRule(rule, message, context, step);
  if (!applied || rule.target.kind !== 'hl7') return undefined;
  const { result } = applied;
  if (result.kind === 'hold') return { output, problems: [problemOf(rule, 'hold', result.code, result.reason)] };
  const path = inStep(rule.target.path, step);
  const target = path === rule.target.path ? rule.target.text : formatHl7Path(path);
  const problems: MappingProblem[] = [];
  const value = result.kind === 'values' ? (result.values[0] ?? '') : '';
  const raw = result.kind === 'values' ? result.raw : undefined;
  const warning = warningOf(result);
  if (warning !== undefined) {
    const code = warning.startsWith('lookup miss') ? 'lookup-miss' : 'bad-value';
    problems.push(problemOf(rule, 'warning', code, warning));
  }
  const isEmpty = value === '' && (raw ?? '') === '';
  if (isEmpty && rule.required) {
    return {
      output,
      problems: [problemOf(rule, 'hold', 'required', `${target} would be empty: nothing in ${applied.source}`)],
    };
  }
  const disagrees = disagreement(rule, message, value, step);
  if (disagrees) problems.push(disagrees);

  const there = output.get(path);
  // Most rules write what stands there already: no new bytes for that.
  const isSame = raw === undefined ? there.value === value && there.state !== 'null' : there.raw === raw;
  let written = output;
  if (!isSame && !(isEmpty && there.state === 'absent')) {
    const edited = raw === undefined ? output.edit(target, value) : output.editRaw(target, raw);
    if (!edited.ok) {
      const why = `${edited.problem.code} ${edited.problem.found ?? ''}`.trim();
      return {
        output,
        problems: [...problems, problemOf(rule, 'hold', 'cannot-write', `${target} can't be written: ${why}`)],
      };
    }
    written = edited.message;
  }
  return {
    output: written,
    problems,
    provenance: {
      target,
      rule: rule.number,
      line: rule.line,
      function: rule.function.name,
      source: applied.source,
      sourceValue: applied.sourceValue,
      value,
      ...(result.kind === 'values' && result.lookup ? { lookup: result.lookup } : {}),
    },
  };
}
