import { latin1 } from '../latin1.ts';
import { decodeText, type Charset } from './charset.ts';
import { STANDARD_DELIMITERS, type Delimiters } from './delimiters.ts';
import { HL7_LIMITS } from './limits.ts';

/**
 * Escape sequences (HL7 2.5.1 §2.7). Only those that stand for characters are resolved: delimiters and `\Xhh..\`.
 * Formatting commands (`\.br\`, `\H\`, `\N\`), character set switches (`\C..\`, `\M..\`) and local ones (`\Z..\`) are
 * instructions, not characters, and stay in the value as they are. What is no escape sequence stays too, and is reported.
 */
export interface Unescaped {
  readonly value: string;
  /** Offsets in `raw` of escape characters that begin no legal sequence, up to the limit of diagnostics. */
  readonly faults: readonly number[];
}

const INSTRUCTION = /^(?:[HN]|\.[A-Za-z]{2}[+-]?\d*|C[0-9A-Fa-f]{4}|M[0-9A-Fa-f]{4}(?:[0-9A-Fa-f]{2})?|Z.+)$/;
const HEX = /^X(?:[0-9A-Fa-f]{2})+$/;
/** No character that could ever be a delimiter or break a message. */
const PLAIN = /^[A-Za-z0-9 ]*$/;
/** What the usual delimiters make special, and the controls that would break a message. */
const SPECIAL = /[|^~\\&\p{Cc}]/u;
/** The longest content worth a look, apart from hex: keeps a text full of lone escape characters linear. */
const LONGEST = 64;

export function unescapeValue(raw: string, delimiters: Delimiters, charset: Charset): Unescaped {
  const mark = delimiters.escape;
  if (mark === '' || !raw.includes(mark)) return { value: raw, faults: [] };
  const faults: number[] = [];
  let value = '';
  let copied = 0;
  let end = raw.indexOf(mark, 1);
  for (let begin = raw.indexOf(mark); begin >= 0;) {
    if (end >= 0 && end <= begin) end = raw.indexOf(mark, begin + 1);
    const resolved = end < 0 ? undefined : resolve(raw.slice(begin + 1, end), delimiters, charset);
    if (resolved === undefined) {
      // Not a sequence: the character stays, and the next one may begin a sequence.
      if (faults.length < HL7_LIMITS.diagnostics) faults.push(begin);
      begin = end;
    } else {
      value += raw.slice(copied, begin) + resolved;
      copied = end + 1;
      begin = raw.indexOf(mark, copied);
    }
  }
  return { value: value + raw.slice(copied), faults };
}

function resolve(content: string, delimiters: Delimiters, charset: Charset): string | undefined {
  const known = content.length === 1 ? delimiterOf(content, delimiters) : '';
  if (known !== '') return known;
  if (content.startsWith('X')) return HEX.test(content) ? decodeHex(content.slice(1), charset) : undefined;
  if (content.length > LONGEST || !INSTRUCTION.test(content)) return undefined;
  return delimiters.escape + content + delimiters.escape;
}

function delimiterOf(letter: string, delimiters: Delimiters): string {
  switch (letter) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case 'T':
      return delimiters.subcomponent;
    case 'P': // since 2.7
      return delimiters.truncation ?? '';
    default:
      return '';
  }
}

function decodeHex(digits: string, charset: Charset): string | undefined {
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  );
  const decoded = bytes.every((byte) => byte < 0x80)
    ? { text: latin1(bytes), valid: true }
    : decodeText(bytes, charset);
  return decoded.valid ? decoded.text : undefined;
}

/**
 * A value as it must stand on the wire. Besides the delimiters, CR and LF (segment ends), VT and FS (MLLP's frame, see
 * `protocols/mllp`) and ESC (ISO 2022 shift) become `\Xhh\`, because they would break the message and because `\.br\`,
 * the alternative for line breaks, is legal only in formatted text and would not come back as the character it was.
 * Undefined when the message has no escape character and the value needs one.
 */
export function escapeValue(value: string, delimiters: Delimiters): string | undefined {
  // Most values need nothing.
  if (delimiters === STANDARD_DELIMITERS ? !SPECIAL.test(value) : PLAIN.test(value)) return value;
  let escaped = '';
  for (let at = 0; at < value.length; at += 1) {
    const character = value.charAt(at);
    const letter = letterOf(character, delimiters);
    if (letter !== '' && delimiters.escape === '') return undefined;
    escaped += letter === '' ? character : delimiters.escape + letter + delimiters.escape;
  }
  return escaped;
}

function letterOf(character: string, delimiters: Delimiters): string {
  switch (character) {
    case '\r':
      return 'X0D';
    case '\n':
      return 'X0A';
    case '\u000b':
      return 'X0B';
    case '\u001c':
      return 'X1C';
    case '\u001b':
      return 'X1B';
    case delimiters.field:
      return 'F';
    case delimiters.component:
      return 'S';
    case delimiters.repetition:
      return 'R';
    case delimiters.escape:
      return 'E';
    case delimiters.subcomponent:
      return 'T';
    case delimiters.truncation:
      return 'P';
    default:
      return '';
  }
}
