import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { Entry } from '../../../server/protocols/dicom/data-set.ts';
import { compileQuery, compileRetrieveQuery } from '../../../server/protocols/dicom/query-match.ts';
import type { QueryModel } from '../../../server/protocols/dicom/information-model.ts';
import { modalityWorklistKeys } from '../../../server/protocols/dicom/query-keys.ts';
import type { Vr } from '../../../server/protocols/dicom/vr.ts';
import { DEFLATED_EXPLICIT_LE, EXPLICIT_BE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { join } from './data-set-arbitrary.ts';

const step = (change: readonly Entry[] = []): readonly Entry[] => [
  [0x00080060, 'CS', 'CT'],
  [0x00400001, 'AE', 'NGH_CT1'],
  [0x00400002, 'DA', '20260316'],
  [0x00400003, 'TM', '093000'],
  [0x00400006, 'PN', ''],
  [0x00400009, 'SH', 'SPS500123'],
  ...change,
];
const worklistItem = (change: readonly Entry[] = [], stepChange: readonly Entry[] = []): DataSet =>
  DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00080050, 'SH', 'A260001234'],
    [0x00100010, 'PN', 'DELGADO^ROSA^M^DR^III=デルガド^ロサ'],
    [0x00100020, 'LO', '10004521'],
    [0x00100030, 'DA', '19890822'],
    [0x00100040, 'CS', 'F'],
    [0x00101030, 'DS', '71.50'],
    [0x001021c0, 'US', 3],
    [0x0020000d, 'UI', '2.25.1197'],
    [0x00401001, 'SH', 'RP500123'],
    [0x00400100, 'SQ', [step(stepChange)]],
    ...change,
  ]);

const query = (entries: readonly Entry[]): ReturnType<typeof compileQuery> =>
  compileQuery(DataSet.build([[0x00080005, 'CS', 'ISO_IR 192'], ...entries]), modalityWorklistKeys());

function matches(entries: readonly Entry[], candidate: DataSet = worklistItem()): boolean | string {
  const compiled = query(entries);
  return compiled.kind === 'failure' ? `${compiled.status.toString(16)} ${compiled.code}` : compiled.matches(candidate);
}
const inStep = (entries: readonly Entry[]): readonly Entry[] => [[0x00400100, 'SQ', [entries]]];

describe('one key against one worklist item', () => {
  const patient: readonly (readonly [
    what: string,
    tag: number,
    vr: Vr,
    value: string | number,
    expected: boolean | string,
  ])[] = [
    ['a single value matches itself', 0x00100020, 'LO', '10004521', true],
    ['a single value matches nothing longer', 0x00100020, 'LO', '1000452', false],
    ['leading and trailing spaces of LO carry no meaning', 0x00100020, 'LO', '  10004521  ', true],
    ['LO is compared with case', 0x00080050, 'SH', 'a260001234', false],
    ['a wildcard star in SH', 0x00080050, 'SH', 'A26*', true],
    ['a wildcard question mark is exactly one character', 0x00080050, 'SH', 'A26000123?', true],
    ['a wildcard question mark is not none', 0x00080050, 'SH', 'A260001234?', false],
    ['a wildcard is compared with case', 0x00080050, 'SH', 'a26*', false],
    ['zero length matches everything', 0x00080050, 'SH', '', true],
    ['only spaces match everything', 0x00080050, 'SH', '   ', true],
    ['CS is compared with case', 0x00100040, 'CS', 'f', false],
    ['a person name is compared without case', 0x00100010, 'PN', 'delgado^rosa^m^dr^iii', true],
    ['a person name with a star', 0x00100010, 'PN', 'delg*', true],
    ['a person name must match the whole group', 0x00100010, 'PN', 'DELGADO', false],
    ['empty trailing components of a name carry no meaning', 0x00100010, 'PN', 'DELGADO^ROSA^M^DR^III^^', true],
    ['one group of a name may match any group', 0x00100010, 'PN', 'デルガド^ロ*', true],
    ['two groups of a name match group by group', 0x00100010, 'PN', 'DELGADO*=デルガド*', true],
    ['two groups in the wrong order do not match', 0x00100010, 'PN', 'デルガド*=DELGADO*', false],
    ['an empty group of a name asks for nothing', 0x00100010, 'PN', '=デルガド*', true],
    ['a UID matches itself', 0x0020000d, 'UI', '2.25.1197', true],
    ['a UID list matches one of them', 0x0020000d, 'UI', '1.2.3\\2.25.1197', true],
    ['a UID list without it does not match', 0x0020000d, 'UI', '1.2.3\\1.2.4', false],
    ['a star is no wildcard in a UID', 0x0020000d, 'UI', '2.25.*', 'a900 malformed-value'],
    ['a list with an empty UID is no universal match', 0x0020000d, 'UI', '\\', 'a900 malformed-value'],
    ['a date matches itself', 0x00100030, 'DA', '19890822', true],
    ['a date range includes its ends', 0x00100030, 'DA', '19890822-19890822', true],
    ['a date range open to the past', 0x00100030, 'DA', '-19890821', false],
    ['a date range open to the future', 0x00100030, 'DA', '19890822-', true],
    ['a star is no wildcard in a date', 0x00100030, 'DA', '1989*', 'a900 malformed-value'],
    ['a lone star is no date either', 0x00100030, 'DA', '*', 'a900 malformed-value'],
    ['a lone hyphen is no range', 0x00100030, 'DA', '-', 'a900 malformed-value'],
    ['a day that does not exist', 0x00100030, 'DA', '20260231', 'a900 malformed-value'],
    ['a decimal is compared as a number', 0x00101030, 'DS', '71.5', true],
    ['a star is no wildcard in a decimal', 0x00101030, 'DS', '7*', 'a900 malformed-value'],
    ['a binary number matches itself', 0x001021c0, 'US', 3, true],
    ['a binary number differs', 0x001021c0, 'US', 4, false],
    ['several values of a string are no list', 0x00100040, 'CS', 'F\\M', 'a900 multiple-values'],
  ];
  it.each(patient)('%s', (_, tag, vr, value, expected) => {
    expect(matches([[tag, vr, value]])).toBe(expected);
  });

  const steps: readonly (readonly [what: string, entries: readonly Entry[], expected: boolean | string])[] = [
    ['the station is compared with case', [[0x00400001, 'AE', 'ngh_ct1']], false],
    ['leading and trailing spaces of an AE title carry no meaning', [[0x00400001, 'AE', ' NGH_CT1 ']], true],
    [
      'all keys of an item must match',
      [
        [0x00400001, 'AE', 'NGH_CT1'],
        [0x00080060, 'CS', 'MR'],
      ],
      false,
    ],
    [
      'an item of universal keys matches',
      [
        [0x00400001, 'AE', ''],
        [0x00080060, 'CS', ''],
      ],
      true,
    ],
    ['an item without keys matches', [], true],
    ['a time of an hour covers the hour', [[0x00400003, 'TM', '09']], true],
    ['a time range ends with its last minute', [[0x00400003, 'TM', '0800-0930']], true],
    ['a star is no wildcard in a time', [[0x00400003, 'TM', '09*']], 'a900 malformed-value'],
  ];
  it.each(steps)('%s', (_, entries, expected) => {
    expect(matches(inStep(entries))).toBe(expected);
  });

  it('padding a UID with NUL or a space changes nothing', () => {
    for (const padding of [0, 0x20]) {
      const uid = Uint8Array.from([...new TextEncoder().encode('2.25.1197'), padding]);
      expect(matches([[0x0020000d, 'UI', uid]])).toBe(true);
    }
  });

  it('a candidate without a value matches only universally', () => {
    const empty = worklistItem([[0x00080050, 'SH', '']]);
    const absent = worklistItem().without(0x00080050);
    const found = [empty, absent].map((one) =>
      ['', '*', '**', 'A*', '?*'].map((value) => matches([[0x00080050, 'SH', value]], one)),
    );
    expect(found).toEqual([
      [true, true, true, false, false],
      [true, true, true, false, false],
    ]);
  });

  it('a sequence key without items matches also where the candidate has no sequence', () => {
    expect(matches([[0x00400100, 'SQ', []]], worklistItem().without(0x00400100))).toBe(true);
    expect(matches([[0x00400100, 'SQ', [[]]]], worklistItem().without(0x00400100))).toBe(true);
  });

  it('a sequence key with two items is refused', () => {
    expect(matches([[0x00400100, 'SQ', [[], []]]])).toBe('a900 multiple-items');
  });

  it('a pattern of many stars is answered at once', () => {
    const name = worklistItem([[0x00100020, 'LO', 'a'.repeat(60)]]);
    expect(matches([[0x00100020, 'LO', '*a'.repeat(30) + 'b']], name)).toBe(false);
  });
});

describe('date and time ranges of one scheduled step are one period', () => {
  const at = (date: string, time: string): DataSet =>
    worklistItem(
      [],
      [
        [0x00400002, 'DA', date],
        [0x00400003, 'TM', time],
      ],
    );
  const period = (date: string, time: string): readonly Entry[] =>
    inStep([
      [0x00400002, 'DA', date],
      [0x00400003, 'TM', time],
    ]);
  const cases: readonly (readonly [date: string, time: string, day: string, clock: string, expected: boolean])[] = [
    ['20260315-20260317', '1000-1800', '20260316', '0300', true], // night inside the period
    ['20260315-20260317', '1000-1800', '20260315', '0959', false],
    ['20260315-20260317', '1000-1800', '20260315', '1000', true],
    ['20260315-20260317', '1000-1800', '20260317', '1800', true],
    ['20260315-20260317', '1000-1800', '20260317', '1801', false],
    ['20260315-', '1000-1800', '20260401', '2300', true],
    ['20260315-', '1000-1800', '20260315', '0959', false],
    ['-20260317', '1000-1800', '20260101', '0100', true],
    ['-20260317', '1000-1800', '20260317', '1900', false],
    ['20260315-20260317', '1000-', '20260317', '2359', true],
    ['20260316', '1000-1800', '20260316', '0959', false], // one day: independent, the same thing
    ['20260315-20260317', '1000', '20260316', '1000', true], // a single time is asked for on each day
    ['20260315-20260317', '1000', '20260316', '1100', false],
    ['', '1000-1800', '20260316', '1100', true],
  ];
  it.each(cases)('%s and %s: %s %s is %s', (date, time, day, clock, expected) => {
    expect(matches(period(date, time), at(day, clock))).toBe(expected);
  });
});

describe('an identifier that is no query', () => {
  const failure = (identifier: DataSet): string => {
    const compiled = compileQuery(identifier, modalityWorklistKeys());
    return compiled.kind === 'failure' ? `${compiled.status.toString(16)} ${compiled.code}` : 'query';
  };

  it('fails instead of matching everything', () => {
    const bytes = join(DataSet.build([[0x00100020, 'LO', '10004521']]).write(EXPLICIT_LE));
    expect([
      failure(DataSet.empty),
      failure(DataSet.read(Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), EXPLICIT_LE)),
      failure(DataSet.read(bytes, IMPLICIT_LE)),
      failure(DataSet.read(bytes.subarray(0, bytes.length - 3), EXPLICIT_LE)),
      failure(DataSet.build([[0x00091001, 'LO', 'x']])),
      failure(DataSet.build([[0x00080005, 'CS', 'ISO_IR 100']])),
      failure(DataSet.build([[0x00100010, 'PN', Uint8Array.of(0xc4, 0x2a)]])),
    ]).toEqual([
      'a900 no-supported-key',
      'c000 unreadable-identifier',
      'c000 unreadable-identifier',
      'c000 unreadable-identifier',
      'a900 no-supported-key',
      'a900 no-supported-key',
      'c000 undecodable-value',
    ]);
  });

  it('names the element and a comment that fits Error Comment', () => {
    expect(query([[0x00100030, 'DA', '1989*']])).toEqual({
      kind: 'failure',
      status: 0xa900,
      code: 'malformed-value',
      offending: [0x00100030],
      comment: 'Value does not fit its VR (0010,0030)',
    });
  });
});

describe('the character set of the request', () => {
  it.each([
    ['ISO_IR 100', 'MÜLLER^*'],
    ['ISO_IR 192', 'MÜLLER^*'],
    ['ISO_IR 101', 'müller^jürgen'],
  ])('%s is honoured', (term, pattern) => {
    const candidate = worklistItem([[0x00100010, 'PN', 'Müller^Jürgen']]);
    const identifier = DataSet.build([
      [0x00080005, 'CS', term],
      [0x00100010, 'PN', pattern],
    ]);
    const compiled = compileQuery(
      DataSet.read(join(identifier.write(IMPLICIT_LE)), IMPLICIT_LE),
      modalityWorklistKeys(),
    );
    expect(compiled.kind === 'query' && compiled.matches(candidate)).toBe(true);
  });
});

describe('the response', () => {
  const respond = (entries: readonly Entry[], candidate = worklistItem()): DataSet => {
    const compiled = query(entries);
    if (compiled.kind === 'failure') throw new Error(compiled.comment);
    return compiled.respond(candidate);
  };
  const tags = (dataSet: DataSet): string[] => dataSet.elements.map((one) => one.tag.toString(16).padStart(8, '0'));

  it('has what was asked for, type 2 keys always, type 1 keys never empty, nothing else', () => {
    const response = respond(
      [
        [0x00080050, 'SH', 'A*'],
        [0x00100010, 'PN', ''],
        [0x00380500, 'LO', ''],
        [0x00401001, 'SH', ''],
        [0x00321060, 'LO', ''],
        [0x00091001, 'LO', ''],
        ...inStep([
          [0x00400001, 'AE', ''],
          [0x00400006, 'PN', ''],
          [0x00400007, 'LO', ''],
        ]),
      ],
      worklistItem([[0x00401001, 'SH', '']]),
    );
    expect(tags(response)).toEqual(['00080005', '00080050', '00100010', '00380500', '00400100']);
    expect(response.items(0x00400100).map(tags)).toEqual([['00400001', '00400006']]);
    expect(response.text(0x00100010)).toBe('DELGADO^ROSA^M^DR^III=デルガド^ロサ');
  });

  it('reports keys it does not support, also inside a sequence, and the pending status', () => {
    const compiled = query([[0x00100020, 'LO', ''], [0x00091001, 'LO', ''], ...inStep([[0x00189999, 'LO', '']])]);
    expect(compiled.kind === 'query' && [compiled.pendingStatus, compiled.unsupportedKeys]).toEqual([
      0xff01,
      [[0x00091001], [0x00400100, 0x00189999]],
    ]);
    const plain = query([[0x00100020, 'LO', '']]);
    expect(plain.kind === 'query' && [plain.pendingStatus, plain.unsupportedKeys]).toEqual([0xff00, []]);
  });

  it('returns the whole sequence for a zero-length one', () => {
    expect(
      respond([[0x00400100, 'SQ', []]])
        .items(0x00400100)
        .map(tags),
    ).toEqual([['00080060', '00400001', '00400002', '00400003', '00400006', '00400009']]);
  });

  it('names the type 1 keys that a candidate cannot fill', () => {
    const compiled = query([[0x0020000d, 'UI', ''], ...inStep([[0x00400009, 'SH', '']])]);
    const candidate = worklistItem([[0x0020000d, 'UI', '']], [[0x00400009, 'SH', '']]);
    expect(compiled.kind === 'query' && compiled.missingKeys(candidate)).toEqual([
      [0x0020000d],
      [0x00400100, 0x00400009],
    ]);
    expect(compiled.kind === 'query' && compiled.missingKeys(worklistItem())).toEqual([]);
  });
});

describe('Query/Retrieve', () => {
  const study = DataSet.build([
    [0x00080060, 'CS', 'CT'],
    [0x00080061, 'CS', ['CT', 'SR']],
    [0x00100010, 'PN', 'DELGADO^ROSA'],
    [0x00100020, 'LO', '10004521'],
    [0x0020000d, 'UI', '2.25.7'],
    [0x00201200, 'IS', '2'],
  ]);
  const compile = (
    model: QueryModel,
    entries: readonly Entry[],
  ): string | { matches: boolean; status: number; response: string[] } => {
    const compiled = compileRetrieveQuery(DataSet.build(entries), model);
    if (compiled.kind === 'failure') return compiled.code;
    return {
      matches: compiled.matches(study),
      status: compiled.pendingStatus,
      response: compiled.respond(study).elements.map((one) => one.tag.toString(16)),
    };
  };

  it.each([
    ['study-root', 'no level', [[0x00100020, 'LO', '*']], 'wrong-level'],
    [
      'study-root',
      'a level that Study Root has not',
      [
        [0x00080052, 'CS', 'PATIENT'],
        [0x00100020, 'LO', '*'],
      ],
      'wrong-level',
    ],
    [
      'study-root',
      'series without its study',
      [
        [0x00080052, 'CS', 'SERIES'],
        [0x00080060, 'CS', ''],
      ],
      'unique-key-missing',
    ],
    [
      'study-root',
      'any value of a list may match',
      [
        [0x00080052, 'CS', 'STUDY'],
        [0x00080061, 'CS', 'SR'],
        [0x0020000d, 'UI', ''],
      ],
      { matches: true, status: 0xff00, response: ['80052', '80061', '20000d'] },
    ],
    [
      'patient-root',
      'a patient with the number of studies',
      [
        [0x00080052, 'CS', 'PATIENT'],
        [0x00100010, 'PN', 'DELGADO*'],
        [0x00100020, 'LO', ''],
        [0x00201200, 'IS', ''],
      ],
      { matches: true, status: 0xff00, response: ['80052', '100010', '100020', '201200'] },
    ],
    [
      'patient-root',
      'a study of another patient',
      [
        [0x00080052, 'CS', 'STUDY'],
        [0x00100020, 'LO', '10009999'],
        [0x0020000d, 'UI', ''],
      ],
      { matches: false, status: 0xff00, response: ['80052', '100020', '20000d'] },
    ],
    [
      'patient-root',
      'a name below the level of patients is not supported',
      [
        [0x00080052, 'CS', 'STUDY'],
        [0x00100010, 'PN', 'NOBODY'],
        [0x00100020, 'LO', '10004521'],
      ],
      { matches: true, status: 0xff01, response: ['80052', '100020'] },
    ],
    ...(['', '1000*', '1\\2'] as const).map((patientId) => [
      'patient-root',
      `studies of patient '${patientId}'`,
      [
        [0x00080052, 'CS', 'STUDY'],
        [0x00100020, 'LO', patientId],
      ],
      'unique-key-missing',
    ]),
    [
      'patient-root',
      'images of one series need all three keys above',
      [
        [0x00080018, 'UI', ''],
        [0x00080052, 'CS', 'IMAGE'],
        [0x00100020, 'LO', '10004521'],
        [0x0020000d, 'UI', '2.25.7'],
      ],
      'unique-key-missing',
    ],
    [
      'patient-study-only',
      'has no series',
      [
        [0x00080052, 'CS', 'SERIES'],
        [0x00100020, 'LO', '10004521'],
        [0x0020000d, 'UI', '2.25.7'],
      ],
      'wrong-level',
    ],
  ] as readonly (readonly [QueryModel, string, readonly Entry[], unknown])[])(
    '%s: %s',
    (model, _, entries, expected) => {
      expect(compile(model, entries)).toEqual(expected);
    },
  );
});

describe('an identifier that is garbage', () => {
  const syntaxes = [IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_EXPLICIT_LE];
  const asked = DataSet.build([[0x00080050, 'SH', 'NOBODY']]);
  const full = DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080050, 'SH', 'NOBODY'],
    [0x00100010, 'PN', 'NOBODY^AT ALL'],
    [0x00400100, 'SQ', [[[0x00400001, 'AE', 'NO_AE']]]],
  ]);
  const compiled = (bytes: Uint8Array, syntax: string): ReturnType<typeof compileQuery> =>
    compileQuery(DataSet.read(bytes, syntax), modalityWorklistKeys());
  const isRefusedOrMatchesNothing = (bytes: Uint8Array, syntax: string): boolean => {
    const found = compiled(bytes, syntax);
    return found.kind === 'failure' ? [0xa900, 0xc000].includes(found.status) : !found.matches(worklistItem());
  };

  it('of any bytes is refused', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.constantFrom(...syntaxes), (bytes, syntax) => {
        expect(compiled(bytes, syntax).kind).toBe('failure');
      }),
      { numRuns: 1000 },
    );
  });

  it('with one byte changed never matches what was not asked for', () => {
    for (const syntax of syntaxes.slice(0, 3)) {
      const bytes = join(asked.write(syntax));
      for (let at = 0; at < bytes.length; at++) {
        for (let byte = 0; byte < 256; byte++) {
          const changed = bytes.slice();
          changed[at] = byte;
          if (!isRefusedOrMatchesNothing(changed, syntax)) expect([syntax, at, byte]).toEqual([]);
        }
      }
    }
  });

  it('that is cut anywhere but behind an element is refused', () => {
    for (const syntax of syntaxes) {
      const bytes = join(full.write(syntax));
      const { elements } = DataSet.read(bytes, syntax);
      const ends = syntax === DEFLATED_EXPLICIT_LE ? [] : elements.map((element) => element.span?.end);
      const found: number[] = [];
      for (let end = 0; end < bytes.length; end++) {
        if (!ends.includes(end) && compiled(bytes.slice(0, end), syntax).kind !== 'failure') found.push(end);
      }
      expect([syntax, found]).toEqual([syntax, []]);
    }
  });

  it('behind more warnings than are kept is refused', () => {
    const twice = Uint8Array.from({ length: 8 * 1000 }, (_, at) => [8, 0, 0x50, 0, 0, 0, 0, 0][at % 8] ?? 0);
    const bytes = join([twice, Uint8Array.of(8, 0, 0x60)]);
    expect([compiled(twice, IMPLICIT_LE).kind, compiled(bytes, IMPLICIT_LE).kind]).toEqual(['query', 'failure']);
  });

  it('because it was written in another syntax is refused', () => {
    const table = syntaxes.flatMap((written) =>
      syntaxes.map((read) => [written === read, compiled(join(full.write(written)), read).kind] as const),
    );
    expect(table.filter(([isSame, kind]) => (kind === 'query') !== isSame)).toEqual([]);
  });

  it('says what is wrong, with the status of PS3.4 and the offending element', () => {
    const failure = (bytes: Uint8Array, syntax = EXPLICIT_LE): unknown => {
      const found = compiled(bytes, syntax);
      return found.kind === 'failure' ? [found.status.toString(16), found.code, found.offending, found.comment] : found;
    };
    const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
    expect([
      failure(hex('')),
      failure(hex('0800')),
      failure(hex('08005000 5348ff00 41')),
      failure(hex('08005000 55530200 0100')),
      failure(hex('08005000 53510000 08000000 feff00e0 00000000')),
      failure(hex('40000001 4c4f0200 4120')),
      failure(hex('00000200 55490200 3100')),
      failure(hex('08000500 43530400 58585858 10001000 504e0200 c4d6')),
      failure(hex('78da0b70'), DEFLATED_EXPLICIT_LE),
    ]).toEqual([
      ['a900', 'no-supported-key', [], 'Identifier has no supported key'],
      ['c000', 'unreadable-identifier', [], 'Identifier cannot be read'],
      ['c000', 'unreadable-identifier', [0x00080050], 'Identifier cannot be read (0008,0050)'],
      ['a900', 'wrong-vr', [0x00080050], 'VR is not that of the key (0008,0050)'],
      ['a900', 'wrong-vr', [0x00080050], 'VR is not that of the key (0008,0050)'],
      ['a900', 'wrong-vr', [0x00400100], 'VR is not that of the key (0040,0100)'],
      ['c000', 'unreadable-identifier', [0x00000002], 'Identifier cannot be read (0000,0002)'],
      ['c000', 'undecodable-value', [0x00100010], 'Value not in its character set (0010,0010)'],
      ['c000', 'unreadable-identifier', [], 'Identifier cannot be read'],
    ]);
  });
});
