import { Type } from 'typebox';
import {
  DrillDebrief,
  DrillTrial,
  DrillView,
  MappingDraft,
  PracticeCatalogue,
  ProfileTrial,
  ProfileView,
  SiteProfile,
  TrialView,
} from './practice.ts';
import { failures, type RouteContract } from './route-contract.ts';

const DrillId = Type.Object({ drill: Type.String({ minLength: 1, maxLength: 64 }) });
const Kept = Type.Object({ kept: Type.Literal(true) });

/** Mapping practice: drills, and a site of one's own. */
export const practiceRoutes = {
  getPractice: {
    method: 'GET',
    url: '/api/practice',
    schema: { response: { 200: PracticeCatalogue, ...failures } },
  },
  getDrill: {
    method: 'GET',
    url: '/api/practice/drills/:drill',
    schema: { params: DrillId, response: { 200: DrillView, ...failures } },
  },
  tryDrill: {
    method: 'POST',
    url: '/api/practice/drills/:drill/try',
    schema: { params: DrillId, body: DrillTrial, response: { 200: TrialView, ...failures } },
  },
  keepDrillDraft: {
    method: 'POST',
    url: '/api/practice/drills/:drill/draft',
    schema: { params: DrillId, body: MappingDraft, response: { 200: Kept, ...failures } },
  },
  judgeDrill: {
    method: 'POST',
    url: '/api/practice/drills/:drill/verdicts',
    schema: { params: DrillId, body: MappingDraft, response: { 200: DrillView, ...failures } },
  },
  openDrillHint: {
    method: 'POST',
    url: '/api/practice/drills/:drill/hints',
    schema: { params: DrillId, body: Type.Object({}), response: { 200: DrillView, ...failures } },
  },
  giveUpDrill: {
    method: 'POST',
    url: '/api/practice/drills/:drill/give-up',
    schema: { params: DrillId, body: Type.Object({}), response: { 200: DrillView, ...failures } },
  },
  getDrillDebrief: {
    method: 'GET',
    url: '/api/practice/drills/:drill/debrief',
    schema: { params: DrillId, response: { 200: DrillDebrief, ...failures } },
  },
  getSiteProfile: {
    method: 'GET',
    url: '/api/practice/profile',
    schema: { response: { 200: ProfileView, ...failures } },
  },
  keepSiteProfile: {
    method: 'POST',
    url: '/api/practice/profile',
    schema: { body: SiteProfile, response: { 200: Kept, ...failures } },
  },
  readSiteProfile: {
    method: 'POST',
    url: '/api/practice/profile/read',
    schema: {
      body: Type.Object({ text: Type.String({ maxLength: 6_000_000 }) }),
      response: { 200: SiteProfile, ...failures },
    },
  },
  trySiteProfile: {
    method: 'POST',
    url: '/api/practice/profile/try',
    schema: { body: ProfileTrial, response: { 200: TrialView, ...failures } },
  },
} as const satisfies Record<string, RouteContract>;
