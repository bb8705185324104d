import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import dcmjs from 'dcmjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { Entry } from '../../../server/protocols/dicom/data-set.ts';
import { downloadJson, downloadPart10, toDicomJson } from '../../../server/protocols/dicom/dicom-json.ts';
import { makeImage } from '../../../server/protocols/dicom/image/image.ts';
import { readPart10, writePart10 } from '../../../server/protocols/dicom/part10.ts';
import {
  DEFLATED_EXPLICIT_LE,
  EXPLICIT_BE,
  EXPLICIT_LE,
  IMPLICIT_LE,
} from '../../../server/protocols/dicom/transfer-syntax.ts';
import { needsTool } from '../../support/tool.ts';
import { join } from './data-set-arbitrary.ts';
import { pythonWith } from './python.ts';

const { dataSet: image } = makeImage({
  modality: 'DX',
  studyInstanceUid: '2.25.1',
  seriesInstanceUid: '2.25.2',
  sopInstanceUid: '2.25.3',
  frameOfReferenceUid: '2.25.4',
  seriesNumber: 1,
  index: 1,
  seed: 1,
  date: '20260316',
  time: '093000',
  bodyPart: 'CHEST',
  attributes: [],
});
const identity: readonly Entry[] = [
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
  [0x00080018, 'UI', '2.25.5'],
];
const nested = (depth: number): readonly Entry[] =>
  depth === 0
    ? [[0x00080100, 'SH', 'deepest']]
    : [
        [0x00080100, 'SH', `at ${depth}`],
        [0x00081140, 'SQ', [nested(depth - 1), [], nested(0)]],
      ];
const named = (term: string, name: string): readonly Entry[] => [
  ...identity,
  [0x00080005, 'CS', term],
  [0x00100010, 'PN', name],
];

/** What the foreign readers are asked about. */
const cases: readonly (readonly [name: string, dataSet: DataSet])[] = [
  ['an image', image],
  ['sequences in sequences', DataSet.build([...identity, [0x00081140, 'SQ', [nested(5)]]])],
  ['Latin-1', DataSet.build(named('ISO_IR 100', 'Müller^Jürgen'))],
  ['Latin-2', DataSet.build(named('ISO_IR 101', 'Żółć^Łucja'))],
  ['Cyrillic', DataSet.build(named('ISO_IR 144', 'Люкceмбypг'))],
  ['UTF-8 in three groups', DataSet.build(named('ISO_IR 192', 'Yamada^Tarou=山田^太郎=やまだ^たろう'))],
  [
    'private elements',
    DataSet.build([
      ...identity,
      [0x00090010, 'LO', 'FAULTLINE TEST'],
      [0x00091001, 'LO', 'hello'],
      [0x00091002, 'UN', Uint8Array.of(1, 2, 3, 4)],
      [0x00091003, 'SQ', [[[0x00080100, 'SH', 'inside']]]],
    ]),
  ],
  [
    'numbers of every kind',
    DataSet.build([
      ...identity,
      [0x00101030, 'DS', '71.5'],
      [0x001021c0, 'US', 3],
      [0x00189073, 'FD', 0.5],
      [0x00189087, 'FD', [1.5, -2]],
      [0x00280009, 'AT', 0x00181063],
      [0x00281041, 'SS', -1],
      [0x00400440, 'SQ', []],
    ]),
  ],
];

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path(tmpdir(), 'faultline-part10-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});
function store(bytes: Uint8Array): string {
  const file = path(folder, 'file.dcm');
  writeFileSync(file, bytes);
  return file;
}

interface Line {
  readonly depth: number;
  readonly tag: string;
  readonly vr: string;
  /** Raw bytes of a value in hexadecimal; of a sequence its number of items. */
  readonly value: string;
}
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const tagText = (tag: number): string => tag.toString(16).padStart(8, '0');

function ourReading(dataSet: DataSet, depth = 0): Line[] {
  return dataSet.elements.flatMap((element) => {
    const items = dataSet.itemsOf(element);
    const value = element.isSequence ? String(items.length) : hex(element.value);
    const line = { depth, tag: tagText(element.tag), vr: element.vr, value };
    return [line, ...items.flatMap((item) => ourReading(item, depth + 1))];
  });
}

const PYDICOM = `
import sys, json, pydicom
def walk(ds, depth, out):
    for tag in sorted(ds.keys()):
        raw = ds.get_item(tag)
        if isinstance(raw, pydicom.DataElement) and raw.VR == 'CS':
            text = raw.value if len(raw.value) % 2 == 0 else raw.value + ' '  # (0008,0005) is read at once
            out.append(dict(depth=depth, tag='%08x' % int(tag), vr='CS', value=text.encode().hex()))
        elif raw.VR == 'SQ' or isinstance(raw, pydicom.DataElement):
            e = ds[tag]
            out.append(dict(depth=depth, tag='%08x' % int(tag), vr='SQ', value=str(len(e.value))))
            for item in e.value: walk(item, depth + 1, out)
        else:
            out.append(dict(depth=depth, tag='%08x' % int(tag), vr=raw.VR, value=(raw.value or b'').hex()))
out = []
ds = pydicom.dcmread(sys.argv[1])
walk(ds, 0, out)
json.dump(dict(lines=out, name=str(ds.get('PatientName', ''))), sys.stdout)
`;

const pydicom = pythonWith('pydicom');
describe.skipIf(!pydicom.available)(`pydicom reads what we wrote ${pydicom.reason}`, () => {
  it.each(cases)('%s', (_, dataSet) => {
    const file = store(join(writePart10(dataSet)));
    const said: unknown = JSON.parse(execFileSync(pydicom.program, ['-c', PYDICOM, file], { encoding: 'utf8' }));
    expect(said).toEqual({ lines: ourReading(readPart10(readFileSync(file)).dataSet), name: dataSet.text(0x00100010) });
  });
});

/** What JSON says of each element: the value as pydicom holds it after reading. */
const FROM_JSON = `
import sys, json, pydicom
from pydicom.valuerep import PersonName
def plain(e):
    if e.VR == 'SQ': return [walk(item) for item in e.value]
    if isinstance(e.value, bytes): return e.value.hex()
    if e.VR == 'DS': return [float(v) for v in ([e.value] if e.VM == 1 else e.value or [])]
    if e.VM > 1: return [str(v) for v in e.value]
    return '' if e.value is None else str(e.value)
def walk(ds): return {'%08X' % int(e.tag): [e.VR, plain(e)] for e in ds if int(e.tag) != 0x00080005}
said = dict(json=walk(pydicom.Dataset.from_json(open(sys.argv[1]).read())), file=walk(pydicom.dcmread(sys.argv[2])))
json.dump(said, sys.stdout)
`;

describe.skipIf(!pydicom.available)(`pydicom reads our DICOM JSON ${pydicom.reason}`, () => {
  it.each(cases)('and finds in it what is in the file: %s', (_, dataSet) => {
    const text = path(folder, 'data.json');
    writeFileSync(text, downloadJson(dataSet).text);
    const file = store(join(writePart10(dataSet)));
    const output = execFileSync(pydicom.program, ['-W', 'ignore', '-c', FROM_JSON, text, file], { encoding: 'utf8' });
    const said = JSON.parse(output) as { json: unknown; file: unknown };
    expect(said.json).toEqual(said.file);
  });
});

/** Tag, VR, length and depth of each line of dcmdump; items and delimiters left out. */
function dcmdump(file: string): string[] {
  const text = execFileSync('dcmdump', ['-q', '+L', '+uc', file], { encoding: 'latin1' });
  return text.split('\n').flatMap((line) => {
    const match = /^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) ([A-Z]{2}|\?\?) .*# +(\d+|u\/l), *\d+ /.exec(line);
    if (!match || match[2] === 'fffe' || match[2] === '0002') return [];
    const [, indent = '', group = '', element = '', vr = '', length = ''] = match;
    const ourVr = vr === '??' ? 'UN' : vr; // private in implicit VR
    return [`${indent.length / 4} ${group}${element} ${ourVr} ${vr === 'SQ' ? '' : length}`];
  });
}
const ourDump = (dataSet: DataSet): string[] =>
  ourReading(dataSet).map(
    ({ depth, tag, vr, value }) => `${depth} ${tag} ${vr} ${vr === 'SQ' ? '' : value.length / 2}`,
  );

const dcmtk = needsTool('dcmdump', 'dump2dcm');
describe.skipIf(!dcmtk.available)(`DCMTK ${dcmtk.reason}`, () => {
  it.each(cases)('reads what we wrote: %s', (_, dataSet) => {
    const file = store(join(writePart10(dataSet)));
    expect(dcmdump(file)).toEqual(ourDump(readPart10(readFileSync(file)).dataSet));
  });

  const dump = `
(0008,0005) CS [ISO_IR 100]
(0008,0016) UI =SecondaryCaptureImageStorage
(0008,0018) UI [1.2.276.0.7230010.3.1.4.1]
(0008,0050) SH [A1]
(0008,1140) SQ
(fffe,e000) -
(0008,1150) UI =CTImageStorage
(0008,1155) UI [1.2.3]
(fffe,e00d) -
(fffe,e000) -
(0008,2218) SQ
(fffe,e000) -
(0008,0100) SH [T-D3000]
(fffe,e00d) -
(fffe,e0dd) -
(fffe,e00d) -
(fffe,e0dd) -
(0009,0010) LO [SOMEBODY]
(0009,1001) LO [private]
(0010,0010) PN [DOE^JANE]
(0028,0010) US 2
(7fe0,0010) OW 0102\\0304\\0506\\0708
`;
  it.each([
    ['+te', '+e'],
    ['+te', '-e'],
    ['+ti', '+e'],
    ['+ti', '-e'],
  ])('wrote a file (%s %s) that we read like dcmdump and write back to the byte', (syntax, lengths) => {
    const [text, file] = [path(folder, 'dump.txt'), path(folder, 'made.dcm')];
    writeFileSync(text, dump);
    execFileSync('dump2dcm', ['-q', '-g', syntax, lengths, text, file]);
    const bytes = new Uint8Array(readFileSync(file));
    const read = readPart10(bytes);
    expect([read.diagnostics, read.meta.diagnostics, read.dataSet.diagnostics]).toEqual([[], [], []]);
    expect(ourDump(read.dataSet)).toEqual(dcmdump(file));
    expect([
      read.dataSet.text(0x00100010),
      read.dataSet.items(0x00081140)[1]?.items(0x00082218)[0]?.text(0x00080100),
    ]).toEqual(['DOE^JANE', 'T-D3000']);
    const again = join([
      read.preamble,
      Uint8Array.of(68, 73, 67, 77),
      ...read.meta.write(EXPLICIT_LE),
      ...read.dataSet.write(read.syntax),
    ]);
    expect(again).toEqual(bytes);
  });
});

describe('dcmjs', () => {
  it.each(cases.filter(([name]) => name !== 'private elements'))('reads what we wrote: %s', (_, dataSet) => {
    const { json, missing } = toDicomJson(dataSet);
    const tags = dataSet.elements.map((element) => tagText(element.tag).toUpperCase());
    expect(tags.filter((tag) => !(tag in json))).toEqual([]);
    // Known: dcmjs drops items without elements, and so counts what follows differently.
    expect(missing.filter((one) => !one.startsWith('00081140'))).toEqual([]);
    const name = dataSet.text(0x00100010).split('=');
    const expected = Object.fromEntries(
      ['Alphabetic', 'Ideographic', 'Phonetic'].flatMap((group, index) => (name[index] ? [[group, name[index]]] : [])),
    );
    if (dataSet.text(0x00100010) !== '') expect(json['00100010']).toEqual({ vr: 'PN', Value: [expected] });
  });

  it('writes a download that reads as the data set, and where it would not, ours is given', () => {
    const writers = cases.map(([name, dataSet]) => {
      const file = downloadPart10(dataSet);
      const read = readPart10(file.bytes).dataSet;
      expect(ourReading(read)).toEqual(ourReading(DataSet.read(dataSet.write(EXPLICIT_LE), EXPLICIT_LE)));
      return [name, file.writer];
    });
    expect(writers).toEqual([
      ['an image', 'dcmjs'],
      ['sequences in sequences', 'own'],
      ['Latin-1', 'own'],
      ['Latin-2', 'own'],
      ['Cyrillic', 'own'],
      ['UTF-8 in three groups', 'dcmjs'],
      ['private elements', 'dcmjs'],
      ['numbers of every kind', 'dcmjs'],
    ]);
  });

  it('writes the JSON of a download, and where it says something else, ours is given', () => {
    expect(cases.map(([name, dataSet]) => [name, downloadJson(dataSet).writer])).toEqual([
      ['an image', 'dcmjs'],
      ['sequences in sequences', 'own'],
      ['Latin-1', 'dcmjs'],
      ['Latin-2', 'dcmjs'],
      ['Cyrillic', 'dcmjs'],
      ['UTF-8 in three groups', 'dcmjs'],
      ['private elements', 'dcmjs'],
      ['numbers of every kind', 'own'],
    ]);
  });

  it.each([IMPLICIT_LE, EXPLICIT_BE, DEFLATED_EXPLICIT_LE])('keeps the transfer syntax %s', (syntax) => {
    const { dataSet: read } = readPart10(join(writePart10(image, { syntax })));
    const file = downloadPart10(read, { syntax });
    const again = readPart10(file.bytes);
    expect([again.syntax, again.diagnostics]).toEqual([syntax, []]);
    expect(ourReading(again.dataSet)).toEqual(ourReading(read));
    expect(file.writer).toBe(syntax === DEFLATED_EXPLICIT_LE ? 'own' : 'dcmjs');
  });

  it('gives pixel data as base64 and no value as no Value', () => {
    const { json } = toDicomJson(image);
    expect(json['7FE00010']?.InlineBinary).toBe(Buffer.from(image.bytes(0x7fe00010) ?? []).toString('base64'));
    expect(json['00080050']).toEqual({ vr: 'SH' });
    expect(dcmjs.data.DicomMessage).toBeDefined();
  });
});

describe('a file', () => {
  it('has a preamble and true meta information in both syntaxes', () => {
    for (const syntax of [EXPLICIT_LE, IMPLICIT_LE]) {
      const read = readPart10(writePart10(image, { syntax, sourceAe: 'NGH_DX1' }));
      expect([read.diagnostics, read.syntax, read.meta.text(0x00020003), read.meta.text(0x00020016)]).toEqual([
        [],
        syntax,
        '2.25.3',
        'NGH_DX1',
      ]);
      expect(join(read.dataSet.write(EXPLICIT_LE))).toEqual(join(image.write(EXPLICIT_LE)));
    }
  });

  it('of a data set that is no object, as a worklist answer is, names the class and instance given', () => {
    const answer = DataSet.build([[0x00100020, 'LO', '10004521']]);
    const given = { sopClassUid: '1.2.840.10008.5.1.4.31', sopInstanceUid: '2.25.7' };
    for (const bytes of [join(writePart10(answer, given)), downloadPart10(answer, given).bytes]) {
      const { meta, dataSet } = readPart10(bytes);
      expect([meta.text(0x00020002), meta.text(0x00020003), dataSet.elements.length]).toEqual([
        given.sopClassUid,
        given.sopInstanceUid,
        1,
      ]);
    }
    expect(readPart10(writePart10(image, given)).meta.text(0x00020003)).toBe('2.25.3');
  });

  it('without preamble, with a lying group length or cut short is a diagnostic', () => {
    const bytes = join(writePart10(image));
    const lying = bytes.slice();
    lying[140] = 1;
    const codes = (file: Uint8Array): string[] => readPart10(file).diagnostics.map((one) => one.code);
    expect([codes(bytes.subarray(132)), codes(lying), codes(bytes.subarray(0, 140)), codes(new Uint8Array(0))]).toEqual(
      [
        ['missing-preamble'],
        ['bad-meta-information'],
        ['bad-meta-information', 'bad-meta-information'],
        ['missing-preamble'],
      ],
    );
    expect(readPart10(lying).dataSet.text(0x00080018)).toBe('2.25.3');
  });
});
