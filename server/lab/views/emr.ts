import type { ChartResult } from '../../contract/emr.ts';
import type { ResultRow } from '../../systems/emr/state.ts';
import type { Hospital } from '../hospital.ts';

/** The charts as emr01 shows them, newest result first. */
export function chartResults(hospital: Hospital): ChartResult[] {
  return [...hospital.emr.state.results.values()]
    .sort((a, b) => b.filedAt - a.filedAt)
    .map((row) => chartResult(hospital, row));
}

function chartResult(hospital: Hospital, row: ResultRow): ChartResult {
  const { emr, reporting } = hospital;
  const chart = emr.state.charts.get(row.chart);
  return {
    filler: row.filler,
    placer: row.placer,
    accession: row.accession,
    patientId: chart?.patientId ?? '',
    issuer: chart?.issuer ?? '',
    patientName: chart?.name ?? '',
    birthDate: chart?.birthDate ?? '',
    sex: chart?.sex ?? '',
    procedure: row.procedureCode,
    description: row.procedureText,
    status: row.status,
    text: row.text,
    author: row.author,
    filedAt: row.filedAt,
    messages: row.messages,
    event: row.eventId,
    studyUid: row.studyUid,
    link: row.studyUid === '' ? '' : emr.settings.imageLink.replaceAll('{study}', row.studyUid),
    opens: whatOpens(hospital, row.studyUid),
    report: reporting.state.reports.get(row.filler)?.stage ?? '',
  };
}

/** What the viewer gets when it asks pacs01 for the study: what was rejected is not shown. */
export function whatOpens({ pacs }: Hospital, studyUid: string): ChartResult['opens'] {
  const contents = studyUid === '' ? undefined : pacs.study(studyUid);
  const images = contents?.series.flatMap((each) => each.instances).filter((each) => each.rejected === undefined) ?? [];
  if (!contents || images.length === 0) return null;
  const { patientId, name, description, modalities } = contents.study;
  return { patientId, patientName: name, description, modalities: modalities.join(', '), images: images.length };
}
