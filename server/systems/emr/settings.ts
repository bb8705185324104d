import { memoiseByText, type Parsed, readProperties, readText, wholeNumber } from '../host/properties.ts';

export const EMR_CONF = '/etc/ngemr/emr.conf';

/** What emr01 runs with: `/etc/ngemr/emr.conf`. */
export interface EmrSettings {
  readonly application: string;
  readonly facility: string;
  readonly listenPort: number;
  /** Assigning authority of the numbers that charts are kept by. */
  readonly patientAuthority: string;
  /** What a click on the images of a result opens; `{study}` is the Study Instance UID. */
  readonly imageLink: string;
}

const text = { expected: 'a text', read: readText };

export const readEmrSettings = memoiseByText((content): Parsed<EmrSettings> =>
  readProperties<EmrSettings>(content, {
    application: { key: 'application', ...text },
    facility: { key: 'facility', ...text },
    listenPort: { key: 'listen.port', expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) },
    patientAuthority: { key: 'patient.authority', ...text },
    imageLink: {
      key: 'image.link',
      expected: 'an address that names {study}',
      read: (value) => (value.includes('{study}') ? value : undefined),
    },
  }),
);

/** The healthy settings of emr01 (hospital.md 4.3). */
export const emrFiles: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: EMR_CONF,
    text: `# Electronic medical record, emr01
application=EMR
facility=NGH

# Results (ORU^R01) come in here from the engine.
listen.port=6680

# Charts are kept by the numbers of this authority.
patient.authority=NGH

# Where the images of a result are shown.
image.link=https://pacs01/viewer?study={study}
`,
  },
];
