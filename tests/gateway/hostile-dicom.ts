import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import type { AssociateRequestParameters } from '../../server/protocols/dimse/association.ts';
import { RequestorMachine } from '../../server/protocols/dimse/association.ts';
import { CommandSet } from '../../server/protocols/dimse/command-set.ts';
import { proposeContexts } from '../../server/protocols/dimse/negotiation.ts';
import { findRequest } from '../../server/protocols/dimse/services/query.ts';
import { storeRequest } from '../../server/protocols/dimse/services/storage.ts';
import { echoRequest, echoResponse } from '../../server/protocols/dimse/services/verification.ts';
import { cancelRequest } from '../../server/protocols/dimse/services/cancel.ts';
import { uids } from '../../server/protocols/dimse/uids.ts';
import { type HostilePeer, pause } from './hostile-peer.ts';

export interface HostileCase {
  readonly name: string;
  readonly play: (peer: HostilePeer) => Promise<void>;
  /** What the victim says, in words, and how the connection ends. */
  readonly says: readonly string[];
  /** What it notices, in its first fault; nothing unless given. */
  readonly notices?: string | undefined;
  /** It ends by the victim's patience: the peer leaves something out, or `stays` when it was told to go. */
  readonly ends?: 'waits' | 'stays' | undefined;
}

const ct = '1.2.840.10008.5.1.4.1.1.2';
const little = [uids.implicitVrLittleEndian];

/** Contexts: 1 verification, 3 worklist, 5 CT storage, 7 study root; all implicit VR little endian. */
export const request = {
  calledAeTitle: 'PACS01',
  callingAeTitle: 'HOSTILE',
  contexts: proposeContexts([
    { abstractSyntax: uids.verification, transferSyntaxes: little },
    { abstractSyntax: uids.modalityWorklistFind, transferSyntaxes: little },
    { abstractSyntax: ct, transferSyntaxes: little },
    { abstractSyntax: uids.studyRootFind, transferSyntaxes: little },
  ]),
} satisfies AssociateRequestParameters;

function rq(change: Partial<AssociateRequestParameters> = {}, maxPduLength = 16_384): Uint8Array {
  const machine = new RequestorMachine({ maxPduLength });
  machine.request({ ...request, ...change });
  machine.transportConnected();
  return bytes(...machine.takeEffects().flatMap((effect) => (effect.kind === 'send' ? effect.parts : [])));
}

function bytes(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function be32(value: number): Uint8Array {
  return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
}

function le32(value: number): Uint8Array {
  return be32(value).reverse();
}

/** A PDU whose header may lie about its length. */
function pdu(type: number, body: Uint8Array, length = body.length): Uint8Array {
  return bytes(Uint8Array.of(type, 0), be32(length), body);
}

function pdv(context: number, control: number, fragment: Uint8Array, length = fragment.length + 2): Uint8Array {
  return bytes(be32(length), Uint8Array.of(context, control), fragment);
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const zeros = (length: number): Uint8Array => new Uint8Array(length);
/** Bytes of a seed: the same garbage every time. */
function noise(length: number, seed: number): Uint8Array {
  let state = seed;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 24;
  });
}

const COMMAND = 1;
const LAST = 2;
const release = pdu(5, zeros(4));
const abort = pdu(7, zeros(4));
const command = (context: number, set: CommandSet): Uint8Array => pdu(4, pdv(context, COMMAND | LAST, set.encode()));
const data = (context: number, fragment: Uint8Array, last = true): Uint8Array =>
  pdu(4, pdv(context, last ? LAST : 0, fragment));
const echo = (id = 1): Uint8Array => command(1, echoRequest(id));
const find = (identifier: Uint8Array): Uint8Array =>
  bytes(command(3, findRequest(1, uids.modalityWorklistFind)), data(3, identifier));
const store = command(5, storeRequest(1, ct, '2.25.1'));
const storing = (instance: Uint8Array): Uint8Array => bytes(store, data(5, instance));

const element = (tag: number, value: Uint8Array, length = value.length): Uint8Array =>
  bytes(Uint8Array.of((tag >>> 16) & 255, tag >>> 24, tag & 255, (tag >>> 8) & 255), le32(length), value);
const implicit = (dataSet: DataSet): Uint8Array => bytes(...dataSet.write(uids.implicitVrLittleEndian));
const worklistQuery = implicit(
  DataSet.build([
    [0x00100010, 'PN', ''],
    [0x00400100, 'SQ', [[[0x00400001, 'AE', 'CT1']]]],
  ]),
);
/** A sequence in a sequence in a sequence …, of undefined length, never closed. */
const nested = (depth: number): Uint8Array =>
  bytes(...Array.from({ length: depth }, () => bytes(element(0x00400100, zeros(0), 0xffffffff), element(0xfffee000, zeros(0), 0xffffffff)))); // prettier-ignore

/** Sends each piece at once, the first answer of the victim awaited where there is an association to wait for. */
const associated =
  (...then: readonly Uint8Array[]) =>
  async (peer: HostilePeer): Promise<void> => {
    await peer.send(rq());
    await peer.received(1);
    for (const piece of then) await peer.send(piece);
  };
const plain =
  (...pieces: readonly Uint8Array[]) =>
  async (peer: HostilePeer): Promise<void> => {
    for (const piece of pieces) await peer.send(piece);
  };

const accept = 'associate-accept';
const table = (
  ...lines: readonly (readonly [
    string,
    HostileCase['play'],
    readonly string[],
    HostileCase['notices']?,
    HostileCase['ends']?,
  ])[]
): HostileCase[] => lines.map(([name, play, says, notices, ends]) => ({ name, play, says, notices, ends }));

const commandWithout = (element_: number): Uint8Array => {
  // Every element of an echo request but one, without a group length.
  const elements = echoRequest(1).elements.filter(({ element: number }) => number !== element_ && number !== 0);
  return bytes(...elements.map(({ element: number, value }) => element(number, value)));
};

/** PS3.8 Table 9-10 for Sta2: whatever is no A-ASSOCIATE-RQ is answered with A-ABORT of source 0. */
export const beforeAssociation: readonly HostileCase[] = table(
  ['silence', async () => pause(0), ['closed'], 'artim', 'waits'],
  ['a TLS hello', plain(bytes(Uint8Array.of(22, 3, 1, 2, 0, 1), noise(512, 1))), ['abort 0/0', 'closed'], 'unrecognized-pdu-type', 'stays'],
  ['an HTTP request', plain(text('GET / HTTP/1.1\r\nHost: pacs01\r\n\r\n')), ['abort 0/0', 'closed'], 'unrecognized-pdu-type'],
  ['an HL7 message in its frame', plain(text('\vMSH|^~\\&|A\r\x1c\r')), ['abort 0/0', 'closed'], 'unrecognized-pdu-type'],
  ['garbage', plain(noise(4_096, 2)), ['abort 0/0', 'closed'], 'unrecognized-pdu-type'],
  ['nothing but zeros', plain(zeros(1_000)), ['abort 0/0', 'closed'], 'unrecognized-pdu-type'],
  ['garbage without end', (peer) => peer.flood(noise(65_536, 3)), ['abort 0/0', 'closed'], 'unrecognized-pdu-type', 'stays'],
  ['PDU type 8', plain(pdu(8, zeros(4))), ['abort 0/0', 'closed'], 'unrecognized-pdu-type'],
  ['an A-ASSOCIATE-RQ that claims 4 GB', plain(pdu(1, zeros(100), 0xffffffff)), ['abort 0/0', 'closed'], 'pdu-too-long'],
  ['an A-ASSOCIATE-RQ of 2 MB', plain(pdu(1, zeros(2_097_152))), ['abort 0/0', 'closed'], 'pdu-too-long'],
  ['an A-ASSOCIATE-RQ of no length', plain(pdu(1, zeros(0))), ['abort 0/0', 'closed'], 'item-truncated'],
  ['an A-ASSOCIATE-RQ cut in its fixed fields', plain(pdu(1, rq().subarray(6, 40))), ['abort 0/0', 'closed'], 'item-truncated'],
  ['half an A-ASSOCIATE-RQ, then silence', plain(rq().subarray(0, 60)), ['closed'], 'artim', 'waits'],
  ['an A-ASSOCIATE-RQ that drips', (peer) => peer.drip(rq().subarray(0, -1), 10), ['closed'], 'artim', 'waits'],
  ['an item longer than its PDU', plain(lying(rq(), 76)), ['abort 0/0', 'closed'], 'item-exceeds-enclosing'],
  ['P-DATA-TF before A-ASSOCIATE-RQ', plain(echo()), ['abort 0/0', 'closed'], 'pdu-unexpected'],
  ['P-DATA-TF that claims 4 GB before A-ASSOCIATE-RQ', plain(pdu(4, zeros(8), 0xffffffff)), ['abort 0/0', 'closed'], 'pdu-unexpected'],
  ['A-RELEASE-RQ before A-ASSOCIATE-RQ', plain(release), ['abort 0/0', 'closed'], 'pdu-unexpected'],
  ['A-ASSOCIATE-AC to the side that accepts', plain(pdu(2, rq().subarray(6))), ['abort 0/0', 'closed'], 'pdu-unexpected'],
  ['A-ABORT at once', plain(abort), ['closed']],
  ['a connection that is reset', async (peer) => {
    await peer.send(rq().subarray(0, 20));
    peer.reset();
  }, ['closed'], 'ECONNRESET'],
  ['a half close before a word', async (peer) => {
    peer.halfClose();
    await pause(0);
  }, ['closed']],
  ...[1, 2, 3, 4, 5, 6, 7].map((length) =>
    [`maximum PDU length ${length}, which no PDV fits into`, plain(rq({}, length)), ['abort 0/0', 'closed'], 'max-length-too-small'] as const),
  ['no presentation context', plain(rq({ contexts: [] })), ['abort 0/0', 'closed'], 'item-missing'],
  ['200 presentation contexts', plain(rq({ contexts: Array.from({ length: 200 }, (_, n) => ({ id: (n * 2 + 1) & 255, abstractSyntax: uids.verification, transferSyntaxes: little })) })), ['abort 0/0', 'closed'], 'context-id-repeated'],
  ['an even context id', plain(rq({ contexts: [{ id: 2, abstractSyntax: uids.verification, transferSyntaxes: little }] })), ['abort 0/0', 'closed'], 'context-id-not-odd'],
  ['an unknown called AE title', plain(rq({ calledAeTitle: 'NOBODY' })), ['reject 1/1/7', 'closed'], undefined, 'stays'],
  ['an unknown calling AE title', plain(rq({ callingAeTitle: 'STRANGER' })), ['reject 1/1/3', 'closed']],
  ['protocol version 2', plain(rq({ protocolVersion: 2 })), ['reject 1/2/2', 'closed']],
  ['another application context', plain(rq({ applicationContext: '1.2.3' })), ['reject 1/1/2', 'closed']],
); // prettier-ignore

/** Within an association: A-ABORT of the provider with the reason of PS3.8 Table 9-26, or of the user (DIMSE). */
export const withinAssociation: readonly HostileCase[] = table(
  ['maximum PDU length 0 means unlimited', async (peer) => {
    await peer.send(rq({}, 0));
    await peer.received(1);
    await peer.send(bytes(echo(), release));
    await peer.received(300);
  }, [accept, 'C-ECHO-RSP 0000H', 'release-reply', 'closed']],
  ['a second A-ASSOCIATE-RQ', associated(rq()), [accept, 'abort 2/2', 'closed'], 'pdu-unexpected', 'stays'],
  ['A-ASSOCIATE-AC within an association', associated(pdu(2, rq().subarray(6))), [accept, 'abort 2/2', 'closed'], 'pdu-unexpected'],
  ['A-RELEASE-RP that nobody asked for', associated(pdu(6, zeros(4))), [accept, 'abort 2/2', 'closed'], 'pdu-unexpected'],
  ['PDU type 0', associated(pdu(0, zeros(4))), [accept, 'abort 2/1', 'closed'], 'unrecognized-pdu-type'],
  ['PDU type 99', associated(pdu(99, zeros(4))), [accept, 'abort 2/1', 'closed'], 'unrecognized-pdu-type'],
  ['P-DATA-TF that claims 4 GB', associated(pdu(4, zeros(64), 0xffffffff)), [accept, 'abort 2/6', 'closed'], 'pdu-too-long'],
  ['P-DATA-TF longer than announced', associated(pdu(4, zeros(64), 262_145)), [accept, 'abort 2/6', 'closed'], 'pdu-too-long'],
  ['P-DATA-TF without a PDV', associated(pdu(4, zeros(0))), [accept, 'abort 2/6', 'closed'], 'pdv-missing'],
  ['a PDV longer than its PDU', associated(pdu(4, pdv(1, 3, zeros(10), 5_000))), [accept, 'abort 2/6', 'closed'], 'pdv-length'],
  ['a PDV that claims 4 GB', associated(pdu(4, pdv(1, 3, zeros(10), 0xffffffff))), [accept, 'abort 2/6', 'closed'], 'pdv-length'],
  ['a PDV of length 1', associated(pdu(4, pdv(1, 3, zeros(10), 1))), [accept, 'abort 2/6', 'closed'], 'pdv-length'],
  ['a PDV on a context that was never proposed', associated(command(77, echoRequest(1))), [accept, 'abort 2/6', 'closed'], 'pdv-context-not-accepted'],
  ['A-RELEASE-RQ of length 5', associated(pdu(5, zeros(5))), [accept, 'abort 2/6', 'closed'], 'pdu-length-not-fixed'],
  ['a data set before its command', associated(data(5, zeros(100))), [accept, 'abort 2/5', 'closed'], 'pdv-data-before-command'],
  ['two commands for one data set', associated(bytes(store, store)), [accept, 'abort 2/5', 'closed'], 'pdv-command-after-last'],
  ['a response to nothing', associated(command(1, echoResponse(echoRequest(1)))), [accept, 'abort 0/0', 'closed']],
  ['C-CANCEL of nothing is no harm', associated(bytes(command(3, cancelRequest(9)), echo(), release)), [accept, 'C-ECHO-RSP 0000H', 'release-reply', 'closed']],
  ['a command set of garbage', associated(pdu(4, pdv(1, 3, noise(200, 4)))), [accept, 'abort 0/0', 'closed'], 'command-group'],
  ['an empty command set', associated(pdu(4, pdv(1, 3, zeros(0)))), [accept, 'abort 0/0', 'closed'], 'command-element-missing'],
  ['a command element that claims 4 GB', associated(pdu(4, pdv(1, 3, element(0x00000100, zeros(4), 0xffffffff)))), [accept, 'abort 0/0', 'closed'], 'command-truncated'],
  ['a command without Message ID', associated(pdu(4, pdv(1, 3, commandWithout(0x0110)))), [accept, 'abort 0/0', 'closed'], 'command-element-missing'],
  ['a command without group length is understood', associated(bytes(pdu(4, pdv(1, 3, commandWithout(0))), release)), [accept, 'C-ECHO-RSP 0000H', 'release-reply', 'closed']],
  ['a command without end', async (peer) => {
    await associated()(peer);
    await peer.flood(pdu(4, pdv(1, COMMAND, zeros(8_000))), 'told');
  }, [accept, 'abort 2/0', 'closed'], 'command-too-long'],
  ['a Command Field of no table', associated(bytes(command(1, CommandSet.of({ CommandField: 0x0777, MessageID: 1, CommandDataSetType: 0x0101 })), release)), [accept, 'unknown 0211H', 'release-reply', 'closed']],
  ['a data set without end', async (peer) => {
    await associated(store)(peer);
    await peer.flood(data(5, zeros(32_000), false), 'told');
  }, [accept, 'abort 2/0', 'closed'], 'data-set-too-long'],
  ['a data set without end, of the smallest fragments', async (peer) => {
    await associated(store)(peer);
    await peer.flood(bytes(...Array.from({ length: 500 }, () => data(5, zeros(2), false))), 'told');
  }, [accept, 'abort 2/0', 'closed'], 'buffer-full'],
  ['a data set that goes on, PDU by PDU, and never ends', async (peer) => {
    await associated(store)(peer);
    while (!peer.told) {
      await peer.send(data(5, zeros(2), false));
      await pause(30);
    }
  }, [accept, 'abort 2/0', 'closed'], 'slow-message', 'waits'],
  ['a PDU that drips', async (peer) => {
    await associated()(peer);
    await peer.drip(echo().subarray(0, -1), 20);
  }, [accept, 'abort 2/0', 'closed'], 'slow-unit', 'waits'],
  ['a PDU that stops in the middle', associated(echo().subarray(0, 30)), [accept, 'abort 2/0', 'closed'], 'slow-unit', 'waits'],
  ['silence after the association is open', associated(), [accept, 'abort 2/0', 'closed'], 'idle', 'waits'],
  ['a reset in the middle of a PDU', async (peer) => {
    await associated(echo().subarray(0, 30))(peer);
    peer.reset();
  }, [accept, 'closed'], 'ECONNRESET'],
  ['a half close in the middle of a data set', async (peer) => {
    await associated(bytes(store, data(5, zeros(100), false)))(peer);
    peer.halfClose();
  }, [accept, 'closed']],
  ['A-RELEASE-RQ in the middle of a data set', associated(bytes(store, data(5, zeros(100), false), release)), [accept, 'release-reply', 'closed']],
  ['release, then stay', associated(bytes(echo(), release)), [accept, 'C-ECHO-RSP 0000H', 'release-reply', 'closed'], undefined, 'stays'],
  ['P-DATA-TF after release', associated(bytes(release, echo())), [accept, 'release-reply', 'closed']],
  ['A-ABORT, then more', associated(bytes(abort, echo())), [accept, 'closed']],
  ['two requests in one write are both answered', associated(bytes(echo(1), echo(2), release)), [accept, 'C-ECHO-RSP 0000H', 'C-ECHO-RSP 0000H', 'release-reply', 'closed']],
  ['a query in one write with a half close is answered', async (peer) => {
    await associated(bytes(echo(1)))(peer);
    await peer.received(250);
    peer.halfClose();
  }, [accept, 'C-ECHO-RSP 0000H', 'closed']],
  ['a right query, to know that the next are refused for a reason', associated(bytes(find(worklistQuery), release)), [accept, 'C-FIND-RSP FF00H', 'C-FIND-RSP FF00H', 'C-FIND-RSP 0000H', 'release-reply', 'closed']],
  ['a query of garbage matches nothing', associated(bytes(find(noise(300, 5)), release)), [accept, 'C-FIND-RSP C000H', 'release-reply', 'closed']],
  ['a query whose element claims 4 GB', associated(bytes(find(element(0x00100010, zeros(8), 0xfffffff0)), release)), [accept, 'C-FIND-RSP C000H', 'release-reply', 'closed']],
  ['a query nested 10 000 deep', associated(bytes(...[command(3, findRequest(1, uids.modalityWorklistFind))], ...pieces(3, nested(10_000)), release)), [accept, 'C-FIND-RSP C000H', 'release-reply', 'closed']],
  ['an instance of garbage', associated(bytes(storing(noise(4_000, 6)), release)), [accept, 'C-STORE-RSP C000H', 'release-reply', 'closed']],
  ['an instance nested 10 000 deep', associated(bytes(store, ...pieces(5, nested(10_000)), release)), [accept, 'C-STORE-RSP C000H', 'release-reply', 'closed']],
  ['a peer that asks and never reads', async (peer) => {
    await associated()(peer);
    peer.deaf();
    await peer.send(command(7, findRequest(1, uids.studyRootFind)), data(7, worklistQuery));
    // Who does not read hears of the close by what it sends.
    while (!peer.over) {
      await peer.send(echo());
      await pause(50);
    }
  }, [accept, 'closed'], 'slow-reader', 'waits'],
); // prettier-ignore

/** A data set in PDUs of legal length. */
function pieces(context: number, all: Uint8Array): Uint8Array[] {
  const parts: Uint8Array[] = [];
  for (let at = 0; at < all.length; at += 60_000) {
    parts.push(data(context, all.subarray(at, at + 60_000), at + 60_000 >= all.length));
  }
  return parts;
}

/** The length of the item at `at` becomes the largest that its field can hold. */
function lying(whole: Uint8Array, at: number): Uint8Array {
  const changed = whole.slice();
  changed.fill(0xff, at, at + 2);
  return changed;
}
