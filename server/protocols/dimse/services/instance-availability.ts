import { DataSet } from '../../dicom/data-set.ts';
import type { Tag } from '../../dicom/tag.ts';
import { statuses } from '../status.ts';
import type { SopReference } from './storage-commitment.ts';

/** Instance Availability Notification (PS3.4 R): an archive says by N-CREATE that instances can be had. */
export const instanceAvailabilitySopClass = '1.2.840.10008.5.1.4.33';

/** Values of Instance Availability (0008,0056), PS3.3 C.4.23.1.1. */
export type Availability = 'ONLINE' | 'NEARLINE' | 'OFFLINE' | 'UNAVAILABLE';

export interface AvailableInstance extends SopReference {
  readonly availability: Availability;
  readonly retrieveAe: string;
}

export interface AvailabilityNotification {
  readonly kind: 'availability';
  readonly studyUid: string;
  readonly series: readonly { readonly seriesUid: string; readonly instances: readonly AvailableInstance[] }[];
  /** SOP instance of the MPPS that made them, if one did. */
  readonly performedStepUid?: string;
}

export interface AvailabilityRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly errorComment: string;
  readonly attributes: readonly Tag[];
}

const PERFORMED_STEPS: Tag = 0x00081111;
const STUDY: Tag = 0x0020000d;
const SERIES: Tag = 0x00081115;
const INSTANCES: Tag = 0x00081199;

/** The attribute list of the N-CREATE (PS3.4 Table R.3.2-1). */
export function availabilityNotification(notification: Omit<AvailabilityNotification, 'kind'>): DataSet {
  const { performedStepUid, studyUid, series } = notification;
  return DataSet.build([
    [
      PERFORMED_STEPS,
      'SQ',
      performedStepUid === undefined
        ? []
        : [
            DataSet.build([
              [0x00081150, 'UI', '1.2.840.10008.3.1.2.3.3'],
              [0x00081155, 'UI', performedStepUid],
              [0x00404019, 'SQ', []],
            ]),
          ],
    ],
    [STUDY, 'UI', studyUid],
    [
      SERIES,
      'SQ',
      series.map(({ seriesUid, instances }) =>
        DataSet.build([
          [
            INSTANCES,
            'SQ',
            instances.map((instance) =>
              DataSet.build([
                [0x00080054, 'AE', instance.retrieveAe],
                [0x00080056, 'CS', instance.availability],
                [0x00081150, 'UI', instance.sopClassUid],
                [0x00081155, 'UI', instance.sopInstanceUid],
              ]),
            ),
          ],
          [0x0020000e, 'UI', seriesUid],
        ]),
      ),
    ],
  ]);
}

/** What the receiver of the N-CREATE must find (Table R.3.2-1, type 1 attributes); else 0120 or 0121. */
export function readAvailability(dataSet: DataSet | undefined): AvailabilityNotification | AvailabilityRefusal {
  const missing = [PERFORMED_STEPS, STUDY, SERIES].filter((tag) => dataSet?.has(tag) !== true);
  if (dataSet === undefined || missing.length > 0) {
    return refused(statuses.missingAttribute, 'Required attribute missing', missing);
  }
  const studyUid = dataSet.text(STUDY);
  if (studyUid === '') return refused(statuses.missingAttributeValue, 'Study Instance UID has no value', [STUDY]);
  const items = dataSet.items(SERIES);
  if (items.length === 0) return refused(statuses.missingAttributeValue, 'No series', [SERIES]);
  const series = items.map((item) => ({
    seriesUid: item.text(0x0020000e),
    instances: item.items(INSTANCES).map((instance) => ({
      sopClassUid: instance.text(0x00081150),
      sopInstanceUid: instance.text(0x00081155),
      availability: availabilityOf(instance.text(0x00080056)),
      retrieveAe: instance.text(0x00080054),
    })),
  }));
  const known = series.flatMap(({ seriesUid, instances }) => {
    const read = instances.flatMap(({ availability, ...rest }) =>
      availability === undefined ? [] : [{ ...rest, availability }],
    );
    const whole = read.length === instances.length && seriesUid !== '' && read.length > 0;
    return whole ? [{ seriesUid, instances: read }] : [];
  });
  if (known.length < series.length) {
    return refused(statuses.missingAttributeValue, 'Series or instance without UID or availability', [SERIES]);
  }
  const performedStepUid = dataSet.items(PERFORMED_STEPS)[0]?.text(0x00081155) ?? '';
  const base = { kind: 'availability', studyUid, series: known } as const;
  return performedStepUid === '' ? base : { ...base, performedStepUid };
}

function availabilityOf(text: string): Availability | undefined {
  return text === 'ONLINE' || text === 'NEARLINE' || text === 'OFFLINE' || text === 'UNAVAILABLE' ? text : undefined;
}

function refused(status: number, errorComment: string, attributes: readonly Tag[]): AvailabilityRefusal {
  return { kind: 'refused', status, errorComment, attributes };
}
