import type { RandomStream } from '../../../core/random.ts';

/** Words that stand in settings of some file of the hospital. */
const words = ['on', 'off', 'none', 'any', 'own', 'today', 'strict', 'required', 'exact', 'ignore', 'ignore-case', 'open', 'auto', 'half', 'America/New_York', 'UTC', '0', '1', '30', '500', 'eng01', 'mwl01', 'pacs01', '2575', '6662', 'NGH_CT1', 'NGH_MR1', 'NGH_PACS']; // prettier-ignore

/** Another value for one that stands in a file: a word of the hospital, one of its neighbours, or a slip of the hand. */
export function anotherValue(value: string, others: readonly string[], random: RandomStream): string {
  switch (random.integer(0, 4)) {
    case 0:
      return /^\d+$/.test(value) ? String(Number(value) + random.pick([-1, 1, 10])) : random.pick(words);
    case 1:
      return value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
    case 2:
      return value.slice(0, -1);
    default:
      return others.length === 0 ? random.pick(words) : random.pick(others);
  }
}

/** Keys and values of a `key=value` file. */
export function properties(text: string): { key: string; value: string }[] {
  return text.split('\n').flatMap((line) => {
    const at = line.indexOf('=');
    return at < 1 || line.trimStart().startsWith('#')
      ? []
      : [{ key: line.slice(0, at).trim(), value: line.slice(at + 1).trim() }];
  });
}

/** The text with one line taken out, doubled, exchanged with another, put out of force, or with one word of it changed. */
export function changedText(text: string, random: RandomStream): string {
  const lines = text.split('\n');
  const filled = [...lines.keys()].filter((at) => lines[at]?.trim() !== '');
  if (filled.length === 0) return `${text}\n`;
  const at = random.pick(filled);
  const line = lines[at] ?? '';
  switch (random.integer(0, 6)) {
    case 0:
      lines.splice(at, 1);
      break;
    case 1:
      lines.splice(at, 0, line);
      break;
    case 2: {
      const other = random.pick(filled);
      [lines[at], lines[other]] = [lines[other] ?? '', line];
      break;
    }
    case 3:
      lines[at] = `#${line}`;
      break;
    default: {
      const found = line.match(/[\w.^-]+/g) ?? [];
      const all = text.match(/[\w.^-]+/g) ?? [];
      if (found.length === 0) break;
      const word = random.pick(found);
      lines[at] = line.replace(word, anotherValue(word, all, random));
    }
  }
  return lines.join('\n');
}
