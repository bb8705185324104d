const GAP = 4;
const EDGE = 8;

/** Puts a fixed-position element below its anchor, or above where there is no room, and inside the window. */
export function placeNear(element: HTMLElement, anchor: Element, align: 'start' | 'end' | 'middle' = 'middle'): void {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = element;
  const below = box.bottom + GAP;
  const top = below + height + EDGE > innerHeight && box.top - GAP - height > 0 ? box.top - GAP - height : below;
  const wanted = { start: box.left, end: box.right - width, middle: box.left + (box.width - width) / 2 }[align];
  element.style.top = `${Math.max(EDGE, Math.min(top, innerHeight - height - EDGE))}px`;
  element.style.left = `${Math.max(EDGE, Math.min(wanted, innerWidth - width - EDGE))}px`;
}
