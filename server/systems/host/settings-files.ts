import type { MachineRoom, UserResult } from './hospital.ts';
import { describeProblem, type Parsed, type SettingsProblem } from './properties.ts';

/** What reads each settings file, by path. */
export type SettingsReaders = Readonly<Record<string, (text: string) => Parsed<unknown>>>;

/** An application and who may configure it (hospital.md 4.6). */
export interface ConfiguredApplication {
  readonly host: string;
  /** What it calls itself where it is asked for a file that is none of its own; by default its host. */
  readonly name?: string;
  readonly configurers: readonly string[];
  /** Its own words to anybody else. */
  readonly refusal: (user: string) => string;
  readonly readers: SettingsReaders;
}

/** Checks the settings files of one application and puts them in service; see `settingInService` for what they say. */
export class SettingsFiles {
  readonly #files: MachineRoom['files'];
  readonly #application: ConfiguredApplication;

  constructor({ files }: Pick<MachineRoom, 'files'>, application: ConfiguredApplication) {
    this.#files = files;
    this.#application = application;
  }

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this application's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    const parsed = this.#application.readers[path]?.(text);
    return parsed && (parsed.ok ? [] : parsed.problems);
  }

  /** Why texts that are deployed do not parse; an older revision of theirs is in service. */
  problems(): readonly string[] {
    const { host, readers } = this.#application;
    return Object.entries(readers).flatMap(([path, read]) => {
      const parsed = read(this.#files.deployedText(host, path) ?? '');
      return parsed.ok ? [] : parsed.problems.map((problem) => describeProblem(path, problem));
    });
  }

  /** Puts the text on disk in service; its revision. A text that does not parse is refused: the old revision stays. */
  deploy(path: string, user: string): UserResult<number> {
    const { host, name = host, configurers, refusal } = this.#application;
    if (!configurers.includes(user)) return { ok: false, code: 'not-permitted', message: refusal(user) };
    const text = this.#files.text(host, path);
    const problems = text === undefined ? undefined : this.check(path, text);
    if (!problems) return { ok: false, code: 'no-such-file', message: `${path} is no settings file of ${name}.` };
    const [problem] = problems;
    if (problem) return { ok: false, code: 'does-not-parse', message: describeProblem(path, problem) };
    return { ok: true, value: this.#files.deploy(host, path) ?? 0 };
  }
}
