import { remember, remembered } from './browser-store.ts';

export const themes = ['auto', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themes)[number];

/** Light, dark, or as the system; set on the root element as `data-theme`, where the colour tokens follow it. */
export class Theme {
  choice = $state<ThemeChoice>(themes.find((one) => one === remembered('theme')) ?? 'auto');

  constructor() {
    this.#apply();
  }

  set(choice: ThemeChoice): void {
    this.choice = choice;
    remember('theme', choice === 'auto' ? undefined : choice);
    this.#apply();
  }

  next(): void {
    this.set(themes[(themes.indexOf(this.choice) + 1) % themes.length] ?? 'auto');
  }

  #apply(): void {
    if (this.choice === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.choice;
  }
}
