import type { DataSet, ElementInput } from './data-set.ts';
import { findTag } from './dictionary.ts';
import { formatTag } from './tag.ts';
import type { Tag } from './tag.ts';
import type { Vr } from './vr.ts';

/** An element inside items: `(0040,0100)[1].(0040,0001)`; items count from 1. */
export interface ElementPath {
  readonly steps: readonly ItemStep[];
  readonly tag: Tag;
}
export interface ItemStep {
  readonly tag: Tag;
  /** 1-based. */
  readonly item: number;
}

const STEP = /^(.*?)(?:\[(\d{1,6})\])?$/s;

/** Each part is `(gggg,eeee)`, `ggggeeee` or a keyword of PS3.6. On failure a sentence that says what was expected. */
export function parseElementPath(text: string): ElementPath | { readonly error: string } {
  const parts = text.split('.');
  const steps: ItemStep[] = [];
  for (const [index, part] of parts.entries()) {
    const [, name = '', itemText] = STEP.exec(part.trim()) ?? [];
    const tag = findTag(name);
    const isLast = index === parts.length - 1;
    if (tag === undefined) return { error: `'${name}': expected a tag (gggg,eeee), ggggeeee or a keyword` };
    if (isLast) {
      if (itemText !== undefined)
        return { error: `'${part}': expected an element behind the item: ${part}.(gggg,eeee)` };
      return { steps, tag };
    }
    const item = Number(itemText);
    if (!(item >= 1)) return { error: `'${part}': expected an item number from 1: ${name}[1]` };
    steps.push({ tag, item });
  }
  return { error: 'expected a tag (gggg,eeee), ggggeeee or a keyword' };
}

export function formatElementPath({ steps, tag }: ElementPath): string {
  return [...steps.map((step) => `${formatTag(step.tag)}[${step.item}]`), formatTag(tag)].join('.');
}

/** The data set or item that would hold the element; undefined if an item on the way is missing. */
export function holderAt(dataSet: DataSet, { steps }: ElementPath): DataSet | undefined {
  let holder: DataSet | undefined = dataSet;
  for (const { tag, item } of steps) holder = holder?.items(tag)[item - 1];
  return holder;
}

/** A copy with this element set inside its item; undefined if an item on the way is missing. All other bytes stay. */
export function withAt(dataSet: DataSet, path: ElementPath, vr: Vr, value: ElementInput): DataSet | undefined {
  const [step, ...rest] = path.steps;
  if (!step) return dataSet.with(path.tag, vr, value);
  const items = dataSet.items(step.tag);
  const item = items[step.item - 1];
  const edited = item ? withAt(item, { steps: rest, tag: path.tag }, vr, value) : undefined;
  if (!edited) return undefined;
  items[step.item - 1] = edited;
  return dataSet.with(step.tag, dataSet.get(step.tag)?.vr === 'UN' ? 'UN' : 'SQ', items);
}
