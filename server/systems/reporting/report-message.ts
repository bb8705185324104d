import { formatOffset, formatTimestamp, type Micros } from '../../core/clock.ts';
import { components, escaped, messageBytes, segment } from '../interface/segment-text.ts';
import type { ReportSettings } from './settings.ts';
import type { ReportRow } from './state.ts';

/**
 * How a report stands (HL7 2.5.1 tables 0123 for OBR-25 and 0085 for OBX-11): preliminary, final, corrected; or withdrawn,
 * because it was sent for the wrong patient: the text is marked wrong (W) and the image link deleted (D).
 */
export type ReportStatus = 'preliminary' | 'final' | 'corrected' | 'withdrawn';

const codes: Readonly<Record<ReportStatus, { readonly order: string; readonly text: string; readonly link: string }>> =
  {
    preliminary: { order: 'P', text: 'P', link: 'O' },
    final: { order: 'F', text: 'F', link: 'O' },
    corrected: { order: 'C', text: 'C', link: 'O' },
    withdrawn: { order: 'C', text: 'W', link: 'D' },
  };

export interface ReportHeader {
  readonly settings: ReportSettings;
  readonly controlId: string;
  readonly at: Micros;
  readonly zoneOffset: number;
}

/** Principal Result Interpreter (OBR-32, NDL): number, family and given name. */
const interpreters: Readonly<Record<string, string>> = { rmori: '3003&MORI&KEN', sokafor: '3004&OKAFOR&SAM' };

/** Family and given name of who read a report. */
export function interpreterName(radiologist: string): string {
  const [, family = '', given = ''] = interpreters[radiologist]?.split('&') ?? [];
  return [family, given].filter(Boolean).join('^');
}

/** ORU^R01 of one order (IHE RAD-28, hospital.md 4.9): the study as HD in an OBX of its own, the text in the next. */
export function reportMessage(header: ReportHeader, row: ReportRow, status: ReportStatus): Uint8Array {
  const { settings, controlId, at, zoneOffset } = header;
  const now = formatTimestamp(at, zoneOffset);
  const code = codes[status];
  const numbers = { 2: components(row.placer, row.placer === '' ? '' : 'HIS'), 3: components(row.filler, 'RIS') };
  const segments = [
    segment('MSH', {
      3: escaped(settings.application),
      4: escaped(settings.facility),
      5: 'ENG',
      6: 'NGH',
      7: now + formatOffset(zoneOffset),
      9: 'ORU^R01^ORU_R01',
      10: controlId,
      11: 'P',
      12: '2.5.1',
      18: 'UNICODE UTF-8',
    }),
    row.pid,
    row.pv1,
    segment('ORC', { 1: 'RE', ...numbers, 5: status === 'preliminary' ? 'IP' : 'CM', 9: now }),
    segment('OBR', {
      1: '1',
      ...numbers,
      4: components(row.procedureCode, row.procedureText, 'NGHPROC'),
      7: row.performed,
      16: row.orderer,
      18: escaped(row.accession),
      22: now,
      24: escaped(row.modality),
      25: code.order,
      32: interpreters[row.radiologist] ?? '',
    }),
    segment('OBX', { 1: '1', 2: 'HD', 3: '113014^DICOM Study^DCM', 5: escaped(row.studyUid), 11: code.link }),
    segment('OBX', { 1: '2', 2: 'TX', 3: '18782-3^Study observation^LN', 5: escaped(row.text), 11: code.text }),
  ];
  return messageBytes(segments, 'UNICODE UTF-8');
}
