import { expect, test } from 'vitest';
import { wayOut } from '../../../client/src/views/way-out.ts';

test.each([
  ['case-changed', 'begin', 'a new lab of the case helps, to try again does not'],
  ['other-version', 'begin', 'a lab of another version of the hospital is as old'],
  ['case-broken', 'elsewhere', 'only another case helps'],
  ['network', 'again', 'the server may answer next time'],
  ['', 'again', 'nobody knows'],
] as const)('%s: %s (%s)', (code, way, _why) => {
  expect(wayOut(code)).toBe(way);
});
