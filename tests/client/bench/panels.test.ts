import { describe, expect, test } from 'vitest';
import { pressPanels, readPanels, type Panel } from '../../../client/src/bench/panels.ts';

describe('the views of a message', () => {
  test.each<[string, Panel[], Panel[], 1 | 2, Panel[]]>([
    ['raw joins fields', ['fields'], ['fields', 'raw'], 2, ['fields', 'raw']],
    ['hex takes the place of the older of two', ['fields', 'raw'], ['fields', 'raw', 'hex'], 2, ['raw', 'hex']],
    ['the check stands alone', ['fields', 'raw'], ['fields', 'raw', 'check'], 2, ['check']],
    ['fields take the place of the comparison', ['compare'], ['fields', 'compare'], 2, ['fields']],
    ['one view where there is no room for two', ['fields'], ['fields', 'raw'], 1, ['raw']],
    ['the last one stays', ['fields'], [], 2, ['fields']],
    ['one of two goes', ['fields', 'raw'], ['raw'], 2, ['raw']],
  ])('%s', (_, before, wanted, most, expected) => expect(pressPanels(before, wanted, most)).toEqual(expected));

  test('what was kept is read, what is unknown is not', () => {
    expect(readPanels('hex,colour')).toEqual(['hex']);
    expect(readPanels(undefined)).toEqual(['fields', 'raw']);
  });
});
