import type { ExamRow, PlannedSeries } from './state.ts';

export interface ExamOptions {
  readonly operator?: string;
  /** Images to make; as many as usual unless given. */
  readonly images?: number;
  /** Length of the acquisition; as long as usual unless given. */
  readonly seconds?: number;
  /** The operator picks from the list as the console shows it, without asking the worklist again. */
  readonly fromList?: boolean;
  /** The console does not report what it performs, although it could. */
  readonly unreported?: boolean;
  /** The operator breaks it off before the first image. */
  readonly discontinue?: boolean;
  /** Series to make; one unless given. */
  readonly series?: readonly PlannedSeries[];
  /** The console restarts when these images are made: they are sent, and the step is reported as DISCONTINUED. */
  readonly restarts?: boolean;
  /** Who truly lies there, and the protocol that is run, where the operator took another's entry. */
  readonly onTable?: ExamRow['onTable'];
}

/** Whom the operator looks for in the list: the step, or the patient. */
export interface WantedExam extends ExamOptions {
  readonly spsId?: string;
  readonly patientId?: string;
}
