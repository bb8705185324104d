import { uidName } from '../../protocols/dicom/sop-class.ts';
import { explainAbort } from '../../protocols/dimse/abort.ts';
import { CommandSet } from '../../protocols/dimse/command-set.ts';
import { commandFields } from '../../protocols/dimse/message.ts';
import { contextResultWords } from '../../protocols/dimse/negotiation.ts';
import { get32 } from '../../protocols/dimse/pdu-data.ts';
import { kindOfPduType, type PduKind, pduHeaderLength } from '../../protocols/dimse/pdu.ts';
import { explainRejection } from '../../protocols/dimse/rejection.ts';
import { explainStatus, formatStatus, type StatusService } from '../../protocols/dimse/status.ts';
import type { ByteStream } from './byte-stream.ts';
import type { PacketLevel, Unit } from './packet.ts';

/** Bytes of a command set that are put together to name a message. */
const COMMAND_LIMIT = 64 * 1024;
/** Where the items of A-ASSOCIATE-RQ and -AC begin (PS3.8 9.3.2). */
const ITEMS = 74;

type Side = 'client' | 'server';

interface Piece {
  readonly side: Side;
  readonly start: number;
  readonly end: number;
  readonly at: number;
  readonly order: number;
  readonly kind: PduKind | undefined;
  /** Fewer bytes came than the PDU says. */
  readonly isCut: boolean;
  /** How many PDUs it is: fragments of one data set are told as one. */
  readonly count: number;
}

const nameByField = new Map(Object.entries(commandFields).map(([name, field]) => [field as number, name]));

/** The PDUs of an association in the order they were sent; of one that is under way the end is not judged. */
export function pduUnits(streams: Readonly<Record<Side, ByteStream>>, isOpen: boolean): Unit[] {
  const pieces = [...cut('client', streams.client), ...cut('server', streams.server)];
  pieces.sort((a, b) => a.order - b.order);
  const talk = new Talk(isOpen);
  return pieces.map((piece) => {
    const { side, start, end, at, order } = piece;
    const { info, level } = talk.say(piece, streams[side]);
    return { at, order, from: side, protocol: 'DICOM', kind: piece.kind ? 'pdu' : 'bytes', start, end, info, level };
  });
}

function cut(side: Side, stream: ByteStream): Piece[] {
  const pieces: Piece[] = [];
  let run: { start: number; count: number } | undefined;
  for (let start = 0; start < stream.length;) {
    const head = stream.slice(start, start + 12);
    const kind = kindOfPduType(head[0] ?? 0);
    const wanted = kind && head.length >= pduHeaderLength ? pduHeaderLength + get32(head, 2) : Number.POSITIVE_INFINITY;
    const end = Math.min(stream.length, start + wanted);
    const isCut = kind !== undefined && start + wanted > stream.length;
    // A PDU that is one fragment of a data set and not its last says nothing by itself.
    const goesOn =
      kind === 'data' && !isCut && head.length === 12 && get32(head, 6) + 10 === wanted && (head[11] ?? 0) === 0;
    if (goesOn && end < stream.length) {
      run = { start: run?.start ?? start, count: (run?.count ?? 0) + 1 };
    } else {
      const isRun = run !== undefined && kind === 'data';
      const from = isRun ? (run?.start ?? start) : start;
      pieces.push({
        side,
        start: from,
        end,
        ...stream.sent(end),
        kind,
        isCut,
        count: isRun ? (run?.count ?? 0) + 1 : 1,
      });
      run = undefined;
    }
    start = end;
  }
  return pieces;
}

interface Said {
  readonly info: string;
  readonly level: PacketLevel;
}

/** What was agreed and what is half said, to name what comes next. */
class Talk {
  readonly #isOpen: boolean;
  readonly #syntaxes = new Map<number, string>();
  readonly #commands = new Map<string, { bytes: Uint8Array[]; length: number }>();
  /** The message whose data set comes next, by side and context. */
  readonly #open = new Map<string, string>();

  constructor(isOpen: boolean) {
    this.#isOpen = isOpen;
  }

  say(piece: Piece, stream: ByteStream): Said {
    const { kind, start, end } = piece;
    const isCut = piece.isCut && !this.#isOpen;
    const lost = isCut ? ' [incomplete: the conversation ends within this PDU]' : piece.isCut ? ' [more to come]' : '';
    const level: PacketLevel = isCut ? 'bad' : 'ok';
    switch (kind) {
      case undefined:
        return { info: `${end - start} bytes that are no PDU`, level: 'bad' };
      case 'associate-request': {
        const bytes = stream.slice(start, end);
        for (const { id, syntax } of contextItems(bytes)) this.#syntaxes.set(id, syntax);
        const { calling, called } = aeTitles(bytes);
        return { info: `A-ASSOCIATE request ${calling} → ${called}${this.#asked()}${lost}`, level };
      }
      case 'associate-accept': {
        const answers = contextItems(stream.slice(start, end));
        const refused = answers.filter(({ result }) => result !== 0);
        const all = answers.length;
        const taken = all - refused.length;
        return {
          info: `A-ASSOCIATE accept, ${taken} of ${all} presentation contexts accepted${this.#refused(refused)}${lost}`,
          level: isCut || taken === 0 ? 'bad' : taken < all ? 'warn' : 'ok',
        };
      }
      case 'associate-reject': {
        const [, , , , , , , result = 0, source = 0, reason = 0] = stream.slice(start, end);
        const text = explainRejection({ result, source, reason });
        return { info: `A-ASSOCIATE reject: ${words(text.reason)} (${text.result}, ${text.source})`, level: 'bad' };
      }
      case 'abort': {
        const bytes = stream.slice(start, end);
        const text = explainAbort({ source: bytes[8] ?? 0, reason: bytes[9] ?? 0 });
        const reason = text.reason === 'not significant' ? '' : `: ${words(text.reason)}`;
        return { info: `A-ABORT${reason} (${text.source})`, level: 'bad' };
      }
      case 'release-request':
        return { info: `A-RELEASE request${lost}`, level };
      case 'release-reply':
        return { info: `A-RELEASE response${lost}`, level };
      case 'data':
        return this.#data(piece, stream, lost, level);
      default:
        return kind satisfies never;
    }
  }

  #asked(): string {
    const names = [...new Set([...this.#syntaxes.values()].map((uid) => uidName(uid) ?? uid))];
    const [first] = names;
    return first === undefined ? '' : ` (${first}${names.length > 1 ? ` and ${names.length - 1} more` : ''})`;
  }

  /** `; refused: CT Image Storage (transfer syntaxes not supported)` and how many more. */
  #refused(items: readonly ContextItem[]): string {
    const [first] = items;
    if (!first) return '';
    const uid = this.#syntaxes.get(first.id) ?? '';
    const name = uid === '' ? `context ${first.id}` : (uidName(uid) ?? uid);
    const more = items.length > 1 ? ` and ${items.length - 1} more` : '';
    return `; refused: ${name} (${contextResultWords(first.result)})${more}`;
  }

  #data({ side, start, end, count }: Piece, stream: ByteStream, lost: string, of: PacketLevel): Said {
    const said: string[] = [];
    let level = of;
    // Of a run of fragments only the last PDU has something to say.
    let at = start;
    for (let skipped = 1; skipped < count; skipped++) at += pduHeaderLength + get32(stream.slice(at, at + 6), 2);
    at += pduHeaderLength;
    while (at + 6 <= end && said.length < 20) {
      const head = stream.slice(at, at + 6);
      const length = get32(head, 0);
      if (length < 2) break;
      const [, , , , id = 0, control = 0] = head;
      const to = Math.min(end, at + 4 + length);
      const key = `${side} ${id}`;
      if ((control & 1) === 1) {
        const command = this.#command(key, stream.slice(at + 6, to), (control & 2) === 2);
        if (command) {
          said.push(command.info);
          if (command.level === 'bad' || level === 'ok') level = command.level;
        } else said.push('command fragment');
      } else {
        const message = this.#open.get(key);
        const pdus = count > 1 ? ` in ${count} PDUs` : '';
        said.push(
          `${message === undefined || said.length > 0 ? '' : `${message} `}data set${(control & 2) === 2 ? '' : ' fragment'}${pdus}`,
        );
      }
      at += 4 + length;
    }
    return { info: `P-DATA, ${said.join(', ') || 'no value'}${lost}`, level };
  }

  #command(key: string, fragment: Uint8Array, isLast: boolean): Said | undefined {
    const held = this.#commands.get(key) ?? { bytes: [], length: 0 };
    held.length += fragment.length;
    if (held.length <= COMMAND_LIMIT) held.bytes.push(fragment);
    if (!isLast) {
      this.#commands.set(key, held);
      return undefined;
    }
    this.#commands.delete(key);
    const { set } = CommandSet.read(joined(held.bytes));
    const field = set.number('CommandField');
    const name = (field === undefined ? undefined : nameByField.get(field)) ?? 'unknown command';
    this.#open.set(key, name);
    const id = set.number('MessageIDBeingRespondedTo') ?? set.number('MessageID');
    const status = set.number('Status');
    const label = `${name}${id === undefined ? '' : ` ID=${id}`}`;
    if (status === undefined) return { info: label, level: 'ok' };
    const text = explainStatus(services[name] ?? 'N-SERVICES', status);
    const level =
      text.class === 'failure' ? 'bad' : text.class === 'warning' || text.class === 'cancel' ? 'warn' : 'ok';
    const shown = level === 'ok' ? (text.text.split(':')[0] ?? '') : `${formatStatus(status)} ${text.text}`;
    return { info: `${label} (${shown})`, level };
  }
}

const services: Readonly<Record<string, StatusService>> = {
  'C-ECHO-RSP': 'C-ECHO',
  'C-FIND-RSP': 'C-FIND',
  'C-STORE-RSP': 'C-STORE',
  'C-MOVE-RSP': 'C-MOVE',
  'C-GET-RSP': 'C-GET',
};

/** AE titles of an A-ASSOCIATE-RQ, without the padding. */
export function aeTitles(bytes: Uint8Array): { readonly called: string; readonly calling: string } {
  const text = (start: number): string =>
    Buffer.from(bytes.subarray(start, start + 16))
      .toString('latin1')
      .replace(/\0/g, ' ')
      .trim();
  return { called: text(10), calling: text(26) };
}

export interface ContextItem {
  readonly id: number;
  /** Result/Reason of an answer; reserved in a proposal. */
  readonly result: number;
  /** The abstract syntax of a proposal, the transfer syntax of an answer. */
  readonly syntax: string;
}

/** The presentation contexts of an A-ASSOCIATE-RQ or -AC, as far as they can be read. */
export function contextItems(bytes: Uint8Array): ContextItem[] {
  const items: ContextItem[] = [];
  const length16 = (at: number): number => ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
  for (let at = ITEMS; at + 4 <= bytes.length; at += 4 + length16(at)) {
    const type = bytes[at];
    if ((type !== 0x20 && type !== 0x21) || items.length >= 128) continue;
    const first = at + 8;
    const syntax =
      bytes[first] === 0x30 || bytes[first] === 0x40
        ? Buffer.from(bytes.subarray(first + 4, first + 4 + length16(first)))
            .toString('latin1')
            .replace(/[\0 ]+$/, '')
        : '';
    items.push({ id: bytes[at + 4] ?? 0, result: bytes[at + 6] ?? 0, syntax });
  }
  return items;
}

/** `called-AE-title-not-recognized` as people say it. */
function words(text: string): string {
  return text.replaceAll('-', ' ');
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return parts.length === 1 ? (parts[0] ?? new Uint8Array(0)) : new Uint8Array(Buffer.concat(parts));
}
