import { formatTime } from '../../core/clock.ts';
import type { JournalEvent } from '../../network/journal.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { RisOrder } from '../../systems/ris/state.ts';
import type { Hospital } from '../hospital.ts';
import { Lab } from '../lab.ts';
import { faultEvidence } from '../verdict/evidence.ts';
import { judge, type VerdictRecord } from '../verdict/judge.ts';
import { truthOf } from '../verdict/ledger.ts';
import { compareEvents } from '../views/message-detail.ts';
import { tryOne } from '../views/try.ts';
import { courseOf } from './course.ts';
import type { NamedFix, Scenario } from './load.ts';
import { modelConclusion } from './prove.ts';
import { type FixTrouble, runFix } from './run-fix.ts';

/**
 * What the hospital did, hop by hop, with one order that the fault concerns, and what a verdict says of it: for an author
 * who wants to see why a fix solves or a check fails.
 */
export function explain(scenario: Scenario, seed: string, fix: NamedFix | undefined): string {
  const course = courseOf(scenario, seed);
  const lab = new Lab(course, seed);
  const order = orderConcerned(lab);
  const trouble = fix ? runFix(lab, fix) : [];
  const verdict = judge(course, lab.hospital, 1, modelConclusion(course, lab), `explain/${seed}`);
  const variables = Object.entries(course.variables).map(([name, value]) => `${name} = ${String(value)}`);
  return [
    `${scenario.file.id} ${scenario.file.title}, seed ${seed}${fix ? `, after "${fix.title}"` : ', as the learner finds it'}`,
    `  ${variables.join(', ')}`,
    ...(order ? [...heading(lab.hospital, order), ...hops(lab, order), ...standing(lab.hospital, order)] : ['  no order is concerned']), // prettier-ignore
    ...troubles(trouble),
    ...verdictLines(verdict),
    '',
  ].join('\n');
}

/**
 * Whether an event is about an order. Its own numbers decide; an accession number does only where nothing else is said,
 * because a wrong one may be another order's.
 */
function isAbout({ keys }: JournalEvent, order: RisOrder, studies: ReadonlySet<string>): boolean {
  const { filler, placer, spsId, studyUid, accession } = keys;
  if (studyUid !== undefined && studies.has(studyUid)) return true;
  const own = [
    [filler, order.filler],
    [placer, order.placer],
    [spsId, order.spsId],
  ].filter(([said, mine]) => said !== undefined && mine !== '');
  if (own.length > 0) return own.some(([said, mine]) => said === mine);
  return studyUid === undefined && accession !== undefined && accession === order.accession;
}

/** The study that the order names, and those that were made for it at the scanners. */
function studiesOf({ director, scanners }: Hospital, order: RisOrder): Set<string> {
  const exams = [...scanners.values()].flatMap((scanner) =>
    [...scanner.state.exams.values()].filter((exam) => exam.spsId === order.spsId && exam.spsId !== ''),
  );
  const script = [...director.state.exams.values()].filter(
    (exam) => director.state.orders.get(exam.order)?.placer === order.placer,
  );
  return new Set([
    order.studyUid,
    ...exams.map(({ studyUid }) => studyUid),
    ...script.flatMap((exam) => scanners.get(exam.host)?.state.exams.get(exam.exam)?.studyUid ?? []),
  ]);
}

/** The order of the script, or else the one whose way shows the fault at most hops. */
function orderConcerned({ hospital, course }: Lab): RisOrder | undefined {
  const { file } = course;
  if (!file) return undefined;
  const [named] = [file.conclusion.evidence.about.order ?? []].flat();
  if (named !== undefined) return hospital.ris.orderByPlacer(hospital.director.state.orders.get(named)?.placer ?? '');
  const shows = faultEvidence(hospital, file);
  const events = hospital.room.journal.state.events.slice().filter((event) => event.kind !== 'file' && shows(event.id));
  let best: { readonly order: RisOrder; readonly count: number } | undefined;
  for (const order of hospital.ris.state.orders.values()) {
    const studies = studiesOf(hospital, order);
    const count = events.filter((event) => isAbout(event, order, studies)).length;
    if (count > (best?.count ?? 0)) best = { order, count };
  }
  return best?.order;
}

function heading(hospital: Hospital, order: RisOrder): string[] {
  const truth = truthOf(hospital, order);
  if (!truth) return [];
  const { accession, filler, spsId, patientId, patientName, procedureCode, modality, stationAe, time } = truth;
  return [
    '',
    `Order concerned: accession ${accession}, filler ${filler}, step ${spsId}`,
    `  ${patientName}, ${patientId}; ${procedureCode} (${modality}) on ${stationAe} at ${time.slice(0, 2)}:${time.slice(2, 4)}`,
    '',
  ];
}

/** Everything the journal has of the order, and the changes of files, in the order of time. */
function hops(lab: Lab, order: RisOrder): string[] {
  const { journal, zoneOffset } = lab.hospital.room;
  const studies = studiesOf(lab.hospital, order);
  const since = lab.hospital.director.state.faultSince ?? 0;
  const lines: string[] = [];
  let more: { study: string; count: number } | undefined;
  const endMore = (): void => {
    if (more && more.count > 0) lines.push(`           and ${more.count} more images of the study`);
    more = undefined;
  };
  for (const event of journal.state.events.slice()) {
    const told = event.kind === 'file' ? event.at >= since : isAbout(event, order, studies);
    if (!told || (event.kind === 'dimse' && event.title === 'C-STORE-RSP')) continue;
    if (event.kind === 'dimse' && event.title === 'C-STORE-RQ') {
      const study = `${event.keys.studyUid ?? ''} ${event.to}`;
      if (more?.study === study) {
        more.count += 1;
        continue;
      }
      endMore();
      more = { study, count: 0 };
    } else endMore();
    const way = 'to' in event ? `${event.host} → ${event.to}` : event.host;
    const time = formatTime(event.at, zoneOffset)
      .slice(0, 6)
      .replace(/(..)(..)(..)/, '$1:$2:$3');
    lines.push(`  ${time} #${event.id} ${way}: ${wordsOf(event)}`);
    lines.push(...detailsOf(lab, event).map((line) => `           ${line}`));
  }
  endMore();
  return lines;
}

function wordsOf(event: JournalEvent): string {
  switch (event.kind) {
    case 'hl7':
    case 'dimse':
    case 'action':
      return event.title;
    case 'transport':
      return `${event.title}, ${event.outcome}`;
    case 'file':
      return `${event.path}, ${event.title}`;
    case 'row':
      return `${event.table} ${event.row}, ${event.title}`;
    default:
      return event satisfies never;
  }
}

function detailsOf(lab: Lab, event: JournalEvent): string[] {
  switch (event.kind) {
    case 'hl7':
      if (event.direction === 'answer') return [];
      return event.host === 'eng01' ? rewritten(lab, event) : [keysOf(event)];
    case 'dimse':
      return headerOf(event);
    case 'transport':
    case 'file':
    case 'row':
    case 'action':
      return [];
    default:
      return event satisfies never;
  }
}

function keysOf({ keys }: JournalEvent): string {
  const { accession = '', filler = '', spsId = '', patientId = '', patientName = '' } = keys;
  return `accession ${accession || '-'}, filler ${filler || '-'}, step ${spsId || '-'}, patient ${patientId || '-'} ${patientName}`;
}

/** What the engine made of the message that came in, and for the worklist which rules, as they stood at that moment. */
function rewritten(lab: Lab, event: Extract<JournalEvent, { kind: 'hl7' }>): string[] {
  const { journal } = lab.hospital.room;
  let source: JournalEvent | undefined = event;
  for (let steps = 0; source && steps < 100; steps++) {
    if (source.kind === 'hl7' && source.direction === 'request' && source.to === 'eng01') break;
    source = source.cause === 0 ? undefined : journal.get(source.cause);
  }
  const changes = (source ? (compareEvents(journal, source.id, event.id) ?? []) : [])
    .filter(({ same, path }) => !same && !path.startsWith('MSH'))
    .map(({ path, name, a, b }) => `${path} ${name}: ${a ?? 'absent'} → ${b ?? 'absent'}`);
  const lines = [
    keysOf(event),
    ...(changes.length > 0 ? changes : [`as it came${source ? ` (#${source.id})` : ''}`]).slice(0, 20),
  ];
  if (event.to !== 'mwl01' || !/^(ORM|OMI)/.test(event.title)) return lines;
  const tried = tryOne(lab.hospitalAt(event.at), { event: event.id, drafts: [] });
  if (!('rows' in tried)) return lines;
  const wanted = [
    '(0008,0050)',
    '(0010,0010)',
    '(0010,0020)',
    '(0020,000D)',
    '(0040,0001)',
    '(0040,0009)',
    '(0008,0060)',
  ];
  const rows = tried.rows.filter(({ tag }) => wanted.some((each) => tag.toUpperCase().includes(each)));
  return [
    ...lines,
    ...rows.map(({ tag, name, value, steps }) => {
      const way = steps.map(
        (step) => `${step.where} ${step.what}${step.path === '' ? '' : ` ${step.path}`} "${step.value}"`,
      );
      return `${tag} ${name} = "${value}" ← ${way.join(' ← ')}`;
    }),
  ];
}

/** Attributes by which a worklist answer or an image is told apart, as far as they are there. */
function headerOf({ data: bytes, transferSyntax }: Extract<JournalEvent, { kind: 'dimse' }>): string[] {
  if (bytes.length === 0) return [];
  const data = DataSet.read(bytes, transferSyntax);
  const step = data.items(0x00400100)[0];
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['(0008,0050)', data.text(0x00080050)],
    ['(0010,0020)', data.text(0x00100020)],
    ['(0010,0010)', data.text(0x00100010)],
    ['(0040,0001)', step?.text(0x00400001)],
    ['(0040,0009)', step?.text(0x00400009)],
    ['(0008,0060)', step?.text(0x00080060) ?? data.text(0x00080060)],
  ];
  const there = parts.flatMap(([tag, value]) => (value === undefined || value === '' ? [] : [`${tag} "${value}"`]));
  return there.length > 0 ? [there.join(', ')] : [];
}

/** How the archive matched the study, and where the order stands. */
function standing(hospital: Hospital, order: RisOrder): string[] {
  const { pacs, ris, his, worklist } = hospital;
  const uids = studiesOf(hospital, order);
  const studies = [...pacs.state.studies.values()].filter((study) => uids.has(study.studyUid));
  const archived = pacs.state.orders.get(order.filler);
  const items = [...worklist.state.items.values()].filter((item) => item.spsId === order.spsId);
  return [
    '',
    'Now:',
    ...items.map((item) => `  mwl01 worklist entry ${item.key}: ${item.status}, revision ${item.revision}`),
    ...studies.map(
      (study) =>
        `  pacs01 study with accession ${study.accession || '-'}: ${study.status}${study.reason === undefined ? '' : `, ${study.reason}`}${study.detail === '' ? '' : `: ${study.detail}`}`,
    ),
    `  orders: ris01 ${ris.orderByFiller(order.filler)?.status ?? 'none'}, pacs01 ${archived?.status ?? 'none'}, his01 ${his.state.orders.get(order.placer)?.status ?? 'none'}`,
  ];
}

function troubles(trouble: readonly FixTrouble[]): string[] {
  if (trouble.length === 0) return [];
  return ['', 'Refused on the way:', ...trouble.map(({ step, message }) => `  ${step}: ${message}`)];
}

const MOST_SHOWN = 6;

function verdictLines({ view, checks }: VerdictRecord): string[] {
  return [
    '',
    `Verdict: ${view.outcome}, score ${view.score}`,
    ...checks.flatMap(({ result, observations }) => {
      const failed = observations.filter(({ ok }) => !ok);
      return [
        `  ${result.passed ? 'passed' : 'FAILED'} ${result.id}: ${result.asExpected} of ${result.of} as expected (${result.title})`,
        ...failed
          .slice(0, MOST_SHOWN)
          .map(
            (each) =>
              `    ${each.object}, ${each.hop}, ${each.attribute}: expected ${each.expected || 'nothing'}, found ${each.found || 'nothing'}`,
          ),
        ...(failed.length > MOST_SHOWN ? [`    and ${failed.length - MOST_SHOWN} more`] : []),
      ];
    }),
  ];
}
