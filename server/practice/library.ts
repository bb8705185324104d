import { fileURLToPath } from 'node:url';
import type {
  AttemptView,
  DrillDebrief,
  DrillSummary,
  DrillView,
  MappingDraft,
  ProfileTrial,
  ProfileView,
  RuleEdit,
  SiteProfile,
  TrialView,
} from '../contract/practice.ts';
import { attributeOf, attributes } from './attributes.ts';
import { draftRules, worklistFunctions } from './draft-rules.ts';
import { readMessage } from './draw-case.ts';
import { editRules } from './edit-rules.ts';
import { compileFor, hiddenMessages, judgeDraft, visibleCases } from './judge-draft.ts';
import { type Drill, loadDrills } from './load-drills.ts';
import { type CompiledDraft, compileDraft, mapMessage, zoneMinutes } from './map-message.ts';
import { startProfile } from './start-profile.ts';

export type DrillInfo = Omit<DrillSummary, 'state' | 'attempts'>;
/** What of a drill is the same for everybody. Hints come one by one. */
export type DrillFace = Pick<DrillView, 'ticket' | 'conventions' | 'attributes' | 'functions' | 'messages' | 'start'>;

/** What the room of mapping practice is asked to do. Everything in it can be copied between threads. */
export type PracticeJob =
  | { readonly kind: 'contents' }
  | { readonly kind: 'face'; readonly drill: string }
  | {
      readonly kind: 'trial';
      readonly drill: string;
      readonly draft: MappingDraft;
      readonly edit: RuleEdit | undefined;
      readonly own: Uint8Array | undefined;
    }
  | { readonly kind: 'judge'; readonly drill: string; readonly draft: MappingDraft; readonly draw: string }
  | { readonly kind: 'hints'; readonly drill: string; readonly opened: number }
  | { readonly kind: 'debrief'; readonly drill: string; readonly draft: MappingDraft; readonly draw: string }
  | { readonly kind: 'new-profile' }
  | {
      readonly kind: 'profile-trial';
      readonly profile: SiteProfile;
      readonly edit: RuleEdit | undefined;
      readonly own: Uint8Array | undefined;
    };

export interface PracticeResults {
  contents: { readonly drills: readonly DrillInfo[]; readonly mistakes: readonly string[] };
  face: DrillFace;
  trial: TrialView;
  judge: Pick<AttemptView, 'solved' | 'passed' | 'of' | 'refused' | 'kinds'>;
  hints: { readonly opened: readonly string[]; readonly all: boolean };
  debrief: DrillDebrief;
  'new-profile': ProfileView;
  'profile-trial': TrialView;
}

export type PracticeJobKind = PracticeJob['kind'];

const root = fileURLToPath(new URL('../../drills', import.meta.url));

interface Shelf {
  readonly byId: ReadonlyMap<string, Drill>;
  readonly mistakes: readonly string[];
}

let shelf: Shelf | undefined;

/** The drill folders, read once in each thread. */
function drills(): Shelf {
  shelf ??= readDrillShelf(root);
  return shelf;
}

/** A broken folder is left out; its mistakes are told and the rest is served. */
function readDrillShelf(folder: string): Shelf {
  const byId = new Map<string, Drill>();
  const mistakes: string[] = [];
  for (const result of loadDrills(folder)) {
    if (result.ok) byId.set(result.drill.file.id, result.drill);
    else mistakes.push(...result.mistakes.map(({ file, line, message }) => `${file}:${line}: ${message}`));
  }
  return { byId, mistakes };
}

/** Undefined when there is no such drill. */
export function runPractice(job: PracticeJob): unknown {
  switch (job.kind) {
    case 'contents':
      return contents();
    case 'new-profile':
      return newProfile();
    case 'profile-trial':
      return profileTrial(job);
    case 'face':
    case 'trial':
    case 'judge':
    case 'hints':
    case 'debrief': {
      const drill = drills().byId.get(job.drill);
      return drill && runDrill(drill, job);
    }
    default:
      return job satisfies never;
  }
}

function runDrill(drill: Drill, job: Extract<PracticeJob, { readonly drill: string }>): unknown {
  switch (job.kind) {
    case 'face':
      return face(drill);
    case 'trial':
      return trial(drill, job);
    case 'judge': {
      const { kinds, ...judged } = judgeDraft(drill, job.draft, job.draw);
      return {
        ...judged,
        kinds: kinds.map(({ kind, passed, of, differences }) => ({ kind, passed, of, differences })),
      };
    }
    case 'hints':
      return { opened: drill.hints.slice(0, job.opened), all: job.opened >= drill.hints.length };
    case 'debrief':
      return debrief(drill, job.draft, job.draw);
    default:
      return job satisfies never;
  }
}

function contents(): PracticeResults['contents'] {
  const { byId, mistakes } = drills();
  const list = [...byId.values()].map(({ file }): DrillInfo => {
    const { id, title, site, level, minutes, tracks, covers } = file;
    return {
      id,
      title,
      site,
      level,
      minutes,
      attributes: file.attributes.length,
      tracks: [...tracks],
      covers: [...covers],
    };
  });
  list.sort((a, b) => a.level - b.level || (a.title < b.title ? -1 : 1));
  return { drills: list, mistakes };
}

function face(drill: Drill): DrillFace {
  return {
    ticket: drill.ticket,
    conventions: drill.conventions,
    attributes: drill.file.attributes.flatMap((keyword) => attributeOf(keyword) ?? []),
    functions: [...worklistFunctions],
    messages: visibleCases(drill).map(({ id, title, text }) => ({ id, title, text })),
    start: drill.start,
  };
}

function trial(drill: Drill, job: Extract<PracticeJob, { readonly kind: 'trial' }>): TrialView {
  const visible = visibleCases(drill);
  return tried(
    job,
    job.draft,
    (draft) => compileFor(drill, draft),
    visible.map((one) => ({ ...one, asked: one })),
  );
}

interface Tried {
  readonly id: string;
  readonly title: string;
  readonly bytes: Uint8Array;
  readonly asked?: Parameters<typeof mapMessage>[3];
}

/** The edit is made, then all messages are mapped. Rules that do not read map nothing; the others still do. */
function tried(
  job: { readonly edit: RuleEdit | undefined; readonly own: Uint8Array | undefined },
  draft: MappingDraft,
  compile: (draft: MappingDraft) => CompiledDraft,
  messages: readonly Tried[],
): TrialView {
  const edited = job.edit ? editRules(draft.rules, job.edit) : { ok: true as const, text: draft.rules };
  const rules = edited.ok ? edited.text : draft.rules;
  const compiled = compile({ rules, tables: draft.tables });
  const all = job.own ? [...messages, { id: 'own', title: '', bytes: job.own }] : messages;
  return {
    rules,
    refused: edited.ok ? null : edited.message,
    list: draftRules(rules, compiled.issues),
    issues: compiled.issues.map(({ file, line, found, expected }) => ({
      file,
      line,
      message: `found ${found}, expected ${expected}`,
    })),
    messages: all.map(({ id, title, bytes, asked }) => mapMessage(compiled, bytes, { id, title }, asked)),
  };
}

function debrief(drill: Drill, draft: MappingDraft, draw: string): DrillDebrief {
  const compiled = compileFor(drill, draft);
  const kindOf = new Map(drill.file.hidden.map(({ id, kind }) => [id, kind]));
  return {
    explanation: drill.explanation,
    reference: drill.reference,
    hidden: hiddenMessages(drill, draw).map(({ of, drawn }, index) => ({
      kind: of.kind,
      why: of.why,
      text: drawn.text,
      result: mapMessage(compiled, drawn.bytes, { id: `${of.id}-${index}`, title: of.kind }, drawn),
    })),
    wrong: drill.file.wrong.map(({ name, why, fails }) => ({
      name,
      why,
      fails: fails.map((id) => kindOf.get(id) ?? id),
    })),
  };
}

function newProfile(): ProfileView {
  return { profile: startProfile, attributes: [...attributes], functions: [...worklistFunctions] };
}

function profileTrial(job: Extract<PracticeJob, { readonly kind: 'profile-trial' }>): TrialView {
  const { profile }: Pick<ProfileTrial, 'profile'> = job;
  const compile = (draft: MappingDraft): CompiledDraft =>
    compileDraft(draft, zoneMinutes(profile.zone), zoneMinutes(profile.hostZone));
  const messages = profile.messages.map(({ title, text, expect }, index) => ({
    id: `message-${index + 1}`,
    title,
    bytes: readMessage(text).bytes,
    ...(expect && Object.keys(expect).length > 0 ? { asked: { held: undefined, items: [expect] } } : {}),
  }));
  return tried(job, profile, compile, messages);
}
