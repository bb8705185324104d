import type { Static } from 'typebox';
import type { Health } from '../../contract/basics.ts';
import type { SystemLink, SystemNode, Topology } from '../../contract/hospital.ts';
import { HOUR } from '../../core/clock.ts';
import { readModalityConf } from '../../systems/modality/modality-conf.ts';
import { type Hospital, hosts } from '../hospital.ts';
import { isWire } from './message-list.ts';

type Node = Static<typeof SystemNode>;
type Link = Static<typeof SystemLink>;
type Fact = Node['facts'][number];

/** What a system is called and what it is there for; scanners by their host. */
export const systemTitles: Readonly<Record<string, { readonly title: string; readonly role: string }>> = {
  his01: { title: 'HIS', role: 'Registration and orders' },
  ris01: { title: 'RIS', role: 'Radiology schedule' },
  eng01: { title: 'Engine', role: 'Interface engine' },
  mwl01: { title: 'Worklist', role: 'Modality worklist server' },
  pacs01: { title: 'PACS', role: 'Image archive' },
  vna01: { title: 'VNA', role: 'Vendor neutral archive' },
  rep01: { title: 'Reporting', role: 'Reading list and reports' },
  emr01: { title: 'EMR', role: 'Medical record' },
  ct01: { title: 'CT1', role: 'CT room 1' },
  ct02: { title: 'CT2', role: 'CT room 2' },
  mr01: { title: 'MR1', role: 'MR room 1' },
  cr01: { title: 'CR1', role: 'CR portable' },
  dx01: { title: 'DX1', role: 'DX room 1' },
  mg01: { title: 'MG1', role: 'Mammography room 1' },
  nm01: { title: 'NM1', role: 'Nuclear medicine room 1' },
};

const baseLinks: readonly (readonly [from: string, to: string, protocol: Link['protocol']])[] = [
  ['his01', 'eng01', 'HL7'],
  ['his01', 'ris01', 'HL7'],
  ['ris01', 'his01', 'HL7'],
  ['ris01', 'eng01', 'HL7'],
  ['eng01', 'his01', 'HL7'],
  ['eng01', 'ris01', 'HL7'],
  ['eng01', 'mwl01', 'HL7'],
  ['eng01', 'pacs01', 'HL7'],
  ['pacs01', 'ris01', 'HL7'],
  ['ris01', 'rep01', 'HL7'],
  ['rep01', 'eng01', 'HL7'],
  ['eng01', 'emr01', 'HL7'],
];

/** How many events back the last hour is looked for at most. */
const EVENTS_READ = 50_000;

/** The functional map: every system with its state in words, every link with its traffic. */
export function topologyView(hospital: Hospital): Topology {
  const addresses = new Map(hosts);
  const traffic = lastHour(hospital);
  const scanners = [...hospital.scanners.keys()];
  const systems = ['his01', 'ris01', 'eng01', 'mwl01', ...scanners, 'pacs01', 'vna01', 'rep01', 'emr01'].map(
    (host): Node => {
      const facts = factsOf(hospital, host);
      const up = hospital.state.network.hosts.get(host)?.up ?? false;
      return {
        id: host,
        title: systemTitles[host]?.title ?? host,
        host,
        address: addresses.get(host) ?? '',
        role: systemTitles[host]?.role ?? '',
        health: up ? worst(facts) : 'bad',
        facts,
      };
    },
  );
  const known = [
    ...baseLinks,
    ...scanners.flatMap((host) => [[host, 'mwl01', 'DICOM'] as const, [host, 'pacs01', 'DICOM'] as const]),
    ['pacs01', 'vna01', 'DICOM'] as const,
  ];
  const waiting = waitingByLink(hospital);
  const links = known.flatMap(([from, to, protocol]): Link[] => {
    const seen = traffic.get(`${from}>${to}`) ?? { messages: 0, failures: 0 };
    const queued = waiting.get(`${from}>${to}`) ?? 0;
    // Links that no application of this hospital is set up to use are not drawn.
    if (protocol === 'HL7' && seen.messages === 0 && queued === 0 && !everUsed(hospital, from, to)) return [];
    const health: Health =
      seen.failures > 0 && queued > 0
        ? 'bad'
        : seen.failures > 0 || queued > 5
          ? 'warn'
          : seen.messages
            ? 'ok'
            : 'idle';
    return [{ from, to, protocol, health, lastHour: seen.messages, waiting: queued }];
  });
  return { systems, links };
}

function everUsed(hospital: Hospital, from: string, to: string): boolean {
  const { events } = hospital.room.journal.state;
  for (const event of events.slice(0, 2000)) {
    if (event.kind === 'hl7' && event.direction === 'request' && event.host === from && event.to === to) return true;
  }
  return false;
}

function lastHour(hospital: Hospital): Map<string, { messages: number; failures: number }> {
  const { events } = hospital.room.journal.state;
  const since = hospital.room.kernel.now - HOUR;
  const counts = new Map<string, { messages: number; failures: number }>();
  const recent = events.slice(Math.max(0, events.length - EVENTS_READ));
  for (let index = recent.length - 1; index >= 0; index--) {
    const event = recent[index];
    if (!event || event.at < since) break;
    if (!isWire(event) || (event.kind !== 'transport' && event.direction === 'answer')) continue;
    const key = `${event.host}>${event.to}`;
    const count = counts.get(key) ?? { messages: 0, failures: 0 };
    if (event.kind === 'transport') count.failures += 1;
    else count.messages += 1;
    counts.set(key, count);
  }
  return counts;
}

function waitingByLink(hospital: Hospital): Map<string, number> {
  const waiting = new Map<string, number>();
  const add = (from: string, to: string): void => {
    waiting.set(`${from}>${to}`, (waiting.get(`${from}>${to}`) ?? 0) + 1);
  };
  for (const entry of hospital.engine.state.queue.values()) add('eng01', entry.host);
  const outboxes = [
    ['his01', hospital.his.state.outbox],
    ['ris01', hospital.ris.state.outbox],
    ['pacs01', hospital.pacs.state.outbox],
    ['rep01', hospital.reporting.state.outbox],
  ] as const;
  for (const [host, outbox] of outboxes) {
    for (const message of outbox.messages.values()) if (message.status === 'WAITING') add(host, message.host);
  }
  for (const scanner of hospital.scanners.values()) {
    for (const exam of scanner.state.exams.values()) if (exam.stage === 'SENDING') add(scanner.state.host, 'pacs01');
  }
  return waiting;
}

function factsOf(hospital: Hospital, host: string): Fact[] {
  const fact = (count: number, label: string, health: Health = 'ok'): Fact => ({ label, value: String(count), health });
  const trouble = (count: number, label: string, health: Health = 'warn'): Fact[] =>
    count > 0 ? [fact(count, label, health)] : [];
  switch (host) {
    case 'his01': {
      const { orders, outbox } = hospital.his.state;
      const open = orders.filter((order) => order.status !== 'COMPLETED' && order.status !== 'CANCELED').length;
      return [fact(open, 'open orders'), ...outboxFacts(outbox.messages.values())];
    }
    case 'ris01': {
      const { orders, outbox } = hospital.ris.state;
      return [
        fact(orders.filter((order) => order.status === 'SCHEDULED').length, 'scheduled'),
        fact(orders.filter((order) => order.status === 'COMPLETED').length, 'completed'),
        ...outboxFacts(outbox.messages.values()),
      ];
    }
    case 'eng01': {
      const { queue, errors } = hospital.engine.state;
      const waiting = [...queue.values()].filter((entry) => entry.attempts > 0).length;
      return [
        fact(queue.size, 'queued', waiting > 0 ? 'warn' : 'ok'),
        fact(errors.size, 'in error queue', errors.size > 0 ? 'warn' : 'ok'),
      ];
    }
    case 'mwl01': {
      const { items, refused } = hospital.worklist.state;
      return [
        fact(items.filter((item) => item.status === 'SCHEDULED').length, 'in list'),
        ...trouble(refused, 'refused'),
      ];
    }
    case 'pacs01': {
      const { studies, quarantine, copies } = hospital.pacs.state;
      const waiting = studies.filter((study) => study.status === 'UNVERIFIED').length;
      return [
        fact(studies.filter((study) => study.status === 'VERIFIED').length, 'verified'),
        fact(waiting, 'unverified', waiting > 0 ? 'warn' : 'ok'),
        ...trouble(quarantine.size, 'put aside'),
        ...trouble(copies.filter((copy) => copy.status === 'FAILED').length, 'not copied'),
      ];
    }
    case 'vna01':
      return [fact(hospital.vna.state.studies.size, 'studies')];
    case 'rep01': {
      const { reports, outbox } = hospital.reporting.state;
      return [
        fact(reports.filter(({ stage }) => stage === 'WAITING').length, 'to read'),
        fact(reports.filter(({ stage }) => stage === 'PRELIMINARY' || stage === 'FINAL').length, 'reported'),
        ...outboxFacts(outbox.messages.values()),
      ];
    }
    case 'emr01':
      return [fact(hospital.emr.state.results.size, 'results')];
    default: {
      const scanner = hospital.scanner(host);
      if (!scanner) return [];
      const { worklist, exams, queryProblem } = scanner.state;
      const failed = exams.filter((exam) => exam.stage === 'FAILED').length;
      const conf = readModalityConf(hospital.room.files.deployedText(host, '/etc/modality.conf') ?? '');
      return [
        fact(worklist.length, 'in list', queryProblem === '' ? 'ok' : 'warn'),
        fact(exams.filter((exam) => exam.stage === 'SENT').length, 'sent'),
        ...trouble(failed, 'not sent', 'bad'),
        ...(conf.ok ? [] : [{ label: 'settings do not parse', value: '!', health: 'warn' as const }]),
      ];
    }
  }
}

function outboxFacts(messages: Iterable<{ readonly status: string; readonly attempts: number }>): Fact[] {
  let retrying = 0;
  let errors = 0;
  for (const message of messages) {
    if (message.status === 'ERROR') errors += 1;
    else if (message.attempts > 0) retrying += 1;
  }
  return [
    ...(retrying > 0 ? [{ label: 'waiting to be sent', value: String(retrying), health: 'warn' as const }] : []),
    ...(errors > 0 ? [{ label: 'refused', value: String(errors), health: 'warn' as const }] : []),
  ];
}

function worst(facts: readonly Fact[]): Health {
  return facts.some(({ health }) => health === 'bad')
    ? 'bad'
    : facts.some(({ health }) => health === 'warn')
      ? 'warn'
      : 'ok';
}
