import { describe, expect, it } from 'vitest';
import { stream } from '../../../server/core/random.ts';
import { MllpReader } from '../../../server/protocols/mllp/codec.ts';
import { mllpStretches } from '../../../server/protocols/mllp/stretches.ts';

const latin1 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const told = (text: string): string[] =>
  mllpStretches(latin1(text)).map(
    ({ start, end, payload, faults }) =>
      `${start}-${end} ${payload ? `[${text.slice(payload.start, payload.end)}]` : 'none'} ${faults.join(' ')}`,
  );

describe('the stretches of an MLLP stream', () => {
  it.each([
    ['\x0bA\x1c\r\x0bBC\x1c\r', ['0-4 [A] ', '4-9 [BC] ']],
    ['noise\x0bA\x1c\r', ['0-5 none garbage-between-frames', '5-9 [A] ']],
    ['A\x1c\r', ['0-3 none missing-start-block']],
    ['\x0bA\x1c\x0bB\x1c\r', ['0-3 [A] missing-carriage-return', '3-7 [B] ']],
    ['\x0bA\x0bB\x1c\r', ['0-2 none nested-start-block', '2-6 [B] ']],
    ['\x0bA', ['0-2 none unterminated']],
    ['\x0bA\x1c', ['0-3 [A] missing-carriage-return']],
    ['', []],
  ])('of %j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('hold every byte once and every frame that the receiver gets, whatever comes', () => {
    const random = stream('stretches', 'bytes');
    const alphabet = [0x0b, 0x1c, 0x0d, 0x41, 0x42];
    for (let round = 0; round < 400; round++) {
      const bytes = Uint8Array.from({ length: random.integer(0, 24) }, () => alphabet[random.integer(0, 4)] ?? 0);
      const stretches = mllpStretches(bytes);
      let at = 0;
      for (const { start, end } of stretches) {
        expect(start).toBe(at);
        at = end;
      }
      expect(at).toBe(bytes.length);
      const reader = new MllpReader();
      reader.feed(bytes);
      const frames: string[] = [];
      for (;;) {
        const next = reader.next() ?? reader.finish();
        if (!next) break;
        if (next.kind === 'frame') frames.push(Buffer.from(next.payload).toString('hex'));
      }
      const placed = stretches.flatMap(({ payload }) => (payload ? [payload] : []));
      expect(placed.map(({ start, end }) => Buffer.from(bytes.subarray(start, end)).toString('hex'))).toEqual(frames);
    }
  });
});
