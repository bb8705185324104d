import type { Allergy, Provider } from '../../systems/interface/patient-record.ts';

/** What orders say besides who and when: fictional physicians, wards, reasons. */
export const physicians: readonly Provider[] = [
  { id: '1001', family: 'BRANDT', given: 'OTTO', prefix: '' },
  { id: '2002', family: 'OKAFOR', given: 'ADA', prefix: 'DR' },
  { id: '2003', family: 'LINDQVIST', given: 'ASTRID', middle: 'M', prefix: 'DR' },
  { id: '2004', family: 'NÚÑEZ', given: 'RAMÓN', prefix: 'DR' },
  { id: '2005', family: 'MEHTA', given: 'PRIYA', prefix: 'DR' },
  { id: '2006', family: 'FOURNIER', given: 'JEAN-LUC', prefix: 'DR' },
  { id: '2007', family: 'GREENE', given: 'WALTER', suffix: 'JR', prefix: '' },
  { id: '2008', family: 'VAN DEN BERG', given: 'YUKI', suffix: 'III', prefix: 'DR' },
];

export const wards: readonly string[] = ['3W', '4N', '5S', 'ICU', 'MED2'];

export const allergies: readonly Allergy[] = [
  { code: 'IOD', text: 'Iodinated contrast', severity: 'MO' },
  { code: 'PEN', text: 'Penicillin', severity: 'SV' },
  { code: 'LTX', text: 'Latex', severity: 'MI' },
  { code: 'GAD', text: 'Gadolinium', severity: 'MO' },
];

export const alerts: readonly string[] = ['Asthma', 'Diabetes, on metformin', 'Pacemaker', 'Renal insufficiency'];

export const dangers: readonly { readonly code: string; readonly text: string }[] = [
  { code: 'INF', text: 'Contact isolation' },
  { code: 'AIR', text: 'Airborne isolation' },
];

/** ICD-10 code and text by body part of the procedure. */
export const reasons: Readonly<Record<string, readonly { readonly code: string; readonly text: string }[]>> = {
  HEAD: [
    { code: 'R51.9', text: 'Headache' },
    { code: 'S09.90', text: 'Head injury after fall' },
    { code: 'I63.9', text: 'Suspected stroke' },
  ],
  BRAIN: [
    { code: 'G40.909', text: 'Seizures' },
    { code: 'C71.9', text: 'Follow-up of glioma' },
    { code: 'R42', text: 'Dizziness' },
  ],
  CHEST: [
    { code: 'R91.1', text: 'Lung nodule follow-up' },
    { code: 'R06.02', text: 'Shortness of breath' },
    { code: 'J18.9', text: 'Suspected pneumonia' },
  ],
  ABDOMEN: [
    { code: 'R10.9', text: 'Abdominal pain' },
    { code: 'K57.32', text: 'Diverticulitis' },
    { code: 'K56.60', text: 'Suspected obstruction' },
  ],
  CSPINE: [{ code: 'S16.1', text: 'Neck injury' }],
  LSPINE: [
    { code: 'M54.50', text: 'Low back pain' },
    { code: 'M51.26', text: 'Disc displacement' },
  ],
  KNEE: [
    { code: 'M23.90', text: 'Internal derangement of knee' },
    { code: 'M17.9', text: 'Osteoarthritis of knee' },
  ],
  HAND: [{ code: 'S62.90', text: 'Suspected fracture of hand' }],
  HIP: [{ code: 'M25.559', text: 'Pain in hip' }],
  BREAST: [
    { code: 'Z12.31', text: 'Screening mammography' },
    { code: 'N63.0', text: 'Lump in breast' },
  ],
  WHOLEBODY: [{ code: 'C79.51', text: 'Suspected bone metastases' }],
  THYROID: [{ code: 'E05.90', text: 'Hyperthyroidism' }],
};

/** How often a procedure is ordered, against the others of its room. */
export const frequencies: Readonly<Record<string, number>> = {
  CTHWO: 5,
  CTHW: 2,
  CTCHWO: 3,
  CTCHW: 4,
  CTLDS: 1,
  CTABP: 5,
  CTPE: 2,
  CTSPC: 2,
  MRBRN: 3,
  MRBRC: 2,
  MRLSP: 3,
  MRKNL: 2,
  MRKNR: 2,
  DXCH2: 6,
  DXCH1P: 1,
  DXABD: 2,
  DXHAL: 1,
  DXHAR: 1,
  DXKNL: 1,
  DXHIP: 2,
  MGSCR: 4,
  MGDIA: 1,
  NMBON: 2,
  NMTHY: 1,
};
