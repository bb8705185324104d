import type { Attachment } from 'svelte/attachments';

/**
 * A cell of a table whose text does not fit says all of it when it is pointed at. The text itself is in the page whole,
 * so assistive technology needs nothing more.
 */
export const tellCut: Attachment<HTMLElement> = (grid) => {
  const over = ({ target }: Event): void => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell], [role=columnheader]') : null;
    if (!cell || (cell.title !== '' && cell.dataset['cut'] === undefined)) return;
    const isCut = [cell, ...cell.querySelectorAll<HTMLElement>('span, b')].some(
      (part) => part.scrollWidth > part.clientWidth && part.clientWidth > 0,
    );
    if (isCut) {
      cell.title = cell.textContent.trim().replace(/\s+/g, ' ');
      cell.dataset['cut'] = '';
    } else if (cell.dataset['cut'] !== undefined) {
      cell.removeAttribute('title');
      delete cell.dataset['cut'];
    }
  };
  grid.addEventListener('pointerover', over);
  return () => grid.removeEventListener('pointerover', over);
};
