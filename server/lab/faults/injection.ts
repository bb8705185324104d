import { Value } from 'typebox/value';
import { formatTime, type Micros } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { Fault } from '../scenario/fault-schema.ts';
import { contradictions } from '../scenario/problems/contradictions.ts';
import { namedProblems, type Script } from '../scenario/problems/fault-problems.ts';

/** A fault brought into a running lab, as the lab's log keeps it. */
export interface Injection {
  readonly id: string;
  readonly fault: Fault;
  readonly begins: Micros;
  /** Left out: it stays until it is taken back. */
  readonly ends?: Micros;
}

/** When an injected fault begins and ends, in seconds from now. */
export interface InjectionTime {
  readonly afterSeconds?: number;
  readonly forSeconds?: number;
}

type WithoutTime<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'until'> : never;
export type InjectedFault = WithoutTime<Fault>;

const mostDelay = 48 * 3600;

/** The injection that is asked for, or why there can be none. */
export function planInjection(
  hospital: Hospital,
  id: string,
  wanted: InjectedFault,
  { afterSeconds = 0, forSeconds }: InjectionTime,
): { readonly ok: true; readonly injection: Injection } | { readonly ok: false; readonly message: string } {
  const no = (message: string): { readonly ok: false; readonly message: string } => ({ ok: false, message });
  const { kernel, zoneOffset } = hospital.room;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(id)) return no('The name of a fault has letters, digits and hyphens, 40 at most.');
  if (hospital.director.knows(id)) return no(`A fault called ${id} is there already; choose another name.`);
  if (!inRange(afterSeconds, 0) || (forSeconds !== undefined && !inRange(forSeconds, 1))) {
    return no(`A fault begins within ${mostDelay / 3600} hours and lasts from 1 second to as long.`);
  }
  const begins = kernel.now + Math.round(afterSeconds * 1_000_000);
  const at = formatTime(begins, zoneOffset).replace(/^(\d\d)(\d\d)(\d\d).*$/, '$1:$2:$3');
  const fault: unknown = { ...wanted, at };
  if (!Value.Check(Fault, fault)) {
    const [first] = Value.Errors(Fault, fault);
    return no(`This is no fault: ${first?.instancePath ?? ''} ${first?.message ?? ''}`.trim());
  }
  const [problem] = namedProblems(fault, hospital, scriptNow(hospital));
  if (problem !== undefined) return no(problem);
  const inForce = [...hospital.director.state.faults.values()].map((active) => ({ ...active.fault, id: active.id }));
  // All at the same time: what is in force now may last.
  const always = [...inForce, fault].map((each) => ({ ...each, at: '00:00', until: '23:59:59' }));
  const clash = contradictions(always).find(({ path }) => path[1] === inForce.length);
  if (clash) return no(`This fault ${clash.message}.`);
  const ends = forSeconds === undefined ? undefined : begins + Math.round(forSeconds * 1_000_000);
  return { ok: true, injection: { id, fault, begins, ...(ends === undefined ? {} : { ends }) } };
}

const inRange = (seconds: number, least: number): boolean => seconds >= least && seconds <= mostDelay;

/** Orders and patients of the script that are there by now. */
function scriptNow({ director: { state } }: Hospital): Script {
  const names = (rows: Iterable<{ readonly id: string }>): Map<string, number> =>
    new Map(Array.from(rows, ({ id }) => [id, Number.NEGATIVE_INFINITY]));
  return { orders: names(state.orders.values()), patients: names(state.patients.values()) };
}
