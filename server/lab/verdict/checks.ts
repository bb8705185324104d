import type { CheckResult } from '../../contract/verdict.ts';
import { formatDate, MINUTE, SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { stream } from '../../core/random.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { sendHl7 } from '../../network/mllp-link.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { StudyRow } from '../../systems/pacs/state.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/schema.ts';
import { compareEntry, compareHeader, compareIndex, headerOf, newSink, type Sink } from './compare.ts';
import { type LedgerExam, ledgerExams, sendings, truthOf } from './ledger.ts';
import type { Observation } from './observation.ts';
import { lists, type Probe } from './probes.ts';

type Head = Pick<CheckResult, 'id' | 'part' | 'title' | 'sent' | 'required'>;

export function headOf(spec: CheckSpec, sent: string): Head {
  const parts = {
    ORD: 'root-cause',
    REG: 'harm',
    NEG: 'harm',
    TRACE: 'harm',
    REP: 'repair',
    'REP-order': 'repair',
  } as const;
  const suffix = spec.check === 'REP' ? `-${spec.kind}` : spec.check === 'REP-order' ? `-${spec.order}` : '';
  // That an order is still open is nothing repaired: it only must not be closed by mistake.
  const part = spec.check === 'REP-order' && spec.state === 'open' ? 'harm' : parts[spec.check];
  return { id: `${spec.check}${suffix}`, part, title: spec.title, sent, required: true };
}

/** Fresh orders, hop by hop: on exactly its scanner's list, in the image header, the PACS index and the RIS order. */
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
  const mine = listed.filter(({ entry }) => entry.spsId === truth.spsId);
  const expected = wish.fate === 'cancelled' ? '' : truth.stationHost;
  const found = mine.map(({ host }) => host).join(', ');
  const difference =
    wish.fate === 'cancelled' || (found.includes(truth.stationHost) && expected !== '')
      ? 'not expected there'
      : 'missing';
  sink.same(name, 'worklist', 'lists that show it', expected, found, difference);
  if (wish.fate === 'cancelled') return;
  const entry = mine.find(({ host }) => host === truth.stationHost)?.entry;
  if (entry) compareEntry(sink, name, truth, entry);
  sink.same(name, 'scanner', 'examination', 'SENT', exam?.stage ?? 'missing', 'missing');
  if (!exam || exam.images.length === 0) return;
  const { pacs } = hospital;
  const instance = pacs.state.instances.get(exam.images[0]?.sopUid ?? '');
  const study = instance && pacs.state.studies.get(instance.studyUid);
  if (!instance || !study) {
    sink.same(name, 'PACS index', 'study', 'stored', 'missing', 'missing');
    return;
  }
  const header = headerOf(instance);
  compareHeader(sink, name, truth, header);
  sink.same(name, 'image header', 'Study Instance UID', truth.studyUid, header.text(0x0020000d), 'identifier differs');
  compareIndex(sink, name, hospital, truth, study);
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
    const accession = rows[0] && hospital.worklist.item(rows[0]).text(0x00080050);
    sink.same(name, 'worklist', 'Accession Number', truth.accession, accession ?? 'missing', 'identifier differs');
  }
  return sink.list;
}

/** Open worklist entries against the RIS schedule, as the scanners see them. */
export function observeOpenItems(hospital: Hospital): Observation[] {
  const sink = newSink();
  const { room } = hospital;
  const listed = lists(hospital);
  for (const order of hospital.ris.state.orders.values()) {
    if (order.status !== 'SCHEDULED' || order.start === undefined) continue;
    const truth = truthOf(hospital, order);
    if (!truth) continue;
    const today = formatDate(room.kernel.now, room.zoneOffset);
    if (truth.date !== today) continue;
    const name = `order ${order.filler}`;
    const mine = listed.filter(({ entry }) => entry.spsId === truth.spsId);
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
  }
  return sink.list;
}

/** Studies that still count for an exam: those that hold its images, or images sent again in their place. */
export function studiesOf(hospital: Hospital, ledger: LedgerExam): StudyRow[] {
  const { pacs } = hospital;
  const uids = new Set<string>();
  for (const sending of sendings(hospital, ledger)) {
    for (const { sopUid } of sending.images) {
      const instance = pacs.state.instances.get(sopUid);
      if (instance && !instance.rejected) uids.add(instance.studyUid);
    }
  }
  return [...uids].flatMap((uid) => {
    const study = pacs.state.studies.get(uid);
    return study && study.status !== 'REJECTED' && study.status !== 'MERGED' ? [study] : [];
  });
}

/** Sent long enough ago that archive and RIS have had their say. */
function settled(hospital: Hospital, { exam }: LedgerExam): boolean {
  return exam.sentAt !== undefined && exam.sentAt + MINUTE <= hospital.room.kernel.now;
}

/** An exam whose images left the scanner with another identity than its order's, or that is wrong now. */
export function observeExams(hospital: Hospital, since: number): Observation[] {
  const all: Observation[] = [];
  for (const ledger of ledgerExams(hospital)) {
    if (ledger.exam.startedAt < since || !settled(hospital, ledger)) continue;
    const sink = newSink();
    const name = `exam ${ledger.truth.filler}`;
    const studies = studiesOf(hospital, ledger);
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
      sink.same(name, 'PACS index', 'images', String(ledger.exam.images.length), String(instances.length), 'missing');
      if (first) compareHeader(sink, name, ledger.truth, headerOf(first));
      compareIndex(sink, name, hospital, ledger.truth, study);
    }
    const damaged =
      ledger.exam.accession !== ledger.truth.accession || ledger.exam.patientId !== ledger.truth.patientId;
    if (damaged || sink.list.some((each) => !each.ok)) all.push(...sink.list);
  }
  return all;
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
  return sink.list;
}

/** Nothing lost, no pixel changed, every coercion attributable, nobody's images in somebody else's record. */
export function observeTrace(hospital: Hospital): Observation[] {
  const sink = newSink();
  const { pacs } = hospital;
  for (const ledger of ledgerExams(hospital)) {
    if (ledger.exam.stage !== 'SENT') continue;
    const name = `exam ${ledger.truth.filler}`;
    let kept = 0;
    let unchanged = 0;
    for (const image of ledger.exam.images) {
      const row = pacs.state.instances.get(image.sopUid);
      if (!row) continue;
      kept += 1;
      if (row.pixelSha1 === image.pixelSha1) unchanged += 1;
      const header = headerOf(row);
      if (header.text(0x00080050) !== ledger.exam.accession || header.text(0x00100020) !== ledger.exam.patientId) {
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

/** What must still be refused. Each attempt is made in the copy, as a stranger or a mistaken colleague would. */
export function observeRefusals(hospital: Hospital, draw: string, probes: readonly Probe[]): Observation[] {
  const sink = newSink();
  const { kernel } = hospital.room;
  const random = stream(draw, 'refusals');
  const run = (seconds: number): void => {
    kernel.runUntil(kernel.now + seconds * SECOND);
  };

  // 1. Unknown calling AE titles.
  for (const [host, port, called, abstractSyntax] of [
    ['pacs01', 11112, 'NGH_PACS', sopClass.verification],
    ['mwl01', hospital.worklist.settings.dicomPort, hospital.worklist.settings.aeTitle, sopClass.modalityWorklistFind],
  ] as const) {
    const stranger = `XR${random.integer(1000, 9999)}`;
    let found = 'no answer';
    kernel.spawn(
      'stranger',
      (function* (): Task<void> {
        const opened = yield* openAssociation(hospital.room, {
          from: 'adm01',
          callingAe: stranger,
          calledAe: called,
          target: { host, port },
          contexts: [{ abstractSyntax, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
          timeout: 10 * SECOND,
        });
        found = opened.kind === 'open' ? 'accepted' : opened.kind;
        if (opened.kind === 'open') yield* opened.association.release();
      })(),
    );
    run(5);
    sink.same(`stranger at ${host}`, 'refusal', 'association', 'rejected', found, 'accepted, should be refused', true);
  }

  const open = probes.filter((probe) => probe.truth && probe.exam?.stage === 'SENT');
  const [victim, other] = open;
  if (victim?.truth && other?.truth) {
    // 2. Another patient under somebody's accession number.
    const scanner = hospital.scanner(victim.truth.stationHost);
    const typed = {
      patientId: other.truth.patientId,
      issuer: 'NGH',
      name: other.truth.patientName,
      birthDate: other.truth.birthDate,
      sex: other.truth.sex,
      accession: victim.truth.accession,
      procedureCode: victim.truth.procedureCode,
      description: 'CHECK',
    };
    const id = scanner?.sendUnscheduled(typed, { images: 1, seconds: 5 });
    run(60);
    const exam = id === undefined ? undefined : scanner?.state.exams.get(id);
    const study = exam && hospital.pacs.state.studies.get(exam.studyUid);
    sink.same(
      'mismatched patient',
      'refusal',
      'study',
      'UNVERIFIED',
      study?.status ?? 'missing',
      'accepted, should be refused',
      study?.status === 'VERIFIED',
    );

    // 3. A known SOP Instance UID with other pixels.
    const image = victim.exam?.images[0];
    const row = image && hospital.pacs.state.instances.get(image.sopUid);
    const conf = scanner?.conf;
    if (row && conf) {
      const before = row.pixelSha1;
      const header = headerOf(row);
      const pixels = header.bytes(0x7fe00010);
      const forged = header.with(
        0x7fe00010,
        'OW',
        (pixels ?? new Uint8Array(2)).map((byte) => byte ^ 0x55),
      );
      kernel.spawn(
        'forger',
        (function* (): Task<void> {
          const opened = yield* openAssociation(hospital.room, {
            from: victim.truth?.stationHost ?? '',
            callingAe: conf.aeTitle,
            calledAe: conf.pacsAe,
            target: { host: 'pacs01', port: 11112 },
            contexts: [{ abstractSyntax: row.sopClass, transferSyntaxes: [EXPLICIT_LE] }],
            timeout: 10 * SECOND,
          });
          if (opened.kind !== 'open') return;
          yield* opened.association.store(forged, row.sopClass, row.sopUid);
          yield* opened.association.release();
        })(),
      );
      run(20);
      sink.same(
        'known UID, other pixels',
        'refusal',
        'stored pixels',
        before,
        hospital.pacs.state.instances.get(image.sopUid)?.pixelSha1 ?? 'missing',
        'accepted, should be refused',
        true,
      );
    }

    // 4. A procedure code that nobody agreed on.
    const sample = [...hospital.engine.state.messages.values()].findLast(
      (message) =>
        message.port === 6664 &&
        message.title.endsWith(' NW') &&
        message.accession !== '' &&
        message.title.startsWith('ORM'),
    );
    if (sample) {
      const code = `Q${random.integer(100, 999)}X`;
      const sps = `SPS9${random.integer(10_000, 99_999)}`;
      const message = Hl7Message.read(sample.bytes)
        .set('MSH-10', `RISQ${random.integer(1000, 9999)}`)
        .set('ORC-2.1', `P9${random.integer(10_000, 99_999)}`)
        .set('ORC-3.1', `F9${random.integer(10_000, 99_999)}`)
        .set('OBR-3.1', `F9${random.integer(10_000, 99_999)}`)
        .set('OBR-4.1', code)
        .set('OBR-18', `A269${random.integer(100_000, 999_999)}`)
        .set('OBR-20', sps)
        .set('ZDS-1.1', `2.25.${random.next32()}${random.next32()}`);
      kernel.spawn(
        'unknown code',
        (function* (): Task<void> {
          yield* sendHl7(hospital.room, 'ris01', { host: 'eng01', port: 6664 }, message.bytes, {
            timeout: 10 * SECOND,
          });
        })(),
      );
      run(30);
      const item = hospital.worklist.state.items.find((each) => each.spsId === sps);
      const held = [...hospital.engine.state.errors.values()].some(
        (error) => hospital.engine.state.messages.get(String(error.message))?.controlId === message.controlId,
      );
      sink.same(
        'unknown procedure code',
        'refusal',
        'worklist entry',
        'none',
        item ? 'listed' : 'none',
        'accepted, should be refused',
      );
      sink.same('unknown procedure code', 'refusal', 'alert', 'held', held ? 'held' : 'silent', 'missing');
    }
  }
  return sink.list;
}
