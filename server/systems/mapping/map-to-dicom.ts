import { DataSet, type Entry, type ElementInput } from '../../protocols/dicom/data-set.ts';
import type { Tag } from '../../protocols/dicom/tag.ts';
import { type Vr, vrInfo } from '../../protocols/dicom/vr.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { applyRule, disagreement, problemOf, warningOf } from './apply-rule.ts';
import type { FunctionResult, MappingContext } from './function.ts';
import type { MappingProblem, Provenance } from './provenance.ts';
import type { Rule } from './rule.ts';

export interface MappedDataSet {
  readonly dataSet: DataSet;
  readonly provenance: readonly Provenance[];
  readonly problems: readonly MappingProblem[];
}

/** Attributes by tag; a sequence that rules write into has one item. */
interface Branch {
  readonly values: Map<Tag, { readonly vr: Vr; readonly value: ElementInput }>;
  readonly items: Map<Tag, Branch>;
}

/** The data set that the rules make of a message. An attribute without a value is written with zero length (type 2). */
export function mapToDicom(
  rules: readonly Rule[],
  message: Hl7Message,
  context: MappingContext,
  step = 1,
): MappedDataSet {
  const root: Branch = { values: new Map(), items: new Map() };
  const provenance = new Map<string, Provenance>();
  const problems: MappingProblem[] = [];
  for (const rule of rules) {
    const { target } = rule;
    if (target.kind !== 'dicom') continue;
    const applied = applyRule(rule, message, context, step);
    if (!applied) continue;
    const { result } = applied;
    const warning = warningOf(result);
    if (warning !== undefined) problems.push(problemOf(rule, 'warning', 'bad-value', warning));
    if (result.kind === 'hold') {
      problems.push(problemOf(rule, 'error', result.code, result.reason));
      continue;
    }
    if (result.kind === 'absent') continue;
    const shown = shownValue(result);
    if (shown === '' && rule.required) {
      problems.push(
        problemOf(rule, 'error', 'required', `${target.text} would be empty: nothing in ${applied.source}`),
      );
      continue;
    }
    const tooLong = result.kind === 'values' ? longerThanAllowed(result.values, target.vr) : undefined;
    if (tooLong !== undefined) {
      problems.push(
        problemOf(rule, 'error', 'too-long', `"${tooLong}" is longer than ${target.vr} allows in ${target.text}`),
      );
      continue;
    }
    const disagrees = rule.agree.size === 0 ? undefined : disagreement(rule, message, shown, step);
    if (disagrees) {
      problems.push({ ...disagrees, severity: 'error' });
      continue;
    }
    // Where two rules write one attribute, a later one without a value leaves the earlier one's.
    if (shown === '' && provenance.has(target.text)) continue;
    const tag = target.tags.at(-1);
    if (tag === undefined) continue;
    branchOf(root, target.tags.slice(0, -1)).values.set(tag, { vr: target.vr, value: inputOf(result, target.vr) });
    provenance.set(target.text, {
      target: target.text,
      rule: rule.number,
      line: rule.line,
      function: rule.function.name,
      source: applied.source,
      sourceValue: applied.sourceValue,
      value: shown,
      ...(result.kind === 'values' && result.lookup ? { lookup: result.lookup } : {}),
    });
  }
  const dataSet = DataSet.build(entriesOf(root));
  for (const diagnostic of dataSet.diagnostics) {
    if (diagnostic.severity !== 'error') continue;
    problems.push({
      severity: 'warning',
      code: 'bad-value',
      message: `${diagnostic.code} ${diagnostic.detail ?? ''}`.trim(),
    });
  }
  return { dataSet, provenance: [...provenance.values()], problems };
}

function shownValue(result: FunctionResult): string {
  if (result.kind === 'values') return result.values.join('\\');
  return result.kind === 'items' ? result.shown : '';
}

function inputOf(result: FunctionResult, vr: Vr): ElementInput {
  if (result.kind === 'items') return result.items;
  if (vr === 'SQ' || result.kind !== 'values') return vr === 'SQ' ? [] : '';
  if (vrInfo(vr).kind !== 'number') return result.values.join('\\');
  return result.values.map(Number).filter((each) => Number.isFinite(each));
}

function longerThanAllowed(texts: readonly string[], vr: Vr): string | undefined {
  const { maximum, kind } = vrInfo(vr);
  if (maximum === undefined || kind !== 'text') return undefined;
  return texts.find((text) => characters(text) > maximum);
}

/** Code points: a bound of PS3.5 counts characters, not UTF-16 units. */
function characters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

function branchOf(root: Branch, tags: readonly Tag[]): Branch {
  let branch = root;
  for (const tag of tags) {
    const next = branch.items.get(tag) ?? { values: new Map(), items: new Map() };
    branch.items.set(tag, next);
    branch = next;
  }
  return branch;
}

function entriesOf(branch: Branch): Entry[] {
  const own = [...branch.values].map(([tag, { vr, value }]): Entry => [tag, vr, value]);
  const nested = [...branch.items].map(([tag, inner]): Entry => [tag, 'SQ', [entriesOf(inner)]]);
  return [...own, ...nested];
}
