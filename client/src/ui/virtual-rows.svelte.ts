const OVERSCAN = 8;
/** The window moves in steps of this many rows, so that most scroll events change nothing. */
const CHUNK = 6;

/** Which rows of a long list are near the visible part. Heights in px; `head` stays at the top and covers rows. */
export class VirtualRows {
  scrollTop = $state(0);
  height = $state(0);
  readonly #count: () => number;
  readonly #row: () => number;
  readonly #head: number;

  constructor(count: () => number, row: () => number, head = 0) {
    this.#count = count;
    this.#row = row;
    this.#head = head;
  }

  readonly first = $derived.by(() => {
    const near = Math.floor(this.scrollTop / this.#row()) - OVERSCAN;
    return Math.max(0, Math.min(Math.floor(near / CHUNK) * CHUNK, this.#count() - 1));
  });
  readonly last = $derived.by(() => {
    const near = Math.ceil((this.scrollTop + this.height) / this.#row()) + OVERSCAN;
    return Math.min(this.#count(), Math.ceil(near / CHUNK) * CHUNK);
  });

  /** The scroll position that shows row `index`, or the present one when it is in sight. */
  scrollTopFor(index: number): number {
    const top = index * this.#row();
    const room = this.height - this.#head;
    if (top < this.scrollTop) return top;
    if (top + this.#row() > this.scrollTop + room) return top + this.#row() - room;
    return this.scrollTop;
  }

  /** Rows on one page, for PageUp and PageDown. */
  get page(): number {
    return Math.max(1, Math.floor((this.height - this.#head) / this.#row()) - 1);
  }

  /** Whether the end of the list is in sight (within half a row). */
  get atEnd(): boolean {
    return this.scrollTop + this.height - this.#head >= (this.#count() - 0.5) * this.#row();
  }
}
