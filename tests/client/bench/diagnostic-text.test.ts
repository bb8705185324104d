import { expect, test } from 'vitest';
import { diagnosticText } from '../../../client/src/bench/diagnostic-text.ts';

test.each([
  ['too-long', 'too-long: 34', 'Longer than the standard allows: 34 characters.'],
  ['not-in-table', 'not-in-table: RAD', '“RAD” is not in the table of the standard.'],
  ['odd-length', 'odd-length', 'The length is odd.'],
  ['newer-than-this-page', 'Something new: x', 'Something new: x'],
])('the finding %s is said in a sentence', (code, message, text) =>
  expect(diagnosticText({ code, message })).toBe(text),
);
