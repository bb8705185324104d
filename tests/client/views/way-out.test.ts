import { expect, test } from 'vitest';
import { wayOut } from '../../../client/src/views/way-out.ts';

test.each([
  { code: 'case-changed', way: 'begin', why: 'a new lab of the case helps, to try again does not' },
  { code: 'other-version', way: 'begin', why: 'a lab of another version of the hospital is as old' },
  { code: 'case-broken', way: 'elsewhere', why: 'only another case helps' },
  { code: 'network', way: 'again', why: 'the server may answer next time' },
  { code: '', way: 'again', why: 'nobody knows' },
])('$code: $way ($why)', ({ code, way }) => {
  expect(wayOut(code)).toBe(way);
});
