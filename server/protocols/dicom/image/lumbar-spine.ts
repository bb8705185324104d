import { between, ramp } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  polygon,
  scaled,
  strand,
  type Outline,
  type Point,
  points,
  stations,
} from './outline.ts';
import type { Section, SectionGeometry } from './section.ts';
import { clouds } from './texture.ts';

/** Lumbar spine, sagittal slices from the patient's right to the left; front is on the left of the picture. */
export const lumbarGeometry: SectionGeometry = { field: 280, range: 60, plane: 'sagittal' };

/** Middles of the bodies from the eleventh thoracic to the first sacral vertebra: the lordosis. */
const bodies: readonly (readonly [x: number, y: number, lean: number])[] = stations(
  '520,40,-34 498,160,-24 472,285,-14 452,412,-4 444,542,12 456,672,36 496,796,82',
);

export function drawLumbarSpine(section: Section): void {
  const { at, variation, palette, lesion } = { ...section.request, palette: section.palette };
  const sized = (outline: Outline): Outline => scaled(outline, [500, 500], variation.size);
  // Distance from the middle plane in 500ths: bodies end at about 330, the canal at 150.
  const aside = Math.abs(at - 500);
  section.fill(polygon(points('60,0 900,0 900,1000 60,1000')), 'bowel');
  // Belly: fat with loops of bowel before the spine.
  section.raster.fill(curve(points('60,-60 420,-60 400,200 360,420 350,640 420,860 470,1060 60,1060')), (x, y) => {
    const loop = clouds(x, y, at, 120, variation.seed);
    return loop > 150 ? palette.gas + 60 : loop > 118 ? palette.bowel : palette.fat - 120;
  });
  section.fill(curve(points('740,-50 905,-50 905,1050 800,1050 770,820 720,620 700,480 715,250')), 'fat');
  section.fill(curve(points('560,-50 752,-50 730,250 716,480 738,620 790,840 800,1050 560,1050 540,500')), 'muscle');
  for (let strandAt = 0; strandAt < 4; strandAt++)
    section.fill(
      sized(
        strand(
          [
            [650 + strandAt * 16, 20],
            [610 + strandAt * 20, 400],
            [660 + strandAt * 22, 760],
          ],
          3,
          2,
        ),
      ),
      'fat',
    );
  if (aside < 120) {
    section.fill(sized(strand(points('400,-40 382,300 352,560 330,620'), 26, 22)), 'blood');
    section.fill(sized(strand(points('430,-40 420,300 386,560'), 3, 3)), 'fat');
  }

  const canal = 1000 - ramp(aside, 110, 190);
  const back = (index: number, shift: number): Point => {
    const [x, y] = bodies[index] ?? [500, 500];
    return [x + shift, y];
  };
  if (canal > 0) {
    const half = Math.trunc((44 * canal) / 1000);
    section.fill(
      sized(
        strand(
          [[632, -60], ...bodies.slice(0, 6).map((_, index) => back(index, 122)), [636, 800], [690, 880]],
          half + 12,
          half / 2,
        ),
      ),
      'fat',
    );
    section.fill(
      sized(
        strand(
          [[626, -60], ...bodies.slice(0, 6).map((_, index) => back(index, 116)), [620, 790], [660, 850]],
          half,
          half / 3,
        ),
      ),
      'fluid',
    );
    if (aside < 80) {
      section.fill(sized(strand(points('630,-60 622,60 612,170 596,250 588,290'), 22, 4)), 'cord');
      for (const shift of [-8, 4, 14])
        section.fill(
          sized(
            strand([[600, 270], back(3, 126 + shift), back(4, 124 + shift), back(5, 124 + shift), [626, 770]], 2, 2),
          ),
          'cord',
        );
    }
  }
  const wide = 1000 - ramp(aside, 300, 400);
  bodies.forEach(([x, y, lean], index) => {
    const next = bodies[index + 1];
    const place = (dx: number, dy: number): Point => [x + dx - (dy * lean) / 140, y + dy + (dx * lean) / 140];
    // Arch: spinous process in the middle, joints and foramina at the side.
    if (aside < 100) {
      if (index < 6)
        section.bone(
          sized(curve([place(176, 10), place(215, 2), place(290, 52), place(284, 92), place(232, 90), place(180, 50)])),
          6,
          'marrow',
        );
    } else if (aside > 150 && aside < 330 && index < 6) {
      section.bone(
        sized(
          limb([
            [...place(60, -24), 20],
            [...place(130, -26), 20],
            [...place(176, -40), 24],
            [...place(180, 30), 20],
            [...place(196, 80), 18],
          ]),
        ),
        6,
        'marrow',
      );
      if (next) {
        section.fill(sized(ellipse(...place(112, 46), 26, 42)), 'fat');
        section.fill(sized(ellipse(...place(110, 30), 12, 14)), 'cord');
      }
    }
    if (wide === 0) return;
    const half = index === 6 ? 70 : 78;
    const body = curve(
      [
        place(-half, -46),
        place(-half + 20, -50),
        place(0, -42),
        place(half - 16, -50),
        place(half, -44),
        place(half - 8, 0),
        place(half, 44),
        place(half - 16, 50),
        place(0, 42),
        place(-half + 20, 50),
        place(-half, 46),
        place(-half + 10, 0),
      ].map((p): Point => p),
    );
    section.bone(sized(scaled(body, [x, y], wide)), 5, 'marrow');
    if (aside < 60) section.fill(sized(strand([place(half - 4, 0), place(30, 2)], 4, 1)), 'fluid');
    if (!next) return;
    const [u, v] = [(x + next[0]) / 2, (y + next[1]) / 2];
    const tilt = Math.trunc(((lean + next[2]) * 1024) / (2 * 6.28 * 140));
    const isWorn = index === 5 || (index === 4 && variation.place > 1);
    // The finding is a disc that has slipped into the canal.
    const bulge = isWorn && aside < 190 ? Math.trunc(Math.min(60, (lesion * 1000) / lumbarGeometry.field)) + 8 : 4;
    section.fill(sized(scaled(ellipse(u, v, 80, isWorn ? 13 : 18, tilt), [u, v], wide)), 'fibre');
    section.fill(sized(ellipse(u + 74, v + 2, bulge, 16, tilt)), isWorn ? 'dryDisc' : 'fibre');
    section.fill(sized(scaled(ellipse(u, v, 60, isWorn ? 8 : 13, tilt), [u, v], wide)), isWorn ? 'dryDisc' : 'disc');
  });
  // Lower sacral pieces, one behind the other.
  if (wide > 0)
    [
      [560, 886, 50],
      [636, 946, 40],
      [716, 986, 30],
    ].forEach(([x = 0, y = 0, r = 0]) => {
      section.bone(sized(ellipse(x, y, r, between(r, r - 12, 500), 90)), 5, 'marrow');
    });
}
