import type { Attachment } from 'svelte/attachments';
import { placeNear } from './place-near.ts';

const DELAY_MS = 350;
let bubble: HTMLDivElement | undefined;
let shownFor: Element | undefined;

/**
 * Shows `text()` beside an element on hover and on keyboard focus. Only for the eye: the words must also be the
 * element's accessible name or description, so the bubble itself is hidden from assistive technology.
 */
export function tooltip(text: () => string | undefined): Attachment<HTMLElement> {
  return (anchor) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = () => {
      const words = text();
      if (words) open(anchor, words);
    };
    const hide = () => {
      clearTimeout(timer);
      if (shownFor === anchor) close();
    };
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(show, DELAY_MS);
    };
    const onfocus = () => {
      if (anchor.matches(':focus-visible')) show();
    };
    const onkey = (event: KeyboardEvent) => {
      if (event.key === 'Escape') hide();
    };
    anchor.addEventListener('pointerenter', later);
    anchor.addEventListener('pointerleave', hide);
    anchor.addEventListener('pointerdown', hide);
    anchor.addEventListener('focus', onfocus);
    anchor.addEventListener('blur', hide);
    anchor.addEventListener('keydown', onkey);
    return () => {
      hide();
      anchor.removeEventListener('pointerenter', later);
      anchor.removeEventListener('pointerleave', hide);
      anchor.removeEventListener('pointerdown', hide);
      anchor.removeEventListener('focus', onfocus);
      anchor.removeEventListener('blur', hide);
      anchor.removeEventListener('keydown', onkey);
    };
  };
}

function open(anchor: HTMLElement, words: string): void {
  if (!bubble) {
    bubble = document.createElement('div');
    bubble.className = 'tooltip';
    bubble.setAttribute('aria-hidden', 'true');
    bubble.popover = 'manual'; // the top layer, so it also shows over a dialog
    document.body.append(bubble);
  }
  bubble.textContent = words;
  if (!bubble.matches(':popover-open')) bubble.showPopover();
  placeNear(bubble, anchor);
  shownFor = anchor;
}

function close(): void {
  if (bubble?.matches(':popover-open')) bubble.hidePopover();
  shownFor = undefined;
}
