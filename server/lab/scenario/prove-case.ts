import { Lab } from '../lab.ts';
import type { QueryName } from '../query.ts';
import { faultEvidence } from '../verdict/evidence.ts';
import { judge } from '../verdict/judge.ts';
import { brokenHosts } from './causes.ts';
import { courseOf } from './course.ts';
import type { Scenario } from './load.ts';
import { modelConclusion, type RunResult } from './prove.ts';
import { answersOf } from './review/spoilers.ts';

/** Views that are asked for without saying of what. */
const views: readonly QueryName[] = [
  'getLab',
  'getTopology',
  'getTimeline',
  'listMessages',
  'listPackets',
  'listFiles',
  'listLogs',
  'getEngine',
  'getWorklist',
  'getPacs',
  'listOrders',
  'listResults',
  'listScanners',
  'getPickers',
];

/** What holds for a case as the learner finds it: no answer is told, and the fault shows at two other systems or more. */
export function proveCase(scenario: Scenario, seed: string): RunResult[] {
  const course = courseOf(scenario, seed);
  const lab = new Lab(course, seed);
  const { outcome, score } = judge(course, lab.hospital, 1, modelConclusion(course, lab), `case/${seed}`).view;
  const result = (kind: RunResult['kind'], reason: string): RunResult => ({
    scenario: scenario.file.id,
    seed,
    kind,
    name: '',
    passed: reason === '',
    reason,
    outcome,
    score,
  });
  return [result('symptoms', fewSymptoms(scenario, lab)), result('spoilers', spoiler(scenario, lab))];
}

function fewSymptoms({ file }: Scenario, lab: Lab): string {
  const shows = faultEvidence(lab.hospital, lab.course.file ?? file);
  const broken = brokenHosts(lab.course.file ?? file);
  const seen = new Set<string>();
  for (const event of lab.hospital.room.journal.state.events.slice()) {
    if (event.kind === 'file' || !shows(event.id)) continue;
    for (const host of 'to' in event ? [event.host, event.to] : [event.host]) if (!broken.has(host)) seen.add(host);
  }
  if (seen.size >= 2) return '';
  return `the fault shows at ${[...seen].join(', ') || 'no system'} besides the broken one when the learner arrives; let it begin earlier, or name more hops under conclusion.evidence`;
}

function spoiler(scenario: Scenario, lab: Lab): string {
  const told: [string, string][] = [];
  const note = (what: string, value: unknown): void => void told.push([what, JSON.stringify(value)]);
  for (const name of views) note(name, lab.query(name, {}));
  for (const { host, path } of lab.hospital.room.files.list())
    note(`${host}:${path}`, lab.query('getFile', { host, path }));
  note('the first hint', lab.act({ action: { kind: 'open-hint' } }, 'author').outcome);
  for (const { id: person, answers } of lab.course.people) {
    for (const { id: question } of answers) {
      note(`${person} on "${question}"`, lab.act({ action: { kind: 'call', person, question } }, 'author').outcome);
    }
  }
  note('the ticket and the first hint', lab.query('getLab', {}));
  for (const answer of answersOf(scenario)) {
    const [place] = told.find(([, text]) => text.includes(JSON.stringify(answer).slice(1, -1))) ?? [];
    if (place !== undefined)
      return `${place} tells the answer "${answer}" before the debrief; say less there, or write the answer in other words`;
  }
  return '';
}
