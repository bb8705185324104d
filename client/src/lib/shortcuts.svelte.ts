import { SvelteMap } from 'svelte/reactivity';
import { remember, remembered } from './browser-store.ts';
import { isSingleCharacter, keyName } from './key-name.ts';

export interface Shortcut {
  /** As `keyName` says it. */
  keys: string;
  /** What it does, for the list of shortcuts. */
  label: string;
  run: () => void;
}

const TYPING = 'input, textarea, select, [contenteditable], .cm-editor';
const OWN_SPACE = 'button, a, summary, [role]:not([role=tabpanel], [role=main]), video';

/** The keys of the page. The innermost view that binds a key has it; what it unbinds falls back to the one before. */
export class Shortcuts {
  /** Single-character keys can be switched off (WCAG 2.1.4): speech input types them. */
  singleKeys = $state(remembered('single-keys') !== 'off');
  #bound = new SvelteMap<number, Shortcut>();
  #next = 1;

  get all(): Shortcut[] {
    const byKeys = new Map([...this.#bound.values()].map((shortcut) => [shortcut.keys, shortcut]));
    return [...byKeys.values()];
  }

  setSingleKeys(on: boolean): void {
    this.singleKeys = on;
    remember('single-keys', on ? undefined : 'off');
  }

  /** Binds keys; call the result to unbind, for example as the cleanup of an effect. */
  bind(...shortcuts: readonly Shortcut[]): () => void {
    const ids = shortcuts.map((shortcut) => {
      const id = this.#next++;
      this.#bound.set(id, shortcut);
      return id;
    });
    return () => {
      for (const id of ids) this.#bound.delete(id);
    };
  }

  start(): () => void {
    const onkeydown = (event: KeyboardEvent) => this.#handle(event);
    document.addEventListener('keydown', onkeydown);
    return () => document.removeEventListener('keydown', onkeydown);
  }

  #handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const keys = keyName(event);
    const shortcut = [...this.#bound.values()].findLast((one) => one.keys === keys);
    if (!shortcut) return;
    const target = event.target instanceof Element ? event.target : undefined;
    if (isSingleCharacter(keys) && (!this.singleKeys || target?.matches(TYPING))) return;
    if (keys === 'Space' && target?.matches(OWN_SPACE)) return;
    // In a modal dialog the page behind it is out of reach, also for keys; Ctrl Z in a field is the field's.
    if (target?.closest('dialog[open]') || (target?.matches(TYPING) && /^Ctrl [ZY]$/.test(keys))) return;
    event.preventDefault();
    shortcut.run();
  }
}
