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

const bytesOfUnit = (unit: number): fc.Arbitrary<Uint8Array> =>
  fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.slice(0, bytes.length - (bytes.length % Math.max(unit, 2))));
const list = (one: fc.Arbitrary<number | bigint>): fc.Arbitrary<readonly (number | bigint)[]> =>
  fc.array(one, { maxLength: 4 });

/** One element of each VR, by attributes whose VR the dictionary knows; values as numbers, text and bytes. */
const ofEveryVr: readonly fc.Arbitrary<Entry>[] = [
  entry(0x0072005e, 'AE', word),
  entry(0x0072005f, 'AS', fc.constantFrom('030Y', '')),
  entry(0x00720060, 'AT', list(fc.integer({ min: 0, max: 0xffffffff }))),
  entry(0x00720061, 'DA', fc.constantFrom('20260316', '20260316\\19991231')),
  entry(0x00720062, 'CS', word),
  entry(0x00720063, 'DT', fc.constant('20260316093000.123456+0100')),
  entry(0x00720064, 'IS', list(fc.integer({ min: -99999, max: 99999 }))),
  entry(0x00720065, 'OB', bytesOfUnit(1)),
  entry(0x00720066, 'LO', latin),
  entry(0x00720067, 'OF', bytesOfUnit(4)),
  entry(0x00720068, 'LT', latin),
  entry(0x00720069, 'OW', bytesOfUnit(2)),
  entry(0x0072006a, 'PN', latin),
  entry(0x0072006b, 'TM', fc.constant('093000.5')),
  entry(0x0072006c, 'SH', word),
  entry(0x0072006d, 'UN', bytesOfUnit(1)),
  entry(0x0072006e, 'ST', latin),
  entry(0x0072006f, 'UC', latin),
  entry(0x00720070, 'UT', latin),
  entry(0x00720071, 'UR', fc.constant('https://example.org/a?b=c')),
  entry(0x00720072, 'DS', fc.constant('1.5\\-2')),
  entry(0x00720073, 'OD', bytesOfUnit(8)),
  entry(0x00720074, 'FD', list(fc.double({ noNaN: true }))),
  entry(0x00720075, 'OL', bytesOfUnit(4)),
  entry(0x00720076, 'FL', list(fc.float({ noNaN: true }))),
  entry(0x00720078, 'UL', list(fc.integer({ min: 0, max: 0xffffffff }))),
  entry(0x0072007a, 'US', list(fc.integer({ min: 0, max: 0xffff }))),
  entry(0x0072007c, 'SL', list(fc.integer({ min: -0x80000000, max: 0x7fffffff }))),
  entry(0x0072007e, 'SS', list(fc.integer({ min: -0x8000, max: 0x7fff }))),
  entry(0x0072007f, 'UI', fc.constantFrom('1.2.840', '1.2.3\\1.2.34')),
  entry(0x00720081, 'OV', bytesOfUnit(8)),
  entry(0x00720082, 'SV', list(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }))),
  entry(0x00720083, 'UV', list(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }))),
];

const tree = (depth: number): fc.Arbitrary<readonly Entry[]> => {
  const items: fc.Arbitrary<ElementInput> =
    depth === 0 ? fc.constant([]) : fc.array(tree(depth - 1), { maxLength: 3, depthIdentifier: 'item' });
  return fc
    .subarray([...ofEveryVr, entry(0x00720080, 'SQ', items), entry(0x00720022, 'SQ', items)])
    .chain((chosen) => fc.tuple(...chosen));
};

/** Data sets with elements of every VR, nested. */
export function anyTree(): fc.Arbitrary<DataSet> {
  return tree(3).map((entries) => DataSet.build([[0x00080005, 'CS', 'ISO_IR 100'], ...entries]));
}

export interface PlainElement {
  readonly tag: number;
  readonly vr: string;
  /** The value field in little endian, hexadecimal; of a sequence its items. */
  readonly value: string | readonly (readonly PlainElement[])[];
}

/** What a data set says, without how it is encoded. */
export function plainTree(dataSet: DataSet): PlainElement[] {
  return dataSet.elements.map((element) => {
    const { tag, vr } = element;
    if (element.isSequence) return { tag, vr, value: dataSet.itemsOf(element).map(plainTree) };
    if (element.fragments) return { tag, vr, value: element.fragments.map((one) => hexOf(one)).join('|') };
    return { tag, vr, value: hexOf(element.value) };
  });
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
