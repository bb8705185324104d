import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { FunctionResult, MappingContext } from './function.ts';
import { holds } from './condition.ts';
import type { MappingProblem } from './provenance.ts';
import { pathsFor, type Rule } from './rule.ts';
import { readSource, type SourceRead } from './source-path.ts';

export interface Applied {
  readonly result: FunctionResult;
  readonly source: string;
  readonly sourceValue: string;
}

/**
 * What a rule says for a message and a step of its order; undefined when it doesn't concern it. Always reads the message
 * as it came in.
 */
export function applyRule(rule: Rule, message: Hl7Message, context: MappingContext, step = 1): Applied | undefined {
  const { version } = message;
  if (rule.versions && !rule.versions.includes(version)) return undefined;
  if (rule.when && !holds(rule.when, message)) return undefined;
  let sources: readonly SourceRead[] = [];
  if (rule.from.size > 0) {
    const paths = pathsFor(rule.from, version);
    if (!paths) return undefined;
    for (const path of paths) {
      const reads = readSource(message, path, step);
      // `""` is a statement, too ("delete"): it ends the search for a value (HL7 2.5.1 §2.5.3).
      const says = reads.some(({ read }) => read.state === 'value' || read.state === 'null');
      if (says || sources.length === 0) sources = reads;
      if (says) break;
    }
  }
  const result = rule.function.apply({ message, sources, parameters: rule.parameters, target: rule.target, context });
  const stated = sources.filter(({ read }) => read.state === 'value');
  const own = result.kind === 'values' ? result.source : undefined;
  return {
    result,
    source: own?.path ?? (stated.length > 0 ? stated : sources).map(({ text }) => text).join(', '),
    sourceValue: own?.value ?? stated.map(({ read }) => read.value).join('\\'),
  };
}

/** The rule's `agree:` place says something else than what is about to be written. */
export function disagreement(rule: Rule, message: Hl7Message, value: string, step = 1): MappingProblem | undefined {
  for (const path of pathsFor(rule.agree, message.version) ?? []) {
    for (const { read, text } of readSource(message, path, step)) {
      if (read.state !== 'value' || read.value === value) continue;
      return problemOf(
        rule,
        'hold',
        'disagrees',
        `${text} says "${read.value}", ${rule.target.text} becomes "${value}"`,
      );
    }
  }
  return undefined;
}

/** What a function had to say although it gave a result. */
export function warningOf(result: FunctionResult): string | undefined {
  return result.kind === 'values' || result.kind === 'nothing' ? result.warning : undefined;
}

export function problemOf(
  rule: Rule,
  severity: MappingProblem['severity'],
  code: MappingProblem['code'],
  message: string,
): MappingProblem {
  return { severity, code, message, target: rule.target.text, rule: rule.number, line: rule.line };
}
