/** What the page itself reads of a message, for its own checks: the fields of MSH. The server reads the rest. */
export interface Header {
  /** MSH-2 holds the four encoding characters (a fifth in 2.7). */
  readonly complete: boolean;
  /** MSH-9 as `ORM^O01`. */
  readonly type: string;
  readonly controlId: string;
  readonly charset: string;
  readonly time: string;
}

/** Undefined for a text that does not begin with MSH. */
export function readHeader(text: string): Header | undefined {
  if (!text.startsWith('MSH')) return undefined;
  const fields = firstLine(text).split(text.charAt(3));
  const component = fields[1]?.charAt(0) ?? '^';
  const field = (number: number): string => fields[number - 1] ?? '';
  return {
    complete: /^[^\w\s]$/.test(text.charAt(3)) && /^[^\w\s]{4,5}$/.test(field(2)),
    type: field(9).split(component).slice(0, 2).filter(Boolean).join('^'),
    controlId: field(10),
    charset: field(18),
    time: field(7),
  };
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end === -1 ? text : text.slice(0, end);
}

/** `20260317` and `105233` of a moment (µs), on the hospital's clock. */
export function stampOf(at: number, offset: number): { day: string; time: string } {
  const text = new Date(Math.floor(at / 1000) + offset * 60_000).toISOString();
  return { day: text.slice(0, 10).replaceAll('-', ''), time: text.slice(11, 19).replaceAll(':', '') };
}

/**
 * The same message as if written now: every time stamp of the day in MSH-7 moves to today, MSH-7 takes the time of now
 * and MSH-10 the control ID given. Other dates (births) stay. A text without MSH comes back as it is.
 */
export function renewed(text: string, now: { day: string; time: string }, controlId: string): string {
  const header = readHeader(text);
  if (!header?.complete) return text;
  const day = /^\d{8}/.exec(header.time)?.[0];
  const separator = text.charAt(3);
  const moved =
    day === undefined
      ? text
      : text.replaceAll(new RegExp(`(?<![0-9.])${day}(?=\\d{4,6}(?!\\d)|[|^~&\\r\\n+-])`, 'g'), now.day);
  const line = firstLine(moved);
  const fields = line.split(separator);
  if (fields.length < 10) return moved;
  const zone = /[+-]\d{4}$/.exec(header.time)?.[0] ?? '';
  fields[6] = now.day + now.time + zone;
  fields[9] = controlId;
  return fields.join(separator) + moved.slice(line.length);
}
