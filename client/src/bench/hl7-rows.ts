import type { Hl7Node } from '../../../server/contract/message.ts';
import type { TreeNode } from '../ui/tree-rows.ts';
import { nest } from './nest.ts';

/** Segments with their fields, components and subcomponents. Ids are paths. */
export function hl7Tree(nodes: readonly Hl7Node[]): TreeNode<Hl7Node>[] {
  return nest(
    nodes,
    (node) => node.path,
    (node) => node.depth === 0,
  );
}

/** The innermost node at an offset of the text; a delimiter belongs to what it ends or encloses. */
export function nodeAt(nodes: readonly Hl7Node[], offset: number): Hl7Node | undefined {
  let best: Hl7Node | undefined;
  for (const node of nodes) {
    if (offset < node.start || offset > node.end) continue;
    const isInner = !best || node.end - node.start < best.end - best.start;
    // Between two neighbours the one that begins here wins; the innermost wins over what encloses it.
    if (isInner || (best && node.depth >= best.depth && node.start === offset)) best = node;
  }
  return best;
}

/** What the arrows of the raw view step through: values with nothing below them, in document order. */
export function leaves(nodes: readonly Hl7Node[]): Hl7Node[] {
  return nodes.filter((node, index) => node.depth > 0 && (nodes[index + 1]?.depth ?? 0) <= node.depth);
}

export interface RawLine {
  /** Offset of its first character. */
  start: number;
  /** Segment name, or '' for a line that has none. */
  name: string;
  text: string;
}

/** The text line by line, whatever ends its lines; the offsets stay those of the whole text. */
export function rawLines(text: string, limit: number): RawLine[] {
  const lines: RawLine[] = [];
  for (const match of text.slice(0, limit).matchAll(/[^\r\n]+/g)) {
    const line = match[0];
    lines.push({ start: match.index, name: /^[A-Z][A-Z0-9]{2}(?=\W|$)/.exec(line)?.[0] ?? '', text: line });
  }
  return lines;
}

/** A line cut at the selected range: before, within, after. */
export function cutLine(line: RawLine, range: { start: number; end: number } | undefined): [string, string, string] {
  const from = Math.max(0, Math.min(line.text.length, (range?.start ?? 0) - line.start));
  const to = Math.max(from, Math.min(line.text.length, (range?.end ?? 0) - line.start));
  if (!range || to === from) return [line.text, '', ''];
  return [line.text.slice(0, from), line.text.slice(from, to), line.text.slice(to)];
}

/** Where the characters [start, end) of a message's text lie among its bytes. */
export function byteRange(
  text: string,
  charset: string,
  { start, end }: { start: number; end: number },
): { start: number; end: number } {
  if (!/utf-?8/i.test(charset)) return { start, end }; // one byte a character
  const encoder = new TextEncoder();
  const first = encoder.encode(text.slice(0, start)).length;
  return { start: first, end: first + encoder.encode(text.slice(start, end)).length };
}

/** The inverse of `byteRange` for one byte. */
export function textOffset(text: string, charset: string, byte: number): number {
  if (!/utf-?8/i.test(charset)) return byte;
  return new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, byte)).length;
}
