import type { PacsState } from './state.ts';
import type { Before, InstanceRow, OrderRow, SeriesRow, StudyRow } from './state.ts';

/** Writes rows and remembers what stood there before the first write of each: what an undo puts back. */
export class StudyChanges {
  readonly #state: PacsState;
  readonly #studies = new Map<string, StudyRow | undefined>();
  readonly #series = new Map<string, SeriesRow | undefined>();
  readonly #instances = new Map<string, InstanceRow | undefined>();
  readonly #orders = new Map<string, OrderRow>();

  constructor(state: PacsState) {
    this.#state = state;
  }

  /** Every write of a study counts its revision. */
  study(row: StudyRow): StudyRow {
    const { studies } = this.#state;
    const now = studies.get(row.studyUid);
    if (!this.#studies.has(row.studyUid)) this.#studies.set(row.studyUid, now);
    const next = { ...row, revision: (now?.revision ?? 0) + 1 };
    studies.put(row.studyUid, next);
    return next;
  }

  series(key: string, row: SeriesRow | undefined): void {
    const { series } = this.#state;
    if (!this.#series.has(key)) this.#series.set(key, series.get(key));
    if (row) series.put(key, row);
    else series.delete(key);
  }

  instance(row: InstanceRow): void {
    const { instances } = this.#state;
    if (!this.#instances.has(row.sopUid)) this.#instances.set(row.sopUid, instances.get(row.sopUid));
    instances.put(row.sopUid, row);
  }

  /** Call before an order's tie to a study changes. */
  order(row: OrderRow): void {
    if (!this.#orders.has(row.key)) this.#orders.set(row.key, row);
  }

  get touchedStudies(): readonly string[] {
    return [...this.#studies.keys()];
  }

  before(): Before {
    const list = <Row>(rows: Map<string, Row>): { key: string; row: Row }[] =>
      [...rows].map(([key, row]) => ({ key, row }));
    return {
      studies: list(this.#studies),
      series: list(this.#series),
      instances: list(this.#instances),
      orders: [...this.#orders.values()].map(({ key, status, linkedStudy }) => ({ key, status, linkedStudy })),
    };
  }
}

/** Puts rows back as they were. Revisions go on counting: an undone study is a new state of it. */
export function restore(state: PacsState, before: Before): void {
  const put = <Row extends object>(
    table: { put(key: string, row: Row): void; delete(key: string): boolean },
    rows: readonly { readonly key: string; readonly row: Row | undefined }[],
  ): void => {
    for (const { key, row } of rows) {
      if (row) table.put(key, row);
      else table.delete(key);
    }
  };
  for (const { key, row } of before.studies) {
    const now = state.studies.get(key);
    if (row) state.studies.put(key, { ...row, revision: (now?.revision ?? row.revision) + 1 });
    else state.studies.delete(key);
  }
  put(state.series, before.series);
  put(state.instances, before.instances);
}
