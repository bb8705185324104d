import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { formatElementPath, holderAt, parseElementPath, withAt } from '../../../server/protocols/dicom/element-path.ts';
import { encapsulate, encapsulatedPixels, framesOf } from '../../../server/protocols/dicom/encapsulated.ts';
import { formatPersonName, parsePersonName } from '../../../server/protocols/dicom/person-name.ts';
import { privateCreator, privateTag, reservePrivateBlock } from '../../../server/protocols/dicom/private-block.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { expectedOf, fitsFormat } from '../../../server/protocols/dicom/value-format.ts';
import type { Vr } from '../../../server/protocols/dicom/vr.ts';
import { join } from './data-set-arbitrary.ts';

const JPEG = '1.2.840.10008.1.2.4.50';
const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const pixelsOf = (fragments: readonly Uint8Array[]): DataSet =>
  DataSet.read(DataSet.build([[0x7fe00010, 'OB', { fragments }]]).write(JPEG), JPEG);

describe('encapsulated pixel data', () => {
  const frames = [[bytes(1, 2, 3, 4), bytes(5, 6)], [bytes(7, 8)]];

  it('says which fragments make which frame, by its offset table', () => {
    const read = pixelsOf(encapsulate(frames));
    const element = read.get(0x7fe00010);
    const pixels = element && encapsulatedPixels(element);
    expect([read.diagnostics, pixels?.offsets]).toEqual([[], [0, 22]]);
    expect(pixels && framesOf(pixels, 2)).toEqual(frames);
  });

  it('without an offset table is a frame per fragment, or one frame, or unknown', () => {
    const element = pixelsOf([bytes(), ...frames.flat()]).get(0x7fe00010);
    const pixels = element && encapsulatedPixels(element);
    expect([3, 1, 2].map((count) => pixels && framesOf(pixels, count)?.length)).toEqual([3, 1, undefined]);
  });

  it('pads fragments to even length', () => {
    expect(encapsulate([[bytes(1)]])).toEqual([bytes(0, 0, 0, 0), bytes(1, 0)]);
  });

  it('with a lying offset table is a diagnostic at the offset', () => {
    const [table = bytes(), ...fragments] = encapsulate(frames);
    const lie = table.slice();
    lie[4] = 23;
    expect(pixelsOf([lie, ...fragments]).diagnostics).toEqual([
      { code: 'bad-offset-table', severity: 'warning', tag: 0xfffee000, offset: 24, detail: 23 },
    ]);
  });
});

describe('private elements', () => {
  const dataSet = DataSet.build([
    [0x00290010, 'LO', 'ACME 1.1'],
    [0x00290011, 'LO', 'OTHER'],
    [0x00291110, 'LO', 'x'],
  ]);

  it('belong to the creator that reserved their block', () => {
    expect([
      privateCreator(dataSet, 0x00291110),
      privateCreator(dataSet, 0x00291210),
      privateCreator(dataSet, 0x00100010),
      privateTag(dataSet, 0x0029, 'OTHER', 0x10),
      privateTag(dataSet, 0x0029, 'NOBODY', 0x10),
      privateTag(dataSet, 0x0028, 'OTHER', 0x10),
    ]).toEqual(['OTHER', undefined, undefined, 0x00291110, undefined, undefined]);
  });

  it('take the first free block', () => {
    const reserved = reservePrivateBlock(dataSet, 0x0029, 'NEW');
    expect(reserved?.text(0x00290012)).toBe('NEW');
    expect(reserved && reservePrivateBlock(reserved, 0x0029, 'NEW')).toBe(reserved);
    expect(reservePrivateBlock(dataSet, 0x0028, 'NEW')).toBeUndefined();
  });

  it('have a creator of VR LO in implicit VR and are UN otherwise', () => {
    const read = DataSet.read(dataSet.write(IMPLICIT_LE), IMPLICIT_LE);
    expect(read.elements.map(({ vr }) => vr)).toEqual(['LO', 'LO', 'UN']);
  });
});

describe('a person name', () => {
  it('has three groups of five components', () => {
    const text = 'Yamada^Tarou=山田^太郎=やまだ^たろう';
    const name = parsePersonName(text);
    expect(name).toEqual({
      alphabetic: { family: 'Yamada', given: 'Tarou', middle: '', prefix: '', suffix: '' },
      ideographic: { family: '山田', given: '太郎', middle: '', prefix: '', suffix: '' },
      phonetic: { family: 'やまだ', given: 'たろう', middle: '', prefix: '', suffix: '' },
    });
    expect(formatPersonName(name)).toBe(text);
  });

  it('may lack groups', () => {
    const name = parsePersonName('=山田^太郎');
    expect([name.alphabetic, name.ideographic?.family, name.phonetic]).toEqual([undefined, '山田', undefined]);
    expect([formatPersonName(name), formatPersonName(parsePersonName('Adams^^^Dr^')), formatPersonName({})]).toEqual([
      '=山田^太郎',
      'Adams^^^Dr',
      '',
    ]);
  });
});

describe('a path', () => {
  it.each([
    ['(0010,0010)', '(0010,0010)'],
    ['PatientName', '(0010,0010)'],
    ['00400100[2].00400001', '(0040,0100)[2].(0040,0001)'],
    [
      'ScheduledProcedureStepSequence[1].ScheduledProtocolCodeSequence[1].CodeValue',
      '(0040,0100)[1].(0040,0008)[1].(0008,0100)',
    ],
  ])('%s is %s', (text, canonical) => {
    const path = parseElementPath(text);
    expect('error' in path ? path.error : formatElementPath(path)).toBe(canonical);
  });

  it.each(['', '(0010,0010', 'PatientsName', '(0040,0100)[0].(0040,0001)', '(0040,0100)[1]', 'PatientName.'])(
    '%j is none and says what was expected',
    (text) => {
      const path = parseElementPath(text);
      expect('error' in path && path.error).toMatch(/expected/);
    },
  );

  it('sets an element in an item and leaves the bytes around it, lengths defined or not', () => {
    for (const item of ['feff00e0 0a000000', 'feff00e0 ffffffff']) {
      const end = item.endsWith('ffffffff') ? 'feff0de0 00000000' : '';
      const sequence = (modality: string): Uint8Array =>
        Uint8Array.from(
          Buffer.from(
            `09001000 4c4f0200 4120 40000001 53510000 ffffffff ${item} 08006000 43530200 ${modality} ${end} feffdde0 00000000 5000ff20 4c4f0200 4220`.replaceAll(
              ' ',
              '',
            ),
            'hex',
          ),
        );
      const read = DataSet.read(sequence('4354'), EXPLICIT_LE);
      const path = parseElementPath('00400100[1].Modality');
      if ('error' in path) throw new Error(path.error);
      expect(holderAt(read, path)?.text(0x00080060)).toBe('CT');
      expect(join(withAt(read, path, 'CS', 'MR')?.write(EXPLICIT_LE) ?? [])).toEqual(sequence('4d52'));
      expect(withAt(read, { steps: [{ tag: 0x00400100, item: 2 }], tag: 0x00080060 }, 'CS', 'MR')).toBeUndefined();
    }
  });

  it('through a sequence sent as UN keeps it UN', () => {
    const item = (modality: string): Uint8Array =>
      Uint8Array.from(
        Buffer.from(`09000110554e0000fffffffffeff00e00a0000000800600002000000${modality}feffdde000000000`, 'hex'),
      );
    const read = DataSet.read(item('4354'), EXPLICIT_LE);
    const edited = withAt(read, { steps: [{ tag: 0x00091001, item: 1 }], tag: 0x00080060 }, 'CS', 'MR');
    expect(join(edited?.write(EXPLICIT_LE) ?? [])).toEqual(item('4d52'));
  });
});

describe('the form of a value', () => {
  const cases: readonly (readonly [vr: Vr, good: readonly string[], bad: readonly string[]])[] = [
    ['DA', ['20260316', '', '20260316\\19991231'], ['2026-03-16', '20260230', '2026']],
    ['TM', ['0930', '093000.123456'], ['9', '25', '09:30']],
    ['DT', ['2026', '20260316093000.5+0100'], ['now']],
    ['AS', ['042Y'], ['42Y', '042X']],
    ['CS', ['CT', 'A_1 B'], ['ct', 'X'.repeat(17)]],
    ['DS', ['1.5', '-2e-3', '1\\2'], ['1,5', '12345678901234567']],
    ['IS', ['-2147483648', '7'], ['2147483648', '1.5']],
    ['UI', ['1.2.3'], ['1..2', '01.2', 'x']],
    ['PN', ['A^B=C^D=E'], ['A=B=C=D', 'X'.repeat(65)]],
    ['LO', ['ä'.repeat(64)], ['x'.repeat(65)]],
    ['LT', ['a\\b', 'x'.repeat(10240)], ['x'.repeat(10241)]],
  ];
  it.each(cases)('%s', (vr, good, bad) => {
    expect([good.filter((one) => !fitsFormat(vr, one)), bad.filter((one) => fitsFormat(vr, one))]).toEqual([[], []]);
    expect(expectedOf(vr)).toMatch(/^a|^an|^at most/);
  });
});
