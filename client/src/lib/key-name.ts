export interface KeyStroke {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

/** A keystroke in the words of the interface: `Ctrl Z`, `E`, `/`, `Shift F6`, `Space`. Command counts as Ctrl. */
export function keyName({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyStroke): string {
  const named = key === ' ' ? 'Space' : key.length === 1 ? key.toUpperCase() : key;
  const isLetterOrNamed = key.length > 1 || key === ' ' || key.toLowerCase() !== key.toUpperCase();
  return [
    ctrlKey || metaKey ? 'Ctrl' : '',
    altKey ? 'Alt' : '',
    // Shift that only makes the character (`?`) is part of it; Shift with a letter or a named key is said.
    shiftKey && isLetterOrNamed ? 'Shift' : '',
    named,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** Whether the key is a single character without Ctrl or Alt: such a shortcut must stand back while one types. */
export function isSingleCharacter(name: string): boolean {
  return name === 'Space' || name.replace(/^Shift /, '').length === 1;
}
