import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findTag, implicitVr, lookupKeyword, lookupTag, nameOf } from '../../../server/protocols/dicom/dictionary.ts';
import { formatTag, parseTag } from '../../../server/protocols/dicom/tag.ts';
import { isUid, uuidUid } from '../../../server/protocols/dicom/uid.ts';
import { uidName } from '../../../server/protocols/dicom/sop-class.ts';

describe('the dictionary', () => {
  it('finds an attribute by tag, text and keyword', () => {
    expect(['(0008,0050)', '00080050', '0008,0050', 'AccessionNumber', 'nothing', '0008'].map(findTag)).toEqual([
      0x00080050,
      0x00080050,
      0x00080050,
      0x00080050,
      undefined,
      undefined,
    ]);
    const { tag, keyword, name, vr, vm, retired } = lookupTag(0x00100010) ?? {};
    expect({ tag, keyword, name, vr, vm, retired }).toEqual({
      tag: 0x00100010,
      keyword: 'PatientName',
      name: "Patient's Name",
      vr: 'PN',
      vm: '1',
      retired: false,
    });
    expect(lookupKeyword('OverlayRows')?.tag).toBe(0x60000010);
  });

  it('knows repeating groups, group lengths and private creators', () => {
    expect([lookupTag(0x60023000)?.keyword, lookupTag(0x60023000)?.vrs, lookupTag(0x501e0005)?.keyword]).toEqual([
      'OverlayData',
      ['OB', 'OW'],
      'CurveDimensions',
    ]);
    expect([0x00080000, 0x00090010, 0x00091001, 0x00080999].map(nameOf)).toEqual([
      'Group Length',
      'Private Creator',
      'Private',
      'Unknown',
    ]);
  });

  it('gives implicit VR its VRs', () => {
    expect(
      [0x00080000, 0x00090010, 0x00091001, 0x7fe00010, 0x00280106, 0x00283006, 0x00400100].map((tag) =>
        implicitVr(tag, true),
      ),
    ).toEqual(['UL', 'LO', 'UN', 'OW', 'SS', 'OW', 'SQ']);
  });

  it('names UIDs', () => {
    expect(['1.2.840.10008.1.2.1', '1.2.840.10008.5.1.4.31', '1.2.3'].map(uidName)).toEqual([
      'Explicit VR Little Endian',
      'Modality Worklist Information Model - FIND',
      undefined,
    ]);
  });
});

describe('tags and UIDs', () => {
  it('a tag is read back from its text', () => {
    fc.assert(fc.property(fc.nat(0xffffffff), (tag) => parseTag(formatTag(tag)) === tag));
  });

  it('a UID from a UUID is the decimal number of a version 4 UUID', () => {
    // f81d4fae-7dec-41d0-a765-00a0c91e6bf6 is already version 4, variant 1.
    expect(uuidUid([0xf81d4fae, 0x7dec41d0, 0xa76500a0, 0xc91e6bf6])).toBe(
      `2.25.${BigInt('0xf81d4fae7dec41d0a76500a0c91e6bf6').toString()}`,
    );
    const word = fc.nat(0xffffffff);
    fc.assert(fc.property(fc.tuple(word, word, word, word), (words) => isUid(uuidUid(words))));
  });

  it.each([
    ['1.2.840', true],
    ['1.02', false],
    ['1..2', false],
    ['1', false],
    ['1.2.', false],
    ['', false],
    ['1.2\0', false],
    [`1.${'2'.repeat(63)}`, false],
  ])('%j is a UID: %s', (text, expected) => expect(isUid(text)).toBe(expected));
});
