import { expect, test } from 'vitest';
import { toBase64, toWire } from '../../../client/src/features/composer/wire.ts';

const text = 'MSH|^~\\&|HIS\nPID|||1';

test.each([
  ['cr', 'MSH|^~\\&|HIS\rPID|||1\r'],
  ['lf', 'MSH|^~\\&|HIS\nPID|||1\n'],
  ['crlf', 'MSH|^~\\&|HIS\r\nPID|||1\r\n'],
] as const)('each line ends with %s on the wire', (ending, expected) => {
  const wire = toWire(text, 'utf-8', ending);
  expect(new TextDecoder().decode(wire.bytes)).toBe(expected);
  expect(wire.segments).toBe(2);
});

test('line ends of a pasted text and empty lines at its end are not sent', () => {
  expect(toWire('MSH|a\r\nPID|b\r\rPV1|c\n\n', 'utf-8', 'cr').bytes).toEqual(
    new TextEncoder().encode('MSH|a\rPID|b\r\rPV1|c\r'),
  );
  expect(toWire('\n\n', 'utf-8', 'cr')).toEqual({ bytes: new Uint8Array(), segments: 0, missing: undefined });
});

test('Latin-1 writes one byte a letter and names what it lacks, with its place', () => {
  expect([...toWire('é', 'latin-1', 'cr').bytes]).toEqual([0xe9, 0x0d]);
  const wire = toWire('MSH|x\nPID|Łó😀Ł', 'latin-1', 'cr');
  expect(wire.missing).toEqual({ count: 3, examples: ['Ł', '😀'], line: 2, column: 5 });
  expect([...wire.bytes.subarray(6)]).toEqual([...new TextEncoder().encode('PID|?')].concat(0xf3, 0x3f, 0x3f, 0x0d));
});

test('base64 holds every byte of a large message', () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 256);
  expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});
