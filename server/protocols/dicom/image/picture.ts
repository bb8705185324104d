import { createHash } from 'node:crypto';
import { dicomLimits } from '../limits.ts';
import { abdomenGeometry, drawAbdomen } from './abdomen.ts';
import { breastShape, drawBreast, type BreastView } from './breast.ts';
import { chestGeometry, drawChest } from './chest.ts';
import { drawChestFront, drawChestSide } from './chest-radiograph.ts';
import { placeMarker, textWidth, writeText } from './glyphs.ts';
import { drawHead, headGeometry } from './head.ts';
import { drawKnee, kneeGeometry } from './knee.ts';
import { limbRadiographs, roughen } from './limb-radiograph.ts';
import { drawLumbarSpine, lumbarGeometry } from './lumbar-spine.ts';
import { drawNeck, neckGeometry } from './neck.ts';
import { palettes } from './palette.ts';
import { Raster } from './raster.ts';
import { drawBoneScan, drawThyroidScan } from './scintigram.ts';
import { Section, type Palette, type SectionGeometry } from './section.ts';
import { drawCapture, drawSmpteLike, drawTg18Like } from './test-pattern.ts';
import { drawAbdomenFront, drawHips } from './trunk-radiograph.ts';
import { drawUltrasound } from './ultrasound.ts';
import { variation } from './variation.ts';

export type PictureKind = 'CT' | 'MR' | 'CR' | 'DX' | 'MG' | 'US' | 'NM' | 'SC' | 'TG18' | 'SMPTE';

/** What decides the pixels; two requests with equal keys share one buffer. */
export interface PictureKey {
  readonly kind: PictureKind;
  /** Body Part Examined; a part without a drawing gets the nearest one. */
  readonly bodyPart: string;
  /** 1-based place in the series, of `count`. */
  readonly index: number;
  readonly count: number;
  /** Only its remainder by `PICTURE_VARIANTS` counts. */
  readonly seed: number;
  /** Side of a paired part, or lead marker. */
  readonly side?: 'L' | 'R' | undefined;
  /** Of a mammogram. */
  readonly view?: BreastView | undefined;
  /** Columns; height follows from the kind. 16 … 1024. */
  readonly size: number;
  /** Diameter of the finding in whole millimetres; 0 = none. A prior has a smaller one or none. */
  readonly lesion: number;
}

export interface Picture {
  readonly rows: number;
  readonly columns: number;
  readonly frames: number;
  readonly bitsStored: 8 | 12 | 16;
  /** Width of a pixel in thousandths of a millimetre. */
  readonly pixelMicrons: number;
  /** Little endian; shared by everybody: never write to it. */
  readonly pixels: Uint8Array;
  readonly smallest: number;
  readonly largest: number;
  /** Lower-case hexadecimal SHA-1 of `pixels`. */
  readonly sha1: string;
}

export const PICTURE_VARIANTS = 8;
export const LARGEST_PICTURE = 1024;

interface SectionDrawing {
  readonly geometry: SectionGeometry;
  readonly draw: (section: Section) => void;
  readonly palette: Palette;
  readonly noise: number;
}

const slices: Readonly<Record<'CT' | 'MR', Readonly<Record<string, SectionDrawing>>>> = {
  CT: {
    ABDOMEN: { geometry: abdomenGeometry, draw: drawAbdomen, palette: palettes.ctContrast, noise: 9 },
    CHEST: { geometry: chestGeometry, draw: drawChest, palette: palettes.ctContrast, noise: 10 },
    CSPINE: { geometry: neckGeometry, draw: drawNeck, palette: palettes.ctPlain, noise: 9 },
    HEAD: { geometry: headGeometry, draw: drawHead, palette: palettes.ctPlain, noise: 4 },
  },
  MR: {
    BRAIN: { geometry: headGeometry, draw: drawHead, palette: palettes.mrT2, noise: 20 },
    KNEE: { geometry: kneeGeometry, draw: drawKnee, palette: palettes.mrDensity, noise: 24 },
    LSPINE: { geometry: lumbarGeometry, draw: drawLumbarSpine, palette: palettes.mrT2, noise: 24 },
  },
};

function sliceDrawing(kind: 'CT' | 'MR', bodyPart: string): SectionDrawing {
  const known = slices[kind][bodyPart] ?? slices[kind][kind === 'CT' ? 'ABDOMEN' : 'BRAIN'];
  if (!known) throw new Error(`no drawing for ${kind}`);
  return known;
}

/** Geometry that the Image Plane Module of a slice must tell. */
export const sliceGeometry = (kind: 'CT' | 'MR', bodyPart: string): SectionGeometry =>
  sliceDrawing(kind, bodyPart).geometry;

export const drawnParts: Readonly<Record<'CT' | 'MR' | 'CR' | 'DX' | 'US' | 'NM', readonly string[]>> = {
  CT: Object.keys(slices.CT),
  MR: Object.keys(slices.MR),
  CR: ['CHEST', 'ABDOMEN', 'HAND', 'KNEE', 'HIP', 'ANKLE'],
  DX: ['CHEST', 'ABDOMEN', 'HAND', 'KNEE', 'HIP', 'ANKLE'],
  US: ['ABDOMEN', 'PELVIS', 'THYROID', 'HEAD', 'CAROTID'],
  NM: ['WHOLEBODY', 'THYROID'],
};

const cache = new Map<string, Picture>();
let cachedBytes = 0;

/** The picture of this key: drawn once, then shared; the oldest go when the cache is full. */
export function picture(key: PictureKey): Picture {
  const seed = ((Math.trunc(key.seed) % PICTURE_VARIANTS) + PICTURE_VARIANTS) % PICTURE_VARIANTS;
  const size = Math.min(LARGEST_PICTURE, Math.max(16, Math.trunc(key.size)));
  const count = Math.max(1, Math.trunc(key.count));
  const index = (((Math.trunc(key.index) - 1) % count) + count) % count;
  const lesion = Math.min(60, Math.max(0, Math.trunc(key.lesion)));
  // CR and DX photograph the same body.
  const isRadiograph = key.kind === 'CR' || key.kind === 'DX';
  const full: PictureKey = { ...key, seed, size, count, index: index + 1, lesion };
  const name = [
    full.kind,
    full.bodyPart,
    full.view ?? '',
    full.index,
    isRadiograph ? 2 : count,
    seed,
    full.side ?? '',
    size,
    lesion,
  ].join('/');
  const known = cache.get(name);
  if (known) {
    // Least recently used goes first.
    cache.delete(name);
    cache.set(name, known);
    return known;
  }
  const made = draw(full);
  for (const [oldest, { pixels }] of cache) {
    if (cachedBytes + made.pixels.length <= dicomLimits.pictureBytes) break;
    cache.delete(oldest);
    cachedBytes -= pixels.length;
  }
  cachedBytes += made.pixels.length;
  cache.set(name, made);
  return made;
}

function draw(key: PictureKey): Picture {
  switch (key.kind) {
    case 'CT':
    case 'MR':
      return drawSlice(key, key.kind);
    case 'CR':
    case 'DX':
      return drawRadiograph(key);
    case 'MG':
      return drawMammogram(key);
    case 'US': {
      const rows = Math.trunc((key.size * 3) / 4);
      const one = variation(key.seed);
      return finished([drawUltrasound(key.size, rows, key.bodyPart, key.index, one, key.lesion)], 8, 0);
    }
    case 'NM':
      return drawScan(key);
    case 'SC': {
      const lines = [
        'PROTOCOL SUMMARY',
        `BODY PART  ${key.bodyPart}`,
        'SCOUT      120 KV   35 MA',
        'HELICAL    120 KV  210 MAS',
        'CTDI VOL   12.4 MGY',
        'DLP        410 MGY.CM',
        `SERIES     ${key.count}`,
        'SCREEN CAPTURE - NOT FOR DIAGNOSIS',
      ];
      return finished([drawCapture(key.size, Math.trunc((key.size * 3) / 4), lines)], 8, 0);
    }
    case 'TG18':
      return finished([drawTg18Like(key.size)], 12, 0);
    case 'SMPTE':
      return finished([drawSmpteLike(key.size)], 12, 0);
    default:
      return key.kind satisfies never;
  }
}

function drawSlice(key: PictureKey, kind: 'CT' | 'MR'): Picture {
  const { geometry, draw: paint, palette, noise } = sliceDrawing(kind, key.bodyPart);
  const section = new Section(
    {
      pixels: key.size,
      at: Math.trunc(((2 * key.index - 1) * 500) / key.count),
      thickness: Math.trunc(1000 / key.count),
      lesion: key.lesion,
      variation: variation(key.seed),
    },
    palette,
  );
  paint(section);
  const { raster } = section;
  raster.blur(2, 1);
  raster.noise(noise, key.seed * 131 + 7, key.index, kind === 'CT' ? 2 : 1);
  // A right knee is the mirror image of a left one: its inner side comes last. Sagittal slices keep their front.
  return finished([raster], 12, Math.round((geometry.field * 1000) / key.size));
}

const radiographField: Readonly<Record<string, number>> = {
  ABDOMEN: 380,
  ANKLE: 180,
  CHEST: 420,
  HAND: 200,
  HIP: 420,
  KNEE: 200,
};

function drawRadiograph(key: PictureKey): Picture {
  const rows = Math.trunc((key.size * 6) / 5);
  const raster = new Raster(key.size, rows, 0);
  const one = variation(key.seed);
  const part = radiographField[key.bodyPart] === undefined ? 'CHEST' : key.bodyPart;
  const view = key.index % 2 === 1 ? 1 : 2;
  const isFront = view === 1;
  const limb = part === 'HAND' || part === 'KNEE' || part === 'ANKLE' ? limbRadiographs[part] : undefined;
  if (limb) limb(raster, one, key.lesion, view);
  else if (part === 'ABDOMEN') drawAbdomenFront(raster, one, key.lesion);
  else if (part === 'HIP') drawHips(raster, one, key.lesion);
  else if (isFront) drawChestFront(raster, one, key.lesion, key.kind === 'CR');
  else drawChestSide(raster, one, key.lesion);
  if (limb) roughen(raster, one, 900);
  if (limb && key.side === 'R') mirror(raster);
  // The film's curve: the dense end is pressed together.
  const dense = limb ? 1900 : 1500;
  raster.each(
    (_x, _y, value) => Math.trunc(((value > dense ? dense + (value - dense) / 3 : value) * 2800) / dense) + 90,
  );
  raster.blur(1.6, 1);
  raster.noise(22, key.seed * 31 + key.index, 1, 2);
  const side = key.side ?? 'L';
  placeMarker(
    raster,
    side,
    part !== 'CHEST' && limb ? (side === 'L' ? 'right' : 'left') : side === 'L' ? 'right' : 'left',
    3950,
  );
  if (key.kind === 'CR' && part === 'CHEST') {
    const dot = Math.max(1, Math.round(key.size / 220));
    writeText(raster, 'AP PORTABLE', dot * 5, Math.round(rows * 0.04), dot, 3950);
  }
  return finished([raster], 12, Math.round(((radiographField[part] ?? 400) * 1000) / key.size));
}

function mirror(raster: Raster): void {
  for (let row = 0; row < raster.height; row++)
    raster.pixels.subarray(row * raster.width, (row + 1) * raster.width).reverse();
}

function drawMammogram(key: PictureKey): Picture {
  const rows = Math.trunc((key.size * breastShape.rows) / breastShape.columns);
  const raster = new Raster(key.size, rows, 0);
  const side = key.side ?? 'L';
  const view = key.view ?? 'CC';
  drawBreast(raster, view, side, variation(key.seed), key.lesion);
  raster.each((_x, _y, value) => (value <= 0 ? 0 : Math.trunc((value * 5) / 2) + 160));
  raster.blur(1.4, 1);
  raster.noise(18, key.seed * 31 + (side === 'L' ? 1 : 2), view === 'CC' ? 0 : 1, 2);
  const text = `${side}${view}`;
  const dot = Math.max(1, Math.round(key.size / 130));
  const left = side === 'L' ? key.size - textWidth(text, dot) - dot * 6 : dot * 6;
  writeText(raster, text, left, Math.round(rows * 0.06), dot, 4000);
  return finished([raster], 12, Math.round((breastShape.field * 1000) / key.size));
}

function drawScan(key: PictureKey): Picture {
  const one = variation(key.seed);
  if (key.bodyPart === 'THYROID') {
    const raster = drawThyroidScan(key.size, one, key.lesion);
    return finished([raster], 16, Math.round(150_000 / key.size));
  }
  const rows = key.size * 3;
  const views = (['ANTERIOR', 'POSTERIOR'] as const).map((view) => {
    const raster = drawBoneScan(key.size, rows, view, one, key.lesion);
    // Side letters as the console burns them in.
    const dot = Math.max(1, Math.round(key.size / 100));
    writeText(raster, view === 'ANTERIOR' ? 'R' : 'L', dot * 3, dot * 3, dot, 60);
    writeText(raster, view === 'ANTERIOR' ? 'ANT' : 'POST', dot * 3, rows - dot * 10, dot, 60);
    return raster;
  });
  return finished(views, 16, Math.round(610_000 / key.size));
}

function finished(rasters: readonly Raster[], bitsStored: 8 | 12 | 16, pixelMicrons: number): Picture {
  const [first] = rasters;
  if (!first) throw new Error('a picture has a frame');
  const maximum = (1 << bitsStored) - 1;
  const depth = bitsStored === 8 ? 1 : 2;
  const frame = first.width * first.height * depth;
  // Pixel Data has even length (PS3.5 §8.1.1).
  const pixels = new Uint8Array((frame * rasters.length + 1) & ~1);
  let [smallest, largest] = [maximum, 0];
  rasters.forEach((raster, index) => {
    pixels.set(raster.bytes(maximum, depth), index * frame);
    for (const value of raster.pixels) {
      const held = Math.min(maximum, Math.max(0, value));
      if (held < smallest) smallest = held;
      if (held > largest) largest = held;
    }
  });
  const sha1 = createHash('sha1').update(pixels).digest('hex');
  return {
    rows: first.height,
    columns: first.width,
    frames: rasters.length,
    bitsStored,
    pixelMicrons,
    pixels,
    smallest,
    largest,
    sha1,
  };
}
