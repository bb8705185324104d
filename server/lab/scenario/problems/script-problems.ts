import { HIS_ORDERABLES_PATH } from '../../../systems/his/baseline-files.ts';
import { scannerHosts } from '../../../systems/modality/baseline-files.ts';
import { stationOf, stations } from '../../director.ts';
import type { Hospital } from '../../hospital.ts';
import { conclusionPickers } from '../../views/pickers.ts';
import { moment } from '../course.ts';
import { faultName } from '../causes.ts';
import type { ScenarioFile } from '../schema.ts';
import { nameOf } from '../../verdict/checks.ts';
import { ordersOf } from '../script-orders.ts';
import type { Script } from './fault-problems.ts';
import { oneOf, type Problem } from './problem.ts';

/** Hospital users (hospital.md 4.6). */
const users: readonly string[] = [
  ...['mlopez', 'kbauer', 'rmori', 'sokafor', 'aokafor', 'pgreen'],
  ...['ianders', 'dkim', 'qhart', 'biomed1', 'vendor1'],
];

/** By which patients fused, images of the wrong person, evidence destroyed and doors left open are found (faults.md 2.0). */
const safetyChecks = ['NEG', 'TRACE'] as const;

type Step = NonNullable<ScenarioFile['traffic']>[number];

/** Who and what the script makes, and when. */
export function scriptOf({ traffic = [] }: ScenarioFile): Script {
  const orders = new Map<string, number>();
  const patients = new Map<string, number>();
  for (const step of traffic) {
    const at = moment(step.at) ?? 0;
    if (step.do === 'register') patients.set(step.patient, Math.min(at, patients.get(step.patient) ?? at));
    for (const { order } of ordersOf(step)) orders.set(order, Math.min(at, orders.get(order) ?? at));
  }
  return { orders, patients };
}

/** What the script, the checks and the conclusion name and the hospital or the script does not have. */
export function scriptProblems(file: ScenarioFile, hospital: Hospital): Problem[] {
  const problems: Problem[] = [];
  const script = scriptOf(file);
  const codes = `${hospital.room.files.text('his01', HIS_ORDERABLES_PATH) ?? ''}\n${JSON.stringify(file.faults)}`;
  const seen = new Set<string>();
  for (const [index, step] of (file.traffic ?? []).entries()) {
    const tell = (key: string, message: string): void => {
      problems.push({ path: ['traffic', index, key], message });
    };
    const at = moment(step.at) ?? 0;
    named(step, at, script, tell);
    for (const { order, resource } of ordersOf(step)) {
      if (seen.has(order)) tell('order', `two orders are called ${order}; give one of them another name`);
      seen.add(order);
      if (!stationOf(resource))
        tell('resource', `the RIS has no resource ${resource}; ${oneOf(Object.keys(stations))}`);
    }
    if (step.do === 'move' && !stationOf(step.resource)) {
      tell('resource', `the RIS has no resource ${step.resource}; ${oneOf(Object.keys(stations))}`);
    }
    if ('host' in step && !scannerHosts.includes(step.host)) {
      tell('host', `there is no scanner ${step.host}; ${oneOf(scannerHosts)}`);
    }
    for (const { procedure } of 'procedure' in step ? [step, ...ordersOf(step)] : []) {
      if (codes.includes(procedure)) continue;
      tell('procedure', `nobody can order ${procedure}: it stands neither in ${HIS_ORDERABLES_PATH} nor in a fault`);
    }
  }
  for (const [index, user] of file.users.entries()) {
    if (!users.includes(user)) problems.push({ path: ['users', index], message: `the hospital has no user ${user}; ${oneOf(users)}` }); // prettier-ignore
  }
  problems.push(...checkProblems(file, script), ...conclusionProblems(file, hospital, script));
  return problems;
}

function named(
  step: Step,
  at: number,
  { orders, patients }: Script,
  tell: (key: string, message: string) => void,
): void {
  const before = (key: string, name: string, known: ReadonlyMap<string, number>, made: string): void => {
    const since = known.get(name);
    if (since === undefined) tell(key, `no step ${made} ${name}; ${oneOf(known.keys())}`);
    else if (since > at) tell(key, `${name} is used before the step that ${made} ${name}; put it later`);
  };
  if ('patient' in step && step.do !== 'register') before('patient', step.patient, patients, 'registers');
  if (step.do === 'order' && step.neighbour) before('neighbour', step.neighbour.patient, patients, 'registers');
  if (step.do === 'unscheduled-exam' && step.accessionOf !== undefined)
    before('accessionOf', step.accessionOf, orders, 'places');
  if ('order' in step && step.do !== 'order') before('order', step.order, orders, 'places');
  // An exam may come before its order: that is what makes it unscheduled.
  if ('belongsTo' in step && !orders.has(step.belongsTo)) {
    tell('belongsTo', `no step places ${step.belongsTo}; ${oneOf(orders.keys())}`);
  }
}

function checkProblems({ checks }: ScenarioFile, { orders }: Script): Problem[] {
  const titles: readonly string[] = Object.values(stations).map(({ aeTitle }) => aeTitle);
  const modalities: readonly string[] = Object.values(stations).map(({ modality }) => modality);
  const missing = safetyChecks.filter((name) => !checks.some(({ check }) => check === name));
  const unsafe = missing.map((name): Problem => ({
    path: ['checks'],
    message: `every case needs ${name}: what it finds makes a verdict unsafe, whatever else was mended; add it`,
  }));
  const classes = checks.flatMap((check, index): Problem[] => {
    const path = ['checks', index];
    if (check.check === 'REP-order' && !orders.has(check.order)) {
      return [{ path: [...path, 'order'], message: `no step places ${check.order}; ${oneOf(orders.keys())}` }];
    }
    const { station = [], modality = [] } = ('class' in check ? check.class : undefined) ?? {};
    const strange = station.find((title) => !titles.includes(title)) ?? modality.find((word) => !modalities.includes(word)); // prettier-ignore
    if (strange === undefined) return [];
    return [
      { path: [...path, 'class'], message: `no scanner is ${strange}; ${oneOf([...titles, ...new Set(modalities)])}` },
    ];
  });
  const names = checks.map(nameOf);
  const twice = names.flatMap((name, index): Problem[] =>
    names.indexOf(name) === index
      ? []
      : [{ path: ['checks', index], message: `two checks are called ${name}; give one of them a "name" of its own` }],
  );
  return [...unsafe, ...twice, ...classes];
}

function conclusionProblems({ conclusion, faults }: ScenarioFile, hospital: Hospital, { orders }: Script): Problem[] {
  const { disposition, also = [] } = conclusion;
  const problems: Problem[] = [];
  const isNothing = disposition === 'nothing-wrong';
  if (isNothing === conclusion.places.length > 0 || (isNothing && also.length > 0)) {
    const message = isNothing
      ? 'where nothing is wrong there is no place; leave the list empty, and "also" out'
      : 'name the place where it goes wrong first';
    problems.push({ path: ['conclusion', 'places'], message });
  }
  const ids = faults.map(faultName);
  for (const [index, cause] of [conclusion, ...also].entries()) {
    const path = index === 0 ? ['conclusion'] : ['conclusion', 'also', index - 1];
    problems.push(...causeProblems(cause, path, hospital, orders));
    const strange = cause.faults?.find((name) => !ids.includes(name));
    if (strange !== undefined)
      problems.push({ path: [...path, 'faults'], message: `no fault is called ${strange}; ${oneOf(ids)}` });
  }
  return problems;
}

function causeProblems(
  { places, evidence }: Pick<ScenarioFile['conclusion'], 'places' | 'evidence'>,
  cause: readonly (string | number)[],
  hospital: Hospital,
  orders: Script['orders'],
): Problem[] {
  const problems: Problem[] = [];
  for (const [index, { system, place, fields }] of places.entries()) {
    const path = [...cause, 'places', index];
    const { systems } = conclusionPickers;
    const known = systems.find(({ id }) => id === system);
    const where = known?.places.find(({ id }) => id === place);
    const field = fields.find((each) => !where?.fields.some(({ id }) => id === each));
    if (!known) problems.push({ path, message: `no system is called ${system}; ${oneOf(systems.map(({ id }) => id))}` });
    else if (!where) problems.push({ path, message: `${system} has no place ${place}; ${oneOf(known.places.map(({ id }) => id))}` }); // prettier-ignore
    else if (field !== undefined) problems.push({ path, message: `${place} has no field ${field}; ${oneOf(where.fields.map(({ id }) => id))}` }); // prettier-ignore
  }
  const { about, hops } = evidence;
  const unplaced = [about.order ?? []].flat().find((name) => !orders.has(name));
  if (unplaced !== undefined) {
    const message = `no step places ${unplaced}; ${oneOf(orders.keys())}`;
    problems.push({ path: [...cause, 'evidence', 'about'], message });
  }
  for (const [index, hop] of hops.entries()) {
    const hosts = ['from' in hop ? hop.from : undefined, 'to' in hop ? hop.to : undefined, 'host' in hop ? hop.host : undefined]; // prettier-ignore
    const strange = hosts.find((host) => host !== undefined && !hospital.room.network.state.hosts.has(host));
    if (strange !== undefined) {
      problems.push({ path: [...cause, 'evidence', 'hops', index], message: `there is no host ${strange}` });
    }
  }
  return problems;
}
