import type { HostileCase } from './hostile-dicom.ts';
import { type HostilePeer, pause } from './hostile-peer.ts';

const latin1 = (value: string): Uint8Array => new Uint8Array(Buffer.from(value, 'latin1'));
const frame = (message: string): string => `\v${message}\x1c\r`;
const order = (id: string, end = '\r'): string =>
  ['MSH|^~\\&|RIS|NGHRAD|MWL|NGH|20260316081502||ORM^O01|' + id + '|P|2.3.1', 'PID|||1^^^NGH||DOE^JANE', ''].join(end);
const sends =
  (...pieces: readonly string[]) =>
  async (peer: HostilePeer): Promise<void> => {
    for (const piece of pieces) await peer.send(latin1(piece));
    await pause(40);
  };
/** Sends, and says goodbye in a way that lets the answer come. */
const sendsAndEnds =
  (...pieces: readonly string[]) =>
  async (peer: HostilePeer): Promise<void> => {
    await sends(...pieces)(peer);
    peer.halfClose();
  };
const AA = (id: string): string => `MSA|AA|${id}`;

const table = (
  ...lines: readonly (readonly [
    string,
    HostileCase['play'],
    readonly string[],
    HostileCase['notices']?,
    HostileCase['ends']?,
  ])[]
): HostileCase[] => lines.map(([name, play, says, notices, ends]) => ({ name, play, says, notices, ends }));

/** MLLP has no abort: what is no frame is skipped and told, never answered. */
export const mllpCases: readonly HostileCase[] = table(
  ['silence', async () => pause(0), ['closed'], 'idle', 'waits'],
  ['a TLS hello', async (peer) => peer.send(Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1, 252, 3, 3)), ['closed'], 'garbage-between-frames', 'waits'],
  ['an HTTP request', sends('POST /hl7 HTTP/1.1\r\nHost: mwl01\r\n\r\n'), ['closed'], 'garbage-between-frames', 'waits'],
  ['a message without a frame', sends(order('A1')), ['closed'], 'garbage-between-frames', 'waits'],
  ['a frame without end', sends(`\v${order('A1')}`), ['closed'], 'unterminated', 'waits'],
  ['a frame without end, half closed', sendsAndEnds(`\v${order('A1')}`), ['closed'], 'unterminated'],
  ['a frame that drips', (peer) => peer.drip(latin1(frame(order('A1'))).subarray(0, -2), 20), ['closed'], 'unterminated', 'waits'],
  ['a VT within a frame begins a new one', sendsAndEnds(`\v${order('A1')}`, frame(order('A2'))), [AA('A2'), 'closed'], 'nested-start-block'],
  ['a hundred VTs', sendsAndEnds('\v'.repeat(5), frame(order('A1'))), [AA('A1'), 'closed'], 'nested-start-block'],
  ['FS without CR, then the next frame', sendsAndEnds(`\v${order('A1')}\x1c`, frame(order('A2'))), [AA('A1'), AA('A2'), 'closed'], 'missing-carriage-return'],
  ['no VT', sendsAndEnds(`${order('A1')}\x1c\r`, frame(order('A2'))), [AA('A2'), 'closed'], 'missing-start-block'],
  ['garbage between frames', sendsAndEnds(frame(order('A1')), 'garbage', frame(order('A2'))), [AA('A1'), AA('A2'), 'closed'], 'garbage-between-frames'],
  ['garbage without end', (peer) => peer.flood(new Uint8Array(16_384).fill(0x41)), ['closed'], 'garbage-between-frames'],
  ['VT without end', (peer) => peer.flood(new Uint8Array(1_024).fill(0x0b)), ['closed'], 'nested-start-block'],
  ['an empty frame is not answered', sendsAndEnds(frame('')), ['closed']],
  ['a frame of garbage is not answered', sendsAndEnds(frame('\x80\x81 not HL7 at all')), ['closed']],
  ['a frame of 20 MB is dropped, the next one read', async (peer) => {
    await peer.send(Uint8Array.of(0x0b));
    for (let sent = 0; sent < 20; sent++) await peer.send(new Uint8Array(1_048_576).fill(0x41));
    await sendsAndEnds(`\x1c\r${frame(order('A2'))}`)(peer);
  }, [AA('A2'), 'closed'], 'frame-too-large'],
  ['a frame without end and without limit', async (peer) => {
    await peer.send(Uint8Array.of(0x0b));
    await peer.flood(new Uint8Array(262_144).fill(0x41));
  }, ['closed'], 'frame-too-large', 'waits'],
  ['10 000 tiny frames are not answered', async (peer) => {
    await peer.send(latin1(frame('A').repeat(10_000)));
    peer.halfClose();
  }, ['closed']],
  ['line feeds between segments', sendsAndEnds(frame(order('A1', '\n'))), [AA('A1'), 'closed']],
  ['two messages in one write', sendsAndEnds(frame(order('A1')) + frame(order('A2'))), [AA('A1'), AA('A2'), 'closed']],
  ['two messages in one write, the first answered late, stay in order', sendsAndEnds(frame(order('LATE')) + frame(order('A2'))), [AA('LATE'), AA('A2'), 'closed']],
  ['a half close right after the message is answered', async (peer) => {
    await peer.send(latin1(frame(order('LATE'))));
    peer.halfClose();
  }, [AA('LATE'), 'closed']],
  ['a reset in the middle of a frame', async (peer) => {
    await peer.send(latin1(`\v${order('A1')}`));
    await pause(20);
    peer.reset();
  }, ['closed'], 'ECONNRESET'],
  ['a reset before the answer', async (peer) => {
    await peer.send(latin1(frame(order('HELD'))));
    await pause(30);
    peer.reset();
  }, ['closed'], 'ECONNRESET'],
  ['a DICOM association request', async (peer) => {
    await peer.send(Uint8Array.from([1, 0, 0, 0, 0, 200, 0, 1, ...new Uint8Array(198)]));
  }, ['closed'], 'garbage-between-frames', 'waits'],
  ['a peer that sends and never reads', async (peer) => {
    peer.deaf();
    const many = latin1(frame(order('A1')).repeat(500));
    while (!peer.over) await Promise.race([peer.send(many), pause(100)]);
    peer.destroy();
  }, ['closed'], 'slow-reader', 'waits'],
); // prettier-ignore
