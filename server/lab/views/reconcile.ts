import type { ReconcileView } from '../../contract/pacs.ts';
import type { Pacs } from '../../systems/pacs/pacs.ts';
import type { PreviewRequest } from '../../systems/pacs/reconcile-preview.ts';
import { patientKey, type PatientRow, rejectionTitles } from '../../systems/pacs/state.ts';
import { orderView, studyView } from './pacs.ts';

const labels: Readonly<Record<string, string>> = {
  accession: 'Accession number',
  patientId: 'Patient ID, issuer',
  name: 'Patient name',
  birthDate: 'Birth date',
  sex: 'Sex',
  modality: 'Modality',
  procedure: 'Procedure',
  time: 'Time',
  studyUid: 'Study Instance UID',
};

const reasons: Readonly<Record<string, string>> = {
  'same-accession': 'same accession number',
  'accession-is-filler': 'its filler number is the accession number of the images',
  'same-study-uid': 'same Study Instance UID',
  'same-patient': 'same patient',
  'name-alike': 'similar name',
  'same-family': 'same family name',
  'accession-near': 'similar accession number',
};

/** Patients that one search lists. */
const MOST_PATIENTS = 50;

interface Choice {
  /** Key of the order to compare with. */
  readonly order: string | undefined;
  readonly user: string | undefined;
  /** Words to find patients by. */
  readonly patient: string | undefined;
}

/** All that the reconcile dialog shows of one study, against what the user chose. */
export function reconcileView(
  pacs: Pacs,
  studyUid: string,
  { order, user, patient: words }: Choice,
  zoneOffset: number,
): ReconcileView | undefined {
  const study = pacs.state.studies.get(studyUid);
  if (!study) return undefined;
  const candidates = pacs.candidates(studyUid);
  const requests: PreviewRequest[] = [
    order === undefined ? { kind: 'link' } : { kind: 'link', order },
    order === undefined ? { kind: 'correct' } : { kind: 'correct', order },
    { kind: 'merge' },
    { kind: 'move' },
    { kind: 'reject' },
    { kind: 'hold' },
  ];
  const targets = pacs.mergeTargets(studyUid);
  const named = new Set([
    patientKey(study.patientId, study.issuer),
    ...candidates.map((each) => patientKey(each.order.patientId, each.order.issuer)),
  ]);
  const patients =
    words === undefined
      ? [...named].flatMap((key) => pacs.state.patients.get(key) ?? [])
      : findPatients(pacs, words).slice(0, MOST_PATIENTS);
  return {
    study: studyView(pacs, study, zoneOffset),
    candidates: candidates.map((candidate) => ({
      order: orderView(candidate.order, zoneOffset),
      why: candidate.why.map((each) => reasons[each] ?? each).join(', '),
      fields: candidate.fields.map((field) => ({
        field: field.field,
        label: labels[field.field] ?? field.field,
        study: field.study,
        order: field.order,
        same: field.outcome === 'agrees',
      })),
      agree: candidate.agree,
      of: candidate.of,
    })),
    mergeTargets: targets.map((target) => ({
      studyUid: target.studyUid,
      title: [target.name, target.description, target.accession || 'no accession', target.status]
        .filter(Boolean)
        .join(', '),
    })),
    patients: patients.map((patient) => ({
      patientId: patient.patientId,
      issuer: patient.issuer,
      name: patient.name,
      birthDate: patient.birthDate,
      sex: patient.sex,
    })),
    actions: requests.flatMap((request) => {
      const preview = pacs.preview(studyUid, request, user);
      if (!preview) return [];
      const nothing = request.kind === 'merge' && targets.length === 0 ? 'This patient has no other study here.' : null;
      const reason = preview.obstacle?.message ?? nothing;
      return [
        {
          action: request.kind,
          possible: reason === null,
          reason,
          willChange: [...preview.willChange],
          stays: [...preview.stays],
          othersSee: [...preview.othersSee],
        },
      ];
    }),
    rejectionTitles: Object.entries(rejectionTitles).map(([code, meaning]) => ({ code, meaning })),
  };
}

/** Those whose number or name has every word in it. */
function findPatients(pacs: Pacs, text: string): PatientRow[] {
  const words = text
    .toLowerCase()
    .split(/[\s,^]+/)
    .filter(Boolean);
  return pacs.state.patients.filter(({ patientId, issuer, name, birthDate }) => {
    const said = `${patientId} ${issuer} ${name} ${birthDate}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
