import { describe, expect, it } from 'vitest';
import { fitsType } from '../../../server/protocols/hl7/data-type.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { validate } from '../../../server/protocols/hl7/validate.ts';
import { template, TEMPLATES } from './templates.ts';

const check = (message: Hl7Message): string[] =>
  validate(message)
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, severity, path, found, expected }) =>
      [severity, code, path, found, expected].filter((each) => each !== undefined).join(' '),
    );

describe('validation', () => {
  it.each(TEMPLATES)('finds nothing wrong with the reference message %s', (name) => {
    expect(template(name).diagnostics).toEqual([]);
    expect(check(template(name))).toEqual([]);
  });

  const order = template('orm-o01-nw');
  it.each([
    ['PID-3', '', ['error required-missing PID-3 Patient Identifier List']],
    ['ORC-1', '', ['error required-missing ORC-1 Order Control']],
    ['ORC-1', 'QQ', ['warning not-in-table ORC-1 QQ 0119']],
    ['PID-7', '19891332', ['warning wrong-data-type PID-7 19891332 TS']],
    ['PID-7', '19890229', ['warning wrong-data-type PID-7 19890229 TS']],
    ['OBR-27.4', 'tomorrow', ['warning wrong-data-type OBR-27.4 tomorrow TS']],
    ['OBR-1', 'one', ['warning wrong-data-type OBR-1 one SI']],
    ['OBR-18', 'A'.repeat(61), ['warning too-long OBR-18 61 60']],
    ['MSH-18', 'LATIN', ['warning not-in-table MSH-18 LATIN 0211']],
  ])('%s = %j: %j', (path, value, expected) => {
    expect(check(order.set(path, value))).toEqual(expected);
  });

  it.each([
    ['OBR-18', 'A^B', ['warning unexpected-component OBR-18 A^B ST']],
    ['PID-7', '19890101~19890102', ['warning repetition-not-allowed PID-7 2 1']],
  ])('%s as %j on the wire: %j', (path, raw, expected) => {
    expect(check(order.setRaw(path, raw))).toEqual(expected);
  });

  it('requires what a data type requires, by version', () => {
    expect(check(template('omi-o23-nw').setRaw('PID-3', '^^^NGH'))).toEqual([
      'warning required-missing PID-3.1 ID Number',
    ]);
  });

  it('only notes what a site may rule: user-defined tables, composite lengths, more fields', () => {
    const message = Hl7Message.read(
      new TextEncoder().encode(
        'MSH|^~\\&|A|B|C|D|20260101||ADT^A08|1|P|2.7\rPID|||1||A||1990|Q\rPV1||O\rXYZ|1\rZZZ|1\rMSA|AA|1|||||7\r',
      ),
    );
    expect(validate(message)).toEqual([
      { code: 'version-not-in-dictionary', severity: 'info', path: 'MSH-12', found: '2.7', expected: '2.5.1' },
      { code: 'not-in-table', severity: 'info', path: 'PID-8', found: 'Q', expected: '0001' },
      { code: 'segment-not-in-dictionary', severity: 'info', path: 'XYZ', found: 'XYZ' },
      { code: 'field-beyond-definition', severity: 'info', path: 'MSA-7' },
    ]);
  });

  it.each([
    ['TS', '2026', true],
    ['TS', '20260316081502-0500', true],
    ['TS', '20260316081502.1234+0100', true],
    ['TS', '20240229', true],
    ['TS', '202603160', false],
    ['TS', '2026-03-16', false],
    ['TS', '20260316240000', false],
    ['NM', '-71.5', true],
    ['NM', '71,5', false],
    ['DT', '20260431', false],
    ['TM', '2359', true],
    ['SI', '1.0', false],
    ['ST', 'anything', true],
  ])('%s %s: %s', (type, value, fits) => {
    expect(fitsType(type, value)).toBe(fits);
  });

  it('is bounded for a message made to be slow', () => {
    const started = process.hrtime.bigint();
    for (const unit of ['~', '^', '&', '|', 'a~^&|']) {
      const text = `MSH|^~\\&|A|B|C|D|1||X|1|P|2.3\rPID|||${unit.repeat(1_000_000)}`;
      validate(Hl7Message.read(new TextEncoder().encode(text)));
    }
    expect(Number(process.hrtime.bigint() - started) / 1e6).toBeLessThan(10_000);
  });
});
