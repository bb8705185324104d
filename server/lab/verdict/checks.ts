import type { CheckResult } from '../../contract/verdict.ts';
import { formatDate, formatTime, MINUTE } from '../../core/clock.ts';
import { hl7Keys } from '../../network/hl7-event.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { StudyRow } from '../../systems/pacs/state.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import {
  compareEntry,
  compareHeader,
  compareOthers,
  comparePhysicians,
  compareIndex,
  headerOf,
  newSink,
  type Sink,
} from './compare.ts';
import { type LedgerExam, ledgerExams, sendings, type Truth, truthOf } from './ledger.ts';
import { type AskedExam, observeConsumers } from './consumers.ts';
import type { Hop, Observation } from './observation.ts';
import { isWithdrawn } from './probe-fates.ts';
import type { Lists, Probe } from './probes.ts';

export type RepSpec = Extract<CheckSpec, { check: 'REP' }>;

/** Whether an order is of the modalities and scanners that a check is about. */
export const isOf = (truth: Truth, { modality, station }: NonNullable<RepSpec['class']>): boolean =>
  (modality?.includes(truth.modality) ?? true) && (station?.includes(truth.stationAe) ?? true);

type Head = Pick<CheckResult, 'id' | 'part' | 'title' | 'sent' | 'required'>;

/** `ORD`, or with its own name where a case has several of a kind: `ORD-codes`. */
export function nameOf(spec: CheckSpec): string {
  const parts = [
    spec.check,
    'kind' in spec ? spec.kind : undefined,
    'order' in spec ? spec.order : undefined,
    'name' in spec ? spec.name : undefined,
  ];
  return parts.filter((part) => part !== undefined).join('-');
}

/** `kind`: where nothing was misconfigured, that new orders go well is no root cause mended but no harm done. */
export function headOf(spec: CheckSpec, sent: string, kind: ScenarioFile['kind'] = 'cause'): Head {
  const parts = {
    ORD: 'root-cause',
    REG: 'harm',
    NEG: 'harm',
    TRACE: 'harm',
    REP: 'repair',
    'REP-order': 'repair',
    SOAK: 'harm',
    PERSIST: 'root-cause',
    FINDING: 'root-cause',
    UNCHANGED: 'harm',
  } as const;
  // That an order is still open is nothing repaired: it only must not be closed by mistake.
  const isHarm = (spec.check === 'REP-order' && spec.state === 'open') || (spec.check === 'ORD' && kind === 'incident');
  const named = spec.check === 'SOAK' ? spec.part : undefined;
  const part = named ?? (isHarm ? 'harm' : parts[spec.check]);
  return { id: nameOf(spec), part, title: spec.title, sent, required: true };
}

/**
 * Fresh orders, hop by hop: on exactly its scanner's list, in the image header, the PACS index, the RIS and the HIS order.
 *
 * REG compares with the ledger, too. faults.md 2.0 says "the same probes on the healthy hospital of the same seed": what
 * a healthy hospital shows of a probe _is_ the ledger, which a test holds for twenty seeds and both message versions.
 * So the second run would cost as much again and tell nothing, and where the two could ever differ the ledger, the
 * patient's true data, is the one to go by.
 */
export function observeProbes(hospital: Hospital, probes: readonly Probe[]): Observation[] {
  const sink = newSink();
  for (const probe of probes) observeProbe(sink, hospital, probe);
  return sink.list;
}

function observeProbe(sink: Sink, hospital: Hospital, probe: Probe): void {
  const { name, truth, wish, listed, exam } = probe;
  if (!truth) {
    sink.same(name, 'RIS order', 'order', 'accepted', 'missing', 'missing');
    return;
  }
  if (wish.fate === 'tomorrow') return; // not on today's list: see observeTomorrow
  if (wish.fate === 'unknown-code') {
    observeHeld(sink, hospital, probe, truth);
    return;
  }
  const mine = listed.filter(({ entry }) => entry.spsId === truth.spsId);
  const withdrawn = isWithdrawn(wish.fate);
  const expected = withdrawn ? '' : truth.stationHost;
  const found = mine.map(({ host }) => host).join(', ');
  const difference =
    withdrawn || (found.includes(truth.stationHost) && expected !== '') ? 'not expected there' : 'missing';
  sink.same(name, 'worklist', 'lists that show it', expected, found, difference);
  if (withdrawn || wish.fate === 'booked') observeUnperformed(sink, hospital, probe, truth);
  if (withdrawn) return;
  const entry = mine.find(({ host }) => host === truth.stationHost)?.entry;
  if (entry) compareEntry(sink, name, truth, entry);
  if (entry && wish.physicians) comparePhysicians(sink, name, truth, entry);
  if (entry && wish.also) compareOthers(sink, name, truth, entry, wish.also);
  if (wish.fate === 'changed') {
    const { zoneOffset } = hospital.room;
    const wished = probe.wishedStart === undefined ? '' : formatTime(probe.wishedStart, zoneOffset);
    sink.same(name, 'RIS order', 'start', wished.slice(0, 4), truth.time.slice(0, 4), 'station or time differs');
  }
  if (wish.fate === 'booked') return;
  sink.same(name, 'scanner', 'examination', 'SENT', exam?.stage ?? 'missing', 'missing');
  if (exam?.step)
    sink.same(name, 'scanner', 'performed step', 'COMPLETED', exam.step.told ?? 'missing', 'state differs');
  if (!exam || exam.images.length === 0) return;
  const { pacs } = hospital;
  const instance = pacs.state.instances.get(exam.images[0]?.sopUid ?? '');
  const study = instance && pacs.state.studies.get(instance.studyUid);
  if (!instance || !study) {
    sink.same(name, 'PACS index', 'study', 'stored', 'missing', 'missing');
    return;
  }
  const header = headerOf(instance);
  compareHeader(sink, name, truth, header, study.status === 'VERIFIED');
  sink.same(name, 'image header', 'Study Instance UID', truth.studyUid, header.text(0x0020000d), 'identifier differs');
  compareIndex(sink, name, hospital, truth, study);
  const placed = hospital.his.state.orders.get(probe.placer);
  sink.same(name, 'HIS order', 'status', 'COMPLETED', placed?.status ?? 'missing', 'state differs');
}

/** An order that nobody performs: open everywhere, or cancelled everywhere. */
function observeUnperformed(sink: Sink, hospital: Hospital, { name, wish, placer }: Probe, truth: Truth): void {
  const isCancelled = isWithdrawn(wish.fate);
  const same = (hop: Hop, expected: string, found: string | undefined): void => {
    sink.same(name, hop, 'status', expected, found ?? 'missing', 'state differs');
  };
  same('RIS order', isCancelled ? 'CANCELED' : 'SCHEDULED', hospital.ris.orderByFiller(truth.filler)?.status);
  same('PACS index', isCancelled ? 'CANCELED' : 'OPEN', hospital.pacs.state.orders.get(truth.filler)?.status);
  same('HIS order', isCancelled ? 'CANCELED' : 'ACCEPTED', hospital.his.state.orders.get(placer)?.status);
}

/** Nobody has told the engine what this code is: it waits there, somebody is told, and no list has it. */
function observeHeld(
  sink: Sink,
  { engine, worklist }: Hospital,
  { name, listed }: Probe,
  { spsId, filler }: Truth,
): void {
  const shown = listed.filter(({ entry }) => entry.spsId === spsId).map(({ host }) => host);
  const item = worklist.state.items.find((row) => row.spsId === spsId);
  const found = shown.length > 0 ? shown.join(', ') : item ? 'an entry' : 'none';
  sink.same(name, 'worklist', 'unknown procedure', 'none', found, 'accepted, should be refused');
  const held = engine.state.errors.find(({ message }) => {
    const stored = engine.state.messages.get(String(message));
    return stored?.port !== 6663 && stored !== undefined && hl7Keys(Hl7Message.read(stored.bytes)).filler === filler;
  });
  sink.same(name, 'worklist', 'alert for it', 'held', held ? 'held' : 'silent', 'missing');
}

/** What the consoles show besides: nothing that the RIS knows as finished or cancelled. A test of one's own is no harm. */
export function observeLists(hospital: Hospital, lists: Lists): Observation[] {
  const sink = newSink();
  const closed = new Set<string>();
  for (const order of hospital.ris.state.orders.values()) {
    // What the probes have completed since was open when the lists were asked for.
    const isOpen = order.status === 'SCHEDULED' || (order.completedAt !== undefined && order.completedAt >= lists.at);
    if (!isOpen) closed.add(order.spsId);
  }
  for (const host of hospital.scanners.keys()) {
    const finished = lists.entries.filter((each) => each.host === host && closed.has(each.entry.spsId));
    sink.same(`list of ${host}`, 'worklist', 'entries of closed orders', '0', String(finished.length), 'not expected there'); // prettier-ignore
  }
  return sink.list;
}

/** Entries for another day: asked from the administrators' workstation by station, date and modality. */
export function observeTomorrow(hospital: Hospital, probes: readonly Probe[]): Observation[] {
  const sink = newSink();
  for (const { name, truth } of probes) {
    if (!truth) continue;
    const rows = hospital.worklist.state.items.filter((row) => row.spsId === truth.spsId);
    const step = rows[0] && hospital.worklist.item(rows[0]).items(0x00400100)[0];
    sink.same(
      name,
      'worklist',
      'Scheduled Station AE Title',
      truth.stationAe,
      step?.text(0x00400001) ?? 'missing',
      rows[0] ? 'station or time differs' : 'missing',
    );
    sink.same(
      name,
      'worklist',
      'Start date',
      truth.date,
      step?.text(0x00400002) ?? 'missing',
      'station or time differs',
    );
    const time = step?.text(0x00400003).slice(0, 4) ?? 'missing';
    sink.same(name, 'worklist', 'Start time', truth.time.slice(0, 4), time, 'station or time differs');
    const accession = rows[0] && hospital.worklist.item(rows[0]).text(0x00080050);
    sink.same(name, 'worklist', 'Accession Number', truth.accession, accession ?? 'missing', 'identifier differs');
  }
  return sink.list;
}

/** A scanner has reported that it performs the step, or has: the lists do not show it any more. */
function isBegun(hospital: Hospital, spsId: string): boolean {
  const performed = hospital.worklist.state.performed.find(({ steps }) => steps.some((step) => step.spsId === spsId));
  return performed !== undefined && performed.status !== 'DISCONTINUED';
}

/**
 * Open orders of the RIS schedule: on today's lists as the scanners saw them, on the worklist server for another day,
 * and open at the PACS. `except`: placers of the probes.
 */
export function observeOpenItems(
  hospital: Hospital,
  seen: Lists,
  except: ReadonlySet<string>,
  of: RepSpec['class'] = {},
): Observation[] {
  const sink = newSink();
  const { room, worklist } = hospital;
  const since = hospital.director.state.faultSince ?? 0;
  const today = formatDate(seen.at, room.zoneOffset);
  for (const order of hospital.ris.state.orders.values()) {
    if (order.status !== 'SCHEDULED' || order.start === undefined || except.has(order.placer)) continue;
    const truth = truthOf(hospital, order);
    if (!truth || !isOf(truth, of)) continue;
    const name = `order ${order.filler}`;
    if (truth.date === today && !isBegun(hospital, truth.spsId)) {
      const mine = seen.entries.filter(({ entry }) => entry.spsId === truth.spsId);
      sink.same(
        name,
        'worklist',
        'lists that show it',
        truth.stationHost,
        mine.map(({ host }) => host).join(', '),
        mine.length > 0 ? 'not expected there' : 'missing',
      );
      const entry = mine.find(({ host }) => host === truth.stationHost)?.entry;
      if (entry) compareEntry(sink, name, truth, entry);
      if (entry && of.also) compareOthers(sink, name, truth, entry, of.also);
    } else if (truth.date !== today && order.start >= since) {
      const row = worklist.state.items.find(({ spsId }) => spsId === truth.spsId);
      const item = row && worklist.item(row);
      const station = item?.items(0x00400100)[0]?.text(0x00400001);
      sink.same(name, 'worklist', 'Accession Number', truth.accession, item?.text(0x00080050) ?? 'missing', 'identifier differs'); // prettier-ignore
      sink.same(name, 'worklist', 'Scheduled Station AE Title', truth.stationAe, station ?? 'missing', 'station or time differs'); // prettier-ignore
    }
    const known = hospital.pacs.state.orders.get(truth.filler);
    sink.same(name, 'PACS index', 'order', 'OPEN', known?.status ?? 'missing', 'state differs');
  }
  return sink.list;
}

/** Orders that were cancelled or given up: closed at the PACS, and on the list of no scanner. */
export function observeWithdrawn(hospital: Hospital): Observation[] {
  const sink = newSink();
  const { pacs, ris, worklist } = hospital;
  const open = new Set(['SCHEDULED', 'ARRIVED', 'READY']);
  for (const order of ris.state.orders.values()) {
    if (order.status !== 'CANCELED' || order.start === undefined) continue;
    const name = `order ${order.filler}`;
    const row = worklist.state.items.find(({ spsId }) => spsId === order.spsId);
    sink.same(name, 'worklist', 'open entries', '0', row && open.has(row.status) ? '1' : '0', 'not expected there');
    const known = pacs.state.orders.get(order.filler);
    sink.same(name, 'PACS index', 'order', 'CANCELED', known?.status ?? 'missing', 'state differs');
  }
  return sink.list;
}

/** Studies that still count for an exam: those that hold its images, or images sent again in their place. */
export function studiesOf(hospital: Hospital, ledger: LedgerExam): StudyRow[] {
  const { pacs } = hospital;
  const uids = new Set<string>();
  for (const sending of sendings(hospital, ledger)) {
    for (const { sopUid } of sending.images) {
      let instance = pacs.state.instances.get(sopUid);
      for (; instance; instance = pacs.state.instances.get(instance.correctedAs ?? '')) {
        if (!instance.rejected) uids.add(instance.studyUid);
      }
    }
  }
  return [...uids].flatMap((uid) => {
    const study = pacs.state.studies.get(uid);
    return study && study.status !== 'REJECTED' && study.status !== 'MERGED' ? [study] : [];
  });
}

/**
 * An exam whose images left the scanner with another identity than its order's, or that is wrong now. `asked`: when the
 * verdict was asked for; what was sent after it, or too short before for archive and RIS to have had their say, nobody
 * could have repaired.
 */
export function observeExams(
  hospital: Hospital,
  since: number,
  asked: number,
  of: RepSpec['class'] = {},
): Observation[] {
  const all: Observation[] = [];
  const concerned: AskedExam[] = [];
  for (const ledgers of examsByOrder(hospital)) {
    const [{ truth, exam: firstExam }] = ledgers;
    const tooLate = ledgers.some(({ exam: { sentAt } }) => sentAt === undefined || sentAt + MINUTE > asked);
    if (firstExam.startedAt < since || tooLate || !isOf(truth, of)) continue;
    const sink = newSink();
    const name = `exam ${truth.filler}`;
    const studies = [...new Set(ledgers.flatMap((ledger) => studiesOf(hospital, ledger)))];
    sink.same(
      name,
      'PACS index',
      'studies that hold it',
      '1',
      String(studies.length),
      studies.length === 0 ? 'missing' : 'not expected there',
    );
    const [study] = studies;
    if (study) {
      const instances = study.instanceUids.flatMap((uid) => {
        const row = hospital.pacs.state.instances.get(uid);
        return row && !row.rejected ? [row] : [];
      });
      const first = instances[0];
      const made = ledgers.reduce((sum, { exam }) => sum + exam.images.length, 0);
      sink.same(name, 'PACS index', 'images', String(made), String(instances.length), 'missing');
      if (first) compareHeader(sink, name, truth, headerOf(first), study.status === 'VERIFIED');
      compareIndex(sink, name, hospital, truth, study);
    }
    const said = [truth.accession, truth.patientId, truth.patientName].join('|');
    const damaged = ledgers.some(({ exam }) => [exam.accession, exam.patientId, exam.patientName].join('|') !== said);
    if (!damaged && sink.list.every((each) => each.ok)) continue;
    all.push(...sink.list);
    if (study) concerned.push({ object: name, truth, studyUid: study.studyUid });
  }
  return [...all, ...observeConsumers(hospital, of.seenBy ?? [], concerned)];
}

/** An exam that was broken off and gone on with is one exam: what was made for one order belongs into one study. */
function examsByOrder(hospital: Hospital): (readonly [LedgerExam, ...LedgerExam[]])[] {
  const byOrder = new Map<string, [LedgerExam, ...LedgerExam[]]>();
  for (const ledger of ledgerExams(hospital)) {
    const known = byOrder.get(ledger.placer);
    if (known) known.push(ledger);
    else byOrder.set(ledger.placer, [ledger]);
  }
  return [...byOrder.values()];
}

export function observeOrder(hospital: Hospital, orderName: string, state: 'completed' | 'open'): Observation[] {
  const sink = newSink();
  const placer = hospital.director.state.orders.get(orderName)?.placer ?? '';
  const order = hospital.ris.orderByPlacer(placer);
  const expected = state === 'completed' ? 'COMPLETED' : 'SCHEDULED';
  sink.same(
    `order ${order?.filler ?? orderName}`,
    'RIS order',
    'status',
    expected,
    order?.status ?? 'missing',
    'state differs',
  );
  const inPacs = order && hospital.pacs.state.orders.get(order.filler);
  sink.same(
    `order ${order?.filler ?? orderName}`,
    'PACS index',
    'order',
    state === 'completed' ? 'COMPLETED' : 'OPEN',
    inPacs?.status ?? 'missing',
    'state differs',
  );
  if (state === 'open' && order) {
    const item = hospital.worklist.state.items.find(({ spsId }) => spsId === order.spsId);
    sink.same(`order ${order.filler}`, 'worklist', 'entry', 'SCHEDULED', item?.status ?? 'missing', 'state differs');
  }
  return sink.list;
}
