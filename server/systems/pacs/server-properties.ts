import {
  memoiseByText,
  oneOf,
  readAeTitle,
  readProperties,
  readSwitch,
  readText,
  wholeNumber,
} from '../host/properties.ts';

/** What pacs01 runs with: `/etc/ngpacs/server.properties`. */
export interface ServerProperties {
  readonly aeTitle: string;
  readonly dicomPort: number;
  /** Only calling AE titles of ae.conf are let in. Off: anyone. */
  readonly aeCheck: boolean;
  readonly hl7Port: number;
  readonly hl7Application: string;
  readonly hl7Facility: string;
  /** Namespace of the authority whose patient IDs the archive is indexed by (PID-3.4.1, (0010,0021)). */
  readonly patientIssuer: string;
  /** Issuer of accession numbers when a sender names none. */
  readonly accessionIssuer: string;
  /** Seconds of silence after the last association before a study is judged. */
  readonly completeAfter: number;
  /** A known SOP Instance UID with other pixels: refused and put aside, or stored over the first. */
  readonly duplicate: 'refuse' | 'overwrite';
  /** Kinds of objects for which a presentation context is accepted. */
  readonly storageClasses: readonly StorageKind[];
  /** Transfer syntaxes taken for them, the preferred first. */
  readonly storageSyntaxes: readonly SyntaxWord[];
  /** Whether a commitment is reported on an association of its own or on that of the request. */
  readonly commitmentReport: 'new' | 'same';
  readonly risHost: string;
  readonly risPort: number;
  /** Report a verified study to the RIS (ORM^O01, ORC-1 SC, ORC-5 CM). */
  readonly risReport: boolean;
}

const storageKinds = ['CR', 'DX', 'CT', 'MR', 'MG', 'NM', 'SC', 'KO'] as const;
export type StorageKind = (typeof storageKinds)[number];
const syntaxWords = ['explicit-le', 'implicit-le', 'jpeg-lossless', 'jpeg-2000'] as const;
export type SyntaxWord = (typeof syntaxWords)[number];

/** Words of a closed set, commas between them, each once. */
function listOf<Word extends string>(words: readonly Word[]): (text: string) => readonly Word[] | undefined {
  return (text) => {
    const found = text.split(',').map((part) => words.find((word) => word === part.trim()));
    const known = found.filter((word) => word !== undefined);
    return known.length === found.length && new Set(known).size === known.length ? known : undefined;
  };
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };
const toggle = { expected: 'on or off', read: readSwitch };

export const readServerProperties = memoiseByText((text: string) =>
  readProperties<ServerProperties>(text, {
    aeTitle: { key: 'ae.title', expected: 'an AE title of at most 16 characters', read: readAeTitle },
    dicomPort: { key: 'dicom.port', ...port },
    aeCheck: { key: 'ae.check', fallback: true, ...toggle },
    hl7Port: { key: 'hl7.port', ...port },
    hl7Application: { key: 'hl7.application', fallback: 'PACS', expected: 'a name', read: readText },
    hl7Facility: { key: 'hl7.facility', fallback: 'NGH', expected: 'a name', read: readText },
    patientIssuer: { key: 'patient.issuer', fallback: 'NGH', expected: 'a namespace', read: readText },
    accessionIssuer: { key: 'accession.issuer', fallback: 'RIS', expected: 'a namespace', read: readText },
    completeAfter: {
      key: 'study.complete.seconds',
      fallback: 10,
      expected: 'seconds from 1 to 3600',
      read: wholeNumber(1, 3600),
    },
    duplicate: {
      key: 'duplicate.instance',
      fallback: 'refuse',
      expected: 'refuse or overwrite',
      read: oneOf('refuse', 'overwrite'),
    },
    storageClasses: {
      key: 'storage.classes',
      fallback: storageKinds,
      expected: `one or more of ${storageKinds.join(', ')}`,
      read: listOf(storageKinds),
    },
    storageSyntaxes: {
      key: 'storage.syntaxes',
      fallback: ['explicit-le', 'implicit-le'],
      expected: `one or more of ${syntaxWords.join(', ')}`,
      read: listOf(syntaxWords),
    },
    commitmentReport: {
      key: 'commitment.report',
      fallback: 'new',
      expected: 'new or same',
      read: oneOf('new', 'same'),
    },
    risHost: { key: 'ris.host', expected: 'a host name', read: readText },
    risPort: { key: 'ris.port', ...port },
    risReport: { key: 'ris.report', fallback: true, ...toggle },
  }),
);
