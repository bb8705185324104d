import type { WorklistEntry, WorklistItem } from '../../contract/engine.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { WorklistRow } from '../../systems/worklist/state.ts';
import type { Worklist } from '../../systems/worklist/worklist.ts';
import { dicomNodes } from './dicom-nodes.ts';

/** Attributes of a scheduled step, as text. */
export interface StepText {
  readonly patientName: string;
  readonly issuer: string;
  readonly accession: string;
  readonly placer: string;
  readonly filler: string;
  readonly stationAe: string;
  readonly modality: string;
  readonly start: string;
  readonly description: string;
}

export function stepText(item: DataSet): StepText {
  const step = item.items(0x00400100)[0] ?? DataSet.empty;
  const time = step.text(0x00400003).slice(0, 4);
  return {
    patientName: item.text(0x00100010),
    issuer: item.text(0x00100021),
    accession: item.text(0x00080050),
    placer: item.text(0x00402016),
    filler: item.text(0x00402017),
    stationAe: step.text(0x00400001),
    modality: step.text(0x00080060),
    start: `${step.text(0x00400002)} ${time === '' ? '' : `${time.slice(0, 2)}:${time.slice(2)}`}`.trim(),
    description: step.text(0x00400007) || item.text(0x00321060),
  };
}

function worklistItem(row: WorklistRow, item: DataSet): WorklistItem {
  const { patientName, issuer, accession, stationAe, modality, start, description } = stepText(item);
  return {
    key: row.key,
    patientId: row.patientId,
    issuer,
    patientName,
    accession,
    studyUid: row.studyUid,
    spsId: row.spsId,
    stationAe,
    modality,
    start,
    description,
    status: row.status,
    revision: row.revision,
    updated: row.updatedAt,
    event: row.eventId > 0 ? row.eventId : null,
  };
}

export function worklistView(worklist: Worklist): WorklistItem[] {
  return [...worklist.state.items.values()].map((row) => worklistItem(row, worklist.item(row)));
}

/** Undefined: the server has no such item (any more). */
export function worklistEntry(worklist: Worklist, key: string): WorklistEntry | undefined {
  const row = worklist.state.items.get(key);
  if (!row) return undefined;
  const item = worklist.item(row);
  const performed = worklist.state.performed
    .filter(({ steps }) => steps.some(({ studyUid, spsId }) => studyUid === row.studyUid && spsId === row.spsId))
    .map(({ stepId, stationAe, status, beganAt, images }) => ({
      step: stepId,
      station: stationAe,
      status,
      began: beganAt,
      images,
    }));
  return { ...worklistItem(row, item), nodes: dicomNodes(item), performed };
}
