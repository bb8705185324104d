import { describe, expect, it } from 'vitest';
import {
  badPath,
  conditionOf,
  inOrder,
  isEditable,
  owningColumn,
  ruleChanges,
} from '../../../client/src/features/engine/edits.ts';
import type { CellEdit } from '../../../client/src/features/engine/edits.ts';
import type { RuleRow } from '../../../server/contract/engine.ts';

const rule = (more: Partial<RuleRow> = {}): RuleRow => ({
  pointer: ['destinations', 0, 'rules', 4],
  target: 'OBR-18',
  name: 'accession number',
  from231: 'OBR-3.1',
  from251: '',
  sameSource: true,
  function: 'copy',
  parameters: '',
  when: 'OBR-24 = CT and version 2.3.1',
  note: 'required',
  line: 43,
  problems: [],
  ...more,
});

describe('an edited cell of a rule', () => {
  it('leaves the versions, which stand under a key of their own, out of the condition', () => {
    expect(conditionOf(rule())).toBe('OBR-24 = CT');
    expect(conditionOf(rule({ when: 'version 2.3.1' }))).toBe('');
    expect(conditionOf(rule({ when: 'PID-3.4.2 valued' }))).toBe('PID-3.4.2 valued');
  });

  const at = ['destinations', 0, 'rules', 4];
  const cases: [string, Parameters<typeof ruleChanges>, ReturnType<typeof ruleChanges>][] = [
    ['one path for all versions', [rule(), 'from231', ' OBR-18.1 '], [{ pointer: [...at, 'from'], value: 'OBR-18.1' }]],
    [
      'a path of one version',
      [rule({ from251: 'IPC-1.1', sameSource: false }), 'from251', 'IPC-2.1'],
      [{ pointer: [...at, 'from', '2.5.1'], value: 'IPC-2.1' }],
    ],
    [
      'the changed entries of a list of the same length',
      [rule({ from231: 'OBR-27.6, ORC-7.6' }), 'from231', 'OBR-27.6,ORC-7.5'],
      [{ pointer: [...at, 'from', 1], value: 'ORC-7.5' }],
    ],
    [
      'one path in the place of a list',
      [rule({ from231: 'OBR-27.6, ORC-7.6' }), 'from231', 'ORC-7.6'],
      [{ pointer: [...at, 'from'], value: 'ORC-7.6' }],
    ],
    ['no list of another length', [rule(), 'from231', 'OBR-18.1, OBR-3.1'], undefined],
    ['no empty source', [rule(), 'from231', ' '], undefined],
    ['an emptied condition as a removed key', [rule(), 'when', ''], [{ pointer: [...at, 'when'], value: null }]],
    ['the name under the key note', [rule(), 'name', 'accession'], [{ pointer: [...at, 'note'], value: 'accession' }]],
  ];
  it.each(cases)('writes %s', (_, input, expected) => {
    expect(ruleChanges(...input)).toEqual(expected);
  });

  it('is one edit for both versions only where both read the same key', () => {
    expect(owningColumn(rule({ from251: 'OBR-3.1' }), 'from251')).toBe('from231');
    expect(owningColumn(rule({ from231: '', from251: 'ORC-3' }), 'from251')).toBe('from251');
    expect(owningColumn(rule({ from251: 'IPC-1', sameSource: false }), 'from251')).toBe('from251');
  });

  it('is not offered where the rule reads nothing', () => {
    expect(isEditable(rule(), 'from231')).toBe(true);
    expect(isEditable(rule(), 'from251')).toBe(false);
  });
});

it('writes new rows first, renamed rows after their cells, removed rows last', () => {
  const edit = (id: string, kind: CellEdit['kind']): CellEdit => ({
    id,
    kind,
    host: 'eng01',
    path: '/opt/engine/lookup/SEX.csv',
    what: id,
    row: id,
    before: '',
    after: '',
    changes: [],
    basedOn: 1,
  });
  const edits = [edit('r', 'remove'), edit('k', 'key'), edit('c', 'cell'), edit('a', 'add')];
  expect(inOrder(edits).map(({ id }) => id)).toEqual(['a', 'c', 'k', 'r']);
});

it('names the first typed source that is no path', () => {
  const typed = [
    'OBR-18',
    'PID-3[2].4.1',
    'OBX[3]-5',
    'AL1[*]-3.2, IPC-1',
    'OBR18',
    'PID-nowhere',
    'OBR-18, OBR-',
    'X-1',
  ];
  expect(typed.map((text) => badPath('from231', text))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'OBR18',
    'PID-nowhere',
    'OBR-',
    'X-1',
  ]);
  expect(badPath('when', 'OBR-24 = CT')).toBeUndefined();
});
