import { describe, expect, it } from 'vitest';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { orm } from '../mapping/order-messages.ts';
import { type EngineBench, engineBench } from './room.ts';

const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const source = (text: string): string => text.replace('listen:', 'connector: legacy\nlisten:');
const destination = (text: string): string => text.replace('    port: 2575', '    port: 2575\n    connector: legacy');

function withChannel(change: (text: string) => string): EngineBench {
  const bench = engineBench();
  deploy(bench, change);
  return bench;
}

function deploy({ room, engine }: EngineBench, change: (text: string) => string): void {
  const saved = room.files.save('eng01', CHANNEL, change(room.files.text('eng01', CHANNEL) ?? ''), 'ianders', 'change');
  const deployed = engine.deploy('ianders', CHANNEL);
  if (!saved.ok || !deployed.ok) throw new Error(deployed.ok ? 'not saved' : deployed.message);
}

/** An order with `CT & MR` alone in OBR-13, and the same with one segment end of another kind. */
const ampersand = orm({ controlId: 'RIS1' });
const text = Buffer.from(ampersand).toString('latin1').replace('|Asthma|', '|CT & MR|');
const bytes = (each: string): Uint8Array => Uint8Array.from(each, (character) => character.charCodeAt(0));
const mixed = bytes(text.replace('\rPV1', '\r\nPV1'));

describe('a channel with the legacy connector', () => {
  it.each([
    ['source', source, ['CT ~ MR', 'CT ~ MR']],
    ['destination', destination, ['CT ~ MR', 'CT & MR']],
  ])('changes what the receiver gets: %s', (_, change, expected) => {
    const bench = withChannel(change);
    expect(bench.send(bytes(text))).toMatchObject({ kind: 'answered', ack: { code: 'AA' } });
    const received = [bench.mwl, bench.pacs].map(({ messages: [message] }) => message?.get('OBR-13').raw);
    expect(received).toEqual(expected);
    expect(bench.mwl.messages[0]?.segmentText('ZDS').endsWith('|')).toBe(true);
    // The store keeps what came.
    expect([...bench.state.messages.values()][0]?.bytes).toEqual(bytes(text));
    expect(bench.statuses()).toEqual({ RIS1: 'SENT' });
  });

  it('native changes nothing but what the rules write', () => {
    const bench = engineBench();
    bench.send(bytes(text));
    expect(bench.mwl.messages[0]?.get('OBR-13').raw).toBe('CT & MR');
  });

  it('a message that it cannot read waits in the error queue with the reason, and goes through once it is native', () => {
    const bench = withChannel(source);
    expect(bench.send(mixed)).toMatchObject({ kind: 'answered', ack: { code: 'AA', controlId: 'RIS1' } });
    expect(bench.mwl.messages).toEqual([]);
    const errors = [...bench.state.errors.values()];
    const reason = 'legacy connector: HL7 Data contains invalid EOL characters';
    expect(errors.map(({ destination: to, kind, text: why }) => [to, kind, why])).toEqual([
      ['mwl', 'ERROR', reason],
      ['pacs', 'ERROR', reason],
    ]);
    expect(bench.statuses()).toEqual({ RIS1: 'ERROR' });
    // Tried again it fails again, nothing lost.
    for (const { entry } of errors) expect(bench.engine.retry('ianders', entry)).toMatchObject({ ok: true });
    expect(bench.state.errors.size).toBe(2);
    deploy(bench, (each) => each.replace('connector: legacy\n', ''));
    for (const { entry } of [...bench.state.errors.values()]) bench.engine.retry('ianders', entry);
    bench.run(1_000_000);
    expect(bench.state.errors.size).toBe(0);
    expect(bench.mwl.messages.map((message) => message.get('OBR-13').raw)).toEqual(['CT & MR']);
    expect(bench.statuses()).toEqual({ RIS1: 'SENT' });
  });

  it('one that it cannot write is an error at that destination only', () => {
    const bench = withChannel(destination);
    bench.send(mixed);
    expect([...bench.state.errors.values()].map((each) => [each.destination, each.kind, each.text])).toEqual([
      ['mwl', 'ERROR', 'legacy connector: HL7 Data contains invalid EOL characters'],
    ]);
    expect(bench.pacs.controlIds).toEqual(['RIS1']);
    expect(Hl7Message.read(mixed).status).not.toBe('reject');
  });
});
