import { between, ramp, swell } from './integer.ts';
import { curve, ellipse, mirrored, scaled, type Sized, strand, type Outline, type Point, points } from './outline.ts';
import { findingHalf, type Section, type SectionGeometry } from './section.ts';
import { cloud, clouds } from './texture.ts';

/** Head, axial, from the base of the skull to the vertex. */
export const headGeometry: SectionGeometry = { field: 240, range: 140, plane: 'axial' };

const MIDDLE: Point = [500, 500];

export function drawHead(section: Section): void {
  const { at, variation, lesion } = section.request;
  const size = Math.trunc((variation.size * (at <= 420 ? 1000 : swell(at, 420, 640))) / 1000);
  const sized: Sized = (outline) => scaled(outline, MIDDLE, size);
  const both = (outline: Outline, draw: (one: Outline) => void): void => {
    draw(sized(outline));
    draw(sized(mirrored(outline)));
  };
  const skull = points(
    '500,62 640,80 770,170 835,330 850,520 815,720 715,880 590,938 500,944 410,938 285,880 185,720 150,520 165,330 230,170 360,80',
  );
  const shell = curve(skull);
  const inset = (mm: number): Outline =>
    scaled(shell, MIDDLE, size - Math.trunc(mm * 12), size - Math.trunc(mm * 10.5));
  if (at < 260) both(ellipse(142, 540, 16, 62), (ear) => section.fill(ear, 'skin'));
  section.fill(inset(-1), 'skin');
  section.fill(inset(1), 'fat');
  section.fill(inset(5), 'compact');
  section.fill(inset(7.5), 'spongy');
  section.fill(inset(9.5), 'compact');
  section.fill(inset(12), 'fluid');
  drawBrain(section, inset(13.5));
  const open = (value: number, centre: number, radius: number): number => swell(value, centre, radius);
  if (at < 330) drawBase(section, both, sized);

  // Cisterns around the midbrain: a star in front, a smile behind.
  const star = open(at, 290, 75);
  if (star > 0) {
    section.fill(
      sized(
        scaled(
          curve(points('500,372 530,425 610,440 535,470 545,520 500,490 455,520 465,470 390,440 470,425')),
          [500, 450],
          star,
        ),
      ),
      'fluid',
    );
    section.fill(
      sized(scaled(curve(points('425,515 500,560 575,515 560,560 500,600 440,560')), [500, 550], star)),
      'fluid',
    );
    section.fill(
      sized(scaled(curve(points('440,480 475,470 500,485 525,470 560,480 565,530 500,560 435,530')), [500, 515], star)),
      'nucleus',
    );
  }
  const deep = open(at, 480, 110);
  if (deep > 0) {
    both(scaled(ellipse(432, 505, 42, 66, 24), [500, 500], deep), (one) => section.fill(one, 'nucleus'));
    both(scaled(curve(points('345,400 385,420 400,480 378,545 340,500')), [500, 480], deep), (one) =>
      section.fill(one, 'nucleus'),
    );
    both(scaled(ellipse(442, 372, 26, 48, 1000), [500, 440], deep), (one) => section.fill(one, 'nucleus'));
    section.fill(sized(scaled(ellipse(500, 495, 9, 62), [500, 495], deep)), 'fluid');
    both(scaled(strand(points('330,380 296,430 300,500 330,540'), 7, 4), [330, 450], deep), (one) =>
      section.fill(one, 'fluid'),
    );
  }
  const horns = open(at, 520, 130);
  if (horns > 0) {
    both(scaled(curve(points('488,400 478,340 436,308 440,350 462,396 484,440')), [490, 380], horns), (one) =>
      section.fill(one, 'fluid'),
    );
    both(scaled(curve(points('440,590 410,590 372,640 362,712 392,690 424,640')), [440, 620], horns), (one) =>
      section.fill(one, 'fluid'),
    );
  }
  const bodies = open(at, 640, 95);
  if (bodies > 0)
    both(
      scaled(curve(points('484,330 448,340 440,420 438,510 410,610 430,620 466,560 484,480')), [490, 480], bodies),
      (one) => section.fill(one, 'fluid'),
    );
  if (at > 380) {
    const hide = deep > 0 || horns > 0;
    section.fill(
      sized(
        strand(
          [
            [500, 110],
            [500, hide ? 290 : 500],
          ],
          3,
          3,
        ),
      ),
      'falx',
    );
    section.fill(
      sized(
        strand(
          [
            [500, 890],
            [500, hide ? 660 : 500],
          ],
          3,
          3,
        ),
      ),
      'falx',
    );
  }
  // Normal calcifications of an adult: pineal gland and choroid plexus.
  const pineal = open(at, 450, 35);
  if (pineal > 0)
    section.fill(
      sized(ellipse(500, 588, Math.trunc((12 * pineal) / 1000) + 1, Math.trunc((9 * pineal) / 1000) + 1)),
      'calcium',
    );
  const plexus = open(at, 530, 45);
  if (plexus > 0)
    both(ellipse(404, 650, Math.trunc((15 * plexus) / 1000) + 1, Math.trunc((20 * plexus) / 1000) + 1, 60), (one) =>
      section.fill(one, 'calcium'),
    );

  if (lesion > 0) {
    const place: Point = variation.place % 2 === 0 ? [345, 470] : [650, 410];
    const radius = findingHalf(section.request, 500, headGeometry);
    if (radius > 0) {
      const rough = (x: number, y: number): number => clouds(x, y, at, 60, variation.seed + 5);
      section.fill(sized(scaled(ellipse(...place, radius + 26, radius + 20), place, 1000)), 'nucleus');
      section.mix(sized(ellipse(...place, radius + 4, radius)), (x, y, depth) =>
        depth * 12 < rough(x, y) - 100 ? 'nucleus' : 'lesion',
      );
    }
  }
}

/** Folded cortex around white matter: furrows are the ridges of a noise that goes through all slices. */
function drawBrain(section: Section, outline: Outline): void {
  const { at, variation } = section.request;
  const z = Math.trunc(at / 2);
  const folds = ramp(at, 150, 620);
  section.mix(outline, (x, y, depth) => {
    const ridge = Math.abs(
      cloud(x, y, z, 74, variation.seed) - 128 + ((cloud(x, y, z, 30, variation.seed + 1) - 128) >> 2),
    );
    const reach = between(34, 96, folds);
    if (depth < reach && ridge < between(3, 9, folds) + (depth < 10 ? 6 : 0)) return 'fluid';
    const cortex = between(26, 40, folds);
    if (depth < cortex || (depth < reach + 34 && ridge < 26)) return 'grey';
    return 'white';
  });
}

/** Orbits, sinuses, petrous bones, brain stem and cerebellum. */
function drawBase(
  section: Section,
  both: (outline: Outline, draw: (one: Outline) => void) => void,
  sized: Sized,
): void {
  const { at, variation } = section.request;
  const low = 1000 - ramp(at, 60, 330);
  const scale = swell(at, 60, 275);
  if (scale === 0) return;
  // Posterior fossa: tentorium, cerebellum with its folia, fourth ventricle, pons.
  section.mix(
    sized(
      scaled(
        curve(points('270,640 350,590 500,570 650,590 730,640 720,780 600,870 500,850 400,870 280,780')),
        [500, 720],
        scale,
      ),
    ),
    (x, y, depth) => (depth < 10 ? 'fluid' : cloud(x + y, y * 2, 0, 26, variation.seed + 9) < 84 ? 'nucleus' : 'grey'),
  );
  section.fill(sized(scaled(ellipse(500, 560, 84, 66), [500, 560], scale)), 'white');
  section.fill(sized(scaled(curve(points('462,622 500,640 538,622 515,668 485,668')), [500, 640], scale)), 'fluid');
  // Petrous bones meet the clivus; mastoid cells behind the ear.
  if (at < 200) {
    const petrous = swell(at, 50, 150);
    both(
      scaled(curve(points('170,560 300,520 440,470 455,500 380,560 300,620 200,690 168,640')), [310, 560], petrous),
      (one) => {
        section.raster.fill(one, (x, y, depth) =>
          depth > 12 && cloud(x, y, at, 26, variation.seed + 3) > 150 && x !== 0
            ? section.palette.gas
            : section.palette.compact,
        );
      },
    );
    section.bone(sized(scaled(curve(points('430,455 570,455 560,510 500,525 440,510')), [500, 485], petrous)), 8);
    section.fill(sized(scaled(ellipse(500, 440, 44, 28), [500, 440], petrous)), 'gas');
  }
  // Face: orbits with globes, nose and its cells.
  if (low > 350) {
    const face = swell(at, 40, 200);
    if (face === 0) return;
    both(scaled(curve(points('225,215 330,130 425,150 440,230 415,400 330,330')), [340, 260], face), (one) =>
      section.bone(one, 12),
    );
    both(scaled(curve(points('246,222 332,148 412,165 424,230 404,372 336,312')), [340, 260], face), (one) =>
      section.fill(one, 'fat'),
    );
    both(scaled(ellipse(335, 190, 58, 60), [340, 260], face), (one) => section.fill(one, 'fluid'));
    both(scaled(ellipse(335, 147, 22, 10), [340, 260], face), (one) => section.fill(one, 'muscle'));
    both(scaled(strand(points('345,250 385,320 408,375'), 9, 6), [340, 260], face), (one) =>
      section.fill(one, 'muscle'),
    );
    both(scaled(strand(points('278,222 330,310 385,372'), 7, 5), [340, 260], face), (one) =>
      section.fill(one, 'muscle'),
    );
    both(scaled(strand(points('414,190 420,280 412,370'), 7, 5), [340, 260], face), (one) =>
      section.fill(one, 'muscle'),
    );
    section.raster.fill(
      sized(scaled(curve(points('445,110 555,110 566,250 540,390 460,390 434,250')), [500, 250], face)),
      (x, y) =>
        Math.abs(x - 500) < 6 || Math.abs(x - 468) < 3 || Math.abs(x - 532) < 3 || y % 64 < 6
          ? section.palette.compact
          : section.palette.gas,
    );
  }
}
