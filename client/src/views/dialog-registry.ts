import type { Component } from 'svelte';

export interface AskedDialog {
  /** The dialog's module, loaded when it is asked for. */
  load: () => Promise<{ default: Component }>;
  /** Only where there is a case to judge. */
  forCases: boolean;
}

/** What `?ask=` in the address opens over the bench. */
export const dialogs: Readonly<Record<string, AskedDialog | undefined>> = {
  verdict: { load: () => import('../features/verdict/VerdictDialog.svelte'), forCases: true },
  restart: { load: () => import('../features/restart/RestartDialog.svelte'), forCases: false },
  shortcuts: { load: () => import('../features/shortcuts/ShortcutsDialog.svelte'), forCases: false },
};
