import type { Micros } from '../../core/clock.ts';
import type { LinkFault as NetworkFault } from '../../network/link-fault.ts';
import { editKey } from '../../systems/host/edit-key.ts';
import { NTP_CONF } from '../../systems/host/machine-files.ts';
import { propertyIn } from '../../systems/host/properties.ts';
import type { Hospital } from '../hospital.ts';
import type { ClockFault, Fault, FileFault, LinkFault } from '../scenario/fault-schema.ts';
import { BrokenScenario } from './broken-scenario.ts';
import { mendRows, type RowBefore, spoilRows } from './row-fault.ts';
import { type TextChange, textChange, withoutChange } from './text-change.ts';

/** What taking a fault back must know. */
type Undo =
  | { readonly kind: 'file'; readonly changes: readonly TextChange[] }
  | { readonly kind: 'rows'; readonly rows: readonly RowBefore[] }
  | { readonly kind: 'none' };

/** A fault in force. */
export interface ActiveFault {
  readonly id: string;
  readonly since: Micros;
  readonly fault: Fault;
  readonly undo: Undo;
}

/** Brings faults into the hospital and takes them back. The hospital's systems do not know. */
export class FaultDesk {
  readonly #hospital: Hospital;

  constructor(hospital: Hospital) {
    this.#hospital = hospital;
    hospital.room.files.onDeploy = (host, path) => {
      this.#fileDeployed(host, path);
    };
  }

  get #active(): Hospital['director']['state']['faults'] {
    return this.#hospital.state.director.faults;
  }

  /** Throws BrokenScenario when the hospital has not what the fault is about. */
  apply(id: string, fault: Fault): void {
    const undo = this.#begin(id, fault);
    this.#active.put(id, { id, since: this.#hospital.room.kernel.now, fault, undo });
  }

  /** Takes a fault back as far as nobody else has changed the same place since. False: it is not in force. */
  remove(id: string): boolean {
    const active = this.#active.get(id);
    if (!active) return false;
    this.#active.delete(id);
    this.#end(id, active);
    return true;
  }

  #begin(id: string, fault: Fault): Undo {
    const { files, network } = this.#hospital.room;
    if ('path' in fault) return this.#changeFile(fault);
    if ('clock' in fault) return this.#changeFile(clockPatch(fault));
    if ('row' in fault) return { kind: 'rows', rows: spoilRows(this.#hospital, fault) };
    if ('link' in fault) {
      const { while: condition } = fault.link;
      if (condition && files.get(condition.host, condition.path) === undefined) {
        throw new BrokenScenario(`the fault waits on ${condition.host}:${condition.path}, which is not there`);
      }
      this.#holdLink(id, fault);
      return { kind: 'none' };
    }
    if (!network.state.hosts.update(fault.down, { up: false }))
      throw new BrokenScenario(`there is no host ${fault.down}`);
    return { kind: 'none' };
  }

  #end(id: string, { fault, undo }: ActiveFault): void {
    const { network } = this.#hospital.room;
    if ('path' in fault) this.#changeBack(fault, undo);
    else if ('clock' in fault) this.#changeBack(clockPatch(fault), undo);
    else if ('row' in fault) mendRows(this.#hospital, fault, undo.kind === 'rows' ? undo.rows : []);
    else if ('link' in fault) network.state.linkFaults.delete(id);
    else if (!this.#active.find((other) => 'down' in other.fault && other.fault.down === fault.down)) {
      network.state.hosts.update(fault.down, { up: true });
    }
  }

  #changeFile(fault: FileFault): Undo {
    const { host, path, author, note } = fault;
    const { files, journal } = this.#hospital.room;
    if (fault.install !== undefined) {
      if (files.get(host, path)) throw new BrokenScenario(`the fault installs ${host}:${path}, which is there already`);
      files.install(host, path, fault.install, author, note);
      journal.record({ kind: 'file', host, path, title: `${path} rev 1 saved by ${author}`, keys: {} });
    }
    let text = files.text(host, path);
    if (text === undefined) throw new BrokenScenario(`the fault names ${host}:${path}, which is not there`);
    const changes: TextChange[] = [];
    const change = (to: string): void => {
      const made = textChange(text ?? '', to);
      if (made) changes.push(made);
      text = to;
    };
    for (const { pointer, value } of fault.set ?? []) {
      const edit = editKey(path, text, pointer, value);
      if (!edit.ok) throw new BrokenScenario(`the fault cannot set ${pointer.join(' › ')} in ${path}: ${edit.message}`);
      change(edit.text);
    }
    for (const { find, with: put } of fault.replace ?? []) {
      if (!text.includes(find)) throw new BrokenScenario(`the fault does not find "${find}" in ${path}`);
      change(text.replace(find, () => put));
    }
    if (changes.length > 0 || fault.install === undefined) this.#putInService(host, path, text, author, note);
    return { kind: 'file', changes };
  }

  #changeBack({ host, path, author, note }: FileFault, undo: Undo): void {
    const text = this.#hospital.room.files.text(host, path);
    if (text === undefined || undo.kind !== 'file') return;
    // Last change first; what somebody has mended or changed otherwise stays as it is.
    const back = undo.changes.toReversed().reduce((now, change) => withoutChange(now, change) ?? now, text);
    if (back !== text) this.#putInService(host, path, back, author, `taken back: ${note}`);
  }

  #putInService(host: string, path: string, text: string, author: string, note: string): void {
    const { files } = this.#hospital.room;
    const saved = files.save(host, path, text, author, note);
    if (!saved.ok) throw new BrokenScenario(`${host}:${path} cannot be saved: ${saved.detail}`);
    files.deploy(host, path);
    this.#hospital.reload(host);
  }

  #holdLink(id: string, { link, flaw }: LinkFault): void {
    const { files, network } = this.#hospital.room;
    const { linkFaults } = network.state;
    const { from, to, port, every = 1, chance = 1, while: condition } = link;
    const said = condition && propertyIn(files.deployedText(condition.host, condition.path) ?? '', condition.key);
    const holds = !condition || (said !== undefined && condition.is.includes(said));
    if (!holds) linkFaults.delete(id);
    else if (!linkFaults.has(id)) {
      linkFaults.put(id, { id, from, to, port, flaw: inMicros(flaw), every, chance, seen: 0 });
    }
  }

  /** A flaw of a way may last only as long as a setting does. */
  #fileDeployed(host: string, path: string): void {
    for (const { id, fault } of this.#active.values()) {
      if (!('link' in fault)) continue;
      const { while: condition } = fault.link;
      if (condition?.host === host && condition.path === path) this.#holdLink(id, fault);
    }
  }
}

const clockPatch = ({ clock, ...rest }: ClockFault): FileFault => ({
  ...rest,
  host: clock.host,
  path: NTP_CONF,
  set: [
    { pointer: ['server'], value: 'none' },
    { pointer: ['drift.seconds'], value: String(clock.seconds) },
  ],
});

function inMicros(flaw: LinkFault['flaw']): NetworkFault['flaw'] {
  if (flaw.kind === 'delay' || flaw.kind === 'ack-late') {
    return { kind: flaw.kind, micros: Math.round(flaw.seconds * 1_000_000) };
  }
  return flaw;
}
