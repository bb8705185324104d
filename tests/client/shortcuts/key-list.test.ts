import { expect, test } from 'vitest';
import { keyLines } from '../../../client/src/features/shortcuts/key-list.ts';

test('keys that do the same stand on one line', () => {
  const shortcuts = [
    { keys: '?', label: 'Keys' },
    { keys: 'Space', label: 'Run' },
    { keys: 'Ctrl /', label: 'Keys' },
  ];
  expect(keyLines(shortcuts)).toEqual([
    { label: 'Keys', keys: ['?', 'Ctrl /'] },
    { label: 'Run', keys: ['Space'] },
  ]);
});
