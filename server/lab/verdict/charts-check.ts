import { MINUTE } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { whatOpens } from '../views/emr.ts';
import { interpreterName } from '../../systems/reporting/report-message.ts';
import type { ResultRow } from '../../systems/emr/state.ts';
import { newSink, type Sink } from './compare.ts';
import { ledgerExams } from './ledger.ts';
import type { Observation } from './observation.ts';

/** A study that is on the reading list is read and filed by then. */
const READ = 15 * MINUTE;

/** Who reads a result must see who answers for it. */
export function compareAuthor(sink: Sink, object: string, { reporting }: Hospital, result: ResultRow): void {
  const read = interpreterName(reporting.state.reports.get(result.filler)?.radiologist ?? '');
  sink.same(object, 'chart', 'Principal Result Interpreter', read, result.author, 'content changed');
}

/**
 * REP over charts: the medical record of every patient of the script. An order that was examined has a result that
 * stands, with a link that opens this patient's images; of one that was not, no result stands and no link is left.
 * Whatever stands in any chart says who read it.
 */
export function observeCharts(hospital: Hospital): Observation[] {
  const sink = newSink();
  hospital.settle(5 * MINUTE);
  const copy = hospital.fork();
  copy.room.kernel.runUntil(copy.room.kernel.now + READ);
  const examined = new Set(ledgerExams(copy).map(({ placer }) => placer));
  for (const { mrn, placer } of copy.director.state.orders.values()) {
    const order = copy.ris.orderByPlacer(placer);
    if (!order) continue;
    const name = `order ${order.filler}`;
    const result = copy.emr.state.results.get(order.filler);
    const stands = result !== undefined && result.status !== 'WRONG';
    const opens = whatOpens(copy, result?.studyUid ?? '');
    if (examined.has(placer)) {
      sink.same(name, 'chart', 'result', 'filed', stands ? 'filed' : 'missing', 'missing');
      sink.same(name, 'chart', 'patient', `${mrn}@NGH`, result?.chart ?? 'missing', 'identifier differs');
      const difference = opens ? 'identifier differs' : 'missing';
      sink.same(name, 'chart', 'images', mrn, opens?.patientId ?? 'none', difference, opens !== null);
    } else {
      sink.same(name, 'chart', 'result', 'none', stands ? 'filed' : 'none', 'not expected there');
      sink.same(name, 'chart', 'image link', 'none', result?.studyUid ? 'a link' : 'none', 'not expected there');
    }
  }
  for (const [filler, result] of copy.emr.state.results.entries()) {
    if (result.status !== 'WRONG') compareAuthor(sink, `order ${filler}`, copy, result);
  }
  return sink.list;
}
