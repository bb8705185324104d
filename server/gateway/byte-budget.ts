/** A connection that keeps bytes of messages that are not complete. */
export interface Keeper {
  readonly keptBytes: number;
  /** It keeps too much: it is to let go of all, and of the connection. */
  overdrawn(): void;
}

/** What all connections of a listener keep together. Who keeps most goes first: its neighbours notice nothing. */
export class ByteBudget {
  readonly #keepers = new Set<Keeper>();
  #used = 0;

  /** Bytes kept now. */
  get used(): number {
    return this.#used;
  }

  add(keeper: Keeper, bytes: number): void {
    this.#used += bytes;
    this.#keepers.add(keeper);
  }

  /** All that a keeper has kept. */
  remove(keeper: Keeper, bytes: number): void {
    this.#used -= bytes;
    this.#keepers.delete(keeper);
  }

  enforce(limit: number): void {
    while (this.#used > limit) {
      let most: Keeper | undefined;
      for (const keeper of this.#keepers) if (keeper.keptBytes > (most?.keptBytes ?? 0)) most = keeper;
      if (most === undefined) return;
      most.overdrawn();
    }
  }
}
