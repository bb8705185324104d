import type { Micros } from '../../core/clock.ts';
import type { Kernel } from '../../core/kernel.ts';
import type { History } from '../../core/state.ts';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** One line of a service's log: kept as a template and its arguments, made into text when read (kernel.md rule 9). */
export interface LogLine {
  readonly at: Micros;
  readonly host: string;
  /** File the line goes to, for example `/var/log/ngpacs/server.log`. */
  readonly path: string;
  readonly level: LogLevel;
  /** `{0}`, `{1}` … stand for the arguments. */
  readonly template: string;
  /** The arguments, one after the other with a unit separator between them: one string takes the room of many. */
  readonly args: string;
  /** Journal event that the line was written about; 0 when it followed from none. */
  readonly cause: number;
}

const SEPARATOR = '\u001f';

export interface LogState {
  readonly lines: History<LogLine>;
}

export function renderLogText(line: Pick<LogLine, 'template' | 'args'>): string {
  const args = line.args.split(SEPARATOR);
  return line.template.replaceAll(/\{(\d+)\}/g, (_, index: string) => args[Number(index)] ?? '');
}

export class Logs {
  readonly state: LogState;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, state: LogState) {
    this.#kernel = kernel;
    this.state = state;
  }

  write(host: string, path: string, level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    const { now, cause } = this.#kernel;
    this.state.lines.push({ at: now, host, path, level, template, args: packed(args), cause });
  }
}

function packed(args: readonly (string | number)[]): string {
  const [only = ''] = args;
  if (args.length === 1 && typeof only === 'string' && !only.includes(SEPARATOR)) return only;
  return args.map((arg) => String(arg).replaceAll(SEPARATOR, ' ')).join(SEPARATOR);
}
