import { describe, expect, it, test } from 'vitest';
import { stream } from '../../../server/core/random.ts';
import type { JournalEvent } from '../../../server/network/journal.ts';
import { causesOf } from '../../../server/lab/scenario/causes.ts';
import { modelConclusion } from '../../../server/lab/scenario/prove.ts';
import { runFix } from '../../../server/lab/scenario/run-fix.ts';
import { scoreConclusion } from '../../../server/lab/verdict/conclusion.ts';
import { causeEvidence, faultEvidence, isEvidence } from '../../../server/lab/verdict/evidence.ts';
import { caseIds, openCase, scenarioOf } from '../../support/cases.ts';

const seeds = ['1', '2'];
const matrix = caseIds.flatMap((id) => seeds.map((seed) => [id, seed] as const));

type Opened = ReturnType<typeof openCase>;

const looked = new Map<string, Opened>();
/** A lab that tests only look at. */
function lookInto(id: string, seed: string): Opened {
  const opened = looked.get(id + seed) ?? openCase(id, seed);
  looked.set(id + seed, opened);
  return opened;
}

function points({ course, lab }: Opened, evidence: readonly number[]): number {
  if (!course.file) throw new Error('no case');
  const conclusion = { ...modelConclusion(course, lab), evidence: [...evidence] };
  const shows = causeEvidence(lab.hospital, course.file);
  const { disposition } = course.file.conclusion;
  return scoreConclusion(disposition, causesOf(course.file), conclusion, shows).rows.find(({ label }) => label === 'evidence')
    ?.points ?? -1; // prettier-ignore
}

/** First event that fits, as a learner would come across it. */
function first({ lab }: Pick<Opened, 'lab'>, fits: (event: JournalEvent) => boolean): number {
  const event = lab.hospital.room.journal.state.events.slice().find(fits);
  if (!event) throw new Error('no such event');
  return event.id;
}

const hl7 = (event: JournalEvent, from: string, to: string, title: string): boolean =>
  event.kind === 'hl7' && event.host === from && event.to === to && event.title === title;

describe('evidence', () => {
  test('is given when more than half of the pinned events show the fault, each counted once', () => {
    const shows = (event: number): boolean => event <= 3;
    expect(isEvidence([1], shows)).toBe(true);
    expect(isEvidence([], shows)).toBe(false);
    expect(isEvidence([4], shows)).toBe(false);
    expect(isEvidence([1, 4], shows)).toBe(false);
    expect(isEvidence([1, 1, 1, 4], shows)).toBe(false);
    expect(isEvidence([1, 2, 4], shows)).toBe(true);
    expect(isEvidence([1, 2, 3, 4, 5, 6], shows)).toBe(false);
  });

  it.each(matrix)('of the model conclusion is two events at most and earns its points (%s, seed %s)', (id, seed) => {
    const opened = lookInto(id, seed);
    const { evidence } = modelConclusion(opened.course, opened.lab);
    expect(evidence.length).toBeGreaterThan(0);
    expect(evidence.length).toBeLessThanOrEqual(4);
    expect(points(opened, evidence)).toBe(3);
    // Of several causes one event shows a share.
    const share = opened.course.file?.conclusion.also ? 1 : 3;
    for (const one of evidence) expect(points(opened, [one])).toBeGreaterThanOrEqual(share);
  });

  it.each(matrix)('is not ten events at random, nor everything in a row (%s, seed %s)', (id, seed) => {
    const opened = lookInto(id, seed);
    const all = opened.lab.hospital.room.journal.state.events.length;
    const random = stream(seed, 'test/pins');
    if (!opened.course.file) throw new Error('no case');
    const shows = faultEvidence(opened.lab.hospital, opened.course.file);
    // Where every order is concerned, a few more by chance.
    const concernsAll = causesOf(opened.course.file).some(({ evidence }) => evidence.about.any === true);
    const rounds = Array.from({ length: 60 }, () => Array.from({ length: 10 }, () => random.integer(1, all)));
    expect(rounds.filter((pins) => isEvidence(pins, shows)).length).toBeLessThanOrEqual(concernsAll ? 3 : 0);
    const share = Array.from({ length: all }, (_, index) => index + 1).filter(shows).length / all;
    expect(share).toBeGreaterThan(0);
    expect(share).toBeLessThan(concernsAll ? 0.25 : 0.15);
  });

  it.each(seeds)(
    'in HL01: both sides of the engine, the entry, the images; no other branch, no bystander (seed %s)',
    (seed) => {
      const opened = lookInto('HL01', seed);
      const modality = String(opened.course.variables['modality']);
      const { ris, director } = opened.lab.hospital;
      const since = director.state.faultSince ?? 0;
      const about = (wanted: boolean) => (event: JournalEvent): boolean => {
      const order = ris.orderByFiller(event.keys.filler ?? '');
      const isWanted = order?.procedure.startsWith(modality) === wanted;
      return event.at > since && isWanted;
    }; // prettier-ignore
      const mine = about(true);
      const other = about(false);
      const pin = (fits: (event: JournalEvent) => boolean): number => points(opened, [first(opened, fits)]);
      const [version] = modality === 'CT' ? ['ORM^O01 NW'] : ['OMI^O23 NW'];
      expect(pin((event) => mine(event) && hl7(event, 'ris01', 'eng01', version))).toBe(3);
      expect(pin((event) => mine(event) && event.kind === 'row' && event.host === 'mwl01')).toBe(3);
      expect(pin((event) => event.kind === 'dimse' && event.title === 'C-STORE-RQ' && event.host.startsWith(modality.toLowerCase()) && event.at > since)).toBe(3); // prettier-ignore
      expect(pin((event) => event.kind === 'row' && event.table === 'study' && event.title.includes('ACCESSION_NOT_FOUND'))).toBe(3); // prettier-ignore
      expect(pin((event) => event.kind === 'file' && event.path.endsWith('SCHED_TO_MWL.yaml'))).toBe(3);
      // The other branch, another modality, an acknowledgement, a registration, the placer's message.
      expect(pin((event) => mine(event) && hl7(event, 'eng01', 'pacs01', version))).toBe(0);
      expect(pin((event) => other(event) && event.kind === 'hl7' && event.host === 'ris01' && event.to === 'eng01')).toBe(0); // prettier-ignore
      expect(pin((event) => event.kind === 'hl7' && event.host === 'mwl01' && event.at > since)).toBe(0);
      expect(pin((event) => hl7(event, 'his01', 'eng01', 'ADT^A04') && event.at > since)).toBe(0);
      expect(pin((event) => hl7(event, 'his01', 'eng01', 'ORM^O01 NW') && event.at > since)).toBe(0);
    },
  );

  it.each(seeds)(
    'in HL06: every order that the RIS tells in 2.3.1, in whatever room; none of 2.5.1 (seed %s)',
    (seed) => {
      const opened = lookInto('HL06', seed);
      const { ris, director } = opened.lab.hospital;
      const since = director.state.faultSince ?? 0;
      const room = String(opened.course.variables['resource']);
      const pin = (fits: (order: { version: string; resource: string }) => boolean, control: string): number =>
        points(opened, [
          first(opened, (event) => {
            const order = ris.orderByFiller(event.keys.filler ?? '');
            return event.at > since && order !== undefined && fits(order) && hl7(event, 'ris01', 'eng01', control);
          }),
        ]);
      expect(pin((order) => order.version === '2.3.1' && order.resource === room, 'ORM^O01 NW')).toBe(3);
      expect(pin((order) => order.version === '2.3.1' && order.resource !== room, 'ORM^O01 NW')).toBe(3);
      expect(pin((order) => order.version === '2.5.1', 'OMI^O23 NW')).toBe(0);
    },
  );

  it.each(seeds)('in WL01: the scanner’s query that found nothing, not its neighbour’s (seed %s)', (seed) => {
    const opened = openCase('WL01', seed);
    const { course, lab } = opened;
    const asks = (host: string): number => {
      const before = lab.hospital.room.journal.state.events.length;
      lab.act({ action: { kind: 'modality-query', host }, as: 'ianders' }, 'me');
      return first({ lab }, (event) => event.id > before && event.kind === 'dimse' && event.title === 'C-FIND-RQ');
    };
    const asked = asks(String(course.variables['host']));

    expect(points(opened, [asked])).toBe(3);
    expect(points(opened, [asks('mr01')])).toBe(0);
  });

  it.each(seeds)(
    'in BK01: the image without an order and the order that came late, not the other order (seed %s)',
    (seed) => {
      const opened = lookInto('BK01', seed);
      const { orders } = opened.lab.hospital.director.state;
      const of = (name: string) => (event: JournalEvent): boolean =>
      event.keys.placer === orders.get(name)?.placer; // prettier-ignore
      const pin = (fits: (event: JournalEvent) => boolean): number => points(opened, [first(opened, fits)]);
      expect(pin((event) => event.kind === 'row' && event.title.includes('NO_ACCESSION'))).toBe(3);
      expect(pin((event) => of('late')(event) && hl7(event, 'his01', 'eng01', 'ORM^O01 NW'))).toBe(3);
      expect(pin((event) => of('followup')(event) && hl7(event, 'his01', 'eng01', 'ORM^O01 NW'))).toBe(0);
    },
  );

  // Where nothing is broken nothing is repaired: there one's own looks are the evidence.
  const repaired = caseIds.filter((id) => scenarioOf(id).file.kind !== 'no-fault');
  it.each(repaired)('is not what the repair itself has brought about (%s)', (id) => {
    const opened = openCase(id, '1');
    const { journal } = opened.lab.hospital.room;
    const before = journal.state.events.length;
    const [fix] = opened.scenario.fixes;
    if (!fix) throw new Error('no fix');
    expect(runFix(opened.lab, fix)).toEqual([]);
    const shows = opened.course.file && faultEvidence(opened.lab.hospital, opened.course.file);
    const own = opened.lab.hospital.room.journal.state.events.slice(before).filter(({ id: event }) => shows?.(event));
    expect(own.map(({ id: event, kind }) => `${event} ${kind}`)).toEqual([]);
  });
});
