import type { ChartResult } from '../../../../server/contract/emr.ts';
import { t } from '../../text/t.ts';

export function resultStatus(status: string): 'ok' | 'active' | 'idle' {
  return status === 'PRELIMINARY' ? 'active' : status === 'WRONG' ? 'idle' : 'ok';
}

/** The link opens images that carry another patient's number than the chart. */
export function isForeign({ opens, patientId }: Pick<ChartResult, 'opens' | 'patientId'>): boolean {
  return opens !== null && opens.patientId !== patientId;
}

/** What the image link comes to, for the list. */
export function imageWord(row: Pick<ChartResult, 'link' | 'opens' | 'patientId'>): string {
  if (row.link === '') return t.emr.noLink;
  if (row.opens === null) return t.emr.opensNothing;
  return isForeign(row) ? t.emr.otherPatient : t.emr.opens(row.opens.images);
}

/** What the image link opens, in a sentence. */
export function opensWhat({ link, opens }: Pick<ChartResult, 'link' | 'opens'>): string {
  if (link === '') return t.emr.noLink;
  if (opens === null) return t.emr.opensNone;
  const { patientName, patientId, description, images } = opens;
  return t.emr.opensWhat(patientName, patientId, description, t.emr.opens(images));
}
