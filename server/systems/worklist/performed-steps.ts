import type { AssociationProposal, DicomProvider, NAnswer, NCall } from '../../network/dicom-provider.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import {
  judgeMppsCreate,
  judgeMppsSet,
  type MppsRefusal,
  type PerformedStepStatus,
  selectAttributes,
} from '../../protocols/dimse/services/mpps.ts';
import { formatStatus, statuses } from '../../protocols/dimse/status.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { itemOf } from './item-query.ts';
import type { PerformedStepRow, StepStatus, WorklistRow, WorklistState } from './state.ts';
import type { WorklistItems } from './worklist-items.ts';
import { HOST, type WorklistLog } from './worklist-log.ts';

const STEP = 0x00400270;
/** MPPS Retrieve (PS3.4 F.8): N-GET of a step. */
const retrieve = '1.2.840.10008.3.1.2.3.4';

const supported: ReadonlyMap<string, readonly string[]> = new Map([
  [sopClass.verification, [EXPLICIT_LE, IMPLICIT_LE]],
  [sopClass.modalityPerformedProcedureStep, [EXPLICIT_LE, IMPLICIT_LE]],
  [retrieve, [EXPLICIT_LE, IMPLICIT_LE]],
]);

const noStep: MppsRefusal = {
  kind: 'refused',
  status: statuses.noSuchSopInstance,
  errorComment: 'No such Performed Procedure Step',
};

/** From which status of a scheduled step the scanner's report may lead to which. */
const follows: Readonly<Record<PerformedStepStatus, readonly StepStatus[]>> = {
  'IN PROGRESS': ['SCHEDULED'],
  COMPLETED: ['SCHEDULED', 'IN PROGRESS'],
  DISCONTINUED: ['SCHEDULED', 'IN PROGRESS'],
};

/** The MPPS port of mwl01 (PS3.4 F.7): what scanners report of their examinations moves the steps of the worklist. */
export class PerformedSteps implements DicomProvider {
  readonly #room: MachineRoom;
  readonly #state: WorklistState;
  readonly #items: WorklistItems;
  readonly #log: WorklistLog;
  /** Why a caller is not let in. */
  readonly #judge: (proposal: AssociationProposal) => ReturnType<DicomProvider['accept']> | undefined;

  constructor(
    room: MachineRoom,
    state: WorklistState,
    items: WorklistItems,
    log: WorklistLog,
    judge: (proposal: AssociationProposal) => ReturnType<DicomProvider['accept']> | undefined,
  ) {
    this.#room = room;
    this.#state = state;
    this.#items = items;
    this.#log = log;
    this.#judge = judge;
  }

  readonly accept = (proposal: AssociationProposal): ReturnType<DicomProvider['accept']> =>
    this.#judge(proposal) ?? { kind: 'accept', supported };

  readonly echo = (): number => statuses.success;

  /** N-CREATE: the examination has begun. */
  readonly create = (call: NCall, attributes: DataSet | undefined): NAnswer => {
    const dataSet = attributes ?? DataSet.empty;
    const { performed } = this.#state;
    const verdict = judgeMppsCreate(call.sopUid, performed.has(call.sopUid), dataSet, { lenient: true });
    if (verdict.kind === 'refused') return this.#refuse('N-CREATE', call, verdict);
    const row: PerformedStepRow = {
      sopUid: call.sopUid,
      status: 'IN PROGRESS',
      stepId: dataSet.text(0x00400253),
      stationAe: dataSet.text(0x00400241),
      patientId: dataSet.text(0x00100020),
      steps: dataSet.items(STEP).map((step) => ({ studyUid: step.text(0x0020000d), spsId: step.text(0x00400009) })),
      transferSyntax: call.transferSyntax,
      created: dataSet.write(call.transferSyntax),
      changes: [],
      beganAt: this.#room.kernel.now,
      endedAt: undefined,
      images: 0,
    };
    this.#keep(row, call, `performed step ${row.stepId} IN PROGRESS at ${row.stationAe}`);
    return { status: verdict.status };
  };

  /** N-SET: more is known of it, or it has ended. */
  readonly set = (call: NCall, modification: DataSet | undefined): NAnswer => {
    const row = this.#state.performed.get(call.sopUid);
    if (!row) return this.#refuse('N-SET', call, noStep);
    const verdict = judgeMppsSet(performedDataSet(row), modification ?? DataSet.empty);
    if (verdict.kind === 'refused') return this.#refuse('N-SET', call, verdict);
    const { stepStatus: status, dataSet } = verdict;
    const next: PerformedStepRow = {
      ...row,
      status,
      changes: [...row.changes, (modification ?? DataSet.empty).write(row.transferSyntax)],
      endedAt: status === 'IN PROGRESS' ? undefined : this.#room.kernel.now,
      images: dataSet.items(0x00400340).reduce((sum, series) => sum + series.items(0x00081140).length, 0),
    };
    this.#keep(next, call, `performed step ${row.stepId} ${status}, ${next.images} images`);
    return { status: verdict.status, attributes: verdict.attributes };
  };

  /** N-GET. */
  readonly read = (call: NCall): NAnswer => {
    const row = this.#state.performed.get(call.sopUid);
    if (!row) return this.#refuse('N-GET', call, noStep);
    return selectAttributes(performedDataSet(row), call.attributes);
  };

  #keep(row: PerformedStepRow, call: NCall, title: string): void {
    this.#state.performed.put(row.sopUid, row);
    this.#log.write('INFO', '{0}', title);
    const items = row.steps.flatMap(({ studyUid, spsId }) => this.#state.items.get(`${studyUid}|${spsId}`) ?? []);
    if (items.length === 0) this.#log.write('WARN', 'performed step {0} belongs to no scheduled step', row.stepId);
    for (const item of items) this.#move(item, row.status, call.eventId);
  }

  #move(item: WorklistRow, status: PerformedStepStatus, eventId: number): void {
    if (follows[status].includes(item.status)) {
      this.#items.put(item, itemOf(item), status, { eventId, editedBy: item.editedBy });
    } else if (item.status !== status) {
      this.#log.write('WARN', 'step {0} is {1}, {2} changes nothing', item.spsId, item.status, status);
    }
  }

  #refuse(what: string, call: NCall, { status, errorComment: comment, errorId, attributes }: MppsRefusal): NAnswer {
    this.#log.write('ERROR', '{0} {1} from {2}: {3} {4}', what, call.sopUid, call.callingAe, formatStatus(status), comment); // prettier-ignore
    this.#room.journal.record({
      kind: 'row',
      host: HOST,
      table: 'mpps',
      row: call.sopUid,
      title: `${what} refused: ${comment}`,
      keys: {},
    });
    return {
      status,
      comment,
      ...(errorId === undefined ? {} : { errorId }),
      ...(attributes === undefined ? {} : { attributes }),
    };
  }
}

/** What a performed step is by all that was said of it. */
export function performedDataSet(row: PerformedStepRow): DataSet {
  let dataSet = DataSet.read(row.created, row.transferSyntax);
  for (const change of row.changes) {
    const verdict = judgeMppsSet(dataSet, DataSet.read(change, row.transferSyntax));
    if (verdict.kind === 'changed') dataSet = verdict.dataSet;
  }
  return dataSet;
}
