import type { EngineView } from '../../../../server/contract/engine.ts';
import type { RisOrder } from '../../../../server/contract/hospital.ts';

type Stored = EngineView['stored'][number];

const CLOSED = new Set(['COMPLETED', 'CANCELED', 'CANCELLED', 'DISCONTINUED']);

/** Of the rows shown, the newest new or changed order towards the worklist of each exam that the RIS still expects. */
export function openOrders(rows: readonly Stored[], orders: readonly RisOrder[]): number[] {
  const open = new Set(orders.filter(({ status }) => !CLOSED.has(status)).map(({ accession }) => accession));
  const newest = new Map<string, number>();
  for (const row of rows) {
    if (row.reprocessOf !== null || !row.channel.split(', ').includes('SCHED_TO_MWL')) continue;
    if (!/ (NW|XO)$/.test(row.title) || !open.has(row.accession)) continue;
    newest.set(row.accession, row.message);
  }
  return [...newest.values()];
}

export function matchesStored(row: Stored, text: string): boolean {
  const said = [row.message, row.channel, row.title, row.controlId, row.patientId, row.accession, row.status]
    .join('\n')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
