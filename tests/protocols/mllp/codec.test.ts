import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameMllp, MllpReader, type MllpIndication } from '../../../server/protocols/mllp/codec.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (each: Uint8Array): string => String.fromCharCode(...each);

/** `VT` and `FS` are written as `<` and `>`, CR as `/`, so that streams can be read. */
const stream = (form: string): Uint8Array =>
  bytes(form.replaceAll('<', '\u000b').replaceAll('>', '\u001c').replaceAll('/', '\r'));

function show(indication: MllpIndication): string {
  if (indication.kind === 'frame') return `frame ${text(indication.payload)}`;
  return `${indication.code} at ${String(indication.offset)} length ${String(indication.length)}`;
}

function readAll(chunks: readonly Uint8Array[], maxFrameBytes?: number): string[] {
  const reader = new MllpReader(maxFrameBytes === undefined ? {} : { maxFrameBytes });
  const said: string[] = [];
  for (const chunk of chunks) {
    reader.feed(chunk);
    for (let next = reader.next(); next !== undefined; next = reader.next()) said.push(show(next));
  }
  for (let next = reader.finish(); next !== undefined; next = reader.finish()) said.push(show(next));
  return said;
}

function cut(whole: Uint8Array, size: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(whole.length / size) }, (_, at) => whole.slice(at * size, (at + 1) * size));
}

describe('MLLP', () => {
  it('frames a payload as VT payload FS CR', () => {
    expect(frameMllp(bytes('MSH|'))).toEqual(stream('<MSH|>/'));
  });

  const table: readonly (readonly [what: string, form: string, expected: readonly string[]])[] = [
    ['reads one frame', '<ab>/', ['frame ab']],
    ['reads frames that follow each other', '<ab>/<c>/<>/', ['frame ab', 'frame c', 'frame ']],
    [
      'skips bytes between frames and says so',
      'xy<ab>/zz<c>/',
      ['garbage-between-frames at 0 length 2', 'frame ab', 'garbage-between-frames at 7 length 2', 'frame c'],
    ],
    ['reports a line end after the frame', '<ab>/\n', ['frame ab', 'garbage-between-frames at 5 length 1']],
    ['reports a missing VT', 'ab>/<c>/', ['missing-start-block at 0 length 4', 'frame c']],
    [
      'delivers a frame whose CR after FS is missing',
      '<ab><c>/',
      ['missing-carriage-return at 4 length 0', 'frame ab', 'frame c'],
    ],
    [
      'delivers the last frame when the connection ends after FS',
      '<ab>',
      ['missing-carriage-return at 4 length 0', 'frame ab'],
    ],
    ['begins anew at a nested VT', '<ab<c>/', ['nested-start-block at 0 length 3', 'frame c']],
    ['reports a frame that never ended', '<ab>/<cd', ['frame ab', 'unterminated at 5 length 3']],
    ['reports garbage that never became a frame', 'hello', ['garbage-between-frames at 0 length 5']],
    ['survives a lone end block', '<ab>/>/<c>/', ['frame ab', 'missing-start-block at 5 length 2', 'frame c']],
    ['drops what is too long and reads on', '<0123456789>/<ab>/', ['frame-too-large at 0 length 10', 'frame ab']],
    ['ends an oversized frame at the next VT', '<0123456789<ab>/', ['frame-too-large at 0 length 10', 'frame ab']],
    ['accepts a frame of exactly the limit', '<01234567>/', ['frame 01234567']],
  ];
  it.each(table)('%s, however it was cut', (_, form, expected) => {
    for (const size of [1000, 7, 3, 2, 1]) expect(readAll(cut(stream(form), size), 8)).toEqual(expected);
  });

  it('keeps a sample of what was skipped', () => {
    const reader = new MllpReader();
    reader.feed(bytes('GET / HTTP/1.1'));
    expect(reader.next()).toBeUndefined();
    reader.feed(stream('<'));
    expect(reader.next()).toEqual({
      kind: 'fault',
      code: 'garbage-between-frames',
      offset: 0,
      length: 14,
      sample: bytes('GET / HTTP/1.1'),
    });
  });

  it('says the same for every way to cut any stream', () => {
    const form = fc.string({ unit: fc.constantFrom('<', '>', '/', 'a', 'b', '\n'), maxLength: 60 });
    fc.assert(
      fc.property(form, fc.integer({ min: 1, max: 9 }), (written, size) => {
        const whole = stream(written);
        expect(readAll(cut(whole, size), 5)).toEqual(readAll([whole], 5));
      }),
    );
  });

  it('gives back any payload without VT and FS', () => {
    const payload = fc
      .uint8Array({ maxLength: 200 })
      .map((each) => each.filter((byte) => byte !== 0x0b && byte !== 0x1c));
    fc.assert(
      fc.property(fc.array(payload), (payloads) => {
        const reader = new MllpReader();
        const read: Uint8Array[] = [];
        for (const each of payloads) reader.feed(frameMllp(each));
        for (let next = reader.next(); next !== undefined; next = reader.next())
          if (next.kind === 'frame') read.push(next.payload);
        expect(read).toEqual(payloads);
      }),
    );
  });

  it('goes on from a fork as from the original', () => {
    const whole = stream('xx<ab>/yy<cd>/<e<f>/');
    for (let at = 0; at < whole.length; at += 1) {
      const reader = new MllpReader();
      reader.feed(whole.slice(0, at));
      while (reader.next() !== undefined);
      const rest = [reader.fork(), reader].map((each) => {
        const said: string[] = [];
        each.feed(whole.slice(at));
        for (let next = each.next(); next !== undefined; next = each.next()) said.push(show(next));
        return said;
      });
      expect(rest[0]).toEqual(rest[1]);
    }
  });

  it('does not hold on to the chunk it was fed', () => {
    const chunk = stream('<ab>/');
    const reader = new MllpReader();
    reader.feed(chunk);
    chunk.fill(0);
    expect(reader.next()).toEqual({ kind: 'frame', payload: bytes('ab') });
  });

  it('reads ten thousand tiny frames, and a long frame byte by byte, in linear time', () => {
    const many = stream('<a>/'.repeat(10_000));
    const long = frameMllp(new Uint8Array(200_000).fill(0x41));
    const reader = new MllpReader();
    const started = process.hrtime.bigint();
    let frames = 0;
    for (const chunk of [many, ...cut(long, 1)]) {
      reader.feed(chunk);
      for (let next = reader.next(); next !== undefined; next = reader.next()) frames += 1;
    }
    expect(frames).toBe(10_001);
    // Quadratic behaviour takes minutes here; linear about 50 ms.
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(5000);
  });

  it('forgets garbage that never ends', () => {
    const reader = new MllpReader();
    for (let at = 0; at < 1000; at += 1) {
      reader.feed(new Uint8Array(10_000).fill(0x41));
      expect(reader.next()).toBeUndefined();
    }
    expect(reader.finish()).toMatchObject({ code: 'garbage-between-frames', length: 10_000_000 });
  });
});
