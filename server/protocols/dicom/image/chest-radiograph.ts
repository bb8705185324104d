import { cosine, sine } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  longBone,
  mirrored,
  points,
  scaled,
  stations,
  strand,
  type Outline,
  type Point,
} from './outline.ts';
import { hollow, round, type Raster } from './raster.ts';
import { clouds, scatter } from './texture.ts';
import type { Variation } from './variation.ts';

/** Where the finding may stand on the frontal picture. */
const nodulePlaces = points('270,420 735,330 300,640 720,560');

/**
 * Chest from the front, patient's right on the left: attenuation laid over attenuation. `portable` is the lying
 * patient of an antero-posterior picture: broader heart, higher diaphragm, wires of the monitor.
 */
export function drawChestFront(raster: Raster, variation: Variation, lesion: number, portable: boolean): void {
  const seed = variation.seed;
  const both = (outline: Outline, value: Parameters<Raster['add']>[1]): void => {
    raster.add(outline, value);
    raster.add(mirrored(outline), value);
  };
  const drop = portable ? -45 : 0;
  // Soft parts: trunk, shoulders, neck.
  raster.add(
    curve(
      points(
        '400,-60 600,-60 590,90 640,150 860,190 1010,260 1080,420 960,520 930,700 925,1000 930,1300 70,1300 75,1000 70,700 40,520 -80,420 -10,260 140,190 360,150 410,90',
      ),
    ),
    round(900, 170),
  );
  raster.add(ellipse(500, 620, 330, 480), round(260, 300));
  // Lungs, dark; behind the heart and below the domes they go on, thinner.
  const right = curve(
    points(
      `440,190 380,150 300,175 225,270 165,430 130,620 112,800 118,${900 + drop} 200,${858 + drop} 300,${832 + drop} 400,${850 + drop} 440,${880 + drop} 450,700 445,500 450,320`,
    ),
  );
  const left = curve(
    points(
      `560,190 620,150 700,175 775,270 835,430 870,620 888,800 884,${930 + drop} 800,${888 + drop} 720,${868 + drop} 640,${870 + drop} 590,${900 + drop} 580,700 560,520 552,320`,
    ),
  );
  raster.add(right, (x, y, depth) => -(round(640, 90)(x, y, depth) ?? 0) + (clouds(x, y, 0, 60, seed) >> 3));
  raster.add(left, (x, y, depth) => -(round(640, 90)(x, y, depth) ?? 0) + (clouds(x, y, 0, 60, seed) >> 3));
  both(curve(points('180,640 300,610 400,680 400,820 300,880 180,840 140,740')), round(95, 60));

  // Spine through everything; each vertebra has its pedicles and spinous process.
  for (let level = 0; level < 13; level++) {
    const y = 30 + level * 74;
    const half = 52 + level * 2;
    raster.add(
      curve([
        [500 - half, y],
        [500 - half + 9, y + 33],
        [500 - half, y + 66],
        [500 + half, y + 66],
        [500 + half - 9, y + 33],
        [500 + half, y],
      ]),
      hollow(150, 85, 40, 8),
    );
    raster.add(
      limb([
        [500 - half - 44, y + 20, 9],
        [500 + half + 44, y + 20, 9],
      ]),
      hollow(80, 40, 9, 3),
    );
    both(ellipse(500 - half + 22, y + 24, 11, 15), hollow(110, 20, 11, 4));
    raster.add(ellipse(500, y + 52, 8, 20), 70);
  }
  // Ribs: behind nearly level, in front steep; the cage widens downwards.
  for (let rib = 0; rib < 10; rib++) {
    const wide = [150, 225, 280, 318, 345, 362, 372, 378, 380, 376][rib] ?? 370;
    const y = 150 + rib * 74;
    const behind: Point[] = [
      [500 - 60, y + 6],
      [500 - wide * 0.42, y - 34],
      [500 - wide * 0.82, y + 4],
      [500 - wide, y + 92],
      [500 - wide * 1.01, y + 150],
    ];
    both(strand(behind, 17, 15), hollow(235, 75, 15, 6));
    if (rib > 7) continue;
    const front: Point[] = [
      [500 - wide * 1.01, y + 140],
      [500 - wide * 0.95, y + 214],
      [500 - wide * 0.72, y + 262],
      [500 - wide * 0.46, y + 262],
    ];
    both(strand(front, 14, 17), hollow(150, 40, 15, 5));
  }
  both(strand(points('455,205 380,225 300,190 200,176 130,160'), 20, 17), hollow(270, 90, 18, 6));
  // Shoulder blade and head of the upper arm.
  const out = portable ? 30 : -10;
  both(
    scaled(curve(points('60,190 110,240 190,330 215,470 190,560 150,460 100,350 70,290')), [130, 380], 1000, 1000, [
      out,
      0,
    ]),
    hollow(150, 60, 40, 6),
  );
  both(longBone([20 + out / 2, 262], [-40, 760], 58, 34, 40), hollow(300, 120, 50, 16));

  // Heart and great vessels: right atrium, aortic knob, pulmonary segment, left ventricle.
  const wide = portable ? 1140 : 1000;
  const heart = curve(
    points(
      '440,470 425,520 398,600 392,700 410,800 450,870 560,880 690,872 738,830 728,740 690,650 640,570 600,500 590,440 570,420',
    ),
  );
  raster.add(scaled(heart, [500, 700], wide, 1000), round(560, 110));
  raster.add(curve(points('452,180 440,300 440,500 560,500 590,400 585,330 605,290 590,240 560,180')), round(260, 60));
  raster.add(ellipse(572, 292, 38, 42), round(120, 36));
  raster.add(strand(points('590,300 592,500 580,700 560,900'), 26, 24), 60);
  raster.add(strand(points('498,20 498,200 502,330'), 23, 21), -230);
  raster.add(strand(points('502,330 460,400 420,440'), 17, 12), -120);
  raster.add(strand(points('502,330 556,410 600,440'), 15, 11), -120);
  // Below the diaphragm: liver under the higher right dome, stomach bubble under the left.
  const under = 850 + drop;
  const domes: Point[] = [
    [96, under + 66],
    [130, under + 28],
    [240, under - 24],
    [350, under - 22],
    [440, under + 36],
    [500, under + 62],
    [580, under + 64],
    [680, under + 18],
    [780, under + 36],
    [870, under + 88],
    [900, under + 110],
    [920, 1400],
    [80, 1400],
  ];
  raster.add(curve(domes), round(480, 60));
  raster.add(ellipse(700, under + 76, 74, 34), round(-330, 34));
  drawTree(raster, [430, 470], -1, seed);
  drawTree(raster, [578, 450], 1, seed + 1);
  if (lesion > 0) {
    const [x, y] = nodulePlaces[variation.place] ?? [270, 420];
    const half = Math.max(6, Math.round((lesion * 1000) / 700));
    raster.add(ellipse(x, y, half, half - 1, 70), round(280, half));
  }
  if (portable) {
    for (const [x, y] of points('250,250 760,270 690,800')) {
      raster.add(ellipse(x, y, 20, 20), 130);
      raster.add(ellipse(x, y, 9, 9), 700);
    }
    for (const course of [
      '250,250 330,420 300,700 340,1300',
      '760,270 700,500 760,800 700,1300',
      '690,800 660,1000 620,1300',
    ])
      raster.add(strand(points(course), 3, 3), 330);
  }
}

/** Vessels fork from the hilum outwards and get thinner. */
function drawTree(raster: Raster, hilum: Point, side: -1 | 1, seed: number): void {
  const grow = (from: Point, angle: number, length: number, half: number, key: number, depth: number): void => {
    const h = scatter(key, depth, 7, seed);
    const bend = angle + (h & 63) - 32;
    const middle: Point = [from[0] + (cosine(angle) * length) / 2048, from[1] + (sine(angle) * length) / 2048];
    const end: Point = [middle[0] + (cosine(bend) * length) / 2048, middle[1] + (sine(bend) * length) / 2048];
    raster.add(strand([from, middle, end], half, half * 0.72), round(15 + half * 13, half));
    if (depth === 0) return;
    const spread = 50 + ((h >>> 8) & 63);
    grow(end, bend - spread, length * 0.78, half * 0.68, key * 2, depth - 1);
    grow(end, bend + spread, length * 0.8, half * 0.66, key * 2 + 1, depth - 1);
  };
  raster.add(ellipse(hilum[0] + side * 6, hilum[1] + 16, 34, 62, side * 40), round(150, 30));
  [-220, -100, 20, 130, 220].forEach((angle, index) => {
    const outward = side === 1 ? angle : 512 - angle;
    grow(hilum, outward, 120, index > 2 ? 13 : 10, index + 2, 4);
  });
}

/** Chest from the side, front on the left. */
export function drawChestSide(raster: Raster, variation: Variation, lesion: number): void {
  const seed = variation.seed;
  raster.add(
    curve(
      points(
        '330,-60 640,-60 660,110 850,190 900,380 890,700 850,1300 190,1300 150,900 120,600 140,380 230,230 340,140',
      ),
    ),
    round(1050, 180),
  );
  raster.add(
    curve(
      points(
        '380,160 560,110 700,190 800,380 830,620 812,900 790,990 700,930 560,860 400,850 260,880 200,840 190,640 230,420 300,260',
      ),
    ),
    (x, y, depth) => -(round(640, 110)(x, y, depth) ?? 0) + (clouds(x, y, 0, 60, seed) >> 3),
  );
  raster.add(curve(points('210,560 300,470 430,480 540,580 560,720 480,850 320,880 220,800')), round(380, 110));
  raster.add(strand(points('400,520 400,400 460,310 560,330 610,450 640,700 640,900'), 40, 30), round(150, 34));
  raster.add(strand(points('470,40 490,200 520,380'), 24, 20), -200);
  raster.add(ellipse(530, 430, 44, 34), round(130, 34));
  raster.add(limb(stations('262,240,20 220,330,18 186,480,16 168,660,14')), hollow(330, 110, 16, 5));
  for (let level = 0; level < 12; level++) {
    const y = 70 + level * 76;
    const x = 690 + Math.trunc((sine(level * 44) * 64) / 1024);
    raster.add(
      curve([
        [x - 48, y],
        [x - 42, y + 32],
        [x - 48, y + 62],
        [x + 46, y + 62],
        [x + 40, y + 32],
        [x + 46, y],
      ]),
      hollow(330, 190, 44, 8),
    );
    raster.add(
      limb([
        [x + 60, y + 20, 10],
        [x + 130, y + 66, 9],
      ]),
      hollow(180, 80, 10, 4),
    );
  }
  for (let rib = 0; rib < 10; rib++) {
    const y = 130 + rib * 76;
    for (const shift of [0, 16])
      raster.add(
        strand(
          [
            [720 - shift, y - shift],
            [800 - shift, y + 40],
            [700 - shift, y + 130],
            [480, y + 230],
            [300 + shift, y + 290],
          ],
          13,
          12,
        ),
        hollow(70, 22, 12, 5),
      );
  }
  for (const shift of [0, 34])
    raster.add(
      curve([
        [180, 900 - shift],
        [280, 850 - shift],
        [430, 830 - shift],
        [600, 870 - shift],
        [740, 980 - shift],
        [860, 1040],
        [860, 1300],
        [180, 1300],
      ]),
      round(300, 60),
    );
  raster.add(limb(stations('420,60,50 360,200,60 300,300,50')), round(160, 50));
  if (lesion > 0) {
    const half = Math.max(6, Math.round((lesion * 1000) / 700));
    raster.add(ellipse(560, variation.place < 2 ? 360 : 620, half, half), round(280, half));
  }
}
