import { SvelteMap } from 'svelte/reactivity';
import type { Draft } from './drafts.ts';

/** Unsaved texts by lab and file. They outlive the tool, so that looking at a message loses nothing, but not the page. */
export const keptDrafts = new SvelteMap<string, Draft>();
