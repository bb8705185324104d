import { describe, expect, test } from 'vitest';
import { debriefPath, labPath, patchQuery, readRoute } from '../../../client/src/lib/route.ts';

describe('an address names one view', () => {
  test.each([
    ['/', { view: 'catalogue' }],
    ['/lab/k3x', { view: 'lab', labId: 'k3x' }],
    ['/lab/k3x/', { view: 'lab', labId: 'k3x' }],
    ['/lab/a%2Fb', { view: 'lab', labId: 'a/b' }],
    ['/lab/k3x/debrief/2', { view: 'debrief', labId: 'k3x', number: 2 }],
    ['/lab/k3x/debrief/0', { view: 'missing' }],
    ['/lab/k3x/debrief/one', { view: 'missing' }],
    ['/lab/k3x/debrief', { view: 'missing' }],
    ['/lab', { view: 'missing' }],
    ['/lab/%E0%A4', { view: 'missing' }],
    ['/cases', { view: 'missing' }],
    ['/coverage', { view: 'coverage' }],
    ['/coverage/x', { view: 'missing' }],
  ])('%s', (path, route) => {
    expect(readRoute(path)).toEqual(route);
  });

  test('paths that are made lead back to the same lab', () => {
    expect(readRoute(labPath('a/b c'))).toEqual({ view: 'lab', labId: 'a/b c' });
    expect(readRoute(debriefPath('a/b', 3))).toEqual({ view: 'debrief', labId: 'a/b', number: 3 });
  });
});

describe('a change to the query', () => {
  test.each([
    ['?tool=pacs&msg=7', { msg: '9' }, '?tool=pacs&msg=9'],
    ['?tool=pacs&msg=7', { msg: undefined }, '?tool=pacs'],
    ['?tool=pacs', { tool: '' }, ''],
    ['', { follow: 'accession:A 1&2' }, '?follow=accession%3AA+1%262'],
  ])('%s with %o', (search, patch, result) => {
    expect(patchQuery(search, patch)).toBe(result);
  });
});
