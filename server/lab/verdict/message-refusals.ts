import { formatTimestamp } from '../../core/clock.ts';
import type { RandomStream } from '../../core/random.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import type { Sink } from './compare.ts';
import { expectValues, freshMessage, sendFromRis, rewritten } from './mapped-messages.ts';
import type { Probe } from './probes.ts';

export type NegSpec = Extract<CheckSpec, { check: 'NEG' }>;

/** Looks, once all attempts are over, at what became of one. */
export type Look = () => void;

/** Messages that nobody agreed on: held with an alert, never guessed. And an order that is no imaging. */
export function tryMessages(
  sink: Sink,
  hospital: Hospital,
  random: RandomStream,
  probes: readonly Probe[],
  spec: NegSpec,
): Look[] {
  return [
    ...tryStrange(sink, hospital, random, spec),
    ...(spec.lateCancel === true ? tryLateCancel(sink, hospital, random, probes) : []),
    ...tryOtherDepartment(sink, hospital, probes),
    ...tryNumberAssigned(sink, hospital, random, probes),
  ];
}

/** A good message of the RIS with something in it that nobody has told the engine, and what the scenario adds. */
function tryStrange(sink: Sink, hospital: Hospital, random: RandomStream, { held = [] }: NegSpec): Look[] {
  const { engine, worklist } = hospital;
  const heldBack = (controlId: string): boolean =>
    engine.state.errors.find((error) => engine.state.messages.get(String(error.message))?.controlId === controlId) !==
    undefined;

  const strange: typeof held = [
    { name: 'unknown procedure code', set: { 'OBR-4.1': `Q${random.integer(100, 999)}X` } },
    { name: 'unknown room', set: { 'ORC-18.1': `ROOM${random.integer(100, 999)}` } },
    ...held,
  ];
  return strange.flatMap(({ name, version = '2.3.1', or, ...spec }): Look[] => {
    const fresh = freshMessage(hospital, version, random);
    if (!fresh) return [];
    const message = rewritten(fresh.message, spec);
    sendFromRis(hospital, name, message, version);
    return [
      () => {
        const item = worklist.state.items.find((each) => each.spsId === fresh.spsId);
        if (item && or) {
          expectValues(sink, name, 'refusal', worklist.item(item), or);
          return;
        }
        const entry = item ? 'listed' : 'none';
        const alert = heldBack(message.controlId) ? 'held' : 'silent';
        sink.same(name, 'refusal', 'worklist entry', 'none', entry, 'accepted, should be refused');
        sink.same(name, 'refusal', 'alert', 'held', alert, 'missing');
      },
    ];
  });
}

/** The RIS's cancellation of an exam that is done already, and of one that has begun: neither loses its entry or order. */
function tryLateCancel(sink: Sink, hospital: Hospital, random: RandomStream, probes: readonly Probe[]): Look[] {
  const { engine, pacs, room, worklist } = hospital;
  const late = [
    ['late cancellation, exam done', probes.find(({ exam }) => exam?.stage === 'SENT'), 'COMPLETED'],
    ['late cancellation, exam begun', probes.findLast(({ wish }) => wish.fate === 'booked'), 'IN PROGRESS'],
  ] as const;
  return late.flatMap(([name, probe, status]): Look[] => {
    const truth = probe?.truth;
    const announced = [...engine.state.messages.values()].findLast(
      ({ title, accession }) => title.endsWith(' NW') && accession === truth?.accession,
    );
    if (!truth || !announced) return [];
    const say = (control: string, state: string): void => {
      const message = Hl7Message.read(announced.bytes)
        .set('MSH-7', formatTimestamp(room.kernel.now, room.zoneOffset))
        .set('MSH-10', `RISL${random.integer(100_000, 999_999)}`)
        .set('ORC-1', control)
        .set('ORC-5', state);
      sendFromRis(hospital, name, message, announced.port === 6664 ? '2.3.1' : '2.5.1');
    };
    // The status channel listens to ORM only; a modality's MPPS would say the same.
    if (status === 'IN PROGRESS') markStarted(hospital, truth.spsId);
    say('CA', 'CA');
    return [
      () => {
        const row = worklist.state.items.find((each) => each.spsId === truth.spsId);
        sink.same(name, 'refusal', 'worklist entry', status, row?.status ?? 'missing', 'state differs');
        if (status !== 'COMPLETED') return;
        const order = pacs.state.orders.get(truth.filler);
        sink.same(name, 'refusal', 'order', 'COMPLETED', order?.status ?? 'missing', 'state differs');
      },
    ];
  });
}

/** The step as it stands when the scanner has begun. */
function markStarted({ worklist }: Hospital, spsId: string): void {
  const row = worklist.state.items.find((each) => each.spsId === spsId);
  if (row) worklist.state.items.put(row.key, { ...row, status: 'IN PROGRESS' });
}

/** Obstetrics orders its cardiotocography in the same system: the catalogue check keeps it away from imaging. */
function tryOtherDepartment(sink: Sink, { engine, his }: Hospital, probes: readonly Probe[]): Look[] {
  const mrn = probes.find(({ truth }) => truth)?.truth?.patientId;
  const details = mrn === undefined ? undefined : his.state.orders.find((order) => order.mrn === mrn)?.details;
  if (mrn === undefined || !details) return [];
  const placed = his.placeOrder({ ...details, procedure: 'CTG', mrn }, 'aokafor');
  const number = placed.ok ? placed.value.placer : '';
  return [
    () => {
      const stored = [...engine.state.messages.values()].findLast(
        ({ port, bytes }) => port === 6663 && Hl7Message.read(bytes).value('ORC-2.1') === number,
      );
      const passed = stored?.routes.some(({ status }) => status !== 'FILTERED') ?? false;
      const found = stored === undefined ? 'missing' : passed ? 'sent on' : 'filtered';
      sink.same('order that is no imaging', 'refusal', 'engine', 'filtered', found, 'accepted, should be refused');
    },
  ];
}

/**
 * A number that the RIS tells the HIS (ORC-1 NA, HL7 table 0119) goes through the same port as schedules. Worklist and
 * archive are not asked: the one refuses it, and somebody is called for nothing.
 */
function tryNumberAssigned(sink: Sink, hospital: Hospital, random: RandomStream, probes: readonly Probe[]): Look[] {
  const { engine, room } = hospital;
  const mine = new Set(probes.flatMap(({ wish, truth }) => (wish.fate === 'booked' && truth ? [truth.accession] : [])));
  const announced = [...engine.state.messages.values()].findLast(
    ({ title, port, accession }) => title === 'ORM^O01 NW' && port === 6664 && mine.has(accession),
  );
  if (!announced) return [];
  const controlId = `RISN${random.integer(100_000, 999_999)}`;
  const message = Hl7Message.read(announced.bytes)
    .set('MSH-7', formatTimestamp(room.kernel.now, room.zoneOffset))
    .set('MSH-10', controlId)
    .set('ORC-1', 'NA');
  sendFromRis(hospital, 'number assigned', message, '2.3.1');
  return [
    () => {
      const stored = [...engine.state.messages.values()].findLast((each) => each.controlId === controlId);
      const reached = stored?.routes.flatMap(({ destination, status }) => (status === 'FILTERED' ? [] : [destination]));
      const found = reached === undefined ? 'missing' : [...new Set(reached)].sort().join(', ');
      sink.same('number for the HIS', 'refusal', 'goes to', 'his', found, 'accepted, should be refused');
    },
  ];
}
