import { formatSize } from '../../lib/hospital-time.ts';
import { t } from '../../text/t.ts';
import { readHeader } from './header.ts';
import { SEND_LIMIT, type Charset, type Ending, type Wire } from './wire.ts';

export interface Check {
  /** `block` keeps the message from being sent; a warning does not: sending bad messages is what one tries here. */
  readonly level: 'block' | 'warn';
  readonly text: string;
}

export type Sender = 'his01' | 'ris01';

/** Where the hospital's own systems send a type of message. */
const expected: Readonly<Record<string, { ports: readonly number[]; senders: readonly Sender[] } | undefined>> = {
  ADT: { ports: [6661], senders: ['his01'] },
  ORM: { ports: [6664, 6663], senders: ['ris01', 'his01'] },
  OMI: { ports: [6665], senders: ['ris01'] },
};
const isUtf8 = (declared: string): boolean => /UNICODE UTF-8/i.test(declared);
const isLatin1 = (declared: string): boolean => /8859\/1\b/.test(declared);

/** What stands out before the message is sent. `text`: the begin of it, or all. */
export function checksOf(
  text: string,
  wire: Wire,
  to: { charset: Charset; ending: Ending; from: Sender; port: number },
): Check[] {
  const words = t.composer.check;
  if (wire.size === 0) return [{ level: 'block', text: words.empty }];
  if (wire.size > SEND_LIMIT) {
    return [{ level: 'block', text: words.tooLarge(formatSize(wire.size)) }];
  }
  const warnings: string[] = [];
  const header = readHeader(text);
  if (!header) warnings.push(words.noMsh);
  else if (!header.complete) warnings.push(words.shortMsh);
  else {
    if (header.type === '') warnings.push(words.noType);
    if (header.controlId === '') warnings.push(words.noControlId);
    const wrapped = wrappedLine(text);
    if (wrapped) warnings.push(words.badSegment(wrapped.line, wrapped.start));
    const code = header.type.split('^')[0] ?? '';
    const usual = expected[code];
    if (usual && !usual.ports.includes(to.port)) {
      warnings.push(words.port(header.type, to.port, usual.ports[0] ?? to.port));
    } else if (usual && !usual.senders.includes(to.from)) {
      warnings.push(words.sender(header.type, t.system[usual.senders[0] ?? ''] ?? ''));
    }
    warnings.push(...charsetWarnings(wire, header.charset, to.charset));
  }
  const { missing } = wire;
  if (missing) {
    warnings.push(
      words.missing(missing.count, missing.examples.map((one) => `“${one}”`).join(' '), missing.line, missing.column),
    );
  }
  if (to.ending !== 'cr') warnings.push(words.ending(t.composer.endings[to.ending]));
  return warnings.map((one) => ({ level: 'warn', text: one }));
}

function charsetWarnings({ isAscii }: Wire, declared: string, charset: Charset): string[] {
  const words = t.composer.check;
  const bytes = t.composer.charsets[charset];
  if (isAscii) return [];
  if (declared === '') return [words.undeclared(bytes)];
  const fits = charset === 'utf-8' ? !isLatin1(declared) : !isUtf8(declared);
  return fits ? [] : [words.declares(declared, bytes)];
}

/** The first line that begins with no segment name, among the first thousand. */
function wrappedLine(text: string): { line: number; start: string } | undefined {
  const lines = text.split(/\r\n?|\n/, 1000);
  const index = lines.findIndex((line) => line !== '' && !/^[A-Z][A-Z0-9]{2}(?:[^A-Za-z0-9]|$)/.test(line));
  return index === -1 ? undefined : { line: index + 1, start: (lines[index] ?? '').slice(0, 12) };
}
