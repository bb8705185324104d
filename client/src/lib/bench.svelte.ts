import { createContext } from 'svelte';
import type { KeyName } from '../../../server/contract/message.ts';
import type { LabSession } from './lab-session.svelte.ts';
import type { QueryPatch } from './route.ts';
import type { Router } from './router.svelte.ts';
import { isToolId, type ToolId } from './tools.ts';

const KEY_NAMES: readonly KeyName[] = ['accession', 'patientId', 'studyUid', 'placer', 'filler', 'spsId'];

export interface FollowedKey {
  name: KeyName;
  value: string;
}

/** What the learner looks at in a lab. All of it is in the page's address, so a link or a reload shows the same. */
export class Bench {
  readonly session: LabSession;
  readonly #router: Router;

  constructor(session: LabSession, router: Router) {
    this.session = session;
    this.#router = router;
  }

  readonly tool: ToolId = $derived.by(() => {
    const wanted = this.#router.query['tool'];
    return isToolId(wanted) ? wanted : 'hospital';
  });

  /** In an exam the past is not looked at before its verdict. */
  readonly canLookBack: boolean = $derived.by(
    () => this.session.view?.rung !== 'exam' || this.session.view.verdicts.length > 0,
  );
  /** The past moment looked at, µs; undefined is now. */
  readonly at: number | undefined = $derived.by(() =>
    this.canLookBack ? wholeNumber(this.#router.query['at']) : undefined,
  );
  /** The moment that views show. */
  readonly shownAt: number = $derived.by(() => this.at ?? this.session.clock?.now ?? 0);
  readonly isPast: boolean = $derived.by(() => this.at !== undefined);

  /** The query of a view at the moment looked at; the calling effect runs again when the answer may differ. */
  get asOf(): { at?: number } {
    if (this.at !== undefined) return { at: this.at };
    this.session.heed();
    return {};
  }

  readonly message: number | undefined = $derived.by(() => wholeNumber(this.#router.query['msg']));
  /** The message held beside it (B). */
  readonly compared: number | undefined = $derived.by(() => wholeNumber(this.#router.query['b']));

  readonly followed: FollowedKey | undefined = $derived.by(() => {
    const [name, ...rest] = (this.#router.query['follow'] ?? '').split(':');
    const known = KEY_NAMES.find((one) => one === name);
    const value = rest.join(':');
    return known && value !== '' ? { name: known, value } : undefined;
  });

  /** A further part of the address that one tool owns, for example its inner tab. */
  param(name: string): string | undefined {
    return this.#router.query[name];
  }

  set(query: QueryPatch, options: { replace?: boolean } = {}): void {
    this.#router.patch(query, options);
  }

  /** The address of the same view with changes, for a link. */
  href(query: QueryPatch): string {
    return this.#router.hrefWith(query);
  }

  open(tool: ToolId, query: QueryPatch = {}): void {
    this.set({ tool: tool === 'hospital' ? undefined : tool, ...query });
  }

  /** A selection replaces the address: going back leads to the tool before, not through every row. */
  select(message: number | undefined): void {
    this.set({ msg: message?.toString() }, { replace: true });
  }

  compare(message: number | undefined): void {
    this.set({ b: message?.toString() }, { replace: true });
  }

  follow(key: FollowedKey | undefined): void {
    this.set({ follow: key && `${key.name}:${key.value}` });
  }

  lookAt(at: number | undefined): void {
    this.set({ at: at?.toString() }, { replace: true });
  }
}

export const [getBench, setBench] = createContext<Bench>();

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : undefined;
}
