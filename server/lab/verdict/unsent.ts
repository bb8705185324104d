import type { Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { isOf, type RepSpec } from './checks.ts';
import { compareIndex, newSink } from './compare.ts';
import { ledgerExams, sendings } from './ledger.ts';
import type { Observation } from './observation.ts';

/**
 * Exams of which a sending has failed since the fault began: whatever was done about it, their images are in the archive
 * now, all of them and once, with their order. What is sent again counts as well, also under new UIDs.
 */
export function observeUnsent(
  hospital: Hospital,
  since: Micros,
  asked: Micros,
  of: RepSpec['class'] = {},
): Observation[] {
  const { pacs, room } = hospital;
  const tried = new Set<string>();
  for (const event of room.journal.state.events.slice()) {
    if (event.kind === 'transport' && event.at >= since && event.at <= asked) tried.add(event.keys.studyUid ?? '');
  }
  const sink = newSink();
  for (const ledger of ledgerExams(hospital)) {
    const sent = sendings(hospital, ledger);
    if (!isOf(ledger.truth, of) || !sent.some(({ studyUid }) => tried.has(studyUid))) continue;
    const name = `exam ${ledger.truth.filler}`;
    const studies = [...new Set(sent.map(({ studyUid }) => studyUid))].flatMap(
      (uid) => pacs.state.studies.get(uid) ?? [],
    );
    const shown = studies.filter(({ rejection }) => rejection === undefined);
    const difference = shown.length === 0 ? 'missing' : 'not expected there';
    sink.same(name, 'PACS index', 'studies that hold it', '1', String(shown.length), difference);
    const [study] = shown;
    if (!study) continue;
    const images = study.instanceUids.filter((uid) => {
      const row = pacs.state.instances.get(uid);
      return row !== undefined && !row.rejected;
    });
    sink.same(name, 'PACS index', 'images', String(ledger.exam.images.length), String(images.length), 'missing');
    compareIndex(sink, name, hospital, ledger.truth, study);
  }
  return sink.list;
}
