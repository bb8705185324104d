import { issueText } from '../systems/mapping/issue.ts';
import type { MappedMessage, MappingDraft } from '../contract/practice.ts';
import { DrillMistake } from './draw-case.ts';
import type { WrongRules } from './drill-schema.ts';
import { compileFor, hiddenMessages, judgeDraft, visibleCases } from './judge-draft.ts';
import type { Drill } from './load-drills.ts';
import { mapMessage } from './map-message.ts';

/**
 * What keeps a drill from being one, in sentences; none when it is sound. Over so many draws: the reference gives what
 * its author wrote down by hand for every message, the start does not, every wrong rule set is refused by the kinds it
 * is said to fail, and every kind but the first is missed by the start or a wrong rule set, so that it asks something.
 */
export function proveDrill(drill: Drill, draws: number): string[] {
  try {
    return proved(drill, draws);
  } catch (error) {
    if (error instanceof DrillMistake) return [error.message];
    throw error;
  }
}

function proved(drill: Drill, draws: number): string[] {
  const faults: string[] = [];
  const { file, reference, start } = drill;
  const compiled = compileFor(drill, reference);
  if (compiled.issues.length > 0) return compiled.issues.map((issue) => `reference: ${issueText(issue)}`);
  for (const one of visibleCases(drill)) {
    const result = mapMessage(compiled, one.bytes, one, one);
    if (result.agrees !== true) faults.push(`reference, visible ${one.id}: ${differing(result)}`);
  }
  for (let draw = 1; draw <= draws && faults.length < 20; draw++) {
    for (const { of, drawn } of hiddenMessages(drill, String(draw))) {
      const result = mapMessage(compiled, drawn.bytes, { id: of.id, title: of.kind }, drawn);
      if (result.agrees !== true) faults.push(`reference, hidden ${of.id}, draw ${draw}: ${differing(result)}`);
    }
  }
  if (faults.length > 0) return faults;

  const missed = new Set<string>();
  const failedBy = (draft: MappingDraft): Set<string> => {
    const always = new Set(file.hidden.map(({ id }) => id));
    for (let draw = 1; draw <= draws; draw++) {
      const judged = judgeDraft(drill, draft, String(draw));
      if (judged.refused !== null) return new Set(file.hidden.map(({ id }) => id));
      const failed = new Set(judged.kinds.filter(({ passed, of }) => passed < of).map(({ id }) => id));
      for (const id of always) if (!failed.has(id)) always.delete(id);
      for (const id of failed) missed.add(id);
    }
    return always;
  };
  if (failedBy(start).size === 0) faults.push('the start passes what is hidden: there is nothing to do');
  for (const wrong of file.wrong) {
    const draft = wrongDraft(drill, wrong);
    if (typeof draft === 'string') {
      faults.push(`wrong.${wrong.name}: ${draft}`);
      continue;
    }
    const { issues } = compileFor(drill, draft);
    if (issues[0])
      faults.push(`wrong.${wrong.name} is refused for its form, not for what it does: ${issueText(issues[0])}`);
    const failed = failedBy(draft);
    const passes = wrong.fails.filter((id) => !failed.has(id));
    if (passes.length > 0) faults.push(`wrong.${wrong.name} passes ${passes.join(', ')}, which it is said to fail`);
  }
  for (const { id } of file.hidden.slice(1))
    if (!missed.has(id)) faults.push(`hidden ${id}: neither the start nor a wrong rule set fails it`);
  return faults;
}

/** The reference with the wrong one's replacements; a sentence when they do not apply. */
export function wrongDraft(drill: Drill, wrong: WrongRules): MappingDraft | string {
  let { rules, tables } = drill.reference;
  for (const { table, find, put } of wrong.replace) {
    const text = table === undefined ? rules : tables.find(({ name }) => name === table)?.text;
    if (text?.includes(find) !== true) return `"${find}" does not stand in ${table ?? 'the reference'}`;
    const changed = text.replaceAll(find, put);
    if (table === undefined) rules = changed;
    else tables = tables.map((each) => (each.name === table ? { name: table, text: changed } : each));
  }
  return { rules, tables };
}

function differing(result: MappedMessage): string {
  if (result.expectedHeld !== null) return `is not held (${result.expectedHeld})`;
  if (result.held)
    return `is held: ${result.problems
      .filter(({ stops }) => stops)
      .map(({ message }) => message)
      .join('; ')}`;
  const rows = result.items.flatMap((item, index) =>
    item
      .filter((row) => !row.agrees)
      .map((row) => `step ${index + 1} ${row.keyword} is "${row.value}", expected "${row.expected}"`),
  );
  return rows.length > 0 ? rows.join('; ') : `${result.items.length} items`;
}
