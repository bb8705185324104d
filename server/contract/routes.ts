import { Type } from 'typebox';
import { ActionOutcome, ActionRequest, ClockRequest } from './action.ts';
import { AsOf, changesOf, LabId, Since } from './basics.ts';
import { Catalogue, NewLab } from './case.ts';
import { Coverage } from './coverage.ts';
import { DicomFormat, Download, MessageFormat } from './download.ts';
import {
  EngineView,
  StoredMessage,
  TryAllResult,
  TryRequest,
  TryResult,
  WorklistEntry,
  WorklistItem,
} from './engine.ts';
import { ChartResult } from './emr.ts';
import { FileSummary, FileView, LogEntry, RisOrder, ScannerView, Timeline, Topology } from './hospital.ts';
import { ClockView, LabView } from './lab.ts';
import { MessageList } from './message-list.ts';
import { FieldDiff, Journey, KeyName, MessageDetail } from './message.ts';
import { PacketDetail, PacketFilter, PacketList, PacketPage } from './packets.ts';
import { PacsView, ReconcileView, StudyDetail } from './pacs.ts';
import { practiceRoutes } from './practice-routes.ts';
import { recordRoutes } from './record-routes.ts';
import { failures, type RouteContract } from './route-contract.ts';
import { ConclusionPickers, DebriefView, VerdictRequest, VerdictView } from './verdict.ts';

/** Every HTTP endpoint, once. The server mounts these; the client derives its call signatures from them. */
export const routes = {
  getCatalogue: { method: 'GET', url: '/api/catalogue', schema: { response: { 200: Catalogue, ...failures } } },
  getCoverage: { method: 'GET', url: '/api/coverage', schema: { response: { 200: Coverage, ...failures } } },
  createLab: {
    method: 'POST',
    url: '/api/labs',
    schema: { body: NewLab, response: { 200: Type.Object({ id: Type.String() }), ...failures } },
  },
  getLab: { method: 'GET', url: '/api/labs/:lab', schema: { params: LabId, response: { 200: LabView, ...failures } } },
  act: {
    method: 'POST',
    url: '/api/labs/:lab/actions',
    schema: { params: LabId, body: ActionRequest, response: { 200: ActionOutcome, ...failures } },
  },
  undo: {
    method: 'POST',
    url: '/api/labs/:lab/undo',
    schema: {
      params: LabId,
      body: Type.Object({ to: Type.Integer({ minimum: 0 }) }),
      response: { 200: LabView, ...failures },
    },
  },
  setClock: {
    method: 'POST',
    url: '/api/labs/:lab/clock',
    schema: { params: LabId, body: ClockRequest, response: { 200: ClockView, ...failures } },
  },
  getTopology: {
    method: 'GET',
    url: '/api/labs/:lab/topology',
    schema: { params: LabId, querystring: AsOf, response: { 200: Topology, ...failures } },
  },
  getTimeline: {
    method: 'GET',
    url: '/api/labs/:lab/timeline',
    schema: { params: LabId, response: { 200: Timeline, ...failures } },
  },
  listMessages: {
    method: 'GET',
    url: '/api/labs/:lab/messages',
    schema: {
      params: LabId,
      querystring: Type.Object({
        since: Type.Optional(Type.Integer({ minimum: 0 })),
        at: Type.Optional(Type.Integer()),
      }),
      response: { 200: MessageList, ...failures },
    },
  },
  getMessage: {
    method: 'GET',
    url: '/api/labs/:lab/messages/:id',
    schema: {
      params: Type.Object({ lab: Type.String(), id: Type.Integer() }),
      response: { 200: MessageDetail, ...failures },
    },
  },
  downloadMessage: {
    method: 'GET',
    url: '/api/labs/:lab/messages/:id/:format',
    answers: 'file',
    schema: {
      params: Type.Object({ lab: Type.String(), id: Type.Integer(), format: MessageFormat }),
      response: { 200: Download, ...failures },
    },
  },
  compareMessages: {
    method: 'GET',
    url: '/api/labs/:lab/compare',
    schema: {
      params: LabId,
      querystring: Type.Object({ a: Type.Integer(), b: Type.Integer() }),
      response: { 200: Type.Array(FieldDiff), ...failures },
    },
  },
  getJourney: {
    method: 'GET',
    url: '/api/labs/:lab/journey',
    schema: {
      params: LabId,
      querystring: Type.Object({
        key: KeyName,
        value: Type.String({ maxLength: 128 }),
        at: Type.Optional(Type.Integer()),
      }),
      response: { 200: Journey, ...failures },
    },
  },
  /** The wire as a sniffer at a host or on a link shows it. */
  listPackets: {
    method: 'GET',
    url: '/api/labs/:lab/packets',
    schema: { params: LabId, querystring: PacketPage, response: { 200: PacketList, ...failures } },
  },
  getPacket: {
    method: 'GET',
    url: '/api/labs/:lab/packets/:conversation/:n',
    schema: {
      params: Type.Object({ lab: Type.String(), conversation: Type.Integer(), n: Type.Integer() }),
      querystring: AsOf,
      response: { 200: PacketDetail, ...failures },
    },
  },
  downloadPackets: {
    method: 'GET',
    url: '/api/labs/:lab/capture',
    answers: 'file',
    schema: { params: LabId, querystring: PacketFilter, response: { 200: Download, ...failures } },
  },
  listFiles: {
    method: 'GET',
    url: '/api/labs/:lab/files',
    schema: { params: LabId, querystring: AsOf, response: { 200: Type.Array(FileSummary), ...failures } },
  },
  getFile: {
    method: 'GET',
    url: '/api/labs/:lab/file',
    schema: {
      params: LabId,
      querystring: Type.Object({ host: Type.String(), path: Type.String(), at: Type.Optional(Type.Integer()) }),
      response: { 200: FileView, ...failures },
    },
  },
  listLogs: {
    method: 'GET',
    url: '/api/labs/:lab/logs',
    schema: {
      params: LabId,
      querystring: Type.Object({
        host: Type.Optional(Type.String()),
        text: Type.Optional(Type.String({ maxLength: 200 })),
        at: Type.Optional(Type.Integer()),
      }),
      response: { 200: Type.Array(LogEntry), ...failures },
    },
  },
  listLogChanges: {
    method: 'GET',
    url: '/api/labs/:lab/logs/changes',
    schema: {
      params: LabId,
      querystring: Type.Object({
        host: Type.Optional(Type.String()),
        text: Type.Optional(Type.String({ maxLength: 200 })),
        ...Since,
      }),
      response: { 200: Type.Object(changesOf(LogEntry)), ...failures },
    },
  },
  getEngineChanges: {
    method: 'GET',
    url: '/api/labs/:lab/engine/changes',
    schema: {
      params: LabId,
      querystring: Type.Object(Since),
      response: {
        200: Type.Object({
          ...changesOf(StoredMessage),
          /** Everything else of the engine, each part that differs whole. */
          parts: Type.Partial(Type.Omit(EngineView, ['stored'])),
        }),
        ...failures,
      },
    },
  },
  getWorklistChanges: {
    method: 'GET',
    url: '/api/labs/:lab/worklist/changes',
    schema: {
      params: LabId,
      querystring: Type.Object(Since),
      response: { 200: Type.Object(changesOf(WorklistItem)), ...failures },
    },
  },
  getEngine: {
    method: 'GET',
    url: '/api/labs/:lab/engine',
    schema: { params: LabId, querystring: AsOf, response: { 200: EngineView, ...failures } },
  },
  tryRules: {
    method: 'POST',
    url: '/api/labs/:lab/try',
    schema: { params: LabId, body: TryRequest, response: { 200: TryResult, ...failures } },
  },
  tryRulesOnAll: {
    method: 'POST',
    url: '/api/labs/:lab/try-all',
    schema: { params: LabId, body: TryRequest, response: { 200: TryAllResult, ...failures } },
  },
  getWorklist: {
    method: 'GET',
    url: '/api/labs/:lab/worklist',
    schema: { params: LabId, querystring: AsOf, response: { 200: Type.Array(WorklistItem), ...failures } },
  },
  getWorklistEntry: {
    method: 'GET',
    url: '/api/labs/:lab/worklist-entry',
    schema: {
      params: LabId,
      querystring: Type.Object({ key: Type.String({ maxLength: 400 }), at: Type.Optional(Type.Integer()) }),
      response: { 200: WorklistEntry, ...failures },
    },
  },
  getPacs: {
    method: 'GET',
    url: '/api/labs/:lab/pacs',
    schema: { params: LabId, querystring: AsOf, response: { 200: PacsView, ...failures } },
  },
  getStudy: {
    method: 'GET',
    url: '/api/labs/:lab/pacs/studies/:study',
    schema: {
      params: Type.Object({ lab: Type.String(), study: Type.String() }),
      querystring: AsOf,
      response: { 200: StudyDetail, ...failures },
    },
  },
  getReconcile: {
    method: 'GET',
    url: '/api/labs/:lab/pacs/studies/:study/reconcile',
    schema: {
      params: Type.Object({ lab: Type.String(), study: Type.String() }),
      querystring: Type.Object({
        /** The order the learner chose, to preview against. */
        order: Type.Optional(Type.String()),
        as: Type.Optional(Type.String()),
        /** Words of the name or number of the patients to list; left out: those that the study and its candidates name. */
        patient: Type.Optional(Type.String({ maxLength: 64 })),
      }),
      response: { 200: ReconcileView, ...failures },
    },
  },
  downloadInstance: {
    method: 'GET',
    url: '/api/labs/:lab/pacs/instances/:id/:format',
    answers: 'file',
    schema: {
      params: Type.Object({ lab: Type.String(), id: Type.String({ maxLength: 64 }), format: DicomFormat }),
      querystring: AsOf,
      response: { 200: Download, ...failures },
    },
  },
  listOrders: {
    method: 'GET',
    url: '/api/labs/:lab/ris/orders',
    schema: { params: LabId, querystring: AsOf, response: { 200: Type.Array(RisOrder), ...failures } },
  },
  listResults: {
    method: 'GET',
    url: '/api/labs/:lab/emr/results',
    schema: { params: LabId, querystring: AsOf, response: { 200: Type.Array(ChartResult), ...failures } },
  },
  listScanners: {
    method: 'GET',
    url: '/api/labs/:lab/scanners',
    schema: { params: LabId, querystring: AsOf, response: { 200: Type.Array(ScannerView), ...failures } },
  },
  listTemplates: {
    method: 'GET',
    url: '/api/templates',
    schema: {
      response: {
        200: Type.Array(
          Type.Object({
            id: Type.String(),
            title: Type.String(),
            text: Type.String(),
            from: Type.String(),
            port: Type.Integer(),
          }),
        ),
        ...failures,
      },
    },
  },
  getPickers: {
    method: 'GET',
    url: '/api/labs/:lab/pickers',
    schema: { params: LabId, response: { 200: ConclusionPickers, ...failures } },
  },
  askVerdict: {
    method: 'POST',
    url: '/api/labs/:lab/verdicts',
    schema: { params: LabId, body: VerdictRequest, response: { 200: VerdictView, ...failures } },
  },
  getVerdict: {
    method: 'GET',
    url: '/api/labs/:lab/verdicts/:n',
    schema: {
      params: Type.Object({ lab: Type.String(), n: Type.Integer() }),
      response: { 200: VerdictView, ...failures },
    },
  },
  /** Opens the debrief of a solved case, or gives up an unsolved one; no verdict counts from then on. */
  openDebrief: {
    method: 'POST',
    url: '/api/labs/:lab/debrief',
    schema: {
      params: LabId,
      body: Type.Object({ giveUp: Type.Boolean() }),
      response: { 200: LabView, ...failures },
    },
  },
  getDebrief: {
    method: 'GET',
    url: '/api/labs/:lab/verdicts/:n/debrief',
    schema: {
      params: Type.Object({ lab: Type.String(), n: Type.Integer() }),
      response: { 200: DebriefView, ...failures },
    },
  },
  ...practiceRoutes,
  ...recordRoutes,
} as const satisfies Record<string, RouteContract>;

export type Routes = (typeof routes)[keyof typeof routes];
