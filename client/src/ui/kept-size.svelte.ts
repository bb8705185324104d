/** A size in px that survives a reload, kept by name in this browser. */
export class KeptSize {
  readonly #key: string | undefined;
  readonly #initial: number;
  #size: number;

  constructor(name: string | undefined, initial: number) {
    this.#key = name === undefined ? undefined : `faultline.size.${name}`;
    this.#initial = initial;
    this.#size = $state(this.#read() ?? initial);
  }

  get size(): number {
    return this.#size;
  }

  set(size: number): void {
    this.#size = size;
    this.#write(String(size));
  }

  reset(): void {
    this.#size = this.#initial;
    this.#write(undefined);
  }

  #read(): number | undefined {
    if (this.#key === undefined) return undefined;
    try {
      const kept = Number.parseInt(localStorage.getItem(this.#key) ?? '', 10);
      return Number.isFinite(kept) ? kept : undefined;
    } catch {
      return undefined; // storage may be switched off; then sizes last until the reload
    }
  }

  #write(value: string | undefined): void {
    if (this.#key === undefined) return;
    try {
      if (value === undefined) localStorage.removeItem(this.#key);
      else localStorage.setItem(this.#key, value);
    } catch {
      // as above
    }
  }
}
