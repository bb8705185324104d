import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Download } from '../../../server/contract/download.ts';
import type { PacketDetail, PacketFilter, PacketList, PacketPage } from '../../../server/contract/packets.ts';
import { MINUTE } from '../../../server/core/clock.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { needsTool } from '../../support/tool.ts';

const lab = new Lab(freePlay, 'packets');
// Somebody whom the worklist server does not know, and somebody whom it does.
for (const callingAe of ['NGH_NOBODY', 'NGH_CT1']) {
  lab.act({ action: { kind: 'worklist-query', callingAe, keys: [] } }, 'me');
}

interface Answers {
  listPackets: PacketList;
  getPacket: PacketDetail;
  downloadPackets: Download;
}
const value = <Name extends keyof Answers>(name: Name, params: object): Answers[Name] => {
  const outcome = lab.query(name, params);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.value as Answers[Name];
};
const list = (page: PacketPage = {}): PacketList => value('listPackets', page);
const everything = (filter: PacketFilter = {}): PacketList['conversations'] => {
  const first = list(filter);
  const pages = [first.conversations];
  for (let { older } = first; older !== null;) {
    const page = list({ ...filter, before: older });
    pages.unshift(page.conversations);
    older = page.older;
  }
  return pages.flat();
};
const rejected = everything({ ae: 'NGH_NOBODY' });

describe('the list of packets of a lab', () => {
  it('tells of a rejected association who asked for whom and why it was rejected', () => {
    expect(
      rejected.map(({ client, server, packets }) => ({
        client,
        server,
        said: packets.map(({ level, info }) => `${level} ${info}`).filter((info) => info.includes('ASSOC')),
      })),
    ).toEqual([
      {
        client: 'adm01',
        server: 'mwl01',
        said: [
          'ok A-ASSOCIATE request NGH_NOBODY → NGH_MWL (Modality Worklist Information Model - FIND)',
          'bad A-ASSOCIATE reject: calling AE title not recognized (rejected-permanent, DICOM UL service-user)',
        ],
      },
    ]);
  });

  it('gives every conversation once, in pages', () => {
    const ids = everything().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(list().captured);
    expect(list().conversations.length).toBeLessThan(ids.length);
    for (const page of [list(), list({ host: 'pacs01' })]) {
      const count = page.conversations.flatMap(({ packets }) => packets).length;
      expect(count).toBeLessThan(400 + Math.max(...page.conversations.map(({ packets }) => packets.length)));
    }
  });

  const all = everything();
  const keys = lab.hospital.room.journal.state.events
    .slice()
    .findLast((event) => event.kind === 'dimse' && event.title === 'C-STORE-RQ')?.keys;
  const carrying = (test: (keys: Readonly<Record<string, string | undefined>>) => boolean): Set<number> =>
    new Set(
      lab.hospital.room.journal.state.events
        .slice()
        .flatMap((event) =>
          (event.kind === 'hl7' || event.kind === 'dimse') && test(event.keys as never) ? [event.connectionId] : [],
        ),
    );
  const ofAccession = carrying((own) => own['accession'] === keys?.accession);
  const ofPatient = carrying((own) => own['patientId'] === keys?.patientId);
  it.each<[PacketFilter, (conversation: PacketList['conversations'][number]) => boolean]>([
    [{ host: 'eng01' }, ({ client, server }) => client === 'eng01' || server === 'eng01'],
    // Either way: the archive reports its storage commitment to the scanner.
    [
      { host: 'pacs01', peer: 'ct01' },
      ({ client, server }) => [client, server].includes('ct01') && [client, server].includes('pacs01'),
    ],
    [{ port: 11113 }, ({ serverPort }) => serverPort === 11113],
    [{ accession: keys?.accession ?? '' }, ({ id }) => ofAccession.has(id)],
    [{ patient: keys?.patientId ?? '' }, ({ id }) => ofPatient.has(id)],
    [{ conversation: 700 }, ({ id }) => id === 700],
  ])('narrows it to %j', (filter, fits) => {
    const wanted = all.filter(fits).map(({ id }) => id);
    expect(wanted.length).toBeGreaterThan(0);
    expect(everything(filter).map(({ id }) => id)).toEqual(wanted);
  });

  it('narrows it to packets: of a protocol, that failed, with these words', () => {
    const infos = (filter: PacketFilter): string[] =>
      everything(filter).flatMap(({ packets }) =>
        packets.map(({ protocol, level, info }) => `${protocol} ${level} ${info}`),
      );
    expect(infos({ errors: true })).toEqual([expect.stringMatching(/^DICOM bad A-ASSOCIATE reject/)]);
    expect(new Set(infos({ protocol: 'HL7' }).map((info) => info.slice(0, 6)))).toEqual(new Set(['HL7 ok']));
    expect(
      infos({ text: 'c-find-rsp PENDING', protocol: 'DICOM' }).every((info) => /C-FIND-RSP.*Pending/.test(info)),
    ).toBe(true);
  });

  it('says of old conversations that their bytes are not kept, and still shows them of a past that had them', () => {
    const gone = list({ before: 3 }).conversations.at(-1);
    expect(gone?.packets.map(({ info }) => info)).toEqual([expect.stringMatching(/^Not kept: the \d+ bytes/)]);
    const at = lab.arrived - 150 * MINUTE;
    const then = value('listPackets', { at });
    expect(then.captured).toBeLessThan(list().captured);
    expect(then.conversations.flatMap(({ packets }) => packets).every((packet) => packet.at <= at)).toBe(true);
    const once = value('listPackets', { at, conversation: gone?.id ?? 0 }).conversations[0];
    expect(once?.isKept === true && once.packets.length > 2).toBe(true);
  });
});

describe('one packet', () => {
  it('has layers whose places lie in its bytes, for every packet of a page', () => {
    let nodes = 0;
    for (const { id, packets, isKept } of list().conversations) {
      for (const { n, length } of packets) {
        const detail = value('getPacket', { conversation: id, n });
        expect(detail.isKept).toBe(isKept);
        const bytes = Buffer.from(detail.bytes, 'base64');
        const header = isKept ? (length === 0 && detail.info.includes('[SYN') ? 58 : 54) : 0;
        expect(bytes.length).toBe(Math.min(detail.totalBytes, 65_536 + header));
        expect(detail.totalBytes).toBeGreaterThanOrEqual(length + header);
        for (const { name, start, end } of detail.nodes) {
          if (start === undefined || end === undefined) {
            // What only the sniffer knows stands in brackets, as in Wireshark.
            expect(name).toMatch(/^\[.*]$/);
            continue;
          }
          nodes += 1;
          expect(start >= detail.origin && start <= end && end <= detail.origin + detail.totalBytes).toBe(true);
        }
      }
    }
    expect(nodes).toBeGreaterThan(5000);
  });

  it('names the reason of a rejection with its byte', () => {
    const [one] = rejected;
    const n = one?.packets.find(({ info }) => info.includes('reject'))?.n ?? 0;
    const detail = value('getPacket', { conversation: one?.id ?? 0, n });
    const reason = detail.nodes.find(({ name }) => name === 'Reason/Diag.');
    expect(reason).toMatchObject({ value: '3', meaning: 'calling-AE-title-not-recognized', start: 9, end: 10 });
    expect(reason?.level).toBe('bad');
    expect(Buffer.from(detail.bytes, 'base64')[9 - detail.origin]).toBe(3);
  });

  it('shows the headers of its frame, each field with its bytes', () => {
    const [one] = rejected;
    const detail = value('getPacket', { conversation: one?.id ?? 0, n: 1 });
    const bytes = Buffer.from(detail.bytes, 'base64');
    const field = (name: string): string | undefined => {
      const node = detail.nodes.find((each) => each.name === name);
      if (node?.start === undefined || node.end === undefined) return undefined;
      return bytes.subarray(node.start - detail.origin, node.end - detail.origin).toString('hex');
    };
    expect({
      layers: detail.nodes.filter(({ depth }) => depth === 0).map(({ name }) => name),
      type: field('Type'),
      port: field('Destination Port'),
      flags: field('Flags'),
      option: field('Option: Maximum Segment Size'),
      source: field('Source Address'),
    }).toEqual({
      layers: ['Ethernet II', 'Internet Protocol Version 4', 'Transmission Control Protocol'],
      type: '0800',
      port: (11113).toString(16),
      flags: '02',
      option: '020405b4',
      source: Buffer.from(detail.from.address.split('.').map(Number)).toString('hex'),
    });
  });

  it('shows in a request what became of each of its presentation contexts', () => {
    const contexts = (filter: PacketFilter): (string | undefined)[][] => {
      const [one] = everything(filter).slice(-1);
      const n = one?.packets.find(({ info }) => info.startsWith('A-ASSOCIATE request'))?.n ?? 0;
      return value('getPacket', { conversation: one?.id ?? 0, n })
        .nodes.filter(({ name }) => name === 'Presentation Context Item')
        .map((node) => [node.value, node.meaning, node.level]);
    };
    const mwl = '0x01 Modality Worklist Information Model - FIND';
    expect(contexts({ ae: 'NGH_NOBODY' })).toEqual([[mwl, 'no answer: the association was rejected', 'bad']]);
    expect(contexts({ port: 11113, host: 'adm01', ae: 'NGH_CT1' })).toEqual([
      [mwl, 'accepted: Explicit VR Little Endian', undefined],
    ]);
  });

  it('shows in an answer which syntax was accepted', () => {
    const [one] = list({ protocol: 'DICOM', text: 'accept', port: 11113 }).conversations;
    const detail = value('getPacket', { conversation: one?.id ?? 0, n: one?.packets[0]?.n ?? 0 });
    expect(detail.nodes.find(({ name }) => name === 'Presentation Context Item')).toMatchObject({
      value: '0x01 Modality Worklist Information Model - FIND',
      meaning: 'accepted: Explicit VR Little Endian',
    });
  });
});

const tshark = needsTool('tshark');
describe.skipIf(!tshark.available)(`tshark on the capture ${tshark.reason}`, () => {
  const ports = [104, 11112, 11113, 11114].flatMap((port) => ['-d', `tcp.port==${port},dicom`]);
  const ask = (bytes: Uint8Array, display: string, ...fields: readonly string[]): string[] => {
    const file = join(temporaryFolder(), 'capture.pcapng');
    writeFileSync(file, bytes);
    const checks = ['tcp.check_checksum:TRUE', 'ip.check_checksum:TRUE'].flatMap((check) => ['-o', check]);
    const columns = fields.length === 0 ? [] : ['-T', 'fields', ...fields.flatMap((field) => ['-e', field])];
    return execFileSync('tshark', ['-r', file, ...ports, ...checks, '-Y', display, ...columns], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    })
      .split('\n')
      .filter(Boolean);
  };
  const fault =
    '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == "Bad" || ip.checksum.status == "Bad" || _ws.expert.severity >= "Warning"';
  const filter: PacketFilter = { host: 'mwl01' };
  const { bytes } = value('downloadPackets', filter);

  it('finds as many conversations, the same requests, rejections and AE titles, and nothing to complain of', () => {
    // It warns of a rejection, which is one.
    expect(ask(bytes, `(${fault}) && !dicom.assoc.reject`)).toEqual([]);
    const ours = everything(filter).filter(({ isKept }) => isKept);
    expect(new Set(ask(bytes, 'tcp', 'tcp.stream')).size).toBe(ours.length);
    const infos = ours.flatMap(({ packets }) => packets.map(({ info }) => info));
    const count = (start: string): number => infos.filter((info) => info.startsWith(start)).length;
    const theirs = (type: string): number => ask(bytes, `dicom.pdu.type == ${type}`).length;
    expect([theirs('1'), theirs('2'), theirs('3'), theirs('5'), theirs('6')]).toEqual(
      [
        'A-ASSOCIATE request',
        'A-ASSOCIATE accept',
        'A-ASSOCIATE reject',
        'A-RELEASE request',
        'A-RELEASE response',
      ].map(count),
    );
    const titles = ask(bytes, 'dicom.pdu.type == 1', 'dicom.assoc.ae.calling', 'dicom.assoc.ae.called');
    expect(
      titles
        .map((line) =>
          line
            .split('\t')
            .map((title) => title.trim())
            .join(' → '),
        )
        .sort(),
    ).toEqual(infos.flatMap((info) => /^A-ASSOCIATE request (\S+ → \S+)/.exec(info)?.[1] ?? []).sort());
    const pdus = ask(bytes, 'dicom', 'dicom.pdu.type').join(',').split(',');
    expect(pdus.filter((type) => type === '0x04').length).toBe(count('P-DATA'));
    // Of several messages in one segment it names the last: what it names, we name.
    const named = new Set(
      ask(bytes, 'dicom', '_ws.col.Info').flatMap((info) => info.match(/C-FIND-R\w+ ID=\d+/g) ?? []),
    );
    expect(named).toEqual(new Set(infos.flatMap((info) => info.match(/C-FIND-R\w+ ID=\d+/g) ?? [])));
  });

  it('gives one conversation alone', () => {
    const id = rejected[0]?.id ?? 0;
    const one = value('downloadPackets', { conversation: id });
    expect(one.fileName).toBe(`conversation-${id}.pcapng`);
    expect(ask(one.bytes, 'dicom', 'tcp.stream', 'dicom.pdu.type')).toEqual(['0\t0x01', '0\t0x03']);
  });

  it('complains of a capture that was made bad on purpose', () => {
    const one = value('downloadPackets', { conversation: rejected[0]?.id ?? 0 }).bytes;
    const titleAt = Buffer.from(one).indexOf('NGH_NOBODY');
    const changed = Uint8Array.from(one);
    changed[titleAt] = 0x58;
    expect(ask(changed, 'tcp.checksum.status == "Bad"')).toHaveLength(1);

    // Without the packet that carries the request: header, then blocks of the length they state.
    const view = new DataView(one.buffer, one.byteOffset, one.length);
    const kept: Uint8Array[] = [];
    for (let at = 0; at < one.length;) {
      const length = view.getUint32(at + 4, true);
      if (titleAt < at || titleAt >= at + length) kept.push(one.subarray(at, at + length));
      at += length;
    }
    expect(ask(new Uint8Array(Buffer.concat(kept)), 'tcp.analysis.flags').length).toBeGreaterThan(0);
  });
});
