import { between, cosine, isqrt, ramp, sine, swell } from './integer.ts';
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
import { findingHalf, type Section, type SectionGeometry } from './section.ts';
import { cloud, scatter } from './texture.ts';
import type { Variation } from './variation.ts';
import { drawVertebra } from './vertebra.ts';

/** Chest, axial, from the domes of the diaphragm to above the apices; arms raised. */
export const chestGeometry: SectionGeometry = { field: 360, range: 300, plane: 'axial' };

const MIDDLE: Point = [500, 500];
const CAGE = { x: 500, y: 486, rx: 352, ry: 258 };

export function drawChest(section: Section): void {
  const { at, variation, thickness } = section.request;
  const narrow = 1000 - Math.trunc((ramp(at, 640, 1050) * 300) / 1000);
  const sized: Sized = (outline) => scaled(outline, MIDDLE, variation.size);
  const cage = {
    ...CAGE,
    rx: Math.trunc((CAGE.rx * narrow) / 1000),
    ry: Math.trunc((CAGE.ry * (1000 + narrow)) / 2000),
  };

  drawWall(section, sized, cage, at);
  drawLungs(section, sized, cage, at);
  drawVessels(section, sized, at, thickness, variation);
  drawMediastinum(section, sized, at);
  drawBases(section, sized, at, variation);
  drawCage(section, sized, cage, at);
  drawNodule(section, sized);
}

type Cage = typeof CAGE;

function drawWall(section: Section, sized: Sized, cage: Cage, at: number): void {
  const wide = cage.rx + 78;
  const high = cage.ry + 62;
  const trunk = curve([
    [500 - wide * 0.35, 486 - high],
    [500 + wide * 0.35, 486 - high],
    [500 + wide * 0.85, 486 - high * 0.8],
    [500 + wide * 1.04, 486 - high * 0.1],
    [500 + wide, 486 + high * 0.55],
    [500 + wide * 0.72, 486 + high * 0.98],
    [500 + wide * 0.2, 486 + high * 1.08],
    [500, 486 + high * 1.02],
    [500 - wide * 0.2, 486 + high * 1.08],
    [500 - wide * 0.72, 486 + high * 0.98],
    [500 - wide, 486 + high * 0.55],
    [500 - wide * 1.04, 486 - high * 0.1],
    [500 - wide * 0.85, 486 - high * 0.8],
  ]);
  section.fill(sized(trunk), 'skin');
  section.fill(scaled(sized(trunk), MIDDLE, 988), 'fat');
  for (const flip of [false, true]) {
    const side = (outline: Outline): Outline => sized(flip ? mirrored(outline) : outline);
    // Pectoral muscle in front, latissimus at the side, erector spinae along the back.
    const chest = ramp(at, 250, 480);
    if (chest > 0)
      section.fill(
        side(
          limb([
            [480, 486 - cage.ry - 8, 6],
            [390, 486 - cage.ry - 2, 8 + chest / 90],
            [500 - cage.rx * 0.72, 486 - cage.ry * 0.84, 10 + chest / 60],
            [500 - cage.rx * 0.98, 486 - cage.ry * 0.5, 6],
          ]),
        ),
        'muscle',
      );
    section.fill(
      side(
        limb([
          [500 - cage.rx * 1.05, 400, 6],
          [500 - cage.rx * 1.08, 520, 16],
          [500 - cage.rx * 0.95, 650, 18],
          [500 - cage.rx * 0.7, 486 + cage.ry * 0.9, 12],
          [500 - cage.rx * 0.4, 486 + cage.ry * 1.06, 8],
        ]),
      ),
      'muscle',
    );
    section.fill(side(ellipse(430, 772, 62, 34, 60)), 'muscle');
    if (at > 480) {
      const blade = ramp(at, 480, 620);
      const length = between(20, 120, blade);
      section.fill(
        side(
          limb([
            [500 - cage.rx * 0.98, 600, 20],
            [500 - cage.rx * 0.82 + length / 4, 600 + length, 22],
          ]),
        ),
        'muscle',
      );
      section.bone(
        side(
          limb([
            [500 - cage.rx * 1.02, 590, 8],
            [500 - cage.rx * 0.98 + length / 3, 600 + length * 0.6, 5],
            [500 - cage.rx * 0.86 + length / 3, 606 + length, 5],
          ]),
        ),
        4,
      );
    }
  }
  section.fill(sized(ellipse(cage.x, cage.y, cage.rx + 12, cage.ry + 10)), 'muscle');
  section.fill(sized(ellipse(cage.x, cage.y, cage.rx - 4, cage.ry - 4)), at > 900 ? 'muscle' : 'fat');
}

/** Two sacs that leave room for the mediastinum; the left one is notched by the heart. */
function drawLungs(section: Section, sized: Sized, cage: Cage, at: number): void {
  const { variation } = section.request;
  const apex = at > 700 ? swell(at, 700, 290) : 1000;
  if (apex === 0) return;
  const [w, h] = [cage.rx - 12, cage.ry - 10];
  const lung = (inner: number, front: number): Outline =>
    curve([
      [500 - inner, 486 - h * 0.62 + front],
      [500 - w * 0.5, 486 - h * 0.98 + front / 2],
      [500 - w * 0.86, 486 - h * 0.66],
      [500 - w * 1.04, 486],
      [500 - w * 0.98, 486 + h * 0.48],
      [500 - w * 0.7, 486 + h * 0.96],
      [500 - w * 0.36, 486 + h * 1.04],
      [500 - 76, 486 + h * 0.78],
      [500 - inner * 0.9, 486 + h * 0.3],
    ]);
  const heart = swell(at, 250, 330);
  const texture = (x: number, y: number): number =>
    section.palette.lung + (cloud(x, y, at, 22, variation.seed + 2) >> 2) + (ramp(y, 300, 760) >> 4) - 40;
  const centre = (side: -1 | 1): Point => [500 + side * w * 0.56, 500];
  section.raster.fill(sized(scaled(lung(between(70, 105, heart), 20), centre(-1), apex)), (x, y) => texture(x, y));
  section.raster.fill(sized(scaled(mirrored(lung(between(74, 190, heart), 40)), centre(1), apex)), (x, y) =>
    texture(x, y),
  );
  // Fissures: thin plates that run obliquely through the lungs.
  const fissure = ramp(at, 100, 800);
  if (apex > 600) {
    const y = between(300, 640, fissure);
    for (const side of [-1, 1])
      section.fill(
        sized(
          strand(
            [
              [500 + side * w * 0.34, y + 26],
              [500 + side * w * 0.6, y],
              [500 + side * w * 0.93, y - 8],
            ],
            1,
            1,
          ),
        ),
        'fat',
      );
  }
}

/** Branches run from the hila to the periphery in three dimensions; a slice shows where it cuts them. */
function drawVessels(section: Section, sized: Sized, at: number, thickness: number, variation: Variation): void {
  const half = Math.min(14, Math.max(6, Math.trunc(thickness / 2)));
  for (let index = 0; index < 220; index++) {
    const h = scatter(index, 1, 0, variation.seed);
    const side = index % 2 === 0 ? -1 : 1;
    const hilum = { x: 500 + side * (85 + (h & 15)), y: 475 + ((h >> 4) & 31), z: 470 + ((h >> 9) & 63) - 30 };
    const angle = (h >>> 12) & 1023;
    const end = {
      x: 500 + side * 205 + Math.trunc((cosine(angle) * 118) / 1024),
      y: 490 + Math.trunc((sine(angle) * 205) / 1024),
      z: 80 + Math.trunc((((h >>> 22) & 1023) * 830) / 1023),
    };
    const bend = ((h >> 3) & 63) - 32;
    const place = (t: number): Point => [
      between(hilum.x, end.x, t) + Math.trunc((bend * t * (1000 - t)) / 500_000),
      between(hilum.y, end.y, t) - Math.trunc((bend * t * (1000 - t)) / 500_000),
    ];
    const rise = end.z - hilum.z || 1;
    const from = Math.trunc(((at - half - hilum.z) * 1000) / rise);
    const to = Math.trunc(((at + half - hilum.z) * 1000) / rise);
    const low = Math.max(0, Math.min(from, to));
    const high = Math.min(1000, Math.max(from, to));
    if (low >= high) continue;
    const width = (t: number): number => between(11, 2, t);
    const course = [0, 1, 2, 3].map((step) => between(low, high, Math.trunc((step * 1000) / 3)));
    section.fill(sized(limb(course.map((t) => [...place(t), width(t)] as const))), 'blood');
    // Bronchus beside the artery near the hilum.
    if (index % 5 === 0 && low < 450) {
      const [x, y] = place(low);
      section.fill(sized(ellipse(x + 14, y + 10, width(low) - 1, width(low) - 1)), 'heartWall');
      section.fill(sized(ellipse(x + 14, y + 10, width(low) - 4, width(low) - 4)), 'gas');
    }
  }
}

function drawMediastinum(section: Section, sized: Sized, at: number): void {
  const fill = (outline: Outline, tissue: Parameters<Section['fill']>[1]): void => section.fill(sized(outline), tissue);
  const top = swell(at, 700, 330);
  fill(curve(points('440,330 500,300 560,330 590,430 580,560 500,610 420,560 410,430')), 'fat');
  if (at > 420 && top > 0) fill(ellipse(500, 400, 70, 80), 'fat');
  // Heart: muscle with its chambers, apex to the left and front.
  const heart = swell(at, 240, 270);
  if (heart > 0) {
    const centre: Point = [545, 420];
    const grown = (outline: Outline): Outline => scaled(outline, centre, heart);
    fill(
      grown(curve(points('400,360 470,290 580,275 690,320 745,400 740,480 680,530 580,560 470,555 400,500 385,430'))),
      'fat',
    );
    fill(
      grown(curve(points('408,370 474,302 580,288 682,330 732,404 726,474 672,520 578,548 474,542 408,494 396,430'))),
      'heartWall',
    );
    const chambers = swell(at, 270, 220);
    const room = (outline: Outline): Outline => scaled(outline, centre, Math.min(heart, chambers));
    if (chambers > 0) {
      fill(room(curve(points('590,400 660,380 702,410 700,460 650,490 590,480'))), 'blood'); // left ventricle
      fill(room(curve(points('480,330 560,304 640,330 650,358 570,384 500,400'))), 'blood'); // right ventricle
      fill(room(curve(points('415,400 450,370 480,420 478,500 430,480'))), 'blood'); // right atrium
      fill(room(curve(points('490,490 560,470 600,505 570,540 500,535'))), 'blood'); // left atrium
    }
  }
  const vessel = (x: number, y: number, r: number, from: number, to: number): void => {
    const open =
      at < from || at > to ? 0 : Math.min(1000, ramp(at, from - 1, from + 30), 1000 - ramp(at, to - 30, to + 1));
    if (open > 0) fill(ellipse(x, y, Math.trunc((r * open) / 1000) + 1, Math.trunc((r * open) / 1000) + 1), 'blood');
  };
  vessel(470, 395, 44, 400, 650); // ascending aorta
  vessel(582, 586, 35, -100, 650); // descending aorta
  vessel(425, 420, 25, 420, 780); // superior vena cava
  vessel(470, 570, 10, 100, 690); // azygos vein
  const arch = swell(at, 650, 42);
  if (arch > 0)
    fill(strand(points('455,390 500,370 560,420 590,500 580,580'), (36 * arch) / 1000, (32 * arch) / 1000), 'blood');
  const trunk = swell(at, 510, 48);
  if (trunk > 0) {
    fill(strand(points('540,350 560,400 620,450 665,490'), (40 * trunk) / 1000, (20 * trunk) / 1000), 'blood');
    fill(strand(points('548,405 500,452 420,470 350,470'), (30 * trunk) / 1000, (16 * trunk) / 1000), 'blood');
  }
  if (at > 690) {
    fill(ellipse(445, 385, 17, 17), 'blood');
    fill(ellipse(505, 380, 13, 13), 'blood');
    fill(ellipse(556, 425, 15, 15), 'blood');
    fill(ellipse(400, 360, 20, 16), 'blood');
    fill(ellipse(585, 350, 20, 16), 'blood');
  }
  // Airway: trachea, carina, main bronchi; gullet behind it.
  const split = ramp(at, 440, 580);
  if (at > 570) {
    fill(ellipse(500, 470, 31, 28), 'heartWall');
    fill(ellipse(500, 470, 27, 24), 'gas');
    if (at > 850) for (const x of [455, 545]) fill(ellipse(x, 440, 22, 36), 'gland');
  } else if (at > 410) {
    for (const side of [-1, 1]) {
      const x = 500 + side * between(95, 24, split);
      fill(ellipse(x, between(500, 478, split), 24, 19), 'heartWall');
      fill(ellipse(x, between(500, 478, split), 20, 15), 'gas');
    }
  }
  fill(ellipse(522, 545, 16, 12), 'muscle');
  fill(ellipse(522, 545, 4, 3), 'gas');
}

/** Liver under the right dome, spleen and stomach under the left. */
function drawBases(section: Section, sized: Sized, at: number, variation: Variation): void {
  const dome = swell(at, -260, 520);
  const left = swell(at, -250, 470);
  if (left > 0) {
    section.fill(sized(scaled(ellipse(690, 520, 190, 210), [690, 520], left)), 'fat');
    section.fill(sized(scaled(ellipse(760, 590, 80, 130, 60), [720, 540], left)), 'spleen');
    section.fill(sized(scaled(ellipse(650, 470, 110, 100), [670, 500], left)), 'bowel');
    section.fill(sized(scaled(curve(points('560,440 610,385 700,385 745,440')), [670, 500], left)), 'gas');
  }
  if (dome > 0)
    section.raster.fill(
      sized(scaled(ellipse(315, 490, 250, 262, 30), [315, 490], dome)),
      (x, y) =>
        section.palette.liver +
        ((cloud(x, y, at, 40, variation.seed) - 128) >> 5) +
        (cloud(x, y, at, 28, variation.seed + 8) > 214 ? 24 : 0),
    );
}

/** Ribs slope forwards and down: in a slice each of several is met at another place of the wall. */
function drawCage(section: Section, sized: Sized, cage: Cage, at: number): void {
  for (const side of [-1, 1])
    for (let rib = 1; rib <= 10; rib++) {
      // Height of the head of the rib, and how far round (0 behind … 440 in front, of 1024) the slice meets it.
      const head = 1130 - rib * 78;
      const round = Math.trunc(((head - at) * 440) / 400);
      if (round < 24 || round > 400) continue;
      const place = (turn: number): Point => [
        Math.trunc(cage.x + (side * (cage.rx + 2) * sine(turn)) / 1024),
        Math.trunc(cage.y + ((cage.ry + 2) * cosine(turn)) / 1024),
      ];
      const course = [-20, -10, 0, 10, 20].map(
        (step) => [...place(round + step), Math.abs(step) === 20 ? 6 : 12] as const,
      );
      if (round > 360) section.fill(sized(limb(course)), 'cartilage');
      else section.bone(sized(limb(course)), 5);
    }
  // Sternum, manubrium wider; collar bones above.
  if (at > 240 && at < 840)
    section.bone(
      sized(
        curve(
          [
            [450, 226],
            [550, 226],
            [558, 246],
            [500, 256],
            [442, 246],
          ].map(([x, y]): Point => [
            at > 640 ? 500 + ((x ?? 0) - 500) * 1.5 : (x ?? 0),
            (y ?? 0) + 486 - cage.ry - 228,
          ]),
        ),
      ),
      4,
    );
  const collar = swell(at, 880, 75);
  if (collar > 0)
    for (const side of [-1, 1])
      section.bone(
        sized(
          strand(
            [
              [500 + side * 60, 292],
              [500 + side * 150, 300],
              [500 + side * 250, 340],
            ],
            (16 * collar) / 1000,
            (13 * collar) / 1000,
          ),
        ),
        6,
      );
  drawVertebra(section, sized, [500, 655], ((at * 300) / 1000) % 25 < 6);
}

/** A nodule of the lung with short spicules, on one of four places. */
function drawNodule(section: Section, sized: Sized): void {
  const { variation } = section.request;
  const places: readonly (readonly [number, number, number])[] = stations(
    '255,400,690 735,560,620 290,590,400 755,380,560',
  );
  const [x, y, z] = places[variation.place] ?? [255, 400, 690];
  const half = findingHalf(section.request, z, chestGeometry);
  if (half <= 0) return;
  for (let spike = 0; spike < 9; spike++) {
    const angle = spike * 114 + (scatter(spike, 0, 0, variation.seed) & 63);
    const reach = half + 6 + (scatter(spike, 1, 0, variation.seed) & 7);
    section.fill(
      sized(
        limb([
          [x, y, 4],
          [x + Math.trunc((cosine(angle) * reach) / 1024), y + Math.trunc((sine(angle) * reach) / 1024), 1],
        ]),
      ),
      'lesion',
    );
  }
  section.fill(sized(ellipse(x, y, half, Math.max(1, isqrt(half * half - 1)), 90)), 'lesion');
}
