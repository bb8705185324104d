import { Canvas, letters } from './canvas.ts';

/** Radiographs of 256 × 256, bone white on black. The patient's right is on the left of the picture. */
type Drawing = (canvas: Canvas, index: number) => void;
export const RADIOGRAPH_SIZE = 256;

const TISSUE = 1100;

function chestFront(canvas: Canvas): void {
  canvas.ellipse(128, 150, 112, 140, TISSUE);
  canvas.bar(128, 0, 128, 40, 26, TISSUE); // neck
  canvas.ellipse(80, 128, 42, 88, 450); // right lung, darker: less is in the way
  canvas.ellipse(178, 128, 40, 86, 450);
  for (let rib = 0; rib < 9; rib++) {
    const y = 66 + rib * 20;
    canvas.arc(84, y + 26, 56, 30, 5, y - 6, y + 26, 260);
    canvas.arc(172, y + 26, 56, 30, 5, y - 6, y + 26, 260);
  }
  canvas.bar(48, 58, 112, 46, 5, 420, true); // clavicles
  canvas.bar(208, 58, 144, 46, 5, 420, true);
  canvas.rectangle(118, 20, 138, 255, 700, true); // spine
  for (let y = 26; y < 256; y += 20) canvas.rectangle(118, y, 138, y + 2, -260, true);
  canvas.ellipse(146, 168, 44, 48, 650, true); // heart, to the patient's left
  canvas.ellipse(78, 236, 60, 34, 700, true); // diaphragm
  canvas.ellipse(184, 240, 56, 32, 700, true);
  canvas.rectangle(124, 30, 131, 84, -420, true); // trachea
}

function chestSide(canvas: Canvas): void {
  canvas.ellipse(128, 140, 92, 150, TISSUE);
  canvas.ellipse(122, 120, 62, 92, 500);
  canvas.ellipse(98, 170, 36, 46, 620, true); // heart behind the sternum
  canvas.bar(60, 60, 52, 190, 5, 600, true); // sternum
  for (let level = 0; level < 11; level++) {
    const y = 16 + level * 21;
    canvas.rectangle(176 - ((level * level) >> 3), y, 200 - ((level * level) >> 3), y + 16, 620, true);
  }
  for (let rib = 0; rib < 8; rib++) canvas.arc(120, 96 + rib * 18, 74, 40, 4, 60, 96 + rib * 18, 150);
  canvas.ellipse(124, 236, 74, 34, 650, true);
}

const drawings: Readonly<Record<string, Drawing>> = {
  CHEST: (canvas, index) => (index % 2 === 1 ? chestFront(canvas) : chestSide(canvas)),
  ABDOMEN(canvas) {
    canvas.ellipse(128, 128, 104, 150, TISSUE);
    for (let level = 0; level < 6; level++) canvas.rectangle(112, 4 + level * 28, 144, 24 + level * 28, 700, true);
    canvas.ellipse(128, 222, 78, 44, 560, true); // pelvis
    canvas.ellipse(128, 216, 40, 26, -480, true);
    for (const [x, y] of [
      [70, 80],
      [96, 60],
      [180, 72],
      [186, 130],
      [150, 150],
      [84, 150],
    ] as const) {
      canvas.ellipse(x, y, 16, 11, -420, true); // gas
    }
  },
  HAND(canvas, index) {
    const turn = index % 2 === 1 ? 0 : 14;
    canvas.bar(128, 255, 128, 216, 38, 700);
    canvas.ellipse(128, 170, 62, 58, 800);
    const tips = [
      [40 + turn, 128],
      [76 + turn, 44],
      [118, 20],
      [160 - turn, 36],
      [204 - turn, 76],
    ] as const;
    const roots = [
      [84, 196],
      [96, 140],
      [122, 130],
      [146, 134],
      [168, 148],
    ] as const;
    tips.forEach(([x, y], finger) => {
      const [rootX, rootY] = roots[finger] ?? [128, 150];
      canvas.bar(rootX, rootY, x, y, 15, 700);
      // Three phalanges with joints between them, the metacarpal below.
      for (let part = 0; part < 3; part++) {
        const [a, b] = [part * 33 + 4, part * 33 + 29];
        const at = (start: number, end: number, share: number): number =>
          start + Math.trunc(((end - start) * share) / 100);
        canvas.bar(at(rootX, x, a), at(rootY, y, a), at(rootX, x, b), at(rootY, y, b), 6, 1900);
      }
      canvas.bar(rootX, rootY + 8, 128 + Math.trunc((rootX - 128) / 3), 206, 7, 1850);
    });
    for (const [x, y] of [
      [112, 212],
      [128, 214],
      [144, 212],
      [120, 224],
      [138, 226],
    ] as const)
      canvas.ellipse(x, y, 8, 6, 1900);
    canvas.bar(112, 232, 112, 255, 11, 1800);
    canvas.bar(146, 234, 146, 255, 8, 1800);
  },
  KNEE(canvas, index) {
    canvas.bar(128, 0, 128, 255, 62, 750);
    canvas.bar(128, 0, 128, 84, 24, 1700);
    canvas.ellipse(104, 104, 30, 24, 1750);
    canvas.ellipse(152, 104, 30, 24, 1750);
    canvas.ellipse(128, 152, 58, 18, 1750);
    canvas.bar(128, 160, 128, 255, 24, 1700);
    canvas.bar(184, 176, 178, 255, 9, 1600); // fibula, lateral
    canvas.ellipse(128, index % 2 === 1 ? 92 : 86, 20, 22, 350, true); // patella
  },
  HIP(canvas) {
    canvas.ellipse(128, 110, 120, 104, TISSUE);
    canvas.ellipse(76, 78, 46, 58, 500, true);
    canvas.ellipse(180, 78, 46, 58, 500, true);
    canvas.rectangle(112, 0, 144, 110, 600, true);
    for (const side of [-1, 1] as const) {
      const x = 128 + side * 78;
      canvas.ellipse(x - side * 8, 140, 20, 20, 700, true);
      canvas.bar(x, 148, x + side * 18, 172, 11, 650, true);
      canvas.bar(x + side * 18, 172, x + side * 10, 255, 14, 700, true);
    }
    canvas.ellipse(128, 176, 40, 20, 450, true);
    canvas.ellipse(128, 170, 26, 10, -400, true);
  },
  ANKLE(canvas) {
    canvas.bar(128, 0, 128, 180, 44, 750);
    canvas.ellipse(128, 206, 76, 44, 750);
    canvas.bar(120, 0, 120, 130, 20, 1700);
    canvas.bar(160, 0, 162, 146, 9, 1600);
    canvas.ellipse(130, 164, 34, 20, 1750); // talus
    canvas.ellipse(128, 206, 50, 20, 1650);
  },
};

/** `side` is the lead marker: L stands on the patient's left, which is the right of the picture. */
export function drawRadiograph(bodyPart: string, index: number, seed: number, side: 'L' | 'R'): Canvas {
  const canvas = new Canvas(RADIOGRAPH_SIZE, 60);
  (drawings[bodyPart] ?? drawings['CHEST'])?.(canvas, index);
  canvas.noise(seed * 64 + index, 24);
  canvas.letter(letters[side], side === 'L' ? 226 : 10, 10, 4, 3900);
  return canvas;
}

export const drawnRadiographs: readonly string[] = Object.keys(drawings);
