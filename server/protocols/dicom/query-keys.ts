import { lookupTag } from './dictionary.ts';
import { levelIn, uniqueKey } from './information-model.ts';
import type { QueryLevel, QueryModel } from './information-model.ts';
import type { Tag } from './tag.ts';
import type { Vr } from './vr.ts';

/** What an SCP does with one key attribute. */
export interface Key {
  readonly tag: Tag;
  readonly vr: Vr;
  /** False: the key is returned but its value in a request does not restrict (supported for existence only). */
  readonly matching: boolean;
  /** Return key type. 1 and 1C never go out empty, 2 always goes out, 3 goes out if asked for. */
  readonly returned: '1' | '1C' | '2' | '3';
  /** Of a sequence: the keys inside its item. */
  readonly items: readonly Key[] | undefined;
  /** Of a date: the time of the same step; two ranges are one period then (PS3.4 Table K.6-1, footnote 1). */
  readonly timeOfPeriod: Tag | undefined;
}

/** The keys one information model (and level) supports. */
export interface KeyTable {
  /** Query/Retrieve Level that the identifier must state; none in Modality Worklist. */
  readonly level: QueryLevel | undefined;
  /** Unique keys of the levels above: exactly one value each (PS3.4 §C.4.1.2.1, without relational queries). */
  readonly uniqueAbove: readonly Tag[];
  readonly keys: readonly Key[];
}

type KeyOptions = Partial<Pick<Key, 'matching' | 'items' | 'timeOfPeriod' | 'vr'>>;
const key = (tag: Tag, returned: Key['returned'], options: KeyOptions = {}): Key => ({
  tag,
  vr: options.vr ?? lookupTag(tag)?.vr ?? 'UN',
  matching: options.matching ?? true,
  returned,
  items: options.items,
  timeOfPeriod: options.timeOfPeriod,
});
const shown = (tag: Tag, returned: Key['returned'], items?: readonly Key[]): Key =>
  key(tag, returned, { matching: false, items });

const code: readonly Key[] = [key(0x00080100, '1'), key(0x00080102, '1'), key(0x00080103, '3'), key(0x00080104, '3')];
const issuer: readonly Key[] = [key(0x00400031, '3'), key(0x00400032, '3'), key(0x00400033, '3')];
const reference: readonly Key[] = [shown(0x00081150, '1'), shown(0x00081155, '1')];

const availability: readonly Key[] = [shown(0x00080054, '3'), shown(0x00080056, '3')];

/** PS3.4 Table K.6-1, with the attributes of hl7-to-mwl.md. */
let worklist: KeyTable | undefined;
export function modalityWorklistKeys(): KeyTable {
  return (worklist ??= {
    level: undefined,
    uniqueAbove: [],
    keys: [
      key(0x00400100, '1', {
        items: [
          key(0x00400001, '1'),
          key(0x00400002, '1', { timeOfPeriod: 0x00400003 }),
          key(0x00400003, '1'),
          key(0x00080060, '1'),
          key(0x00400006, '2'),
          key(0x00400007, '1C'),
          key(0x00400010, '2'),
          key(0x00400011, '2'),
          key(0x00400008, '1C', { items: code }),
          key(0x00400012, '2'),
          key(0x00400009, '1'),
          key(0x00321070, '2'),
          key(0x00400020, '3'),
          key(0x00400400, '3'),
        ],
      }),
      key(0x00401001, '1'),
      key(0x00321060, '1C'),
      key(0x00321064, '1C', { items: code }),
      key(0x0020000d, '1'),
      key(0x00080020, '3'),
      key(0x00080030, '3'),
      shown(0x00081110, '2', reference),
      key(0x00401003, '2'),
      key(0x00401004, '2'),
      key(0x00401002, '3'),
      key(0x0040100a, '3', { items: code }),
      key(0x00401400, '3'),
      key(0x00401008, '3'),
      key(0x00080050, '2'),
      key(0x00080051, '3', { items: issuer }),
      key(0x00321032, '2'),
      key(0x00321033, '3'),
      key(0x00080090, '2'),
      key(0x00402016, '3'),
      key(0x00402017, '3'),
      key(0x00400026, '3', { items: issuer }),
      key(0x00400027, '3', { items: issuer }),
      key(0x00380010, '2'),
      key(0x00380014, '3', { items: issuer }),
      key(0x00380300, '2'),
      key(0x00080080, '3'),
      shown(0x00081120, '2', reference),
      key(0x00100010, '1'),
      key(0x00100020, '1'),
      key(0x00100021, '3'),
      key(0x00100024, '3', { items: issuer }),
      key(0x00101002, '3', { items: [key(0x00100020, '1'), key(0x00100021, '3'), key(0x00100022, '3')] }),
      key(0x00100030, '2'),
      key(0x00100040, '2'),
      key(0x00101020, '3'),
      key(0x00101030, '2'),
      key(0x00102000, '2'),
      key(0x00102110, '2'),
      key(0x001021c0, '2'),
      key(0x00104000, '3'),
      key(0x00380050, '2'),
      key(0x00380500, '2'),
      key(0x00403001, '2'),
    ],
  });
}

/** PS3.4 Table C.6-1. */
const patient = (): readonly Key[] => [
  key(0x00100010, '2'),
  key(0x00100020, '1'),
  key(0x00100021, '3'),
  key(0x00100024, '3', { items: issuer }),
  key(0x00100030, '3'),
  key(0x00100032, '3'),
  key(0x00100040, '3'),
  key(0x00101002, '3', { items: [key(0x00100020, '1'), key(0x00100021, '3'), key(0x00100022, '3')] }),
  key(0x00102160, '3'),
  key(0x00104000, '3'),
  shown(0x00201200, '3'),
  shown(0x00201202, '3'),
  shown(0x00201204, '3'),
  ...availability,
];
/** PS3.4 Table C.6-2. */
const study = (): readonly Key[] => [
  key(0x00080020, '2'),
  key(0x00080030, '2'),
  key(0x00080050, '2'),
  key(0x00080051, '3', { items: issuer }),
  key(0x00080061, '3'),
  key(0x00080062, '3'),
  key(0x00080090, '3'),
  key(0x00081030, '3'),
  key(0x0020000d, '1'),
  key(0x00200010, '2'),
  shown(0x00201206, '3'),
  shown(0x00201208, '3'),
  ...availability,
];
/** What Study Root asks of the patient at its study level (PS3.4 Table C.6-5). */
const patientOfStudy = (): readonly Key[] => [
  key(0x00100010, '2'),
  key(0x00100020, '2'),
  key(0x00100021, '3'),
  key(0x00100030, '3'),
  key(0x00100032, '3'),
  key(0x00100040, '3'),
];
/** PS3.4 Table C.6-3. */
const series = (): readonly Key[] => [
  key(0x00080060, '1'),
  key(0x00080021, '3'),
  key(0x00080031, '3'),
  key(0x0008103e, '3'),
  key(0x00081010, '3'),
  key(0x00180015, '3'),
  key(0x0020000e, '1'),
  key(0x00200011, '2'),
  key(0x00400244, '3'),
  key(0x00400245, '3'),
  key(0x00400275, '3', { items: [key(0x00401001, '3'), key(0x00400009, '3')] }),
  shown(0x00201209, '3'),
  ...availability,
];
/** PS3.4 Table C.6-4. */
const image = (): readonly Key[] => [
  key(0x00080016, '3'),
  key(0x00080018, '1'),
  key(0x00080023, '3'),
  key(0x00080033, '3'),
  key(0x00200013, '2'),
  shown(0x00280008, '3'),
  shown(0x00280010, '3'),
  shown(0x00280011, '3'),
  ...availability,
];
const ofLevel: Readonly<Record<QueryLevel, () => readonly Key[]>> = {
  PATIENT: patient,
  STUDY: study,
  SERIES: series,
  IMAGE: image,
};

const queryRetrieve = new Map<string, KeyTable>();

/** Keys of one level and the unique keys of those above (PS3.4 C.6); undefined for a level that the model has not. */
export function queryRetrieveKeys(model: QueryModel, levelText: string): KeyTable | undefined {
  const name = `${model} ${levelText}`;
  const known = queryRetrieve.get(name);
  if (known) return known;
  const found = levelIn(model, levelText);
  if (!found) return undefined;
  const { level } = found;
  const uniqueAbove = found.above.map((higher) => uniqueKey[higher]);
  const table = {
    level,
    uniqueAbove,
    keys: [
      ...uniqueAbove.map((tag) => key(tag, '1')),
      ...(model === 'study-root' && level === 'STUDY' ? patientOfStudy() : []),
      ...ofLevel[level](),
    ],
  };
  queryRetrieve.set(name, table);
  return table;
}
