import { ApiFailure, failureText } from './api.ts';

/** Something asked from the server, shown while it is asked again. The last request wins. */
export class Loaded<Value> {
  value = $state.raw<Value>();
  /** One sentence; the previous value stays. */
  error = $state<string>();
  loading = $state(false);
  missing = $state(false);
  #abort: AbortController | undefined;

  async load(ask: (signal: AbortSignal) => Promise<Value>): Promise<void> {
    this.#abort?.abort();
    const abort = new AbortController();
    this.#abort = abort;
    this.loading = true;
    try {
      const value = await ask(abort.signal);
      if (this.#abort !== abort) return;
      this.value = value;
      this.error = undefined;
      this.missing = false;
    } catch (error) {
      if (this.#abort !== abort) return;
      this.error = failureText(error);
      this.missing = error instanceof ApiFailure && error.status === 404;
    } finally {
      if (this.#abort === abort) this.loading = false;
    }
  }

  /** Takes a value that is already known, for example the answer to an action. */
  set(value: Value): void {
    this.#abort?.abort();
    this.value = value;
    this.error = undefined;
  }

  forget(): void {
    this.#abort?.abort();
    this.#abort = undefined;
    this.value = undefined;
    this.error = undefined;
    this.missing = false;
    this.loading = false;
  }
}
