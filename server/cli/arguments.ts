import { parseArgs } from 'node:util';
import type { ParseArgsOptionsConfig } from 'node:util';
import { InputError, UsageError } from './verb.ts';

type Arguments<Options extends ParseArgsOptionsConfig> = ReturnType<
  typeof parseArgs<{ args: string[]; options: Options; allowPositionals: true }>
>;

/** Options and what stands between them, as `parseArgs` of Node has it; the verb's usage for what does not fit. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
): Arguments<Options> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // ERR_PARSE_ARGS_UNKNOWN_OPTION and its kin.
    if (error instanceof TypeError) throw new UsageError();
    throw error;
  }
}

/** A number in digits; `name` as the user writes it, `--seed`. */
export function whole(name: string, text: string, low: number, high: number): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < low || number > high)
    throw new InputError(`${name} takes a whole number from ${low} to ${high}`);
  return number;
}
