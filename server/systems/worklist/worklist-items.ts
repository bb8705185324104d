import { DataSet } from '../../protocols/dicom/data-set.ts';
import { findTag, lookupTag } from '../../protocols/dicom/dictionary.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { itemOf, stationsOf } from './item-query.ts';
import { mayEdit, refused } from './rights.ts';
import type { StepStatus, WorklistRow, WorklistState } from './state.ts';
import { HOST, type WorklistLog } from './worklist-log.ts';

export const STUDY_UID = 0x0020000d;
export const SPS_ID = 0x00400009;
const SPS_SEQUENCE = 0x00400100;
const PATIENT_ID = 0x00100020;
const SPS_STATUS = 0x00400020;

/** The scheduled steps of mwl01: written by messages, changed and deleted by hand at the server's own screen. */
export class WorklistItems {
  readonly #room: MachineRoom;
  readonly #state: WorklistState;
  readonly #log: WorklistLog;

  constructor(room: MachineRoom, state: WorklistState, log: WorklistLog) {
    this.#room = room;
    this.#state = state;
    this.#log = log;
  }

  /** Changes one attribute of one item: of the item itself or of its scheduled step. */
  edit(key: string, attribute: string, value: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    const row = this.#editable(key, user, basedOn);
    if (!row.ok) return row;
    const tag = parseTag(attribute) ?? findTag(attribute);
    const entry = tag === undefined ? undefined : lookupTag(tag);
    if (tag === undefined || !entry) return refused('unknown-attribute', `${attribute} is no DICOM attribute.`);
    const item = itemOf(row.value);
    const [step] = item.items(SPS_SEQUENCE);
    const before = item.has(tag) ? item.text(tag) : (step?.text(tag) ?? '');
    const next =
      item.has(tag) || !step?.has(tag)
        ? item.with(tag, entry.vr, value)
        : item.with(SPS_SEQUENCE, 'SQ', [step.with(tag, entry.vr, value)]);
    if (next.diagnostics.some((each) => each.severity === 'error')) {
      return refused('bad-value', `${value} is no value for ${entry.name} (${entry.vr}).`);
    }
    const changed = this.put(row.value, next, row.value.status, { eventId: 0, editedBy: user });
    this.#log.audit(user, `edit ${attribute}`, key, before, value);
    return { ok: true, value: changed };
  }

  delete(key: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    const row = this.#editable(key, user, basedOn);
    if (!row.ok) return row;
    this.#state.items.delete(key);
    this.#log.audit(user, 'delete item', key, row.value.status, '');
    this.#event(row.value, itemOf(row.value), `worklist item ${row.value.spsId} deleted by ${user}`);
    return row;
  }

  #editable(key: string, user: string, basedOn: number | undefined): UserResult<WorklistRow> {
    if (!mayEdit.includes(user)) return refused('not-permitted', `mwl01: ${user} may not change worklist entries.`);
    const row = this.#state.items.get(key);
    if (!row) return refused('gone', 'This entry is not on the worklist any more.');
    if (basedOn !== undefined && basedOn !== row.revision) {
      return refused('stale', `This entry has changed since (revision ${row.revision} now). Look at it again.`);
    }
    return { ok: true, value: row };
  }

  put(
    old: Pick<WorklistRow, 'key' | 'filler' | 'revision'> & Partial<WorklistRow>,
    dataSet: DataSet,
    status: StepStatus,
    change: Pick<WorklistRow, 'eventId' | 'editedBy'> & Partial<WorklistRow>,
  ): WorklistRow {
    const step = stepOf(dataSet);
    const item =
      step.text(SPS_STATUS) === status
        ? dataSet
        : dataSet.with(SPS_SEQUENCE, 'SQ', [step.with(SPS_STATUS, 'CS', status)]);
    const row: WorklistRow = {
      key: old.key,
      filler: old.filler,
      studyUid: item.text(STUDY_UID),
      spsId: step.text(SPS_ID),
      patientId: item.text(PATIENT_ID),
      status,
      stations: stationsOf(item),
      parts: item.write(EXPLICIT_LE),
      messageTime: change.messageTime ?? old.messageTime ?? '',
      eventId: change.eventId,
      editedBy: change.editedBy,
      updatedAt: this.#room.kernel.now,
      revision: old.revision + 1,
    };
    this.#state.items.put(row.key, row);
    this.#event(row, item, `worklist item ${row.spsId} ${status}`);
    return row;
  }

  #event(row: WorklistRow, item: DataSet, title: string): void {
    this.#room.journal.record({
      kind: 'row',
      host: HOST,
      table: 'mwl_item',
      row: row.key,
      title,
      keys: {
        patientId: row.patientId,
        studyUid: row.studyUid,
        spsId: row.spsId,
        accession: item.text(0x00080050),
        filler: row.filler,
      },
    });
  }
}

/** The (first) scheduled step of an item. */
export function stepOf(item: DataSet): DataSet {
  return item.items(SPS_SEQUENCE)[0] ?? DataSet.empty;
}
