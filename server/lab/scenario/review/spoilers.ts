import { causesOf } from '../causes.ts';
import type { Scenario } from '../load.ts';

const sentences = (text: string): string[] =>
  text
    .split(/(?<=[.?!])\s+|\n+/)
    .map((each) => each.trim())
    .filter((each) => each.length > 30 && !each.includes('${'));

/** What would give a case away before its debrief: titles, explanations, traps, fixes, the unopened hints. */
export function answersOf({ file, hash, hints, debrief, fixes, traps }: Scenario): string[] {
  return [
    `"${file.id}"`,
    file.title,
    hash,
    ...hints.slice(1).flatMap(sentences),
    ...sentences(debrief.explanation),
    ...debrief.questions.flatMap((each) => [each.question, ...sentences(each.answer)]),
    ...[...fixes, ...traps].flatMap((each) => [each.title, ...sentences(each.why ?? '')]),
    ...file.route.filter((each) => !each.includes('${')),
    ...causesOf(file).flatMap(({ faultPath }) =>
      faultPath.map((each) => each.text).filter((each) => !each.includes('${')),
    ),
  ].filter((each) => each.length > 5);
}

/**
 * Names that say where the fault is: places and fields of the conclusion, files, settings and values that faults change.
 * Plain words (`order`) are none: only what has a capital, a digit or an underscore in it.
 */
export function namesOfTheFault({ file }: Scenario): string[] {
  const faults = file.faults.flatMap((fault) => {
    if (!('path' in fault)) return [];
    const base = fault.path.split('/').at(-1) ?? '';
    const values = (fault.set ?? []).flatMap(({ value }) => (value === null ? [] : [value]));
    return [base, base.replace(/\.[a-z]+$/, ''), ...values];
  });
  const places = causesOf(file).flatMap((cause) => cause.places.flatMap(({ place, fields }) => [place, ...fields]));
  const names = [...places, ...faults].filter((name) => /[A-Z0-9_]/.test(name) && !name.includes('${'));
  return [...new Set(names)].filter((name) => name.length >= 3);
}

/** Whether a text holds a name as a word of its own. */
export function says(text: string, name: string): boolean {
  const escaped = name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![\\w.-])${escaped}(?![\\w-])`).test(text);
}
