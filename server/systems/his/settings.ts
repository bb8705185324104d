import type { Hl7Target } from '../../network/mllp-link.ts';
import { memoiseByText, type Parsed, readProperties, readText, wholeNumber } from '../host/properties.ts';
import { type SentCharset, sentCharset } from '../interface/segment-text.ts';
import { readCsvRows } from '../interface/csv-rows.ts';

export interface HisInterfaces {
  readonly application: string;
  readonly facility: string;
  readonly adtHost: string;
  readonly adtPort: number;
  readonly orderHost: string;
  readonly orderPort: number;
  readonly timeoutSeconds: number;
  readonly charset: SentCharset;
  readonly listenPort: number;
}

const port = { expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) };
const text = { expected: 'a text', read: readText };

export const readHisInterfaces = memoiseByText((content): Parsed<HisInterfaces> =>
  readProperties<HisInterfaces>(content, {
    application: { key: 'application', ...text },
    facility: { key: 'facility', ...text },
    adtHost: { key: 'adt.host', ...text },
    adtPort: { key: 'adt.port', ...port },
    orderHost: { key: 'order.host', ...text },
    orderPort: { key: 'order.port', ...port },
    timeoutSeconds: {
      key: 'send.timeout.seconds',
      fallback: 20,
      expected: 'whole seconds from 1 to 300',
      read: wholeNumber(1, 300),
    },
    charset: { key: 'send.charset', fallback: '8859/1', ...sentCharset },
    listenPort: { key: 'listen.port', ...port },
  }),
);

export interface Orderable {
  readonly code: string;
  readonly description: string;
}

export const readOrderables = memoiseByText((content): Parsed<ReadonlyMap<string, Orderable>> => {
  const rows = readCsvRows(content, ['code', 'description']);
  if (!rows.ok) return rows;
  const orderables = new Map<string, Orderable>();
  for (const { cells } of rows.value) {
    const { code = '', description = '' } = cells;
    orderables.set(code, { code, description });
  }
  return { ok: true, value: orderables };
});

export const adtTarget = (settings: HisInterfaces): Hl7Target => ({ host: settings.adtHost, port: settings.adtPort });
export const orderTarget = (settings: HisInterfaces): Hl7Target => ({
  host: settings.orderHost,
  port: settings.orderPort,
});
