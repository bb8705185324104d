/** F6 goes round the visible panes of the page (`data-pane`), Shift F6 backwards. */
export function focusNextPane(backwards: boolean): void {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')].filter((pane) => pane.checkVisibility());
  if (panes.length === 0) return;
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const step = backwards ? -1 : 1;
  const next = here === -1 ? (backwards ? panes.length - 1 : 0) : (here + step + panes.length) % panes.length;
  panes[next]?.focus();
}
