import type { Micros } from '../../core/clock.ts';
import { Table } from '../../core/state.ts';

/** A patient with a chart. Key: `patientId@issuer`. */
export interface ChartRow {
  readonly key: string;
  readonly patientId: string;
  readonly issuer: string;
  /** Family and given name. */
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
}

/** What a reader of the chart is told of a result: `WRONG` is crossed out, with what it said. */
export type ResultStatus = 'PRELIMINARY' | 'FINAL' | 'CORRECTED' | 'WRONG';

/** The result of one order. Key: filler order number. */
export interface ResultRow {
  readonly filler: string;
  readonly placer: string;
  readonly accession: string;
  /** Chart that it is filed in. */
  readonly chart: string;
  readonly procedureCode: string;
  readonly procedureText: string;
  readonly status: ResultStatus;
  readonly text: string;
  /** Study that the images of the result open; '' without. */
  readonly studyUid: string;
  /** OBR-32. */
  readonly author: string;
  /** MSH-7 of the newest message, local time. */
  readonly messageTime: string;
  readonly filedAt: Micros;
  /** Messages that were filed for this order. */
  readonly messages: number;
  /** Journal event of the newest message. */
  readonly eventId: number;
}

export interface EmrState {
  readonly host: string;
  readonly charts: Table<ChartRow>;
  readonly results: Table<ResultRow>;
  nextControlId: number;
}

export function emptyEmr(host = 'emr01'): EmrState {
  return { host, charts: new Table<ChartRow>(), results: new Table<ResultRow>(), nextControlId: 1 };
}
