import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { JournalEvent } from '../../network/journal.ts';
import type { Hospital } from '../hospital.ts';
import { causesOf, faultName } from '../scenario/causes.ts';
import { type FileFault, fileOf } from '../scenario/fault-schema.ts';
import type { ScenarioFile } from '../scenario/schema.ts';
import { editKey } from '../../systems/host/edit-key.ts';
import type { PatientIdentifier } from '../../systems/interface/patient-record.ts';
import { procedures } from '../traffic/procedures.ts';
import { sendings } from './ledger.ts';

/**
 * What counts as evidence, in one place.
 *
 * A pinned event _shows the fault_ when all of this holds:
 * 1. It stands at a hop that the scenario names: the message before or after the faulty place, the row, the query or
 *    the image that came of it, or the change of the file itself.
 * 2. It is about an order that the fault concerns (`about`), by accession, filler, placer, step or study: a patient
 *    alone is too little. Changes of the file, attempts that failed and queries that found nothing are about no order.
 * 3. It happened while the fault was at work: not before it came, not after a changed file was put into service.
 * 4. It is not the learner's own doing, but for what a query has shown: one's own repair shows no fault.
 *
 * The three points are given when more than half of the pinned events show the fault (each event counts once, and the
 * conclusion takes MOST_EVIDENCE at most). So one good pin earns them, an unrelated one does not, and a handful pinned
 * at random does not either: few of a morning's events show it.
 */
export function isEvidence(pinned: readonly number[], shows: (event: number) => boolean): boolean {
  const events = [...new Set(pinned)];
  return events.filter(shows).length * 2 > events.length;
}

type EvidenceSpec = ScenarioFile['conclusion']['evidence'];
type Hop = EvidenceSpec['hops'][number];

/** Actions that only look; what they brought to light is evidence like any other. */
const looks: ReadonlySet<string> = new Set(['worklist-query', 'modality-query']);

/** Whether an event shows something of what is wrong. */
type Shows = (event: number) => boolean;

/** Which events of the hospital's journal show the fault of a scenario, or one of several. */
export function faultEvidence(hospital: Hospital, file: ScenarioFile): Shows {
  const shows = causeEvidence(hospital, file);
  return (id) => shows.some((any) => any(id));
}

/** The same for each cause of a scenario, in its order. Made once for a verdict. */
export function causeEvidence(hospital: Hospital, file: ScenarioFile): Shows[] {
  const causes = causesOf(file);
  return causes.map(({ evidence, faults }) => {
    const until =
      causes.length === 1 && faults === undefined
        ? repairedAt(hospital, file.faults)
        : mendedAt(hospital, ownFaults(file, evidence, faults));
    return evidenceOf(hospital, evidence, until);
  });
}

function evidenceOf(hospital: Hospital, { about, hops }: EvidenceSpec, until: number): Shows {
  const { journal } = hospital.room;
  const since = hospital.director.state.faultSince ?? 0;
  let named: ReadonlySet<string> | undefined;
  return (id) => {
    const event = journal.get(id);
    if (!event || event.at < since || event.at >= until) return false;
    const hop = hops.find((each) => standsAt(each, event));
    if (!hop || ownDoing(hospital, event)) return false;
    switch (hop.kind) {
      case 'file':
      case 'transport':
        return true;
      case 'empty-query':
        return foundNothing(hospital, event, hop.station);
      case 'hl7':
      case 'dimse':
      case 'row': {
        named ??= namesOf(hospital, about);
        const { accession, filler, placer, spsId, studyUid } = event.keys;
        return [accession, filler, placer, spsId, studyUid].some((key) => key !== undefined && named?.has(key));
      }
      default:
        return hop satisfies never;
    }
  };
}

function standsAt(hop: Hop, event: JournalEvent): boolean {
  switch (hop.kind) {
    case 'hl7':
      // A status message says how far an order is, nothing of what it is.
      return (
        event.kind === 'hl7' &&
        event.host === hop.from &&
        event.to === hop.to &&
        !event.title.endsWith(' SC') &&
        (hop.control === undefined || event.title.endsWith(` ${hop.control}`))
      );
    case 'dimse':
      return (
        event.kind === 'dimse' &&
        event.title === hop.title &&
        (hop.from === undefined || event.host === hop.from) &&
        (hop.to === undefined || event.to === hop.to)
      );
    case 'transport':
      return (
        event.kind === 'transport' &&
        (hop.from === undefined || event.host === hop.from) &&
        (hop.to === undefined || event.to === hop.to)
      );
    case 'row':
      return event.kind === 'row' && event.host === hop.host && event.table === hop.table;
    case 'file':
      return event.kind === 'file' && event.host === hop.host && event.path === hop.path;
    case 'empty-query':
      return event.kind === 'dimse' && (event.title === 'C-FIND-RQ' || event.title === 'C-FIND-RSP');
    default:
      return hop satisfies never;
  }
}

/** A worklist query for this AE title that no entry answered: the request, or the answer that closes it. */
function foundNothing({ room: { journal } }: Hospital, event: JournalEvent, station: string): boolean {
  if (event.kind !== 'dimse') return false;
  const id = event.inReplyTo ?? event.id;
  const request = journal.get(id);
  if (request?.kind !== 'dimse') return false;
  const step = DataSet.read(request.data, request.transferSyntax).items(0x00400100)[0];
  if (step?.text(0x00400001) !== station) return false;
  // Answers follow closely; the one without data set closes the query.
  for (let next = id + 1; next <= journal.state.events.length && next < id + 2000; next++) {
    const answer = journal.get(next);
    if (answer?.kind === 'dimse' && answer.inReplyTo === id) return answer.data.length === 0 && answer.status === 0;
  }
  return false;
}

function ownDoing({ room: { journal } }: Hospital, event: JournalEvent): boolean {
  let at: JournalEvent | undefined = event;
  for (let steps = 0; at && steps < 10_000; steps++) {
    if (at.kind === 'action') return !looks.has(at.title);
    at = at.cause === 0 ? undefined : journal.get(at.cause);
  }
  return false;
}

/** When somebody first put another text of a faulty file into service. */
function repairedAt(hospital: Hospital, faults: ScenarioFile['faults']): number {
  const files = faults.flatMap((fault) => fileOf(fault) ?? ('link' in fault ? (fault.link.while ?? []) : []));
  if (files.length === 0) return Number.POSITIVE_INFINITY;
  const { events } = hospital.room.journal.state;
  for (const event of events.slice()) {
    if (event.kind !== 'file' || !event.title.endsWith(' in service')) continue;
    const isFaulty = files.some(({ host, path }) => host === event.host && path === event.path);
    if (isFaulty && ownDoing(hospital, event)) return event.at;
  }
  return Number.POSITIVE_INFINITY;
}

/** The faults that make up one of several causes: those it names, or those that change a file of its evidence. */
function ownFaults(
  { faults }: ScenarioFile,
  { hops }: EvidenceSpec,
  names: readonly string[] | undefined,
): ScenarioFile['faults'] {
  return faults.filter((fault, index) => {
    if (names) return names.includes(faultName(fault, index));
    const file = fileOf(fault);
    return hops.some((hop) => hop.kind === 'file' && hop.host === file?.host && hop.path === file.path);
  });
}

/**
 * When somebody first put a text into service that holds nothing more of one of these faults. Of several causes one may
 * be mended while the other goes on in the same file: what happened in between still shows it.
 */
function mendedAt(hospital: Hospital, faults: ScenarioFile['faults']): number {
  const patches = faults.filter((fault) => 'path' in fault);
  if (patches.length < faults.length || patches.length === 0) return repairedAt(hospital, faults);
  const { files, journal } = hospital.room;
  for (const event of journal.state.events.slice()) {
    const revision = event.kind === 'file' ? / rev (\d+) in service$/.exec(event.title)?.[1] : undefined;
    if (event.kind !== 'file' || revision === undefined || !ownDoing(hospital, event)) continue;
    const text = files.get(event.host, event.path)?.versions[Number(revision) - 1]?.text ?? '';
    const isMended = patches.some(
      (fault) => fault.host === event.host && fault.path === event.path && !isIn(text, fault),
    );
    if (isMended) return event.at;
  }
  return Number.POSITIVE_INFINITY;
}

/** Whether a text still says something of what the fault made it say. */
function isIn(text: string, { path, set = [], replace = [], install }: FileFault): boolean {
  const isSet = set.some(({ pointer, value }) => {
    const edit = editKey(path, text, pointer, value);
    // What is to be taken out and is not there.
    return edit.ok ? edit.text === text : value === null;
  });
  return isSet || replace.some((each) => text.includes(each.with)) || install === text;
}

const modalityOf = new Map(procedures.map(({ code, modality }) => [code, modality]));

const isOwn = (identifier: PatientIdentifier | undefined): boolean =>
  identifier?.authority.namespace === 'NGH' && identifier.type === 'MR';

/** Filler numbers of the orders of which the RIS has sent such a message since the fault came. */
function ordersTold({ director, room }: Hospital, controls: readonly string[]): ReadonlySet<string> {
  const fillers = new Set<string>();
  for (const event of room.journal.state.events.slice()) {
    if (event.kind !== 'hl7' || event.host !== 'ris01' || event.at < (director.state.faultSince ?? 0)) continue;
    if (!controls.some((control) => event.title.endsWith(` ${control}`))) continue;
    fillers.add(event.keys.filler ?? '');
  }
  return fillers;
}

/** All numbers by which the orders concerned and their images are known, wrong ones of their images included. */
function namesOf(hospital: Hospital, about: EvidenceSpec['about']): ReadonlySet<string> {
  const { director, ris } = hospital;
  const scripted = about.order === undefined ? [] : [about.order].flat();
  const placers = scripted.map((name) => director.state.orders.get(name)?.placer);
  const names = new Set<string>();
  const told = about.control === undefined ? undefined : ordersTold(hospital, about.control);
  for (const order of ris.state.orders.values()) {
    const concerned =
      (about.modality === undefined || modalityOf.get(order.procedure) === about.modality) &&
      (about.resource === undefined || order.resource === about.resource) &&
      (about.procedures?.includes(order.procedure) ?? true) &&
      (about.version === undefined || order.version === about.version) &&
      (told?.has(order.filler) ?? true) &&
      (about.otherIdentifierAt === undefined ||
        !isOwn(order.patient.identifiers.at(about.otherIdentifierAt === 'first' ? 0 : -1))) &&
      (about.order === undefined || placers.includes(order.placer));
    if (!concerned) continue;
    for (const name of [order.accession, order.filler, order.placer, order.spsId, order.studyUid]) names.add(name);
  }
  for (const { order, host, exam: id } of director.state.exams.values()) {
    const exam = scripted.includes(order) ? hospital.scanner(host)?.state.exams.get(id) : undefined;
    if (exam) for (const { studyUid } of sendings(hospital, { host, exam })) names.add(studyUid);
  }
  names.delete('');
  return names;
}

/** In words, for the debrief: where evidence stands. */
export function evidenceInWords({ about, hops }: EvidenceSpec): string {
  const words = (hop: EvidenceSpec['hops'][number]): string => {
    switch (hop.kind) {
      case 'hl7':
        return `a message from ${hop.from} to ${hop.to}`;
      case 'dimse':
        return `${hop.title}${hop.from === undefined ? '' : ` from ${hop.from}`}${hop.to === undefined ? '' : ` to ${hop.to}`}`;
      case 'transport':
        return `an attempt that failed${hop.from === undefined ? '' : ` from ${hop.from}`}${hop.to === undefined ? '' : ` to ${hop.to}`}`;
      case 'row':
        return `a row of ${hop.table} at ${hop.host}`;
      case 'file':
        return `the change of ${hop.path} on ${hop.host}`;
      case 'empty-query':
        return `a query for ${hop.station} that found nothing`;
      default:
        return hop satisfies never;
    }
  };
  const [ofOrders, ofNone] = [hops.filter(isOfOrder), hops.filter((hop) => !isOfOrder(hop))];
  const which = about.any === true || ofOrders.length === 0 ? '' : 'of an order concerned: ';
  return `${which}${[...ofOrders, ...ofNone].map(words).join('; or ')}`;
}

/** See 2 at the top. */
function isOfOrder({ kind }: EvidenceSpec['hops'][number]): boolean {
  return kind === 'hl7' || kind === 'dimse' || kind === 'row';
}
