import type { Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { isOf, type RepSpec } from './checks.ts';
import { compareIndex, newSink } from './compare.ts';
import { ledgerExams, sendings } from './ledger.ts';
import type { Observation } from './observation.ts';

/**
 * Exams since the fault began that are done and not in the archive, or not wholly: they stand on the disk of a scanner
 * that could not send them. What was sent again counts as sent, also under new UIDs.
 */
export function observeUnsent(hospital: Hospital, since: Micros, of: RepSpec['class'] = {}): Observation[] {
  const { pacs } = hospital;
  const all: Observation[] = [];
  for (const ledger of ledgerExams(hospital)) {
    const { exam, truth } = ledger;
    if (exam.startedAt < since || !isOf(truth, of) || exam.stage === 'DISCONTINUED') continue;
    const sent = sendings(hospital, ledger);
    const study = sent
      .map(({ studyUid }) => pacs.state.studies.get(studyUid))
      .findLast((each) => each?.rejection === undefined);
    const images = study?.instanceUids.filter((uid) => {
      const row = pacs.state.instances.get(uid);
      return row !== undefined && !row.rejected;
    });
    const sink = newSink();
    const found = images === undefined ? 'missing' : String(images.length);
    sink.same(`exam ${truth.filler}`, 'PACS index', 'images', String(exam.images.length), found, 'missing');
    if (study && exam.stage === 'FAILED') compareIndex(sink, `exam ${truth.filler}`, hospital, truth, study);
    // What went through at once is as it should be, and proves nothing.
    if (sink.list.some(({ ok }) => !ok)) all.push(...sink.list);
  }
  return all;
}
