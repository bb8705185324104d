import type { MappingDraft, RuleEdit, TrialView } from '../../../../server/contract/practice.ts';
import { failureText } from '../../lib/api.ts';

/** A message of one's own that the rules are tried on, as the bytes that were pasted or chosen. */
export interface OwnMessage {
  title: string;
  text: string;
  base64: string;
}

export interface MappingServer {
  ask: (draft: MappingDraft, more: { edit?: RuleEdit; own?: string }, signal: AbortSignal) => Promise<TrialView>;
  keep: (draft: MappingDraft) => Promise<unknown>;
}

const TYPING_MS = 150;
const KEEP_MS = 1000;

/** Rules and tables being written, with what they give. The text is the truth; a form's edit is made by the server. */
export class MappingWork {
  rules = $state('');
  tables = $state.raw<MappingDraft['tables']>([]);
  trial = $state.raw<TrialView>();
  own = $state.raw<OwnMessage>();
  /** Why the last trial gave nothing; one sentence. */
  error = $state<string>();
  /** Why a form's edit was not made. */
  refused = $state<string>();
  kept = $state<'kept' | 'keeping' | 'not-kept'>('kept');
  keepError = $state('');
  busy = $state(false);
  #keeps = 0;
  readonly #server: MappingServer;
  #edits: Promise<unknown> = Promise.resolve();
  #abort: AbortController | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #keeping: ReturnType<typeof setTimeout> | undefined;

  constructor(server: MappingServer) {
    this.#server = server;
  }

  get draft(): MappingDraft {
    return { rules: this.rules, tables: this.tables };
  }

  /** Takes what was kept; nothing is to be kept again. */
  load(draft: MappingDraft): void {
    this.rules = draft.rules;
    this.tables = draft.tables;
    void this.run();
  }

  /** As `load`, but changed. */
  replace(draft: MappingDraft): void {
    this.load(draft);
    this.#keepSoon();
  }

  type(rules: string): void {
    if (rules === this.rules) return;
    this.rules = rules;
    this.#changed();
  }

  setTable(name: string, text: string): void {
    this.tables = this.tables.map((table) => (table.name === name ? { name, text } : table));
    this.#changed();
  }

  addTable(name: string): void {
    this.tables = [...this.tables, { name, text: 'key,value\n' }];
    this.#changed();
  }

  removeTable(name: string): void {
    this.tables = this.tables.filter((table) => table.name !== name);
    this.#changed();
  }

  setOwn(own: OwnMessage | undefined): void {
    this.own = own;
    void this.run();
  }

  /** Edits are made one after the other, each on the text that the one before left. */
  edit(edit: RuleEdit): Promise<void> {
    const turn = this.#edits.then(() => this.run(edit));
    this.#edits = turn.catch(() => undefined);
    return turn;
  }

  /** Something else that the trial depends on has changed. */
  touch(): void {
    this.#changed();
  }

  async run(edit?: RuleEdit): Promise<void> {
    clearTimeout(this.#typing);
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.busy = true;
    const before = this.rules;
    try {
      const more = { ...(edit ? { edit } : {}), ...(this.own ? { own: this.own.base64 } : {}) };
      const trial = await this.#server.ask(this.draft, more, abort.signal);
      if (this.#abort !== abort) return;
      this.trial = trial;
      this.error = undefined;
      this.refused = trial.refused ?? undefined;
      if (edit && trial.refused === null && this.rules === before) {
        this.rules = trial.rules;
        this.#keepSoon();
      }
    } catch (error) {
      if (this.#abort === abort) this.error = failureText(error);
    } finally {
      if (this.#abort === abort) this.busy = false;
    }
  }

  /** Keeps what is still waiting, for example before the page is left. */
  flush(): void {
    if (this.#keeping === undefined) return;
    void this.#keep();
  }

  stop(): void {
    clearTimeout(this.#typing);
    this.flush();
    this.#abort?.abort();
  }

  #changed(): void {
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.run(), TYPING_MS);
    this.#keepSoon();
  }

  #keepSoon(): void {
    clearTimeout(this.#keeping);
    this.#keeps += 1;
    this.kept = 'keeping';
    this.#keeping = setTimeout(() => void this.#keep(), KEEP_MS);
  }

  async #keep(): Promise<void> {
    clearTimeout(this.#keeping);
    this.#keeping = undefined;
    const number = ++this.#keeps;
    try {
      await this.#server.keep(this.draft);
      // What was typed meanwhile is kept by its own turn.
      if (number === this.#keeps) this.kept = 'kept';
    } catch (error) {
      this.kept = 'not-kept';
      this.keepError = failureText(error);
    }
  }
}
