import type { PacsAudit, PacsOrder, StudyRow } from '../../../../server/contract/pacs.ts';
import { readableDate } from '../../lib/hospital-time.ts';
import { t } from '../../text/t.ts';
import type { Status } from '../../ui/StatusMark.svelte';

export const studyStatus: Readonly<Record<StudyRow['status'], Status>> = {
  RECEIVING: 'active',
  VERIFIED: 'ok',
  UNVERIFIED: 'bad',
  HELD: 'warn',
  REJECTED: 'idle',
};

/** Why a study waits, in words; its state when it does not. */
export function reasonWord({ status, reason }: Pick<StudyRow, 'status' | 'reason'>): string {
  if (status !== 'UNVERIFIED' || reason === null) return t.pacs.state[status];
  return t.pacs.reason[reason] ?? reason.toLowerCase().replaceAll('_', ' ');
}

export function orderState(status: string): string {
  return t.pacs.orderState[status] ?? status.toLowerCase();
}

/** `link`, or `link, undone by pgreen`. */
export function actionWord(action: string): string {
  const [kind = '', by] = action.split(', undone by ');
  const word = t.pacs.action[kind] ?? kind;
  return by === undefined ? word : t.pacs.undoneBy(word, by);
}

/** A study waits while a person has to do something with it. */
export function isWaiting({ status }: Pick<StudyRow, 'status'>): boolean {
  return status === 'UNVERIFIED' || status === 'HELD';
}

/** What a study is called; undefined when its images name nobody. */
export function nameOfStudy(study: Pick<StudyRow, 'patientName' | 'patientId'> | undefined): string | undefined {
  return [study?.patientName, study?.patientId].find((text) => text !== undefined && text !== '');
}

/** An order is called by its accession number, else by its filler number. */
export function nameOfOrder({ accession, filler }: Pick<PacsOrder, 'accession' | 'filler'>): string {
  return accession === '' ? filler : accession;
}

/** A field of the comparison as the page writes it. */
export function readableField(field: string, text: string): string {
  return field === 'birthDate' || field === 'time' ? readableDate(text) : text;
}

export interface ChangeLine {
  what: string;
  from: string;
  to: string;
}

/** The archive's `What: old becomes new` in its three parts; undefined for any other sentence. */
export function readChange(line: string): ChangeLine | undefined {
  const [, what, from, to] = /^([^:]+): (.+) becomes (.+)$/.exec(line) ?? [];
  return what !== undefined && from !== undefined && to !== undefined ? { what, from, to } : undefined;
}

function matches(said: readonly string[], text: string): boolean {
  const all = said.join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => all.includes(word));
}

export function filterStudies(studies: readonly StudyRow[], text: string): StudyRow[] {
  return studies.filter((row) =>
    matches(
      [
        row.patientName,
        row.patientName.replaceAll('^', ' '),
        row.patientId,
        row.accession,
        row.description,
        row.modalities,
        row.station,
        row.studyUid,
        row.note,
        reasonWord(row),
      ],
      text,
    ),
  );
}

export function filterOrders(orders: readonly PacsOrder[], text: string): PacsOrder[] {
  return orders.filter((row) =>
    matches(
      [
        row.patientName,
        row.patientName.replaceAll('^', ' '),
        row.patientId,
        row.accession,
        row.filler,
        row.placer,
        row.procedure,
        row.description,
        row.modality,
        row.station,
        row.studyUid,
        orderState(row.status),
      ],
      text,
    ),
  );
}

export function filterAudit(entries: readonly PacsAudit[], text: string): PacsAudit[] {
  return entries.filter((row) => matches([row.user, actionWord(row.action), row.detail, row.study], text));
}

/** The row to go on with when one leaves the list: the next, else the one before. */
export function neighbour<Row>(rows: readonly Row[], leaves: (row: Row) => boolean): Row | undefined {
  const index = rows.findIndex(leaves);
  return index === -1 ? undefined : (rows[index + 1] ?? rows[index - 1]);
}
