import { DataSet, type Entry } from '../data-set.ts';
import { codeItem, type Code } from './code.ts';
import { contentSequence, evidence, templateSequence, type ContentItem, type Reference } from './content-tree.ts';
import { commonModules, type MadeObject, type ObjectContext } from './object-context.ts';

export interface ReportRequest extends ObjectContext {
  /** What the report is about. */
  readonly references: readonly Reference[];
}

/** SR Document Series and General, with the tree (PS3.3 C.17); a verified one names who signed. */
export function makeReport(
  request: ReportRequest,
  document: {
    readonly sopClassUid: string;
    readonly title: Code;
    readonly template: string;
    readonly content: readonly ContentItem[];
    /** PN of the person who verified it; none = unverified. */
    readonly signedBy?: string;
  },
): MadeObject {
  const { sopClassUid, signedBy } = document;
  const signature: readonly Entry[] =
    signedBy === undefined
      ? []
      : [
          [
            0x0040a073,
            'SQ',
            [
              [
                [0x0040a027, 'LO', 'Northgate General Hospital'],
                [0x0040a030, 'DT', `${request.date}${request.time}`],
                [0x0040a075, 'PN', signedBy],
                [0x0040a088, 'SQ', []],
              ],
            ],
          ],
        ];
  const dataSet = DataSet.build([
    ...commonModules(request, sopClassUid, 'SR'),
    [0x00080023, 'DA', request.date],
    [0x00080033, 'TM', request.time],
    [0x00081111, 'SQ', []],
    [0x0040a040, 'CS', 'CONTAINER'],
    [0x0040a043, 'SQ', [codeItem(document.title)]],
    [0x0040a050, 'CS', 'SEPARATE'],
    ...signature,
    [0x0040a372, 'SQ', []],
    ...(request.references.length === 0 ? [] : [[0x0040a375, 'SQ', evidence(request.references)] as Entry]),
    [0x0040a491, 'CS', 'COMPLETE'],
    [0x0040a493, 'CS', signedBy === undefined ? 'UNVERIFIED' : 'VERIFIED'],
    templateSequence(document.template),
    contentSequence(document.content),
    ...request.attributes,
  ]);
  return { dataSet, sopClassUid, pixelSha1: '' };
}
