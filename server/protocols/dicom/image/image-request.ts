import type { BreastView } from './breast.ts';
import type { InstanceRequest } from './instance.ts';
import type { PictureKind } from './picture.ts';

/**
 * One image to be made. Every `InstanceRequest` is one: a scanner that makes instances can make these by the same call.
 */
export interface ImageRequest extends Omit<InstanceRequest, 'modality'> {
  readonly modality: PictureKind;
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
