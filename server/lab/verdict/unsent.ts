import { MINUTE, type Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { isOf, type RepSpec } from './checks.ts';
import { compareIndex, newSink } from './compare.ts';
import { ledgerExams, sendings } from './ledger.ts';
import type { Observation } from './observation.ts';

/** A scanner that reaches the archive is done with it this long after the last image, with time to spare. */
const AT_ONCE = MINUTE;

/**
 * Exams since the fault began that did not go to the archive at once: they stand on the disk of a scanner that could not
 * send them, or were sent later, as somebody had to see to. What was sent again counts as sent, also under new UIDs.
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
    const isLater = sent.length > 1 || (exam.sentAt !== undefined && exam.sentAt - exam.due > AT_ONCE);
    if (isLater || sink.list.some(({ ok }) => !ok)) all.push(...sink.list);
  }
  return all;
}
