import { failureText } from '../../lib/api.ts';
import { t } from '../../text/t.ts';
import type { DicomImage } from './dicom-image.ts';
import { fullRange, presetsOf, type GrayWindow, type WindowPreset } from './gray-window.ts';

const usual: readonly WindowPreset[] = [
  { id: 'brain', name: t.viewer.usual.brain, centre: 40, width: 80 },
  { id: 'soft', name: t.viewer.usual.soft, centre: 40, width: 400 },
  { id: 'lung', name: t.viewer.usual.lung, centre: -600, width: 1500 },
  { id: 'bone', name: t.viewer.usual.bone, centre: 500, width: 2000 },
];
const KEPT = 48;
const LARGEST_ZOOM = 16;

/** What one reader of one series sees: which image, through which window, how large and where. */
export class ViewerState {
  /** SOP Instance UIDs in the order of the stack. */
  stack = $state.raw<readonly string[]>([]);
  at = $state(0);
  frame = $state(0);
  image = $state.raw<DicomImage>();
  error = $state<string>();
  /** Set by hand or from the list; undefined = as the header of the image shown says. */
  chosen = $state.raw<GrayWindow>();
  inverted = $state(false);
  zoom = $state(1);
  /** Of the picture's middle from the middle of the stage, in CSS pixels. */
  shift = $state.raw<readonly [x: number, y: number]>([0, 0]);
  readonly #load: (sopUid: string) => Promise<DicomImage>;
  readonly #kept = new Map<string, Promise<DicomImage>>();

  constructor(load: (sopUid: string) => Promise<DicomImage>) {
    this.#load = load;
  }

  readonly presets = $derived(this.image?.frames ? presetsOf(this.image, usual) : []);
  readonly window = $derived.by((): GrayWindow => {
    if (this.chosen) return this.chosen;
    const [first] = this.presets;
    return first ?? (this.image ? fullRange(this.image) : { centre: 0, width: 1 });
  });
  /** Of the presets, the one that is on. */
  readonly preset = $derived(
    this.presets.find(({ centre, width }) => centre === this.window.centre && width === this.window.width),
  );

  /** Another series; the window of the last one says nothing about it. */
  open(stack: readonly string[], start: string | undefined): void {
    this.stack = stack;
    this.reset();
    this.inverted = false;
    this.show(Math.max(0, start === undefined ? 0 : stack.indexOf(start)));
  }

  show(at: number): void {
    const next = Math.min(this.stack.length - 1, Math.max(0, at));
    this.at = Math.max(0, next);
    const uid = this.stack[next];
    if (uid === undefined) return;
    void this.#fetch(uid).then(
      (image) => {
        if (this.stack[this.at] !== uid) return;
        this.image = image;
        this.error = undefined;
        this.frame = Math.min(this.frame, Math.max(0, (image.frames?.length ?? 1) - 1));
        for (const near of [next + 1, next - 1]) {
          const neighbour = this.stack[near];
          if (neighbour !== undefined) void this.#fetch(neighbour).catch(() => undefined);
        }
      },
      (error: unknown) => {
        if (this.stack[this.at] !== uid) return;
        this.image = undefined;
        this.error = failureText(error);
      },
    );
  }

  #fetch(uid: string): Promise<DicomImage> {
    const known = this.#kept.get(uid);
    if (known) return known;
    const asked = this.#load(uid);
    this.#kept.set(uid, asked);
    // What failed is asked for again next time.
    asked.catch(() => this.#kept.delete(uid));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return asked;
  }

  step(by: number): void {
    this.show(this.at + by);
  }

  setWindow(centre: number, width: number): void {
    if (!Number.isFinite(centre) || !Number.isFinite(width)) return;
    this.chosen = { centre: Math.round(centre), width: Math.max(1, Math.round(width)) };
  }

  /** By shares of what the picture holds, so that a drag does as much to 8 bits as to 16. */
  nudge(centre: number, width: number): void {
    const unit = this.image ? Math.max(1, Math.min(4096, fullRange(this.image).width) / 512) : 1;
    this.setWindow(this.window.centre + centre * unit, this.window.width + width * unit);
  }

  usePreset(id: string): void {
    const found = this.presets.find((preset) => preset.id === id);
    if (found) this.chosen = { centre: found.centre, width: found.width };
  }

  zoomBy(factor: number): void {
    this.zoom = Math.min(LARGEST_ZOOM, Math.max(0.25, this.zoom * factor));
  }

  moveBy(x: number, y: number): void {
    this.shift = [this.shift[0] + x, this.shift[1] + y];
  }

  reset(): void {
    this.chosen = undefined;
    this.zoom = 1;
    this.shift = [0, 0];
    this.inverted = false;
  }
}
