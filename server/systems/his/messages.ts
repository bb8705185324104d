import { formatTimestamp, type Micros } from '../../core/clock.ts';
import { allergySegments, pidSegment, providerField, pv1Segment, weightSegments } from '../interface/patient-record.ts';
import { components, escaped, messageBytes, segment, type SentCharset } from '../interface/segment-text.ts';
import type { HisOrder, HisPatient } from './state.ts';

/** What every message of the HIS starts with. */
export interface HisHeader {
  readonly application: string;
  readonly facility: string;
  readonly receiver: { readonly application: string; readonly facility: string };
  readonly controlId: string;
  readonly at: Micros;
  readonly zoneOffset: number;
  readonly charset: SentCharset;
}

const mshSegment = (header: HisHeader, type: string): string =>
  segment('MSH', {
    3: escaped(header.application),
    4: escaped(header.facility),
    5: escaped(header.receiver.application),
    6: escaped(header.receiver.facility),
    7: formatTimestamp(header.at, header.zoneOffset),
    9: type,
    10: header.controlId,
    11: 'P',
    12: '2.3.1',
    18: header.charset,
  });

/** ADT^A04 (register) or A08 (update), RAD-1 and RAD-12. */
export function adtMessage(header: HisHeader, event: 'A04' | 'A08', row: HisPatient): Uint8Array {
  return messageBytes(
    [
      mshSegment(header, `ADT^${event}^ADT_A01`),
      segment('EVN', { 1: event, 2: formatTimestamp(header.at, header.zoneOffset) }),
      pidSegment(row.patient),
      pv1Segment(row.visit, row.patient.account),
      ...allergySegments(row.allergies),
      ...weightSegments(row.weight),
    ],
    header.charset,
  );
}

/** ORM^O01 of the placer, RAD-2: NW new, XO change, CA cancel request. */
export function orderMessage(
  header: HisHeader,
  control: 'NW' | 'XO' | 'CA',
  row: HisPatient,
  order: HisOrder,
  description: string,
): Uint8Array {
  const { details } = order;
  const at = details.requestedStart === undefined ? '' : formatTimestamp(details.requestedStart, header.zoneOffset);
  const timing = components('1', '', '', at, '', details.priority);
  const placer = components(order.placer, 'HIS');
  const filler = order.filler === '' ? '' : components(order.filler, 'RIS');
  const orderer = providerField(details.orderer);
  const coded = (code: string, text: string, system: string): string =>
    code === '' ? '' : components(code, text, system);
  return messageBytes(
    [
      mshSegment(header, 'ORM^O01'),
      pidSegment(row.patient),
      pv1Segment(row.visit, row.patient.account),
      ...allergySegments(row.allergies),
      segment('ORC', {
        1: control,
        2: placer,
        3: filler,
        7: timing,
        9: formatTimestamp(header.at, header.zoneOffset),
        10: escaped(order.placedBy),
        12: orderer,
        14: escaped(details.phone),
      }),
      segment('OBR', {
        1: '1',
        2: placer,
        3: filler,
        4: components(details.procedure, description, 'NGHPROC'),
        12: coded(details.danger.code, details.danger.text, 'L'),
        13: escaped(details.clinicalInfo),
        16: orderer,
        27: timing,
        30: escaped(details.transport),
        31: coded(details.reason.code, details.reason.text, 'I10'),
      }),
      ...weightSegments(details.weight),
    ],
    header.charset,
  );
}
