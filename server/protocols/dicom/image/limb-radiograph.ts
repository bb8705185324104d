import { between } from './integer.ts';
import {
  curve,
  ellipse,
  limb,
  longBone,
  points,
  scaled,
  stations,
  strand,
  SUBUNITS,
  type Outline,
  type Point,
} from './outline.ts';
import { hollow, round, type Raster } from './raster.ts';
import { clouds } from './texture.ts';
import type { Variation } from './variation.ts';

/** Hand, knee and ankle. Drawn as a left one seen as the view says; a right one is the mirrored picture. */
type Bones = (raster: Raster, variation: Variation, lesion: number, view: 1 | 2) => void;

const HERE: Point = [0, 0];

const bone = (raster: Raster, outline: Outline, radius: number, strength = 1000): void => {
  raster.add(outline, hollow((780 * strength) / 1000, (430 * strength) / 1000, radius, Math.max(4, radius * 0.28)));
};

/** Spongy bone is not even: a fine net laid over it. */
export function roughen(raster: Raster, variation: Variation, above: number): void {
  raster.each((x, y, value) => (value > above ? value + ((clouds(x, y, 0, 12, variation.seed) - 128) >> 1) : value));
}

/** Corner cutting takes a little off a small bone. */
function grown(outline: Outline): Outline {
  const [x, y] = outline.points.reduce(([a, b], [u, v]): Point => [a + u, b + v], HERE);
  const count = outline.points.length * SUBUNITS;
  return scaled(outline, [x / count, y / count], 1190);
}

/** Postero-anterior: the thumb of a left hand is on the right. `view` 2 is turned by 45°. */
const drawHand: Bones = (raster, variation, lesion, view) => {
  const squeeze = view === 1 ? 0 : 260;
  const at = ([x, y]: Point): Point => [between(x, 470, squeeze), y];
  // Tip, middles of the joints and root of each finger, from the little finger to the thumb.
  const rays = [
    points('150,400 185,478 222,556 286,688 400,900'),
    points('268,196 286,306 310,420 356,610 438,882'),
    points('420,120 424,246 430,378 440,590 482,872'),
    points('580,176 566,292 552,414 532,606 532,880'),
    points('850,560 800,640 738,738 620,866 560,940'),
  ];
  raster.add(
    curve(
      points(
        '250,640 330,560 440,540 560,560 610,680 690,760 640,900 610,1010 620,1140 640,1400 360,1400 370,1140 380,1010 300,860',
      ).map(at),
    ),
    round(520, 130),
  );
  rays.forEach((ray, finger) => {
    const thick = finger === 4 ? 50 : finger === 0 ? 38 : 45;
    raster.add(
      limb(ray.slice(0, 4).map((point, index) => [...at(point), thick - 12 + index * 5] as const)),
      round(380, 44),
    );
    raster.add(ellipse(...at(ray[0] ?? [0, 0]), thick - 12, thick - 6), round(260, 30));
  });
  rays.forEach((ray, finger) => {
    const [tip = HERE, second = HERE, third = HERE, knuckle = HERE, root = HERE] = ray.map(at);
    const size = finger === 0 ? 0.82 : 1;
    const gap = (from: Point, to: Point): readonly [Point, Point] => [
      [from[0] + (to[0] - from[0]) * 0.06, from[1] + (to[1] - from[1]) * 0.06],
      [from[0] + (to[0] - from[0]) * 0.94, from[1] + (to[1] - from[1]) * 0.94],
    ];
    const part = (from: Point, to: Point, base: number, shaft: number, head: number): void => {
      const [a, b] = gap(from, to);
      bone(raster, longBone(a, b, base * size, shaft * size, head * size), base * size);
    };
    part(second, [tip[0], tip[1] + 8], 22, 11, 15);
    if (finger === 4) {
      part(third, second, 27, 16, 22);
      part(knuckle, third, 30, 17, 25);
      bone(raster, ellipse(third[0] - 30, third[1] + 26, 11, 9), 9);
    } else {
      part(third, second, 24, 14, 20);
      part(knuckle, third, 29, 17, 23);
    }
    if (finger < 4) part(root, knuckle, 32, 18, 29);
    else part([root[0], root[1] - 10], knuckle, 30, 19, 26);
  });
  for (const [course, radius] of [
    ['560,930 610,930 624,975 585,1000 550,980', 24], // trapezium
    ['520,915 560,920 556,965 525,970', 20],
    ['462,910 516,905 524,960 510,1005 470,1000', 26], // capitate
    ['408,915 458,912 462,990 420,985', 24], // hamate
    ['524,980 560,985 600,1010 578,1048 530,1030', 24], // scaphoid
    ['462,1006 520,1008 530,1050 470,1052', 24], // lunate
    ['402,990 455,996 452,1040 412,1036', 22], // triquetrum
    ['386,1000 420,1000 422,1030 392,1034', 16],
  ] as const)
    bone(raster, grown(curve(points(course).map(at))), radius, 900);
  bone(
    raster,
    limb(
      stations('545,1062,62 545,1095,64 552,1150,44 560,1230,32 566,1420,30').map(
        ([x, y, h]) => [...at([x, y]), h] as const,
      ),
    ),
    46,
  );
  bone(
    raster,
    limb(
      stations('416,1066,28 418,1090,34 420,1140,26 430,1220,23 436,1420,24').map(
        ([x, y, h]) => [...at([x, y]), h] as const,
      ),
    ),
    28,
  );
  raster.add(ellipse(...at([392, 1058]), 8, 20), 260);
  // The finding: a break through the fifth metacarpal, its width as given.
  if (lesion > 0)
    raster.add(strand([at([318, 792]), at([344, 780]), at([372, 786])], lesion / 3 + 2, lesion / 4 + 2), -520);
};

/** From the front (fibula on the outer side: right of the picture for a left knee) or from the side. */
const drawKnee: Bones = (raster, _variation, lesion, view) => {
  if (view === 1) {
    raster.add(limb(stations('500,-80,300 500,300,270 500,620,262 500,900,250 510,1400,220')), round(720, 260));
    bone(
      raster,
      curve(
        points(
          '410,-60 415,180 400,330 330,420 270,510 272,600 330,642 420,640 470,600 500,560 530,600 580,640 670,642 728,600 730,510 670,420 600,330 585,180 590,-60',
        ),
      ),
      70,
    );
    bone(
      raster,
      curve(
        points(
          '270,690 330,672 430,684 480,668 500,640 520,668 570,684 670,672 732,690 736,740 690,810 610,900 590,1060 590,1420 410,1420 405,1060 385,900 310,810 264,740',
        ),
      ),
      70,
    );
    bone(
      raster,
      curve(points('690,800 720,770 762,790 768,840 744,900 738,1060 736,1420 690,1420 694,1060 690,900')),
      26,
    );
    raster.add(curve(points('400,330 500,296 600,330 622,420 570,510 500,540 430,510 378,420')), round(190, 60));
    if (lesion > 0) raster.add(strand(points('300,730 380,770 420,850'), lesion / 3, 2), -300);
    return;
  }
  raster.add(limb(stations('470,-80,290 480,250,270 470,560,250 510,800,220 540,1400,210')), round(700, 250));
  bone(
    raster,
    curve(
      points('400,-60 410,200 400,340 350,440 338,560 400,650 520,680 640,640 700,540 690,420 610,330 570,180 560,-60'),
    ),
    66,
  );
  raster.add(curve(points('420,480 560,440 680,520 660,620 540,672 420,620')), round(150, 60));
  bone(
    raster,
    curve(points('360,700 470,690 600,700 690,716 700,770 640,860 590,960 580,1420 410,1420 400,1000 350,850 320,780')),
    60,
  );
  bone(raster, curve(points('630,810 690,790 720,830 700,890 690,1060 684,1420 640,1420 640,1040 630,900')), 24, 800);
  bone(raster, curve(points('200,360 256,340 296,400 306,500 260,560 204,530 184,450')), 40);
  raster.add(strand(points('210,550 270,680 340,800'), 14, 12), 130);
  raster.add(strand(points('320,-60 260,160 220,350'), 26, 18), 130);
};

const drawAnkle: Bones = (raster, _variation, lesion, view) => {
  if (view === 1) {
    raster.add(limb(stations('500,-80,210 500,400,180 500,760,210 510,1000,230 520,1400,270')), round(700, 200));
    bone(
      raster,
      curve(
        points(
          '400,-60 410,300 400,560 360,680 330,800 336,900 372,930 410,880 420,826 520,812 640,820 636,700 600,560 570,300 560,-60',
        ),
      ),
      66,
    );
    bone(
      raster,
      curve(points('640,-60 640,400 636,640 650,760 640,850 660,960 700,1000 730,940 728,800 708,640 700,400 690,-60')),
      30,
    );
    bone(raster, curve(points('430,850 520,836 628,846 640,930 620,1010 520,1040 430,1010 412,930')), 66, 950);
    bone(raster, curve(points('400,1040 520,1060 640,1040 680,1150 640,1300 400,1300 370,1150')), 80, 850);
    if (lesion > 0) raster.add(strand(points('630,800 680,830 740,870'), lesion / 3 + 2, 3), -420);
    return;
  }
  raster.add(limb(stations('640,-80,200 640,400,160 640,700,170 620,900,190')), round(640, 170));
  raster.add(
    curve(
      points('480,700 360,860 180,1000 20,1080 -60,1200 40,1260 400,1250 800,1240 900,1160 880,980 800,760 740,640'),
    ),
    round(640, 130),
  );
  bone(raster, curve(points('570,-60 576,400 560,640 520,760 560,800 660,810 750,780 740,640 710,400 700,-60')), 58);
  bone(raster, curve(points('690,-60 694,500 700,760 690,890 724,900 760,800 752,500 744,-60')), 24, 600);
  bone(raster, curve(points('500,840 560,800 690,816 760,840 780,900 700,930 600,920 520,950 440,930 430,880')), 44);
  bone(
    raster,
    curve(points('480,970 600,950 700,950 800,920 880,980 890,1100 820,1180 700,1160 600,1120 480,1080 450,1020')),
    60,
  );
  bone(raster, curve(points('360,900 430,890 440,980 380,1010 330,980')), 36, 900);
  bone(raster, curve(points('350,1010 450,1000 460,1080 380,1110 320,1070')), 34, 800);
  bone(raster, limb(stations('330,980,34 200,1050,22 60,1120,28')), 24, 800);
  bone(raster, limb(stations('330,1040,30 190,1110,20 60,1160,24')), 22, 700);
  bone(raster, limb(stations('320,1090,26 180,1150,18 60,1180,20')), 20, 600);
  if (lesion > 0) raster.add(strand(points('700,800 730,840 770,870'), lesion / 3 + 2, 3), -320);
};

export const limbRadiographs = { HAND: drawHand, KNEE: drawKnee, ANKLE: drawAnkle } as const;
