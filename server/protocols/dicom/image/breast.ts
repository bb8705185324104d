import { ramp } from './integer.ts';
import { curve, ellipse, limb, mirrored, strand, type Outline, type Point, points } from './outline.ts';
import { Raster, round } from './raster.ts';
import { clouds, scatter } from './texture.ts';
import type { Variation } from './variation.ts';

export type BreastView = 'CC' | 'MLO';

/** 4 : 5, as the detector of a mammography unit. */
export const breastShape = { columns: 4, rows: 5, field: 180 } as const;

/** A left breast: chest wall on the left edge, nipple to the right. A right breast is its mirror image. */
export function drawBreast(
  raster: Raster,
  view: BreastView,
  side: 'L' | 'R',
  variation: Variation,
  lesion: number,
): void {
  const place = (outline: Outline): Outline => (side === 'L' ? outline : mirrored(outline));
  const { seed } = variation;
  const isOblique = view === 'MLO';
  const middle = isOblique ? 760 : 625;
  const reach = 700 + variation.sway('breast', 60);
  const skin = isOblique
    ? curve([
        [-90, -90],
        [420, -90],
        [470, 120],
        [reach - 90, 430],
        [reach, middle - 40],
        [reach - 10, middle + 60],
        [reach - 130, 960],
        [330, 1090],
        [190, 1180],
        [-90, 1330],
      ])
    : curve([
        [-90, 60],
        [160, 90],
        [440, 200],
        [reach - 70, 420],
        [reach, middle - 60],
        [reach, middle + 60],
        [reach - 70, 840],
        [440, 1050],
        [160, 1165],
        [-90, 1190],
      ]);
  raster.add(place(skin), round(560, 150));
  raster.add(place(skin), (_x, _y, depth) => (depth < 9 ? 170 : 0));
  raster.add(place(ellipse(reach - 26, middle, 26, 34)), round(360, 22));

  // Glandular tissue: a cone of cloud towards the nipple, denser in its core; strands of Cooper's ligaments.
  const gland = isOblique
    ? curve([
        [150, 420],
        [330, 380],
        [500, 520],
        [reach - 60, middle],
        [480, 900],
        [280, 960],
        [160, 800],
      ])
    : curve([
        [120, 380],
        [320, 330],
        [520, 450],
        [reach - 60, middle],
        [520, 800],
        [320, 900],
        [120, 840],
      ]);
  raster.add(place(gland), (x, y, depth) => {
    const near = ramp(depth, 0, 150);
    const cloudy = clouds(x, y, 40, 110, seed) - 84;
    return cloudy <= 0 ? 0 : Math.trunc((cloudy * near * 7) / 1000);
  });
  for (let index = 0; index < 46; index++) {
    const h = scatter(index, 21, isOblique ? 1 : 0, seed);
    const from: Point = [reach - 70 - (h & 63), middle - 50 + ((h >>> 5) & 127)];
    const end: Point = [120 + ((h >>> 10) & 511), middle - 330 + (((h >>> 16) & 1023) * 660) / 1023];
    const bend: Point = [(from[0] + end[0]) / 2, (from[1] + 2 * end[1]) / 3 + ((h >>> 26) & 31) - 16];
    raster.add(place(strand([from, bend, end], 3 + (h & 3), 1)), round(42, 3));
  }
  for (let index = 0; index < 90; index++) {
    const h = scatter(index, 22, isOblique ? 1 : 0, seed);
    const x = 60 + (h & 511);
    const y = middle - 380 + (((h >>> 9) & 1023) * 760) / 1023;
    const turn = ((h >>> 19) & 63) - 32;
    raster.add(
      place(
        strand(
          [
            [x, y],
            [x + 40, y + turn],
            [x + 90, y + turn / 2],
          ],
          2,
          1,
        ),
      ),
      46,
    );
  }
  if (isOblique) {
    // Chest muscle across the upper corner, a node of the armpit with its fatty hilum.
    raster.add(place(curve(points('-400,-400 330,-400 310,60 210,400 80,700 -60,900 -400,1100'))), round(480, 110));
    raster.add(place(ellipse(330, 170, 40, 26, 100)), round(300, 24));
    raster.add(place(ellipse(338, 168, 18, 10, 100)), -160);
  }
  // Strands end at the skin.
  const whole = new Raster(raster.width, raster.height);
  whole.fill(place(skin), 256);
  for (let at = 0; at < raster.pixels.length; at++) if (whole.pixels[at] === 0) raster.pixels[at] = 0;
  const benign = scatter(1, 23, 0, seed);
  for (let index = 0; index < 4; index++)
    raster.add(
      place(ellipse(260 + ((benign >> (index * 5)) & 127), middle - 120 + ((benign >> (index * 4)) & 255), 4, 4)),
      420,
    );
  if (lesion > 0)
    drawMass(raster, place, [isOblique ? 390 : 410, middle - (variation.place % 2 === 0 ? 130 : -140)], lesion, seed);
}

/** A spiculated mass with a cluster of small calcifications beside it. */
function drawMass(
  raster: Raster,
  place: (outline: Outline) => Outline,
  [x, y]: Point,
  lesion: number,
  seed: number,
): void {
  const half = Math.max(8, Math.round((lesion * 500) / breastShape.field));
  raster.add(place(ellipse(x, y, half, half - 2, 60)), round(620, half));
  for (let spike = 0; spike < 14; spike++) {
    const h = scatter(spike, 31, 0, seed);
    const [dx, dy] = [((h & 255) - 128) / 128, (((h >>> 8) & 255) - 128) / 128];
    raster.add(
      place(
        limb([
          [x, y, 5],
          [x + dx * half * 2.4, y + dy * half * 2.4, 1],
        ]),
      ),
      120,
    );
    raster.add(place(ellipse(x + half + 10 + ((h >>> 16) & 31), y - half + ((h >>> 21) & 63), 2 + (h & 1), 2)), 700);
  }
}
