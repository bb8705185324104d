import { describe, expect, it } from 'vitest';
import { readPacketFilter } from '../../../client/src/features/packets/packet-filter.ts';
import {
  firstSaid,
  layerLines,
  layerTree,
  lineAt,
  packetLines,
  startsOpen,
} from '../../../client/src/features/packets/packet-rows.ts';
import type { PacketConversation, PacketNode } from '../../../server/contract/packets.ts';

const conversation = (id: number, ...times: number[]): PacketConversation => ({
  id,
  client: 'ct01',
  clientPort: 50_000 + id,
  server: 'mwl01',
  serverPort: 11113,
  isKept: true,
  isOpen: false,
  packets: times.map((at, index) => ({
    n: index + 1,
    at,
    isClient: index % 2 === 0,
    protocol: 'DICOM',
    length: 10,
    info: '',
    level: 'ok',
  })),
});

describe('the list of packets', () => {
  it('interleaves conversations by time, each once, and names the sender', () => {
    const lines = packetLines([[conversation(1, 10, 30)], [conversation(1, 10, 30), conversation(2, 20)]]);
    expect(lines.map(({ id, from, fromPort }) => `${id} ${from}:${fromPort}`)).toEqual([
      '1.1 ct01:50001',
      '2.1 ct01:50002',
      '1.2 mwl01:11113',
    ]);
  });

  it.each([
    ['the first thing said in the newest conversation, not its handshake', [0, 0, 10, 10], 'ok', '2.3'],
    ['what went wrong where nothing was said', [0, 0], 'bad', '2.2'],
    ['nothing where nothing was said', [0, 0], 'ok', undefined],
  ] as const)('offers %s', (_, lengths, level, expected) => {
    const one = conversation(2, ...lengths.map((_, index) => 100 + index));
    const packets = one.packets.map((packet, index) => ({ ...packet, length: lengths[index] ?? 0, level }));
    const before = expected === '2.3' ? [conversation(1, 10, 20)] : [];
    expect(firstSaid(packetLines([[...before, { ...one, packets }]]))?.id).toBe(expected);
  });

  it.each([
    [{}, {}],
    [
      { host: 'ct01', conv: '12', errors: '1', q: 'reject' },
      { host: 'ct01', conversation: 12, errors: true, text: 'reject' },
    ],
    [{ port: '99999', protocol: 'UDP', conv: '0', errors: 'yes', ae: ' ' }, {}],
    [
      { port: '104', protocol: 'HL7', ae: ' NGH_CT1 ' },
      { port: 104, protocol: 'HL7', ae: 'NGH_CT1' },
    ],
  ])('reads %j of the address', (query: Readonly<Record<string, string>>, expected) => {
    expect(readPacketFilter((name) => query[name])).toEqual(expected);
  });
});

describe('the layers of a packet', () => {
  const node = (depth: number, name: string, start?: number, end?: number, problem?: string): PacketNode => ({
    depth,
    name,
    value: '',
    ...(start === undefined || end === undefined ? {} : { start, end }),
    ...(problem === undefined ? {} : { problem }),
  });
  const lines = layerLines([
    node(0, 'Transmission Control Protocol'),
    node(0, 'P-DATA-TF', 0, 20),
    node(1, 'Presentation Data Value Item', 6, 20),
    node(2, 'Data Set Fragment', 12, 20),
    node(2, 'CommandField', 12, 14),
    node(3, 'Value', 12, 14, 'pdu-truncated'),
    node(0, 'DICOM Data Set', 12, 20),
    node(1, '(0010,0020) LO Patient ID', 12, 20),
  ]);

  it.each([
    [0, 'P-DATA-TF'],
    [7, 'Presentation Data Value Item'],
    [13, 'Value'],
    [15, '(0010,0020) LO Patient ID'],
    [20, undefined],
  ])('byte %i belongs to %s', (byte, name) => {
    expect(lineAt(lines, byte)?.name).toBe(name);
  });

  it('start open where something is to be read or is wrong', () => {
    const open: string[] = [];
    const walk = (nodes: ReturnType<typeof layerTree>): void => {
      for (const each of nodes) {
        if (startsOpen(each, false)) open.push(each.row.name);
        walk([...(each.children ?? [])]);
      }
    };
    walk(layerTree(lines));
    expect(open).toEqual(['P-DATA-TF', 'Presentation Data Value Item', 'CommandField', 'DICOM Data Set']);
  });
});
