import {
  memoiseByText,
  type Parsed,
  readProperties,
  readSwitch,
  readText,
  type SettingsProblem,
  wholeNumber,
} from '../host/properties.ts';
import { charsetOf } from '../../protocols/hl7/charset.ts';
import { type SentCharset, sentCharset } from '../interface/segment-text.ts';
import { type CsvRow, readCsvRows } from '../interface/csv-rows.ts';

/** HL7 version of a schedule message: ORM^O01 with ZDS or OMI^O23 with IPC. */
export type MessageVersion = '2.3.1' | '2.5.1';

export interface HdName {
  readonly application: string;
  readonly facility: string;
}

export interface RisInterfaces {
  readonly application: string;
  readonly facility: string;
  readonly listenPort: number;
  readonly sendHost: string;
  readonly portOrm: number;
  readonly portOmi: number;
  readonly timeoutSeconds: number;
  readonly scheduleReceiver: HdName;
  readonly statusReceiver: HdName;
  readonly versions: ReadonlyMap<string, MessageVersion>;
  /** What messages of a version are written in, and what their MSH-18 says; '' nothing. */
  readonly charset231: SentCharset;
  readonly charset251: SentCharset;
  readonly declare231: string;
  readonly declare251: string;
  readonly automatic: boolean;
  readonly leadMinutes: number;
  readonly readingHost: string;
  readonly readingPort: number;
  readonly readingReceiver: HdName;
  /** Minutes after midnight at which exams are sent to be read, ascending; nobody reads when there are none. */
  readonly readingTimes: readonly number[];
  readonly readingPlaces: number;
}

function isMessageVersion(text: string): text is MessageVersion {
  return text === '2.3.1' || text === '2.5.1';
}

function readVersions(text: string): ReadonlyMap<string, MessageVersion> | undefined {
  const versions = new Map<string, MessageVersion>();
  for (const entry of text.split(/\s+/)) {
    const [resource = '', version = ''] = entry.split(':');
    if (resource === '' || !isMessageVersion(version) || versions.has(resource)) return undefined;
    versions.set(resource, version);
  }
  return versions;
}

function readTimes(text: string): readonly number[] | undefined {
  const times = text.split(/\s+/).map((each) => {
    const [, hour = '', minute = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(each) ?? [];
    return hour === '' ? Number.NaN : Number(hour) * 60 + Number(minute);
  });
  return times.every((time, index) => time > (times[index - 1] ?? -1)) ? times : undefined;
}

function readHdName(text: string): HdName | undefined {
  const match = /^([^|]+)\|([^|]+)$/.exec(text);
  return match ? { application: match[1] ?? '', facility: match[2] ?? '' } : undefined;
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };
const text = { expected: 'a text', read: readText };
const declared = {
  expected: 'a name of HL7 table 0211, or none',
  read: (value: string): string | undefined =>
    value === 'none' ? '' : charsetOf(value, '~').decode === undefined ? undefined : readText(value),
};
const hdName = { expected: 'application|facility', read: readHdName };

export const readRisInterfaces = memoiseByText((content): Parsed<RisInterfaces> =>
  readProperties<RisInterfaces>(content, {
    application: { key: 'application', ...text },
    facility: { key: 'facility', ...text },
    listenPort: { key: 'listen.port', ...port },
    sendHost: { key: 'send.host', ...text },
    portOrm: { key: 'send.port.2.3.1', ...port },
    portOmi: { key: 'send.port.2.5.1', ...port },
    timeoutSeconds: {
      key: 'send.timeout.seconds',
      fallback: 20,
      expected: 'whole seconds from 1 to 300',
      read: wholeNumber(1, 300),
    },
    scheduleReceiver: { key: 'schedule.receiver', ...hdName },
    statusReceiver: { key: 'status.receiver', ...hdName },
    versions: {
      key: 'versions',
      expected: 'RESOURCE:2.3.1 or RESOURCE:2.5.1, separated by spaces',
      read: readVersions,
    },
    charset231: { key: 'charset.2.3.1', fallback: '8859/1', ...sentCharset },
    charset251: { key: 'charset.2.5.1', fallback: 'UNICODE UTF-8', ...sentCharset },
    declare231: { key: 'declare.2.3.1', fallback: '8859/1', ...declared },
    declare251: { key: 'declare.2.5.1', fallback: 'UNICODE UTF-8', ...declared },
    automatic: { key: 'scheduling.automatic', fallback: true, expected: 'true or false', read: readSwitch },
    leadMinutes: {
      key: 'scheduling.lead.minutes',
      fallback: 20,
      expected: 'whole minutes from 0 to 10080',
      read: wholeNumber(0, 10_080),
    },
    readingHost: { key: 'reading.host', fallback: 'rep01', ...text },
    readingPort: { key: 'reading.port', fallback: 6670, ...port },
    readingReceiver: {
      key: 'reading.receiver',
      fallback: { application: 'REPORT', facility: 'NGHRAD' },
      ...hdName,
    },
    readingTimes: {
      key: 'reading.times',
      fallback: [],
      expected: 'times like 09:35, separated by spaces, in their order',
      read: readTimes,
    },
    readingPlaces: {
      key: 'reading.places',
      fallback: 5,
      expected: 'a number from 1 to 500',
      read: wholeNumber(1, 500),
    },
  }),
);

/** A room or device that exams are booked on, as the RIS names it. */
export interface Resource {
  readonly resource: string;
  readonly modality: string;
  readonly location: string;
  readonly locationText: string;
}

export const readResources = memoiseByText((content): Parsed<ReadonlyMap<string, Resource>> => {
  const rows = readCsvRows(content, ['resource', 'modality', 'location', 'location_text']);
  if (!rows.ok) return rows;
  const resources = new Map<string, Resource>();
  for (const { cells } of rows.value) {
    const { resource = '', modality = '', location = '', location_text: locationText = '' } = cells;
    resources.set(resource, { resource, modality, location, locationText });
  }
  return { ok: true, value: resources };
});

/** An exam that can be ordered. `modality` is '' for what is no imaging. */
export interface Procedure {
  readonly code: string;
  readonly description: string;
  readonly modality: string;
  readonly protocol: string;
  readonly protocolText: string;
  readonly bodyPart: string;
  readonly minutes: number;
  readonly resources: readonly string[];
}

const catalogueColumns = [
  'code',
  'description',
  'modality',
  'protocol',
  'protocol_text',
  'body_part',
  'minutes',
  'resources',
];

export const readCatalogue = memoiseByText((content): Parsed<ReadonlyMap<string, Procedure>> => {
  const rows = readCsvRows(content, catalogueColumns);
  if (!rows.ok) return rows;
  const problems: SettingsProblem[] = [];
  const procedures = new Map<string, Procedure>();
  for (const row of rows.value) {
    const procedure = procedureOf(row);
    if ('expected' in procedure) problems.push(procedure);
    else procedures.set(procedure.code, procedure);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: procedures };
});

function procedureOf({ line, cells }: CsvRow): Procedure | SettingsProblem {
  const { code = '', description = '', modality = '', protocol = '', protocol_text: protocolText = '' } = cells;
  const { body_part: bodyPart = '', minutes: minutesText = '', resources: resourcesText = '' } = cells;
  const minutes = wholeNumber(0, 600)(minutesText);
  if (minutes === undefined) return { line, found: minutesText, expected: 'whole minutes from 0 to 600' };
  const resources = resourcesText === '' ? [] : resourcesText.split(/\s+/);
  if (modality !== '' && resources.length === 0) return { line, found: code, expected: 'at least one resource' };
  return { code, description, modality, protocol, protocolText, bodyPart, minutes, resources };
}
