import type { FindAnswer } from '../../network/dicom-server.ts';
import type { FoundMatch } from '../../network/dicom-link.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { modalityWorklistKeys } from '../../protocols/dicom/query-keys.ts';
import { compileQuery } from '../../protocols/dicom/query-match.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { inCharacterSet } from './caller-charset.ts';
import type { WorklistSettings } from './settings.ts';
import type { WorklistRow } from './state.ts';

const SPS_SEQUENCE = 0x00400100;
const STATION_AE = 0x00400001;

/** The items last read. A whole list of them, read, would take more room than everything else of a lab. */
const read = new Map<WorklistRow, DataSet>();
const MOST_READ = 48;

export function itemOf(row: WorklistRow): DataSet {
  const known = read.get(row);
  if (known) return known;
  const item = DataSet.read(row.parts, EXPLICIT_LE);
  if (read.size >= MOST_READ) for (const oldest of [...read.keys()].slice(0, MOST_READ / 2)) read.delete(oldest);
  read.set(row, item);
  return item;
}

/** The titles by which a row can be passed over; none where a step says nothing, which is for the query to judge. */
export function stationsOf(item: DataSet): string[] {
  const titles = item.items(SPS_SEQUENCE).flatMap((step) => {
    const texts = step.texts(STATION_AE);
    return texts.length === 0 ? [''] : texts;
  });
  return titles.includes('') ? [] : titles.map((title) => title.toUpperCase());
}

/** Answers a Modality Worklist C-FIND (PS3.4 §K.4) from the rows that may be shown. */
export function findItems(
  rows: Iterable<WorklistRow>,
  settings: Pick<WorklistSettings, 'statuses' | 'limit' | 'aeMatch'> &
    Partial<Pick<WorklistSettings, 'charsets' | 'lacking'>>,
  identifier: DataSet,
  callingAe = '',
): FindAnswer {
  const [asked] = identifier.items(SPS_SEQUENCE);
  const station = asked?.text(STATION_AE) ?? '';
  const compares = settings.aeMatch === 'exact' || settings.aeMatch === 'ignore-case';
  const lenient = settings.aeMatch !== 'exact' && station !== '' && asked !== undefined;
  // The local extension of mwl.conf: the station is taken out of the query and compared here.
  const query = compileQuery(
    lenient ? identifier.with(SPS_SEQUENCE, 'SQ', [asked.with(STATION_AE, 'AE', '')]) : identifier,
    modalityWorklistKeys(),
  );
  if (query.kind === 'failure') return { kind: 'failed', status: query.status, comment: query.comment };
  const found: FoundMatch[] = [];
  const only = settings.charsets?.get(callingAe);
  const title = /[*?\\]/.test(station) ? '' : station.toUpperCase();
  for (const row of rows) {
    if (!settings.statuses.includes(row.status)) continue;
    // Nothing is decided here but what every way of comparing says: without this station there is no match.
    if (compares && title !== '' && row.stations.length > 0 && !row.stations.includes(title)) continue;
    const item = itemOf(row);
    if (lenient && settings.aeMatch === 'ignore-case' && !sameTitle(item, station)) continue;
    if (!query.matches(item) || query.missingKeys(item).length > 0) continue;
    if (found.length >= settings.limit) return { kind: 'failed', status: 0xa700, comment: 'too many matches' };
    const data = query.respond(item);
    const said = only === undefined ? data : inCharacterSet(data, only, settings.lacking ?? 'question-mark');
    found.push({ data: said, status: query.pendingStatus });
  }
  return found;
}

function sameTitle(item: DataSet, station: string): boolean {
  return item
    .items(SPS_SEQUENCE)
    .some((step) => step.texts(STATION_AE).some((title) => title.toUpperCase() === station.toUpperCase()));
}
