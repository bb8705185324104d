import { SvelteMap } from 'svelte/reactivity';
import { inOrder, type CellEdit } from './edits.ts';

/** Cells changed and not yet saved, of all files of the chain together. */
export class EngineDraft {
  readonly #edits = new SvelteMap<string, CellEdit>();
  readonly all = $derived(inOrder(this.#edits.values()));

  get(id: string): CellEdit | undefined {
    return this.#edits.get(id);
  }

  /** An edit that gives back what is on disk is none. */
  put(edit: CellEdit): void {
    if (edit.kind === 'cell' && edit.before === edit.after) this.#edits.delete(edit.id);
    else this.#edits.set(edit.id, edit);
  }

  drop(...ids: readonly string[]): void {
    for (const id of ids) this.#edits.delete(id);
  }

  clear(): void {
    this.#edits.clear();
  }

  /** What is left of a file's edits goes on from another revision. */
  rebase(host: string, path: string, revision: number): void {
    for (const [id, edit] of [...this.#edits]) {
      if (edit.host === host && edit.path === path) this.#edits.set(id, { ...edit, basedOn: revision });
    }
  }
}

/** Drafts outlive the tool, so that looking at a message loses nothing, but not the page. */
const kept = new Map<string, EngineDraft>();

export function draftOf(lab: string): EngineDraft {
  const draft = kept.get(lab) ?? new EngineDraft();
  kept.set(lab, draft);
  return draft;
}
