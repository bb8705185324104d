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
  return path.slice(path.lastIndexOf('].') + 1).replace(/^\./, '');
}
