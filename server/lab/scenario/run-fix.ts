import { Value } from 'typebox/value';
import { ActionRequest } from '../../contract/action.ts';
import { SECOND } from '../../core/clock.ts';
import { truthOf } from '../verdict/ledger.ts';
import type { Lab } from '../lab.ts';
import { risOrders } from '../views/orders.ts';
import { orderView, studyView } from '../views/pacs.ts';
import type { Act, FixFile, FixStep } from './fix-schema.ts';
import { type Bindings, fill } from './variables.ts';

type Collection = Extract<FixStep, { each: unknown }>['each'];
type Row = Readonly<Record<string, unknown>>;
type Where = NonNullable<Extract<FixStep, { each: unknown }>['where']>;

export interface FixTrouble {
  readonly step: string;
  readonly message: string;
}

/**
 * Carries out the steps of a reference fix or trap through the same door as the page: `lab.act`. Returns what was
 * refused on the way; a fix must meet no refusal.
 */
export function runFix(lab: Lab, fix: FixFile): FixTrouble[] {
  const trouble: FixTrouble[] = [];
  let bindings: Bindings = { ...lab.course.variables, script: scriptOrders(lab) };
  const act = (step: Act, bound: Bindings): void => {
    const request = {
      action: fill<unknown>('send' in step ? composed(step.send, bound) : step.action, bound),
      ...(step.as === undefined ? {} : { as: step.as }),
    };
    if (!Value.Check(ActionRequest, request)) {
      const [first] = Value.Errors(ActionRequest, request);
      trouble.push({
        step: JSON.stringify('send' in step ? step.send : step.action),
        message: `no such action: ${first?.instancePath ?? ''} ${first?.message ?? ''}`,
      });
      return;
    }
    const { outcome } = lab.act(request, 'author');
    if (!outcome.ok) trouble.push({ step: JSON.stringify(request.action), message: outcome.message });
  };
  for (const step of fix.steps) {
    if ('wait' in step) {
      while (!lab.advance(lab.now + step.wait * SECOND, Number.POSITIVE_INFINITY).reached);
    } else if ('collect' in step) {
      const values = rows(lab, step.collect)
        .filter((row) => fits(row, step.where, bindings))
        .map((row) => row[step.field]);
      bindings = { ...bindings, [step.into]: values };
    } else if ('each' in step) {
      const matching = rows(lab, step.each).filter((row) => fits(row, step.where, bindings));
      if (matching.length === 0) trouble.push({ step: `each ${step.each}`, message: 'no row fits' });
      for (const row of matching.slice(0, step.limit)) {
        let bound: Bindings = { ...bindings, [step.bind]: row };
        for (const find of step.find ?? []) {
          const found = rows(lab, find.in).find((candidate) => fits(candidate, find.where, bound));
          if (!found) trouble.push({ step: `find in ${find.in}`, message: 'no row fits' });
          else bound = { ...bound, [find.bind]: found };
        }
        if ((step.find ?? []).every((find) => find.bind in bound)) for (const each of step.do) act(each, bound);
      }
    } else act(step, bindings);
  }
  return trouble;
}

/** The composer's action: the segments filled in, in bytes. */
function composed({ from, port, segments }: Extract<Act, { send: unknown }>['send'], bound: Bindings): object {
  const text = `${fill(segments, bound).join('\r')}\r`;
  return { kind: 'send-hl7', from, port, bytes: Buffer.from(text, 'utf8').toString('base64') };
}

/** Orders that the scenario's script placed, by name. */
function scriptOrders({ hospital }: Lab): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  for (const order of hospital.director.state.orders.values()) {
    const row = hospital.ris.orderByPlacer(order.placer);
    const truth = row && truthOf(hospital, row);
    if (truth) out[order.id] = truth;
  }
  return out;
}

function rows({ hospital }: Lab, collection: Collection): Row[] {
  const { zoneOffset } = hospital.room;
  switch (collection) {
    case 'studies':
      return [...hospital.pacs.state.studies.values()].map((study) => studyView(hospital.pacs, study, zoneOffset));
    case 'series':
      return [...hospital.pacs.state.series.values()].map(({ seriesUid, studyUid, number }) => {
        const { patientId = '', accession = '' } = hospital.pacs.state.studies.get(studyUid) ?? {};
        return { seriesUid, studyUid, number, patientId, accession };
      });
    case 'orders':
      return [...hospital.pacs.state.orders.values()].map((order) => orderView(order, zoneOffset));
    case 'ris-orders':
      return risOrders(hospital.ris);
    case 'stored':
      return [...hospital.engine.state.messages.values()].map(({ number, title, port, patientId, accession }) => ({
        message: number,
        title,
        port,
        patientId,
        accession,
      }));
    case 'worklist':
      return [...hospital.worklist.state.items.values()].map((row) => {
        const item = hospital.worklist.item(row);
        const step = item.items(0x00400100)[0];
        return {
          item: row.key,
          spsId: row.spsId,
          status: row.status,
          accession: item.text(0x00080050),
          stationAe: step?.text(0x00400001) ?? '',
        };
      });
    case 'scanner-studies':
      return [...hospital.scanners.values()].flatMap((scanner) =>
        scanner.localStudies().map(({ id, studyUid, patientId, accession, stage }) => ({
          host: scanner.state.host,
          exam: id,
          studyUid,
          patientId,
          accession,
          stage,
        })),
      );
    default:
      return collection satisfies never;
  }
}

/** Each field equal, one of a list, or with `!` in front anything but. */
function fits(row: Row, where: Where | undefined, bindings: Bindings): boolean {
  return Object.entries(where ?? {}).every(([field, pattern]) => {
    const wanted = fill<unknown>(pattern, bindings);
    const value = row[field];
    if (Array.isArray(wanted)) return wanted.includes(value);
    if (typeof wanted === 'string' && wanted.startsWith('!')) return String(value) !== wanted.slice(1);
    return value === wanted;
  });
}
