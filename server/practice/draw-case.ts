import { stream } from '../core/random.ts';
import { charsetOf, encodeText } from '../protocols/hl7/charset.ts';
import { Hl7Message, Hl7PathError } from '../protocols/hl7/message.ts';
import type { Draw, HiddenCase, VisibleCase } from './drill-schema.ts';
import type { Drill } from './load-drills.ts';

/** One message of a drill with what its author wrote down for it. */
export interface DrawnCase {
  readonly id: string;
  readonly bytes: Uint8Array;
  /** Lines ended by \n, as a person reads it. */
  readonly text: string;
  /** Keyword → value, one record for each scheduled step. Empty when it must be held. */
  readonly items: readonly Readonly<Record<string, string>>[];
  readonly held: string | undefined;
}

/** Says where a drill's own data do not fit together; an author's mistake, found by `proveDrill`. */
export class DrillMistake extends Error {
  override readonly name = 'DrillMistake';
}

/**
 * Makes the n-th message of a case: base, what is drawn, then the case's own changes. A pure function of seed and number.
 * Messages of one case take their turn through each list, so that none of its entries is left out by chance.
 */
export function drawCase(drill: Drill, one: VisibleCase | HiddenCase, seed: string, n: number): DrawnCase {
  const { file } = drill;
  const drawn = new Map<string, string>();
  for (const [name, draw] of Object.entries({ ...file.draw, ...one.draw })) record(drawn, name, draw, seed, one.id, n);
  const fill = (template: string): string => fillTemplate(template, drawn, one.id);

  let message = readMessage(fill(drill.messages.get(one.base ?? file.base) ?? ''));
  try {
    for (const segment of [...(one.remove ?? [])].sort().reverse()) message = message.removeSegment(segment);
    for (const { after, segment } of one.add ?? []) message = message.insertSegmentAfter(after, fill(segment));
    for (const [path, raw] of Object.entries(one.set ?? {})) message = message.setRaw(path, fill(raw));
  } catch (error) {
    if (!(error instanceof Hl7PathError)) throw error;
    throw new DrillMistake(`${file.id}, case ${one.id}: ${error.message}`);
  }
  const fillAll = (expected: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(expected).map(([keyword, value]) => [keyword, fill(value)]));
  const items =
    one.held === undefined
      ? (one.items ?? [{}]).map((item) => fillAll({ ...file.expect, ...one.expect, ...item }))
      : [];
  const { bytes } = message;
  return { id: one.id, bytes, text: textOf(message), items, held: one.held };
}

/** The message as text, line by line. */
export function textOf(message: Hl7Message): string {
  return message.rawText(0, message.bytes.length).raw.replaceAll(/\r\n?/g, '\n');
}

/** Text with lines into a message, in the character set that its MSH-18 names (UTF-8 where that is not known here). */
export function readMessage(text: string): Hl7Message {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line !== '');
  const wire = lines.map((line) => `${line}\r`).join('');
  const [header = ''] = lines;
  const fields = header.startsWith('MSH') ? header.split(header[3] ?? '|') : [];
  const encoded = encodeText(wire, charsetOf(fields[17] ?? '', header[5] ?? '~'));
  return Hl7Message.read(encoded instanceof Uint8Array ? encoded : new TextEncoder().encode(wire));
}

function record(into: Map<string, string>, name: string, draw: Draw, seed: string, id: string, n: number): void {
  if (typeof draw === 'string') into.set(name, draw);
  else if (Array.isArray(draw)) {
    const list = draw as readonly (string | Record<string, string>)[];
    const first = stream(seed, `${id}/${name}`).integer(0, list.length - 1);
    const picked = list[(first + n) % list.length] ?? '';
    if (typeof picked === 'string') into.set(name, picked);
    else for (const [part, value] of Object.entries(picked)) into.set(`${name}.${part}`, value);
  } else if ('pattern' in draw && typeof draw.pattern === 'string') {
    const random = stream(seed, `${id}#${n}/${name}`);
    into.set(
      name,
      draw.pattern.replaceAll('#', () => String(random.integer(0, 9))),
    );
  } else for (const [part, value] of Object.entries(draw)) into.set(`${name}.${part}`, value);
}

function fillTemplate(template: string, drawn: ReadonlyMap<string, string>, id: string): string {
  return template.replaceAll(/\$\{([^}]*)\}/g, (_, name: string) => {
    const value = drawn.get(name);
    if (value === undefined)
      throw new DrillMistake(`case ${id}: \${${name}} is not drawn; there are ${[...drawn.keys()].join(', ')}`);
    return value;
  });
}
