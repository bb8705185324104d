import { describe, expect, it } from 'vitest';
import type { DicomNode, MessageDetail } from '../../../server/contract/message.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { dicomNodes } from '../../../server/lab/views/dicom-nodes.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';

const ACCESSION = 0x00080050;
const STEPS = 0x00400100;
const STATION = 0x00400001;

/** The tag that the header at an offset says, as it would be written. */
function tagAt(bytes: Uint8Array, at: number, littleEndian = true): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const hex = (offset: number): string =>
    view.getUint16(offset, littleEndian).toString(16).toUpperCase().padStart(4, '0');
  return `(${hex(at)},${hex(at + 2)})`;
}

describe('places of DICOM elements', () => {
  const plain = DataSet.build([
    [ACCESSION, 'SH', 'A260001288'],
    [STEPS, 'SQ', [[[STATION, 'AE', 'NGH_CT1']], [[STATION, 'AE', 'NGH_CT2']]]],
  ]);

  it.each([
    ['implicit little endian', IMPLICIT_LE, true],
    ['explicit little endian', EXPLICIT_LE, true],
    ['explicit big endian', EXPLICIT_BE, false],
  ])('each begins with its own tag, also inside items: %s', (_, syntax, littleEndian) => {
    const bytes = new Uint8Array(Buffer.concat(plain.write(syntax)));
    const shown = new Uint8Array([...new Uint8Array(7), ...bytes]);
    const nodes = dicomNodes(DataSet.read(bytes, syntax), 7);
    expect(nodes.map(({ path }) => path)).toEqual([
      '(0008,0050)',
      '(0040,0100)',
      '(0040,0100)[1]',
      '(0040,0100)[1].(0040,0001)',
      '(0040,0100)[2]',
      '(0040,0100)[2].(0040,0001)',
    ]);
    for (const { tag, start } of nodes) expect(tagAt(shown, start ?? 0, littleEndian)).toBe(tag);
    const text = (node: DicomNode | undefined): string =>
      new TextDecoder().decode(shown.subarray(node?.start, node?.end));
    expect(text(nodes[3])).toMatch(/NGH_CT1 ?$/);
    expect(nodes.at(-1)?.end).toBe(shown.length);
  });

  it('of undefined length hold their delimiters, and tell how long the value is', () => {
    // (0040,0100) SQ undefined length, one item of undefined length with (0040,0001) AE "CT"
    const bytes = new Uint8Array([
      ...[0x40, 0x00, 0x00, 0x01, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff],
      ...[0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff],
      ...[0x40, 0x00, 0x01, 0x00, 0x41, 0x45, 2, 0, 0x43, 0x54],
      ...[0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0],
      ...[0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
    ]);
    expect(dicomNodes(DataSet.read(bytes, EXPLICIT_LE), 0)).toMatchObject([
      { kind: 'sequence', start: 0, end: 46, length: 26 },
      { kind: 'item', start: 12, end: 38, length: 10 },
      { kind: 'element', start: 20, end: 30, length: 2, value: 'CT' },
    ]);
  });

  it('are left out where no bytes are shown', () => {
    const nodes = dicomNodes(DataSet.read(plain.write(EXPLICIT_LE), EXPLICIT_LE));
    expect(nodes.filter((node) => 'start' in node || 'end' in node)).toEqual([]);
  });

  it('of a message count from its command set on', () => {
    const lab = new Lab(freePlay, 'places');
    const { events } = lab.hospital.room.journal.state;
    for (const title of ['C-FIND-RQ', 'C-FIND-RSP', 'C-STORE-RQ']) {
      const event = events
        .slice()
        .find((each) => each.kind === 'dimse' && each.title === title && each.data.length > 0);
      const outcome = lab.query('getMessage', { id: event?.id });
      if (!outcome.ok) throw new Error(outcome.error.message);
      const { dicom, bytes } = outcome.value as MessageDetail;
      const shown = new Uint8Array(Buffer.from(bytes, 'base64'));
      const nodes = [...(dicom?.command ?? []), ...(dicom?.data ?? [])].filter(({ end = 0 }) => end <= shown.length);
      expect(nodes.length).toBeGreaterThan(10);
      for (const { tag, start } of nodes) expect(tagAt(shown, start ?? 0)).toBe(tag);
    }
  });
});
