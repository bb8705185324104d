import dicomParser from 'dicom-parser';
import { performance } from 'node:perf_hooks';
import { DataSet } from '../server/protocols/dicom/data-set.ts';
import type { Entry } from '../server/protocols/dicom/data-set.ts';
import { readPart10, writePart10 } from '../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../server/protocols/dicom/transfer-syntax.ts';
import type { BenchRow } from './hl7.ts';

/** What a list of images reads of an object. */
const READS = [
  ...[0x00080018, 0x00080020, 0x00080050, 0x00080060, 0x00100010],
  ...[0x00100020, 0x0020000d, 0x0020000e, 0x00200013, 0x00200032],
];
const EXPECTED = '2.25.11|20260316|A260001234|CT|DELGADO^ROSA|10004521|2.25.1197|2.25.12|7|-125.5\\-125.5\\-40';

const reference: readonly Entry[] = [
  [0x00081150, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
  [0x00081155, 'UI', '2.25.77'],
];

/** A CT image as a scanner sends it: 90 elements, five sequences, 512 × 512 pixels. */
const ct: readonly Entry[] = [
  [0x00080005, 'CS', 'ISO_IR 100'],
  [0x00080008, 'CS', 'ORIGINAL\\PRIMARY\\AXIAL'],
  [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
  [0x00080018, 'UI', '2.25.11'],
  ...[0x00080020, 0x00080021, 0x00080022, 0x00080023].map((tag): Entry => [tag, 'DA', '20260316']),
  ...[0x00080030, 0x00080031, 0x00080032, 0x00080033].map((tag): Entry => [tag, 'TM', '093000']),
  [0x00080050, 'SH', 'A260001234'],
  [0x00080060, 'CS', 'CT'],
  [0x00080070, 'LO', 'ACME'],
  [0x00080080, 'LO', 'Northgate General Hospital'],
  [0x00080090, 'PN', 'WALSH^EDGAR'],
  [0x00081010, 'SH', 'NGH_CT1'],
  [0x00081030, 'LO', 'CT chest with contrast'],
  [
    0x00081032,
    'SQ',
    [
      [
        [0x00080100, 'SH', 'CTCHW'],
        [0x00080102, 'SH', 'NGH'],
        [0x00080104, 'LO', 'CT chest'],
      ],
    ],
  ],
  [0x0008103e, 'LO', 'Thorax 5.0'],
  [0x00081090, 'LO', 'Somatic 64'],
  [0x00081111, 'SQ', [reference]],
  [0x00081140, 'SQ', [reference, reference, reference]],
  [0x00090010, 'LO', 'ACME PRIVATE'],
  ...Array.from({ length: 10 }, (_, index): Entry => [0x00091001 + index, 'LO', `value ${index}`]),
  [0x00100010, 'PN', 'DELGADO^ROSA'],
  [0x00100020, 'LO', '10004521'],
  [0x00100030, 'DA', '19890822'],
  [0x00100040, 'CS', 'F'],
  [0x00180015, 'CS', 'CHEST'],
  ...[0x00180050, 0x00180060, 0x00180090, 0x00181100, 0x00181110, 0x00181111].map((tag): Entry => [tag, 'DS', '120.5']),
  ...[0x00181120, 0x00181130, 0x00181170].map((tag): Entry => [tag, 'DS', '0']),
  ...[0x00181150, 0x00181151, 0x00181152].map((tag): Entry => [tag, 'IS', '250']),
  [0x00185100, 'CS', 'HFS'],
  [0x0020000d, 'UI', '2.25.1197'],
  [0x0020000e, 'UI', '2.25.12'],
  [0x00200010, 'SH', '1'],
  [0x00200011, 'IS', '2'],
  [0x00200013, 'IS', '7'],
  [0x00200032, 'DS', '-125.5\\-125.5\\-40'],
  [0x00200037, 'DS', '1\\0\\0\\0\\1\\0'],
  [0x00200052, 'UI', '2.25.13'],
  [0x00201041, 'DS', '-40'],
  ...[0x00280002, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103].map((tag): Entry => [
    tag,
    'US',
    tag === 0x00280010 || tag === 0x00280011 ? 512 : 1,
  ]),
  [0x00280004, 'CS', 'MONOCHROME2'],
  [0x00280030, 'DS', '0.9765625\\0.9765625'],
  ...[0x00281050, 0x00281051, 0x00281052, 0x00281053].map((tag): Entry => [tag, 'DS', '40']),
  [0x00321060, 'LO', 'CT chest with contrast'],
  [
    0x00400275,
    'SQ',
    [
      [
        [0x00400007, 'LO', 'CT chest'],
        [0x00400009, 'SH', 'SPS500123'],
        [0x00401001, 'SH', 'RP500123'],
      ],
    ],
  ],
  [0x7fe00010, 'OW', new Uint8Array(512 * 512 * 2)],
];

/** A benchmark asserts its outcome: one that reads the wrong element is fast and worth nothing. */
function expect(what: string, outcome: string): void {
  if (outcome !== EXPECTED) throw new Error(`${what} read ${outcome} instead of ${EXPECTED}`);
}

/** Microseconds per call: the best of several runs, so that a neighbour on the machine does not count. */
function time(work: () => unknown): number {
  const once = (calls: number): number => {
    const started = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    return ((performance.now() - started) * 1000) / calls;
  };
  once(2000);
  return Math.min(...Array.from({ length: 15 }, () => once(300)));
}

const theirKeys = READS.map((tag) => `x${tag.toString(16).padStart(8, '0')}`);

/** One CT file, in the two syntaxes that nearly all are sent in: all elements, and ten values on top. */
export function benchDicomRead(): { rows: BenchRow[] } {
  const rows = [EXPLICIT_LE, IMPLICIT_LE].flatMap((syntax) => {
    const bytes = new Uint8Array(Buffer.concat(writePart10(DataSet.build(ct), { syntax })));
    const ourRead = (): string => {
      const { dataSet } = readPart10(bytes);
      return READS.map((tag) => dataSet.texts(tag).join('\\')).join('|');
    };
    const theirRead = (): string => {
      const parsed = dicomParser.parseDicom(bytes);
      return theirKeys.map((key) => parsed.string(key) ?? '').join('|');
    };
    expect('ours', ourRead());
    expect('dicom-parser', theirRead());
    const name = syntax === EXPLICIT_LE ? 'explicit' : 'implicit';
    return [
      row(
        `DICOM read, CT ${name}`,
        time(() => readPart10(bytes)),
        time(() => dicomParser.parseDicom(bytes)),
      ),
      row(`DICOM read, CT ${name}, 10 values`, time(ourRead), time(theirRead)),
    ];
  });
  return { rows };
}

function row(name: string, ours: number, peer: number): BenchRow {
  return { name, ours, peer, peerName: 'dicom-parser', ratio: peer / ours, target: 0.5 };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify(benchDicomRead().rows, null, 2)}\n`);
