import { describe, expect, it } from 'vitest';
import type { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { formatTag } from '../../../server/protocols/dicom/tag.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { engineFiles } from '../../../server/systems/engine/baseline/files.ts';
import { type MappingTexts, tryMapping } from '../../../server/systems/mapping/try-mapping.ts';
import { worklistFiles } from '../../../server/systems/worklist/baseline/files.ts';
import { omi, orm } from './order-messages.ts';

export function baselineTexts(change: (path: string, text: string) => string = (_, text) => text): MappingTexts {
  const files = [...engineFiles, ...worklistFiles].map(({ path, text }) => ({ path, text: change(path, text) }));
  const one = (path: string): { path: string; text: string } =>
    files.find((file) => file.path === path) ?? { path, text: '' };
  return {
    channel: one('/opt/engine/channels/SCHED_TO_MWL.yaml'),
    lookups: files.filter(({ path }) => path.startsWith('/opt/engine/lookup/')),
    orderMapping: one('/etc/ngmwl/order-mapping.yaml'),
  };
}

/** Every attribute as `(gggg,eeee)>(gggg,eeee)`: values joined by backslash. */
function flat(dataSet: DataSet | undefined, prefix = ''): Record<string, string> {
  const out: Record<string, string> = {};
  for (const element of dataSet?.elements ?? []) {
    const name = `${prefix}${formatTag(element.tag)}`;
    if (element.isSequence)
      for (const item of dataSet?.itemsOf(element) ?? []) Object.assign(out, flat(item, `${name}>`));
    else out[name] = dataSet?.textsOf(element).join('\\') ?? '';
  }
  return out;
}

const reference = {
  '(0008,0005)': 'ISO_IR 100',
  '(0008,0050)': 'A260001234',
  '(0008,0090)': 'OKAFOR^ADA^^DR',
  '(0010,0010)': 'DELGADO^ROSA^M^DR^III',
  '(0010,0020)': '10004521',
  '(0010,0021)': 'NGH',
  '(0010,0024)>(0040,0032)': '2.999.1.10.1',
  '(0010,0024)>(0040,0033)': 'ISO',
  '(0010,0030)': '19890822',
  '(0010,0040)': 'F',
  '(0010,1020)': '',
  '(0010,1030)': '',
  '(0010,2000)': 'Asthma',
  '(0010,2110)': 'Iodinated contrast',
  '(0010,21C0)': '3',
  '(0020,000D)': '2.25.119731204387015960412785234019876543210',
  '(0032,1032)': 'OKAFOR^ADA^^DR',
  '(0032,1033)': 'Radiology',
  '(0032,1060)': 'CT Chest with contrast',
  '(0032,1064)>(0008,0100)': 'CTCHW',
  '(0032,1064)>(0008,0102)': '99NGHPROC',
  '(0032,1064)>(0008,0104)': 'CT Chest with contrast',
  '(0038,0010)': 'V900331',
  '(0038,0050)': '',
  '(0038,0300)': 'RADCT',
  '(0038,0500)': 'Contact isolation',
  '(0040,0100)>(0008,0060)': 'CT',
  '(0040,0100)>(0040,0001)': 'NGH_CT1',
  '(0040,0100)>(0040,0002)': '20260316',
  '(0040,0100)>(0040,0003)': '093000',
  '(0040,0100)>(0040,0006)': '',
  '(0040,0100)>(0040,0007)': 'CT chest routine +C',
  '(0040,0100)>(0040,0008)>(0008,0100)': 'CTCHW-P1',
  '(0040,0100)>(0040,0008)>(0008,0102)': '99NGHPROT',
  '(0040,0100)>(0040,0008)>(0008,0104)': 'CT chest routine +C',
  '(0040,0100)>(0040,0009)': 'SPS500123',
  '(0040,0100)>(0040,0010)': 'CT1',
  '(0040,0100)>(0040,0011)': 'RADCT ROOM 1',
  '(0040,0100)>(0040,0020)': 'SCHEDULED',
  '(0040,1001)': 'RP500123',
  '(0040,1002)': 'Lung nodule follow-up',
  '(0040,1003)': 'ROUTINE',
  '(0040,1004)': 'WHLC',
  '(0040,2016)': 'P700123',
  '(0040,2017)': 'F500123',
  '(0040,3001)': '',
};

describe('the healthy rules, HL7 to worklist item', () => {
  it('make the reference item of the ORM^O01 of hospital.md 4.9', () => {
    const tried = tryMapping(baselineTexts(), orm());
    expect([...tried.engine.problems, ...tried.worklist.problems]).toEqual([]);
    expect(tried.worklist.items.map((item) => flat(item))).toEqual([reference]);
  });

  it('make the same item of the OMI^O23, but for the issuer that only 2.5.1 carries and the character set', () => {
    const tried = tryMapping(baselineTexts(), omi());
    expect([...tried.engine.problems, ...tried.worklist.problems]).toEqual([]);
    expect(tried.worklist.items.map((item) => flat(item))).toEqual([
      { ...reference, '(0008,0005)': 'ISO_IR 192', '(0008,0051)>(0040,0031)': 'RIS' },
    ]);
  });

  it('change nothing in the message but what the rules name', () => {
    const tried = tryMapping(baselineTexts(), orm());
    const before = new TextDecoder().decode(orm()).split('\r');
    const after = new TextDecoder().decode(tried.engine.output).split('\r');
    const changed = before.flatMap((line, index) => (line === after[index] ? [] : [after[index]]));
    expect(changed).toEqual([
      'MSH|^~\\&|RIS|NGHRAD|MWL|NGH|20260316081502||ORM^O01|RIS0004711|P|2.3.1||||||8859/1',
      'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR||DELGADO^ROSA^M^III^DR||19890822|F|||12 HILL RD^^NORTHGATE^^00000|||||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN',
      expect.stringMatching(/\|RAD\^Radiology\^L\|NGH_CT1\^CT1$/),
      expect.stringContaining('|SPS500123|RADCT ROOM 1|||CT|'),
    ]);
  });

  it('gives the origin of each value through both rule sets', () => {
    const tried = tryMapping(baselineTexts(), orm());
    const of = (target: string): unknown => {
      const found = tried.worklist.provenance.find((each) => each.target === target);
      return found && [found.source, found.engine?.target, found.engine?.source, found.engine?.lookup, found.sent];
    };
    expect(of('(0008,0050)')).toEqual([
      'OBR-18.1',
      'OBR-18',
      'OBR-18.1',
      undefined,
      { path: 'OBR-18.1', value: 'A260001234' },
    ]);
    expect(of('(0040,0100)>(0040,0001)')).toEqual([
      'ORC-18.1',
      'ORC-18.1',
      'ORC-18.1',
      { table: 'RES2STATION', key: 'CTROOM1', column: 'ae', line: 3 },
      { path: 'ORC-18.1', value: 'CTROOM1' },
    ]);
    expect(of('(0040,0100)>(0040,0009)')).toEqual([
      'OBR-20.1',
      undefined,
      undefined,
      undefined,
      { path: 'OBR-20.1', value: 'SPS500123' },
    ]);
    expect(of('(0010,0020)')).toEqual([
      'PID-3[1].1',
      'PID-3',
      'PID-3[1]',
      undefined,
      { path: 'PID-3[1]', value: '10004521^^^NGH&2.999.1.10.1&ISO^MR' },
    ]);
  });

  it('finds the hospital number wherever it stands in PID-3', () => {
    const pid =
      'PID|||W20871^^^WFC&2.999.1.20.1&ISO^MR~V1^^^NGH&2.999.1.10.1&ISO^AN~10004521^^^NGH&2.999.1.10.1&ISO^MR||VAN DER BERG^JAN||1989|U';
    const tried = tryMapping(baselineTexts(), orm({ pid }));
    const item = flat(tried.worklist.items[0]);
    expect([item['(0010,0020)'], item['(0010,0010)'], item['(0010,0030)'], item['(0010,0040)']]).toEqual([
      '10004521',
      'VAN DER BERG^JAN',
      '',
      '',
    ]);
  });

  it.each([
    [
      'a patient without a hospital number',
      { pid: 'PID|||W20871^^^WFC&2.999.1.20.1&ISO^MR||HALL^JOHN' },
      'PID-3 has no NGH MR identifier',
    ],
    ['a procedure without a row', { procedure: 'CTG' }, 'lookup miss CTG in PROC2MOD'],
    ['a modality that contradicts the procedure', { modality: 'MR' }, 'OBR-24 says "MR", OBR-24 becomes "CT"'],
    ['a resource without a row', { resource: 'CTROOM9' }, 'lookup miss CTROOM9 in RES2STATION'],
    ['an order without an accession number', { accession: '' }, 'OBR-18 would be empty: nothing in OBR-18.1'],
  ])('holds %s', (_, options, reason) => {
    const { engine } = tryMapping(baselineTexts(), orm(options));
    expect(engine.output).toBeUndefined();
    expect(engine.problems.map((problem) => [problem.severity, problem.message])).toContainEqual(['hold', reason]);
  });

  it.each([
    ['without an offset', '20260316190000', '20260316', '190000'],
    ['with the offset of the site', '20260316000500-0500', '20260316', '000500'],
    ['with the offset of a far clinic', '20260317005900+0100', '20260316', '185900'],
    ['to the minute', '202603162359', '20260316', '2359'],
  ])('keep hospital wall clock for a start %s', (_, start, date, time) => {
    const item = flat(tryMapping(baselineTexts(), omi({ start })).worklist.items[0]);
    expect([item['(0040,0100)>(0040,0002)'], item['(0040,0100)>(0040,0003)']]).toEqual([date, time]);
  });

  it('say that a status message is filtered, and refuse what is no order', () => {
    expect(tryMapping(baselineTexts(), orm({ control: 'SC' })).engine.problems).toEqual([
      { severity: 'hold', code: 'filtered', message: 'filter of SCHED_TO_MWL: ORC-1 in [NW, XO, CA, DC]' },
    ]);
    expect(tryMapping(baselineTexts(), new Uint8Array([1, 2, 3])).engine.problems.map((each) => each.code)).toEqual([
      'not-hl7',
    ]);
  });

  it('make one item for each IPC of an order with two steps', () => {
    const text = new TextDecoder().decode(omi());
    const two = `${text}${(text.split('\r')[7] ?? '').replace('SPS500123', 'SPS500123B').replace('CTROOM1', 'CTROOM2')}\r`;
    const tried = tryMapping(baselineTexts(), new TextEncoder().encode(two));
    expect(
      tried.worklist.items.map((item) => [
        flat(item)['(0040,0100)>(0040,0009)'],
        flat(item)['(0040,0100)>(0040,0001)'],
      ]),
    ).toEqual([
      ['SPS500123', 'NGH_CT1'],
      ['SPS500123B', 'NGH_CT2'],
    ]);
  });

  it('shows the fault when the accession rule reads another field', () => {
    const texts = baselineTexts((path, text) =>
      path.endsWith('SCHED_TO_MWL.yaml') ? text.replace('from: OBR-18.1', 'from: OBR-3.1') : text,
    );
    const tried = tryMapping(texts, orm());
    expect(flat(tried.worklist.items[0])['(0008,0050)']).toBe('F500123');
    expect(Hl7Message.read(tried.engine.output ?? new Uint8Array()).value('OBR-18')).toBe('F500123');
    expect(tried.worklist.provenance.find((each) => each.target === '(0008,0050)')?.sent).toEqual({
      path: 'OBR-3.1',
      value: 'F500123',
    });
  });
});
