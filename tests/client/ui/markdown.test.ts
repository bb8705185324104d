import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../../client/src/ui/markdown.ts';

const text = (words: string) => ({ kind: 'text', text: words });

describe('Markdown of tickets and hints', () => {
  test('paragraphs, lists, headings and code', () =>
    expect(readMarkdown('# Ticket\nfirst\nline\n\n- one\n- two\n1. three\n\n```\nPID|1\n\nOBR|*x*\n```\nend')).toEqual([
      { kind: 'heading', parts: [text('Ticket')] },
      { kind: 'paragraph', parts: [text('first line')] },
      { kind: 'list', ordered: false, items: [[text('one')], [text('two')]] },
      { kind: 'list', ordered: true, items: [[text('three')]] },
      { kind: 'code', text: 'PID|1\n\nOBR|*x*' },
      { kind: 'paragraph', parts: [text('end')] },
    ]));

  test('strong, emphasis and code within a line', () =>
    expect(readMarkdown('a **b** *c* `d*e*` _f_ snake_case_name 2 * 3 * 4')).toEqual([
      {
        kind: 'paragraph',
        parts: [
          text('a '),
          { kind: 'strong', text: 'b' },
          text(' '),
          { kind: 'emphasis', text: 'c' },
          text(' '),
          { kind: 'code', text: 'd*e*' },
          text(' '),
          { kind: 'emphasis', text: 'f' },
          text(' snake_case_name 2 * 3 * 4'),
        ],
      },
    ]));

  test('markup stays text', () =>
    expect(readMarkdown('<img src=x onerror=alert(1)> [a](javascript:x)')).toEqual([
      { kind: 'paragraph', parts: [text('<img src=x onerror=alert(1)> [a](javascript:x)')] },
    ]));

  test('an open fence takes the rest', () => expect(readMarkdown('```\na')).toEqual([{ kind: 'code', text: 'a' }]));
});
