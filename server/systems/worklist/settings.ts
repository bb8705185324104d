import type { Lacking } from '../../protocols/dicom/transliterate.ts';
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
  /** By calling AE title, the one Specific Character Set that the caller takes. */
  readonly charsets: ReadonlyMap<string, string>;
  /** How letters are written that such a set lacks. */
  readonly lacking: Lacking;
  /** How AE titles of a query are compared: `exact` as PS3.4 C.2.2.2.1 has it. */
  readonly aeMatch: 'exact' | 'ignore-case' | 'ignore';
}

function readCharsets(text: string): ReadonlyMap<string, string> | undefined {
  const sets = new Map<string, string>();
  for (const entry of text.split(',')) {
    const [title = '', term = ''] = entry.split(':').map((part) => part.trim());
    if (readAeTitle(title) === undefined || sets.has(title)) return undefined;
    if (!/^ISO_IR (6|100|101|126|144|192)$/.test(term)) return undefined;
    sets.set(title, term);
  }
  return sets;
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
    charsets: {
      key: 'query.charsets',
      fallback: new Map<string, string>(),
      expected: 'AE_TITLE:ISO_IR 100, with commas between them; ISO_IR 6, 100, 101, 126, 144 or 192',
      read: readCharsets,
    },
    lacking: {
      key: 'query.charset.lacking',
      fallback: 'question-mark',
      expected: 'transliterate or question-mark',
      read: (value) => (value === 'transliterate' || value === 'question-mark' ? value : undefined),
    },
    aeMatch: {
      key: 'query.station.ae',
      fallback: 'exact',
      expected: 'exact, ignore-case or ignore',
      read: (value) => (value === 'exact' || value === 'ignore-case' || value === 'ignore' ? value : undefined),
    },
  }),
);
