import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examinationKinds, makeExamination } from '../../server/protocols/dicom/image/examination.ts';
import type { ExaminationRequest } from '../../server/protocols/dicom/image/examination.ts';
import { keyObjectTitles, type KeyObjectTitle } from '../../server/protocols/dicom/image/key-object.ts';
import { drawnParts } from '../../server/protocols/dicom/image/picture.ts';
import { writePart10 } from '../../server/protocols/dicom/part10.ts';
import { needsTool, python3 } from '../support/tool.ts';

const seeds = [1, 2, 3, 4, 5];

/** Every kind, every body part that has a drawing, both sides, every rejection title. Small pictures: the rules do not depend on size. */
const requests: readonly ExaminationRequest[] = [
  ...examinationKinds.flatMap((kind) =>
    seeds.map((seed) => ({ kind, seed, size: 64, count: kind === 'MG' ? (seed === 1 ? 5 : 4) : seed === 1 ? 3 : 1 })),
  ),
  ...(['CT', 'MR', 'CR', 'DX', 'US', 'NM'] as const).flatMap((kind) =>
    drawnParts[kind].map((bodyPart) => ({ kind, seed: 7, size: 64, count: 2, bodyPart, lesion: 15 })),
  ),
  ...(['L', 'R'] as const).map((side) => ({
    kind: 'MR' as const,
    seed: 1,
    size: 64,
    count: 3,
    bodyPart: 'KNEE',
    side,
  })),
  ...(Object.keys(keyObjectTitles) as KeyObjectTitle[]).map((title) => ({
    kind: 'KOS' as const,
    seed: 3,
    size: 32,
    title,
  })),
];

let folder = '';
const series: { readonly request: ExaminationRequest; readonly files: string[] }[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'faultline-objects-'));
  requests.forEach((request, number) => {
    const home = join(folder, String(number));
    mkdirSync(home);
    const files = makeExamination(request).map(({ name, dataSet }, index) => {
      const file = join(home, `${name}${index + 1}.dcm`);
      writeFileSync(file, Buffer.concat(writePart10(dataSet)));
      return file;
    });
    series.push({ request, files });
  });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const titleOf = ({ kind, seed, bodyPart, side, title }: ExaminationRequest): string =>
  [kind, `seed ${seed}`, bodyPart, side, title].filter((word) => word !== undefined).join(' ');
const said = (program: string, args: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  return `${stdout}${stderr}`;
};

const dciodvfy = needsTool('dciodvfy', 'dcentvfy');
describe.skipIf(!dciodvfy.available)(`dicom3tools ${dciodvfy.reason}`, () => {
  it.each(requests.map((request, number) => [titleOf(request), number] as const))(
    'dciodvfy finds no error in %s',
    (_title, number) => {
      const files = series[number]?.files ?? [];
      expect(files.length).toBeGreaterThan(0);
      for (const file of files) {
        const lines = said('dciodvfy', [file]).split('\n');
        // It names the IOD that it checked: silence about an unknown class is no praise.
        expect(lines[0]).toMatch(
          /^(CT|MR|CR|DX|Mammography|US|NM|SC|Gray|Key|Basic|XRay|X-?Ray|Comput|Digital|Ultra|Nucl|Second)/,
        );
        expect(lines.filter((line) => /^error/i.test(line))).toEqual([]);
      }
    },
  );

  it('dcentvfy finds the patient, study and series of each examination consistent', () => {
    for (const { files } of series)
      expect(
        said('dcentvfy', files)
          .split('\n')
          .filter((line) => /error/i.test(line)),
      ).toEqual([]);
  });

  it('dciodvfy does find what is wrong in a spoilt one', () => {
    const [first] = makeExamination({ kind: 'CT', seed: 1, count: 1, size: 32 });
    if (!first) throw new Error('nothing was made');
    const file = join(folder, 'spoilt.dcm');
    writeFileSync(file, Buffer.concat(writePart10(first.dataSet.without(0x00200037).without(0x00280030))));
    expect(
      said('dciodvfy', [file])
        .split('\n')
        .filter((line) => /^error/i.test(line)).length,
    ).toBeGreaterThan(0);
  });
});

const dcmtk = needsTool('dcmdump', 'dcm2pnm');
describe.skipIf(!dcmtk.available)(`DCMTK ${dcmtk.reason}`, () => {
  it('dcmdump reads every object without a word on standard error', () => {
    for (const { files } of series)
      expect(spawnSync('dcmdump', ['-q', ...files], { encoding: 'utf8', maxBuffer: 1 << 27 }).stderr).toBe('');
  });

  it('dcm2pnm renders every picture, with our window, to something that is neither black nor white', () => {
    for (const { request, files } of series) {
      const [file] = files.filter((name) => !/(GSPS|KOS|SR|DOSE)\d+\.dcm$/.test(name));
      if (file === undefined) continue;
      const out = join(folder, 'picture.pgm');
      execFileSync(
        'dcm2pnm',
        ['-q', ...(request.kind === 'SC' || request.kind === 'US' ? [] : ['+Wi', '1']), file, out],
        { stdio: 'pipe' },
      );
      const grey = execFileSync(
        python3,
        ['-c', 'import sys;b=open(sys.argv[1],"rb").read().split(b"\\n",3)[3];print(len(set(b)),max(b)-min(b))', out],
        { encoding: 'utf8' },
      );
      const [levels = 0, span = 0] = grey.trim().split(' ').map(Number);
      expect([titleOf(request), levels > 2, span > 100]).toEqual([titleOf(request), true, true]);
    }
  });
});

const pydicom = needsTool('python3:pydicom');
describe.skipIf(!pydicom.available)(`pydicom ${pydicom.reason}`, () => {
  // pixel_array needs numpy; without it the raw values are counted.
  it('opens every pixel array and agrees on shape, smallest and largest value', () => {
    const script = [
      'import sys, json, array, pydicom',
      'try:',
      '    import numpy',
      'except ImportError:',
      '    numpy = None',
      'out = []',
      'for name in sys.stdin.read().split("\\n"):',
      '    d = pydicom.dcmread(name)',
      '    shape = [d.get("NumberOfFrames", 1), d.Rows, d.Columns] if d.get("NumberOfFrames", 1) > 1 else [d.Rows, d.Columns]',
      '    a = d.pixel_array.ravel() if numpy else array.array("B" if d.BitsAllocated == 8 else "H", d.PixelData)',
      '    if numpy: shape = list(d.pixel_array.shape)',
      '    count = 1',
      '    for n in shape: count *= int(n)',
      '    a = a[:count]',
      '    assert len(a) == count',
      '    out.append([[int(n) for n in shape], int(min(a)), int(max(a)), int(d.SmallestImagePixelValue), int(d.LargestImagePixelValue), int(d.get("NumberOfFrames", 1)), d.Rows, d.Columns])',
      'print(json.dumps(out))',
    ].join('\n');
    const pictures = series.flatMap(({ files }) => files.filter((name) => !/(GSPS|KOS|SR|DOSE)\d+\.dcm$/.test(name)));
    const answer = execFileSync(python3, ['-c', script], {
      input: pictures.join('\n'),
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    });
    const rows = JSON.parse(answer) as [number[], number, number, number, number, number, number, number][];
    expect(rows.length).toBe(pictures.length);
    for (const [shape, min, max, smallest, largest, frames, height, width] of rows) {
      expect([shape, min, max]).toEqual([frames > 1 ? [frames, height, width] : [height, width], smallest, largest]);
    }
  });

  it('reads the words of reports, dose and rejection as they were written', () => {
    const script = [
      'import sys, json, pydicom',
      'd = pydicom.dcmread(sys.argv[1])',
      'out = []',
      'def walk(items):',
      '    for i in items:',
      '        name = i.ConceptNameCodeSequence[0].CodeMeaning if "ConceptNameCodeSequence" in i else ""',
      '        if i.ValueType == "NUM": out.append([name, str(i.MeasuredValueSequence[0].NumericValue)])',
      '        if i.ValueType == "TEXT": out.append([name, i.TextValue])',
      '        walk(i.get("ContentSequence", []))',
      'walk(d.ContentSequence)',
      'print(json.dumps([d.ConceptNameCodeSequence[0].CodeValue, out]))',
    ].join('\n');
    const read = (request: ExaminationRequest): unknown => {
      const made = makeExamination(request).at(-1);
      if (!made) throw new Error('nothing was made');
      const file = join(folder, 'document.dcm');
      writeFileSync(file, Buffer.concat(writePart10(made.dataSet)));
      return JSON.parse(execFileSync(python3, ['-c', script, file], { encoding: 'utf8' }));
    };
    expect(read({ kind: 'KOS', seed: 1, size: 32, title: '113039' })).toEqual([
      '113039',
      [['Key Object Description', 'Data Retention Policy Expired (pgreen)']],
    ]);
    expect(read({ kind: 'SR', seed: 1, size: 32, bodyPart: 'HEAD' })).toEqual([
      '18748-4',
      [
        ['History', 'Follow-up.'],
        ['Finding', 'CT head: no acute finding. No change to the prior examination.'],
        ['Impression', 'No acute abnormality.'],
      ],
    ]);
    const [title, values] = read({ kind: 'DOSE', seed: 1, size: 32, bodyPart: 'HEAD' }) as [string, [string, string][]];
    expect(title).toBe('113701');
    // 0.11 mGy × 40 cm + 52 mGy × 16 cm
    expect(values.filter(([name]) => /Total|CTDI|DLP/.test(name))).toEqual([
      ['Total Number of Irradiation Events', '2'],
      ['CT Dose Length Product Total', '836.40'],
      ['Nominal Total Collimation Width', '38.4'],
      ['Mean CTDIvol', '0.11'],
      ['DLP', '4.40'],
      ['Nominal Total Collimation Width', '38.4'],
      ['Mean CTDIvol', '52.00'],
      ['DLP', '832.00'],
    ]);
  });
});
