import { ToastQueue } from '../ui/toast-queue.svelte.ts';
import { Router } from './router.svelte.ts';
import { Shortcuts } from './shortcuts.svelte.ts';
import { Theme } from './theme.svelte.ts';

/** What there is one of in a page. */
export const theme = new Theme();
export const router = new Router();
export const shortcuts = new Shortcuts();
export const toasts = new ToastQueue();
