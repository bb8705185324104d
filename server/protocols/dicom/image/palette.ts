import type { Palette } from './section.ts';

/** CT in Hounsfield units + 1024. */
const ctPlain: Palette = {
  air: 24,
  lung: 174,
  gas: 40,
  skin: 1070,
  fat: 924,
  muscle: 1078,
  compact: 2224,
  spongy: 1324,
  marrow: 1120,
  cartilage: 1110,
  fibre: 1100,
  disc: 1104,
  dryDisc: 1104,
  fluid: 1030,
  white: 1050,
  grey: 1062,
  nucleus: 1060,
  cord: 1056,
  falx: 1078,
  calcium: 1420,
  blood: 1068,
  heartWall: 1066,
  liver: 1082,
  spleen: 1074,
  kidney: 1058,
  kidneyPelvis: 1032,
  gland: 1066,
  bowel: 1050,
  lesion: 1094,
};

/** After iodine: vessels, kidneys, liver and spleen are brighter. */
const ctContrast: Palette = {
  ...ctPlain,
  blood: 1230,
  heartWall: 1120,
  liver: 1134,
  spleen: 1150,
  kidney: 1214,
  kidneyPelvis: 1110,
  gland: 1104,
  bowel: 1066,
  lesion: 1064,
};

/** T2: water is bright, cortical bone and moving blood give no signal. */
const mrT2: Palette = {
  air: 18,
  lung: 40,
  gas: 18,
  skin: 520,
  fat: 860,
  muscle: 240,
  compact: 30,
  spongy: 380,
  marrow: 560,
  cartilage: 620,
  fibre: 70,
  disc: 900,
  dryDisc: 260,
  fluid: 1500,
  white: 430,
  grey: 660,
  nucleus: 560,
  cord: 460,
  falx: 160,
  calcium: 120,
  blood: 60,
  heartWall: 300,
  liver: 300,
  spleen: 520,
  kidney: 700,
  kidneyPelvis: 1400,
  gland: 520,
  bowel: 500,
  lesion: 1180,
};

/** Proton density: marrow, fat and cartilage stand against dark ligaments and menisci. */
const mrDensity: Palette = {
  ...mrT2,
  fat: 1120,
  marrow: 930,
  fluid: 1120,
  cartilage: 820,
  muscle: 420,
  disc: 800,
  skin: 900,
};

export const palettes = { ctPlain, ctContrast, mrT2, mrDensity } as const;
