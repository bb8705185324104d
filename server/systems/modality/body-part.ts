/** What the console's protocols image, by procedure code (hospital.md 4.7): Body Part Examined and side. */
export interface ImagedPart {
  readonly bodyPart: string;
  readonly laterality: 'L' | 'R' | undefined;
  /** Images of a radiograph, of a mammography of both sides, or of a scan. */
  readonly views: 1 | 2 | 4;
}

const part = (bodyPart: string, views: ImagedPart['views'] = 1, laterality?: 'L' | 'R'): ImagedPart => ({
  bodyPart,
  laterality,
  views,
});

const byCode: Readonly<Record<string, ImagedPart>> = {
  CTHWO: part('HEAD'),
  CTHW: part('HEAD'),
  CTCHWO: part('CHEST'),
  CTCHW: part('CHEST'),
  CTLDS: part('CHEST'),
  CTABP: part('ABDOMEN'),
  CTPE: part('CHEST'),
  CTSPC: part('CSPINE'),
  MRBRN: part('BRAIN'),
  MRBRC: part('BRAIN'),
  MRLSP: part('LSPINE'),
  MRKNL: part('KNEE', 1, 'L'),
  MRKNR: part('KNEE', 1, 'R'),
  DXCH2: part('CHEST', 2),
  DXCH1P: part('CHEST'),
  DXABD: part('ABDOMEN'),
  DXHAL: part('HAND', 2, 'L'),
  DXHAR: part('HAND', 2, 'R'),
  DXKNL: part('KNEE', 2, 'L'),
  DXHIP: part('HIP'),
  DXANK: part('ANKLE', 2),
  MGSCR: part('BREAST', 4),
  MGDIA: part('BREAST', 4),
  NMBON: part('WHOLEBODY'),
  NMTHY: part('THYROID'),
};

/** By protocol code (`CTCHW-P1`) or procedure code; a code the console does not know images the chest. */
export function imagedPart(...codes: readonly string[]): ImagedPart {
  for (const code of codes) {
    const known = byCode[code.replace(/-P\d+$/, '')];
    if (known) return known;
  }
  return part('CHEST');
}
