import type { MessageDetail } from '../../../server/contract/message.ts';
import { t } from '../text/t.ts';

/** A shorter value occurs anywhere by chance and would say nothing. */
const SHORTEST = 2;

/**
 * Where in a message a value occurs. By value alone, whatever the right mapping may be: the page shows values and
 * leaves the conclusion to the reader.
 */
export class FoundPlaces {
  readonly #paths = new Map<string, string[]>();

  constructor(message: MessageDetail) {
    for (const node of message.hl7?.nodes ?? []) {
      if (node.depth === 0) continue;
      this.#note(node.value, node.path);
      if (node.raw !== node.value) this.#note(node.raw, node.path);
    }
    for (const node of message.dicom?.data ?? []) if (node.kind === 'element') this.#note(node.value, node.path);
  }

  paths(value: string): readonly string[] {
    return this.#paths.get(value) ?? [];
  }

  /** `(0008,0050)`, `OBR-3.1 +1`; undefined when it is nowhere. */
  of(value: string): string | undefined {
    const paths = this.paths(value);
    const first = paths[0];
    return first === undefined ? undefined : t.inspector.places(short(first), paths.length - 1);
  }

  #note(value: string, path: string): void {
    if (value.length < SHORTEST) return;
    const paths = this.#paths.get(value);
    if (!paths) this.#paths.set(value, [path]);
    // A field whose only component says the same is one place, not two.
    else if (!paths.some((known) => path.startsWith(`${known}.`))) paths.push(path);
  }
}

/** The last element of `(0040,0100)[1].(0008,0060)`: what fits a column. */
function short(path: string): string {
  return path.slice(path.lastIndexOf('(') === -1 ? 0 : path.lastIndexOf('('));
}

/** For each path the place of its value, or of the first of its components that has one. */
export function placesByPath<Node extends { readonly path: string }>(
  nodes: readonly Node[],
  placeOf: (node: Node) => string | undefined,
): Map<string, string> {
  const places = new Map<string, string>();
  for (const node of nodes) {
    const place = placeOf(node);
    if (place === undefined) continue;
    for (let path = node.path; path !== ''; path = path.slice(0, Math.max(0, path.lastIndexOf('.')))) {
      if (path === node.path || !places.has(path)) places.set(path, place);
    }
  }
  return places;
}
