import { describeField } from './dictionary.ts';
import { HL7_LIMITS } from './limits.ts';
import type { Hl7Message } from './message.ts';
import { formatHl7Path, formatSegmentRef, type SegmentRef } from './path.ts';
import { countParts, leafPaths, type PartCount } from './walk.ts';

/** One value of either message; `null` where that message has none. */
export interface DiffRow {
  readonly path: string;
  /** From the dictionary of the first message's version; '' for what it does not know. */
  readonly name: string;
  readonly a: string | null;
  readonly b: string | null;
  readonly same: boolean;
}

/**
 * Two messages value by value, divided as deeply as either of them is. Values are compared, not bytes: other delimiters,
 * escapes or character sets alone make no difference. Segments pair by name and ordinal; one that only `b` has comes
 * after the segment it follows there.
 */
export function diffMessages(a: Hl7Message, b: Hl7Message): DiffRow[] {
  const rows: DiffRow[] = [];
  const [countA, countB] = [countParts(a), countParts(b)];
  const count: PartCount = (path, into) => Math.max(countA(path, into), countB(path, into));
  for (const ref of pairSegments(a, b)) {
    const text = formatSegmentRef(ref);
    const fields = Math.max(a.fieldCount(text), b.fieldCount(text));
    for (let field = 1; field <= fields; field += 1) {
      for (const path of leafPaths({ ...ref, field }, count)) {
        if (rows.length >= HL7_LIMITS.leaves) return rows;
        const [left, right] = [shown(a, path), shown(b, path)];
        if (left === null && right === null) continue;
        const written = formatHl7Path(path);
        rows.push({
          path: written,
          name: describeField(a.version, written)?.name ?? '',
          a: left,
          b: right,
          same: left === right,
        });
      }
    }
  }
  return rows;
}

function shown(message: Hl7Message, path: Parameters<Hl7Message['get']>[0]): string | null {
  const { state, value } = message.get(path);
  return state === 'value' || state === 'null' ? value : null;
}

function pairSegments(a: Hl7Message, b: Hl7Message): SegmentRef[] {
  const key = (ref: SegmentRef): string => formatSegmentRef(ref);
  const left = a.segments.map(({ name, ordinal }) => ({ segment: name, ordinal }));
  const known = new Set(left.map(key));
  const onlyB = new Map<string, SegmentRef[]>();
  let anchor = '';
  for (const { name, ordinal } of b.segments) {
    const ref = { segment: name, ordinal };
    if (known.has(key(ref))) anchor = key(ref);
    else {
      const list = onlyB.get(anchor) ?? [];
      list.push(ref);
      onlyB.set(anchor, list);
    }
  }
  return [...(onlyB.get('') ?? []), ...left.flatMap((ref) => [ref, ...(onlyB.get(key(ref)) ?? [])])];
}
