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

const both = (raster: Raster, outline: Outline, value: Parameters<Raster['add']>[1]): void => {
  raster.add(outline, value);
  raster.add(mirrored(outline), value);
};

/** Pelvis with hips, its crests `top` drawing units below the upper edge. */
function drawPelvis(raster: Raster, top: number): void {
  const place = (text: string): Outline => scaled(curve(points(text)), [500, 0], 1000, 1000, [0, top]);
  both(
    raster,
    place('400,230 330,90 240,30 140,40 86,120 80,240 130,330 190,370 230,420 300,440 360,400 396,330'),
    hollow(420, 190, 60, 14),
  );
  both(
    raster,
    place(
      '250,360 330,380 380,440 470,470 482,520 440,540 380,540 330,560 310,650 330,730 380,720 400,640 440,590 480,570 490,640 440,720 390,790 330,780 280,700 240,560 220,450',
    ),
    hollow(420, 200, 34, 9),
  );
  raster.add(place('400,150 600,150 590,260 550,380 520,470 480,470 450,380 410,260'), hollow(330, 200, 70, 10));
  for (let hole = 0; hole < 4; hole++)
    both(raster, scaled(ellipse(446 + hole * 7, 220 + hole * 56, 16, 11), [500, 0], 1000, 1000, [0, top]), -110);
  // Hip: head in its socket, neck, trochanter, shaft.
  both(raster, scaled(ellipse(212, 500, 80, 80), [500, 0], 1000, 1000, [0, top]), hollow(500, 360, 78, 10));
  both(
    raster,
    place(
      '240,560 170,470 110,480 60,560 30,640 70,700 70,860 60,1100 30,1400 150,1400 160,1100 172,860 196,720 190,640 250,590',
    ),
    hollow(560, 280, 56, 20),
  );
  both(raster, scaled(strand(points('130,440 190,404 260,410 300,460'), 7, 7), [500, 0], 1000, 1000, [0, top]), 190);
}

function drawSpine(raster: Raster, from: number, levels: number, step: number): void {
  for (let level = 0; level < levels; level++) {
    const y = from + level * step;
    const half = 64 + level * 3;
    raster.add(
      curve([
        [500 - half, y],
        [500 - half + 12, y + step * 0.42],
        [500 - half, y + step * 0.84],
        [500 + half, y + step * 0.84],
        [500 + half - 12, y + step * 0.42],
        [500 + half, y],
      ]),
      hollow(400, 230, 50, 9),
    );
    raster.add(
      limb([
        [500 - half - 66, y + step * 0.34, 11],
        [500 + half + 66, y + step * 0.34, 11],
      ]),
      hollow(110, 60, 11, 4),
    );
    both(raster, ellipse(500 - half + 26, y + step * 0.34, 13, 17), hollow(170, 30, 13, 5));
    raster.add(ellipse(500, y + step * 0.62, 9, 24), 130);
  }
}

/** Abdomen, patient lying: spine, lower ribs, pelvis, psoas lines, gas in the frame of the colon, faeces. */
export function drawAbdomenFront(raster: Raster, variation: Variation, lesion: number): void {
  raster.add(
    curve(points('60,-80 940,-80 930,300 900,560 950,900 960,1400 40,1400 50,900 100,560 70,300')),
    round(1150, 240),
  );
  raster.add(curve(points('100,-60 480,-60 470,120 420,300 300,470 170,520 110,400 90,200')), round(160, 90)); // liver
  raster.add(curve(points('730,60 850,40 880,200 820,300 750,240')), round(120, 50)); // spleen
  both(raster, curve(points('380,200 430,330 420,470 350,480 310,380 320,270')), round(85, 40)); // kidneys
  both(raster, curve(points('470,200 440,420 330,760 380,800 470,640 490,400')), round(110, 50)); // psoas
  for (let rib = 0; rib < 4; rib++) {
    const y = -40 + rib * 92;
    const out = 330 - rib * 50;
    both(
      raster,
      strand(
        [
          [430, y + 20],
          [500 - out * 0.7, y + 20],
          [500 - out * 1.2, y + 120],
          [500 - out * 1.26, y + 210 - rib * 26],
        ],
        15,
        11,
      ),
      hollow(250, 90, 13, 5),
    );
  }
  drawSpine(raster, -30, 7, 116);
  drawPelvis(raster, 730);
  const gas = (x: number, y: number, rx: number, ry: number, key: number): void => {
    raster.add(
      ellipse(x, y, rx, ry, key),
      (px, py, depth) =>
        -(round(300, Math.min(rx, ry))(px, py, depth) ?? 0) + (clouds(px, py, key, 26, variation.seed) >> 2),
    );
  };
  const frame = points(
    '190,640 176,560 190,480 230,410 300,380 380,390 470,410 560,390 650,350 730,330 800,400 816,500 808,590 800,690 750,780 650,850',
  );
  frame.forEach(([x, y], index) => {
    const h = scatter(index, 5, 0, variation.seed);
    if (h % 5 !== 0)
      gas(x + (h & 15) - 8, y + ((h >> 4) & 15) - 8, 36 + ((h >> 8) & 15), 27 + ((h >> 12) & 15), (h >> 16) & 511);
  });
  gas(640, 170, 110, 52, 960); // stomach
  gas(500, 1010, 50, 60, 0); // rectum
  for (let loop = 0; loop < 12; loop++) {
    const h = scatter(loop, 9, 0, variation.seed);
    gas(330 + (h % 340), 500 + ((h >>> 10) % 260), 30, 17, (h >>> 20) & 511);
  }
  raster.add(ellipse(470, 1080, 90, 60), round(110, 60));
  // The finding: a stone of the left kidney.
  if (lesion > 0) raster.add(ellipse(640, 360, lesion * 2, lesion * 1.6, 90), round(620, lesion * 1.6));
}

/** Pelvis and both hips from the front. */
export function drawHips(raster: Raster, _variation: Variation, lesion: number): void {
  raster.add(
    curve(
      points(
        '110,-80 890,-80 930,300 960,700 930,1000 930,1300 560,1300 500,1010 440,1300 70,1300 70,1000 40,700 70,300',
      ),
    ),
    round(1000, 240),
  );
  drawSpine(raster, -110, 2, 126);
  drawPelvis(raster, 130);
  raster.add(ellipse(500, 520, 110, 60), round(-150, 60));
  raster.add(limb(stations('500,560,26 500,620,24')), -120);
  const line = points('800,560 840,620 880,650');
  if (lesion > 0)
    raster.add(
      strand(
        line.map(([x, y]): Point => [x - 10, y + 70]),
        lesion / 3 + 2,
        lesion / 4 + 2,
      ),
      -420,
    );
  raster.add(longBone([500, 700], [500, 760], 8, 8, 8), -60);
}
