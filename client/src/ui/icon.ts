import type { Component } from 'svelte';
import type { LucideProps } from '@lucide/svelte';

/** An icon component. Import each from its own file (`@lucide/svelte/icons/<name>`), so only used ones are shipped. */
export type Icon = Component<LucideProps>;
