import { isqrt } from './integer.ts';
import type { Outline } from './outline.ts';
import { Raster, type Shade } from './raster.ts';
import type { Variation } from './variation.ts';

/** What a scanner tells apart. */
export type Tissue =
  | 'air'
  | 'lung'
  | 'gas'
  | 'skin'
  | 'fat'
  | 'muscle'
  | 'compact'
  | 'spongy'
  | 'marrow'
  | 'cartilage'
  | 'fibre'
  | 'disc'
  | 'dryDisc'
  | 'fluid'
  | 'white'
  | 'grey'
  | 'nucleus'
  | 'cord'
  | 'falx'
  | 'calcium'
  | 'blood'
  | 'heartWall'
  | 'liver'
  | 'spleen'
  | 'kidney'
  | 'kidneyPelvis'
  | 'gland'
  | 'bowel'
  | 'lesion';

export type Palette = Readonly<Record<Tissue, number>>;

/** One slice to be drawn. */
export interface SectionRequest {
  readonly pixels: number;
  /** 0 at the feet end (or the patient's right) of the range, 1000 at the other. */
  readonly at: number;
  /** Thickness of a slice on the same scale. */
  readonly thickness: number;
  /** Diameter of the finding in millimetres; 0 = none. */
  readonly lesion: number;
  readonly variation: Variation;
}

/** Geometry of a body part's examination. */
export interface SectionGeometry {
  /** Width of the picture in millimetres. */
  readonly field: number;
  /** Length of the range in millimetres. */
  readonly range: number;
  readonly plane: 'axial' | 'sagittal';
}

/**
 * Half width in drawing units of a ball of the finding's size whose middle lies at `middle`: the widest that the slice,
 * which has a thickness, meets of it; 0 where it meets none.
 */
export function findingHalf(
  { lesion, at, thickness }: SectionRequest,
  middle: number,
  geometry: SectionGeometry,
): number {
  const away = Math.max(0, ((Math.abs(at - middle) - thickness / 2) * geometry.range) / 1000);
  const radius = lesion / 2;
  if (away >= radius) return 0;
  return Math.trunc((isqrt(Math.trunc((radius * radius - away * away) * 100)) * 100) / geometry.field);
}

/** Paints tissues of a palette onto a slice. */
export class Section {
  readonly raster: Raster;
  readonly request: SectionRequest;
  readonly palette: Palette;

  constructor(request: SectionRequest, palette: Palette) {
    this.request = request;
    this.palette = palette;
    this.raster = new Raster(request.pixels, request.pixels, palette.air);
  }

  fill(outline: Outline, tissue: Tissue): void {
    this.raster.fill(outline, this.palette[tissue]);
  }

  /** Tissue by place; depth below the edge in drawing units. */
  mix(outline: Outline, tissue: (x: number, y: number, depth: number) => Tissue): void {
    const shade: Shade = (x, y, depth) => this.palette[tissue(x, y, depth)];
    this.raster.fill(outline, shade);
  }

  /** Several outlines that are one bone: the rim goes round all of them. */
  bones(outlines: readonly Outline[], rim: number, inside: (x: number, y: number) => number): void {
    for (const outline of outlines) this.raster.fill(outline, this.palette.compact);
    for (const outline of outlines)
      this.raster.fill(outline, (x, y, depth) => (depth < rim ? undefined : inside(x, y)));
  }

  /** Bone cut across: compact rim, spongy inside. */
  bone(outline: Outline, rim: number, inside: 'spongy' | 'marrow' = 'spongy'): void {
    const { compact } = this.palette;
    const core = this.palette[inside];
    this.raster.fill(outline, (_x, _y, depth) => (depth < rim ? compact : core));
  }
}
