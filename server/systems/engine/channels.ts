import type { FileRow } from '../host/files.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { type ChannelFile, readChannelFile } from '../mapping/channel-file.ts';
import type { MappingIssue } from '../mapping/issue.ts';
import { type LookupTable, readLookup } from '../mapping/lookup-table.ts';
import { checkTables } from '../mapping/read-rules.ts';
import { textParameter } from '../mapping/rule-parameters.ts';

const CHANNELS = '/opt/engine/channels/';
const LOOKUPS = '/opt/engine/lookup/';

export const isChannelPath = (path: string): boolean => path.startsWith(CHANNELS) && path.endsWith('.yaml');
export const isLookupPath = (path: string): boolean => path.startsWith(LOOKUPS) && path.endsWith('.csv');

interface Seen {
  readonly writes: number;
  readonly channels: readonly ChannelFile[];
  readonly tables: ReadonlyMap<string, LookupTable>;
}

/** The engine's files, in service or on disk. Parsed forms are remembered by text, so asking is cheap. */
export class ChannelFiles {
  readonly #room: MachineRoom;
  readonly #host: string;
  /** What the files made at the last look, good until a file changes anywhere. */
  #seen: Seen;

  constructor(room: MachineRoom, host: string) {
    this.#room = room;
    this.#host = host;
    this.#seen = { writes: -1, channels: [], tables: new Map() };
  }

  #look(): Seen {
    const { writes } = this.#room.files.state.files;
    if (this.#seen.writes !== writes)
      this.#seen = { writes, channels: this.#readChannels(), tables: this.#readTables() };
    return this.#seen;
  }

  /** Channels in service, those that can't be read left out. */
  channels(): readonly ChannelFile[] {
    return this.#look().channels;
  }

  #readChannels(): ChannelFile[] {
    return this.#files(isChannelPath)
      .map((file) => readChannelFile(file.path, this.#deployed(file)))
      .filter((channel) => channel.issues.length === 0);
  }

  /** Tables in service by name. */
  tables(): ReadonlyMap<string, LookupTable> {
    return this.#look().tables;
  }

  #readTables(): ReadonlyMap<string, LookupTable> {
    return new Map(
      this.#files(isLookupPath).map((file): [string, LookupTable] => {
        const table = readLookup(file.path, this.#deployed(file));
        return [table.name, table];
      }),
    );
  }

  /** Why a text can't be put into service under this path. */
  problemsOf(path: string, text: string): readonly MappingIssue[] {
    if (isChannelPath(path)) {
      const channel = readChannelFile(path, text);
      const tables = this.tables();
      const used = new Set(
        channel.destinations.flatMap(({ rules }) => rules.map(({ parameters }) => textParameter(parameters, 'table'))),
      );
      return [
        ...channel.issues,
        ...channel.destinations.flatMap((destination) => checkTables(path, destination.rules, tables)),
        ...[...tables.values()].filter((table) => used.has(table.name)).flatMap((table) => table.issues),
        ...this.#nameConflicts(channel),
      ];
    }
    if (isLookupPath(path)) {
      const table = readLookup(path, text);
      const tables = new Map([...this.tables(), [table.name, table] as const]);
      const users = this.channels().flatMap((channel) =>
        channel.destinations.flatMap((destination) => checkTables(channel.file, destination.rules, tables)),
      );
      return [...table.issues, ...(table.issues.length === 0 ? users : [])];
    }
    return [];
  }

  /** Two channels of one name can't be told apart. */
  #nameConflicts(channel: ChannelFile): MappingIssue[] {
    const other = this.channels().find((each) => each.file !== channel.file && each.name === channel.name);
    if (!other || channel.name === '') return [];
    return [
      { file: channel.file, line: 1, found: `channel ${channel.name}`, expected: `another name: ${other.file} has it` },
    ];
  }

  #files(is: (path: string) => boolean): FileRow[] {
    return this.#room.files.list(this.#host).filter((file) => is(file.path));
  }

  #deployed(file: FileRow): string {
    return file.versions[file.deployed - 1]?.text ?? '';
  }
}
