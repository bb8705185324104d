import { memoiseByText, type Parsed, readProperties, readText, wholeNumber } from '../host/properties.ts';

export const REPORT_CONF = '/etc/ngreport/report.conf';

/** What rep01 runs with: `/etc/ngreport/report.conf`. */
export interface ReportSettings {
  readonly application: string;
  readonly facility: string;
  readonly listenPort: number;
  readonly sendHost: string;
  readonly sendPort: number;
  readonly timeoutSeconds: number;
  /** How long one study is read, so that reports do not come all at once. */
  readonly readMinutes: number;
  /** Sections of CT and MR are read by a resident first; so much later the report is signed. */
  readonly signAfterMinutes: number;
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };
const text = { expected: 'a text', read: readText };

export const readReportSettings = memoiseByText((content): Parsed<ReportSettings> =>
  readProperties<ReportSettings>(content, {
    application: { key: 'application', ...text },
    facility: { key: 'facility', ...text },
    listenPort: { key: 'listen.port', ...port },
    sendHost: { key: 'send.host', ...text },
    sendPort: { key: 'send.port', ...port },
    timeoutSeconds: { key: 'send.timeout.seconds', fallback: 20, expected: 'whole seconds from 1 to 300', read: wholeNumber(1, 300) }, // prettier-ignore
    readMinutes: { key: 'read.minutes', fallback: 4, expected: 'whole minutes from 0 to 120', read: wholeNumber(0, 120) }, // prettier-ignore
    signAfterMinutes: { key: 'sign.after.minutes', fallback: 45, expected: 'whole minutes from 0 to 1440', read: wholeNumber(0, 1_440) }, // prettier-ignore
  }),
);

/** The healthy settings of rep01 (hospital.md 4.3, 4.4). */
export const reportingFiles: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: REPORT_CONF,
    text: `# Reporting and speech, rep01
application=REPORT
facility=NGHRAD

# The RIS sends what is to be read before each reading session.
listen.port=6670

# Reports leave as ORU^R01 (HL7 2.5.1) for the engine.
send.host=eng01
send.port=6666
send.timeout.seconds=20

# A study is read in so many minutes. CT and MR go out as preliminary first and are signed later.
read.minutes=4
sign.after.minutes=45
`,
  },
];
