import { isqrt } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  longBone,
  mirrored,
  points,
  stations,
  strand,
  type Outline,
  type Point,
} from './outline.ts';
import { Raster, round } from './raster.ts';
import { bell, scatter } from './texture.ts';
import type { Variation } from './variation.ts';

/** Expected activity, blurred by the collimator, then counted: each pixel a whole number of decays. */
function counted(activity: Raster, seed: number, plane: number): Raster {
  const counts = new Raster(activity.width, activity.height);
  for (let row = 0, at = 0; row < activity.height; row++)
    for (let column = 0; column < activity.width; column++, at++) {
      // In 16ths of a count. Spread of a Poisson count is the root of its mean.
      const mean = Math.max(0, activity.pixels[at] ?? 0);
      const spread = isqrt(mean * 16);
      const value = mean + Math.trunc((bell(column, row, plane, seed) * spread) / 148);
      counts.pixels[at] = Math.max(0, (value + (scatter(column, row, plane + 9, seed) & 15)) >> 4);
    }
  return counts;
}

/** Bone scan, whole body, about 1 : 3. From the front the patient's right is on the left; from behind it is mirrored. */
export function drawBoneScan(
  width: number,
  height: number,
  view: 'ANTERIOR' | 'POSTERIOR',
  variation: Variation,
  lesion: number,
): Raster {
  const activity = new Raster(width, height);
  const back = view === 'POSTERIOR';
  const both = (outline: Outline, value: number, radius: number): void => {
    activity.add(outline, round(value, radius));
    activity.add(mirrored(outline), round(value, radius));
  };
  const one = (outline: Outline, value: number, radius: number): void =>
    activity.add(back ? mirrored(outline) : outline, round(value, radius));
  // Soft parts hold a little.
  one(ellipse(500, 190, 120, 150), 50, 80);
  one(
    curve(
      points(
        '430,330 570,330 700,390 720,700 690,1000 720,1250 620,1330 500,1340 380,1330 280,1250 310,1000 280,700 300,390',
      ),
    ),
    62,
    100,
  );
  both(limb(stations('270,430,60 220,760,48 170,1060,38 150,1300,30')), 36, 40);
  both(limb(stations('400,1300,110 400,1700,86 405,2000,70 410,2400,60 410,2800,36')), 40, 60);
  // Skull and face.
  one(ellipse(500, 170, 108, 130), 210, 30);
  one(ellipse(500, 165, 84, 104), -110, 60);
  one(ellipse(500, 262, 62, 52), back ? 60 : 190, 40);
  // Spine, ribs, breastbone, shoulders.
  for (let level = 0; level < 22; level++)
    one(ellipse(500, 345 + level * 38, 20 + level * 0.7, 15), back ? 380 : 190, 14);
  for (let rib = 0; rib < 10; rib++) {
    const wide = 95 + Math.min(rib, 6) * 17;
    const y = 410 + rib * 42;
    both(
      strand(
        [
          [470, y],
          [500 - wide * 0.6, y - 16],
          [500 - wide, y + 24],
          [500 - wide * 0.98, y + 60],
        ],
        8,
        8,
      ),
      back ? 140 : 110,
      8,
    );
    if (!back && rib < 7)
      both(
        strand(
          [
            [500 - wide * 0.98, y + 60],
            [500 - wide * 0.6, y + 88],
            [474, y + 70 - rib * 8],
          ],
          7,
          7,
        ),
        90,
        7,
      );
  }
  if (!back) one(limb(stations('500,420,22 500,520,16 500,680,13')), 300, 16);
  both(strand(points('480,400 400,385 300,400'), 9, 9), back ? 70 : 180, 9);
  both(ellipse(288, 425, 32, 34), 260, 28);
  both(curve(points('300,430 390,470 400,560 360,600 330,530')), back ? 190 : 50, 16);
  both(longBone([278, 440], [224, 760], 22, 13, 20), 130, 16);
  both(ellipse(222, 778, 22, 20), 160, 18);
  both(longBone([222, 790], [176, 1060], 16, 11, 14), 100, 14);
  both(ellipse(168, 1090, 22, 20), 140, 18);
  for (let finger = 0; finger < 4; finger++)
    both(
      limb([
        [160 - finger * 3, 1110, 6],
        [136 + finger * 13, 1210, 4],
      ]),
      70,
      6,
    );
  // Pelvis, hips, legs.
  both(curve(points('480,1130 420,1090 350,1080 310,1130 320,1210 380,1250 450,1220')), back ? 270 : 230, 30);
  one(curve(points('440,1130 560,1130 530,1230 500,1270 470,1230')), back ? 420 : 160, 30);
  both(ellipse(380, 1280, 36, 34), 220, 30);
  both(strand(points('420,1290 450,1330 480,1350'), 14, 12), 170, 13);
  both(longBone([370, 1290], [405, 1860], 34, 20, 36), 130, 22);
  both(ellipse(405, 1890, 46, 36), 200, 36);
  if (!back) both(ellipse(404, 1860, 24, 26), 80, 22);
  both(longBone([405, 1920], [410, 2420], 36, 18, 24), 115, 20);
  both(ellipse(410, 2450, 28, 26), 160, 24);
  both(limb(stations('410,2450,26 400,2560,28 385,2690,26')), 110, 22);
  // What is washed out: kidneys (from behind), bladder, the injected vein.
  both(ellipse(418, 900, 36, 52, 24), back ? 330 : 90, 40);
  one(ellipse(500, 1320, 46, 36), back ? 420 : 1100, 38);
  one(ellipse(214, 800, 8, 8), 500, 8);
  if (lesion > 0) {
    const spots: readonly (readonly [Point, boolean])[] = [
      [[500, 800], true],
      [[345, 560], false],
      [[390, 1480], true],
      [[640, 620], true],
    ];
    const [spot, deep] = spots[variation.place] ?? [[500, 800], true];
    const half = Math.max(6, lesion * 1.7);
    one(ellipse(...spot, half, half), back && !deep ? 500 : 1100, half);
  }
  activity.blur(7, 3);
  for (let at = 0; at < activity.pixels.length; at++)
    activity.pixels[at] = Math.trunc((activity.pixels[at] ?? 0) * 1.4) + 3;
  return counted(activity, variation.seed, back ? 1 : 0);
}

/** Thyroid from the front: two lobes and the bridge between them; faint saliva glands above. */
export function drawThyroidScan(size: number, variation: Variation, lesion: number): Raster {
  const activity = new Raster(size, size);
  activity.add(ellipse(500, 560, 430, 480), round(80, 300));
  activity.add(curve(points('330,300 410,290 450,400 460,560 430,690 360,740 300,660 290,440')), round(1500, 90));
  activity.add(curve(points('670,320 590,310 552,410 542,560 570,680 640,720 700,640 710,450')), round(1400, 85));
  activity.add(curve(points('420,600 500,590 580,600 570,670 500,680 430,670')), round(700, 40));
  for (const [x, y] of points('210,120 790,120')) activity.add(ellipse(x, y, 80, 60), round(260, 60));
  if (lesion > 0) {
    // A cold nodule in two of four patients, a hot one in the others.
    const half = lesion * 2.5;
    activity.add(
      ellipse(variation.place < 2 ? 370 : 630, 500, half, half),
      round(variation.place % 2 === 0 ? -900 : 2200, half),
    );
  }
  activity.blur(16, 3);
  for (let at = 0; at < activity.pixels.length; at++)
    activity.pixels[at] = Math.max(120, (activity.pixels[at] ?? 0) * 2) + 20;
  return counted(activity, variation.seed, 3);
}
