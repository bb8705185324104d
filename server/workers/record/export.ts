import type { Download } from '../../contract/download.ts';
import type { Attempt, RecordedStep, RecordView } from '../../contract/record.ts';

const instant = (wall: number): string => new Date(wall).toISOString();

/** The whole record with its steps. `exported`: wall time, ms since 1970. */
export function recordAsJson(
  record: RecordView,
  steps: ReadonlyMap<string, readonly RecordedStep[]>,
  exported: number,
): Download {
  const value = {
    format: 'faultline-record-1',
    exported: instant(exported),
    ...record,
    attempts: record.attempts.map((attempt) => ({ ...attempt, steps: steps.get(attempt.lab) ?? [] })),
  };
  return file(`faultline-record-${instant(exported).slice(0, 10)}.json`, 'application/json', JSON.stringify(value, null, 2)); // prettier-ignore
}

type Cell = string | number | boolean | null | undefined;

const columns: readonly (readonly [name: string, of: (attempt: Attempt) => Cell])[] = [
  ['lab', ({ lab }) => lab],
  ['case', ({ told, slug }) => told?.caseId ?? slug],
  ['families', ({ told }) => told?.families.join(' ')],
  ['headline', ({ headline }) => headline],
  ['seed', ({ seed }) => seed],
  ['rung', ({ rung }) => rung],
  ['repeat', ({ repeat }) => repeat],
  ['begun', ({ begun }) => instant(begun)],
  ['last', ({ last }) => instant(last)],
  ['minutes', ({ spent }) => Math.round(spent / 60_000)],
  ['outcome', ({ outcome }) => outcome],
  ['score', ({ score }) => score],
  ['verdicts', ({ verdicts }) => verdicts.length],
  ['confidence', ({ verdicts }) => verdicts.at(-1)?.confidence],
  ['first score', ({ verdicts }) => verdicts[0]?.score],
  ['regraded', ({ verdicts }) => verdicts.filter(({ regraded }) => regraded).length],
  ['hints', ({ hints }) => hints],
  ['tests', ({ tests }) => tests],
  ['tests expert', ({ told }) => told?.expert?.tests],
  ['changes', ({ changes }) => changes],
  ['changes expert', ({ told }) => told?.expert?.changes],
  ['looks', ({ looks }) => looks],
  ['looks expert', ({ told }) => told?.expert?.looks],
  ['refused', ({ refused }) => refused],
  ['calls', ({ calls }) => calls],
  ['undos', ({ undos }) => undos],
  ['deleted', ({ deleted }) => deleted],
];

/** One line for each lab (RFC 4180). */
export function recordAsCsv({ attempts }: RecordView, exported: number): Download {
  const lines = [
    columns.map(([name]) => name),
    ...attempts.map((attempt) => columns.map(([, of]) => csvCell(of(attempt)))),
  ];
  const text = lines.map((cells) => `${cells.join(',')}\r\n`).join('');
  return file(`faultline-record-${instant(exported).slice(0, 10)}.csv`, 'text/csv; charset=utf-8', `\uFEFF${text}`);
}

/** Quoted where needed; a text that a spreadsheet would take for a formula is kept a text. */
export function csvCell(value: Cell): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function file(fileName: string, mediaType: string, text: string): Download {
  return { fileName, mediaType, bytes: new TextEncoder().encode(text) };
}
