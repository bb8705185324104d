import type { AttemptView, MappedMessage, MappingDraft } from '../contract/practice.ts';
import { issueText } from '../systems/mapping/issue.ts';
import { type DrawnCase, drawCase } from './draw-case.ts';
import type { HiddenCase } from './drill-schema.ts';
import { practiceLimits } from './limits.ts';
import type { Drill } from './load-drills.ts';
import { type CompiledDraft, compileDraft, mapMessage, zoneMinutes } from './map-message.ts';

type Kind = AttemptView['kinds'][number];
type Difference = Kind['differences'][number];

const DEFAULT_ZONE = '-0500';

/** The draft in the zones of the drill's site. */
export function compileFor(drill: Drill, draft: MappingDraft): CompiledDraft {
  const { zone = DEFAULT_ZONE, hostZone = zone } = drill.file;
  return compileDraft(draft, zoneMinutes(zone), zoneMinutes(hostZone));
}

/** The messages that the drill shows. */
export function visibleCases(drill: Drill): readonly (DrawnCase & { readonly title: string })[] {
  return drill.file.visible.map((one) => ({
    ...drawCase(drill, one, 'visible', 0),
    title: one.title,
  }));
}

export interface HiddenMessage {
  readonly of: HiddenCase;
  readonly drawn: DrawnCase;
}

/** The hidden messages that a draw gives: the same draw, the same messages. */
export function hiddenMessages(drill: Drill, draw: string): HiddenMessage[] {
  return drill.file.hidden
    .flatMap((of) =>
      Array.from({ length: of.times ?? 2 }, (_, index) => ({
        of,
        drawn: drawCase(drill, of, draw, index),
      })),
    )
    .slice(0, practiceLimits.hidden);
}

export interface Judged {
  readonly refused: string | null;
  readonly solved: boolean;
  readonly passed: number;
  readonly of: number;
  readonly kinds: readonly (Kind & { readonly id: string })[];
}

/** Tries the draft on hidden messages. What is told of a failure is its kind and which attributes differ, no values. */
export function judgeDraft(drill: Drill, draft: MappingDraft, draw: string): Judged {
  const compiled = compileFor(drill, draft);
  const [issue] = compiled.issues;
  if (issue) return { refused: issueText(issue), solved: false, passed: 0, of: 0, kinds: [] };
  const kinds = new Map<string, { kind: string; passed: number; of: number; differences: Difference[] }>();
  for (const { of, drawn } of hiddenMessages(drill, draw)) {
    const result = mapMessage(compiled, drawn.bytes, { id: of.id, title: of.kind }, drawn);
    const told = kinds.get(of.id) ?? { kind: of.kind, passed: 0, of: 0, differences: [] };
    kinds.set(of.id, told);
    told.of += 1;
    if (result.agrees === true) told.passed += 1;
    for (const difference of differencesOf(result)) {
      const isKnown = told.differences.some((each) => each.name === difference.name && each.what === difference.what);
      if (!isKnown && told.differences.length < practiceLimits.differences) told.differences.push(difference);
    }
  }
  const list = [...kinds].map(([id, told]) => ({ id, ...told }));
  const passed = list.reduce((sum, each) => sum + each.passed, 0);
  const of = list.reduce((sum, each) => sum + each.of, 0);
  return { refused: null, solved: passed === of, passed, of, kinds: list };
}

function differencesOf(result: MappedMessage): Difference[] {
  if (result.agrees !== false) return [];
  if (result.expectedHeld !== null) return [{ name: '', what: 'not-held' }];
  if (result.held) return [{ name: '', what: 'held' }];
  const differing = result.items.flatMap((rows) =>
    rows
      .filter((row) => !row.agrees)
      .map(({ name, expected, value }): Difference => {
        if (expected === '') return { name, what: 'invented' };
        return { name, what: value === null || value === '' ? 'missing' : 'other' };
      }),
  );
  return differing.length > 0 ? differing : [{ name: '', what: 'items' }];
}
