import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { groupOf, type Tag, tagOf } from '../../../protocols/dicom/tag.ts';

/** Column Basic Profile of PS3.15 Table E.1-1; of several letters the type of the attribute decides. */
export type ProfileAction = 'D' | 'Z' | 'X' | 'U' | 'ZD' | 'XZ' | 'XD' | 'XZD' | 'XZU';

const path = fileURLToPath(new URL('basic-profile.yaml', import.meta.url));
let table: ReadonlyMap<Tag, ProfileAction> | undefined;

/** What the Basic Profile asks for an attribute; undefined: nothing. */
export function profileAction(tag: Tag): ProfileAction | undefined {
  const group = groupOf(tag);
  if (group >= 0x5000 && group <= 0x50ff) return 'X';
  if (group >= 0x6000 && group <= 0x60ff && [0x3000, 0x4000].includes(tag & 0xffff)) return 'X';
  table ??= readTable();
  return table.get(tag);
}

function readTable(): ReadonlyMap<Tag, ProfileAction> {
  // Our own file. Failsafe: all is text, 0012 no number.
  const rows = parse(readFileSync(path, 'utf8'), { schema: 'failsafe' }) as Record<
    ProfileAction,
    Record<string, string>
  >;
  const out = new Map<Tag, ProfileAction>();
  for (const [action, groups] of Object.entries(rows) as [ProfileAction, Record<string, string>][]) {
    for (const [group, elements] of Object.entries(groups)) {
      for (const element of elements.split(' ')) {
        out.set(tagOf(parseInt(group, 16), parseInt(element, 16)), action);
      }
    }
  }
  return out;
}
