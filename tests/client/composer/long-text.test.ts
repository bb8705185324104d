import { expect, test } from 'vitest';
import { LongText, SHOWN_LIMIT } from '../../../client/src/features/composer/long-text.ts';

const header = 'MSH|^~\\&|RIS';
const long = `${header}\n${`NTE|1||${'x'.repeat(990)}\n`.repeat(1000)}ZZZ|é`;

test('a text that fits is shown whole', () => {
  const draft = LongText.empty.edited(`${header}\nPID|1\n`);
  expect(draft.text).toBe(`${header}\nPID|1\n`);
  expect([draft.whole, draft.isCut]).toEqual([`${header}\nPID|1`, false]);
});

test('of a long text the begin is shown, and none of it is lost', () => {
  const draft = LongText.empty.edited(`${long}\r\n\n`);
  expect(draft.text.length).toBeLessThan(SHOWN_LIMIT);
  expect(draft.text).toMatch(/\n… 8\d\d\.\d kB more, not shown and sent as they are …$/);
  expect(draft.whole).toBe(long);
  expect(draft.edited(`x${draft.text}`).whole).toBe(`x${long}`);
});

test('the rest goes with the last line that stands for it, and comes back with it', () => {
  const draft = LongText.empty.edited(long);
  const cleared = draft.edited(header);
  expect([cleared.whole, cleared.isCut]).toEqual([header, false]);
  expect(cleared.edited(draft.text).whole).toBe(long);
});

test('what is pasted into a long text is added to it; copying all gives all', () => {
  const pasted = `PID|${'y'.repeat(SHOWN_LIMIT)}\n`;
  const before = LongText.empty.edited(long);
  const draft = before.edited(pasted + before.text);
  expect(draft.whole).toBe(pasted + long);
  expect(draft.copied(4, draft.text.length)).toBe((pasted + long).slice(4));
  expect(draft.copied(4, 9)).toBeUndefined();
});

test('one long line is cut between two characters', () => {
  const line = `OBX|${'a'.repeat(3)}${'😀'.repeat(SHOWN_LIMIT)}`;
  const draft = LongText.empty.edited(line);
  expect(draft.whole).toBe(line);
  expect(draft.shown.isWellFormed()).toBe(true);
});
