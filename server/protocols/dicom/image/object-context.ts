import type { DataSet, Entry } from '../data-set.ts';

/** What every object needs to stand in a study. Dates are DA and TM text of the maker's own clock. */
export interface ObjectContext {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
  readonly seriesNumber: number;
  /** 1-based Instance Number. */
  readonly index: number;
  /** `YYYYMMDD` */
  readonly date: string;
  /** `HHMMSS` */
  readonly time: string;
  /** Terms of (0008,0005); none = ASCII. */
  readonly characterSet?: readonly string[];
  /** Patient, study, equipment and request attributes; they win over what is made here. */
  readonly attributes: readonly Entry[];
}

/** An object with its class; `pixelSha1` is '' for objects without pixels. */
export interface MadeObject {
  readonly dataSet: DataSet;
  readonly sopClassUid: string;
  readonly pixelSha1: string;
}

/** Patient, General Study, Series, Equipment and SOP Common; type 2 attributes are empty until given. */
export function commonModules(context: ObjectContext, sopClassUid: string, modality: string): readonly Entry[] {
  const { date, time, characterSet } = context;
  return [
    ...(characterSet && characterSet.length > 0 ? [[0x00080005, 'CS', characterSet] as Entry] : []),
    [0x00080012, 'DA', date],
    [0x00080013, 'TM', time],
    [0x00080016, 'UI', sopClassUid],
    [0x00080018, 'UI', context.sopInstanceUid],
    [0x00080020, 'DA', date],
    [0x00080021, 'DA', date],
    [0x00080030, 'TM', time],
    [0x00080031, 'TM', time],
    [0x00080050, 'SH', ''],
    [0x00080060, 'CS', modality],
    [0x00080070, 'LO', 'Northgate Imaging'],
    [0x00080090, 'PN', ''],
    [0x00081090, 'LO', 'Faultline Phantom'],
    [0x00100010, 'PN', ''],
    [0x00100020, 'LO', ''],
    [0x00100030, 'DA', ''],
    [0x00100040, 'CS', ''],
    [0x00181000, 'LO', '0001'],
    [0x00181020, 'LO', '1.0'],
    [0x0020000d, 'UI', context.studyInstanceUid],
    [0x0020000e, 'UI', context.seriesInstanceUid],
    [0x00200010, 'SH', ''],
    [0x00200011, 'IS', context.seriesNumber],
    [0x00200013, 'IS', context.index],
  ];
}

/** General Image: content and acquisition dates. */
export function imageDates({ date, time }: ObjectContext): readonly Entry[] {
  return [
    [0x00080022, 'DA', date],
    [0x00080023, 'DA', date],
    [0x00080032, 'TM', time],
    [0x00080033, 'TM', time],
    [0x00200012, 'IS', 1],
  ];
}
