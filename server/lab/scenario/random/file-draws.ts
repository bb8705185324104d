import type { LearnerAction } from '../../../contract/action.ts';
import type { RandomStream } from '../../../core/random.ts';
import type { FileRow } from '../../../systems/host/files.ts';
import type { Hospital } from '../../hospital.ts';
import { engineView } from '../../views/engine.ts';
import { anotherValue, changedText, properties } from './changed-text.ts';

type FileAction = Extract<LearnerAction, { kind: 'save-file' | 'set-key' | 'restore-file' | 'deploy' }>;

const note = 'tried at random';
const textOf = (file: FileRow): string => file.versions.at(-1)?.text ?? '';

/** Hosts whose users' files are drawn from: those that the ticket lets the learner change. */
export type Reach = (host: string) => boolean;

const filesIn = ({ room }: Hospital, within: Reach): FileRow[] => room.files.list().filter(({ host }) => within(host));

export function drawSave(hospital: Hospital, within: Reach, random: RandomStream): FileAction | undefined {
  const files = filesIn(hospital, within);
  if (files.length === 0) return undefined;
  const file = random.pick(files);
  const text = changedText(textOf(file), random);
  return { kind: 'save-file', host: file.host, path: file.path, text, note };
}

/** Opens any file; where it has earlier versions, the page offers to restore them. */
export function drawRestore(hospital: Hospital, within: Reach, random: RandomStream): FileAction | undefined {
  const files = filesIn(hospital, within);
  if (files.length === 0) return undefined;
  const { host, path, versions } = random.pick(files);
  if (versions.length === 1) return undefined;
  return { kind: 'restore-file', host, path, revision: random.integer(1, versions.length - 1) };
}

/** Mostly what is saved and not in service. */
export function drawDeploy(hospital: Hospital, within: Reach, random: RandomStream): FileAction | undefined {
  const files = filesIn(hospital, within);
  const waiting = files.filter(({ deployed, versions }) => deployed < versions.length);
  const from = waiting.length > 0 && random.chance(0.8) ? waiting : files;
  if (from.length === 0) return undefined;
  const { host, path } = random.pick(from);
  return { kind: 'deploy', host, path };
}

/** A key of a rule, a cell of a lookup, or a line of a settings file, as the forms change them. */
export function drawSetKey(hospital: Hospital, within: Reach, random: RandomStream): FileAction | undefined {
  const draws = random.shuffle([ruleKey, ruleKey, lookupCell, lookupCell, property]);
  for (const draw of draws) {
    const found = draw(hospital, within, random);
    if (found) return { kind: 'set-key', ...found, note };
  }
  return undefined;
}

type Change = Pick<Extract<FileAction, { kind: 'set-key' }>, 'host' | 'path' | 'pointer' | 'value'>;

function ruleKey(hospital: Hospital, within: Reach, random: RandomStream): Change | undefined {
  const sets = engineView(hospital).ruleSets.filter(({ host, rules }) => within(host) && rules.length > 0);
  if (sets.length === 0) return undefined;
  const { host, path, rules } = random.pick(sets);
  const rule = random.pick(rules);
  const written = rules.flatMap(({ from231, from251 }) => [from231, from251]).filter((each) => /^[\w.-]+$/.test(each));
  const paths = written.length > 0 ? written : ['PID-3', 'ORC-2.1'];
  const at = (...keys: string[]): (string | number)[] => [...rule.pointer, ...keys];
  switch (random.integer(0, 5)) {
    case 0:
      return { host, path, pointer: at('default'), value: random.pick(['hold', 'UNKNOWN', '']) };
    case 1:
      return { host, path, pointer: at('when'), value: `${random.pick(paths)} valued` };
    case 2:
      return { host, path, pointer: at('function'), value: random.pick(rules).function };
    case 3:
      return { host, path, pointer: rule.pointer.slice(), value: null };
    default: {
      const value = random.pick(paths);
      return { host, path, pointer: rule.sameSource ? at('from') : at('from', random.pick(['2.3.1', '2.5.1'])), value };
    }
  }
}

function lookupCell(hospital: Hospital, within: Reach, random: RandomStream): Change | undefined {
  if (!within('eng01')) return undefined;
  const { host, path, columns, rows } = random.pick(engineView(hospital).lookups);
  if (rows.length === 0) return undefined;
  const row = random.pick(rows);
  const key = row[0] ?? '';
  if (random.chance(0.15)) return { host, path, pointer: [key], value: null };
  const column = random.integer(1, columns.length - 1);
  const others = rows.map((each) => each[column] ?? '');
  const name = columns[column] ?? '';
  const newKey = random.chance(0.15) ? anotherValue(key, [], random) : key;
  return { host, path, pointer: [newKey, name], value: anotherValue(row[column] ?? '', others, random) };
}

function property(hospital: Hospital, within: Reach, random: RandomStream): Change | undefined {
  const files = filesIn(hospital, within).filter((file) => properties(textOf(file)).length > 0);
  if (files.length === 0) return undefined;
  const file = random.pick(files);
  const keys = properties(textOf(file));
  const { key, value } = random.pick(keys);
  const others = keys.map((each) => each.value);
  return { host: file.host, path: file.path, pointer: [key], value: anotherValue(value, others, random) };
}
