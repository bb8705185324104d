import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { writePart10 } from '../../server/protocols/dicom/part10.ts';
import { DEFLATED_EXPLICIT_LE, EXPLICIT_BE, EXPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';

const CLI = new URL('../../server/cli/dicom.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'dicom-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly text: string;
  readonly error: string;
}

function dicom(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return { status, text: stdout.toString(), error: stderr.toString() };
}

const order = DataSet.build([
  [0x00080005, 'CS', 'ISO_IR 100'],
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
  [0x00080018, 'UI', '2.25.3'],
  [0x00100010, 'PN', 'MÜLLER^JÜRGEN'],
  [0x00280010, 'US', 64],
  [0x00290010, 'LO', 'ACME 1.1'],
  [0x00291001, 'UN', Uint8Array.of(1, 2, 3, 4)],
  [0x00400100, 'SQ', [[[0x00400001, 'AE', 'NGH_CT1']], [[0x00400001, 'AE', 'NGH_CT2']]]],
]);

function file(name: string, bytes: Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}
const fileOf = (name: string, dataSet: DataSet, syntax = EXPLICIT_LE): string =>
  file(name, Buffer.concat(writePart10(dataSet, { syntax })));

interface Dumped {
  readonly transferSyntax: { readonly uid: string };
  readonly dataSetOffset: number;
  readonly meta: readonly { readonly tag: string }[];
  readonly elements: readonly { readonly tag: string; readonly value?: string }[];
  readonly diagnostics: readonly { readonly code: string; readonly offset: number }[];
}
function dumped(path: string): Dumped {
  const run = dicom('dump', path);
  expect([run.status, run.error]).toEqual([0, '']);
  return JSON.parse(run.text) as Dumped;
}

describe('dicom dump', () => {
  it('shows every element with its place in the file', () => {
    const path = fileOf('order.dcm', order);
    const { meta, elements, dataSetOffset, transferSyntax, diagnostics } = dumped(path);
    const at = dataSetOffset;
    expect([transferSyntax.uid, meta[0]?.tag, diagnostics]).toEqual([EXPLICIT_LE, '(0002,0000)', []]);
    const by = (tag: string): unknown => elements.find((element) => element.tag === tag);
    expect(by('(0010,0010)')).toEqual({
      tag: '(0010,0010)',
      name: "Patient's Name",
      keyword: 'PatientName',
      vr: 'PN',
      length: 14,
      offset: at + 66,
      valueOffset: at + 74,
      valueLength: 14,
      value: 'MÜLLER^JÜRGEN',
    });
    expect(by('(0028,0010)')).toMatchObject({ vr: 'US', value: '64' });
    expect(by('(0029,1001)')).toMatchObject({ creator: 'ACME 1.1', name: 'Private', value: '01020304' });
    expect(by('(0040,0100)')).toMatchObject({
      items: [
        { elements: [{ tag: '(0040,0001)', keyword: 'ScheduledStationAETitle', value: 'NGH_CT1' }] },
        { elements: [{ tag: '(0040,0001)', value: 'NGH_CT2' }] },
      ],
    });
    const bytes = readFileSync(path);
    expect(bytes.subarray(at + 74, at + 88).toString('latin1')).toBe('MÜLLER^JÜRGEN ');
  });

  it('shows what is wrong with a broken file, at its place in the file', () => {
    const bytes = Buffer.concat(writePart10(order));
    const cut = dumped(file('cut.dcm', bytes.subarray(0, bytes.length - 4)));
    expect(cut.diagnostics.map(({ code }) => code)).toContain('length-exceeds-container');
    expect(cut.diagnostics.every(({ offset }) => offset > cut.dataSetOffset)).toBe(true);
    expect(dumped(file('empty.dcm', new Uint8Array(0)))).toMatchObject({ size: 0, elements: [] });
    expect(dumped(file('text.dcm', Buffer.from('this is no DICOM file at all'))).diagnostics[0]?.code).toBe(
      'missing-preamble',
    );
  });

  it('is one line and exit code 2 where there is nothing to read', () => {
    expect(dicom('dump', join(folder, 'none.dcm'))).toEqual({
      status: 2,
      text: '',
      error: `${join(folder, 'none.dcm')}: cannot be read (ENOENT)\n`,
    });
    expect(dicom('dump', folder)).toMatchObject({ status: 2, error: `${folder}: cannot be read (EISDIR)\n` });
    expect(dicom('dump')).toMatchObject({ status: 2, error: 'usage: dicom dump FILE\n' });
  });
});

describe('dicom copy', () => {
  it('writes the same bytes, whatever they are', () => {
    const bytes = Buffer.concat(writePart10(order, { syntax: DEFLATED_EXPLICIT_LE }));
    for (const content of [bytes, bytes.subarray(0, 200), Buffer.from('no DICOM'), new Uint8Array(0)]) {
      const [from, to] = [file('in.dcm', content), join(folder, 'out.dcm')];
      expect(dicom('copy', from, to)).toEqual({ status: 0, text: '', error: '' });
      expect(new Uint8Array(readFileSync(to))).toEqual(new Uint8Array(content));
    }
  });

  it('says when it cannot write', () => {
    expect(dicom('copy', fileOf('a.dcm', order), join(folder, 'no', 'out.dcm'))).toMatchObject({
      status: 2,
      error: `${join(folder, 'no', 'out.dcm')}: cannot be written (ENOENT)\n`,
    });
  });
});

describe('dicom set', () => {
  it.each([EXPLICIT_LE, EXPLICIT_BE, DEFLATED_EXPLICIT_LE])('changes one element of a file in %s', (syntax) => {
    const from = fileOf('from.dcm', order, syntax);
    const to = join(folder, 'to.dcm');
    expect(dicom('set', from, '(0040,0100)[2].(0040,0001)', 'NGH_CT9', to)).toEqual({ status: 0, text: '', error: '' });
    const items = order.items(0x00400100);
    const wanted = order.with(0x00400100, 'SQ', [items[0] ?? [], [[0x00400001, 'AE', 'NGH_CT9']]]);
    expect(readFileSync(to)).toEqual(Buffer.concat(writePart10(wanted, { syntax })));
  });

  it('takes keywords, plain tags, and the meta information', () => {
    const to = join(folder, 'set.dcm');
    dicom('set', fileOf('from.dcm', order), 'PatientName', 'MEIER^Ä', to);
    dicom('set', to, '00280010', '512', to);
    dicom('set', to, 'SourceApplicationEntityTitle', 'NGH_CT1', to);
    const wanted = order.withAll([
      [0x00100010, 'PN', 'MEIER^Ä'],
      [0x00280010, 'US', 512],
    ]);
    expect(readFileSync(to)).toEqual(Buffer.concat(writePart10(wanted, { sourceAe: 'NGH_CT1' })));
  });

  it.each([
    ['(0010;0010)', 'X', "'(0010;0010)': expected a tag (gggg,eeee), ggggeeee or a keyword"],
    ['StudyDate', '2026-03-16', "StudyDate: expected DA: a date YYYYMMDD, not '2026-03-16'"],
    ['StudyDate', '20260231', "StudyDate: expected DA: a date YYYYMMDD, not '20260231'"],
    ['Rows', '70000', "Rows: expected US: integers from 0 to 65535, not '70000'"],
    ['Rows', 'many', "Rows: expected US: integers from 0 to 65535, not 'many'"],
    ['PatientName', 'Żak', "PatientName: expected characters of ISO_IR 100, not 'Żak'"],
    ['00291001', '0x01', "00291001: expected bytes in hexadecimal, not '0x01'"],
    ['00291002', '01', '(0029,1002): not in the file and not in the dictionary, so its VR is not known'],
    ['(0040,0100)', 'X', '(0040,0100): a sequence; expected an element in it: (0040,0100)[1].(gggg,eeee)'],
    ['(0040,0100).(0040,0001)', 'X', "'(0040,0100)': expected an item number from 1: (0040,0100)[1]"],
    ['(0040,0100)[3].(0040,0001)', 'X', '(0040,0100)[3].(0040,0001): expected an item of (0040,0100) from 1 to 2'],
    ['TransferSyntaxUID', '1.2.840.10008.1.2', '(0002,0010): says how the data set is encoded and cannot be set alone'],
  ])('refuses %s = %s and says what it expected', (tag, value, message) => {
    expect(dicom('set', fileOf('from.dcm', order), tag, value, join(folder, 'never.dcm'))).toEqual({
      status: 2,
      text: '',
      error: `${message}\n`,
    });
  });
});

describe('dicom', () => {
  it('says which verbs there are', () => {
    expect(dicom('fly').error).toMatch(/^usage: dicom dump\|copy\|set/);
    expect(dicom().status).toBe(2);
  });
});
