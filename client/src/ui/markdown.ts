export interface Inline {
  kind: 'text' | 'strong' | 'emphasis' | 'code';
  text: string;
}

export type Block =
  | { kind: 'paragraph'; parts: Inline[] }
  | { kind: 'heading'; parts: Inline[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'code'; text: string };

/**
 * The part of Markdown that tickets, hints and debriefs use: paragraphs, headings, lists, fenced code, strong, emphasis
 * and code. The result is data, never markup: nothing an author writes can become an element or a link.
 */
export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  const close = (): void => {
    if (paragraph.length > 0) blocks.push({ kind: 'paragraph', parts: readInline(paragraph.join(' ')) });
    paragraph = [];
  };
  const lines = source.split(/\r\n|\r|\n/);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? '';
    if (line.startsWith('```')) {
      close();
      const end = lines.findIndex((other, at) => at > index && other.startsWith('```'));
      const last = end === -1 ? lines.length : end;
      blocks.push({ kind: 'code', text: lines.slice(index + 1, last).join('\n') });
      index = last;
      continue;
    }
    const heading = /^#{1,6} +(.+)$/.exec(line)?.[1];
    const item = /^\s*(?:[-*]|(\d+)[.)]) +(.+)$/.exec(line);
    if (heading !== undefined) {
      close();
      blocks.push({ kind: 'heading', parts: readInline(heading) });
    } else if (item?.[2] !== undefined) {
      close();
      const ordered = item[1] !== undefined;
      const before = blocks.at(-1);
      if (before?.kind === 'list' && before.ordered === ordered) before.items.push(readInline(item[2]));
      else blocks.push({ kind: 'list', ordered, items: [readInline(item[2])] });
    } else if (line.trim() === '') {
      close();
    } else {
      paragraph.push(line.trim());
    }
  }
  close();
  return blocks;
}

function readInline(text: string): Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(/`([^`]+)`|\*\*([^*]+)\*\*|\*([^*\s][^*]*)\*|\b_([^_]+)_\b/g)) {
    if (match.index > from) parts.push({ kind: 'text', text: text.slice(from, match.index) });
    const [, code, strong, star, underscore] = match;
    if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) parts.push({ kind: 'strong', text: strong });
    else parts.push({ kind: 'emphasis', text: star ?? underscore ?? '' });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ kind: 'text', text: text.slice(from) });
  return parts;
}
