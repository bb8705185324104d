import type { Entry } from '../data-set.ts';
import { codeItem, type Code } from './code.ts';

/** SNOMED CT codes for Body Part Examined (PS3.16 Annex L). */
const regions: Readonly<Record<string, readonly [code: string, meaning: string]>> = {
  ABDOMEN: ['818981001', 'Abdomen'],
  ANKLE: ['70258002', 'Ankle joint'],
  BRAIN: ['12738006', 'Brain'],
  CAROTID: ['69105007', 'Carotid Artery'],
  CHEST: ['51185008', 'Chest'],
  CSPINE: ['122494005', 'Cervical spine'],
  HAND: ['85562004', 'Hand'],
  HEAD: ['69536005', 'Head'],
  HIP: ['24136001', 'Hip joint'],
  KNEE: ['72696002', 'Knee'],
  LSPINE: ['122496007', 'Lumbar spine'],
  PELVIS: ['816092008', 'Pelvis'],
  THYROID: ['69748006', 'Thyroid'],
};

/** One item of Anatomic Region Sequence (0008,2218); a part without a code is the whole body. */
export function anatomicRegion(bodyPart: string): readonly Entry[] {
  return codeItem(anatomicCode(bodyPart));
}

/** The same as a code. */
export function anatomicCode(bodyPart: string): Code {
  const [code, meaning] = regions[bodyPart] ?? ['38266002', 'Entire body'];
  return [code, 'SCT', meaning];
}

const views: Readonly<Record<string, readonly [code: string, meaning: string]>> = {
  AP: ['399348003', 'antero-posterior'],
  PA: ['272479007', 'postero-anterior'],
  LL: ['399173006', 'left lateral'],
};

/** One item of View Code Sequence (0054,0220) for a View Position (PS3.16 CID 4010). */
export function viewCode(position: string): readonly Entry[] {
  const [code, meaning] = views[position] ?? ['399348003', 'antero-posterior'];
  return codeItem([code, 'SCT', meaning]);
}
