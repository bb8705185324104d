import { expect, it } from 'vitest';
import { openOrders } from '../../../client/src/features/engine/open-orders.ts';
import type { EngineView } from '../../../server/contract/engine.ts';
import type { RisOrder } from '../../../server/contract/hospital.ts';

const stored = (
  message: number,
  title: string,
  accession: string,
  more: Partial<EngineView['stored'][number]> = {},
) => ({
  message,
  at: message,
  channel: 'SCHED_TO_MWL, STATUS',
  title,
  controlId: `RIS${message}`,
  patientId: '1',
  accession,
  status: 'SENT',
  event: message,
  reprocessOf: null,
  ...more,
});
const order = (accession: string, status: string): RisOrder => ({
  filler: '',
  placer: '',
  accession,
  studyUid: '',
  spsId: '',
  patientId: '',
  patientName: '',
  birthDate: '',
  sex: '',
  procedure: '',
  description: '',
  modality: '',
  resource: '',
  start: 0,
  version: '',
  status,
  isOpen: true,
  rooms: [],
  revision: 1,
});

it('takes the newest new or changed order of each exam that is still expected, towards the worklist, as first received', () => {
  const rows = [
    stored(1, 'ORM^O01 NW', 'A1'),
    stored(2, 'ORM^O01 NW', 'A2'),
    stored(3, 'ORM^O01 XO', 'A1'),
    stored(4, 'ORM^O01 SC', 'A1'),
    stored(5, 'ORM^O01 NW', 'A1', { channel: 'ORDER' }),
    stored(6, 'OMI^O23 NW', 'A3', { channel: 'SCHED_TO_MWL' }),
    stored(7, 'ORM^O01 XO', 'A1', { reprocessOf: 3 }),
    stored(8, 'OMI^O23 CA', 'A4'),
  ];
  const orders = [
    order('A1', 'SCHEDULED'),
    order('A2', 'COMPLETED'),
    order('A3', 'SCHEDULED'),
    order('A4', 'CANCELED'),
  ];
  expect(openOrders(rows, orders)).toEqual([3, 6]);
});
