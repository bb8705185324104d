import { expect, test } from 'vitest';
import { isSingleCharacter, keyName } from '../../../client/src/lib/key-name.ts';

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

test.each([
  [{ key: 'e' }, 'E', true],
  [{ key: '?', shiftKey: true }, '?', true],
  [{ key: ' ' }, 'Space', true],
  [{ key: 'z', ctrlKey: true }, 'Ctrl Z', false],
  [{ key: 'z', metaKey: true }, 'Ctrl Z', false],
  [{ key: 'F6', shiftKey: true }, 'Shift F6', false],
  [{ key: 'Z', ctrlKey: true, shiftKey: true }, 'Ctrl Shift Z', false],
  [{ key: 'Enter', ctrlKey: true }, 'Ctrl Enter', false],
  [{ key: 'E', shiftKey: true }, 'Shift E', true],
])('%o is %s', (stroke, name, single) => {
  expect(keyName({ ...plain, ...stroke })).toBe(name);
  expect(isSingleCharacter(name)).toBe(single);
});
