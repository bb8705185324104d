import { DataSet, type Entry } from '../data-set.ts';
import { sopClass } from '../sop-class.ts';
import { codeItem } from './code.ts';
import { contentSequence, evidence, templateSequence, type ContentItem, type Reference } from './content-tree.ts';
import { commonModules, type MadeObject, type ObjectContext } from './object-context.ts';

/** Document titles of PS3.16 CID 7010 and 7011; the first four reject (IHE RAD IOCM). */
export const keyObjectTitles = {
  '113001': 'Rejected for Quality Reasons',
  '113037': 'Rejected for Patient Safety Reasons',
  '113038': 'Incorrect Modality Worklist Entry',
  '113039': 'Data Retention Policy Expired',
  '113000': 'Of Interest',
} as const;
export type KeyObjectTitle = keyof typeof keyObjectTitles;

/** Why an image was rejected for quality, CID 7011. */
const motion = ['111207', 'DCM', 'Image artifact(s)'] as const;

export interface KeyObjectRequest extends ObjectContext {
  readonly title: KeyObjectTitle;
  readonly references: readonly Reference[];
  /** What the person wrote. */
  readonly description: string;
}

/** Key Object Selection Document (PS3.3 A.35.4, PS3.16 TID 2010). */
export function makeKeyObject(request: KeyObjectRequest): MadeObject {
  const { title, references, description } = request;
  const content: ContentItem[] = [
    ...(title === '113001'
      ? [
          {
            relationship: 'HAS CONCEPT MOD',
            name: ['113011', 'DCM', 'Document Title Modifier'],
            value: { kind: 'CODE', code: motion },
          } as const,
        ]
      : []),
    {
      relationship: 'CONTAINS',
      name: ['113012', 'DCM', 'Key Object Description'],
      value: { kind: 'TEXT', text: description },
    },
    ...references.map(
      (reference) => ({ relationship: 'CONTAINS', name: undefined, value: { kind: 'IMAGE', reference } }) as const,
    ),
  ];
  const dataSet = DataSet.build([
    ...commonModules(request, sopClass.keyObjectSelection, 'KO'),
    [0x00080023, 'DA', request.date],
    [0x00080033, 'TM', request.time],
    [0x0008103e, 'LO', keyObjectTitles[title]],
    [0x00081111, 'SQ', []],
    [0x0040a040, 'CS', 'CONTAINER'],
    [0x0040a043, 'SQ', [codeItem([title, 'DCM', keyObjectTitles[title]])]],
    [0x0040a050, 'CS', 'SEPARATE'],
    ...requestOf(request),
    [0x0040a375, 'SQ', evidence(references)],
    templateSequence('2010'),
    contentSequence(content),
    ...request.attributes,
  ]);
  return { dataSet, sopClassUid: sopClass.keyObjectSelection, pixelSha1: '' };
}

/** Referenced Request Sequence, type 1C: the request that the images answer, none where there was none (C.17.6.2). */
function requestOf({ attributes, studyInstanceUid }: KeyObjectRequest): readonly Entry[] {
  const accession = attributes.find(([tag]) => tag === 0x00080050)?.[2];
  if (typeof accession !== 'string' || accession === '') return [];
  return [
    [
      0x0040a370,
      'SQ',
      [
        [
          [0x00080050, 'SH', accession],
          [0x00081110, 'SQ', []],
          [0x0020000d, 'UI', studyInstanceUid],
          [0x00321060, 'LO', ''],
          [0x00321064, 'SQ', []],
          [0x00401001, 'SH', ''],
          [0x00402016, 'LO', ''],
          [0x00402017, 'LO', ''],
        ],
      ],
    ],
  ];
}
