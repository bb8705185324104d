import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { describeProblem, type Parsed, type SettingsProblem } from '../host/properties.ts';

/** System analysts configure HIS and RIS; clinical users and interface analysts do not (hospital.md 4.6). */
const mayConfigure: readonly string[] = ['dkim', 'vendor1'];

/** The settings files of one application and what parses each of them. */
export class ServiceFiles {
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #readers: Readonly<Record<string, (text: string) => Parsed<unknown>>>;

  constructor(room: MachineRoom, host: string, readers: Readonly<Record<string, (text: string) => Parsed<unknown>>>) {
    this.#room = room;
    this.#host = host;
    this.#readers = readers;
  }

  /** What is in service: the deployed revision, or the last one before it that parses. */
  value<T>(path: string, read: (text: string) => Parsed<T>): T | undefined {
    const file = this.#room.files.get(this.#host, path);
    for (let revision = file?.deployed ?? 0; revision > 0; revision--) {
      const parsed = read(file?.versions[revision - 1]?.text ?? '');
      if (parsed.ok) return parsed.value;
    }
    return undefined;
  }

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this application's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    const parsed = this.#readers[path]?.(text);
    return parsed && (parsed.ok ? [] : parsed.problems);
  }

  /** Puts the text on disk in service, unless it does not parse: then the old revision stays. */
  deploy(path: string, user: string): UserResult<number> {
    const { files } = this.#room;
    if (!mayConfigure.includes(user)) {
      return { ok: false, code: 'NO_RIGHT', message: `${this.#host}: ${user} may not configure this server.` };
    }
    const text = files.text(this.#host, path);
    const problems = text === undefined ? undefined : this.check(path, text);
    if (!problems) return { ok: false, code: 'NO_SUCH_FILE', message: `${path} is no settings file of ${this.#host}.` };
    const [problem] = problems;
    if (problem) return { ok: false, code: 'DOES_NOT_PARSE', message: describeProblem(path, problem) };
    return { ok: true, value: files.deploy(this.#host, path) ?? 0 };
  }
}
