import type { Effect } from './association-primitives.ts';

const nothing: readonly Effect[] = [];

/** What the transport has to do, in order; sends that follow each other are one, and ARTIM is known to run or not. */
export class EffectQueue {
  #effects: Effect[] | undefined;
  /** The send effect that further sends join while nothing else came between. */
  #sending: Uint8Array[] | undefined;
  #artimRunning = false;

  take(): readonly Effect[] {
    const effects = this.#effects ?? nothing;
    this.#effects = undefined;
    this.#sending = undefined;
    return effects;
  }

  send(parts: readonly Uint8Array[]): void {
    if (this.#sending !== undefined) {
      for (const part of parts) this.#sending.push(part);
      return;
    }
    const own = [...parts];
    this.#push({ kind: 'send', parts: own });
    this.#sending = own;
  }

  close(): void {
    this.#push({ kind: 'close' });
  }

  startArtim(micros: number): void {
    this.#artimRunning = true;
    this.#push({ kind: 'start-artim', micros });
  }

  stopArtim(): void {
    if (this.#artimRunning) this.#push({ kind: 'stop-artim' });
    this.#artimRunning = false;
  }

  /** The timer has rung; false when it had been stopped meanwhile. */
  artimExpired(): boolean {
    const running = this.#artimRunning;
    this.#artimRunning = false;
    return running;
  }

  #push(effect: Effect): void {
    this.#sending = undefined;
    (this.#effects ??= []).push(effect);
  }
}
