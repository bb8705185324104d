import { ramp, swell } from './integer.ts';
import { curve, ellipse, polygon, scaled, strand, type Outline, points } from './outline.ts';
import type { Section, SectionGeometry } from './section.ts';
import { cloud } from './texture.ts';

/** Knee, sagittal slices from its inner to its outer side; front is on the left of the picture. */
export const kneeGeometry: SectionGeometry = { field: 170, range: 90, plane: 'sagittal' };

export function drawKnee(section: Section): void {
  const { at, variation, lesion } = section.request;
  const { palette } = section;
  const sized = (outline: Outline): Outline => scaled(outline, [500, 500], variation.size);
  const leg = swell(at, 500, 640);
  const limbOf = (inset: number): Outline =>
    scaled(
      curve([
        [200 + inset, -60],
        [150 + inset, 200],
        [110 + inset, 400],
        [130 + inset, 560],
        [200 + inset, 680],
        [210 + inset, 1060],
        [880 - inset, 1060],
        [900 - inset, 800],
        [850 - inset, 560],
        [860 - inset, 400],
        [900 - inset, 200],
        [880 - inset, -60],
      ]),
      [500, 500],
      leg,
      1000,
    );
  section.fill(limbOf(0), 'skin');
  section.fill(limbOf(10), 'fat');
  section.fill(scaled(curve(points('250,-60 230,160 330,330 400,200 420,-60')), [500, 500], leg, 1000), 'muscle');
  section.fill(
    scaled(curve(points('620,-60 600,140 700,330 760,420 830,200 820,-60')), [500, 500], leg, 1000),
    'muscle',
  );
  section.fill(
    scaled(curve(points('640,1060 660,760 700,600 780,500 840,700 850,1060')), [500, 500], leg, 1000),
    'muscle',
  );
  for (let line = 0; line < 4; line++) {
    section.fill(
      sized(
        strand(
          [
            [690 + line * 30, 1000],
            [715 + line * 26, 760],
            [745 + line * 16, 600],
          ],
          2,
          2,
        ),
      ),
      'fat',
    );
    section.fill(
      sized(
        strand(
          [
            [660 + line * 34, 0],
            [680 + line * 28, 180],
            [730 + line * 16, 340],
          ],
          2,
          2,
        ),
      ),
      'fat',
    );
  }

  // Two condyles with the notch between them; the shaft only in the middle.
  const inner = swell(at, 260, 250);
  const outer = swell(at, 740, 250);
  const condyle = Math.max(inner, outer);
  const middle = swell(at, 500, 190);
  const shaft = swell(at, 500, 360);
  const spongy = (x: number, y: number): number => palette.marrow + ((cloud(x, y, at, 18, variation.seed) - 128) >> 1);
  const marrow = (...outlines: readonly Outline[]): void => section.bones(outlines.map(sized), 6, spongy);
  if (condyle > 0) {
    const [cx, cy] = [520, 380];
    section.fill(
      sized(
        scaled(
          curve(points('330,270 300,380 350,500 470,560 610,540 700,450 690,330 600,230 440,210')),
          [cx, cy],
          condyle,
        ),
      ),
      'cartilage',
    );
  }
  const shaftOf = scaled(
    curve(points('420,-80 410,120 360,260 420,400 600,400 640,250 590,120 580,-80')),
    [500, 200],
    shaft,
    1000,
  );
  const condyleOf = scaled(
    curve(points('350,270 312,380 358,496 476,546 610,526 694,444 680,330 590,226 440,206')),
    [520, 380],
    condyle,
  );
  marrow(...(shaft > 0 ? [shaftOf] : []), ...(condyle > 0 ? [condyleOf] : []));
  const plateau = Math.max(condyle, swell(at, 500, 500));
  const tibiaShaft = swell(at, 500, 380);
  section.fill(
    sized(scaled(curve(points('320,590 340,572 520,580 700,572 722,590 700,640 340,640')), [520, 600], plateau, 1000)),
    'cartilage',
  );
  const top = scaled(
    curve(points('322,596 360,588 520,598 680,588 722,596 704,690 640,780 420,780 326,700')),
    [520, 640],
    plateau,
  );
  const bottom = scaled(
    curve(points('322,640 316,700 380,800 400,1080 600,1080 610,800 680,680 520,640')),
    [500, 800],
    tibiaShaft,
    1000,
  );
  marrow(...(tibiaShaft > 0 ? [bottom] : []), top);
  if (at > 760)
    marrow(
      scaled(
        curve(points('690,700 740,690 760,740 740,800 736,1080 690,1080 690,800 676,740')),
        [720, 900],
        swell(at, 880, 130),
        1000,
      ),
    );

  // Menisci: dark wedges before and behind, a bow tie at the rim.
  if (condyle > 300) {
    const rim = Math.max(swell(at, 80, 110), swell(at, 920, 110));
    if (rim > 400)
      section.fill(sized(curve(points('350,540 400,560 520,566 640,560 690,536 690,590 520,578 350,590'))), 'fibre');
    else {
      section.fill(sized(polygon(points('334,536 440,580 336,592'))), 'fibre');
      section.fill(sized(polygon(points('706,530 590,580 706,592'))), 'fibre');
      // The finding is a tear of the hind horn.
      if (lesion > 0 && Math.abs(at - 260) < 110)
        section.fill(sized(strand(points('704,590 664,568 640,560'), lesion / 3, 1)), 'fluid');
    }
  }
  if (middle > 0) {
    section.fill(sized(scaled(curve(points('420,420 620,400 640,560 560,600 440,590')), [530, 500], middle)), 'fat');
    section.fill(sized(scaled(strand(points('590,400 520,500 430,590'), 22, 18), [520, 500], middle)), 'fibre');
    section.fill(
      sized(scaled(strand(points('450,440 540,420 640,480 700,600 690,660'), 20, 20), [560, 500], middle)),
      'fibre',
    );
  }
  // Kneecap in its tendon, Hoffa's fat pad, a little fluid above.
  const cap = swell(at, 500, 330);
  if (cap > 0) {
    section.fill(sized(scaled(strand(points('300,-60 262,120 212,220'), 15, 18), [300, 200], 1000, 1000)), 'fibre');
    section.fill(sized(scaled(strand(points('196,410 230,520 322,690'), 17, 15), [260, 500], 1000, 1000)), 'fibre');
    section.fill(sized(scaled(curve(points('236,220 290,240 300,330 280,410 230,400')), [250, 310], cap)), 'cartilage');
    marrow(scaled(curve(points('190,210 262,226 284,320 256,400 190,410 168,310')), [230, 310], cap));
    section.fill(sized(scaled(strand(points('372,120 330,200 318,260'), 5, 10), [330, 200], cap)), 'fluid');
    section.fill(
      sized(scaled(strand(points('300,420 322,500 318,560'), 4, 3), [310, 500], 1000, ramp(cap, 0, 500))),
      'fluid',
    );
  }
  if (middle > 300) section.fill(sized(strand(points('790,-60 770,300 760,560 800,1060'), 20, 18)), 'blood');
  section.fill(sized(ellipse(760, 470, 9, 9)), 'fat');
}
