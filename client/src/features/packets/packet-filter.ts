import type { PacketFilter, PacketProtocol } from '../../../../server/contract/packets.ts';

/** Parts of the page's address that narrow the list. */
export const filterNames = [
  'host',
  'peer',
  'port',
  'protocol',
  'ae',
  'patient',
  'accession',
  'q',
  'errors',
  'conv',
] as const;

const protocols: readonly PacketProtocol[] = ['TCP', 'HL7', 'DICOM'];

/** The filter of an address; what cannot be meant is left out. */
export function readPacketFilter(param: (name: (typeof filterNames)[number]) => string | undefined): PacketFilter {
  const filter: PacketFilter = {};
  const text = (name: (typeof filterNames)[number]): string => (param(name) ?? '').trim().slice(0, 128);
  const whole = (name: 'port' | 'conv', most: number): number | undefined => {
    const value = text(name);
    return /^\d{1,9}$/.test(value) && Number(value) >= 1 && Number(value) <= most ? Number(value) : undefined;
  };
  for (const name of ['host', 'peer', 'ae', 'patient', 'accession'] as const) {
    if (text(name) !== '') filter[name] = text(name);
  }
  const protocol = protocols.find((one) => one === text('protocol'));
  const port = whole('port', 65_535);
  const conversation = whole('conv', 999_999_999);
  if (protocol) filter.protocol = protocol;
  if (port !== undefined) filter.port = port;
  if (conversation !== undefined) filter.conversation = conversation;
  if (text('q') !== '') filter.text = text('q');
  if (text('errors') === '1') filter.errors = true;
  return filter;
}
