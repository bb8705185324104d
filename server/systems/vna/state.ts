import type { Micros } from '../../core/clock.ts';
import { Table } from '../../core/state.ts';
import type { ArchivedInstance } from '../archive/instance-source.ts';

export interface VnaInstanceRow extends ArchivedInstance {
  readonly studyUid: string;
  /** Code of the rejection note that names it (PS3.16 CID 7010). */
  readonly rejected: string | undefined;
}

/** A study as the last image of it described it. */
export interface VnaStudyRow {
  readonly studyUid: string;
  readonly patientId: string;
  readonly issuer: string;
  readonly name: string;
  readonly accession: string;
  readonly modalities: readonly string[];
  readonly instanceUids: readonly string[];
  readonly receivedAt: Micros;
}

export interface VnaState {
  readonly host: string;
  readonly studies: Table<VnaStudyRow>;
  readonly instances: Table<VnaInstanceRow>;
}

export function emptyVna(host = 'vna01'): VnaState {
  return { host, studies: new Table<VnaStudyRow>(), instances: new Table<VnaInstanceRow>() };
}
