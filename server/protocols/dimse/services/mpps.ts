import type { DataSet, Entry } from '../../dicom/data-set.ts';
import type { Tag } from '../../dicom/tag.ts';
import { vrInfo } from '../../dicom/vr.ts';
import { statuses } from '../status.ts';

/**
 * Modality Performed Procedure Step (PS3.4 F.7): what its provider must check before it creates or changes a step. Pure:
 * whoever keeps the steps tells what it knows, and gets a status with what explains it (for `nResponse`).
 */
export const mppsSopClass = '1.2.840.10008.3.1.2.3.3';

export type PerformedStepStatus = 'IN PROGRESS' | 'COMPLETED' | 'DISCONTINUED';

/** Status of an N-CREATE, N-SET or N-GET response, with the fields that go with it. */
export interface MppsRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly errorComment: string;
  readonly errorId?: number;
  /** Attribute Identifier List (0000,1005). */
  readonly attributes?: readonly Tag[];
}

export type MppsCreation = { readonly kind: 'created'; readonly status: number } | MppsRefusal;

export type MppsChange =
  | {
      readonly kind: 'changed';
      /** 0000, or 0107 with the attributes that an N-SET may not change and that were left as they are. */
      readonly status: number;
      readonly attributes: readonly Tag[];
      readonly dataSet: DataSet;
      readonly stepStatus: PerformedStepStatus;
    }
  | MppsRefusal;

const CHARACTER_SET: Tag = 0x00080005;
const STATUS: Tag = 0x00400252;
const SERIES: Tag = 0x00400340;
const STEP: Tag = 0x00400270;

/** Attributes an N-CREATE must have with a value (PS3.4 Table F.7.2-1, 1/1). */
const createdWithValue: readonly Tag[] = [STEP, 0x00400253, 0x00400241, 0x00400244, 0x00400245, STATUS, 0x00080060];
/** Attributes an N-CREATE must have, empty if need be (2/2). */
const createdEmptyAtLeast: readonly Tag[] = [
  ...[0x00100010, 0x00100020, 0x00100030, 0x00100040, 0x00081120],
  ...[0x00400242, 0x00400243, 0x00400250, 0x00400251, 0x00400254, 0x00400255, 0x00081032],
  ...[0x00200010, 0x00400260, SERIES],
];
/** In each item of Scheduled Step Attributes Sequence. */
const stepWithValue: readonly Tag[] = [0x0020000d];
const stepEmptyAtLeast: readonly Tag[] = [0x00081110, 0x00080050, 0x00401001, 0x00321060, 0x00400009, 0x00400007];

/** What an N-SET may change (PS3.4 Table F.7.2-1, column N-SET). */
const changeable: ReadonlySet<Tag> = new Set([
  ...[STATUS, 0x00400281, 0x00400250, 0x00400251, 0x00400254, 0x00400255, 0x00081032, 0x00400260, SERIES],
  ...[0x00400280, 0x00400300, 0x00400301, 0x00400302, 0x00400303, 0x00400306, 0x0040030e, 0x00400310, 0x00400312],
  ...[0x00400314, 0x00400316, 0x00400318, 0x00400320, 0x00400321, 0x00400324, 0x00081072],
  ...[0x00180060, 0x0018115e, 0x00081070],
]);
/** In each item of Performed Series Sequence once the step has ended. */
const seriesWithValue: readonly Tag[] = [0x0020000e, 0x00181030];

export interface CreateOptions {
  /** Whether attributes of type 2 must be there; many scanners leave some out, many providers let them. */
  readonly lenient?: boolean;
}

/** N-CREATE (PS3.4 F.7.2.1). `exists`: whether an instance of this UID is known. */
export function judgeMppsCreate(
  sopInstanceUid: string,
  exists: boolean,
  dataSet: DataSet | undefined,
  options: CreateOptions = {},
): MppsCreation {
  // F.7.2.1.2: the instance is identified by the scanner, so that it can go on after a lost response.
  if (!/^[0-2](\.(0|[1-9]\d*))+$/.test(sopInstanceUid) || sopInstanceUid.length > 64) {
    return refused(statuses.invalidSopInstance, 'Affected SOP Instance UID missing or no UID');
  }
  if (exists) return refused(statuses.duplicateSopInstance, 'Performed Procedure Step exists');
  if (dataSet === undefined || dataSet.elements.length === 0) {
    return refused(statuses.missingAttribute, 'No attributes', createdWithValue);
  }
  const steps = dataSet.items(STEP);
  const emptyAtLeast = options.lenient === true ? [] : createdEmptyAtLeast;
  const absent = [
    ...[...createdWithValue, ...emptyAtLeast].filter((tag) => !dataSet.has(tag)),
    ...stepWithValue.filter((tag) => steps.some((step) => !step.has(tag))),
    ...(options.lenient === true ? [] : stepEmptyAtLeast.filter((tag) => steps.some((step) => !step.has(tag)))),
  ];
  if (absent.length > 0) return refused(statuses.missingAttribute, 'Required attribute missing', absent);
  const empty = [
    ...createdWithValue.filter((tag) => isEmpty(dataSet, tag)),
    ...stepWithValue.filter((tag) => steps.some((step) => isEmpty(step, tag))),
  ];
  if (empty.length > 0) return refused(statuses.missingAttributeValue, 'Required attribute without value', empty);
  if (dataSet.text(STATUS) !== 'IN PROGRESS') {
    return refused(statuses.invalidAttributeValue, 'A new step must be IN PROGRESS', [STATUS]);
  }
  return { kind: 'created', status: statuses.success };
}

/** N-SET (PS3.4 F.7.2.2). `current`: the step as it stands, undefined when there is none of this UID. */
export function judgeMppsSet(current: DataSet | undefined, modification: DataSet): MppsChange {
  if (current === undefined) return refused(statuses.noSuchSopInstance, 'No such Performed Procedure Step');
  if (current.text(STATUS) !== 'IN PROGRESS') return refusedAsFinal();
  const stepStatus = modification.has(STATUS) ? modification.text(STATUS) : 'IN PROGRESS';
  if (!isStepStatus(stepStatus)) {
    return refused(statuses.invalidAttributeValue, 'Performed Procedure Step Status has no such value', [STATUS]);
  }
  const entries: Entry[] = [];
  const ignored: Tag[] = [];
  for (const { tag } of modification.elements) {
    if (changeable.has(tag)) entries.push(...entryOf(modification, tag));
    else if (tag % 0x10000 !== 0 && tag !== CHARACTER_SET) ignored.push(tag);
  }
  const dataSet = current.withAll(entries);
  if (stepStatus !== 'IN PROGRESS') {
    const problem = judgeFinalState(dataSet, stepStatus);
    if (problem !== undefined) return problem;
  }
  const status = ignored.length === 0 ? statuses.success : statuses.attributeListError;
  return { kind: 'changed', status, attributes: ignored, dataSet, stepStatus };
}

/** PS3.4 Table F.7.2-1, final state: an ended step says when it ended and what was made. */
function judgeFinalState(dataSet: DataSet, stepStatus: PerformedStepStatus): MppsRefusal | undefined {
  const ends: readonly Tag[] = [0x00400250, 0x00400251];
  const series = dataSet.items(SERIES);
  // A step may be given up before its first image (F.7.2.2.2).
  const needed: readonly Tag[] = stepStatus === 'COMPLETED' ? [...ends, SERIES] : ends;
  const absent = needed.filter((tag) => !dataSet.has(tag));
  if (absent.length > 0) return refused(statuses.missingAttribute, 'Final state needs more attributes', absent);
  const empty = [
    ...needed.filter((tag) => isEmpty(dataSet, tag)),
    ...seriesWithValue.filter((tag) => series.some((item) => isEmpty(item, tag))),
  ];
  if (empty.length > 0) return refused(statuses.missingAttributeValue, 'Final state needs values', empty);
  return undefined;
}

/** PS3.4 Table F.7.2-2: a step that has ended is never changed again. */
function refusedAsFinal(): MppsRefusal {
  return {
    kind: 'refused',
    status: statuses.processingFailure,
    errorComment: 'Performed Procedure Step Object may no longer be updated',
    errorId: 0xa710,
  };
}

/** What an N-GET answers with: the attributes asked for, all when none is named; unknown ones are told. */
export function selectAttributes(
  dataSet: DataSet,
  wanted: readonly Tag[],
): { readonly status: number; readonly dataSet: DataSet; readonly attributes: readonly Tag[] } {
  if (wanted.length === 0) return { status: statuses.success, dataSet, attributes: [] };
  const unknown = wanted.filter((tag) => !dataSet.has(tag));
  let selected = dataSet;
  for (const { tag } of dataSet.elements) if (!wanted.includes(tag)) selected = selected.without(tag);
  const status = unknown.length === 0 ? statuses.success : statuses.attributeListError;
  return { status, dataSet: selected, attributes: unknown };
}

function refused(status: number, errorComment: string, attributes: readonly Tag[] = []): MppsRefusal {
  return { kind: 'refused', status, errorComment, ...(attributes.length === 0 ? {} : { attributes }) };
}

/** Text is taken as text: the two data sets may be in different character sets. */
function entryOf(dataSet: DataSet, tag: Tag): Entry[] {
  const element = dataSet.get(tag);
  if (element === undefined) return [];
  const { kind } = vrInfo(element.vr);
  if (kind === 'sequence') return [[tag, element.vr, dataSet.items(tag)]];
  return [[tag, element.vr, kind === 'text' ? dataSet.texts(tag) : element.value]];
}

function isStepStatus(text: string): text is PerformedStepStatus {
  return text === 'IN PROGRESS' || text === 'COMPLETED' || text === 'DISCONTINUED';
}

function isEmpty(dataSet: DataSet, tag: Tag): boolean {
  const element = dataSet.get(tag);
  if (element === undefined) return true;
  return element.vr === 'SQ' ? dataSet.items(tag).length === 0 : dataSet.text(tag) === '';
}
