import type { Entry } from '../data-set.ts';
import { codeItem, type Code } from './code.ts';

/** How a content item stands to the one above it (PS3.3 C.17.3.2.4). */
export type Relationship = 'CONTAINS' | 'HAS PROPERTIES' | 'HAS OBS CONTEXT' | 'HAS CONCEPT MOD' | 'INFERRED FROM';

/** An object that a document names. */
export interface Reference {
  readonly sopClassUid: string;
  readonly sopInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly studyInstanceUid: string;
}

type Value =
  | { readonly kind: 'CONTAINER'; readonly template?: string }
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'CODE'; readonly code: Code }
  | { readonly kind: 'NUM'; readonly number: string; readonly unit: Code }
  | { readonly kind: 'UIDREF'; readonly uid: string }
  | { readonly kind: 'PNAME'; readonly name: string }
  /** `YYYYMMDDHHMMSS` */
  | { readonly kind: 'DATETIME'; readonly at: string }
  | { readonly kind: 'IMAGE'; readonly reference: Reference };

/** A node of a structured report. An image needs no concept name. */
export interface ContentItem {
  readonly relationship: Relationship;
  readonly name: Code | undefined;
  readonly value: Value;
  readonly children?: readonly ContentItem[];
}

export const referenceItem = ({ sopClassUid, sopInstanceUid }: Reference): readonly Entry[] => [
  [0x00081150, 'UI', sopClassUid],
  [0x00081155, 'UI', sopInstanceUid],
];

function valueEntries(value: Value): readonly Entry[] {
  switch (value.kind) {
    case 'CONTAINER':
      return [
        [0x0040a050, 'CS', 'SEPARATE'],
        ...(value.template === undefined ? [] : [templateSequence(value.template)]),
      ];
    case 'TEXT':
      return [[0x0040a160, 'UT', value.text]];
    case 'CODE':
      return [[0x0040a168, 'SQ', [codeItem(value.code)]]];
    case 'NUM':
      return [
        [
          0x0040a300,
          'SQ',
          [
            [
              [0x004008ea, 'SQ', [codeItem(value.unit)]],
              [0x0040a30a, 'DS', value.number],
            ],
          ],
        ],
      ];
    case 'UIDREF':
      return [[0x0040a124, 'UI', value.uid]];
    case 'PNAME':
      return [[0x0040a123, 'PN', value.name]];
    case 'DATETIME':
      return [[0x0040a120, 'DT', value.at]];
    case 'IMAGE':
      return [[0x00081199, 'SQ', [referenceItem(value.reference)]]];
    default:
      return value satisfies never;
  }
}

export function templateSequence(identifier: string): Entry {
  return [
    0x0040a504,
    'SQ',
    [
      [
        [0x00080105, 'CS', 'DCMR'],
        [0x0040db00, 'CS', identifier],
      ],
    ],
  ];
}

/** Document Relationship and Content: the tree below the root. */
export function contentSequence(items: readonly ContentItem[]): Entry {
  return [
    0x0040a730,
    'SQ',
    items.map((item): readonly Entry[] => [
      [0x0040a010, 'CS', item.relationship],
      [0x0040a040, 'CS', item.value.kind],
      ...(item.name ? [[0x0040a043, 'SQ', [codeItem(item.name)]] as Entry] : []),
      ...valueEntries(item.value),
      ...(item.children && item.children.length > 0 ? [contentSequence(item.children)] : []),
    ]),
  ];
}

/** Items of Current Requested Procedure Evidence Sequence: objects by study and series (PS3.3 C.17.2.3). */
export function evidence(references: readonly Reference[]): readonly (readonly Entry[])[] {
  const unique = (values: readonly string[]): readonly string[] => [...new Set(values)];
  return unique(references.map(({ studyInstanceUid }) => studyInstanceUid)).map((study): readonly Entry[] => {
    const ofStudy = references.filter(({ studyInstanceUid }) => studyInstanceUid === study);
    return [
      [0x0020000d, 'UI', study],
      [
        0x00081115,
        'SQ',
        unique(ofStudy.map(({ seriesInstanceUid }) => seriesInstanceUid)).map((series): readonly Entry[] => [
          [0x0020000e, 'UI', series],
          [
            0x00081199,
            'SQ',
            ofStudy.filter(({ seriesInstanceUid }) => seriesInstanceUid === series).map(referenceItem),
          ],
        ]),
      ],
    ];
  });
}
