import { expect, test } from 'vitest';
import { checksOf } from '../../../client/src/features/composer/checks.ts';
import { readHeader, renewed, stampOf } from '../../../client/src/features/composer/header.ts';
import { joined, SEND_LIMIT, tally, tidy } from '../../../client/src/features/composer/wire.ts';

const head = 'MSH|^~\\&|RIS|NGH|ENG|NGH|20260316081502||ORM^O01|RIS1|P|2.3.1||||||8859/1';
const usual = { charset: 'latin-1', ending: 'cr', from: 'ris01', port: 6664 } as const;
const check = (text: string, to: Partial<Parameters<typeof checksOf>[2]> = {}) => {
  const all = { ...usual, ...to };
  const wire = joined(tally(tidy(text), all.charset), tally('', all.charset), all.ending);
  return checksOf(text, wire, all).map(({ level, text: said }) => `${level}: ${said}`);
};

test('a sound message has nothing to say about it', () => {
  expect(check(`${head}\nPID|||1||GARCÍA^ANA`)).toEqual([]);
});

test('nothing, and more than 16 MB, cannot be sent', () => {
  expect(check('\n')).toEqual(['block: There is nothing to send. Choose a template or paste a message.']);
  expect(check('x'.repeat(SEND_LIMIT))).toEqual([
    'block: 16.8 MB are too many: at most 16 MiB (16 777 216 bytes) can be sent.',
  ]);
  expect(check('x'.repeat(SEND_LIMIT - 1))).toEqual(['warn: It does not begin with MSH: no receiver reads it as HL7.']);
});

test.each([
  ['garbage', 'hello', {}, 'It does not begin with MSH: no receiver reads it as HL7.'],
  [
    'half a header',
    'MSH|^~',
    {},
    'MSH-1 and MSH-2 are not complete: after MSH come five delimiters, as in MSH|^~\\&|.',
  ],
  ['another port', head, { port: 6661 }, 'ORM^O01 is expected on port 6664, not on 6661.'],
  [
    'a wrapped line',
    `${head}\nPID|1\n tail`,
    {},
    'Line 3 begins with “ tail”, which is no segment name. A wrapped line?',
  ],
  ['bad segment ends', head, { ending: 'lf' }, 'Segments end with CR in HL7; you send LF.'],
  [
    'bytes that MSH-18 does not declare',
    `${head}\nPID|É`,
    { charset: 'utf-8' },
    'MSH-18 declares 8859/1, but the bytes are UTF-8: the receiver will misread letters beyond ASCII.',
  ],
  [
    'letters that Latin-1 lacks',
    `${head}\nPID|Ł`,
    {},
    'Latin-1 lacks a character: “Ł” (line 2, column 5). It is sent as “?”.',
  ],
] as const)('%s: a warning that does not keep one from sending', (_, text, to, expected) => {
  expect(check(text, to)).toEqual([`warn: ${expected}`]);
});

test('a message is renewed: its own day becomes today, births stay', () => {
  const old = `${head}\nPID|||1||A^B||19900316|F\nORC|NW|||||||1^^^20260316093000^^R||20260316\nZDS|2.25.20260316112233^100`;
  const now = stampOf(Date.UTC(2026, 2, 18, 3, 4, 5) * 1000, -300);
  expect(now).toEqual({ day: '20260317', time: '220405' });
  expect(renewed(old, now, 'CMP1')).toBe(
    'MSH|^~\\&|RIS|NGH|ENG|NGH|20260317220405||ORM^O01|CMP1|P|2.3.1||||||8859/1\nPID|||1||A^B||19900316|F\n' +
      'ORC|NW|||||||1^^^20260317093000^^R||20260317\nZDS|2.25.20260316112233^100',
  );
  expect(renewed('garbage', now, 'CMP1')).toBe('garbage');
});

test('the header is read with its own delimiters', () => {
  expect(readHeader('MSH#*~\\&#A#B#C#D#2026##ADT*A04#7#P#2.3')).toEqual({
    complete: true,
    type: 'ADT^A04',
    controlId: '7',
    charset: '',
    time: '2026',
  });
});
