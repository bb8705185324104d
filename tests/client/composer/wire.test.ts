import { expect, test } from 'vitest';
import {
  joined,
  tally,
  tidy,
  toBase64,
  wireBytes,
  type Charset,
  type Ending,
} from '../../../client/src/features/composer/wire.ts';

const text = 'MSH|^~\\&|HIS\nPID|||1';
const measured = (whole: string, charset: Charset, ending: Ending = 'cr', at = whole.length) =>
  joined(tally(whole.slice(0, at), charset), tally(whole.slice(at), charset), ending);

test.each([
  ['cr', 'MSH|^~\\&|HIS\rPID|||1\r'],
  ['lf', 'MSH|^~\\&|HIS\nPID|||1\n'],
  ['crlf', 'MSH|^~\\&|HIS\r\nPID|||1\r\n'],
] as const)('each line ends with %s on the wire', (ending, expected) => {
  expect(new TextDecoder().decode(wireBytes(text, 'utf-8', ending))).toBe(expected);
  expect(measured(text, 'utf-8', ending)).toEqual({
    size: expected.length,
    segments: 2,
    isAscii: true,
    missing: undefined,
  });
});

test('line ends of a pasted text and empty lines at its end are not sent', () => {
  expect(wireBytes(tidy('MSH|a\r\nPID|b\r\rPV1|c\n\n'), 'utf-8', 'cr')).toEqual(
    new TextEncoder().encode('MSH|a\rPID|b\r\rPV1|c\r'),
  );
  expect(wireBytes(tidy('\n\n'), 'utf-8', 'cr')).toEqual(new Uint8Array());
  expect(measured(tidy('\n\n'), 'utf-8')).toEqual({ size: 0, segments: 0, isAscii: true, missing: undefined });
});

test('Latin-1 writes one byte a letter and names what it lacks, with its place', () => {
  expect([...wireBytes('é', 'latin-1', 'cr')]).toEqual([0xe9, 0x0d]);
  const lacking = 'MSH|x\nPID|Łó😀Ł';
  expect(measured(lacking, 'latin-1').missing).toEqual({ count: 3, examples: ['Ł', '😀'], line: 2, column: 5 });
  const bytes = wireBytes(lacking, 'latin-1', 'cr');
  expect([...bytes.subarray(6)]).toEqual([...new TextEncoder().encode('PID|?')].concat(0xf3, 0x3f, 0x3f, 0x0d));
});

test.each(['utf-8', 'latin-1'] as const)(
  'in %s a text counts the same in two pieces as in one, and as its bytes',
  (charset) => {
    const whole = 'MSH|é\nPID|Łó😀|€\nNTE|\uD800|Ł';
    for (const ending of ['cr', 'crlf'] as const) {
      const one = measured(whole, charset, ending);
      expect(one.size).toBe(wireBytes(whole, charset, ending).length);
      for (let at = 0; at <= whole.length; at++) {
        if (whole.charAt(at - 1) === '\uD83D') continue; // never cut within a character
        expect(measured(whole, charset, ending, at)).toEqual(one);
      }
    }
  },
);

test('base64 holds every byte of a large message', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});
