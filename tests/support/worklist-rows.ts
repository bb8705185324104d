import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import { stationsOf } from '../../server/systems/worklist/item-query.ts';
import type { WorklistRow } from '../../server/systems/worklist/state.ts';

/** An item of a worklist as its server keeps it: `index` counts from 0. */
export function worklistItem(index: number, station: string): DataSet {
  const number = String(500_000 + index);
  return DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080050, 'SH', `A${number}`],
    [0x00080090, 'PN', 'OKAFOR^ADA^^^DR'],
    [0x00100010, 'PN', `DELGADO^ROSA${index % 97}`],
    [0x00100020, 'LO', `1${number}`],
    [0x00100030, 'DA', '19890822'],
    [0x00100040, 'CS', 'F'],
    [0x0020000d, 'UI', `2.25.4711.${number}`],
    [0x00321060, 'LO', 'CT chest with contrast'],
    [
      0x00400100,
      'SQ',
      [
        [
          [0x00080060, 'CS', 'CT'],
          [0x00400001, 'AE', station],
          [0x00400002, 'DA', '20260316'],
          [0x00400003, 'TM', '093000'],
          [0x00400007, 'LO', 'CT chest routine +C'],
          [0x00400009, 'SH', `SPS${number}`],
        ],
      ],
    ],
    [0x00401001, 'SH', `RP${number}`],
  ]);
}

/** The row of an item, as the hospital's worklist keeps it. */
export function worklistRow(index: number, station: string): WorklistRow {
  const item = worklistItem(index, station);
  const studyUid = item.text(0x0020000d);
  const spsId = `SPS${500_000 + index}`;
  return {
    key: `${studyUid}|${spsId}`,
    studyUid,
    spsId,
    patientId: item.text(0x00100020),
    filler: `F${500_000 + index}`,
    status: 'SCHEDULED',
    stations: stationsOf(item),
    parts: item.write(EXPLICIT_LE),
    messageTime: '20260316081502',
    eventId: 0,
    updatedAt: 0,
    editedBy: undefined,
    revision: 1,
  };
}

/** Which rows a query may see, and how: nothing special. */
export const worklistSettings = {
  aeTitle: 'NGH_MWL',
  dicomPort: 104,
  hl7Port: 2575,
  statuses: ['SCHEDULED'],
  limit: 5_000,
  aeMatch: 'exact',
} as const;
