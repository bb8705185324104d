/**
 * `npm run --silent hl7 -- read FILE [PATH…] | segments FILE | set FILE PATH VALUE | copy FILE | check FILE`
 *
 * Standard output holds only the result. Exit code 2 and one line on standard error: the file cannot be read or is not
 * HL7, a path is not one, the value cannot be written, or the command is not known.
 */
import { readFileSync, statSync, writeSync } from 'node:fs';
import { HL7_LIMITS } from '../protocols/hl7/limits.ts';
import { Hl7Message, type FieldRead } from '../protocols/hl7/message.ts';
import { parseHl7Path } from '../protocols/hl7/path.ts';
import { validate } from '../protocols/hl7/validate.ts';
import { valuedFields } from '../protocols/hl7/walk.ts';

const USAGE = 'usage: hl7 read FILE [PATH…] | segments FILE | set FILE PATH VALUE | copy FILE | check FILE';

/** What the user gave cannot be used; the message is the line they see. */
class InputError extends Error {}

const ARGUMENTS: Readonly<Record<string, readonly [least: number, most: number]>> = {
  read: [0, Infinity],
  segments: [0, 0],
  set: [2, 2],
  copy: [0, 0],
  check: [0, 0],
};

function run([command = '', file, ...rest]: readonly string[]): Uint8Array | string {
  const count = Object.hasOwn(ARGUMENTS, command) ? ARGUMENTS[command] : undefined;
  if (count === undefined || file === undefined || rest.length < count[0] || rest.length > count[1]) {
    throw new InputError(USAGE);
  }
  const message = load(file);
  if (command === 'read') return json(readings(message, rest));
  if (command === 'segments') return message.segments.map(({ name }) => `${oneLine(name)}\n`).join('');
  if (command === 'set') return set(message, rest[0] ?? '', rest[1] ?? '');
  if (command === 'check') return json([...message.diagnostics, ...validate(message)]);
  return message.bytes;
}

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

/** Names come from the file and may hold anything. */
function oneLine(text: string): string {
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
      if (error.code !== 'EAGAIN') throw error;
    }
  }
}

try {
  const result = run(process.argv.slice(2));
  writeAll(1, typeof result === 'string' ? new TextEncoder().encode(result) : result);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  writeAll(2, new TextEncoder().encode(`${oneLine(error.message)}\n`));
  process.exitCode = 2;
}
