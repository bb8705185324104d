import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as path } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { Entry } from '../../../server/protocols/dicom/data-set.ts';
import { lookupTag } from '../../../server/protocols/dicom/dictionary.ts';
import { encapsulate } from '../../../server/protocols/dicom/encapsulated.ts';
import type { Element } from '../../../server/protocols/dicom/element.ts';
import { readPart10, rewritePart10, writePart10 } from '../../../server/protocols/dicom/part10.ts';
import { privateCreator } from '../../../server/protocols/dicom/private-block.ts';
import { DEFLATED_EXPLICIT_LE, EXPLICIT_BE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { vrInfo } from '../../../server/protocols/dicom/vr.ts';
import { needsTool } from '../../support/tool.ts';
import { join } from './data-set-arbitrary.ts';
import { pythonWith } from './python.ts';

/** Files made by pydicom's authors, by DCMTK and by us, read by us, by pydicom and by dcmdump. */

const folder = mkdtempSync(path(tmpdir(), 'faultline-files-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PYDICOM_DATA = '/usr/lib/python3/dist-packages/pydicom/data';
const fromPydicom = ['test_files', 'charset_files', 'palettes'].flatMap((name) => {
  const directory = path(PYDICOM_DATA, name);
  if (!existsSync(directory)) return [];
  const files = readdirSync(directory).filter((file) => file.endsWith('.dcm'));
  return files.sort().map((file) => path(directory, file));
});

const base: readonly Entry[] = [
  [0x00080005, 'CS', 'ISO_IR 192'],
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.7'],
  [0x00080018, 'UI', '2.25.3'],
  [0x00090010, 'LO', 'FAULTLINE TEST'],
  [0x00091001, 'LO', 'private'],
  [0x00091002, 'UN', Uint8Array.of(1, 2, 3, 4)],
  [0x00100010, 'PN', 'Yamada^Tarou=山田^太郎=やまだ^たろう'],
  [0x00280002, 'US', 1],
  [0x00280004, 'CS', 'MONOCHROME2'],
  [0x00280008, 'IS', 1],
  [0x00280010, 'US', 8],
  [0x00280011, 'US', 8],
  [0x00280100, 'US', 8],
  [0x00280101, 'US', 8],
  [0x00280102, 'US', 7],
  [0x00280103, 'US', 0],
  [0x00321064, 'SQ', [[[0x00080100, 'SH', 'CTCHW']], [], [[0x00400440, 'SQ', [[[0x00080104, 'LO', 'deep']]]]]]],
  [0x00720060, 'AT', ['(0018,1063)', '(0008,0005)']],
  [0x00720074, 'FD', [1.5, -2]],
  [0x00720082, 'SV', -5n],
];
const pixels = Uint8Array.from({ length: 64 }, (_, index) => index * 3);
const native = DataSet.build([...base, [0x7fe00010, 'OW', pixels]]);
const fragments = encapsulate([[pixels.subarray(0, 30), pixels.subarray(30, 41)], [pixels]]);

function store(name: string, parts: readonly Uint8Array[]): string {
  const file = path(folder, name);
  writeFileSync(file, join(parts));
  return file;
}
const ours = [
  ...[IMPLICIT_LE, EXPLICIT_LE, EXPLICIT_BE, DEFLATED_EXPLICIT_LE].map((syntax) =>
    store(`ours-${syntax}.dcm`, writePart10(native, { syntax })),
  ),
  store(
    'ours-encapsulated.dcm',
    writePart10(native.with(0x7fe00010, 'OB', { fragments }), { syntax: '1.2.840.10008.1.2.4.50' }),
  ),
];

/** Our file in every syntax and compression of DCMTK. */
function madeByDcmtk(): string[] {
  const source = store('source.dcm', writePart10(native.with(0x7fe00010, 'OB', pixels)));
  const runs: readonly (readonly [tool: string, name: string, ...options: string[]])[] = [
    ['dcmconv', 'te-undefined', '+te', '-e'],
    ['dcmconv', 'te-defined', '+te', '+e'],
    ['dcmconv', 'ti-undefined', '+ti', '-e'],
    ['dcmconv', 'ti-defined', '+ti', '+e'],
    ['dcmconv', 'tb-undefined', '+tb', '-e'],
    ['dcmconv', 'tb-defined', '+tb', '+e'],
    ['dcmconv', 'td', '+td'],
    ['dcmconv', 'group-length', '+te', '+g'],
    ['dcmconv', 'padded', '+te', '-p', '+p', '512', '32'],
    ['dcmconv', 'data-set', '-F', '+ti'],
    ['dcmcrle', 'rle'],
    ['dcmcrle', 'rle-fragments', '+fs', '1'],
    ['dcmcjpeg', 'jpeg-lossless', '+e1'],
    ['dcmcjpeg', 'jpeg-baseline', '+eb'],
    ['dcmcjpls', 'jpeg-ls'],
  ];
  return runs.map(([tool, name, ...options]) => {
    const file = path(folder, `dcmtk-${name}.dcm`);
    execFileSync(tool, ['-q', ...options, source, file], { stdio: ['ignore', 'ignore', 'ignore'] });
    return file;
  });
}
const dcmtk = needsTool('dcmdump', 'dcmconv', 'dcmcrle', 'dcmcjpeg', 'dcmcjpls');
const files = [...ours, ...(dcmtk.available ? madeByDcmtk() : []), ...fromPydicom];
const nameOf = (file: string): string => file.split('/').at(-1) ?? '';

describe('every file', () => {
  it.each(files.map((file) => [nameOf(file), file]))('%s is written back to the byte', (_, file) => {
    const bytes = new Uint8Array(readFileSync(file));
    expect(Buffer.compare(join(rewritePart10(readPart10(bytes))), bytes)).toBe(0);
  });

  it.each(files.map((file) => [nameOf(file), file]))('%s keeps all other bytes when one element is set', (_, file) => {
    const read = readPart10(new Uint8Array(readFileSync(file)));
    if (read.dataSet.has(0x00080050)) return;
    const edited = readPart10(rewritePart10({ ...read, dataSet: read.dataSet.with(0x00080050, 'SH', 'A26') }));
    expect(edited.dataSet.text(0x00080050)).toBe('A26');
    expect(
      join(edited.dataSet.without(0x00080050).write(read.readAs === DEFLATED_EXPLICIT_LE ? EXPLICIT_LE : read.readAs)),
    ).toEqual(join(read.dataSet.write(read.readAs === DEFLATED_EXPLICIT_LE ? EXPLICIT_LE : read.readAs)));
  });
});

interface Said {
  readonly tag: string;
  readonly vr: string | null;
  /** Of a sequence its items, else the bytes of the file in hexadecimal. */
  readonly value: string | readonly (readonly Said[])[];
  /** Where the value begins; said of the outermost elements. */
  readonly at?: number;
}

const PYDICOM = `
import sys, json, pydicom
from pydicom.dataelem import DataElement
def one(ds, tag, depth):
    raw = ds.get_item(tag)
    vr = raw.VR
    if isinstance(raw, DataElement) and vr != 'SQ':
        # Read at once by pydicom: (0008,0005), which is not asked, and what has no value.
        if int(tag) == 0x00080005: return None
        return dict(tag='%08x' % int(tag), vr=vr, value='', **(dict(at=raw.file_tell) if depth == 0 else {}))
    if vr == 'SQ' or (vr is None or vr == 'UN') and isinstance(ds[tag].value, pydicom.Sequence):
        return dict(tag='%08x' % int(tag), vr='SQ', value=[walk(item, depth + 1) for item in ds[tag].value])
    said = dict(tag='%08x' % int(tag), vr=vr, value=(raw.value or b'').hex())
    if depth == 0: said['at'] = raw.value_tell
    return said
def walk(ds, depth):
    return [said for said in (one(ds, tag, depth) for tag in sorted(ds.keys())) if said]
def names(ds):
    return [str(e.value) for e in ds.iterall() if e.VR == 'PN']
out = []
for name in json.load(sys.stdin):
    try:
        ds = pydicom.dcmread(name, force=True)
        out.append(dict(elements=walk(ds, 0), names=names(ds)))
    except Exception as problem:
        out.append(dict(refused=str(problem)))
json.dump(out, sys.stdout)
`;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** The value as it stands in the bytes that were read. */
function bytesOf(element: Element, source: Uint8Array): string {
  const { span } = element;
  return span ? hex(source.subarray(span.valueStart, span.valueEnd)) : 'none';
}

function ourReading(dataSet: DataSet, source: Uint8Array, base: number, like: readonly Said[], depth = 0): Said[] {
  return dataSet.elements.flatMap((element): Said[] => {
    const tag = element.tag.toString(16).padStart(8, '0');
    const said = like.find((one) => one.tag === tag);
    if (element.tag === 0x00080005 && !said) return [];
    // Where the VR is not in the bytes pydicom does not say one; for UN it says that of its dictionary.
    const isOpen = element.vr === 'UN' || said?.vr?.includes(element.vr) === true;
    const vr = said?.vr === null || (isOpen && said) ? said.vr : element.vr;
    if (element.isSequence) {
      const items = dataSet.itemsOf(element);
      const inner = typeof said?.value === 'object' ? said.value : [];
      return [
        { tag, vr: 'SQ', value: items.map((item, at) => ourReading(item, source, base, inner[at] ?? [], depth + 1)) },
      ];
    }
    const value = bytesOf(element, source);
    return [{ tag, vr, value, ...(depth === 0 ? { at: base + (element.span?.valueStart ?? 0) } : {}) }];
  });
}

function namesOf(dataSet: DataSet): string[] {
  return dataSet.elements.flatMap((element) => {
    if (element.isSequence) return dataSet.itemsOf(element).flatMap(namesOf);
    return element.vr === 'PN' || lookupTag(element.tag)?.vr === 'PN' ? [dataSet.textsOf(element).join('\\')] : [];
  });
}

/** pydicom writes several names as a list and drops empty groups behind. */
const plainName = (name: string): string =>
  name
    .replace(/[[\]' ]/g, '')
    .replaceAll(',', '\\')
    .replace(/=+$/, '');

const pydicom = pythonWith('pydicom');
describe.skipIf(!pydicom.available)(`pydicom ${pydicom.reason}`, () => {
  const output = pydicom.available
    ? execFileSync(pydicom.program, ['-W', 'ignore', '-c', PYDICOM], {
        input: JSON.stringify(files),
        encoding: 'utf8',
        maxBuffer: 256 * 1024 * 1024,
        stdio: ['pipe', 'pipe', 'ignore'],
      })
    : '[]';
  const said = JSON.parse(output) as {
    readonly elements?: readonly Said[];
    readonly names?: readonly string[];
    readonly refused?: string;
  }[];

  // winter.dcm has (0008,0018) twice, of which pydicom and dcmdump keep one.
  const asked = files.map((file, index) => [nameOf(file), file, index] as const);
  it.each(asked.filter(([name]) => name !== 'winter.dcm'))('reads %s as we do', (_, file, index) => {
    const theirs = said[index];
    if (theirs?.elements === undefined) throw new Error(theirs?.refused);
    const bytes = new Uint8Array(readFileSync(file));
    const { dataSet, dataSetOffset } = readPart10(bytes);
    const source = dataSet.inflated ?? bytes.subarray(dataSetOffset);
    const reading = ourReading(dataSet, source, dataSet.inflated ? 0 : dataSetOffset, theirs.elements);
    expect(reading).toEqual(theirs.elements);
    expect(namesOf(dataSet).map(plainName)).toEqual(theirs.names?.map(plainName));
  });
});

describe.skipIf(!dcmtk.available)(`dcmdump ${dcmtk.reason}`, () => {
  /** Depth, tag, VR and length of each element, items and delimiters left out. */
  function dcmdump(file: string): string[] {
    const text = execFileSync('dcmdump', ['-q', '+L', '+uc', '-M', '+R', '4', file], {
      encoding: 'latin1',
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return text.split('\n').flatMap((line) => {
      const match = /^( *)\(([0-9a-f]{4}),([0-9a-f]{4})\) ([A-Za-z]{2}|\?\?) .*# +(\d+|u\/l), *\d+ /.exec(line);
      if (!match || match[2] === 'fffe' || match[2] === '0002') return [];
      const [, indent = '', group = '', element = '', vr = '', length = ''] = match;
      const plain = vr === '??' ? 'UN' : vr;
      return [`${indent.length / 4} ${group}${element} ${plain} ${plain === 'SQ' || length === 'u/l' ? '' : length}`];
    });
  }
  const ourDump = (dataSet: DataSet, depth = 0): string[] =>
    dataSet.elements.flatMap((element) => {
      const isOpen = element.isSequence || element.fragments !== undefined;
      // dcmdump calls encapsulated pixel data OB, whatever the file says.
      const vr = element.fragments ? 'OB' : element.vr;
      const tag = element.tag.toString(16).padStart(8, '0');
      // dcmdump makes odd lengths even, and prints text of several lines as several lines.
      const line = `${depth} ${tag} ${vr} ${isOpen ? '' : element.length + (element.length & 1)}`;
      const isText = vrInfo(element.vr).kind === 'text';
      if (isText && element.value.some((byte) => byte === 10 || byte === 13)) return [];
      return [line, ...dataSet.itemsOf(element).flatMap((item) => ourDump(item, depth + 1))];
    });

  const refused = [
    ...['MR_truncated.dcm', 'rtplan_truncated.dcm', 'no_meta.dcm', 'meta_missing_tsyntax.dcm'],
    // Implicit VR under an explicit syntax; an element twice.
    ...['SC_rgb_jpeg.dcm', 'winter.dcm'],
  ];
  const asked = files.filter((file) => !refused.includes(nameOf(file)));
  it.each(asked.map((file) => [nameOf(file), file]))('lists %s as we do', (_, file) => {
    const { dataSet } = readPart10(new Uint8Array(readFileSync(file)));
    const theirs = dcmdump(file);
    const known = new Map(theirs.map((line) => [line.slice(0, 10), line]));
    // For UN dcmdump says the VR of its dictionary, and that a sequence is one.
    const mine = ourDump(dataSet).map((line) =>
      line.includes(' UN ') ? (known.get(line.slice(0, 10)) ?? line) : line,
    );
    expect(mine).toEqual(theirs);
  });
});

describe('our reading', () => {
  it('finds who owns a private element', () => {
    const { dataSet } = readPart10(readFileSync(ours[1] ?? ''));
    expect(privateCreator(dataSet, 0x00091001)).toBe('FAULTLINE TEST');
  });

  it('is asked about 30 files and more', () => {
    if (dcmtk.available && pydicom.available) expect(files.length).toBeGreaterThan(60);
  });
});
