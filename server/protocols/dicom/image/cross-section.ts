import { Canvas } from './canvas.ts';

/** Slices of 64 × 64: CT in Hounsfield units + 1024, MR in arbitrary signal. Patient's right is on the left. */
type Drawing = (canvas: Canvas, slice: number) => void;
export const SLICE_SIZE = 64;

const ct: Readonly<Record<string, Drawing>> = {
  CHEST(canvas, slice) {
    const breath = slice % 4;
    canvas.ellipse(32, 34, 29, 22, 924); // fat
    canvas.ellipse(32, 34, 27, 20, 1064); // muscle
    canvas.ellipse(20, 33, 10 - (breath >> 1), 14, 200); // right lung
    canvas.ellipse(44, 33, 9 - (breath >> 1), 13, 200);
    for (const [x, y] of [
      [7, 30],
      [9, 42],
      [57, 30],
      [55, 42],
      [14, 20],
      [50, 20],
      [18, 49],
      [46, 49],
    ] as const) {
      canvas.ellipse(x, y, 2, 1, 1650); // ribs cut across
    }
    canvas.ellipse(35, 30, 8 + breath, 7, 1090); // heart
    canvas.ellipse(36, 44, 3, 3, 1100); // aorta
    canvas.ellipse(32, 31 - breath, 2, 2, 40); // trachea
    canvas.ellipse(32, 46, 4, 4, 1500); // vertebra
    canvas.ellipse(32, 50, 1, 2, 1700);
    canvas.rectangle(31, 13, 33, 15, 1550); // sternum
  },
  HEAD(canvas, slice) {
    const shrink = slice % 5;
    canvas.ellipse(32, 32, 25 - shrink, 29 - shrink, 1060);
    canvas.ellipse(32, 32, 24 - shrink, 28 - shrink, 2000); // skull
    canvas.ellipse(32, 32, 21 - shrink, 25 - shrink, 1062); // brain
    canvas.rectangle(32, 9 + shrink, 32, 55 - shrink, 1075); // falx
    canvas.ellipse(27, 31, 2, 8 - shrink, 1034); // ventricles
    canvas.ellipse(37, 31, 2, 8 - shrink, 1034);
    canvas.ellipse(32, 41, 1, 2, 1180); // pineal calcification
  },
  ABDOMEN(canvas, slice) {
    const sink = slice % 4;
    canvas.ellipse(32, 34, 29, 22, 924);
    canvas.ellipse(32, 34, 26, 19, 1050);
    canvas.ellipse(20, 30, 11 - sink, 10, 1084); // liver, on the patient's right
    canvas.ellipse(48, 33, 5, 7 - sink, 1074); // spleen
    canvas.ellipse(22, 43, 4, 4, 1056 + 10 * sink); // kidneys
    canvas.ellipse(43, 43, 4, 4, 1056 + 10 * sink);
    canvas.ellipse(36, 24, 5, 3, 60); // bowel gas
    canvas.ellipse(32, 46, 4, 4, 1480);
    canvas.ellipse(34, 39, 2, 2, 1100);
  },
  CSPINE(canvas, slice) {
    canvas.ellipse(32, 32, 17, 18, 960);
    canvas.ellipse(32, 32, 15, 16, 1060);
    canvas.ellipse(32, 36, 7, 5, 1500 + 20 * (slice % 3));
    canvas.ellipse(32, 41, 3, 2, 1040); // canal
    canvas.bar(32, 44, 32, 47, 1, 1600); // spinous process
    canvas.ellipse(32, 24, 3, 3, 30); // airway
  },
};

const mr: Readonly<Record<string, Drawing>> = {
  BRAIN(canvas, slice) {
    const shrink = slice % 5;
    canvas.ellipse(32, 32, 25 - shrink, 29 - shrink, 1500); // scalp fat
    canvas.ellipse(32, 32, 23 - shrink, 27 - shrink, 80); // bone gives no signal
    canvas.ellipse(32, 32, 21 - shrink, 25 - shrink, 700); // grey matter
    canvas.ellipse(25, 32, 11 - shrink, 19 - shrink, 950); // white matter
    canvas.ellipse(39, 32, 11 - shrink, 19 - shrink, 950);
    canvas.rectangle(32, 8 + shrink, 32, 56 - shrink, 300);
    canvas.ellipse(28, 31, 2, 8 - shrink, 200); // ventricles
    canvas.ellipse(36, 31, 2, 8 - shrink, 200);
  },
  LSPINE(canvas, slice) {
    canvas.rectangle(6, 0, 58, 63, 420);
    canvas.rectangle(50, 0, 58, 63, 1400); // subcutaneous fat of the back
    for (let level = 0; level < 5; level++) {
      const top = 3 + level * 12;
      const left = 22 + (level === 2 ? 0 : level % 2);
      canvas.rectangle(left, top, left + 12, top + 8, 850); // vertebral body
      canvas.rectangle(left, top + 10, left + 12, top + 10, level === 4 ? 250 : 600 + 10 * (slice % 4)); // disc
    }
    canvas.rectangle(37, 0, 41, 63, 1250); // canal, CSF
    canvas.rectangle(39, 0, 39, 40, 700); // cord
  },
  KNEE(canvas, slice) {
    canvas.ellipse(32, 32, 26, 36, 1300);
    canvas.ellipse(32, 32, 23, 34, 500);
    canvas.bar(32, 0, 32, 18, 9, 1050); // femur
    canvas.ellipse(25, 24, 8, 6, 1050);
    canvas.ellipse(39, 24, 8, 6, 1050);
    canvas.rectangle(16, 31, 48, 32, 120); // menisci
    canvas.ellipse(32, 38, 16, 4, 1000 + 10 * (slice % 4)); // tibia
    canvas.bar(32, 42, 32, 63, 8, 1000);
  },
};

/** A slice of a body part; one that has no drawing of its own gets a trunk (CT) or a brain (MR). */
export function drawSlice(modality: 'CT' | 'MR', bodyPart: string, slice: number, seed: number): Canvas {
  const canvas = new Canvas(SLICE_SIZE, modality === 'CT' ? 24 : 20);
  const drawing = modality === 'CT' ? (ct[bodyPart] ?? ct['ABDOMEN']) : (mr[bodyPart] ?? mr['BRAIN']);
  drawing?.(canvas, slice);
  canvas.noise(seed * 64 + slice, modality === 'CT' ? 12 : 18);
  return canvas;
}

export const drawnSlices: Readonly<Record<'CT' | 'MR', readonly string[]>> = {
  CT: Object.keys(ct),
  MR: Object.keys(mr),
};
