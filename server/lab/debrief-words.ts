import type { Conclusion } from '../contract/verdict.ts';
import type { JournalEvent } from '../network/journal.ts';
import { scannerHosts } from '../systems/modality/baseline-files.ts';
import { conclusionPickers } from './views/pickers.ts';
import { systemTitles } from './views/topology.ts';

/** Stands in a path for whichever scanners are concerned. */
const SCANNER = 'scanner';

/** What a person calls a host; a host nobody knows by its own name. */
export function hostInWords(host: string): string {
  return host === SCANNER ? 'Scanners' : (systemTitles[host]?.title ?? host);
}

/** The systems that one step of a path means. */
export function hostsOf(system: string): string[] {
  return system === SCANNER ? [...scannerHosts] : [system];
}

const hostWord = new RegExp(`\\b(?:${Object.keys(systemTitles).join('|')})\\b`, 'g');

/** A sentence with every host called by its name. */
export function withHostNames(text: string): string {
  return text.replaceAll(hostWord, hostInWords);
}

/** Rows of the tables that evidence may be. */
const rows: Readonly<Record<string, string>> = {
  mwl_item: 'a worklist entry',
  study: 'a study',
  order: 'an order',
  orders: 'an order',
  report: 'a report',
  result: 'a result',
  mpps: 'a performed procedure step',
  error_queue: 'a message in the error queue',
};

/** `a row of mwl_item at …` as `a worklist entry at …`; a table that has no name here keeps its own. */
export function withRowNames(text: string): string {
  return text.replaceAll(/\ba row of (\w+)/g, (whole, table: string) => rows[table] ?? whole);
}

/** `Engine → Channel SCHED_TO_MWL → OBR-18, accession number`, as the pickers say it; '' when nothing was chosen. */
export function placeInWords({ system, place, field }: Pick<Conclusion, 'system' | 'place' | 'field'>): string {
  const chosen = conclusionPickers.systems.find(({ id }) => id === system);
  const where = chosen?.places.find(({ id }) => id === place);
  const what = where?.fields.find(({ id }) => id === field);
  return [
    system === '' ? '' : hostInWords(system),
    place === '' ? '' : (where?.title ?? place),
    field === '' ? '' : (what?.title ?? field),
  ]
    .filter((part) => part !== '')
    .join(' → ');
}

/** `#2214 ORM^O01 NW, RIS → Engine`. */
export function eventInWords(event: JournalEvent): string {
  switch (event.kind) {
    case 'hl7':
    case 'dimse':
    case 'transport':
      return `#${event.id} ${event.title}, ${hostInWords(event.host)} → ${hostInWords(event.to)}`;
    case 'file':
      return `#${event.id} ${event.path} on ${hostInWords(event.host)}: ${event.title}`;
    case 'row':
      return `#${event.id} ${event.title}, ${hostInWords(event.host)}`;
    case 'action':
      return `#${event.id} what you did yourself`;
    default:
      return event satisfies never;
  }
}
