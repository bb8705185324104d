import fc from 'fast-check';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { ElementInput, Entry } from '../../../server/protocols/dicom/data-set.ts';
import type { Vr } from '../../../server/protocols/dicom/vr.ts';

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

const word = fc.stringMatching(/^[A-Z0-9]{1,8}$/);
const latin = fc.stringMatching(/^[A-Za-zÄÖÜäöüßéñ ]{1,12}[a-z]$/);
const entry = (tag: number, vr: Vr, value: fc.Arbitrary<ElementInput>): fc.Arbitrary<Entry> =>
  value.map((one): Entry => [tag, vr, one]);

/** Elements whose VR the dictionary gives back, so that conversion to implicit VR and back is the identity. */
const plain: fc.Arbitrary<Entry>[] = [
  entry(0x00080016, 'UI', fc.constant('1.2.840.10008.5.1.4.1.1.2')),
  entry(0x00080050, 'SH', word),
  entry(0x00080060, 'CS', fc.constantFrom('CT', 'MR', '')),
  entry(0x00081030, 'LO', latin),
  entry(
    0x00100010,
    'PN',
    latin.map((text) => `${text}^X`),
  ),
  entry(0x00101030, 'DS', fc.constantFrom('71.5', '', '80')),
  entry(0x00102000, 'LO', fc.array(word, { maxLength: 3 })),
  entry(0x00104000, 'LT', latin),
  entry(0x001021c0, 'US', fc.integer({ min: 0, max: 65535 })),
  entry(0x00189073, 'FD', fc.double({ noNaN: true })),
  entry(0x00200032, 'DS', fc.constant(['1', '-2.5', '3'])),
  entry(0x00280009, 'AT', fc.constant(0x00181063)),
  entry(0x00281101, 'US', fc.constant([256, 0, 16])),
  entry(
    0x7fe00010,
    'OW',
    fc.uint8Array({ maxLength: 3000 }).map((bytes) => bytes.subarray(0, bytes.length & ~1)),
  ),
];

const content = (depth: number): fc.Arbitrary<readonly Entry[]> => {
  const sequences = [0x00081140, 0x00321064, 0x00400100].map((tag) =>
    depth === 0 ? entry(tag, 'SQ', fc.constant([])) : entry(tag, 'SQ', fc.array(content(depth - 1), { maxLength: 2 })),
  );
  return fc.subarray([...plain, ...sequences]).chain((chosen) => fc.tuple(...chosen));
};

/** Data sets in Latin-1 with sequences three deep. */
export function anyDataSet(): fc.Arbitrary<DataSet> {
  return content(3).map((entries) => DataSet.build([[0x00080005, 'CS', 'ISO_IR 100'], ...entries]));
}
