import { memoiseByText, readAeTitle, readProperties, readText, wholeNumber } from '../host/properties.ts';

export const ORDER_MAPPING = '/etc/ngmwl/order-mapping.yaml';
export const MWL_AE_CONF = '/etc/ngmwl/ae.conf';
export const MWL_CONF = '/etc/ngmwl/mwl.conf';

/** `/etc/ngmwl/mwl.conf`. */
export interface WorklistSettings {
  readonly aeTitle: string;
  readonly dicomPort: number;
  readonly hl7Port: number;
  /** Under which title and where scanners report what they perform (MPPS). */
  readonly mppsAeTitle: string;
  readonly mppsPort: number;
  /** Steps with one of these are shown to scanners. */
  readonly statuses: readonly string[];
  readonly limit: number;
  /** How AE titles of a query are compared: `exact` as PS3.4 C.2.2.2.1 has it. */
  readonly aeMatch: 'exact' | 'ignore-case' | 'ignore';
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };

export const readWorklistSettings = memoiseByText((text: string) =>
  readProperties<WorklistSettings>(text, {
    aeTitle: { key: 'ae.title', expected: 'an AE title of at most 16 characters', read: readAeTitle },
    dicomPort: { key: 'dicom.port', ...port },
    hl7Port: { key: 'hl7.port', ...port },
    mppsAeTitle: {
      key: 'mpps.ae.title',
      fallback: 'NGH_MPPS',
      expected: 'an AE title of at most 16 characters',
      read: readAeTitle,
    },
    mppsPort: { key: 'mpps.port', fallback: 11_114, ...port },
    statuses: {
      key: 'query.statuses',
      expected: 'statuses with commas between them',
      read: (value) => {
        const words = readText(value)
          ?.split(',')
          .map((word) => word.trim());
        return words?.every((word) => /^[A-Z ]+$/.test(word)) ? words : undefined;
      },
    },
    limit: { key: 'query.limit', fallback: 500, expected: 'a number from 1 to 5000', read: wholeNumber(1, 5000) },
    aeMatch: {
      key: 'query.station.ae',
      fallback: 'exact',
      expected: 'exact, ignore-case or ignore',
      read: (value) => (value === 'exact' || value === 'ignore-case' || value === 'ignore' ? value : undefined),
    },
  }),
);
