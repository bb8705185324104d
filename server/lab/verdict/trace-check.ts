import { MINUTE } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { studiesOf } from './checks.ts';
import { headerOf, newSink, type Sink } from './compare.ts';
import { dicomSex, type LedgerExam, ledgerExams } from './ledger.ts';
import type { Difference, Observation } from './observation.ts';

const RETENTION_EXPIRED = '113039';

/** Patients and orders of the archive are those of registration and RIS: nobody renamed, nothing invented or erased. */
function observeRecords(sink: Sink, hospital: Hospital): void {
  const { his, pacs, ris } = hospital;
  const wrong = (object: string, attribute: string, expected: string, found: string, difference: Difference): void => {
    if (expected !== found) sink.same(object, 'trace', attribute, expected, found, difference, attribute === 'record');
  };
  const alike = (name: string): string => name.toUpperCase().split('^').slice(0, 2).join('^').replace(/\^$/, '');
  for (const { patientId, issuer, name, birthDate, sex } of pacs.state.patients.values()) {
    const person = issuer === 'NGH' ? his.state.patients.get(patientId)?.patient : undefined;
    if (!person) continue;
    const known = [
      alike(`${person.name.family}^${person.name.given}`),
      person.birthDate,
      dicomSex[person.sex] ?? '',
    ].join(' ');
    const found = [alike(name), birthDate, sex].join(' ');
    wrong(`patient ${patientId}`, 'record', known, found, 'demographics differ');
  }
  for (const { accession, filler, patientId, linkedStudy } of pacs.state.orders.values()) {
    if (linkedStudy === undefined) continue;
    const order = ris.state.orders.get(accession);
    const known = order ? `${order.filler} of ${his.state.orders.get(order.placer)?.mrn ?? 'nobody'}` : 'none';
    wrong(`order ${filler}`, 'order of the RIS', known, `${filler} of ${patientId}`, 'not attributable');
  }
  for (const { studyUid, rejection } of pacs.state.studies.values()) {
    // A receiver may delete what is told to be past its retention (IHE RAD IOCM).
    const title = rejection === RETENTION_EXPIRED ? 'past retention' : 'justified';
    wrong(`study ${studyUid}`, 'rejection', 'justified', title, 'not attributable');
  }
}

/**
 * What stands in a chart is what the reading room wrote of that patient; and of an exam that is done, no report was taken
 * back. Told of what is there only: one that is not filed yet is nobody's harm.
 */
function observeReports(sink: Sink, { emr, reporting, ris }: Hospital): void {
  for (const { filler, chart, text } of emr.state.results.values()) {
    const report = reporting.state.reports.get(filler);
    // It is read anew: what was written before is gone from the list, and still stands in the chart.
    if (report?.stage === 'WAITING') continue;
    const written = report ? `${report.patientId}@NGH: ${report.text}` : 'none';
    const filed = `${chart}: ${text}`;
    if (filed !== written) sink.same(`order ${filler}`, 'chart', 'result', written, filed, 'not attributable');
  }
  for (const { accession, filler, stage } of reporting.state.reports.values()) {
    if (stage !== 'WITHDRAWN' || ris.state.orders.get(accession)?.status !== 'COMPLETED') continue;
    sink.same(`order ${filler}`, 'chart', 'report of what was examined', 'stands', 'withdrawn', 'missing');
  }
}

/** The same bytes, however they are cut: most images stand in the archive as they were sent. */
function saysTheSame(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  let [indexA, indexB, atA, atB] = [0, 0, 0, 0];
  for (;;) {
    const partA = a[indexA];
    const partB = b[indexB];
    if (!partA || !partB) return partA === partB;
    const length = Math.min(partA.length - atA, partB.length - atB);
    const shared = partA.buffer === partB.buffer && partA.byteOffset + atA === partB.byteOffset + atB;
    if (!shared && Buffer.compare(partA.subarray(atA, atA + length), partB.subarray(atB, atB + length)) !== 0)
      return false;
    atA += length;
    atB += length;
    if (atA === partA.length) [indexA, atA] = [indexA + 1, 0];
    if (atB === partB.length) [indexB, atB] = [indexB + 1, 0];
  }
}

/**
 * An exam that left the scanner under its own order is still what it was: one study, verified, under its order, to be
 * read. What was merged, moved, rejected or put on hold without need is harm that no new order shows. `asked`: see
 * `observeExams`, which judges those that went wrong.
 */
function observeUnharmed(sink: Sink, hospital: Hospital, ledger: LedgerExam, asked: number): void {
  const { exam, truth, order } = ledger;
  if (exam.sentAt === undefined || exam.sentAt + MINUTE > asked || order.status === 'CANCELED') return;
  const sent = [exam.accession, exam.patientId, exam.patientName, exam.studyUid].join('|');
  if (sent !== [truth.accession, truth.patientId, truth.patientName, truth.studyUid].join('|')) return;
  const said = studiesOf(hospital, ledger).map(
    ({ accession, hold, patientId, status }) => `${hold ? 'on hold' : status} ${patientId} ${accession}`,
  );
  const expected = `VERIFIED ${truth.patientId} ${truth.accession}`;
  const found = said.length === 0 ? 'missing' : said.join(', ');
  // Only what is wrong is told: in a hospital left alone every exam of the day is as it was.
  if (found !== expected) sink.same(`exam ${truth.filler}`, 'PACS index', 'study', expected, found, 'not verified');
}

/** Nothing lost, no pixel changed, every coercion attributable, nobody's images in somebody else's record. */
export function observeTrace(hospital: Hospital, asked: number): Observation[] {
  const sink = newSink();
  const { pacs } = hospital;
  observeRecords(sink, hospital);
  observeReports(sink, hospital);
  for (const ledger of ledgerExams(hospital)) {
    if (ledger.exam.stage !== 'SENT') continue;
    observeUnharmed(sink, hospital, ledger, asked);
    const name = `exam ${ledger.truth.filler}`;
    let kept = 0;
    let unchanged = 0;
    for (const image of ledger.exam.images) {
      const row = pacs.state.instances.get(image.sopUid);
      if (!row) continue;
      kept += 1;
      if (row.pixelSha1 === image.pixelSha1) unchanged += 1;
      const header = saysTheSame(row.parts, image.parts) ? undefined : headerOf(row);
      // What stands as the scanner made it has nothing to attribute.
      if (
        header &&
        (header.text(0x00080050) !== ledger.exam.accession || header.text(0x00100020) !== ledger.exam.patientId)
      ) {
        sink.same(
          name,
          'trace',
          'Original Attributes',
          'kept',
          header.items(0x04000561).length > 0 ? 'kept' : 'missing',
          'not attributable',
        );
      }
      const study = pacs.state.studies.get(row.studyUid);
      if (study?.status === 'VERIFIED') {
        sink.same(name, 'PACS index', 'patient', ledger.truth.patientId, study.patientId, 'identifier differs', true);
      }
    }
    sink.same(name, 'trace', 'images', String(ledger.exam.images.length), String(kept), 'missing', true);
    sink.same(name, 'trace', 'pixels', String(kept), String(unchanged), 'content changed', true);
  }
  return sink.list;
}
