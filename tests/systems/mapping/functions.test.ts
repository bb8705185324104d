import { describe, expect, it } from 'vitest';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { holds, parseCondition } from '../../../server/systems/mapping/condition.ts';
import { issueText } from '../../../server/systems/mapping/issue.ts';
import { readLookup } from '../../../server/systems/mapping/lookup-table.ts';
import { mapToDicom } from '../../../server/systems/mapping/map-to-dicom.ts';
import { readOrderMapping } from '../../../server/systems/mapping/order-mapping-file.ts';
import type { MappingContext } from '../../../server/systems/mapping/function.ts';

const context: MappingContext = { tables: new Map(), siteOffset: -300, hostOffset: 0 };
const message = (...segments: readonly string[]): Hl7Message =>
  Hl7Message.read(
    new TextEncoder().encode(
      ['MSH|^~\\&|RIS|NGHRAD|MWL|NGH|20260316081502||ORM^O01|R1|P|2.3.1||||||8859/1', ...segments]
        .map((line) => `${line}\r`)
        .join(''),
    ),
  );

/** What one rule with this body writes into its target, and what it says. */
function map(rule: string, ...segments: readonly string[]): readonly [value: string | undefined, ...said: string[]] {
  const file = readOrderMapping('m.yaml', `rules:\n  - ${rule.split('; ').join('\n    ')}\n`);
  expect(file.issues.map(issueText)).toEqual([]);
  const { provenance, problems } = mapToDicom(file.rules, message(...segments), context);
  return [provenance[0]?.value, ...problems.map((problem) => problem.message)];
}

describe('functions of the mapping rules', () => {
  it.each([
    [
      'prefix and suffix change places',
      'target: (0010,0010); from: PID-5; function: person-name; type: XPN',
      'PID|||1||DELGADO^ROSA^M^III^DR',
      ['DELGADO^ROSA^M^DR^III'],
    ],
    [
      'a suffix alone keeps its place',
      'target: (0010,0010); from: PID-5; function: person-name; type: XPN',
      "PID|||1||O'NEILL^SEAN^^JR",
      ["O'NEILL^SEAN^^^JR"],
    ],
    [
      'one word is a family name',
      'target: (0010,0010); from: PID-5; function: person-name; type: XPN',
      'PID|||1||CHER',
      ['CHER'],
    ],
    [
      'the legal name of two',
      'target: (0010,0010); from: PID-5; function: person-name; type: XPN',
      'PID|||1||MAIDEN^ANNA^^^^^M~VAN DER BERG&VAN&BERG^ANNA^^^^^L',
      ['VAN DER BERG^ANNA'],
    ],
    [
      'components as the file says',
      'target: (0010,0010); from: PID-5; function: person-name; type: XPN; components: [2, 1]',
      'PID|||1||DELGADO^ROSA',
      ['ROSA^DELGADO'],
    ],
    [
      'an ID is no name',
      'target: (0008,0090); from: PV1-8; function: person-name; type: XCN',
      'PV1||O||||||2002^OKAFOR^ADA^^MD^DR',
      ['OKAFOR^ADA^^DR^MD'],
    ],
    [
      'subcomponents of NDL',
      'target: (0040,0006); from: OBR-34.1; function: person-name; type: CNN',
      `OBR${'|'.repeat(34)}3003&MORI&KEN`,
      ['MORI^KEN'],
    ],
    ['a year alone is no date', 'target: (0010,0030); from: PID-7; function: date', 'PID|||||||1989', ['']],
    [
      'the date of a time stamp',
      'target: (0010,0030); from: PID-7; function: date',
      'PID|||||||19890822093000',
      ['19890822'],
    ],
    [
      'a time in the zone of the machine',
      'target: (0040,0003); from: OBR-7; function: time; zone: host',
      'OBR|||||||20260316193000',
      ['003000'],
    ],
    [
      'what is no time',
      'target: (0040,0003); from: OBR-7; function: time',
      'OBR|||||||tomorrow',
      ['', '"tomorrow" is no date or time'],
    ],
    ['unknown sex is empty', 'target: (0010,0040); from: PID-8; function: sex', 'PID||||||||U', ['']],
    [
      'a sex that nobody knows',
      'target: (0010,0040); from: PID-8; function: sex',
      'PID||||||||X',
      ['', 'no sex for "X"'],
    ],
    [
      'a priority',
      'target: (0040,1003); from: OBR-27.6; function: priority',
      'OBR|||||||||||||||||||||||||||1^^^^^A',
      ['HIGH'],
    ],
    ['no pregnancy asserted', 'target: (0010,21C0); from: PV1-15; function: pregnancy', 'PV1|||||||||||||||A2', ['4']],
    [
      'a pregnancy among others',
      'target: (0010,21C0); from: PV1-15; function: pregnancy',
      'PV1|||||||||||||||A2~B6',
      ['3'],
    ],
    [
      'needs other than pregnancy',
      'target: (0038,0050); from: PV1-15; function: special-needs',
      'PV1|||||||||||||||A2~B6~A6',
      ['Wheelchair/stretcher bound, Hearing impaired'],
    ],
    [
      'line breaks and backslashes in text',
      'target: (0010,2000); from: OBR-13; function: text',
      'OBR|||||||||||||Asthma\\.br\\COPD \\E\\ old',
      ['Asthma COPD / old'],
    ],
    [
      'every allergy',
      'target: (0010,2110); from: AL1[*]-3.2; function: text',
      'AL1|1||A^Latex|\rAL1|2||B^Iodine',
      ['Latex\\Iodine'],
    ],
    [
      'pounds',
      'target: (0010,1030); from: OBX[*]-5; function: weight',
      'OBX|1|NM|8302-2^Height||180|cm\rOBX|2|NM|29463-7^Weight||150|[lb_av]',
      ['68.04'],
    ],
    ['grams', 'target: (0010,1030); from: OBX[*]-5; function: weight', 'OBX|1|NM|29463-7^Weight||3420|g', ['3.42']],
    [
      'the newest weight',
      'target: (0010,1030); from: OBX[*]-5; function: weight',
      'OBX|1|NM|29463-7^Weight||82|kg|||||F|||20260301\rOBX|2|NM|29463-7^Weight||80|kg|||||F|||202603170600\rOBX|3|NM|29463-7^Weight||85|kg|||||F',
      ['80'],
    ],
    [
      'a weight beside one that was withdrawn',
      'target: (0010,1030); from: OBX[*]-5; function: weight',
      'OBX|1|NM|29463-7^Weight||820|kg|||||D|||20260317\rOBX|2|NM|29463-7^Weight||82|kg|||||F',
      ['82'],
    ],
    [
      'a size beside one that was withdrawn',
      'target: (0010,1020); from: OBX[*]-5; function: height',
      'OBX|1|NM|8302-2^Height||17.8|cm|||||W\rOBX|2|NM|8302-2^Height||178|cm|||||F',
      ['1.78'],
    ],
    [
      'a unit that nobody knows',
      'target: (0010,1030); from: OBX[*]-5; function: weight',
      'OBX|1|NM|29463-7^Weight||150|stone',
      ['', 'weight "150 stone" is not understood'],
    ],
    [
      'the first of several places that has a value',
      'target: (0038,0010); from: [PV1-19.1, PID-18.1]',
      'PID||||||||||||||||||V7',
      ['V7'],
    ],
    [
      'a place that says "delete" ends the search',
      'target: (0038,0010); from: [PV1-19.1, PID-18.1]',
      'PID||||||||||||||||||V7\rPV1|||||||||||||||||||""',
      [''],
    ],
    [
      'a value that the attribute cannot hold',
      'target: (0008,0050); from: OBR-18',
      'OBR||||||||||||||||||A26000123456789012',
      [undefined, '"A26000123456789012" is longer than SH allows in (0008,0050)'],
    ],
    [
      'a set of characters that nobody knows',
      'target: (0008,0005); from: PID-3; function: charset',
      'PID|||KOI8',
      [undefined, 'character set "KOI8" is not known'],
    ],
    [
      'a condition that does not hold',
      'target: (0008,0050); from: OBR-18; when: OBR-24 = MR',
      'OBR||||||||||||||||||A1||||||CT',
      [undefined],
    ],
  ])('%s', (_, rule, segments, expected) => {
    expect(map(rule, ...segments.split('\r'))).toEqual(expected);
  });
});

describe('an identifier is chosen by its authority', () => {
  const several =
    'PID|||1^^^WFC&2.999.1.20.1&ISO^MR~V1^^^NGH&2.999.1.10.1&ISO^AN~2^^^NGH&2.999.1.10.1&ISO^MR~3^^^NGH.X^MR';
  it.each([
    ['NGH', ['2']],
    ['2.999.1.10.1', ['2']],
    ['NGH&2.999.1.10.1&ISO', ['2']],
    ['NGH.X', ['3']],
    ['NGH&2.999.1.20.1&ISO', [undefined, 'PID-3 has no NGH&2.999.1.20.1&ISO MR identifier']],
    ['2.999.1.10', [undefined, 'PID-3 has no 2.999.1.10 MR identifier']],
    ['ISO', [undefined, 'PID-3 has no ISO MR identifier']],
  ])('%s', (authority, expected) => {
    const rule = `target: (0010,0020); from: PID-3; function: select-repetition; authority: ${authority}; type: MR; part: 1`;
    expect(map(rule, several)).toEqual(expected);
  });
});

describe('conditions', () => {
  const order = message('ORC|XO|P1', 'OBR||||CTG^x');
  it.each([
    ['ORC-1 = XO', true],
    ['ORC-1 != XO', false],
    ['ORC-1 in [NW, XO]', true],
    ['ORC-1 not in [NW, XO]', false],
    ['ORC-2 valued and OBR-4.1 = CTG', true],
    ['ORC-2 empty', false],
    ["OBR-4.1 = 'CTG'", true],
    ['ORC-1 = xo', false],
    ["ORC-1 = 'NW or ORC-1 = XO'", false],
  ])('%s', (text, expected) => {
    const condition = parseCondition(text);
    expect(condition && holds(condition, order)).toBe(expected);
  });

  it.each([
    'ORC-1',
    'ORC-1 like NW',
    'ORC = NW',
    '',
    'ORC-1 = NW or ORC-1 = XO',
    'ORC-1 in [NW] or ORC-1 in [XO]',
    'ORC-1 = NW or ORC-5 valued',
    'ORC-1 = [NW, XO]',
  ])('"%s" is none', (text) => {
    expect(parseCondition(text)).toBeUndefined();
  });
});

describe('a lookup table', () => {
  it('keeps cells as they are, comments and quotes apart', () => {
    const table = readLookup('/opt/engine/lookup/T.csv', '# note\r\ncode,text\r\nA,"x, ""y"""\r\n\r\nb,\r\n');
    expect([table.name, table.columns, [...table.rows], table.issues]).toEqual([
      'T',
      ['code', 'text'],
      [
        ['A', { line: 3, cells: ['A', 'x, "y"'] }],
        ['b', { line: 5, cells: ['b', ''] }],
      ],
      [],
    ]);
  });

  it.each([
    ['code,text\nA,1\nA,2\n', 'T.csv:3: found key "A" a second time (first in line 2), expected each key once'],
    ['code,text\nA\n', 'T.csv:2: found 1 values, expected 2: code,text'],
    ['code,text,text\n', 'T.csv:1: found column text a second time, expected each column once'],
    [
      'code,text\nA,"x\n',
      'T.csv:2: found a quote that is not closed, expected values between commas, quoted as "a, b" where needed',
    ],
    ['# nothing\n', 'T.csv:1: found no header row, expected a first line with the names of the columns'],
  ])('%j is refused', (text, expected) => {
    expect(readLookup('T.csv', text).issues.map(issueText)[0]).toBe(expected);
  });
});

describe('a rule file', () => {
  it.each([
    [
      'rules:\n  - target: (0008,0050)\n    from: &a OBR-18\n  - target: (0008,0050)\n    from: *a\n',
      'm.yaml:5: found an alias (*…), expected the value itself',
    ],
    [
      'rules:\n  - target: (0008,0050)\n    target: (0008,0050)\n',
      'm.yaml:3: found a key that stands here already, expected each key once',
    ],
    ['rules:\n  - from: OBR-18\n', 'm.yaml:2: found no target, expected target: a tag like (0008,0050)'],
    [
      'rules:\n  - target: (0008,0050)\n    from:\n      2.4: OBR-18\n',
      'm.yaml:4: found version "2.4", expected one of 2.3.1, 2.5.1',
    ],
    [
      'rules:\n  - target: (0008,0050)>(0008,0060)\n    from: OBR-18\n',
      'm.yaml:2: found target "(0008,0050)>(0008,0060)", expected a sequence before ">" ((0008,0050) is SH)',
    ],
    [
      'rules:\n  - target: (0008,0050)\n    from:\n      2.3.1: IPC-1\n',
      'm.yaml:4: found path "IPC-1", expected a field of HL7 2.3.1',
    ],
    ['', 'm.yaml:1: found nothing, expected rules'],
    ['rules: yes\n', 'm.yaml:1: found "yes" for rules, expected a list (lines that begin with "-")'],
  ])('%j is refused', (text, expected) => {
    expect(readOrderMapping('m.yaml', text).issues.map(issueText)[0]).toBe(expected);
  });
});
