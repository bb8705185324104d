import type { Static, TSchema } from 'typebox';
import type { routes } from '../contract/routes.ts';
import type { LearnerRecord } from '../store/store.ts';
import { coverageOf } from '../workers/coverage.ts';
import type { QueryName } from '../workers/lab-api.ts';
import type { Labs } from '../workers/labs.ts';
import type { Practice } from '../workers/practice.ts';
import type { Reply } from '../workers/reply.ts';

type Contract = typeof routes;
export type RouteName = keyof Contract;

/** The route has no such part. */
type Absent = Readonly<Record<string, never>>;
type Part<Name extends RouteName, Key extends string> =
  Contract[Name]['schema'] extends Readonly<Record<Key, infer Schema extends TSchema>> ? Static<Schema> : Absent;

/** One request, its parts already checked against the contract. */
export interface Call<Name extends RouteName> {
  readonly learner: LearnerRecord;
  /** It comes from the server's own machine. */
  readonly isLocal: boolean;
  readonly params: Part<Name, 'params'>;
  readonly query: Part<Name, 'querystring'>;
  readonly body: Part<Name, 'body'>;
}

type Answer<Name extends RouteName> = Static<Contract[Name]['schema']['response'][200]>;
export type Handler<Name extends RouteName> = (call: Call<Name>) => Promise<Reply<Answer<Name>>>;
/** One handler for every route of the contract: a missing one is a type error. */
export type Handlers = { readonly [Name in RouteName]: Handler<Name> };

const notLocal: Extract<Reply<never>, { ok: false }> = {
  ok: false,
  status: 404,
  error: {
    code: 'not-local',
    message: 'Disputes are decided in a browser on the machine that runs the server, until there are instructors.',
  },
};

export function handlersFor(labs: Labs, practice: Practice): Handlers {
  /** A route that only looks: its parameters, query and body go to the lab as one object. */
  const look =
    <Name extends QueryName>(name: Name): Handler<Name> =>
    ({ learner, params, query, body }) => {
      const { lab, ...rest } = params as { lab: string };
      const input = { ...rest, ...(query as object), ...(body as object | undefined) };
      // The lab answers in the contract's shapes; tests check every answer against them.
      return labs.query(learner.id, lab, name, input) as Promise<Reply<Answer<Name>>>;
    };

  const coverage: Handler<'getCoverage'> = async ({ learner }) => {
    const [map, cases, drills] = await Promise.all([
      labs.coverageMap(),
      labs.catalogue(learner.id),
      practice.catalogue(learner),
    ]);
    if (!map.ok) return map;
    if (!cases.ok) return cases;
    if (!drills.ok) return drills;
    return { ok: true, value: coverageOf(map.value, cases.value.cases, drills.value.drills) };
  };

  /** Evidence holds the answers: only who runs the server may read it, until there are instructors. */
  const local =
    <Name extends RouteName>(handler: Handler<Name>): Handler<Name> =>
    (call) =>
      call.isLocal ? handler(call) : Promise.resolve(notLocal);

  return {
    getCatalogue: ({ learner }) => labs.catalogue(learner.id),
    getCoverage: coverage,
    createLab: ({ learner, body }) => labs.open(learner, body.slug, body.seed, body.rung),
    listTemplates: () => labs.templates(),
    act: ({ learner, params, body }) => labs.act(learner.id, params.lab, body),
    undo: ({ learner, params, body }) => labs.undo(learner.id, params.lab, body.to),
    setClock: ({ learner, params, body }) => labs.setClock(learner.id, params.lab, body),
    askVerdict: ({ learner, params, body }) => labs.verdict(learner.id, params.lab, body),
    getVerdict: ({ learner, params }) => labs.pastVerdict(learner.id, params.lab, params.n),
    openDebrief: ({ learner, params, body }) => labs.openDebrief(learner.id, params.lab, body.giveUp),
    getDebrief: ({ learner, params }) => labs.debrief(learner.id, params.lab, params.n),
    deleteLab: ({ learner, params }) => labs.delete(learner.id, params.lab),
    getRecord: ({ learner }) => labs.records.record(learner.id),
    getAttempt: ({ learner, params }) => labs.records.attempt(learner.id, params.id),
    exportRecord: ({ learner, params }) => labs.records.export(learner.id, params.format),
    disputeVerdict: ({ learner, params, body }) => labs.disputes.open(learner.id, params.lab, params.n, body.why),
    getDispute: ({ learner, params }) => labs.disputes.own(learner.id, params.lab, params.n),
    listDisputes: local(({ learner }) => labs.disputes.list(learner.id)),
    readDispute: local(({ learner, params }) => labs.disputes.read(learner.id, params.dispute)),
    downloadDisputeLog: local(({ learner, params }) => labs.disputes.log(learner.id, params.dispute)),
    decideDispute: local(({ learner, params, body }) => labs.disputes.decide(learner.id, params.dispute, body)),
    getLab: look('getLab'),
    getTopology: look('getTopology'),
    getTimeline: look('getTimeline'),
    listMessages: look('listMessages'),
    getMessage: look('getMessage'),
    downloadMessage: look('downloadMessage'),
    compareMessages: look('compareMessages'),
    getJourney: look('getJourney'),
    listPackets: look('listPackets'),
    getPacket: look('getPacket'),
    downloadPackets: look('downloadPackets'),
    listFiles: look('listFiles'),
    getFile: look('getFile'),
    listLogs: look('listLogs'),
    listLogChanges: look('listLogChanges'),
    getEngine: look('getEngine'),
    getEngineChanges: look('getEngineChanges'),
    getWorklistChanges: look('getWorklistChanges'),
    tryRules: look('tryRules'),
    tryRulesOnAll: look('tryRulesOnAll'),
    getWorklist: look('getWorklist'),
    getWorklistEntry: look('getWorklistEntry'),
    getPacs: look('getPacs'),
    getStudy: look('getStudy'),
    getReconcile: look('getReconcile'),
    downloadInstance: look('downloadInstance'),
    listOrders: look('listOrders'),
    listResults: look('listResults'),
    listScanners: look('listScanners'),
    getPickers: look('getPickers'),
    getPractice: ({ learner }) => practice.catalogue(learner),
    getDrill: ({ learner, params }) => practice.drill(learner, params.drill),
    tryDrill: ({ params, body }) => practice.trial(params.drill, body),
    keepDrillDraft: ({ learner, params, body }) => practice.keepDraft(learner, params.drill, body),
    judgeDrill: ({ learner, params, body }) => practice.judge(learner, params.drill, body),
    openDrillHint: ({ learner, params }) => practice.openHint(learner, params.drill),
    giveUpDrill: ({ learner, params }) => practice.giveUp(learner, params.drill),
    getDrillDebrief: ({ learner, params }) => practice.debrief(learner, params.drill),
    getSiteProfile: ({ learner }) => practice.profile(learner),
    keepSiteProfile: ({ learner, body }) => practice.keepProfile(learner, body),
    readSiteProfile: ({ body }) => practice.readProfile(body.text),
    trySiteProfile: ({ body }) => practice.profileTrial(body),
  };
}
