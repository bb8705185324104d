import { clamp, isqrt, ramp } from './integer.ts';
import { fillBox, writeText } from './glyphs.ts';
import { curve, ellipse, points, strand, type Outline } from './outline.ts';
import { Raster } from './raster.ts';
import { bell, cloud, scatter } from './texture.ts';
import type { Variation } from './variation.ts';

/** What a pulse meets: how strongly it scatters (0 = black), and how much is left of it behind. */
interface Echo {
  /** 0 … 255 */
  readonly scatter: number;
  /** Loss per unit of depth; negative = enhancement behind fluid. */
  readonly loss: number;
}

const LINES = 192;
const SAMPLES = 512;

/** Body in the scan plane: scatter in the low byte, loss + 128 in the high one. */
class Body {
  readonly map = new Raster(400, 400);
  constructor(background: Echo) {
    this.map.pixels.fill(code(background));
  }
  put(outline: Outline, echo: Echo): void {
    // Half of an edge pixel belongs to either side: codes cannot be mixed.
    const stamp = new Raster(400, 400);
    stamp.fill(outline, 256);
    for (let at = 0; at < stamp.pixels.length; at++)
      if ((stamp.pixels[at] ?? 0) >= 128) this.map.pixels[at] = code(echo);
  }
}
const code = ({ scatter: strength, loss }: Echo): number => (clamp(loss + 128, 0, 255) << 8) | clamp(strength, 0, 255);
const echo = (strength: number, loss = 1): Echo => ({ scatter: strength, loss });
const fluid = echo(2, -2);
const bone = echo(250, 90);

interface Scan {
  readonly probe: 'curved' | 'linear';
  readonly depth: number;
  readonly label: string;
  readonly draw: (body: Body, variation: Variation, lesion: number, view: number) => void;
}

const wall = (body: Body, muscle = 60): void => {
  body.put(curve(points('-80,-40 1080,-40 1080,70 -80,70')), echo(150));
  body.put(curve(points('-80,30 1080,30 1080,130 -80,130')), echo(muscle));
  for (const y of [34, 66, 100, 122])
    body.put(
      strand(
        [
          [-60, y],
          [500, y + 5],
          [1060, y],
        ],
        3,
        3,
      ),
      echo(190),
    );
};

const scans: Readonly<Record<string, Scan>> = {
  ABDOMEN: {
    probe: 'curved',
    depth: 160,
    label: 'LIVER RT KIDNEY LONG',
    draw(body, variation, lesion, view) {
      wall(body);
      body.put(curve(points('-100,110 1100,110 1100,640 800,760 560,640 330,780 100,840 -100,820')), echo(112));
      for (const course of ['260,330 340,380 460,400', '420,250 520,300 640,300', '180,520 260,500 330,450'])
        for (const [half, one] of [
          [20, echo(200)],
          [13, fluid],
        ] as const)
          body.put(strand(points(course), half, half * 0.6), one);
      if (view % 2 === 0) {
        body.put(ellipse(430, 440, 150, 84, 60), echo(180));
        body.put(ellipse(430, 440, 140, 74, 60), fluid);
      } else {
        body.put(ellipse(640, 620, 240, 120, 70), echo(200));
        body.put(ellipse(640, 620, 228, 110, 70), echo(78));
        body.put(ellipse(650, 625, 140, 50, 70), echo(205));
        for (const [x, y] of points('520,560 600,545 690,560 770,610 560,680 660,710 750,710'))
          body.put(ellipse(x, y, 22, 15, 40), echo(34));
      }
      body.put(strand(points('-40,900 220,880 430,820 700,800 1040,860'), 9, 9), echo(255, 10));
      body.put(curve(points('-80,900 220,900 430,840 700,820 1080,880 1080,1080 -80,1080')), echo(70, 3));
      if (lesion > 0) body.put(ellipse(variation.place % 2 ? 300 : 720, 300, lesion * 4, lesion * 3.4, 40), echo(58));
    },
  },
  PELVIS: {
    probe: 'curved',
    depth: 140,
    label: 'PELVIS TRANS',
    draw(body, _variation, lesion) {
      wall(body);
      body.put(curve(points('240,200 500,160 760,200 800,330 700,440 500,460 300,440 200,330')), echo(160));
      body.put(curve(points('256,212 500,176 744,212 784,330 690,428 500,446 310,428 216,330')), fluid);
      body.put(ellipse(500, 600, 190, 120), echo(110));
      body.put(ellipse(500, 596, 90, 22), echo(190));
      for (const x of [235, 765]) {
        body.put(ellipse(x, 590, 84, 58), echo(84));
        body.put(ellipse(x - 20, 580, 18, 16), fluid);
        body.put(ellipse(x + 26, 600, 14, 12), fluid);
      }
      body.put(strand(points('200,800 500,780 800,800'), 8, 8), echo(230, 20));
      if (lesion > 0) body.put(ellipse(775, 580, lesion * 4, lesion * 4), fluid);
    },
  },
  THYROID: {
    probe: 'linear',
    depth: 40,
    label: 'THYROID TRANS',
    draw(body, variation, lesion) {
      wall(body, 50);
      for (const x of [250, 750])
        body.put(
          curve(points('-170,130 170,130 200,250 0,260 -200,250').map(([dx, y]) => [x + dx, y] as const)),
          echo(46),
        );
      for (const x of [270, 730]) {
        body.put(ellipse(x, 420, 190, 172, x < 500 ? 960 : 60), echo(190));
        body.put(ellipse(x, 420, 182, 164, x < 500 ? 960 : 60), echo(138));
      }
      body.put(curve(points('380,300 500,270 620,300 620,380 500,350 380,380')), echo(138));
      body.put(strand(points('360,560 390,400 500,345 610,400 640,560'), 12, 12), echo(255, 6));
      body.put(curve(points('372,560 400,420 500,362 600,420 628,560 628,1040 372,1040')), echo(28, 6));
      for (const x of [90, 910]) {
        body.put(ellipse(x, 500, 86, 80), echo(200));
        body.put(ellipse(x, 500, 76, 70), fluid);
        body.put(ellipse(x < 500 ? 110 : 890, 330, 80, 40), fluid);
      }
      body.put(curve(points('120,640 420,620 430,760 120,800')), echo(50));
      body.put(curve(points('580,620 880,640 880,800 580,760')), echo(50));
      body.put(strand(points('120,860 500,800 880,860'), 12, 12), bone);
      if (lesion > 0) {
        const x = variation.place % 2 ? 250 : 750;
        body.put(ellipse(x, 430, lesion * 8, lesion * 7), echo(230));
        body.put(ellipse(x, 430, lesion * 8 - 8, lesion * 7 - 8), echo(60));
      }
    },
  },
  HEAD: {
    probe: 'curved',
    depth: 90,
    label: 'NEONATAL HEAD CORONAL',
    draw(body, _variation, lesion) {
      body.put(ellipse(500, 480, 470, 470), echo(245, 20));
      body.put(ellipse(500, 480, 448, 450), echo(76));
      body.put(strand(points('500,30 500,330'), 5, 5), echo(210));
      for (const course of [
        '60,420 150,400 210,440',
        '940,420 850,400 790,440',
        '200,140 250,230 240,300',
        '800,140 750,230 760,300',
        '120,600 220,560 330,600',
        '880,600 780,560 670,600',
        '350,90 370,180',
        '650,90 630,180',
      ])
        body.put(strand(points(course), 7, 4), echo(200));
      for (const flip of [1, -1])
        body.put(
          curve(points('16,340 60,300 150,300 170,330 90,360 30,420').map(([dx, y]) => [500 + flip * dx, y] as const)),
          fluid,
        );
      for (const flip of [1, -1]) body.put(ellipse(500 + flip * 90, 470, 74, 66), echo(100));
      body.put(strand(points('420,276 500,290 580,276'), 8, 8), echo(150));
      body.put(ellipse(500, 440, 7, 44), fluid);
      body.put(strand(points('280,660 400,590 500,640 600,590 720,660'), 12, 12), echo(220));
      body.put(ellipse(500, 780, 190, 90), echo(170));
      if (lesion > 0) body.put(ellipse(420, 350, lesion * 4, lesion * 3), echo(240));
    },
  },
  CAROTID: {
    probe: 'linear',
    depth: 40,
    label: 'RT CCA BULB LONG',
    draw(body, _variation, lesion) {
      wall(body, 64);
      body.put(curve(points('-60,130 1060,130 1060,330 -60,300')), echo(60));
      for (const y of [190, 260])
        body.put(
          strand(
            [
              [-50, y],
              [500, y + 24],
              [1050, y],
            ],
            3,
            3,
          ),
          echo(170),
        );
      body.put(strand(points('-80,520 300,520 520,500 760,470 1080,400'), 110, 76), echo(225));
      body.put(strand(points('-80,520 300,520 520,500 760,470 1080,400'), 98, 64), fluid);
      body.put(strand(points('560,560 760,610 1080,720'), 84, 60), echo(225));
      body.put(strand(points('500,540 760,610 1080,720'), 72, 50), fluid);
      body.put(curve(points('-60,660 480,650 700,740 1060,860 1060,1060 -60,1060')), echo(92));
      body.put(strand(points('-50,820 400,810 700,900'), 6, 6), echo(200));
      if (lesion > 0)
        body.put(
          curve([
            [430, 604],
            [520, 604 - lesion * 5],
            [640, 640 - lesion * 5],
            [700, 650],
            [600, 650],
          ]),
          echo(170, 4),
        );
    },
  },
};

/** Millimetres of depth that the picture of this part shows. */
export const scanDepth = (bodyPart: string): number => (scans[bodyPart] ?? scans['ABDOMEN'])?.depth ?? 160;

/** Where the echoes stand in the picture, in pixels: Region Location of the calibration (PS3.3 C.8.5.5). */
export interface ScanRegion {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export function scanRegion(width: number, height: number): ScanRegion {
  return {
    left: Math.trunc(width * 0.08),
    top: Math.trunc(height * 0.09),
    right: Math.trunc(width * 0.92),
    bottom: Math.trunc(height * 0.95),
  };
}

/** 8-bit picture of an ultrasound screen: fan or rectangle of echoes with speckle, grey bar, depth scale, labels. */
export function drawUltrasound(
  width: number,
  height: number,
  bodyPart: string,
  view: number,
  variation: Variation,
  lesion: number,
): Raster {
  const scan = scans[bodyPart] ?? scans['ABDOMEN'];
  const raster = new Raster(width, height);
  if (!scan) return raster;
  const body = new Body(echo(70));
  scan.draw(body, variation, lesion, view);
  const region = scanRegion(width, height);
  const lines = beams(scan.probe, body.map, variation.seed + view);
  const [w, h] = [region.right - region.left, region.bottom - region.top];
  for (let y = 0; y < h; y++)
    for (let x = 0; x < w; x++) {
      const found = locate(scan.probe, Math.trunc((x * 4096) / w), Math.trunc((y * 4096) / h));
      if (!found) continue;
      raster.pixels[(region.top + y) * width + region.left + x] = sample(lines, found[0], found[1]);
    }
  const dot = Math.max(1, Math.round(width / 500));
  writeText(raster, scan.label, dot * 6, height - dot * 12, dot, 200);
  writeText(raster, `${scan.depth / 10} CM`, width - dot * 40, height - dot * 12, dot, 200);
  writeText(raster, 'MI 0.9 TIS 0.4', width - dot * 96, dot * 4, dot, 160);
  for (let step = 0; step <= 10; step++)
    fillBox(
      raster,
      region.right + dot * 4,
      region.top + Math.trunc((h * step) / 10),
      step % 5 === 0 ? dot * 5 : dot * 3,
      1,
      200,
    );
  for (let row = 0; row < Math.trunc(h / 3); row++)
    fillBox(raster, dot * 4, region.top + row, dot * 5, 1, 255 - Math.trunc((row * 765) / h));
  return raster;
}

const HALF = 1900; // half width of the fan at depth 4096, as slope × 4096 / (depth + apex)
const APEX = 900; // the fan's lines meet this far above the skin
const FACE = 360; // skin of the curved probe lies this deep in the middle

/** Line (0 … LINES × 16) and depth (0 … SAMPLES × 16) of a place in the region's 4096 × 4096 square. */
function locate(probe: Scan['probe'], x: number, y: number): readonly [line: number, depth: number] | undefined {
  if (probe === 'linear')
    return [Math.trunc((x * (LINES - 1) * 16) / 4096), Math.trunc((y * (SAMPLES - 1) * 16) / 4096)];
  const down = y + APEX;
  const slope = Math.trunc(((x - 2048) * 4096) / down);
  if (Math.abs(slope) > HALF) return undefined;
  const reach = isqrt((x - 2048) * (x - 2048) + down * down);
  const deep = reach - APEX - FACE;
  const most = 4096 - FACE;
  if (deep < 0 || deep >= most) return undefined;
  return [Math.trunc(((slope + HALF) * (LINES - 1) * 16) / (2 * HALF)), Math.trunc((deep * (SAMPLES - 1) * 16) / most)];
}

function sample(lines: Uint8Array, line: number, depth: number): number {
  const [l, d] = [line >> 4, depth >> 4];
  const [fl, fd] = [line & 15, depth & 15];
  const at = (a: number, b: number): number => lines[Math.min(LINES - 1, a) * SAMPLES + Math.min(SAMPLES - 1, b)] ?? 0;
  const top = at(l, d) * (16 - fd) + at(l, d + 1) * fd;
  const bottom = at(l + 1, d) * (16 - fd) + at(l + 1, d + 1) * fd;
  return (top * (16 - fl) + bottom * fl) >> 8;
}

/** Echoes along each line: scatterers interfere (speckle), what is lost above is missing below. */
function beams(probe: Scan['probe'], map: Raster, seed: number): Uint8Array {
  const out = new Uint8Array(LINES * SAMPLES);
  const field = speckle(seed);
  for (let line = 0; line < LINES; line++) {
    let energy = 4096 * 16;
    const slope = Math.trunc((line * 2 * HALF) / (LINES - 1)) - HALF;
    const norm = isqrt(slope * slope + 4096 * 4096);
    for (let depth = 0; depth < SAMPLES; depth++) {
      let x = Math.trunc((line * 400) / LINES);
      let y = Math.trunc((depth * 400) / SAMPLES);
      if (probe === 'curved') {
        const reach = Math.trunc((depth * (4096 - FACE)) / SAMPLES) + APEX + FACE;
        x = Math.trunc(((2048 + Math.trunc((reach * slope) / norm)) * 400) / 4096);
        // The phantom begins at the skin.
        y = Math.trunc(((Math.trunc((reach * 4096) / norm) - APEX) * 400) / 4096);
      }
      const tissue = map.pixels[clamp(y, 0, 399) * 400 + clamp(x, 0, 399)] ?? 0;
      const strength = tissue & 255;
      const loss = (tissue >> 8) - 128;
      energy = clamp(energy - Math.trunc((energy * loss) / 700), 0, 4096 * 40);
      const at = line * SAMPLES + depth;
      const grain = field[at] ?? 0;
      const texture = 210 + (cloud(x, y, 0, 14, seed + 4) >> 2) + (strength > 150 ? 40 : 0);
      const value = Math.trunc((strength * grain * texture) / 44_000);
      out[at] = clamp(Math.trunc((value * energy) / 65_536) + (scatter(line, depth, 5, seed) & 3), 0, 255);
    }
    // Bright line where the probe touches the skin.
    for (let depth = 0; depth < 8; depth++) out[line * SAMPLES + depth] = 150 + ramp(8 - depth, 0, 8) / 12;
  }
  return out;
}

/** Length of a random walk in the plane, blurred across the beam more than along it: fully developed speckle. */
function speckle(seed: number): Int32Array {
  const parts = [0, 1].map((plane) => {
    const raw = new Int32Array(LINES * SAMPLES);
    for (let line = 0; line < LINES; line++)
      for (let depth = 0; depth < SAMPLES; depth++) raw[line * SAMPLES + depth] = bell(line, depth, plane, seed);
    const out = new Int32Array(LINES * SAMPLES);
    for (let line = 0; line < LINES; line++)
      for (let depth = 0; depth < SAMPLES; depth++) {
        let sum = 0;
        for (let dl = -1; dl <= 1; dl++)
          for (let dd = -2; dd <= 2; dd++)
            sum += raw[clamp(line + dl, 0, LINES - 1) * SAMPLES + clamp(depth + dd, 0, SAMPLES - 1)] ?? 0;
        out[line * SAMPLES + depth] = sum;
      }
    return out;
  });
  const [real, imaginary] = parts;
  return Int32Array.from({ length: LINES * SAMPLES }, (_, at) => {
    const [a, b] = [(real?.[at] ?? 0) >> 2, (imaginary?.[at] ?? 0) >> 2];
    return Math.min(420, isqrt(a * a + b * b));
  });
}
