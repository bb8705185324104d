/**
 * `npm run --silent hl7 -- read FILE [PATH…] | segments FILE | set FILE PATH VALUE | copy FILE | check FILE`
 *
 * Standard output holds only the result. Exit code 2 and one line on standard error: the file cannot be read or is not
 * HL7, a path is not one, the value cannot be written, or the command is not known.
 */
import { readFileSync, statSync } from 'node:fs';
import { HL7_LIMITS } from '../protocols/hl7/limits.ts';
import { Hl7Message, type FieldRead } from '../protocols/hl7/message.ts';
import { parseHl7Path } from '../protocols/hl7/path.ts';
import { validate } from '../protocols/hl7/validate.ts';
import { valuedFields } from '../protocols/hl7/walk.ts';
import { oneLine, runVerbs } from './run-verbs.ts';
import { InputError, type Output, UsageError, type Verb } from './verb.ts';

function load(file: string): Hl7Message {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > HL7_LIMITS.messageBytes)
      throw new InputError(`${file}: larger than ${String(HL7_LIMITS.messageBytes)} bytes`);
    bytes = new Uint8Array(readFileSync(file));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(
      `${file}: cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown error'})`,
    );
  }
  const message = Hl7Message.read(bytes);
  if (message.status === 'reject') {
    throw new InputError(`${file}: not HL7 (${message.diagnostics.map(({ code }) => code).join(', ')})`);
  }
  return message;
}

function readings(message: Hl7Message, paths: readonly string[]): Record<string, object> {
  const entries =
    paths.length === 0
      ? valuedFields(message).map(({ path, read }) => [path, shown(read)] as const)
      : paths.map((path) => [requirePath(path), shown(message.get(path))] as const);
  return Object.fromEntries(entries);
}

function shown({ raw, value, state, rawHex }: FieldRead): object {
  return { raw, value, state, ...(rawHex === undefined ? {} : { rawHex }) };
}

function set(message: Hl7Message, path: string, value: string): Uint8Array {
  const result = message.edit(requirePath(path), value);
  if (result.ok) return result.message.bytes;
  const { code, found } = result.problem;
  throw new InputError(`${path}: ${code}${found === undefined ? '' : ` (${found})`}`);
}

function requirePath(path: string): string {
  if ('error' in parseHl7Path(path)) throw new InputError(`${path}: not a path such as PID-3[2].4.1`);
  return path;
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** A verb that reads FILE and is given what stands behind it. */
function verb(
  usage: string,
  [least, most]: readonly [least: number, most: number],
  tell: (message: Hl7Message, rest: readonly string[]) => Output,
): () => Promise<Verb> {
  return () =>
    Promise.resolve({
      usage,
      run: ([file, ...rest]) => {
        if (file === undefined || rest.length < least || rest.length > most) throw new UsageError();
        return tell(load(file), rest);
      },
    });
}

await runVerbs('hl7', {
  read: verb('read FILE [PATH…]', [0, Infinity], (message, paths) => json(readings(message, paths))),
  segments: verb('segments FILE', [0, 0], ({ segments }) => segments.map(({ name }) => `${oneLine(name)}\n`).join('')),
  set: verb('set FILE PATH VALUE', [2, 2], (message, [path = '', value = '']) => set(message, path, value)),
  copy: verb('copy FILE', [0, 0], ({ bytes }) => bytes),
  check: verb('check FILE', [0, 0], (message) => json([...message.diagnostics, ...validate(message)])),
});
