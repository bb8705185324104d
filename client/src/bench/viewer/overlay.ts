import { readableDate } from '../../lib/hospital-time.ts';
import { t } from '../../text/t.ts';
import type { DicomImage } from './dicom-image.ts';
import type { GrayWindow } from './gray-window.ts';

export type Corner = 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight';

interface Seen {
  readonly at: number;
  readonly stack: readonly string[];
  readonly frame: number;
  readonly window: GrayWindow;
  readonly zoom: number;
}

/** What the header of the image says, as it says it, in the four corners; empty lines are left out. */
export function overlayOf(image: DicomImage, seen: Seen): Record<Corner, string[]> {
  const text = (tag: number): string => image.text(tag);
  const frames = image.frames?.length ?? 1;
  const lines = (...all: readonly string[]): string[] => all.filter((line) => line.trim() !== '');
  const day = (tag: number): string => (/^\d{8}$/.test(text(tag)) ? readableDate(text(tag)) : text(tag));
  const side = [text(0x00200062), text(0x00200060)].find((one) => /^[LR]$/.test(one)) ?? '';
  return {
    topLeft: lines(text(0x00100010), text(0x00100020), t.viewer.born(day(0x00100030), text(0x00100040))),
    topRight: lines(text(0x00080080), text(0x00081010), text(0x00080050), day(0x00080020)),
    bottomLeft: lines(
      [text(0x00080060), text(0x00180015), side].filter((word) => word !== '').join(' '),
      text(0x0008103e),
      t.viewer.seriesPlace(text(0x00200011)),
      t.viewer.place(seen.at + 1, seen.stack.length),
      frames > 1 ? t.viewer.framePlace(seen.frame + 1, frames) : '',
    ),
    bottomRight: lines(
      image.frames ? t.viewer.grey(seen.window.centre, seen.window.width) : '',
      t.viewer.zoomed(Math.round(seen.zoom * 100)),
    ),
  };
}
