/** Value representations, PS3.5 Table 6.2-1. */
export type Vr = keyof typeof table;

/**
 * text    characters; `split` on backslash, `charset` decided by Specific Character Set, else default repertoire
 * number  fixed-size binary numbers
 * bytes   opaque to us (swapped by `unit` in a big-endian syntax)
 */
export interface VrInfo {
  readonly vr: Vr;
  readonly kind: 'text' | 'number' | 'bytes' | 'sequence';
  /** 32-bit length after two reserved bytes in explicit VR (PS3.5 §7.1.2). */
  readonly long: boolean;
  readonly split: boolean;
  readonly charset: boolean;
  /** Which spaces carry no meaning. `null`: padded with one NUL, as UI and byte strings are. */
  readonly trim: 'both' | 'trailing' | 'null';
  /** Bytes of one number, or of the unit that changes with byte order. */
  readonly unit: 1 | 2 | 4 | 8;
  /** Characters of one value at most; undefined = not bounded here. PN counts one component group. */
  readonly maximum: number | undefined;
}

type Row = readonly [
  kind: VrInfo['kind'],
  long: boolean,
  split: boolean,
  charset: boolean,
  trim: VrInfo['trim'],
  unit: VrInfo['unit'],
  maximum?: number,
];

const table = {
  AE: ['text', false, true, false, 'both', 1, 16],
  AS: ['text', false, true, false, 'trailing', 1, 4],
  AT: ['number', false, false, false, 'null', 2],
  CS: ['text', false, true, false, 'both', 1, 16],
  DA: ['text', false, true, false, 'trailing', 1, 8],
  DS: ['text', false, true, false, 'both', 1, 16],
  DT: ['text', false, true, false, 'trailing', 1, 26],
  FD: ['number', false, false, false, 'null', 8],
  FL: ['number', false, false, false, 'null', 4],
  IS: ['text', false, true, false, 'both', 1, 12],
  LO: ['text', false, true, true, 'both', 1, 64],
  LT: ['text', false, false, true, 'trailing', 1, 10240],
  OB: ['bytes', true, false, false, 'null', 1],
  OD: ['bytes', true, false, false, 'null', 8],
  OF: ['bytes', true, false, false, 'null', 4],
  OL: ['bytes', true, false, false, 'null', 4],
  OV: ['bytes', true, false, false, 'null', 8],
  OW: ['bytes', true, false, false, 'null', 2],
  PN: ['text', false, true, true, 'both', 1, 64],
  SH: ['text', false, true, true, 'both', 1, 16],
  SL: ['number', false, false, false, 'null', 4],
  SQ: ['sequence', true, false, false, 'null', 1],
  SS: ['number', false, false, false, 'null', 2],
  ST: ['text', false, false, true, 'trailing', 1, 1024],
  SV: ['number', true, false, false, 'null', 8],
  TM: ['text', false, true, false, 'trailing', 1, 14],
  UC: ['text', true, true, true, 'trailing', 1],
  UI: ['text', false, true, false, 'null', 1, 64],
  UL: ['number', false, false, false, 'null', 4],
  UN: ['bytes', true, false, false, 'null', 1],
  UR: ['text', true, false, false, 'trailing', 1],
  US: ['number', false, false, false, 'null', 2],
  UT: ['text', true, false, true, 'trailing', 1],
  UV: ['number', true, false, false, 'null', 8],
} as const satisfies Record<string, Row>;

function infoOf(vr: Vr): VrInfo {
  const row: Row = table[vr];
  const [kind, long, split, charset, trim, unit, maximum] = row;
  return { vr, kind, long, split, charset, trim, unit, maximum };
}

const letter = (code: number): number => code - 65;
/** Indexed by 26 × first letter + second letter: the reader asks once per element. */
const byLetters: (VrInfo | undefined)[] = new Array<VrInfo | undefined>(26 * 26).fill(undefined);
const byName = new Map<string, VrInfo>();
for (const vr of Object.keys(table) as Vr[]) {
  const info = infoOf(vr);
  byName.set(vr, info);
  byLetters[letter(vr.charCodeAt(0)) * 26 + letter(vr.charCodeAt(1))] = info;
}
export const UN: VrInfo = infoOf('UN');

export function vrInfo(vr: Vr): VrInfo {
  return byName.get(vr) ?? UN;
}

export function isVr(text: string): text is Vr {
  return byName.has(text);
}

/**
 * The VR written in an explicit stream. Two capital letters that name no VR we know are a future VR: long form, bytes
 * (PS3.5 §6.2 note); anything else is `undefined`: no VR stands here.
 */
export function vrFromBytes(first: number, second: number): VrInfo | undefined {
  if (first < 65 || first > 90 || second < 65 || second > 90) return undefined;
  return byLetters[letter(first) * 26 + letter(second)] ?? UN;
}
