import { type Fault, type LinkFault } from '../fault-schema.ts';
import { moment } from '../course.ts';
import type { Problem } from './problem.ts';

/** One thing that a fault says: at most one fault may say it at a time. */
interface Claim {
  readonly about: string;
  readonly value: string;
}

/** Faults that are in force at the same time and say different things of the same place. */
export function contradictions(faults: readonly Fault[]): Problem[] {
  const problems: Problem[] = [];
  for (const [later, fault] of faults.entries()) {
    for (const [earlier, other] of faults.slice(0, later).entries()) {
      const about = overlap(fault, other) ? clash(fault, other) : undefined;
      if (about === undefined) continue;
      const name = other.id ?? String(earlier + 1);
      const message = `contradicts fault ${name}: both are about ${about} at the same time, and differ; remove one, or let the first end ("until") before the second begins`;
      problems.push({ path: ['faults', later], message });
    }
  }
  return problems;
}

function overlap(a: Fault, b: Fault): boolean {
  const span = ({ at, until }: Fault): readonly [number, number] => [
    moment(at) ?? Number.NEGATIVE_INFINITY,
    until === undefined ? Number.POSITIVE_INFINITY : (moment(until) ?? Number.POSITIVE_INFINITY),
  ];
  const [fromA, toA] = span(a);
  const [fromB, toB] = span(b);
  return fromA < toB && fromB < toA;
}

function clash(a: Fault, b: Fault): string | undefined {
  if ('link' in a && 'link' in b) return linkClash(a, b);
  const claims = new Map(claimsOf(b).map(({ about, value }) => [about, value]));
  return claimsOf(a).find(({ about, value }) => claims.has(about) && claims.get(about) !== value)?.about;
}

function claimsOf(fault: Fault): Claim[] {
  if ('clock' in fault) {
    const { host, seconds } = fault.clock;
    return [{ about: `the clock of ${host}`, value: String(seconds) }];
  }
  if ('row' in fault) {
    const { table, order, patient, set } = fault.row;
    return Object.entries(set).map(([column, value]) => ({
      about: `${column} of ${order ?? patient ?? ''} in ${table}`,
      value: JSON.stringify(value),
    }));
  }
  if (!('path' in fault)) return [];
  const { host, path, install, set = [], replace = [] } = fault;
  const where = `${host}:${path}`;
  return [
    ...(install === undefined ? [] : [{ about: `the text of ${where}`, value: install }]),
    ...set.map(({ pointer, value }) => ({ about: `${pointer.join(' › ')} in ${where}`, value: JSON.stringify(value) })),
    ...replace.map(({ find, with: put }) => ({ about: `"${find}" in ${where}`, value: put })),
  ];
}

const endsIt: readonly string[] = ['drop', 'refuse'];

/** Two ways overlap when they can be the same conversation. */
function linkClash(a: LinkFault, b: LinkFault): string | undefined {
  const same = (left: unknown, right: unknown): boolean => left === undefined || right === undefined || left === right;
  const meet = a.link.to === b.link.to && same(a.link.from, b.link.from) && same(a.link.port, b.link.port);
  if (!meet) return undefined;
  const sameKind = a.flaw.kind === b.flaw.kind || (endsIt.includes(a.flaw.kind) && endsIt.includes(b.flaw.kind));
  if (!sameKind) return undefined;
  if (exclude(a.link.while, b.link.while)) return undefined;
  const said = ({ link, flaw }: LinkFault): string => JSON.stringify([flaw, link.every, link.chance, link.while]);
  return said(a) === said(b) ? undefined : `${a.flaw.kind} on the way to ${a.link.to}`;
}

/** One file cannot have two values of one setting in service at a time, half duplex and full duplex. */
function exclude(a: LinkFault['link']['while'], b: LinkFault['link']['while']): boolean {
  if (a === undefined || a.host !== b?.host || a.path !== b.path || a.key !== b.key) return false;
  return !a.is.some((value) => b.is.includes(value));
}
