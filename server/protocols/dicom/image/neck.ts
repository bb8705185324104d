import { ramp, swell } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  mirrored,
  scaled,
  strand,
  type Outline,
  type Point,
  points,
  stations,
} from './outline.ts';
import type { Section, SectionGeometry, Tissue } from './section.ts';

/** Cervical spine, axial, from the first thoracic vertebra to the lower jaw. */
export const neckGeometry: SectionGeometry = { field: 200, range: 130, plane: 'axial' };

const MIDDLE: Point = [500, 500];

export function drawNeck(section: Section): void {
  const { at, variation } = section.request;
  const sized = (outline: Outline): Outline => scaled(outline, MIDDLE, variation.size);
  const fill = (outline: Outline, tissue: Tissue): void => section.fill(sized(outline), tissue);
  const both = (outline: Outline, tissue: Tissue): void => {
    fill(outline, tissue);
    fill(mirrored(outline), tissue);
  };
  const shoulder = 1000 - ramp(at, -100, 260);
  const jaw = ramp(at, 640, 900);
  const wide = 310 + Math.trunc((shoulder * 120) / 1000) + Math.trunc((jaw * 40) / 1000);
  const front = 200 - Math.trunc((jaw * 130) / 1000);
  const skin = curve([
    [430, front],
    [570, front],
    [500 + wide * 0.8, front + 120],
    [500 + wide, 440],
    [500 + wide, 600],
    [500 + wide * 0.8, 780],
    [600, 860],
    [400, 860],
    [500 - wide * 0.8, 780],
    [500 - wide, 600],
    [500 - wide, 440],
    [500 - wide * 0.8, front + 120],
  ]);
  fill(skin, 'skin');
  fill(scaled(skin, [500, 520], 985), 'fat');
  fill(scaled(skin, [500, 540], 900, 880), 'muscle');
  // Planes of fat part the muscles of the neck.
  for (const course of [
    points('470,650 420,720 330,740 250,690'),
    points('440,600 350,640 270,620 220,560'),
    points('400,500 320,520 260,480'),
    points('500,640 500,760 500,830'),
    points('430,690 440,780 400,820'),
  ] as const)
    both(strand(course, 4, 3), 'fat');
  both(ellipse(270, 420, 46, 76, 80), 'muscle');
  both(ellipse(345, 430, 58, 66, 40), 'fat');
  both(ellipse(365, 445, 19, 19), 'blood');
  both(ellipse(325, 430, 27, 22), 'blood');

  // Airway: trachea within its ring, larynx, pharynx.
  const thyroid = swell(at, 180, 190);
  if (thyroid > 0) both(scaled(ellipse(425, 360, 42, 72, 20), [440, 370], thyroid), 'cartilage');
  if (at < 330) {
    fill(ellipse(500, 345, 52, 50), 'cartilage');
    fill(ellipse(500, 345, 43, 41), 'gas');
  } else if (at < 560) {
    section.bone(sized(limb(stations('400,400,8 450,300,9 500,262,8 550,300,9 600,400,8'))), 4);
    fill(curve(points('478,310 500,280 522,310 526,400 500,420 474,400')), 'gas');
  } else {
    fill(curve(points('430,370 500,350 570,370 560,410 500,420 440,410')), 'gas');
  }
  if (jaw > 0) {
    const arch = limb(stations('250,460,20 270,330,22 350,180,22 500,110,26 650,180,22 730,330,22 750,460,20'));
    section.bone(sized(scaled(arch, [500, 400], 700 + Math.trunc((jaw * 300) / 1000))), 9);
    fill(ellipse(500, 270, 90, 80), 'muscle');
  }
  fill(ellipse(500, 428, 34, 12), 'muscle');

  const disc = ((at * 130) / 1000) % 18 < 4;
  const body = curve(points('410,470 500,448 590,470 600,530 560,560 500,548 440,560 400,530'));
  section.bone(sized(limb(stations('415,520,16 372,530,26 350,560,20 400,600,20 420,640,18'))), 7);
  section.bone(sized(mirrored(limb(stations('415,520,16 372,530,26 350,560,20 400,600,20 420,640,18')))), 7);
  both(ellipse(374, 532, 16, 16), 'blood');
  section.bone(sized(limb(stations('400,630,18 450,690,14 500,710,15 550,690,14 600,630,18'))), 6);
  section.bone(sized(limb(stations('500,700,14 500,770,10 485,800,9'))), 5);
  section.bone(
    sized(
      limb([
        [500, 760, 9],
        [516, 800, 9],
      ]),
    ),
    5,
  );
  if (disc) fill(body, 'disc');
  else section.bone(sized(body), 8);
  fill(curve(points('420,580 500,556 580,580 560,660 500,686 440,660')), 'fluid');
  fill(ellipse(500, 610, 46, 32), 'cord');
  const { lesion } = section.request;
  // A finding here is a fracture line through the body, as wide as it is said to be.
  if (lesion > 0 && Math.abs(at - 480) < 90)
    fill(strand(points('430,462 480,505 540,540 570,556'), lesion / 2, lesion / 3), 'muscle');
}
