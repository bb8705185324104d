import type { Download } from '../../contract/download.ts';
import type { PacketConversation, PacketFilter, PacketList, PacketPage, PacketRow } from '../../contract/packets.ts';
import type { Conversation } from '../../network/capture.ts';
import type { JournalEvent } from '../../network/journal.ts';
import { dissect, type Dissected } from '../../network/sniffer/dissect.ts';
import type { Packet } from '../../network/sniffer/packet.ts';
import { aeTitles } from '../../network/sniffer/pdu-units.ts';
import type { Hospital } from '../hospital.ts';
import { captureFile, capturedOf } from './capture-file.ts';
import { type DownloadRefusal, LARGEST_FILE, downloadFile } from './download.ts';

/** Packets after which an answer takes no further conversation. */
const PAGE = 400;
/** Conversations that one question looks through. */
const LOOKED_THROUGH = 3000;

export function packetList(hospital: Hospital, page: PacketPage): PacketList {
  const all = capturedOf(hospital);
  const finder = new Finder(hospital, page);
  const conversations: PacketConversation[] = [];
  let count = 0;
  let index = Math.min(page.before ?? all.length, all.length);
  for (let looked = 0; index > 0 && count < PAGE && looked < LOOKED_THROUGH; looked++) {
    index -= 1;
    const conversation = all[index];
    const packets = conversation && finder.packets(conversation);
    if (!conversation || !packets || packets.length === 0) continue;
    count += packets.length;
    const { id, client, clientPort, server, serverPort } = conversation;
    const isKept = conversation.kept !== undefined;
    const isOpen = conversation.isOpen === true;
    conversations.push({ id, client, clientPort, server, serverPort, isKept, isOpen, packets: packets.map(rowOf) });
  }
  return {
    conversations: conversations.reverse(),
    captured: all.length,
    notKept: all.filter(({ kept }) => kept === undefined).length,
    older: index > 0 ? index : null,
  };
}

/** The conversations of the filter whole, as a capture file; those whose bytes are gone are not in it. */
export function packetsDownload(hospital: Hospital, filter: PacketFilter): Download | DownloadRefusal {
  const finder = new Finder(hospital, filter);
  const found = capturedOf(hospital).filter((one) => one.kept !== undefined && finder.packets(one).length > 0);
  if (found.length === 0) {
    return { code: 'not-kept', message: 'No conversation whose bytes are kept fits this filter.' };
  }
  const bytes = found.reduce((sum, one) => sum + one.bytes, 0);
  if (bytes > LARGEST_FILE) {
    const message = `This filter leaves ${bytes} bytes; at most ${LARGEST_FILE} are given as a file. Narrow it.`;
    return { code: 'too-large', message };
  }
  const [first] = found;
  const name = found.length === 1 && first ? `conversation-${first.id}` : 'capture';
  return downloadFile(name, 'pcapng', 'application/x-pcapng', captureFile(hospital, found));
}

function rowOf({ n, at, from, protocol, start, end, info, level }: Packet): PacketRow {
  return { n, at, isClient: from === 'client', protocol, length: end - start, info, level };
}

/** Finds the packets of a conversation that fit a filter; what is cheap is asked first. */
class Finder {
  readonly #filter: PacketFilter;
  readonly #hospital: Hospital;
  readonly #words: readonly string[];
  /** Messages by conversation; read when the filter asks for what they name. */
  #messages: Map<number, JournalEvent[]> | undefined;

  constructor(hospital: Hospital, filter: PacketFilter) {
    this.#hospital = hospital;
    this.#filter = filter;
    this.#words = (filter.text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  }

  packets(conversation: Conversation): readonly Packet[] {
    if (!this.#fitsHead(conversation) || !this.#fitsKeys(conversation)) return [];
    const dissected = dissect(conversation);
    if (!this.#fitsAe(conversation, dissected)) return [];
    const { protocol, errors } = this.#filter;
    return dissected.packets.filter(
      (packet) =>
        (protocol === undefined || packet.protocol === protocol) &&
        (errors !== true || packet.level !== 'ok') &&
        this.#fitsText(conversation, packet),
    );
  }

  #fitsHead({ id, client, clientPort, server, serverPort }: Conversation): boolean {
    const { host, peer, port, conversation } = this.#filter;
    return (
      (conversation === undefined || conversation === id) &&
      (host === undefined || host === client || host === server) &&
      (peer === undefined || peer === client || peer === server) &&
      (port === undefined || port === clientPort || port === serverPort)
    );
  }

  #fitsKeys({ id }: Conversation): boolean {
    const { patient, accession } = this.#filter;
    if (patient === undefined && accession === undefined) return true;
    const name = patient?.toLowerCase().replace(/[\s,]+/g, '^');
    return this.#of(id).some(({ keys }) => {
      if (accession !== undefined && keys.accession !== accession) return false;
      if (patient === undefined || name === undefined || keys.patientId === patient) return true;
      return keys.patientName?.toLowerCase().replace(/\s+/g, '^').includes(name) ?? false;
    });
  }

  #fitsAe({ id }: Conversation, { protocol, streams }: Dissected): boolean {
    const { ae } = this.#filter;
    if (ae === undefined) return true;
    if (protocol !== 'DICOM') {
      return this.#of(id).some((event) => event.kind === 'dimse' && (event.calledAe === ae || event.callingAe === ae));
    }
    const { called, calling } = aeTitles(streams.client.slice(0, 42));
    return called === ae || calling === ae;
  }

  #fitsText({ id, client, clientPort, server, serverPort }: Conversation, { info, protocol }: Packet): boolean {
    if (this.#words.length === 0) return true;
    const said = `${id} ${client}:${clientPort} ${server}:${serverPort} ${protocol} ${info}`.toLowerCase();
    return this.#words.every((word) => said.includes(word));
  }

  #of(id: number): readonly JournalEvent[] {
    if (!this.#messages) {
      this.#messages = new Map();
      for (const event of this.#hospital.room.journal.state.events.slice()) {
        if (event.kind !== 'hl7' && event.kind !== 'dimse') continue;
        const others = this.#messages.get(event.connectionId);
        if (others) others.push(event);
        else this.#messages.set(event.connectionId, [event]);
      }
    }
    return this.#messages.get(id) ?? [];
  }
}
