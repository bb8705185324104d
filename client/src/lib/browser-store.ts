/** One remembered choice of this browser. Storage may be switched off or full: then a choice lasts until the reload. */
export function remembered(name: string): string | undefined {
  try {
    return localStorage.getItem(`faultline.${name}`) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(name: string, value: string | undefined): void {
  try {
    if (value === undefined) localStorage.removeItem(`faultline.${name}`);
    else localStorage.setItem(`faultline.${name}`, value);
  } catch {
    // as above
  }
}
