import type { FindAnswer } from '../../network/dicom-server.ts';
import type { FoundMatch } from '../../network/dicom-link.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { modalityWorklistKeys } from '../../protocols/dicom/query-keys.ts';
import { compileQuery } from '../../protocols/dicom/query-match.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { WorklistSettings } from './settings.ts';
import type { WorklistRow } from './state.ts';

const SPS_SEQUENCE = 0x00400100;
const STATION_AE = 0x00400001;

/** Items read once; rows are immutable and shared between forks. */
const read = new WeakMap<WorklistRow, DataSet>();

export function itemOf(row: WorklistRow): DataSet {
  const known = read.get(row);
  if (known) return known;
  const item = DataSet.read(row.parts, EXPLICIT_LE);
  read.set(row, item);
  return item;
}

/** Answers a Modality Worklist C-FIND (PS3.4 §K.4) from the rows that may be shown. */
export function findItems(rows: Iterable<WorklistRow>, settings: WorklistSettings, identifier: DataSet): FindAnswer {
  const [asked] = identifier.items(SPS_SEQUENCE);
  const station = asked?.text(STATION_AE) ?? '';
  const lenient = settings.aeMatch !== 'exact' && station !== '' && asked !== undefined;
  // The local extension of mwl.conf: the station is taken out of the query and compared here.
  const query = compileQuery(
    lenient ? identifier.with(SPS_SEQUENCE, 'SQ', [asked.with(STATION_AE, 'AE', '')]) : identifier,
    modalityWorklistKeys(),
  );
  if (query.kind === 'failure') return { kind: 'failed', status: query.status, comment: query.comment };
  const found: FoundMatch[] = [];
  for (const row of rows) {
    if (!settings.statuses.includes(row.status)) continue;
    const item = itemOf(row);
    if (lenient && settings.aeMatch === 'ignore-case' && !sameTitle(item, station)) continue;
    if (!query.matches(item) || query.missingKeys(item).length > 0) continue;
    if (found.length >= settings.limit) return { kind: 'failed', status: 0xa700, comment: 'too many matches' };
    found.push({ data: query.respond(item), status: query.pendingStatus });
  }
  return found;
}

function sameTitle(item: DataSet, station: string): boolean {
  return item
    .items(SPS_SEQUENCE)
    .some((step) => step.texts(STATION_AE).some((title) => title.toUpperCase() === station.toUpperCase()));
}
