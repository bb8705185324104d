import { SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { type RandomStream, stream } from '../../core/random.ts';
import { sendHl7 } from '../../network/mllp-link.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { OrderRow } from '../../systems/pacs/state.ts';
import type { MessageVersion } from '../../systems/ris/settings.ts';
import type { Hospital } from '../hospital.ts';
import type { CheckSpec } from '../scenario/check-schema.ts';
import { newSink, type Sink } from './compare.ts';
import type { Hop, Observation } from './observation.ts';

type MessageSpec = NonNullable<Extract<CheckSpec, { check: 'ORD' }>['messages']>[number];

const ports: Readonly<Record<MessageVersion, number>> = { '2.3.1': 6664, '2.5.1': 6665 };
const titles: Readonly<Record<MessageVersion, string>> = { '2.3.1': 'ORM^O01 NW', '2.5.1': 'OMI^O23 NW' };

/** A new order of nobody else, made of the last good one of this version that the engine got; undefined: there is none. */
export function freshMessage(
  { engine }: Hospital,
  version: MessageVersion,
  random: RandomStream,
): { readonly message: Hl7Message; readonly spsId: string; readonly filler: string } | undefined {
  const sample = [...engine.state.messages.values()].findLast(
    ({ port, title, accession }) => port === ports[version] && title === titles[version] && accession !== '',
  );
  if (!sample) return undefined;
  const spsId = `SPS9${random.integer(10_000, 99_999)}`;
  const filler = `F9${random.integer(10_000, 99_999)}`;
  const accession = `A269${random.integer(100_000, 999_999)}`;
  const studyUid = `2.25.${random.next32()}${random.next32()}`;
  const message = Hl7Message.read(sample.bytes)
    .set('MSH-10', `RISQ${random.integer(100_000, 999_999)}`)
    .set('ORC-2.1', `P9${random.integer(10_000, 99_999)}`)
    .set('ORC-3.1', filler)
    .set('OBR-3.1', filler);
  return version === '2.3.1'
    ? { spsId, filler, message: message.set('OBR-18', accession).set('OBR-20', spsId).set('ZDS-1.1', studyUid) }
    : { spsId, filler, message: message.set('IPC-1.1', accession).set('IPC-4.1', spsId).set('IPC-3', studyUid) };
}

/** A message with fields replaced by raw HL7, by path, and all segments of a name by others, which stand behind OBR. */
export function rewritten(
  message: Hl7Message,
  { set = {}, segments = {} }: Pick<MessageSpec, 'set' | 'segments'>,
): Hl7Message {
  let out = message;
  for (const [path, raw] of Object.entries(set)) out = out.setRaw(path, raw);
  for (const [name, texts] of Object.entries(segments)) {
    while (out.segmentCount(name) > 0) out = out.removeSegment(name);
    for (const text of texts.toReversed()) out = out.insertSegmentAfter('OBR', text);
  }
  return out;
}

export function sendFromRis({ room }: Hospital, name: string, message: Hl7Message, version: MessageVersion): void {
  room.kernel.spawn(name, task());
  function* task(): Task<void> {
    const target = { host: 'eng01', port: ports[version] };
    yield* sendHl7(room, 'ris01', target, message.bytes, { timeout: 10 * SECOND });
  }
}

/** Order messages that the hospital's own RIS does not write, and what must stand in the worklist entry. */
export function observeMessages(hospital: Hospital, draw: string, specs: readonly MessageSpec[]): Observation[] {
  if (specs.length === 0) return [];
  const sink = newSink();
  const random = stream(draw, 'messages');
  const { kernel } = hospital.room;
  const sent = specs.map((spec) => {
    const fresh = freshMessage(hospital, spec.version, random);
    if (fresh) sendFromRis(hospital, spec.name, rewritten(fresh.message, spec), spec.version);
    return { spec, spsId: fresh?.spsId, filler: fresh?.filler };
  });
  kernel.runUntil(kernel.now + 40 * SECOND);
  for (const { spec, spsId, filler } of sent) {
    const row = hospital.worklist.state.items.find((each) => each.spsId === spsId);
    const item = row && hospital.worklist.item(row);
    expectValues(sink, spec.name, 'worklist', item, spec.expect);
    if (spec.order) expectOrder(sink, spec.name, hospital.pacs.state.orders.get(filler ?? ''), spec.order);
  }
  return sink.list;
}

function expectOrder(
  sink: Sink,
  object: string,
  order: OrderRow | undefined,
  expect: NonNullable<MessageSpec['order']>,
): void {
  const attributes = { name: "Patient's Name", procedureText: 'Requested Procedure Description' } as const;
  for (const key of ['name', 'procedureText'] as const) {
    const expected = expect[key];
    if (expected === undefined) continue;
    const found = order?.[key] ?? 'missing';
    sink.same(object, 'PACS index', `${attributes[key]} of the order`, expected, found, order ? 'content changed' : 'missing'); // prettier-ignore
  }
}

/** What stands in a worklist entry, attribute by attribute; `item` undefined: there is none. */
export function expectValues(
  sink: Sink,
  object: string,
  hop: Hop,
  item: DataSet | undefined,
  expect: Readonly<Record<string, string>>,
): void {
  for (const [attribute, expected] of Object.entries(expect)) {
    const found = item ? valueAt(item, attribute) : 'missing';
    sink.same(object, hop, attribute, expected, found, item ? 'content changed' : 'missing');
  }
}

/** `(0040,0100)>(0040,0002)`: an attribute, or one in the first item of a sequence. */
function valueAt(item: DataSet, path: string): string {
  const tags = path.split('>').map((part) => parseTag(part.trim()) ?? 0);
  let at: DataSet | undefined = item;
  for (const tag of tags.slice(0, -1)) at = at?.items(tag)[0];
  return at?.texts(tags.at(-1) ?? 0).join('\\') ?? '';
}
