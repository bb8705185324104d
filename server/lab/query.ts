import type { ApiError } from '../contract/basics.ts';
import type { DicomFormat, Download, MessageFormat } from '../contract/download.ts';
import type { TryRequest } from '../contract/engine.ts';
import type { MessageList } from '../contract/message-list.ts';
import type { routes } from '../contract/routes.ts';
import type { Hospital } from './hospital.ts';
import type { Lab } from './lab.ts';
import { withoutMarks } from './exam.ts';
import { problemsOf } from './actions/settings-actions.ts';
import { type DownloadRefusal, instanceDownload, messageDownload } from './views/download.ts';
import { engineChanges, logChanges, worklistChanges } from './views/changes.ts';
import { chartResults } from './views/emr.ts';
import { engineView } from './views/engine.ts';
import { fileSummaries, fileView } from './views/files.ts';
import { journeyView, type KeyName } from './views/journey.ts';
import { labView } from './views/lab.ts';
import { logLines } from './views/logs.ts';
import { compareEvents, messageDetail } from './views/message-detail.ts';
import { compactMessages } from './views/compact-messages.ts';
import { messagesSince } from './views/message-list.ts';
import { risOrders } from './views/orders.ts';
import { packetDetail } from './views/packet-detail.ts';
import { packetList, packetsDownload } from './views/packets.ts';
import { pacsView, studyDetail } from './views/pacs.ts';
import { conclusionPickers } from './views/pickers.ts';
import { reconcileView } from './views/reconcile.ts';
import { scannersView } from './views/scanners.ts';
import { timelineView } from './views/timeline.ts';
import { topologyView } from './views/topology.ts';
import { tryAll, tryOne } from './views/try.ts';
import { worklistEntry, worklistView } from './views/worklist.ts';

type RouteKey = keyof typeof routes;
type LabRoute = { [K in RouteKey]: (typeof routes)[K]['url'] extends `/api/labs/:lab${string}` ? K : never }[RouteKey];
/** Routes that only look at a lab. */
export type QueryName = Exclude<
  LabRoute,
  | 'act'
  | 'undo'
  | 'setClock'
  | 'askVerdict'
  | 'getVerdict'
  | 'openDebrief'
  | 'getDebrief'
  | 'deleteLab'
  | 'disputeVerdict'
  | 'getDispute'
>;

export interface Refusal {
  readonly ok: false;
  readonly status: 400 | 404 | 409 | 503;
  readonly error: ApiError;
}
export type QueryOutcome = { readonly ok: true; readonly value: unknown } | Refusal;

const found = (value: unknown): QueryOutcome => ({ ok: true, value });
const refused = (status: Refusal['status'], code: string, message: string): Refusal => ({
  ok: false,
  status,
  error: { code, message },
});
const orGone = (value: unknown, message: string): QueryOutcome =>
  value === undefined ? refused(404, 'gone', message) : found(value);
const orRefused = (value: object): QueryOutcome =>
  'code' in value && 'message' in value ? refused(400, String(value.code), String(value.message)) : found(value);

function downloaded(value: Download | DownloadRefusal | undefined, gone: string): QueryOutcome {
  if (!value) return refused(404, 'gone', gone);
  return 'bytes' in value ? found(value) : refused(409, value.code, value.message);
}

/** Path, query and body of the request, already checked against the contract. */
type Params = Readonly<Record<string, unknown>>;
const textOf = (params: Params, name: string): string | undefined =>
  typeof params[name] === 'string' ? params[name] : undefined;
const numberOf = (params: Params, name: string): number | undefined =>
  typeof params[name] === 'number' ? params[name] : undefined;

/** Answers every route that looks. `at` shows what the hospital was at that instant; nothing changes by looking. */
export function query(lab: Lab, name: QueryName, input: unknown): QueryOutcome {
  const params = (typeof input === 'object' && input !== null ? input : {}) as Params;
  const at = numberOf(params, 'at');
  const since = textOf(params, 'since');
  const zone = lab.hospital.room.zoneOffset;
  const then = (): Hospital => lab.hospitalAt(at);
  const study = textOf(params, 'study') ?? '';
  const noStudy = `The PACS has no study ${study}${at === undefined ? '' : ' at that time'}.`;
  switch (name) {
    case 'getLab':
      return found(labView(lab));
    case 'getTopology':
      return found(topologyView(then()));
    case 'getTimeline':
      return found(timelineView(lab.hospital, lab.course.begins, lab.standing, lab.notebook));
    case 'listMessages':
      return found(messagesUntil(lab, numberOf(params, 'since') ?? 0, at));
    case 'getMessage': {
      const id = numberOf(params, 'id') ?? 0;
      return orGone(messageDetail(lab.hospital.room.journal, id), `There is no message #${id}.`);
    }
    case 'downloadMessage': {
      const id = numberOf(params, 'id') ?? 0;
      // The contract's lists of formats were checked on the way in.
      const format = textOf(params, 'format') as MessageFormat;
      return downloaded(messageDownload(lab.hospital, id, format), `There is no message #${id}.`);
    }
    case 'downloadInstance': {
      const id = textOf(params, 'id') ?? '';
      const download = instanceDownload(then().pacs, id, textOf(params, 'format') as DicomFormat);
      return downloaded(download, `The PACS has no image ${id}.`);
    }
    case 'compareMessages': {
      const a = numberOf(params, 'a') ?? 0;
      const b = numberOf(params, 'b') ?? 0;
      const rows = compareEvents(lab.hospital.room.journal, a, b);
      return rows
        ? found(rows)
        : refused(400, 'not-comparable', `#${a} and #${b} are not two messages of the same protocol.`);
    }
    case 'getJourney': {
      // The contract's list of key names was checked on the way in.
      const journey = journeyView(then(), (textOf(params, 'key') ?? '') as KeyName, textOf(params, 'value') ?? '');
      return found(lab.isUnderExam ? withoutMarks(journey) : journey);
    }
    case 'listPackets':
      return found(packetList(then(), params));
    case 'getPacket': {
      const conversation = numberOf(params, 'conversation') ?? 0;
      const packet = packetDetail(then(), conversation, numberOf(params, 'n') ?? 0);
      return orGone(packet, `There is no such packet${at === undefined ? '' : ' at that time'}.`);
    }
    case 'downloadPackets':
      return downloaded(packetsDownload(then(), params), '');
    case 'listFiles':
      return found(fileSummaries(then().room.files));
    case 'getFile': {
      const host = textOf(params, 'host') ?? '';
      const path = textOf(params, 'path') ?? '';
      const hospital = then();
      const file = hospital.room.files.get(host, path);
      return orGone(
        file && fileView(file, (text) => problemsOf(hospital, host, path, text)),
        `There is no ${path} on ${host}.`,
      );
    }
    case 'listLogs':
      return found(logLines(then().room.logs, then().room.journal, textOf(params, 'host'), textOf(params, 'text')));
    case 'listLogChanges':
      return found(logChanges(lab, { host: textOf(params, 'host'), text: textOf(params, 'text') }, since));
    case 'getEngineChanges':
      return found(engineChanges(lab, since));
    case 'getWorklistChanges':
      return found(worklistChanges(lab, since));
    case 'getEngine':
      return found(engineView(then()));
    case 'tryRules':
      return orRefused(tryOne(lab.hospital, params as unknown as TryRequest));
    case 'tryRulesOnAll':
      return orRefused(tryAll(lab.hospital, params as unknown as TryRequest));
    case 'getWorklist':
      return found(worklistView(then().worklist));
    case 'getWorklistEntry':
      return orGone(
        worklistEntry(then().worklist, textOf(params, 'key') ?? ''),
        `The worklist has no such entry${at === undefined ? '' : ' at that time'}.`,
      );
    case 'getPacs':
      return found(pacsView(then().pacs, zone));
    case 'getStudy':
      return orGone(studyDetail(then().pacs, study, zone), noStudy);
    case 'getReconcile': {
      const as = textOf(params, 'as') ?? lab.course.users[0];
      const choice = { order: textOf(params, 'order'), user: as, patient: textOf(params, 'patient') };
      return orGone(reconcileView(lab.hospital.pacs, study, choice, zone), noStudy);
    }
    case 'listOrders':
      return found(risOrders(then().ris));
    case 'listResults':
      return found(chartResults(then()));
    case 'listScanners':
      return found(scannersView(then()));
    case 'getPickers':
      return found(conclusionPickers);
    default:
      return name satisfies never;
  }
}

/** The journal only grows along a lab's life, so its past is a part of it: no copy of the hospital is needed. */
function messagesUntil(lab: Lab, since: number, at: number | undefined): MessageList {
  const { journal } = lab.hospital.room;
  const { events } = journal.state;
  let until = events.length;
  if (at !== undefined) {
    let low = 0;
    while (low < until) {
      const middle = (low + until) >> 1;
      if ((events.at(middle)?.at ?? 0) <= at) low = middle + 1;
      else until = middle;
    }
  }
  return compactMessages(until, messagesSince(journal, since, until), lab.epoch);
}
