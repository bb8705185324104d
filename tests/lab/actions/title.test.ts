import { expect, test } from 'vitest';
import { actionTitle } from '../../../server/lab/actions/title.ts';

test('a person who was called is told by name, an unknown one by what was sent', () => {
  const people = [{ id: 'rmori', name: 'K. Mori' }];
  expect(actionTitle({ kind: 'call', person: 'rmori', question: 'reading' }, people)).toBe('Called K. Mori');
  expect(actionTitle({ kind: 'call', person: 'clerk', question: 'reading' }, people)).toBe('Called clerk');
});

test('one message is no plural', () => {
  expect(actionTitle({ kind: 'ris-resend', fillers: ['F1'] })).toBe('Had the RIS send 1 order again');
  expect(actionTitle({ kind: 'ris-resend', fillers: ['F1', 'F2'] })).toBe('Had the RIS send 2 orders again');
});
