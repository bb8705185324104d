import { expect, describe, it } from 'vitest';
import { orm } from '../mapping/order-messages.ts';
import { type EngineBench, engineBench } from './room.ts';

const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const latin1 = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString('latin1');
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const order = latin1(orm({ controlId: 'RIS1' }));
const lines = bytes(order.replaceAll('\r', '\n'));

function tolerant(bench: EngineBench): EngineBench {
  const text = bench.room.files.text('eng01', CHANNEL) ?? '';
  const changed = text.replace('accept:\n', 'accept:\n  segmentEnds: any\n');
  expect(bench.room.files.save('eng01', CHANNEL, changed, 'ianders', 'RIS patch, until Friday')).toMatchObject({
    ok: true,
  });
  expect(bench.engine.deploy('ianders', CHANNEL)).toMatchObject({ ok: true });
  return bench;
}

describe('segment ends at the engine', () => {
  it('a message of lines is one long MSH: refused for its missing PID, stored as it came, sent nowhere', () => {
    const bench = engineBench();
    const outcome = bench.send(lines);
    expect(outcome).toMatchObject({ kind: 'answered', ack: { code: 'AR', controlId: 'RIS1' } });
    const answer = outcome.kind === 'answered' ? latin1(outcome.bytes) : '';
    expect(answer).toContain('100');
    expect(answer).toContain('no segment PID');
    expect(answer).not.toContain('\n');
    expect([bench.mwl.messages, bench.pacs.messages]).toEqual([[], []]);
    expect([...bench.state.messages.values()].map((row) => row.bytes)).toEqual([lines]);
  });

  it('names no version that it cannot read where MSH ends with MSH-12', () => {
    const short = order.replace(/^(MSH(?:\|[^|\r]*){11})[^\r]*/, '$1').replaceAll('\r', '\n');
    const outcome = engineBench().send(bytes(short));
    expect(outcome).toMatchObject({ kind: 'answered', ack: { code: 'AR' } });
    expect(outcome.kind === 'answered' ? latin1(outcome.bytes) : '\n').not.toContain('\n');
  });

  it('a port that is told to take them does, and sends on what is ended by CR', () => {
    const bench = tolerant(engineBench());
    expect(bench.send(lines)).toMatchObject({ kind: 'answered', ack: { code: 'AA' } });
    const plain = engineBench();
    plain.send(bytes(order));
    expect(latin1(bench.mwl.messages[0]?.bytes)).toBe(latin1(plain.mwl.messages[0]?.bytes));
    expect([...bench.state.messages.values()][0]?.bytes).toEqual(lines);
  });

  it('takes CR LF there too, and leaves a line feed within a field alone', () => {
    const bench = tolerant(engineBench());
    const text = order.replace('|Asthma|', '|Asthma\nsince 2004|').replaceAll('\r', '\r\n');
    bench.send(bytes(text));
    const [received] = bench.mwl.messages;
    expect(received?.endedByCr().get('OBR-13').raw).toBe('Asthma\nsince 2004');
    expect(latin1(received?.bytes)).not.toContain('\r\n');
  });

  it('as the standard has it, a line feed within a field is a character like another', () => {
    const bench = engineBench();
    bench.send(bytes(order.replace('|Asthma|', '|Asthma\nsince 2004|')));
    expect(bench.mwl.messages[0]?.endedByCr().get('OBR-13').raw).toBe('Asthma\nsince 2004');
    expect(bench.statuses()).toEqual({ RIS1: 'SENT' });
  });

  it('a mistake in the setting is told with its line and what was expected', () => {
    const bench = engineBench();
    const text = (bench.room.files.text('eng01', CHANNEL) ?? '').replace('accept:\n', 'accept:\n  segmentEnds: LF\n');
    expect(bench.engine.problemsOf(CHANNEL, text)).toMatchObject([
      { file: CHANNEL, line: 7, found: 'segmentEnds "LF" (did you mean CR?)', expected: 'CR or any' },
    ]);
  });
});
