import type { Micros } from '../../core/clock.ts';
import type { Kernel } from '../../core/kernel.ts';
import type { Table } from '../../core/state.ts';
import type { Journal } from '../../network/journal.ts';

/** One saved state of a file. Revisions count from 1 and are never removed. */
export interface FileVersion {
  readonly revision: number;
  readonly text: string;
  readonly author: string;
  readonly at: Micros;
  /** What the author wrote about the change. */
  readonly note: string;
}

/** A text file on a simulated host: the one home of a setting (DESIGN §3.4). */
export interface FileRow {
  readonly host: string;
  readonly path: string;
  /** Oldest first; the last is what is on disk. */
  readonly versions: readonly FileVersion[];
  /** Revision that the service runs with; lower than the last one means "saved, not deployed". */
  readonly deployed: number;
}

export interface FilesState {
  readonly files: Table<FileRow>;
}

const fileLimits = {
  /** Characters of one file. */
  size: 262_144,
  /** Saved versions of one file. */
  versions: 500,
} as const;

export type SaveResult =
  | { readonly ok: true; readonly revision: number }
  | {
      readonly ok: false;
      readonly code: 'no-such-file' | 'stale' | 'too-large' | 'too-many-versions';
      readonly detail: string;
    };

/** All hosts' files. */
export class Files {
  readonly state: FilesState;
  /** Told of each revision that goes into service. */
  onDeploy: ((host: string, path: string) => void) | undefined;
  readonly #kernel: Kernel;
  readonly #journal: Journal;

  constructor(kernel: Kernel, journal: Journal, state: FilesState) {
    this.#kernel = kernel;
    this.#journal = journal;
    this.state = state;
  }

  /** Puts a file in place, deployed, as the baseline does. */
  install(host: string, path: string, text: string, author = 'vendor1', note = 'installed'): void {
    const version: FileVersion = { revision: 1, text, author, at: this.#kernel.now, note };
    this.state.files.put(key(host, path), { host, path, versions: [version], deployed: 1 });
  }

  get(host: string, path: string): FileRow | undefined {
    return this.state.files.get(key(host, path));
  }

  list(host?: string): FileRow[] {
    return this.state.files.filter((file) => host === undefined || file.host === host);
  }

  /** The text on disk. */
  text(host: string, path: string): string | undefined {
    return this.get(host, path)?.versions.at(-1)?.text;
  }

  /** The text that the service runs with. */
  deployedText(host: string, path: string): string | undefined {
    const file = this.get(host, path);
    return file?.versions[file.deployed - 1]?.text;
  }

  /** Saves a new version. `basedOn` is the revision the author looked at; another one on disk is refused. */
  save(host: string, path: string, text: string, author: string, note: string, basedOn?: number): SaveResult {
    const file = this.get(host, path);
    if (!file) return { ok: false, code: 'no-such-file', detail: `${host}:${path}` };
    const revision = file.versions.length;
    if (basedOn !== undefined && basedOn !== revision) {
      const last = file.versions[revision - 1];
      return { ok: false, code: 'stale', detail: `revision ${revision} by ${last?.author ?? '?'} came first` };
    }
    if (text.length > fileLimits.size) return { ok: false, code: 'too-large', detail: `${text.length} characters` };
    if (revision >= fileLimits.versions)
      return { ok: false, code: 'too-many-versions', detail: `${revision} versions` };
    const version: FileVersion = { revision: revision + 1, text, author, at: this.#kernel.now, note };
    this.state.files.put(key(host, path), { ...file, versions: [...file.versions, version] });
    this.#journal.record({
      kind: 'file',
      host,
      path,
      title: `${path} rev ${version.revision} saved by ${author}`,
      keys: {},
    });
    return { ok: true, revision: version.revision };
  }

  /** Marks the last saved version as the one in service. The service re-reads its text by `deployedText`. */
  deploy(host: string, path: string): number | undefined {
    const file = this.get(host, path);
    if (!file) return undefined;
    const revision = file.versions.length;
    if (file.deployed !== revision) {
      this.state.files.put(key(host, path), { ...file, deployed: revision });
      this.#journal.record({ kind: 'file', host, path, title: `${path} rev ${revision} in service`, keys: {} });
      this.onDeploy?.(host, path);
    }
    return revision;
  }
}

function key(host: string, path: string): string {
  return `${host}:${path}`;
}
