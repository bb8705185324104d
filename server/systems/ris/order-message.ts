import { formatOffset, formatTimestamp, type Micros } from '../../core/clock.ts';
import { allergySegments, pidSegment, providerField, pv1Segment, weightSegments } from '../interface/patient-record.ts';
import { components, escaped, messageBytes, segment, type SentCharset } from '../interface/segment-text.ts';
import type { HdName, MessageVersion, Procedure, Resource } from './settings.ts';
import type { Coded, RisOrder } from './state.ts';

export interface OrderMessageHeader {
  readonly sender: HdName;
  readonly receiver: HdName;
  readonly controlId: string;
  readonly at: Micros;
  readonly zoneOffset: number;
  /** What the message is written in, and what MSH-18 says of it. */
  readonly charset: SentCharset;
  readonly declared: string;
}

/**
 * NW, XO, CA and DC go to worklist and PACS (RAD-4, RAD-13), SC to the placer (RAD-3). `orderStatus` is ORC-5, table
 * 0038: SC scheduled, CA cancelled, DC discontinued, CM completed.
 */
export interface OrderMessageKind {
  readonly control: 'NW' | 'XO' | 'CA' | 'DC' | 'SC';
  readonly orderStatus: 'SC' | 'CA' | 'DC' | 'CM';
  readonly version: MessageVersion;
}

/** An order as the filler tells it: ORM^O01 2.3.1 with ZDS, or OMI^O23 2.5.1 with TQ1 and IPC (hospital.md 4.9). */
export function orderMessage(
  header: OrderMessageHeader,
  kind: OrderMessageKind,
  order: RisOrder,
  procedure: Procedure,
  resource: Resource | undefined,
): Uint8Array {
  const head = [pidSegment(order.patient), pv1Segment(order.visit, order.patient.account)];
  const common = [...head, ...allergySegments(order.allergies)];
  const weight = weightSegments(order.weight);
  const parts: OrderParts = { header, kind, order, procedure, resource };
  if (kind.version === '2.3.1') {
    const zds = segment('ZDS', { 1: components(order.studyUid, '100', 'Application', 'DICOM') });
    return messageBytes([msh(parts), ...common, orc(parts), obr(parts), ...weight, zds], header.charset);
  }
  const segments = [msh(parts), ...common, orc(parts), tq1(parts), obr(parts), ...weight, ipc(parts)];
  return messageBytes(segments, header.charset);
}

interface OrderParts {
  readonly header: OrderMessageHeader;
  readonly kind: OrderMessageKind;
  readonly order: RisOrder;
  readonly procedure: Procedure;
  readonly resource: Resource | undefined;
}

function msh({ header, kind }: OrderParts): string {
  const modern = kind.version === '2.5.1';
  const at = formatTimestamp(header.at, header.zoneOffset);
  return segment('MSH', {
    3: escaped(header.sender.application),
    4: escaped(header.sender.facility),
    5: escaped(header.receiver.application),
    6: escaped(header.receiver.facility),
    7: modern ? at + formatOffset(header.zoneOffset) : at,
    9: modern ? 'OMI^O23^OMI_O23' : 'ORM^O01',
    10: header.controlId,
    11: 'P',
    12: kind.version,
    18: header.declared,
  });
}

function orc({ header, kind, order }: OrderParts): string {
  return segment('ORC', {
    1: kind.control,
    2: components(order.placer, 'HIS'),
    3: components(order.filler, 'RIS'),
    5: kind.orderStatus,
    7: kind.version === '2.3.1' ? timing(order, header.zoneOffset) : '',
    9: formatTimestamp(header.at, header.zoneOffset),
    10: escaped(order.enteredBy),
    12: providerField(order.orderer),
    14: escaped(order.phone),
    17: 'RAD^Radiology^L',
    18: escaped(order.resource),
  });
}

function obr({ header, kind, order, procedure }: OrderParts): string {
  const service = components(procedure.code, procedure.description, 'NGHPROC');
  const protocol = components(procedure.protocol, procedure.protocolText, 'NGHPROT');
  const old = kind.version === '2.3.1';
  return segment('OBR', {
    1: '1',
    2: components(order.placer, 'HIS'),
    3: components(order.filler, 'RIS'),
    4: old ? `${service}^${protocol}` : service,
    12: coded(order.danger),
    13: escaped(order.clinicalInfo),
    16: providerField(order.orderer),
    ...(old
      ? {
          18: order.accession,
          19: order.requestedProcedureId,
          20: order.spsId,
          24: procedure.modality,
          27: timing(order, header.zoneOffset),
        }
      : {}),
    30: escaped(order.transport),
    31: coded(order.reason),
    44: service,
  });
}

function tq1({ header, order }: OrderParts): string {
  const start =
    order.start === undefined ? '' : formatTimestamp(order.start, header.zoneOffset) + formatOffset(header.zoneOffset);
  return segment('TQ1', { 1: '1', 7: start, 9: components(order.priority, priorityText(order.priority), 'HL70485') });
}

function ipc({ order, procedure, resource }: OrderParts): string {
  return segment('IPC', {
    1: components(order.accession, 'RIS'),
    2: components(order.requestedProcedureId, 'RIS'),
    3: order.studyUid,
    4: components(order.spsId, 'RIS'),
    5: procedure.modality,
    6: components(procedure.protocol, procedure.protocolText, 'NGHPROT'),
    7: escaped(order.resource),
    8: resource ? components(resource.location, resource.locationText, 'L') : '',
    9: escaped(order.resource),
  });
}

function timing(order: RisOrder, zoneOffset: number): string {
  const start = order.start === undefined ? '' : formatTimestamp(order.start, zoneOffset);
  return components('1', '', '', start, '', order.priority);
}

function coded({ code, text, system }: Coded): string {
  return code === '' && text === '' ? '' : components(code, text, system);
}

/** Table 0485. */
function priorityText(priority: string): string {
  const texts: Readonly<Record<string, string>> = {
    S: 'Stat',
    A: 'ASAP',
    R: 'Routine',
    P: 'Preop',
    C: 'Callback',
    T: 'Timing critical',
  };
  return texts[priority] ?? '';
}
