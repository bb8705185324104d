import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { Entry } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { type InstanceRow, type RejectionTitle, rejectionTitles } from './state.ts';

export interface RejectionNoteRequest {
  /** Header of an instance of the study: patient and study attributes are taken from it. */
  readonly member: DataSet;
  readonly instances: readonly InstanceRow[];
  readonly title: RejectionTitle;
  readonly reason: string;
  readonly sopUid: string;
  readonly seriesUid: string;
  readonly user: string;
  /** `YYYYMMDDHHMMSS` local time. */
  readonly at: string;
}

const sharedTags = [
  0x00080005, 0x00080020, 0x00080030, 0x00080050, 0x00080090, 0x00100010, 0x00100020, 0x00100021, 0x00100030,
  0x00100040, 0x0020000d, 0x00200010,
];

const coded = (value: string, scheme: string, meaning: string): readonly Entry[] => [
  [0x00080100, 'SH', value],
  [0x00080102, 'SH', scheme],
  [0x00080104, 'LO', meaning],
];

/** Key Object Selection Document with a rejection title (IHE RAD IOCM, RAD-66; PS3.16 TID 2010, CID 7010). */
export function rejectionNote(request: RejectionNoteRequest): DataSet {
  const { member, instances, title, at } = request;
  const shared = sharedTags.flatMap((tag): Entry[] => {
    const element = member.get(tag);
    return element ? [[tag, element.vr, element.value]] : [];
  });
  const series = [...new Set(instances.map(({ seriesUid }) => seriesUid))];
  const reference = (instance: InstanceRow): readonly Entry[] => [
    [0x00081150, 'UI', instance.sopClass],
    [0x00081155, 'UI', instance.sopUid],
  ];
  const evidence: readonly Entry[] = [
    [0x0020000d, 'UI', member.text(0x0020000d)],
    [
      0x00081115,
      'SQ',
      series.map((uid): readonly Entry[] => [
        [0x0020000e, 'UI', uid],
        [0x00081199, 'SQ', instances.filter(({ seriesUid }) => seriesUid === uid).map(reference)],
      ]),
    ],
  ];
  const content: (readonly Entry[])[] = instances.map((instance) => [
    [0x0040a010, 'CS', 'CONTAINS'],
    [0x0040a040, 'CS', 'IMAGE'],
    [0x00081199, 'SQ', [reference(instance)]],
  ]);
  content.unshift([
    [0x0040a010, 'CS', 'CONTAINS'],
    [0x0040a040, 'CS', 'TEXT'],
    [0x0040a043, 'SQ', [coded('113012', 'DCM', 'Key Object Description')]],
    [0x0040a160, 'UT', `${request.reason} (${request.user})`],
  ]);
  return DataSet.build([
    ...shared,
    [0x00080016, 'UI', sopClass.keyObjectSelection],
    [0x00080018, 'UI', request.sopUid],
    [0x00080023, 'DA', at.slice(0, 8)],
    [0x00080033, 'TM', at.slice(8, 14)],
    [0x00080060, 'CS', 'KO'],
    [0x00080070, 'LO', 'NGPACS'],
    [0x0008103e, 'LO', rejectionTitles[title]],
    [0x00081111, 'SQ', []],
    [0x0020000e, 'UI', request.seriesUid],
    [0x00200011, 'IS', '9000'],
    [0x00200013, 'IS', '1'],
    [0x0040a040, 'CS', 'CONTAINER'],
    [0x0040a043, 'SQ', [coded(title, 'DCM', rejectionTitles[title])]],
    [0x0040a050, 'CS', 'SEPARATE'],
    ...requestOf(member),
    [0x0040a375, 'SQ', [evidence]],
    [
      0x0040a504,
      'SQ',
      [
        [
          [0x00080105, 'CS', 'DCMR'],
          [0x0040db00, 'CS', '2010'],
        ],
      ],
    ],
    [0x0040a730, 'SQ', content],
  ]);
}

/** Referenced Request Sequence, type 1C: the request that the images answer, and nothing where they name none (PS3.3 C.17.6.2). */
function requestOf(member: DataSet): readonly Entry[] {
  const accession = member.text(0x00080050);
  if (accession === '') return [];
  const request: readonly Entry[] = [
    [0x00080050, 'SH', accession],
    [0x00081110, 'SQ', []],
    [0x0020000d, 'UI', member.text(0x0020000d)],
    [0x00321060, 'LO', member.text(0x00321060)],
    [0x00321064, 'SQ', []],
    [0x00401001, 'SH', member.items(0x00400275)[0]?.text(0x00401001) ?? ''],
    [0x00402016, 'LO', ''],
    [0x00402017, 'LO', ''],
  ];
  return [[0x0040a370, 'SQ', [request]]];
}
