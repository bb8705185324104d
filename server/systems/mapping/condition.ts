import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { parseHl7Path, type Hl7Path } from '../../protocols/hl7/path.ts';

/**
 * A filter or the `when:` of a rule: tests joined by `and`. A test is `ORC-1 = NW`, `ORC-1 != NW`,
 * `ORC-1 in [NW, XO]`, `ORC-1 not in [CA, DC]`, `OBR-44 valued` or `OBR-44 empty`. Values compare exactly; one that
 * looks like a further test is quoted: tests joined by anything but `and` are none, instead of a value nobody sends.
 */
export interface Condition {
  readonly text: string;
  readonly tests: readonly ConditionTest[];
}

interface ConditionTest {
  readonly path: Hl7Path;
  readonly pathText: string;
  readonly negated: boolean;
  /** Undefined: asks whether anything stands there at all. */
  readonly values: readonly string[] | undefined;
}

export const conditionForm = 'tests like "ORC-1 in [NW, XO]", "OBR-24 = CT", "OBR-44 valued", joined by "and"';

const TEST = /^(\S+)\s+(?:(=|!=)\s*(.*)|(in|not\s+in)\s*\[(.*)\]|(valued|empty))$/;

/** Undefined when it is none. */
export function parseCondition(text: string): Condition | undefined {
  const tests: ConditionTest[] = [];
  for (const part of text.split(/\s+and\s+/)) {
    const match = TEST.exec(part.trim());
    if (!match) return undefined;
    const [, pathText = '', equality, value = '', membership, list = '', presence] = match;
    const path = parseHl7Path(pathText);
    if ('error' in path) return undefined;
    const values = equality === undefined ? list.split(',') : [value];
    if (presence === undefined && values.some(looksLikeTest)) return undefined;
    if (equality !== undefined) tests.push({ path, pathText, negated: equality === '!=', values: values.map(unquote) });
    else if (membership !== undefined) {
      tests.push({ path, pathText, negated: membership !== 'in', values: values.map(unquote) });
    } else tests.push({ path, pathText, negated: presence === 'empty', values: undefined });
  }
  return { text, tests };
}

export function holds(condition: Condition, message: Hl7Message): boolean {
  return condition.tests.every((test) => {
    const value = message.value(test.path);
    return (test.values ? test.values.includes(value) : value !== '') !== test.negated;
  });
}

/** An unquoted value with an operator in it, as `NW or ORC-1 = XO` leaves one. */
function looksLikeTest(text: string): boolean {
  return unquote(text) === text.trim() && /[[\]=]|\s(?:or|in|valued|empty)(?:\s|$)/.test(text);
}

function unquote(text: string): string {
  const trimmed = text.trim();
  return /^(?:".*"|'.*')$/s.test(trimmed) ? trimmed.slice(1, -1) : trimmed;
}
