import type { PacsAudit, PacsOrder, PacsView, StudyDetail, StudyRow as StudyView } from '../../contract/pacs.ts';
import { parseTimestamp } from '../../core/clock.ts';
import type { Pacs } from '../../systems/pacs/pacs.ts';
import type { ActionRow, OrderRow, StudyRow } from '../../systems/pacs/state.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { dicomNodes } from './dicom-nodes.ts';

/** The PACS keeps local wall-clock text; the page wants instants. */
function instant(text: string, zoneOffset: number): number {
  return parseTimestamp(text, zoneOffset) ?? 0;
}

export function pacsView(pacs: Pacs, zoneOffset: number): PacsView {
  const { state } = pacs;
  const studies = [...state.studies.values()].filter((study) => study.status !== 'MERGED');
  return {
    studies: studies.map((study) => studyView(pacs, study, zoneOffset)),
    orders: [...state.orders.values()].map((order) => orderView(order, zoneOffset)),
    audit: audit(pacs),
    requests: studies.flatMap((study) =>
      study.rejectionRequest
        ? [
            {
              id: study.rejectionRequest.id,
              study: study.studyUid,
              title: study.rejectionRequest.title,
              by: study.rejectionRequest.by,
              at: study.rejectionRequest.at,
              reason: study.rejectionRequest.reason,
            },
          ]
        : [],
    ),
  };
}

/** `NGH_VNA`, or `NGH_VNA: why not`; commas between several. */
function copiesOf({ state }: Pacs, { studyUid, revision }: StudyRow): string {
  if (state.copies.size === 0) return '';
  return state.copies
    .filter((copy) => copy.studyUid === studyUid)
    .map((copy) => {
      if (copy.status !== 'SENT') return `${copy.to}: ${copy.detail}`;
      return copy.revision === revision ? copy.to : `${copy.to}: as it was before the last change`;
    })
    .join(', ');
}

export function studyView(pacs: Pacs, study: StudyRow, zoneOffset: number): StudyView {
  const series = study.seriesUids.map((uid) => pacs.state.series.get(uid));
  const first = pacs.state.instances.get(study.instanceUids[0] ?? '');
  return {
    studyUid: study.studyUid,
    patientId: study.patientId,
    issuer: study.issuer,
    patientName: study.name,
    birthDate: study.birthDate,
    sex: study.sex,
    accession: study.accession,
    description: study.description,
    modalities: study.modalities.join('\\'),
    station: series[0]?.stationAe ?? study.fromAe,
    studyTime: instant(`${study.studyDate}${study.studyTime.slice(0, 6)}`, zoneOffset),
    received: study.receivedAt,
    series: study.seriesUids.length,
    instances: study.instanceUids.length,
    status:
      study.hold && study.status === 'UNVERIFIED' ? 'HELD' : study.status === 'MERGED' ? 'REJECTED' : study.status,
    reason: study.reason ?? null,
    note: study.hold?.note ?? study.detail,
    copies: copiesOf(pacs, study),
    revision: study.revision,
    event: first && first.eventId > 0 ? first.eventId : null,
  };
}

export function orderView(order: OrderRow, zoneOffset: number): PacsOrder {
  return {
    key: order.key,
    accession: order.accession,
    filler: order.filler,
    placer: order.placer,
    studyUid: order.studyUid,
    patientId: order.patientId,
    issuer: order.issuer,
    patientName: order.name,
    birthDate: order.birthDate,
    sex: order.sex,
    procedure: order.procedureCode,
    description: order.procedureText,
    modality: order.modality,
    station: order.station,
    scheduled: instant(order.scheduled, zoneOffset),
    status: order.status,
    linked: order.linkedStudy ?? null,
  };
}

function audit(pacs: Pacs): PacsAudit[] {
  const undoable = (action: ActionRow): boolean =>
    !action.undone &&
    action.after.every(({ studyUid, revision }) => pacs.state.studies.get(studyUid)?.revision === revision);
  return [...pacs.state.actions.values()].map((action) => ({
    id: action.id,
    at: action.at,
    user: action.user,
    action: action.undone ? `${action.kind}, undone by ${action.undone.by}` : action.kind,
    study: action.before.studies[0]?.key ?? '',
    detail: [action.title, action.reason].filter(Boolean).join(': '),
    undoable: undoable(action),
  }));
}

export function studyDetail(pacs: Pacs, studyUid: string, zoneOffset: number): StudyDetail | undefined {
  const study = pacs.state.studies.get(studyUid);
  if (!study) return undefined;
  const first = pacs.state.instances.get(study.instanceUids[0] ?? '');
  return {
    study: studyView(pacs, study, zoneOffset),
    series: study.seriesUids.flatMap((uid) => {
      const series = pacs.state.series.get(uid);
      if (!series) return [];
      return [
        {
          seriesUid: uid,
          number: series.number,
          modality: series.modality,
          description: series.description,
          instances: series.instanceUids.flatMap((sop) => {
            const row = pacs.state.instances.get(sop);
            return row
              ? [{ sopUid: sop, sopClass: row.sopClass, number: Number(row.number) || 0, bytes: row.bytes }]
              : [];
          }),
        },
      ];
    }),
    header: first ? dicomNodes(DataSet.read(first.parts, first.transferSyntax)) : [],
  };
}
