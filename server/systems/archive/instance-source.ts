import type { DataSet } from '../../protocols/dicom/data-set.ts';

/** One instance as an archive keeps it. */
export interface ArchivedInstance {
  readonly sopUid: string;
  readonly sopClass: string;
  readonly seriesUid: string;
  readonly transferSyntax: string;
  /** The data set in parts, pixel data by reference. */
  readonly parts: readonly Uint8Array[];
}

/** One study with what may be seen of it; never without an instance. */
export interface ArchivedStudy {
  readonly studyUid: string;
  readonly patientId: string;
  readonly issuer: string;
  readonly modalities: readonly string[];
  readonly instances: readonly ArchivedInstance[];
}

/** What an archive lets others query and retrieve. */
export interface InstanceSource {
  readonly aeTitle: string;
  /** `studyUid`: only that one, where it is there. */
  readonly studies: (studyUid?: string) => Iterable<ArchivedStudy>;
  readonly dataSet: (instance: ArchivedInstance) => DataSet;
}
