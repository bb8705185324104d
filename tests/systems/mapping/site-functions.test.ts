import { describe, expect, it } from 'vitest';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import type { MappingContext } from '../../../server/systems/mapping/function.ts';
import { issueText } from '../../../server/systems/mapping/issue.ts';
import { mapToDicom } from '../../../server/systems/mapping/map-to-dicom.ts';
import { readOrderMapping } from '../../../server/systems/mapping/order-mapping-file.ts';

const context: MappingContext = { tables: new Map(), siteOffset: -300, hostOffset: 0 };

/** What one rule with this body writes into its target, and what it says. */
function map(rule: string, ...segments: readonly string[]): readonly [value: string | undefined, ...said: string[]] {
  const file = readOrderMapping('m.yaml', `rules:\n  - ${rule.split('; ').join('\n    ')}\n`);
  expect(file.issues.map(issueText)).toEqual([]);
  const header = 'MSH|^~\\&|RIS|SITE|MWL|SITE|20260316081502||ORM^O01|R1|P|2.3.1||||||8859/1';
  const text = [header, ...segments].map((line) => `${line}\r`).join('');
  const message = Hl7Message.read(new TextEncoder().encode(text));
  const { provenance, problems } = mapToDicom(file.rules, message, context);
  return [provenance[0]?.value, ...problems.map(({ severity, message: said }) => `${severity}: ${said}`)];
}

const accession = 'target: (0008,0050); from: OBR-18; function: identifier';
const obr = (field: number, value: string): string => `OBR|1${'|'.repeat(field - 1)}${value}`;

describe('functions for the conventions of a site', () => {
  it.each([
    ['a prefix goes', `${accession}; prefix: HRB-`, 'HRB-2026000123', ['2026000123']],
    ['a number without the prefix stays', `${accession}; prefix: HRB-`, '2026000123', ['2026000123']],
    ['separators go', `${accession}; separators: -/`, '2026-03-16/000123', ['20260316000123']],
    ['sixteen characters are not too many', accession, '1234567890123456', ['1234567890123456']],
    [
      'seventeen are held, not cut',
      accession,
      '12345678901234567',
      [undefined, 'error: "12345678901234567" has more than 16 characters'],
    ],
    [
      'or left out where the site says so',
      `${accession}; default: empty`,
      '12345678901234567',
      ['', 'warning: "12345678901234567" has more than 16 characters'],
    ],
    ['nothing is nothing', accession, '', ['']],
    ['"" is nothing', accession, '""', ['']],
  ])('identifier: %s', (_, rule, value, expected) => {
    expect(map(rule, obr(18, value))).toEqual(expected);
  });

  it.each([
    ['the text', ['AL1|1|DA|IOD^Iodinated contrast^L'], 'Iodinated contrast'],
    ['the code where there is no text', ['AL1|1|DA|IOD^^L', 'AL1|2|FA|^Peanut'], 'IOD\\Peanut'],
    ['no backslash of the sender divides it', ['AL1|1|DA|X^A\\E\\B'], 'A/B'],
    ['"" says nothing', ['AL1|1|DA|""', 'AL1|2|DA|LTX^Latex'], 'Latex'],
  ])('coded-text: %s', (_, segments, expected) => {
    expect(map('target: (0010,2110); from: AL1[*]-3; function: coded-text', ...segments)).toEqual([expected]);
  });

  const size = 'target: (0010,1020); from: OBX[*]-5; function: height';
  it.each([
    ['cm', size, 'OBX|1|NM|8302-2^Height^LN||172|cm', ['1.72']],
    ['inches', size, 'OBX|1|NM|8302-2^Height^LN||70|[in_i]', ['1.778']],
    ['no unit', size, 'OBX|1|NM|8302-2^Height^LN||172|', ['', 'warning: height "172 " is not understood']],
    [
      'no unit, to be held',
      `${size}; unit: hold`,
      'OBX|1|NM|8302-2^Height^LN||172|',
      [undefined, 'error: height "172" has no unit (OBX-5)'],
    ],
    ['another observation', size, 'OBX|1|NM|29463-7^Weight^LN||80|kg', ['']],
  ])('height: %s', (_, rule, segment, expected) => {
    expect(map(rule, segment)).toEqual(expected);
  });

  const weight = 'target: (0010,1030); from: OBX[*]-5; function: weight';
  it.each([
    ['kilograms when nothing else is said', weight, ['80', 'warning: weight "80" has no unit, taken as kg']],
    ['left out', `${weight}; unit: empty`, ['', 'warning: weight "80" has no unit']],
    ['held', `${weight}; unit: hold`, [undefined, 'error: weight "80" has no unit (OBX-5)']],
  ])('a weight without a unit: %s', (_, rule, expected) => {
    expect(map(rule, 'OBX|1|NM|29463-7^Weight^LN||80|')).toEqual(expected);
  });

  it('takes the name type that a site prefers, else the first repetition', () => {
    const rule = 'target: (0010,0010); from: PID-5; function: person-name; type: XPN; use: [D, L]';
    expect(map(rule, 'PID|||1||ALIAS^A^^^^^A~LEGAL^B^^^^^L~SHOWN^C^^^^^D')).toEqual(['SHOWN^C']);
    expect(map(rule, 'PID|||1||ALIAS^A^^^^^A~LEGAL^B^^^^^L')).toEqual(['LEGAL^B']);
    expect(map(rule, 'PID|||1||ALIAS^A^^^^^A')).toEqual(['ALIAS^A']);
  });

  it('stops where another place of the message must agree and does not', () => {
    const rule = 'target: (0008,0060); from: OBR-24; agree: OBR-21';
    expect(map(rule, `${obr(21, 'CT')}|||CT`)).toEqual(['CT']);
    expect(map(rule, `${obr(21, 'MR')}|||CT`)).toEqual([
      undefined,
      'error: OBR-21 says "MR", (0008,0060) becomes "CT"',
    ]);
  });
});
