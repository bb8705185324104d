import type { DicomImage } from './dicom-image.ts';

/** Centre and width in the picture's own values, after rescale. */
export interface GrayWindow {
  readonly centre: number;
  readonly width: number;
}

export interface WindowPreset extends GrayWindow {
  readonly id: string;
  /** As the header names it; '' where it gives no name. */
  readonly name: string;
}

/** Windows that the header gives (0028,1050), (0028,1051), (0028,1055), then the usual ones of CT, then all there is. */
export function presetsOf(image: DicomImage, usual: readonly WindowPreset[]): WindowPreset[] {
  const centres = image.texts(0x00281050).map(Number);
  const widths = image.texts(0x00281051).map(Number);
  const names = image.texts(0x00281055);
  const given = centres.flatMap((centre, at): WindowPreset[] => {
    const width = widths[at] ?? Number.NaN;
    return Number.isFinite(centre) && width >= 1 ? [{ id: `header-${at}`, name: names[at] ?? '', centre, width }] : [];
  });
  return [...given, ...(image.text(0x00080060) === 'CT' ? usual : []), { id: 'full', name: '', ...fullRange(image) }];
}

export function fullRange({ smallest, largest }: DicomImage): GrayWindow {
  return { centre: Math.round((smallest + largest) / 2), width: Math.max(1, Math.round(largest - smallest)) };
}

/** Grey of a value by the linear function of PS3.3 C.11.2.1.2, 0 … 255. */
export function greyOf(value: number, { centre, width }: GrayWindow): number {
  if (width <= 1) return value < centre ? 0 : 255;
  const share = (value - (centre - 0.5)) / (width - 1) + 0.5;
  return share <= 0 ? 0 : share >= 1 ? 255 : Math.round(share * 255);
}

/** One frame as opaque RGBA bytes. */
export function paintFrame(values: Float32Array, window: GrayWindow, inverted: boolean, out: Uint8ClampedArray): void {
  for (let at = 0; at < values.length; at++) {
    const grey = greyOf(values[at] ?? 0, window);
    const shown = inverted ? 255 - grey : grey;
    out[at * 4] = shown;
    out[at * 4 + 1] = shown;
    out[at * 4 + 2] = shown;
    out[at * 4 + 3] = 255;
  }
}
