import { between, cosine, ramp, sine, swell } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  mirrored,
  scaled,
  type Sized,
  strand,
  type Outline,
  type Point,
  points,
  stations,
} from './outline.ts';
import { findingHalf, type Section, type SectionGeometry, type Tissue } from './section.ts';
import { cloud, scatter } from './texture.ts';
import { drawVertebra } from './vertebra.ts';

/** Abdomen, axial, from the iliac crests to the dome of the liver. */
export const abdomenGeometry: SectionGeometry = { field: 400, range: 300, plane: 'axial' };

const MIDDLE: Point = [500, 500];

export function drawAbdomen(section: Section): void {
  const { at, variation } = section.request;
  const sized: Sized = (outline) => scaled(outline, MIDDLE, variation.size);
  const fill = (outline: Outline, tissue: Tissue): void => section.fill(sized(outline), tissue);
  const trunk = curve(
    points('360,200 640,200 830,270 920,430 910,600 820,730 640,790 500,776 360,790 180,730 90,600 80,430 170,270'),
  );
  fill(trunk, 'skin');
  fill(scaled(trunk, MIDDLE, 988), 'fat');
  // Muscle wall: rectus in front, obliques at the sides, erector spinae behind.
  const wall = scaled(trunk, [500, 490], 900, 880);
  fill(wall, 'muscle');
  fill(scaled(wall, [500, 480], 930, 915), 'fat');
  for (const side of [(o: Outline) => o, mirrored]) {
    fill(side(limb(stations('492,248,8 420,250,15 350,264,8'))), 'muscle');
    fill(side(ellipse(405, 716, 92, 52, 30)), 'muscle');
    const psoas = swell(at, 120, 520);
    if (psoas > 0) fill(side(scaled(ellipse(405, 615, 44, 58, 900), [420, 610], psoas)), 'muscle');
    const wing = swell(at, -60, 220);
    if (wing > 0)
      section.bone(
        sized(side(scaled(limb(stations('170,430,12 200,560,16 290,680,20 380,720,22')), [250, 600], wing))),
        7,
      );
  }
  ribs(section, sized, at);
  drawVertebra(section, sized, [500, 632], ((at * 300) / 1000) % 34 < 8);

  bowel(section, sized, at);
  organs(section, sized, at);

  // Great vessels; they part at the lowest lumbar vertebra.
  const part = 1000 - ramp(at, 120, 260);
  if (part === 0 || at > 180) {
    fill(ellipse(528, 540, 23, 23), 'blood');
    fill(ellipse(452, 545, 29, 22), 'blood');
  } else {
    for (const [x, move, r] of [
      [528, 60, 15],
      [505, -60, 15],
      [462, -50, 18],
      [480, 66, 18],
    ] as const)
      fill(ellipse(x + Math.trunc((move * part) / 1000), 560, r, r), 'blood');
  }
  if (at > 180 && at < 600) fill(ellipse(515, 480, 10, 10), 'blood');
}

function ribs(section: Section, sized: Sized, at: number): void {
  for (const side of [-1, 1])
    for (let rib = 1; rib <= 7; rib++) {
      const round = Math.trunc(((rib * 110 + 420 - at) * 440) / 480);
      if (round < 40 || round > 380) continue;
      const place = (turn: number): Point => [
        Math.trunc(500 + (side * 362 * sine(turn)) / 1024),
        Math.trunc(495 + (252 * cosine(turn)) / 1024),
      ];
      section.bone(sized(limb([-14, 0, 14].map((step) => [...place(round + step), 11] as const))), 5);
    }
}

function organs(section: Section, sized: Sized, at: number): void {
  const { variation } = section.request;
  const { palette } = section;
  const fill = (outline: Outline, tissue: Tissue): void => section.fill(sized(outline), tissue);
  // Right kidney lies lower than the left.
  for (const [x, z, flip] of [
    [320, 350, false],
    [680, 420, true],
  ] as const) {
    const open = swell(at, z, 215);
    if (open === 0) continue;
    const turn = flip ? 80 : -80;
    const kidney = scaled(ellipse(x, 590, 62, 74, turn), [x, 590], open);
    section.raster.fill(sized(kidney), (px, py, depth) =>
      depth < 26 || cloud(px, py, at, 34, variation.seed + 4) < 100 ? palette.kidney : palette.kidney - 36,
    );
    const hilum = swell(at, z, 90);
    if (hilum > 0) {
      const inward = flip ? -1 : 1;
      fill(scaled(ellipse(x + inward * 26, 582, 42, 24, turn), [x + inward * 30, 582], hilum), 'fat');
      fill(scaled(ellipse(x + inward * 14, 584, 22, 14, turn), [x + inward * 20, 584], hilum), 'kidneyPelvis');
      fill(
        scaled(
          strand(
            [
              [x + inward * 40, 575],
              [x + inward * 90, 555],
              [500 - inward * 10, 545],
            ],
            8,
            8,
          ),
          [500, 560],
          hilum,
        ),
        'blood',
      );
    }
  }
  // Stomach with its level of fluid and gas, spleen behind it.
  const stomach = swell(at, 720, 300);
  if (stomach > 0) {
    const sac = scaled(
      curve(points('520,330 590,290 700,300 780,370 800,470 740,520 640,460 560,400')),
      [680, 400],
      stomach,
    );
    fill(sac, 'muscle');
    section.raster.fill(sized(scaled(sac, [680, 400], 940)), (_x, y) => (y < 362 ? palette.gas : palette.bowel));
  }
  const spleen = swell(at, 740, 270);
  if (spleen > 0)
    fill(
      scaled(curve(points('720,520 790,450 850,490 852,590 790,680 700,690 740,600')), [790, 580], spleen),
      'spleen',
    );
  const pancreas = swell(at, 520, 95);
  if (pancreas > 0)
    fill(scaled(strand(points('415,470 470,440 540,455 620,450 720,505'), 34, 20), [540, 460], pancreas), 'gland');
  const adrenal = swell(at, 640, 50);
  if (adrenal > 0)
    for (const x of [385, 610])
      fill(
        scaled(
          strand(
            [
              [x - 20, 600],
              [x, 560],
              [x + 16, 600],
            ],
            5,
            5,
          ),
          [x, 575],
          adrenal,
        ),
        'gland',
      );
  // Liver: right lobe first, left lobe across the middle higher up; portal branches in it.
  const liver = at > 760 ? swell(at, 760, 360) : swell(at, 760, 600);
  if (liver > 0) {
    const leftLobe = ramp(at, 430, 720);
    const outline = scaled(
      curve([
        [300, 280],
        [between(360, 470, leftLobe), 268],
        [between(400, 620, leftLobe), 290],
        [between(410, 640, leftLobe), 330],
        [between(400, 520, leftLobe), 410],
        [430, 480],
        [400, 560],
        [330, 620],
        [230, 660],
        [170, 600],
        [140, 480],
        [170, 360],
      ]),
      [260, 450],
      liver,
    );
    section.raster.fill(sized(outline), (x, y) => palette.liver + ((cloud(x, y, at, 30, variation.seed) - 128) >> 5));
    for (let branch = 0; branch < 26; branch++) {
      const h = scatter(branch, 3, 0, variation.seed);
      const angle = 380 + ((h >> 4) & 511);
      const reach = Math.trunc((liver * (70 + (h & 127))) / 1000);
      const z = 560 + ((h >>> 16) & 255);
      const near = swell(at, z, 60);
      if (near === 0) continue;
      const from: Point = [350, 460];
      const end: Point = [
        from[0] + Math.trunc((cosine(angle) * reach) / 1024),
        from[1] + Math.trunc((sine(angle) * reach) / 1024),
      ];
      if (end[0] < 200 || end[1] > 600 || end[1] < 330) continue;
      section.raster.fill(
        sized(strand([[(from[0] + end[0]) / 2, (from[1] + end[1]) / 2], end], (7 * near) / 1000, 2)),
        palette.liver + (palette.blood > 1100 ? 70 : -16),
      );
    }
    const gall = swell(at, 470, 90);
    if (gall > 0) fill(scaled(ellipse(372, 360, 36, 46, 40), [372, 360], gall), 'fluid');
    const place: Point = variation.place % 2 === 0 ? [240, 430] : [270, 540];
    const half = findingHalf(section.request, 660, abdomenGeometry);
    if (half > 0)
      section.raster.fill(sized(ellipse(...place, half, half)), (_x, _y, depth) =>
        depth < 5 ? palette.liver + 10 : palette.liver - 62,
      );
  }
}

/** Loops of small bowel in the middle, colon along the sides and across the front. */
function bowel(section: Section, sized: Sized, at: number): void {
  const { variation } = section.request;
  const loop = (x: number, y: number, r: number, gas: boolean, key: number): void => {
    section.fill(sized(ellipse(x, y, r, Math.trunc(r * 0.86), key & 1023)), 'muscle');
    section.raster.fill(sized(ellipse(x, y, r - 5, Math.trunc(r * 0.86) - 5, key & 1023)), (px, py) =>
      gas && py < y - 2
        ? section.palette.gas
        : section.palette.bowel + ((cloud(px, py, at, 16, variation.seed + 6) - 128) >> 3),
    );
  };
  const small = 1000 - ramp(at, 380, 620);
  for (let index = 0; index < 64 && small > 0; index++) {
    const h = scatter(index, 11, 0, variation.seed);
    const z = ((h >>> 8) & 511) - 20;
    const near = swell(at, z, 90);
    if (near === 0) continue;
    const x = 320 + ((index * 97) % 370) + Math.trunc((at - z) / 6);
    const y = 320 + ((index * 61) % 190);
    loop(x, y, Math.trunc((34 * near) / 1000) + 6, (h & 3) === 0, h);
  }
  const colon = (x: number, y: number, r: number, from: number, to: number, key: number): void => {
    if (at < from || at > to) return;
    // Haustra: the wall goes in and out along its length.
    const pouch = Math.abs(((((at + key) % 90) + 90) % 90) - 45);
    loop(x, y, r + Math.trunc(pouch / 4), true, key);
  };
  colon(222, 545, 38, -50, 520, 3);
  colon(782, 555, 30, -50, 640, 40);
  const cross = swell(at, 430, 70);
  if (cross > 0) {
    const tube = scaled(strand(points('220,340 340,300 500,312 660,290 790,340'), 34, 32), [500, 310], 1000, cross);
    section.fill(sized(tube), 'muscle');
    section.raster.fill(sized(scaled(tube, [500, 310], 985, 860)), (x, y) =>
      y < 308 || cloud(x, y, at, 40, variation.seed) > 190 ? section.palette.gas : section.palette.bowel,
    );
  }
}
