import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { buildAck, readAck } from '../../../server/protocols/hl7/ack.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { parseHl7Path } from '../../../server/protocols/hl7/path.ts';
import { valuedFields } from '../../../server/protocols/hl7/walk.ts';
import { needsTool, python3 } from '../../support/tool.ts';
import { CASES, caseBytes } from './cases.ts';
import { template, TEMPLATES } from './templates.ts';

/** Every message that we have, by name, apart from the one that is not HL7. */
const MESSAGES: readonly (readonly [name: string, message: Hl7Message])[] = [
  ...TEMPLATES.map((name) => [name, template(name)] as const),
  ...CASES.filter(({ parse }) => parse !== 'reject').map(
    ({ id, file }) => [id, Hl7Message.read(caseBytes(file))] as const,
  ),
];

const textOf = (message: Hl7Message): string => message.rawText(0, message.bytes.length).raw;

/** What is compared: everything valued but MSH-1 and MSH-2, which both foreign readers keep as they like. */
const readings = (message: Hl7Message): { path: string; raw: string; value: string }[] =>
  valuedFields(message)
    .filter(({ path }) => !/^(?:MSH|FHS|BHS)(?:\[\d+\])?-[12]$/.test(path))
    .map(({ path, read: { raw, value } }) => ({ path, raw, value }));

/** The paths, or the segments when nearly everything differs. */
const summary = (paths: readonly string[]): string =>
  paths.length < 8 ? paths.join(' ') : `all of ${[...new Set(paths.map((path) => path.slice(0, 3)))].join(' ')}`;

describe('hl7-standard as second reader', () => {
  interface Standard {
    transformed: Readonly<Record<string, readonly { readonly data: Readonly<Record<string, unknown>> }[] | undefined>>;
    transform(): void;
    build(): string;
  }
  const HL7 = createRequire(import.meta.url)('hl7-standard') as new (data: string) => Standard;

  /** Its nesting: a list of objects for repetitions, an object for components, a list of texts for subcomponents. */
  function pick(standard: Standard, path: string): unknown {
    const place = parseHl7Path(path);
    if ('error' in place) return undefined;
    const field = `${place.segment}.${String(place.field)}`;
    let found = standard.transformed[place.segment]?.[place.ordinal - 1]?.data[field];
    if (Array.isArray(found) && found.some((each) => typeof each === 'object'))
      found = (found as unknown[])[(place.repetition ?? 1) - 1];
    if (typeof found === 'object' && found !== null && !Array.isArray(found)) {
      found = (found as Readonly<Record<string, unknown>>)[`${field}.${String(place.component ?? 1)}`];
    }
    // A repetition without components is an object with one of them, or a text.
    return Array.isArray(found) ? (found as unknown[])[(place.subcomponent ?? 1) - 1] : found;
  }

  /** Where it is known to read otherwise, and why; anything else is our fault until shown otherwise. */
  const KNOWN: Readonly<Record<string, string>> = {
    '09-custom-delimiters': 'all of MSH PID ORC OBR', // knows only | ^ ~ &
    '29-bom': 'throws Expected raw data to be HL7',
    '31-truncated-msh': "throws HL7 data must contain valid line endings ['\\r\\n', '\\n', or '\\r'] to be parsed.",
    '37-leading-space': 'throws Expected raw data to be HL7',
    '39-cr-in-text': 'throws HL7 Data contains invalid EOL characters', // says so of a bad segment name
    '41-batch': "throws Cannot read properties of undefined (reading 'FHS')", // batches have another interface
  };

  it.each(MESSAGES)('%s: reads the same text, or is known not to', (name, message) => {
    const standard = new HL7(textOf(message));
    let differences: string[];
    try {
      standard.transform();
      differences = readings(message)
        .filter(({ path, raw }) => pick(standard, path) !== raw)
        .map(({ path }) => path);
    } catch (error) {
      differences = [`throws ${error instanceof Error ? error.message : ''}`];
    }
    expect(summary(differences)).toBe(KNOWN[name] ?? '');
  });

  it('is not fit to write: it loses bytes of every message', () => {
    const kept = TEMPLATES.filter((name) => {
      const standard = new HL7(textOf(template(name)));
      standard.transform();
      return standard.build() === textOf(template(name));
    });
    expect(kept).toEqual([]);
  });
});

const python = needsTool('python3:hl7');

describe.skipIf(!python.available)(`python3-hl7 as second reader ${python.reason}`, () => {
  const SCRIPT = `
import hl7, json, sys
answers = []
for each in json.load(sys.stdin):
    try:
        m = hl7.parse(each['text'])
    except Exception as error:
        answers.append('throws ' + type(error).__name__)
        continue
    values = []
    for s, n, f, r, c, u in each['places']:
        try:
            values.append(m.extract_field(s, n, f, r, c, u))
        except Exception as error:
            values.append('throws ' + type(error).__name__)
    answers.append(values)
print(json.dumps(answers))
`;

  function ask(messages: readonly { text: string; paths: readonly string[] }[]): (string | string[])[] {
    const input = messages.map(({ text, paths }) => ({
      text,
      places: paths.map((path) => {
        const place = parseHl7Path(path);
        if ('error' in place) throw new Error(path);
        return [
          place.segment,
          place.ordinal,
          place.field,
          place.repetition ?? 1,
          place.component ?? 1,
          place.subcomponent ?? 1,
        ];
      }),
    }));
    return JSON.parse(
      execFileSync(python3, ['-c', SCRIPT], {
        input: JSON.stringify(input),
        encoding: 'utf8',
        stdio: ['pipe', 'pipe', 'ignore'],
      }),
    ) as (string | string[])[];
  }

  /** Where it is known to read otherwise, and why. */
  const KNOWN: Readonly<Record<string, string>> = {
    '03-adt-a08-crlf': 'all of EVN PID PV1', // LF becomes part of the segment name
    '13-escapes-broken': 'PID-5.1 PID-5.2 OBX-5 OBX[2]-5 OBX[3]-5', // drops lone escape characters
    '29-bom': 'throws ParseException',
    '37-leading-space': 'EVN-1 EVN-2 PID-1 PID-3.1 PID-3.4 PID-5.1 PID-5.2', // the blanks become part of the name
    '43-msh2-duplicate': 'throws AssertionError',
    'oru-r01': 'OBX[2]-5', // \\.br\\ becomes CR; we leave formatting commands in the value
  };

  it('agrees on every value, or is known not to', () => {
    const asked = MESSAGES.map(([, message]) => ({
      text: textOf(message),
      paths: readings(message).map(({ path }) => path),
    }));
    const answers = ask(asked);
    const differences = MESSAGES.flatMap(([name, message], at) => {
      const answer = answers[at];
      if (typeof answer === 'string') return [[name, answer]];
      const paths = readings(message)
        .filter(({ value }, index) => answer?.[index] !== value)
        .map(({ path }) => path);
      return paths.length === 0 ? [] : [[name, summary(paths)]];
    });
    expect(Object.fromEntries(differences)).toEqual(KNOWN);
  });

  it('reads our answers as we do', () => {
    const path = { segment: 'PID', ordinal: 1, field: 3 };
    const options = { controlId: 'X1', timestamp: '20260316081503', code: 'AE', text: 'no number | sorry' } as const;
    const errors = [{ path, code: '101', text: 'Required field missing' }];
    const acks = [
      buildAck(template('orm-o01-nw'), { ...options, errors }),
      buildAck(template('omi-o23-nw'), { ...options, errors }),
    ];
    const [old, recent] = ask([
      {
        text: textOf(acks[0] ?? template('ack')),
        paths: ['MSH-9.1', 'MSA-1', 'MSA-2', 'MSA-3', 'ERR-1.1', 'ERR-1.3', 'ERR-1.4.1'],
      },
      {
        text: textOf(acks[1] ?? template('ack')),
        paths: ['MSH-9.2', 'MSA-1', 'MSA-2', 'MSA-3', 'ERR-2.1', 'ERR-2.3', 'ERR-3.1', 'ERR-4'],
      },
    ]);
    expect(old).toEqual(['ACK', 'AE', 'RIS0004711', 'no number | sorry', 'PID', '3', '101']);
    expect(recent).toEqual(['O23', 'AE', 'RIS0004712', 'no number | sorry', 'PID', '3', '101', 'E']);
    expect(acks.map((ack) => readAck(ack).kind)).toEqual(['ack', 'ack']);
  });
});
