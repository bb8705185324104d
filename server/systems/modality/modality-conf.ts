import type { ImageModality } from '../../protocols/dicom/image/image-request.ts';
import { memoiseByText, oneOf, readAeTitle, readProperties, readText, wholeNumber } from '../host/properties.ts';

/** What a scanner runs with: `/etc/modality.conf`. */
export interface ModalityConf {
  readonly aeTitle: string;
  readonly port: number;
  readonly modality: ImageModality;
  readonly stationName: string;
  readonly location: string;
  readonly institution: string;
  readonly model: string;
  readonly characterSet: string;
  /** Specific Character Sets of a worklist entry that the console can show (PS3.2, Support of Character Sets). */
  readonly characterSets: readonly string[] | 'any';
  readonly worklistHost: string;
  readonly worklistPort: number;
  readonly worklistAe: string;
  /** Whether the query names the own AE title, the own modality, today's date. */
  readonly worklistStation: 'own' | 'any';
  readonly worklistModality: 'own' | 'any';
  readonly worklistDate: 'today' | 'any';
  /** `values`: the console leaves out entries with values that PS3.3 does not allow, and says so in its log. */
  readonly worklistCheck: 'none' | 'values';
  /** Where what is performed is reported (MPPS); '' on a console that does not. */
  readonly mppsHost: string;
  readonly mppsPort: number;
  readonly mppsAe: string;
  /** Whom the console asks for storage commitment; '' on one that does not ask. */
  readonly commitHost: string;
  readonly commitPort: number;
  readonly commitAe: string;
  /** Minutes from an examination to the question. */
  readonly commitMinutes: number;
  /** Whether the report is awaited on the association of the request, or comes on a new one. */
  readonly commitReport: 'new' | 'same';
  readonly pacsHost: string;
  readonly pacsPort: number;
  readonly pacsAe: string;
  /** Seconds between two attempts to send when the archive cannot be reached, and how many attempts follow the first. */
  readonly retrySeconds: number;
  readonly retries: number;
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };
const ae = { expected: 'an AE title of at most 16 characters', read: readAeTitle };
const text = (expected: string): { expected: string; read: typeof readText } => ({ expected, read: readText });
const ownOrAny = { fallback: 'own', expected: 'own or any', read: oneOf('own', 'any') } as const;

export const readModalityConf = memoiseByText((file: string) =>
  readProperties<ModalityConf>(file, {
    aeTitle: { key: 'ae.title', ...ae },
    port: { key: 'dicom.port', fallback: 104, ...port },
    modality: {
      key: 'modality',
      expected: 'CT, MR, CR, DX, MG or NM',
      read: oneOf('CT', 'MR', 'CR', 'DX', 'MG', 'NM'),
    },
    stationName: { key: 'station.name', ...text('a station name') },
    location: { key: 'location', fallback: '', ...text('a location') },
    institution: { key: 'institution', fallback: '', ...text('a name') },
    model: { key: 'model', fallback: '', ...text('a model name') },
    characterSet: {
      key: 'character.set',
      fallback: 'ISO_IR 100',
      expected: 'ISO_IR 100, ISO_IR 101, ISO_IR 144 or ISO_IR 192',
      read: oneOf('ISO_IR 100', 'ISO_IR 101', 'ISO_IR 144', 'ISO_IR 192'),
    },
    characterSets: {
      key: 'character.sets',
      fallback: 'any',
      expected: 'any, or ISO_IR and a number with commas between them',
      read: (value) => {
        const terms = value.split(',').map((term) => term.trim());
        return value === 'any' ? 'any' : terms.every((term) => /^ISO_IR \d{1,3}$/.test(term)) ? terms : undefined;
      },
    },
    worklistHost: { key: 'worklist.host', ...text('a host name') },
    worklistPort: { key: 'worklist.port', ...port },
    worklistAe: { key: 'worklist.ae', ...ae },
    worklistStation: { key: 'worklist.station', ...ownOrAny },
    worklistModality: { key: 'worklist.modality', ...ownOrAny },
    worklistDate: {
      key: 'worklist.date',
      fallback: 'today',
      expected: 'today or any',
      read: oneOf('today', 'any'),
    },
    worklistCheck: {
      key: 'worklist.check',
      fallback: 'none',
      expected: 'none or values',
      read: oneOf('none', 'values'),
    },
    mppsHost: { key: 'mpps.host', fallback: '', ...text('a host name') },
    mppsPort: { key: 'mpps.port', fallback: 11_114, ...port },
    mppsAe: { key: 'mpps.ae', fallback: '', ...ae },
    commitHost: { key: 'commit.host', fallback: '', ...text('a host name') },
    commitPort: { key: 'commit.port', fallback: 11_112, ...port },
    commitAe: { key: 'commit.ae', fallback: '', ...ae },
    commitMinutes: {
      key: 'commit.minutes',
      fallback: 20,
      expected: 'minutes from 1 to 1440',
      read: wholeNumber(1, 1440),
    },
    commitReport: {
      key: 'commit.report',
      fallback: 'new',
      expected: 'new or same',
      read: oneOf('new', 'same'),
    },
    pacsHost: { key: 'pacs.host', ...text('a host name') },
    pacsPort: { key: 'pacs.port', ...port },
    pacsAe: { key: 'pacs.ae', ...ae },
    retrySeconds: {
      key: 'pacs.retry.seconds',
      fallback: 30,
      expected: 'seconds from 1 to 3600',
      read: wholeNumber(1, 3600),
    },
    retries: { key: 'pacs.retries', fallback: 3, expected: 'a number from 0 to 20', read: wholeNumber(0, 20) },
  }),
);
