import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { issueText } from '../mapping/issue.ts';
import { textParameter } from '../mapping/rule-parameters.ts';
import { type ChannelFiles, isChannelPath, isLookupPath } from './channels.ts';
import type { EngineLog } from './engine-log.ts';
import { notPermitted } from './rights.ts';

/** Puts channels and lookups into service. The version in service goes on when the new text cannot be. */
export class Deployment {
  readonly #room: MachineRoom;
  readonly #host: string;
  readonly #files: ChannelFiles;
  readonly #log: EngineLog;
  readonly #inService: () => void;

  /** `inService` is called after each file that went into service. */
  constructor(room: MachineRoom, host: string, files: ChannelFiles, log: EngineLog, inService: () => void) {
    this.#room = room;
    this.#host = host;
    this.#files = files;
    this.#log = log;
    this.#inService = inService;
  }

  /** Puts the saved text of a channel or lookup into service; refused with file, line and what was expected. */
  deploy(user: string, path: string): UserResult<{ readonly revision: number }> {
    const refusal = notPermitted(user, 'deploy');
    if (refusal) return refusal;
    const text = this.#room.files.text(this.#host, path);
    if (text === undefined || !(isChannelPath(path) || isLookupPath(path))) {
      return { ok: false, code: 'no-such-file', message: `${this.#host} has no file ${path}` };
    }
    const problems = this.#files.problemsOf(path, text);
    const [problem] = problems;
    if (problem) {
      const list = problems.slice(0, 5).map(issueText).join('\n');
      this.#log.write('ERROR', 'deploy of {0} by {1} refused: {2}', path, user, issueText(problem));
      return { ok: false, code: 'does-not-parse', message: `Not deployed, the version in service goes on.\n${list}` };
    }
    const before = this.#room.files.get(this.#host, path)?.deployed ?? 0;
    const revision = this.#room.files.deploy(this.#host, path) ?? before;
    this.#inService();
    this.#log.audit(user, 'deploy', path, String(before), String(revision));
    this.#log.write('INFO', '{0} rev {1} in service, deployed by {2}', path, revision, user);
    return { ok: true, value: { revision } };
  }

  /** Restarts a channel: its lookups and the channel itself as they are saved. */
  deployChannel(user: string, name: string): UserResult<{ readonly revision: number }> {
    const files = this.#room.files.list(this.#host);
    const channel = this.#files.channels().find((each) => each.name === name);
    if (!channel) return { ok: false, code: 'no-such-channel', message: `${this.#host} has no channel ${name}` };
    const used = new Set(
      channel.destinations.flatMap(({ rules }) => rules.map(({ parameters }) => textParameter(parameters, 'table'))),
    );
    const tables = files.filter(({ path, deployed, versions }) => {
      const table = isLookupPath(path) ? path.slice(path.lastIndexOf('/') + 1, -4) : '';
      return used.has(table) && deployed !== versions.length;
    });
    for (const { path } of tables) {
      const deployed = this.deploy(user, path);
      if (!deployed.ok) return deployed;
    }
    return this.deploy(user, channel.file);
  }
}
