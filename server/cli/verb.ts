/** One verb of a command line; a file of the folder of its program, named in the program's table. */
export interface Verb {
  /** `copy IN OUT`: shown where the arguments do not fit. */
  readonly usage: string;
  /**
   * What standard output shall hold; bytes as they are, text with its line ends. `print` puts something there before the
   * end. Throws InputError or CommandError.
   */
  readonly run: (args: readonly string[], print: (text: string) => void) => Output | Promise<Output>;
}

export type Output = string | Uint8Array | undefined;

/** What the user gave cannot be used: the message is the one line they see on standard error, the exit code is 2. */
export class InputError extends Error {
  readonly exitCode: number = 2;
}

/** The arguments do not fit; the verb's usage is shown. */
export class UsageError extends InputError {}

/** The input was good and the work failed, at a peer for instance: one line and the exit code 1. */
export class CommandError extends InputError {
  override readonly exitCode: number = 1;
}

/** Exactly these arguments: `const [from, to] = take(args, 2)`. */
export function take(args: readonly string[], count: number): string[] {
  if (args.length !== count) throw new UsageError();
  return [...args];
}
