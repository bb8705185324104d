import { Type } from 'typebox';
import { LabId } from './basics.ts';
import { DecisionRequest, DisputeRequest, DisputeSummary, DisputeView, OwnDispute } from './dispute.ts';
import { Download } from './download.ts';
import { AttemptDetail, RecordFormat, RecordView } from './record.ts';
import { failures, type RouteContract } from './route-contract.ts';

const DisputeId = Type.Object({ dispute: Type.String({ minLength: 1, maxLength: 64 }) });
const VerdictId = Type.Object({ lab: Type.String({ minLength: 1, maxLength: 64 }), n: Type.Integer({ minimum: 1 }) });

/** The learner's record, and verdicts that are disputed. */
export const recordRoutes = {
  getRecord: { method: 'GET', url: '/api/record', schema: { response: { 200: RecordView, ...failures } } },
  getAttempt: {
    method: 'GET',
    url: '/api/record/attempts/:id',
    schema: {
      params: Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }),
      response: { 200: AttemptDetail, ...failures },
    },
  },
  exportRecord: {
    method: 'GET',
    url: '/api/record/export/:format',
    answers: 'file',
    schema: { params: Type.Object({ format: RecordFormat }), response: { 200: Download, ...failures } },
  },
  /** Deletes a lab and its log for good. Its verdicts, steps and disputes stay in the record. */
  deleteLab: {
    method: 'POST',
    url: '/api/labs/:lab/delete',
    schema: {
      params: LabId,
      body: Type.Object({}),
      response: { 200: Type.Object({ deleted: Type.Literal(true) }), ...failures },
    },
  },
  disputeVerdict: {
    method: 'POST',
    url: '/api/labs/:lab/verdicts/:n/dispute',
    schema: { params: VerdictId, body: DisputeRequest, response: { 200: OwnDispute, ...failures } },
  },
  getDispute: {
    method: 'GET',
    url: '/api/labs/:lab/verdicts/:n/dispute',
    schema: {
      params: VerdictId,
      response: { 200: Type.Object({ dispute: Type.Union([OwnDispute, Type.Null()]) }), ...failures },
    },
  },
  /** For whoever runs the server, on its own machine: until there are instructors. */
  listDisputes: {
    method: 'GET',
    url: '/api/disputes',
    schema: { response: { 200: Type.Array(DisputeSummary), ...failures } },
  },
  readDispute: {
    method: 'GET',
    url: '/api/disputes/:dispute',
    schema: { params: DisputeId, response: { 200: DisputeView, ...failures } },
  },
  downloadDisputeLog: {
    method: 'GET',
    url: '/api/disputes/:dispute/log',
    answers: 'file',
    schema: { params: DisputeId, response: { 200: Download, ...failures } },
  },
  decideDispute: {
    method: 'POST',
    url: '/api/disputes/:dispute/decision',
    schema: { params: DisputeId, body: DecisionRequest, response: { 200: DisputeView, ...failures } },
  },
} as const satisfies Record<string, RouteContract>;
