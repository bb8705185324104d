/**
 * Wildcard matching of PS3.4 §C.2.2.2.4: `*` any characters, none included; `?` exactly one. Case-sensitive. Linear in
 * practice and never exponential, whatever the pattern.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  if (!pattern.includes('*') && !pattern.includes('?')) return pattern === text;
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < given.length) {
    if (wanted[at] === '*') {
      star = at++;
      resume = position;
    } else if (at < wanted.length && (wanted[at] === '?' || wanted[at] === given[position])) {
      at++;
      position++;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at++;
  return at === wanted.length;
}

/** Components without their padding, group without trailing empty ones: `DOE ^JANE^^` is `doe^jane`. */
function comparable(group: string): string {
  return group
    .normalize('NFC')
    .toLowerCase()
    .split('^')
    .map((component) => component.trim())
    .join('^')
    .replace(/\^+$/, '');
}

/**
 * PN alone is matched without case, by component group (alphabetic=ideographic=phonetic). A pattern of one group
 * may match any group of the name; of several, each non-empty one must match its own (PS3.4 §C.2.2.2.1, PS3.5 §6.2.1).
 */
export function matchesPersonName(pattern: string, name: string): boolean {
  const groups = name.split('=').map(comparable);
  const wanted = pattern.split('=').map(comparable);
  const single = wanted[0] ?? '';
  if (wanted.length === 1) return groups.some((group) => group !== '' && matchesWildcard(single, group));
  return wanted.every((group, index) => {
    const given = groups[index] ?? '';
    if (group === '' || /^\*+$/.test(group)) return true;
    return given !== '' && matchesWildcard(group, given);
  });
}
