import { SvelteMap } from 'svelte/reactivity';
import type { Draft } from './draft.ts';

/** Conclusions being written, by lab. They outlive the dialog, so that looking something up loses nothing. */
export const keptConclusions = new SvelteMap<string, Draft>();
