import type { Static } from 'typebox';
import type { ProvenanceRow, TryAllResult, TryRequest, TryResult } from '../../contract/engine.ts';
import { HOUR } from '../../core/clock.ts';
import { hl7Keys } from '../../network/hl7-event.ts';
import { nameOf } from '../../protocols/dicom/dictionary.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { isLookupPath } from '../../systems/engine/channels.ts';
import { editKey } from '../../systems/host/edit-key.ts';
import { hostOffset } from '../../systems/mapping/host-zone.ts';
import type { MappingProblem } from '../../systems/mapping/provenance.ts';
import {
  type ChainedProvenance,
  type MappingTexts,
  type TriedMapping,
  tryMapping,
} from '../../systems/mapping/try-mapping.ts';
import { ORDER_MAPPING } from '../../systems/worklist/settings.ts';
import type { Hospital } from '../hospital.ts';
import { dicomNodes } from './dicom-nodes.ts';

/** The channel that feeds the worklist, and the worklist's own rules: one chain. */
const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const CHANNEL_NAME = 'SCHED_TO_MWL';
/** Messages that one trial over the past takes, and how far back. */
const MOST_TRIED = 300;
const TRY_BACK = 24 * HOUR;
/** Differences that one answer lists. */
const MOST_DIFFERING = 100;

type Row = Static<typeof ProvenanceRow>;
type Problem = TryResult['problems'][number];
export interface TryRefusal {
  readonly code: string;
  readonly message: string;
}

/** Tries drafts and edits on one message. Nothing is sent, stored or saved. */
export function tryOne(hospital: Hospital, request: TryRequest): TryResult | TryRefusal {
  const bytes = bytesOf(hospital, request);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const draft = draftTexts(hospital, request);
  const message = Hl7Message.read(bytes);
  const drafted = run(hospital, draft.texts, message);
  const running = run(hospital, deployedTexts(hospital), message);
  const problems = [...draft.problems, ...problemsOf(drafted)];
  const { output } = drafted.engine;
  const sent = output && Hl7Message.read(output);
  return {
    accepted: draft.problems.length === 0 && isAccepted(drafted),
    problems,
    engineOutput: sent ? sent.rawText(0, sent.bytes.length).raw : null,
    rows: rowsOf(drafted, running),
    items: drafted.worklist.items.map((item) => dicomNodes(item)),
  };
}

/** Tries them on the order messages that the engine stored in the last 24 hours. */
export function tryAll(hospital: Hospital, request: TryRequest): TryAllResult | TryRefusal {
  const draft = draftTexts(hospital, request);
  const [problem] = draft.problems;
  if (problem) return { code: 'bad-edit', message: `${problem.where}: ${problem.message}` };
  const deployed = deployedTexts(hospital);
  const since = hospital.room.kernel.now - TRY_BACK;
  const stored = hospital.engine.state.messages
    .filter(
      (message) =>
        message.at >= since &&
        message.reprocessOf === undefined &&
        message.refusal === '' &&
        message.routes.some((route) => route.channel === CHANNEL_NAME && route.destination !== ''),
    )
    .slice(-MOST_TRIED);
  const result = { tried: 0, sameAsRunning: 0, held: 0 };
  const differing: TryAllResult['differing'] = [];
  for (const { bytes, eventId, patientId } of stored) {
    const message = Hl7Message.read(bytes);
    const drafted = run(hospital, draft.texts, message);
    result.tried += 1;
    if (!isAccepted(drafted)) result.held += 1;
    const changes = rowsOf(drafted, run(hospital, deployed, message))
      .filter((row) => row.differs)
      .map(({ tag, name, value, running }) => ({ tag, name, running: running ?? '', draft: value }));
    if (changes.length === 0) result.sameAsRunning += 1;
    else if (differing.length < MOST_DIFFERING) differing.push({ event: eventId, patientId, changes });
  }
  return { ...result, differing };
}

/** Bytes as the RIS sent them: also when the event is what the engine made of them. */
function bytesOf(hospital: Hospital, request: TryRequest): Uint8Array | TryRefusal {
  if (request.bytes !== undefined) return new Uint8Array(Buffer.from(request.bytes, 'base64'));
  if (request.event === undefined) return { code: 'no-message', message: 'Choose a message to try the rules on.' };
  const event = hospital.room.journal.get(request.event);
  if (event?.kind !== 'hl7') {
    return { code: 'not-hl7', message: `#${request.event} is no HL7 message; the rules need an order message.` };
  }
  const message = Hl7Message.read(event.bytes);
  const { code, event: trigger } = message.messageType;
  const type = `${code}^${trigger}`;
  if (event.direction === 'answer' || (type !== 'ORM^O01' && type !== 'OMI^O23')) {
    return { code: 'no-order', message: `#${request.event} is no order message (ORM^O01 or OMI^O23).` };
  }
  if (event.host !== 'eng01') return event.bytes;
  const original = hospital.engine.state.messages.find((stored) => stored.controlId === message.controlId);
  return original?.bytes ?? event.bytes;
}

function run(hospital: Hospital, texts: MappingTexts, message: Hl7Message): TriedMapping {
  const heldWeight = hospital.worklist.heldWeight(hl7Keys(message).patientId ?? '');
  return tryMapping(texts, message.bytes, {
    destination: 'mwl',
    siteOffset: hospital.room.zoneOffset,
    hostOffset: hostOffset(hospital.room, 'eng01'),
    ...(heldWeight ? { heldWeight } : {}),
  });
}

function mappingTexts(hospital: Hospital, textOf: (host: string, path: string) => string): MappingTexts {
  return {
    channel: { path: CHANNEL, text: textOf('eng01', CHANNEL) },
    lookups: hospital.room.files
      .list('eng01')
      .filter((file) => isLookupPath(file.path))
      .map(({ path }) => ({ path, text: textOf('eng01', path) })),
    orderMapping: { path: ORDER_MAPPING, text: textOf('mwl01', ORDER_MAPPING) },
  };
}

function deployedTexts(hospital: Hospital): MappingTexts {
  return mappingTexts(hospital, (host, path) => hospital.room.files.deployedText(host, path) ?? '');
}

function draftTexts(hospital: Hospital, request: TryRequest): { texts: MappingTexts; problems: Problem[] } {
  const drafts = new Map(request.drafts.map(({ host, path, text }) => [`${host}:${path}`, text]));
  const problems: Problem[] = [];
  const textOf = (host: string, path: string): string | undefined =>
    drafts.get(`${host}:${path}`) ?? hospital.room.files.text(host, path);
  for (const { host, path, pointer, value } of request.edits ?? []) {
    const where = `${host}:${path}`;
    const text = textOf(host, path);
    const edit = text === undefined ? undefined : editKey(path, text, pointer, value);
    if (edit?.ok) drafts.set(where, edit.text);
    else problems.push({ where, message: edit ? edit.message : 'There is no such file.' });
  }
  return { texts: mappingTexts(hospital, (host, path) => textOf(host, path) ?? ''), problems };
}

function isAccepted(tried: TriedMapping): boolean {
  return (
    tried.engine.output !== undefined &&
    tried.worklist.items.length > 0 &&
    tried.worklist.problems.every((problem) => problem.severity === 'warning')
  );
}

function problemsOf(tried: TriedMapping): Problem[] {
  const worded =
    (host: string) =>
    (problem: MappingProblem): Problem => ({
      where: [host, problem.rule === undefined ? '' : `rule ${problem.rule}`].filter(Boolean).join(' '),
      message:
        problem.severity === 'hold' && problem.code !== 'filtered' ? `Held: ${problem.message}` : problem.message,
      ...(problem.line === undefined ? {} : { line: problem.line }),
    });
  return [...tried.engine.problems.map(worded('eng01')), ...tried.worklist.problems.map(worded('mwl01'))];
}

function rowsOf(drafted: TriedMapping, running: TriedMapping): Row[] {
  const key = (each: ChainedProvenance): string => `${each.item}|${each.target}`;
  const before = new Map(running.worklist.provenance.map((each) => [key(each), each]));
  const rows = drafted.worklist.provenance.map((each): Row => {
    const old = before.get(key(each));
    before.delete(key(each));
    const differs = (old?.value ?? '') !== each.value;
    return {
      ...head(each),
      value: each.value,
      running: differs ? (old?.value ?? null) : null,
      differs,
      steps: stepsOf(each),
    };
  });
  const gone = [...before.values()]
    .filter((each) => each.value !== '')
    .map((each): Row => ({ ...head(each), value: '', running: each.value, differs: true, steps: [] }));
  return [...rows, ...gone];
}

function head({ target, item }: ChainedProvenance): { tag: string; name: string } {
  const tag = parseTag(target.split('>').at(-1) ?? '');
  const name = tag === undefined ? target : nameOf(tag);
  return { tag: target, name: item > 0 ? `${name} (step ${item + 1})` : name };
}

/** From the worklist's rule back to the field that the RIS sent. */
function stepsOf({ rule, function: name, source, sourceValue, lookup, engine, sent }: ChainedProvenance): Row['steps'] {
  const hit = (found: ChainedProvenance['lookup']): string =>
    found ? `, ${found.table} line ${found.line}, key ${found.key}, column ${found.column}` : '';
  return [
    { where: `mwl01 rule ${rule}`, what: `${name}${hit(lookup)}`, path: source, value: sourceValue },
    ...(engine
      ? [
          {
            where: `eng01 rule ${engine.rule}`,
            what: `${engine.function}${hit(engine.lookup)}`,
            path: engine.source,
            value: engine.sourceValue,
          },
        ]
      : []),
    ...(sent.path === '' ? [] : [{ where: 'ris01', what: 'as sent', path: sent.path, value: sent.value }]),
  ];
}
