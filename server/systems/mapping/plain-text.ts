/** Formatting commands of HL7 text are line breaks and blanks; a backslash would begin another value in DICOM (PS3.5 §6.2). */
export function plainText(value: string): string {
  return (
    value
      .replaceAll(/\\(?:\.[A-Za-z]{2}[+-]?\d*|[HN])\\/g, ' ')
      .replaceAll('\\', '/')
      // eslint-disable-next-line no-control-regex
      .replaceAll(/[\u0000-\u001f]+/g, ' ')
      .replaceAll(/ {2,}/g, ' ')
      .trim()
  );
}

/** Text as lines of at most `max` characters, broken at blanks. */
export function wrap(value: string, max: number): string[] {
  const lines: string[] = [];
  let rest = value;
  while (rest.length > max) {
    const blank = rest.lastIndexOf(' ', max);
    const cut = blank > 0 ? blank : max;
    lines.push(rest.slice(0, cut).trim());
    rest = rest.slice(cut).trim();
  }
  return rest === '' ? lines : [...lines, rest];
}
