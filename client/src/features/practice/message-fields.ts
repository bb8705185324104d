/** A piece of a message as it is shown: a field with its path, or what stands between fields. */
export interface MessagePiece {
  text: string;
  path: string;
  marked: boolean;
}

const MOST_LINES = 400;
const MOST_CHARACTERS = 4000;

/** Lines of a message in fields; those that one of the paths names are marked. `PID-3[2].1` marks PID-3. */
export function messageLines(text: string, marked: string): { segment: string; pieces: MessagePiece[] }[] {
  const wanted = new Set(
    marked
      .split(',')
      .map((path) => /^\s*([A-Z][A-Z0-9]{2})(\[\d+\])?-(\d+)/.exec(path))
      .flatMap((match) => (match ? [`${match[1]}${match[2] ?? '[1]'}-${match[3]}`] : [])),
  );
  const counts = new Map<string, number>();
  return text
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '')
    .slice(0, MOST_LINES)
    .map((line) => {
      const segment = line.slice(0, 3);
      const ordinal = (counts.get(segment) ?? 0) + 1;
      counts.set(segment, ordinal);
      const separator = line[3] ?? '|';
      const isHeader = segment === 'MSH';
      const pieces: MessagePiece[] = [];
      line
        .slice(0, MOST_CHARACTERS)
        .split(separator)
        .forEach((field, index) => {
          if (index > 0) pieces.push({ text: separator, path: '', marked: false });
          // MSH-1 is the separator itself, so what stands behind it is MSH-2.
          const number = isHeader && index > 0 ? index + 1 : index;
          const path = index === 0 ? '' : `${segment}${ordinal > 1 ? `[${ordinal}]` : ''}-${number}`;
          pieces.push({ text: field, path, marked: wanted.has(`${segment}[${ordinal}]-${number}`) && index > 0 });
        });
      return { segment, pieces };
    });
}
