import { writeSync } from 'node:fs';
import { InputError, UsageError } from './verb.ts';
import type { Output, Verb } from './verb.ts';

/**
 * A command line `<program> <verb> …`: standard output holds only the result. Exit code 2 and one line on standard error:
 * the arguments or a file cannot be used; exit code 1: the work itself failed. A verb is loaded when it is asked for, so
 * that it starts no slower for what the others need.
 */
export async function runVerbs(program: string, verbs: Readonly<Record<string, () => Promise<Verb>>>): Promise<void> {
  try {
    const result = await run(program, verbs, process.argv.slice(2));
    if (result !== undefined) writeAll(1, typeof result === 'string' ? new TextEncoder().encode(result) : result);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    writeAll(2, new TextEncoder().encode(`${oneLine(error.message)}\n`));
    process.exitCode = error.exitCode;
  }
}

async function run(
  program: string,
  verbs: Readonly<Record<string, () => Promise<Verb>>>,
  [name = '', ...args]: readonly string[],
): Promise<Output> {
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (!load) throw new InputError(`usage: ${program} ${Object.keys(verbs).join('|')} …`);
  const verb = await load();
  try {
    return await verb.run(args, (text) => writeAll(1, new TextEncoder().encode(text)));
  } catch (error) {
    if (error instanceof UsageError) throw new InputError(`usage: ${program} ${verb.usage}`);
    throw error;
  }
}

/** Names come from files and may hold anything. */
export function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '?');
}

/** `process.stdout.write` may not be done when the process ends, so the bytes go out here, whole. */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      // The reader went away (`| head`): nothing is left to do. A full pipe: try again.
      if (error.code === 'EPIPE') return;
      if (error.code === 'EAGAIN') continue;
      if (descriptor !== 1) throw error;
      throw new InputError(`standard output: cannot be written (${String(error.code)})`);
    }
  }
}
