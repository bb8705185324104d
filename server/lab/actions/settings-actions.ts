import type { FileView } from '../../contract/hospital.ts';
import type { LearnerAction } from '../../contract/action.ts';
import { editKey } from '../../systems/host/edit-key.ts';
import type { UserResult } from '../../systems/host/hospital.ts';
import { checkMachineFile } from '../../systems/host/machine-files.ts';
import { excerpt } from '../../systems/host/excerpt.ts';
import { describeProblem } from '../../systems/host/properties.ts';
import type { Hospital } from '../hospital.ts';
import { type Done, fromUser, told } from './outcome.ts';

export type SettingsAction = Extract<LearnerAction, { kind: 'save-file' | 'set-key' | 'restore-file' | 'deploy' }>;

/** Who may change the files of a host (hospital.md 4.6). */
const owners: Readonly<Record<string, readonly string[]>> = {
  his01: ['dkim', 'vendor1'],
  ris01: ['dkim', 'vendor1'],
  eng01: ['ianders', 'vendor1'],
  mwl01: ['ianders', 'vendor1'],
  pacs01: ['pgreen', 'vendor1'],
  vna01: ['pgreen', 'vendor1'],
  rep01: ['dkim', 'vendor1'],
  emr01: ['dkim', 'vendor1'],
};
const scannerOwners = ['biomed1', 'vendor1'];

/** Saves, edits, restores and deploys a settings file as a user of the host would. */
export function changeSettings(
  hospital: Hospital,
  action: SettingsAction,
  user: string,
  basedOn: number | undefined,
): Done {
  const { files } = hospital.room;
  const { host, path } = action;
  const allowed = hospital.scanners.has(host) ? scannerOwners : (owners[host] ?? []);
  if (!allowed.includes(user)) return told(false, `${host}: permission denied for ${user}.`, 'not-permitted');
  const file = files.get(host, path);
  if (!file) return told(false, `There is no ${path} on ${host}.`, 'gone');
  const save = (text: string, note: string): Done =>
    fromFiles(
      files.save(host, path, text, user, note, basedOn),
      (revision) => `Saved as revision ${revision}, not deployed.`,
    );
  switch (action.kind) {
    case 'save-file':
      return save(action.text, action.note);
    case 'set-key': {
      const text = file.versions.at(-1)?.text ?? '';
      const edit = editKey(path, text, action.pointer, action.value);
      if (!edit.ok) return told(false, edit.message, 'no-such-key');
      return save(edit.text, action.note);
    }
    case 'restore-file': {
      const version = file.versions[action.revision - 1];
      if (!version) return told(false, `There is no revision ${action.revision} of ${path}.`, 'gone');
      return save(version.text, `revision ${action.revision} restored`);
    }
    case 'deploy':
      return deploy(hospital, host, path, user);
    default:
      return action satisfies never;
  }
}

function deploy(hospital: Hospital, host: string, path: string, user: string): Done {
  const done = (result: UserResult<number>): Done =>
    fromUser(result, (revision) => `Revision ${revision} is in service.`);
  const problems = checkMachineFile(path, hospital.room.files.text(host, path) ?? '');
  if (problems) {
    const [problem] = problems;
    if (problem) return told(false, describeProblem(path, problem), 'does-not-parse');
    return told(true, `Revision ${hospital.room.files.deploy(host, path)} is in service.`);
  }
  switch (host) {
    case 'his01':
      return done(hospital.his.deploy(path, user));
    case 'ris01':
      return done(hospital.ris.deploy(path, user));
    case 'eng01':
      return fromUser(hospital.engine.deploy(user, path), ({ revision }) => `Revision ${revision} is in service.`);
    case 'mwl01':
      return done(hospital.worklist.deploy(path, user));
    case 'pacs01':
      return done(hospital.pacs.deploy(path, user));
    case 'vna01':
      return done(hospital.vna.deploy(path, user));
    case 'rep01':
      return done(hospital.reporting.deploy(path, user));
    case 'emr01':
      return done(hospital.emr.deploy(path, user));
    default: {
      const scanner = hospital.scanner(host);
      return scanner ? done(scanner.deploy(path, user)) : told(false, `Nothing on ${host} reads ${path}.`, 'gone');
    }
  }
}

/** Why this text would be refused at deploy: for the page, before anything is tried. */
export function problemsOf(hospital: Hospital, host: string, path: string, text: string): FileView['problems'] {
  const worded = (
    problems: readonly { line: number; found: string; expected: string }[] | undefined,
  ): FileView['problems'] =>
    (problems ?? []).map(({ line, found, expected }) => ({
      line,
      message: `found ${excerpt(found)}, expected ${expected}`,
    }));
  const ofMachine = checkMachineFile(path, text);
  if (ofMachine) return worded(ofMachine);
  switch (host) {
    case 'his01':
      return worded(hospital.his.check(path, text));
    case 'ris01':
      return worded(hospital.ris.check(path, text));
    case 'eng01':
      return worded(hospital.engine.problemsOf(path, text));
    case 'mwl01':
      return worded(hospital.worklist.check(path, text));
    case 'pacs01':
      return worded(hospital.pacs.check(path, text));
    case 'vna01':
      return worded(hospital.vna.check(path, text));
    case 'rep01':
      return worded(hospital.reporting.check(path, text));
    case 'emr01':
      return worded(hospital.emr.check(path, text));
    default:
      return worded(hospital.scanner(host)?.check(path, text));
  }
}

function fromFiles(result: ReturnType<Hospital['room']['files']['save']>, message: (revision: number) => string): Done {
  if (result.ok) return told(true, message(result.revision));
  const words: Record<typeof result.code, string> = {
    'no-such-file': 'The file is gone.',
    stale: `Not saved: ${result.detail}. Look at it and try again.`,
    'too-large': `Not saved: the file is too large (${result.detail}).`,
    'too-many-versions': `Not saved: ${result.detail} already.`,
  };
  return told(false, words[result.code], result.code);
}
