import type { LabView } from '../../contract/lab.ts';
import { actionTitle } from '../actions/title.ts';
import type { Lab } from '../lab.ts';
import { withFacts } from '../scenario/facts.ts';
import { effectiveEntries } from '../log.ts';
import { ZONE_OFFSET } from '../scenario/course.ts';
import { hintClosed } from '../write-note.ts';

/** Hospital users (hospital.md 4.6) with what they may do, as the page shows it. */
const users: Readonly<Record<string, Omit<LabView['users'][number], 'id'>>> = {
  ianders: { name: 'I. Anders', role: 'Interface analyst', systems: ['eng01', 'mwl01'] },
  pgreen: { name: 'P. Green', role: 'PACS administrator', systems: ['pacs01', 'vna01'] },
  kbauer: { name: 'K. Bauer', role: 'Super-technologist', systems: ['mwl01', 'pacs01'] },
  mlopez: { name: 'M. Lopez', role: 'Technologist', systems: ['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01'] },
  dkim: { name: 'D. Kim', role: 'System analyst', systems: ['his01', 'ris01', 'rep01', 'emr01'] },
  rmori: { name: 'K. Mori', role: 'Radiologist', systems: ['rep01'] },
  sokafor: { name: 'S. Okafor', role: 'Radiologist', systems: ['rep01'] },
  biomed1: {
    name: 'Biomedical engineering',
    role: 'Biomedical engineer',
    systems: ['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01'],
  },
  vendor1: {
    name: 'Vendor service',
    role: 'Vendor service',
    systems: [
      'eng01',
      'mwl01',
      'pacs01',
      'vna01',
      'rep01',
      'emr01',
      'ct01',
      'ct02',
      'mr01',
      'cr01',
      'dx01',
      'mg01',
      'nm01',
    ],
  },
};

/** Notes that are no step to go back to. */
const quiet: ReadonlySet<string> = new Set(['mark', 'hypothesis-add', 'hypothesis-evidence', 'hypothesis-state']);

/**
 * What the workbench shows around its tools. Of the case it tells the ticket, the answers already given and the hints
 * already opened, and nothing else: no catalogue id, title, variable, fault, trap or fix ever passes here.
 */
export function labView(lab: Lab): LabView {
  const { course, notebook } = lab;
  return {
    // Whoever hosts the lab fills in its id, the pace of its clock, and the verdicts and debrief of its record.
    id: '',
    slug: course.slug,
    kind: course.kind,
    headline: course.headline,
    rung: course.kind === 'case' ? course.rung : 'free-play',
    guide: lab.guide,
    seed: lab.header.seed,
    ticket: { caller: course.ticket.caller, received: course.arrives, markdown: lab.ticket },
    people: course.people.map((person) => ({
      id: person.id,
      name: person.name,
      role: person.role,
      questions: person.answers.map(({ id, question, answer }) => ({
        id,
        text: question,
        answer: notebook.calls.has(`${person.id}/${id}`) ? withFacts(answer, lab.hospital) : null,
      })),
    })),
    tools: [...course.tools],
    users: course.users.map((id) => ({ id, ...(users[id] ?? { name: id, role: '', systems: [] }) })),
    hints: {
      total: course.rung === 'exam' ? 0 : course.hints.length,
      opened: course.hints.slice(0, notebook.hintsOpened),
      closed: hintClosed(lab),
    },
    hypotheses: notebook.hypotheses.map((each) => ({ ...each, evidence: [...each.evidence] })),
    marks: notebook.marks.map(({ at, text }) => ({ at, text })),
    clock: {
      now: lab.now,
      from: course.begins,
      arrived: lab.arrived,
      pace: 0,
      zoneOffset: ZONE_OFFSET,
      stopped: lab.ended ? 'end' : 'paused',
    },
    history: effectiveEntries(lab.entries).flatMap((entry) => {
      if (entry.kind === 'verdict') return [{ seq: entry.seq, at: entry.at, title: 'Asked for a verdict', ok: true }];
      if (entry.kind !== 'action' || quiet.has(entry.payload.kind)) return [];
      return [
        {
          seq: entry.seq,
          at: entry.at,
          title: actionTitle(entry.payload, course.people),
          ok: lab.succeeded(entry.seq),
        },
      ];
    }),
    verdicts: [],
    debriefState: 'closed',
    revision: lab.revision,
  };
}
