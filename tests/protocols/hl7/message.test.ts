import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statusOf } from '../../../server/protocols/hl7/diagnostic.ts';
import { Hl7Message, Hl7PathError } from '../../../server/protocols/hl7/message.ts';
import { parseHl7Path } from '../../../server/protocols/hl7/path.ts';
import { CASES, caseBytes } from './cases.ts';

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));
const read = (text: string): Hl7Message => Hl7Message.read(encode(text));

describe('agreed readings (messages/hl7-cases)', () => {
  describe.each(CASES)('$id: $title', (each) => {
    const bytes = caseBytes(each.file);
    const message = Hl7Message.read(bytes);

    it('has the agreed status and diagnostics', () => {
      expect(message.status).toBe(each.parse);
      const agreed = each.diagnostics ?? [];
      expect(message.diagnostics.map(({ code }) => code)).toEqual(expect.arrayContaining([...agreed]));
      // A missing last CR is not listed everywhere; nothing else may be said beyond what was agreed.
      const more = message.diagnostics.map(({ code }) => code).filter((code) => !agreed.includes(code));
      expect(more.filter((code) => code !== 'last-segment-not-terminated')).toEqual([]);
    });

    it('is written as it was read', () => {
      expect(message.bytes).toEqual(caseBytes(each.file));
    });

    if (each.segments !== undefined)
      it('has the agreed segments', () => {
        expect(message.segments.map(({ name }) => name)).toEqual(each.segments);
      });

    if (each.delimiters !== undefined)
      it('has the agreed delimiters', () => {
        expect(message.delimiters).toEqual(each.delimiters);
      });

    if (each.eol !== undefined)
      it('has the agreed segment ends', () => {
        expect(message.lineEnd).toBe(each.eol);
      });

    if (each.charset !== undefined)
      it('has the agreed character set', () => {
        expect(message.charset.declared).toBe(each.charset?.declared);
        if (typeof each.charset?.decode === 'string') expect(message.charset.decode).toBe(each.charset.decode);
      });

    if (each.reads !== undefined)
      it('reads the agreed values', () => {
        expect(each.reads?.map(({ path }) => ({ path, ...message.get(path) }))).toMatchObject(each.reads ?? []);
      });

    if (each.set !== undefined)
      it('writes the agreed bytes', () => {
        if (each.set === undefined) return;
        const changed = message.set(each.set.path, each.set.value);
        expect(changed.bytes).toEqual(caseBytes(each.set.expected));
        expect(changed.get(each.set.path)).toMatchObject({ raw: each.set.valueRaw, value: each.set.value });
        expect(message.bytes).toEqual(bytes);
      });
  });
});

describe('reading', () => {
  const message = read(
    'MSH|^~\\&|A|B|C|D|20260101||ADT^A08|1|P|2.5.1\rPID|1||a^^^N&1.2&ISO~b^x||""|p^q^|\rZDS|1.2^3\rPID|2|\r',
  );

  it.each([
    ['PID-3', 'a^^^N&1.2&ISO~b^x'],
    ['PID-3[1]', 'a^^^N&1.2&ISO'],
    ['PID-3[2]', 'b^x'],
    ['PID-3.4', 'N&1.2&ISO'],
    ['PID-3[1].4.3', 'ISO'],
    ['PID[2]-1', '2'],
    ['ZDS-1.2', '3'],
    ['MSH-1', '|'],
    ['MSH-2.1', '^~\\&'],
    ['MSH-12', '2.5.1'],
  ])('%s is %s', (path, value) => {
    expect(message.get(path)).toMatchObject({ state: 'value', value });
  });

  it.each([
    ['PID-2', 'empty'],
    ['PID-2.1.1', 'empty'],
    ['PID-2.2', 'absent'],
    ['PID-5', 'null'],
    ['PID-5.1', 'null'],
    ['PID-6.3', 'empty'],
    ['PID-6.4', 'absent'],
    ['PID-7', 'empty'],
    ['PID-8', 'absent'],
    ['PID-3[3]', 'absent'],
    ['PID[3]-1', 'absent'],
    ['PV1-1', 'absent'],
    ['MSH-2.2', 'absent'],
    ['not a path', 'absent'],
  ])('%s is %s', (path, state) => {
    expect(message.get(path).state).toBe(state);
    expect(message.value(path)).toBe('');
  });

  it('counts segments, fields and repetitions', () => {
    expect([message.segmentCount('PID'), message.segmentCount('PV1')]).toEqual([2, 0]);
    expect([message.fieldCount('PID'), message.fieldCount('PID[2]'), message.fieldCount('MSH')]).toEqual([7, 2, 12]);
    expect([
      message.repetitionCount('PID-3'),
      message.repetitionCount('PID-2'),
      message.repetitionCount('PID-9'),
    ]).toEqual([2, 0, 0]);
  });

  it('gives the bytes it read from', () => {
    const { span } = message.get('ZDS-1.2');
    expect(span && message.bytes.slice(span.start, span.end)).toEqual(encode('3'));
  });

  it('names type, control ID and version', () => {
    expect([message.messageType, message.controlId, message.version]).toEqual([
      { code: 'ADT', event: 'A08', structure: '' },
      '1',
      '2.5.1',
    ]);
  });

  it.each([
    ['\\F\\\\S\\\\T\\\\R\\\\E\\', '|^&~\\'],
    ['a\\X0D0A\\b', 'a\r\nb'],
    ['\\XC39C\\', 'Ü'],
    ['\\XC3\\', '\\XC3\\'],
    ['one\\.br\\two \\H\\bold\\N\\', 'one\\.br\\two \\H\\bold\\N\\'],
    ['\\T', '\\T'],
    ['\\\\', '\\\\'],
  ])('resolves %j to %j', (raw, value) => {
    expect(read(`MSH|^~\\&|${raw}|||||||||||||||UNICODE UTF-8`).value('MSH-3')).toBe(value);
  });

  it('gives each message of a batch its own delimiters', () => {
    const batch = read(
      'BHS|^~\\&|A\rMSH|^~\\&|A||||||X|1|P|2.3\rPID|1||a^b\rMSH#!@$%#B######X#2#P#2.3\rPID#1##c!d\rBTS|2\r',
    );
    expect(batch.value('PID-3.2')).toBe('b');
    expect(batch.value('PID[2]-3.2')).toBe('d');
  });

  it.each([
    ['empty input', ''],
    ['only white space', ' \r\n'],
    ['another format', 'ISA*00*'],
    ['a word', 'MSHELL'],
    ['letters as separator', 'MSHaaaa'],
  ])('rejects %s', (_, text) => {
    const message = read(text);
    expect([message.status, message.segments, message.diagnostics.map(({ code }) => code)]).toEqual([
      'reject',
      [],
      ['not-hl7'],
    ]);
  });

  it('says what is missing when a fragment or UTF-16 is given', () => {
    expect(read('PID|1||12').diagnostics.map(({ code }) => code)).toEqual(['not-hl7', 'msh-missing']);
    expect(Hl7Message.read(latin('\u00ff\u00feM\0S\0H\0|\0')).diagnostics.map(({ code }) => code)).toEqual([
      'not-hl7',
      'utf-16-not-supported',
    ]);
  });

  it('reads through a saved MLLP frame and says so', () => {
    const message = read('\u000bMSH|^~\\&|A||||||X|1|P|2.3\rPID|1\r\u001c\r');
    expect(message.segments.map(({ name }) => name)).toEqual(['MSH', 'PID']);
    expect(message.diagnostics.map(({ code }) => code)).toEqual(['mllp-framing-in-message']);
  });

  it('reads 16 MB of anything quickly and refuses more', () => {
    const started = process.hrtime.bigint();
    const size = 16 * 1024 * 1024;
    for (const unit of ['MSH|^~\\&|A\r', 'x\r', '\\', '~^&', '|']) {
      const body = encode(
        `MSH|^~\\&|A|B|C|D|1||X|1|P|2.3\rOBX|1||${unit.repeat(Math.floor((size - 100) / unit.length))}`,
      );
      const message = Hl7Message.read(body);
      expect(message.diagnostics.length).toBeGreaterThan(0);
      expect(message.set('MSH-10', '2').controlId).toBe('2');
    }
    expect(read(`MSH|^~\\&|${'x'.repeat(size)}`).diagnostics.map(({ code }) => code)).toEqual(['message-too-large']);
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(20_000);
  });
});

describe('character sets', () => {
  const message = (charset: string, body: Uint8Array): Hl7Message => {
    const head = encode(`MSH|^~\\&|A|B|C|D|1||X|1|P|2.3||||||${charset}\rPID|1||12||`);
    const tail = encode('|x^y\r');
    const whole = new Uint8Array(head.length + body.length + tail.length);
    whole.set(head);
    whole.set(body, head.length);
    whole.set(tail, head.length + body.length);
    return Hl7Message.read(whole);
  };

  it.each([
    ['8859/1', 'Ü', 'dc'],
    ['8859/2', 'Ł', 'a3'],
    ['8859/5', 'Ж', 'b6'],
    ['8859/7', 'Ω', 'd9'],
    ['8859/9', 'ş', 'fe'],
    ['8859/15', '€', 'a4'],
    ['UNICODE UTF-8', 'Ü', 'c39c'],
    ['GB 18030-2000', '誠', 'd55c'], // trail byte is the escape character
    ['GB 18030-2000', '鍇', 'e57c'], // trail byte is the field separator
    ['GB 18030-2000', '𠀀', '95328236'],
    ['ISO IR14', 'ｱ', 'b1'],
    ['~ISO IR87', '山', '1b2442' + '3b33' + '1b2842'],
    ['~ISO IR87', 'ツ', '1b2442' + '2544' + '1b2842'],
    ['BIG-5', '功', 'a55c'],
    ['KS X 1001', '한', 'c7d1'],
    ['Shift_JIS', 'ソ', '835c'],
  ])('%s: %s is %s, read and written', (charset, text, hexadecimal) => {
    const bytes = Uint8Array.from(Buffer.from(hexadecimal, 'hex'));
    const sample = message(charset, bytes);
    expect([sample.status, sample.get('PID-5'), sample.value('PID-6.2')]).toMatchObject([
      'ok',
      { state: 'value', value: text },
      'y',
    ]);
    const written = message(charset, encode('old')).set('PID-5', text);
    expect(written.bytes).toEqual(sample.bytes);
  });

  it('finds MSH-18 behind a trail byte that is the field separator', () => {
    const bytes = latin('MSH|^~\\&|A|\u00e5\u007c|C|D|1||X|1|P|2.3||||||GB 18030-2000\r');
    expect(Hl7Message.read(bytes).value('MSH-4')).toBe('鍇');
    expect(Hl7Message.read(bytes).value('MSH-10')).toBe('1');
  });

  it('shows bytes that the declared set does not have, with a guess', () => {
    expect(message('UNICODE UTF-8', latin('\u00dc')).get('PID-5')).toMatchObject({
      state: 'value',
      value: '\uFFFD',
      rawHex: 'dc',
    });
    expect(message('', latin('\u00dc')).get('PID-5')).toMatchObject({ state: 'value', value: 'Ü', rawHex: 'dc' });
    expect(message('', encode('Ü')).get('PID-5')).toMatchObject({ state: 'value', value: 'Ü', rawHex: 'c39c' });
    expect(message('', latin('\u00dc')).diagnostics).toEqual([
      { code: 'charset-invalid-bytes', severity: 'warning', path: 'PID-5', offset: 47, found: '' },
    ]);
  });

  it('names a character that the set does not have', () => {
    expect(message('8859/1', encode('x')).edit('PID-5', 'Łódź')).toEqual({
      ok: false,
      problem: { code: 'not-encodable', found: 'Ł' },
    });
    expect(message('', encode('x')).edit('PID-5', 'Ü')).toEqual({
      ok: false,
      problem: { code: 'not-encodable', found: 'Ü' },
    });
    expect(message('GB 18030-2000', encode('x')).edit('PID-5', '\ud800')).toEqual({
      ok: false,
      problem: { code: 'not-encodable', found: '\ud800' },
    });
  });

  it('says when MSH-18 names no known set', () => {
    expect(message('KLINGON', encode('x')).diagnostics).toMatchObject([
      { code: 'charset-unknown', path: 'MSH-18', found: 'KLINGON' },
    ]);
  });
});

describe('editing', () => {
  const message = read('MSH|^~\\&|A|B|C|D|20260101||ADT^A08|1|P|2.5.1\r\nPID|1||a^^^N&1~b\r\nPV1\r\n');
  const body = (changed: Hl7Message): string =>
    new TextDecoder().decode(changed.bytes).split('\r\n').slice(1).join('/');

  it.each([
    ['PID-3.1', 'c', 'PID|1||c^^^N&1~b/PV1/'],
    ['PID-3', 'c', 'PID|1||c/PV1/'],
    ['PID-3[2].4.2', 'c', 'PID|1||a^^^N&1~b^^^&c/PV1/'],
    ['PID-3[4]', 'c', 'PID|1||a^^^N&1~b~~c/PV1/'],
    ['PID-3.4', 'c', 'PID|1||a^^^c~b/PV1/'],
    ['PID-3.6', 'c', 'PID|1||a^^^N&1^^c~b/PV1/'],
    ['PID-5.2', 'c', 'PID|1||a^^^N&1~b||^c/PV1/'],
    ['PV1-2', 'c', 'PID|1||a^^^N&1~b/PV1||c/'],
    ['PID-3[2]', '', 'PID|1||a^^^N&1~/PV1/'],
    ['PID-9', '', 'PID|1||a^^^N&1~b/PV1/'],
    ['PID-1', '|^~\\&', 'PID|\\F\\\\S\\\\R\\\\E\\\\T\\||a^^^N&1~b/PV1/'],
    ['PID-1', 'x\ry\nz', 'PID|x\\X0D\\y\\X0A\\z||a^^^N&1~b/PV1/'],
  ])('sets %s to %j', (path, value, expected) => {
    expect(body(message.set(path, value))).toBe(expected);
    expect(message.set(path, value).value(path)).toBe(value);
  });

  it.each([
    ['PID3', 'bad-path'],
    ['PID-0', 'bad-path'],
    ['PID-99999999', 'bad-path'],
    ['ZZZ-1', 'segment-missing'],
    ['PID[2]-1', 'segment-missing'],
    ['MSH-2', 'delimiter-field'],
    ['PID-99999', 'too-far'],
  ])('refuses %s: %s', (path, code) => {
    expect(message.edit(path, 'x')).toMatchObject({ ok: false, problem: { code } });
    expect(() => message.set(path, 'x')).toThrow(Hl7PathError);
  });

  it('refuses what the message has no delimiter for', () => {
    const poor = read('MSH|^|A||||||X|1|P|2.3\rPID|1\r');
    expect(poor.edit('PID-3[2]', 'x')).toEqual({ ok: false, problem: { code: 'delimiter-undefined' } });
    expect(poor.edit('PID-3', 'x|y')).toEqual({ ok: false, problem: { code: 'escape-undefined', found: 'x|y' } });
  });

  it('writes raw text with its delimiters', () => {
    expect(body(message.setRaw('PID-3', 'x^y~z'))).toBe('PID|1||x^y~z/PV1/');
  });

  it('inserts and removes segments with the ends that the message uses', () => {
    expect(body(message.insertSegmentAfter('PID', 'ZDS|1.2'))).toBe('PID|1||a^^^N&1~b/ZDS|1.2/PV1/');
    expect(body(message.removeSegment('PID'))).toBe('PV1/');
    expect(() => message.removeSegment('OBX[2]')).toThrow('segment-missing: OBX[2]');
  });
});

describe('for any input', () => {
  const fragments = fc.array(
    fc.constantFrom(
      'MSH',
      'PID',
      'FHS',
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '\n',
      'A',
      '12',
      '""',
      'Ü',
      ' ',
      '\u000b',
      '\u001c',
      'X0D',
      'UNICODE UTF-8',
    ),
    { maxLength: 60 },
  );
  const anything = fc.oneof(
    fc.uint8Array({ maxLength: 300 }),
    fc.uint8Array({ maxLength: 300 }).map((rest) => Uint8Array.from([...encode('MSH|^~\\&|'), ...rest])),
    fragments.map((parts) => encode(`MSH|^~\\&|${parts.join('')}`)),
    // Nearly right: a few bytes of a good message are others.
    fc
      .array(
        fc.tuple(
          fc.nat(),
          fc.constantFrom('\r', '\n', '\t', ' ', '|', '^', '~', '\\', '&', '\v', '\u001c', 'F', 'B', '"', '\u00ff'),
        ),
        { maxLength: 4 },
      )
      .map((changes) => {
        const bytes = latin('MSH|^~\\&|HIS|NGH|RIS|NGH|20260101||ADT^A04|1|P|2.5.1\rPID|1||A\\T\\B||X^Y\r');
        for (const [at, character] of changes) bytes[at % bytes.length] = character.charCodeAt(0);
        return bytes;
      }),
  );

  it('bytes in are bytes out, and nothing throws', () => {
    fc.assert(
      fc.property(anything, (bytes) => {
        const copy = bytes.slice();
        const message = Hl7Message.read(bytes);
        // Asked first, they are found without a diagnosis.
        const { isHl7, isProcessable } = message;
        const status = statusOf(message.diagnostics);
        expect([message.status, isHl7, isProcessable]).toEqual([
          status,
          status !== 'reject',
          !status.startsWith('reject'),
        ]);
        for (const { name } of message.segments) for (const path of ['-1', '-3[2].4.1', '-5']) message.get(name + path);
        expect(message.bytes).toEqual(copy);
      }),
      { numRuns: 1000 },
    );
  });

  const path = fc
    .tuple(
      fc.constantFrom('MSH', 'PID', 'PID[2]', 'OBX'),
      fc.integer({ min: 3, max: 9 }),
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: 0 }),
      fc.option(fc.integer({ min: 1, max: 4 }), { nil: 0 }),
      fc.option(fc.integer({ min: 1, max: 3 }), { nil: 0 }),
    )
    .map(([segment, field, repetition, component, subcomponent]) => {
      const deeper =
        component === 0 ? '' : `.${String(component)}${subcomponent === 0 ? '' : `.${String(subcomponent)}`}`;
      return `${segment}-${String(field)}${repetition === 0 ? '' : `[${String(repetition)}]`}${deeper}`;
    })
    // MSH-18 may change, but then the same bytes are read by another set.
    .filter((each) => !('error' in parseHl7Path(each)));
  const value = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fragments.map((parts) => parts.join('')),
  );
  const segment = fragments.map((parts) =>
    parts
      .join('')
      .replaceAll(/[\r\n]|MSH|FHS|PID/g, '')
      .replaceAll('\u000b', '')
      .replaceAll('\u001c', ''),
  );
  const charset = fc.constantFrom('UNICODE UTF-8', 'GB 18030-2000');

  it('what an edit gives says the same as its bytes read anew', () => {
    const places = ['MSH-3', 'MSH-18', 'PID-1', 'PID-3[2].4.1', 'OBX-5', 'ZZZ-2'];
    const raw = fc.oneof(fragments, fc.constant(['X'])).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anything, fc.oneof(path, fc.constantFrom('MSH-18', 'PID-1')), raw, (bytes, where, text) => {
        const before = Hl7Message.read(bytes);
        for (const place of places) before.get(place);
        const result = before.editRaw(where, text);
        if (!result.ok) return;
        const seen = (message: Hl7Message): unknown => [
          message.segments,
          message.diagnostics,
          message.delimiters,
          message.charset,
          message.lineEnd,
          [...places, where].map((place) => message.get(place)),
        ];
        expect(seen(result.message)).toEqual(seen(Hl7Message.read(result.message.bytes.slice())));
      }),
      { numRuns: 1000 },
    );
  });

  it('a value that was set is read back, and all else is as it was', () => {
    fc.assert(
      fc.property(charset, fc.tuple(segment, segment, segment), path, value, (set, [a, b, c], where, text) => {
        const source = `MSH|^~\\&|A|B|C|D|1||X|1|P|2.3||||||${set}\rPID|${a}\rPID|${b}\rOBX|${c}\r`;
        const before = Hl7Message.read(set === 'UNICODE UTF-8' ? encode(source) : encode(source.replaceAll('Ü', '')));
        const result = before.edit(where, text);
        if (!result.ok) throw new Error(result.problem.code);
        const read = result.message.get(where);
        expect(read.value).toBe(text);
        expect(read.state).toBe(
          text === '""' ? 'null' : text !== '' ? 'value' : before.get(where).state === 'absent' ? 'absent' : 'empty',
        );
        const span = before.get(where).span;
        const head = span?.start ?? commonHead(before.bytes, result.message.bytes);
        expect(result.message.bytes.slice(0, head)).toEqual(before.bytes.slice(0, head));
        const tail = before.bytes.length - (span?.end ?? head);
        expect(result.message.bytes.slice(result.message.bytes.length - tail)).toEqual(
          before.bytes.slice(before.bytes.length - tail),
        );
      }),
      { numRuns: 500 },
    );
  });
});

function commonHead(a: Uint8Array, b: Uint8Array): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

describe('read as by a receiver that takes CR alone', () => {
  const read = (text: string): Hl7Message => Hl7Message.read(Buffer.from(text, 'latin1')).endedByCr();
  const names = (message: Hl7Message): readonly string[] => message.segments.map(({ name }) => name);

  it('is itself without line feeds', () => {
    const message = Hl7Message.read(Buffer.from('MSH|^~\\&|A\rPID|1\r'));
    expect(message.endedByCr()).toBe(message);
  });

  it.each([
    ['lines', 'MSH|^~\\&|A\nPID|1\n', ['MSH'], 'A\nPID'],
    ['CR LF', 'MSH|^~\\&|A\r\nPID|1\r\n', ['MSH', '\nPID', '\n'], 'A'],
    ['a line feed in a field', 'MSH|^~\\&|A\rNTE|1||one\ntwo\rPID|1\r', ['MSH', 'NTE', 'PID'], 'A'],
  ])('%s', (_, text, segments, application) => {
    expect([names(read(text)), read(text).value('MSH-3')]).toEqual([segments, application]);
  });

  it('stays so when it is edited, and leaves every other byte alone', () => {
    const message = read('MSH|^~\\&|A\rNTE|1||one\ntwo\rPID|1||7\r');
    const edited = message.set('PID-3', '8').set('NTE-1', '2').insertSegmentAfter('PID', 'PV1|1').removeSegment('MSH');
    expect(Buffer.from(edited.bytes).toString()).toBe('NTE|2||one\ntwo\rPID|1||8\rPV1|1\r');
  });
});
