import { findTag } from '../../../protocols/dicom/dictionary.ts';
import { parseTag } from '../../../protocols/dicom/tag.ts';
import { editKey } from '../../../systems/host/edit-key.ts';
import { NTP_CONF } from '../../../systems/host/machine-files.ts';
import { propertyIn } from '../../../systems/host/properties.ts';
import type { Speech } from '../../../network/network.ts';
import { mayEdit } from '../../../systems/worklist/rights.ts';
import { rowColumns } from '../../faults/row-fault.ts';
import type { Hospital } from '../../hospital.ts';
import { BEGINS, moment } from '../course.ts';
import type { Fault, FileFault, LinkFault, RowFault } from '../fault-schema.ts';
import { oneOf, type Problem } from './problem.ts';

/** Orders and patients that the script makes, with the moment at which they are there. */
export interface Script {
  readonly orders: ReadonlyMap<string, number>;
  readonly patients: ReadonlyMap<string, number>;
}

const LAB_HOURS = 72;
const lastMoment = BEGINS + LAB_HOURS * 3_600_000_000;

/**
 * What faults name and the hospital does not have. `hospital` is looked at only; faults of one file are tried one after
 * the other, as they will come.
 */
export function faultProblems(faults: readonly Fault[], hospital: Hospital, script: Script): Problem[] {
  const problems: Problem[] = [];
  const texts = new Map<string, string>();
  const ids = new Set<string>();
  const inTime = [...faults.entries()].sort(([, a], [, b]) => (moment(a.at) ?? 0) - (moment(b.at) ?? 0));
  for (const [index, fault] of inTime) {
    const tell = (message: string, ...path: readonly (string | number)[]): void => {
      problems.push({ path: ['faults', index, ...path], message });
    };
    const { id, at, until } = fault;
    if (id !== undefined && ids.has(id)) tell(`another fault has the id "${id}"; give this one its own`, 'id');
    if (id !== undefined) ids.add(id);
    const [from, to] = [moment(at), until === undefined ? undefined : moment(until)];
    if (from === undefined || from < BEGINS)
      tell(`"${at}" is before the hospital begins, at -1 22:00; let it begin later`, 'at');
    else if (to !== undefined && to <= from)
      tell(`ends at ${until ?? ''}, not after it begins at ${at}; give a later "until"`, 'until');
    else if ((to ?? from) > lastMoment) tell(`is later than the lab's ${LAB_HOURS} hours`, 'at');
    named(fault, hospital, texts, script, from ?? 0, tell);
  }
  return problems;
}

/** What one fault names and the hospital does not have as it stands, in words. */
export function namedProblems(fault: Fault, hospital: Hospital, script: Script): string[] {
  const messages: string[] = [];
  named(fault, hospital, new Map(), script, 0, (message, ...path) => {
    messages.push(path.length === 0 ? message : `${path.join('.')}: ${message}`);
  });
  return messages;
}

function named(
  fault: Fault,
  hospital: Hospital,
  texts: Map<string, string>,
  script: Script,
  from: number,
  tell: Tell,
): void {
  if ('path' in fault) filePatch(fault, hospital, texts, tell);
  else if ('link' in fault) link(fault, hospital, texts, tell);
  else if ('row' in fault) row(fault, script, from, tell);
  else if ('clock' in fault) {
    const { host } = fault.clock;
    const known = hospital.room.files.list().flatMap((file) => (file.path === NTP_CONF ? [file.host] : []));
    if (!known.includes(host)) tell(`${host} has no clock of its own; ${oneOf(known)}`, 'clock', 'host');
  } else {
    hostNamed(fault.down, hospital, (message) => {
      tell(message, 'down');
    });
  }
}

type Tell = (message: string, ...path: readonly (string | number)[]) => void;

function hostNamed(name: string, { room }: Hospital, tell: Tell): boolean {
  const { hosts } = room.network.state;
  if (hosts.has(name)) return true;
  tell(`there is no host ${name}; ${oneOf([...hosts.values()].map((host) => host.name))}`);
  return false;
}

function filePatch(fault: FileFault, hospital: Hospital, texts: Map<string, string>, tell: Tell): void {
  const { host, path, install, set = [], replace = [] } = fault;
  if (
    !hostNamed(host, hospital, (message) => {
      tell(message, 'host');
    })
  )
    return;
  const key = `${host}:${path}`;
  const there = texts.get(key) ?? hospital.room.files.text(host, path);
  if (install === undefined && set.length === 0 && replace.length === 0)
    tell('changes nothing; give set, replace or install');
  if (install !== undefined && there !== undefined)
    tell(`${key} is there already; leave out install and use set or replace`, 'install');
  let text = install ?? there;
  if (text === undefined) {
    const paths = hospital.room.files.list(host).map((file) => file.path);
    tell(`there is no ${path} on ${host}; ${oneOf(paths)}`, 'path');
    return;
  }
  for (const [index, { pointer, value }] of set.entries()) {
    const edit = editKey(path, text, pointer, value);
    if (edit.ok) text = edit.text;
    else tell(`cannot set ${pointer.join(' › ')} in ${key}: ${edit.message}`, 'set', index, 'pointer');
  }
  for (const [index, { find, with: put }] of replace.entries()) {
    if (text.includes(find)) text = text.replace(find, () => put);
    else tell(`"${find}" does not stand in ${key}; copy it from the file as it is`, 'replace', index, 'find');
  }
  texts.set(key, text);
}

function link(
  { link: { from, to, port, while: condition }, flaw }: LinkFault,
  hospital: Hospital,
  texts: ReadonlyMap<string, string>,
  tell: Tell,
): void {
  const { files, network } = hospital.room;
  if (from !== undefined)
    hostNamed(from, hospital, (message) => {
      tell(message, 'link', 'from');
    });
  const known = hostNamed(to, hospital, (message) => {
    tell(message, 'link', 'to');
  });
  if (known && port !== undefined && !network.isListening(to, port)) {
    const ports = network.ports(to).join(', ');
    tell(
      ports === '' ? `nothing listens on ${to}` : `nothing listens on ${to}:${port}; its ports are ${ports}`,
      'link',
      'port',
    );
  }
  if (known) unspoken(flaw.kind, to, port, network, tell);
  if (!condition) return;
  const { host, path, key } = condition;
  const text = texts.get(`${host}:${path}`) ?? files.text(host, path);
  if (text === undefined) tell(`there is no ${path} on ${host}`, 'link', 'while', 'path');
  else if (propertyIn(text, key) === undefined) tell(`${path} on ${host} has no ${key}`, 'link', 'while', 'key');
}

/** Flaws of what is said, and not of the way: the other protocol has no such words. */
const speechOf: Partial<Record<LinkFault['flaw']['kind'], Speech>> = {
  abort: 'DICOM',
  'line-feed': 'HL7',
  'ack-late': 'HL7',
  'ack-wrong': 'HL7',
  'ack-missing': 'HL7',
};

function unspoken(
  kind: LinkFault['flaw']['kind'],
  host: string,
  port: number | undefined,
  network: Hospital['room']['network'],
  tell: Tell,
): void {
  const speech = speechOf[kind];
  if (speech === undefined) return;
  const ports = network.ports(host);
  const fit = ports.filter((each) => network.speechOf(host, each) === speech);
  // Without a port: an acknowledgement is never met where DICOM is spoken, but an A-ABORT would be put among the frames.
  const isFit = speech === 'HL7' ? fit.length > 0 : fit.length === ports.length;
  if (port === undefined ? isFit : fit.includes(port) || !ports.includes(port)) return;
  const where = fit.length === 0 ? `${host} has no such port` : `its ports on ${host} are ${fit.join(', ')}`;
  tell(`${kind} is a flaw of ${speech}; ${where}`, 'link', 'port');
}

function row(
  { row: { table, order, patient, set }, author }: RowFault,
  script: Script,
  from: number,
  tell: Tell,
): void {
  if ((order === undefined) === (patient === undefined))
    tell('name an order or a patient of the script, one of them', 'row');
  const wanted = [
    ['order', order, script.orders],
    ['patient', patient, script.patients],
  ] as const;
  for (const [what, name, known] of wanted) {
    if (name === undefined) continue;
    const since = known.get(name);
    if (since === undefined) tell(`the script has no ${what} ${name}; ${oneOf(known.keys())}`, 'row', what);
    else if (since >= from) tell(`the script makes ${what} ${name} only later; let the fault begin after it`, 'at');
  }
  for (const column of Object.keys(set)) {
    if (table === 'mwl_item') {
      if ((parseTag(column) ?? findTag(column)) === undefined)
        tell(`${column} is no DICOM attribute; write it as (gggg,eeee)`, 'row', 'set', column);
    } else if (!rowColumns[table].includes(column)) {
      tell(`${table} has no column ${column} that can be set; ${oneOf(rowColumns[table])}`, 'row', 'set', column);
    }
  }
  if (table === 'mwl_item' && !mayEdit.includes(author))
    tell(`${author} may not change worklist entries; ${oneOf(mayEdit)}`, 'author');
}
