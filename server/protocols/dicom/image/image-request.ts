import type { BreastView } from './breast.ts';
import type { ObjectContext } from './object-context.ts';
import type { PictureKind } from './picture.ts';

/** What the hospital's scanners make. */
export type ImageModality = Extract<PictureKind, 'CT' | 'MR' | 'CR' | 'DX' | 'MG' | 'NM'>;

/** One image to be made; `index` of the context decides slice position or view, and with it the picture. */
export interface ImageRequest extends ObjectContext {
  readonly modality: PictureKind;
  /** One per examination with patient coordinates; CT and MR only. */
  readonly frameOfReferenceUid: string;
  /** The body: the same number gives the same patient's anatomy. */
  readonly seed: number;
  /** Body Part Examined (0018,0015) */
  readonly bodyPart: string;
  /** Of a paired body part; marker and (0020,0062) or (0020,0060). */
  readonly laterality?: 'L' | 'R';
  /** Images in the series: a stack of slices is spread over the body part. */
  readonly count?: number;
  /** Columns; by default 64 for CT and MR, 256 for CR and DX and NM, 320 for MG, 512 else. */
  readonly size?: number;
  /** Diameter of the finding in millimetres; 0 or none = nothing to find. */
  readonly lesion?: number;
  /** Of a mammogram. */
  readonly view?: BreastView;
  /** Extra technique of a mammogram's view. */
  readonly viewModifier?: 'spot' | 'magnification';
}
