import { en } from './en.ts';

/** What every language has to say. */
export type Catalogue = typeof en;

/** The interface text of the page's language. */
export const t: Catalogue = en;
