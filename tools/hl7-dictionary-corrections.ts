/**
 * Where hl7-dictionary differs from the standards' attribute tables. Keys are `version segment-field`; a usage of C
 * (conditional), B (kept for backward compatibility), X or W (not to be used) is O in the source throughout.
 */
export interface Correction {
  readonly usage?: 'R' | 'O' | 'C' | 'B' | 'X' | 'W';
  readonly repeat?: number;
  readonly length?: number;
  readonly table?: string;
  readonly name?: string;
}

export const CORRECTIONS: Readonly<Record<string, Correction>> = {
  '2.3.1 MSH-9': { length: 15 }, // 7 leaves no room for the message structure, which 2.3.1 itself added
  '2.3.1 EVN-1': { usage: 'B' },
  '2.3.1 PID-2': { usage: 'B' },
  '2.3.1 PID-4': { usage: 'B' },
  '2.3.1 PID-8': { table: '0001' },
  '2.3.1 PID-19': { usage: 'B' },
  '2.3.1 PID-20': { usage: 'B' },
  '2.3.1 MRG-2': { usage: 'B' },
  '2.3.1 MRG-4': { usage: 'B' },
  '2.3.1 ORC-1': { usage: 'R' },
  '2.3.1 ORC-2': { usage: 'C' },
  '2.3.1 ORC-3': { usage: 'C' },
  '2.3.1 OBR-2': { usage: 'C' },
  '2.3.1 OBR-3': { usage: 'C' },
  '2.3.1 OBR-5': { usage: 'B' },
  '2.3.1 OBR-6': { usage: 'B' },
  '2.3.1 OBR-7': { usage: 'C' },
  '2.3.1 OBR-14': { usage: 'C' },
  '2.3.1 OBR-22': { usage: 'C' },
  '2.3.1 OBR-25': { usage: 'C' },
  '2.3.1 OBR-44': { table: '0088' },
  '2.3.1 OBR-45': { table: '0340' },
  '2.3.1 OBX-2': { usage: 'C' },
  '2.3.1 OBX-4': { usage: 'C' },
  '2.3.1 OBX-5': { usage: 'C' },
  '2.5.1 EVN-1': { usage: 'B' },
  '2.5.1 PID-2': { usage: 'B' },
  '2.5.1 PID-4': { usage: 'B' },
  '2.5.1 PID-9': { usage: 'B' },
  '2.5.1 PID-12': { usage: 'B' },
  '2.5.1 PID-19': { usage: 'B' },
  '2.5.1 PID-20': { usage: 'B' },
  '2.5.1 PID-28': { usage: 'B' },
  '2.5.1 PID-35': { usage: 'C' },
  '2.5.1 PID-36': { usage: 'C' },
  '2.5.1 PV1-9': { usage: 'B' },
  '2.5.1 PV1-40': { usage: 'B' },
  '2.5.1 PV1-52': { usage: 'B' },
  '2.5.1 AL1-6': { usage: 'B' },
  '2.5.1 MRG-2': { usage: 'B' },
  '2.5.1 MRG-4': { usage: 'B' },
  '2.5.1 MSA-3': { usage: 'B' },
  '2.5.1 MSA-5': { usage: 'W' },
  '2.5.1 MSA-6': { usage: 'B' },
  '2.5.1 ERR-1': { usage: 'B' },
  '2.5.1 ORC-2': { usage: 'C' },
  '2.5.1 ORC-3': { usage: 'C' },
  '2.5.1 ORC-7': { usage: 'B' },
  '2.5.1 OBR-2': { usage: 'C' },
  '2.5.1 OBR-3': { usage: 'C' },
  '2.5.1 OBR-5': { usage: 'X', name: 'Priority - OBR' },
  '2.5.1 OBR-6': { usage: 'X' },
  '2.5.1 OBR-7': { usage: 'C' },
  '2.5.1 OBR-14': { usage: 'B' },
  '2.5.1 OBR-15': { usage: 'B' },
  '2.5.1 OBR-22': { usage: 'C' },
  '2.5.1 OBR-25': { usage: 'C' },
  '2.5.1 OBR-27': { usage: 'B' },
  '2.5.1 OBX-2': { usage: 'C', repeat: 1 },
  '2.5.1 OBX-4': { usage: 'C' },
  '2.5.1 OBX-5': { usage: 'C' },
  '2.5.1 QAK-1': { usage: 'C' },
  '2.5.1 TQ1-12': { table: '0472' },
};

/** Values that the tables lack and that imaging departments use under IHE Radiology or later versions. */
export const TABLE_ADDITIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // IHE RAD-4 carries the DICOM modality in OBR-24.
  '0074': {
    CR: 'Computed radiography (DICOM)',
    DX: 'Digital radiography (DICOM)',
    MG: 'Mammography (DICOM)',
    MR: 'Magnetic resonance (DICOM)',
    NM: 'Nuclear medicine (DICOM)',
    RF: 'Radiofluoroscopy (DICOM)',
    US: 'Ultrasound (DICOM)',
    XA: 'X-ray angiography (DICOM)',
  },
  '0104': { '2.7': 'Release 2.7', '2.7.1': 'Release 2.7.1', '2.8': 'Release 2.8' },
  // Types that 2.3.1 and 2.5.1 allow; IHE RAD-28 sends the Study Instance UID as HD.
  '0125': { CE: 'Coded entry', EI: 'Entity identifier', HD: 'Hierarchic designator', TS: 'Time stamp' },
};
