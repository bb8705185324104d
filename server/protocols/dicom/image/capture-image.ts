import type { Entry } from '../data-set.ts';

/** Secondary Capture (PS3.3 A.8): a console's screen, or a test pattern, which says in words that it is only like one. */
export function scModules(kind: 'SC' | 'TG18' | 'SMPTE'): readonly Entry[] {
  const common: readonly Entry[] = [
    [0x00080064, 'CS', kind === 'SC' ? 'WSD' : 'SYN'],
    [0x00200020, 'CS', ''],
    ...(kind === 'SC' ? [] : [[0x00200060, 'CS', ''] as Entry]),
  ];
  if (kind === 'SC') {
    return [
      ...common,
      [0x00080008, 'CS', ['DERIVED', 'SECONDARY']],
      [0x0008103e, 'LO', 'Screen capture'],
      [0x00280301, 'CS', 'YES'],
      [0x00281050, 'DS', 128],
      [0x00281051, 'DS', 256],
    ];
  }
  const name = kind === 'TG18' ? 'TG18-QC' : 'SMPTE';
  return [
    ...common,
    [0x00080008, 'CS', ['DERIVED', 'SECONDARY']],
    [0x0008103e, 'LO', `${name}-like test pattern, not for acceptance`],
    [0x00204000, 'LT', `Drawn after ${name}; it does not replace the original pattern.`],
    [0x00280301, 'CS', 'NO'],
    [0x00281050, 'DS', 2048],
    [0x00281051, 'DS', 4096],
  ];
}
