import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Static } from 'typebox';
import type { CaseSummary } from '../contract/case.ts';
import type { routes } from '../contract/routes.ts';
import type { Rung } from '../contract/rung.ts';
import { BrokenScenario } from './faults/broken-scenario.ts';
import { HOSPITAL_VERSION } from './hospital-version.ts';
import { Lab } from './lab.ts';
import { LOG_FORMAT, type LabHeader, type LogEntry } from './log.ts';
import type { Refusal } from './query.ts';
import { competencies, type Competency, tracks } from './scenario/competencies.ts';
import type { Expert } from '../contract/record.ts';
import { leastEffort } from './scenario/expert.ts';
import { type Course, courseOf, FREE_PLAY_SLUG, freePlay } from './scenario/course.ts';
import { ScenarioShelf, type Shelf } from './scenario/shelf.ts';

export type CaseInfo = Omit<CaseSummary, 'state' | 'best' | 'solvedAt'>;
export type Template = Static<(typeof routes)['listTemplates']['schema']['response'][200]>[number];

const scenariosRoot = fileURLToPath(new URL('../../scenarios', import.meta.url));
const templatesRoot = fileURLToPath(new URL('../../messages/hl7', import.meta.url));

/** Where the cases are: an author may work in another folder. */
const { SCENARIOS_DIR: own = '' } = process.env;
const shelf = new ScenarioShelf(own === '' ? scenariosRoot : own, {
  authoring: process.env['DRAFTS'] === '1',
});
const scenarios = (): Shelf => shelf.read();

/** What keeps scenario folders from being served, as `file:line: what was expected`. */
export function scenarioMistakes(): readonly string[] {
  return [...scenarios().mistakes, ...broken.values()];
}

export function createLab(slug: string, seed: string, rung: Rung = 'practice'): Lab | Refusal {
  const course = courseFor(slug, seed, rung);
  return 'error' in course ? course : openLab(course, () => new Lab(course, seed));
}

/** Why cases could not be opened, by their hash: tried once, not at each click. */
const broken = new Map<string, string>();

/** A case whose hospital breaks is refused; its author is told where, the learner is not. */
function openLab(course: Course, open: () => Lab): Lab | Refusal {
  const refusal = refuse(
    409,
    'case-broken',
    'This case cannot be opened: something in it must be mended by its author, who has been told where. Choose another case.',
  );
  if (broken.has(course.hash)) return refusal;
  try {
    return open();
  } catch (error) {
    if (!(error instanceof BrokenScenario)) throw error;
    broken.set(course.hash, error.message);
    return refusal;
  }
}

/** Opens a stored lab again. Refuses, with what to do, what this build would replay differently. */
export function reopenLab(header: LabHeader, entries: readonly LogEntry[]): Lab | Refusal {
  if (header.format !== LOG_FORMAT || header.hospitalVersion !== HOSPITAL_VERSION) {
    return refuse(
      409,
      'other-version',
      `This lab was recorded with another version of the hospital (${header.hospitalVersion}, log format ${header.format}); this server simulates version ${HOSPITAL_VERSION}. Start the case again.`,
    );
  }
  const rung = header.rung ?? 'practice';
  const former = shelf.former(header.slug, header.scenarioHash);
  const course = former ? courseOf(former, header.seed, rung) : courseFor(header.slug, header.seed, rung);
  if ('error' in course) return course;
  if (course.hash !== header.scenarioHash) {
    return refuse(
      409,
      'case-changed',
      'This case has been changed since the lab was started, so the lab cannot be continued. Start the case again; seed and verdicts of the old lab stay in your list.',
    );
  }
  return openLab(course, () => Lab.replay(course, header.seed, entries));
}

/** Catalogue ids by slug. */
export function caseIds(): Readonly<Record<string, string>> {
  return Object.fromEntries([...scenarios().bySlug].map(([slug, { file }]) => [slug, file.id]));
}

/** The least that a reference fix needs in a lab's hospital; undefined where that cannot be counted. */
export function expertOf(header: LabHeader): Expert | undefined {
  const course = courseFor(header.slug, header.seed, header.rung ?? 'practice');
  return 'error' in course || course.hash !== header.scenarioHash ? undefined : leastEffort(course, header.seed);
}

export function listCases(): readonly CaseInfo[] {
  const cases = [...scenarios().bySlug.values()].map((scenario): CaseInfo => {
    const { slug, tracks, difficulty, minutes } = scenario.file;
    // Drawn for the catalogue only: a lab's own words may name another room.
    const { headline } = courseOf(scenario, 'catalogue');
    return { slug, headline, kind: 'case', tracks: [...tracks], difficulty, minutes };
  });
  // By neutral name: the order of the folders follows the catalogue, which is not to be told.
  cases.sort((a, b) => a.difficulty - b.difficulty || (a.slug < b.slug ? -1 : 1));
  const { slug, headline, kind } = freePlay;
  return [...cases, { slug, headline, kind, tracks: [], difficulty: 1, minutes: 60 }];
}

/** The coverage map by track, and what each case covers of it. */
export function coverageMap(): {
  readonly competencies: readonly Competency[];
  readonly covers: Readonly<Record<string, readonly string[]>>;
} {
  const cases = [...scenarios().bySlug.values()];
  return {
    competencies: tracks.flatMap((track) => [...competencies().values()].filter((each) => each.track === track)),
    covers: Object.fromEntries(cases.map(({ file }) => [file.slug, file.covers ?? []])),
  };
}

/** Which templates the composer offers, and the interface that takes them. */
const templates: readonly Omit<Template, 'text'>[] = [
  { id: 'adt-a04', title: 'ADT^A04, register a patient (2.3.1)', from: 'his01', port: 6661 },
  { id: 'orm-o01-nw', title: 'ORM^O01 NW, scheduled step (2.3.1)', from: 'ris01', port: 6664 },
  { id: 'omi-o23-nw', title: 'OMI^O23 NW, scheduled step (2.5.1)', from: 'ris01', port: 6665 },
  { id: 'adt-a40', title: 'ADT^A40, merge patients (2.3.1)', from: 'his01', port: 6661 },
];

export function listTemplates(): readonly Template[] {
  const files = new Set(existsSync(templatesRoot) ? readdirSync(templatesRoot) : []);
  return templates
    .filter(({ id }) => files.has(`${id}.hl7`))
    .map((template) => ({ ...template, text: readFileSync(join(templatesRoot, `${template.id}.hl7`), 'latin1') }));
}

function courseFor(slug: string, seed: string, rung: Rung): Course | Refusal {
  if (slug === FREE_PLAY_SLUG) return freePlay;
  const scenario = scenarios().bySlug.get(slug);
  return scenario
    ? courseOf(scenario, seed, rung)
    : refuse(404, 'no-such-case', 'This server has no such case. Go back to the catalogue and choose another.');
}

function refuse(status: Refusal['status'], code: string, message: string): Refusal {
  return { ok: false, status, error: { code, message } };
}
