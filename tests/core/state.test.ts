import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coreLimits, LimitExceeded } from '../../server/core/limits.ts';
import { forkState, hashState, History, Table } from '../../server/core/state.ts';

interface Row {
  readonly value: number;
  readonly note?: string;
}

describe('a table', () => {
  it('keeps rows by key in order of first insertion', () => {
    const table = new Table<Row>();
    table.put('b', { value: 1 });
    table.put('a', { value: 2 });
    table.put('b', { value: 3 });
    expect([...table.entries()]).toEqual([
      ['b', { value: 3 }],
      ['a', { value: 2 }],
    ]);
    expect({ size: table.size, get: table.get('a'), has: table.has('c'), gone: table.get('c') }).toEqual({
      size: 2,
      get: { value: 2 },
      has: false,
      gone: undefined,
    });
  });

  it('replaces rows on update, so that who holds the old row keeps it unchanged', () => {
    const table = new Table<Row>();
    table.put('a', { value: 1, note: 'x' });
    const before = table.get('a');
    expect([table.update('a', { value: 2 }), table.update('zz', { value: 2 })]).toEqual([true, false]);
    expect([before, table.get('a')]).toEqual([
      { value: 1, note: 'x' },
      { value: 2, note: 'x' },
    ]);
  });

  it('finds, filters and deletes', () => {
    const table = new Table<Row>();
    for (let i = 0; i < 5; i++) table.put(String(i), { value: i });
    expect(table.find((row) => row.value > 2)).toEqual({ value: 3 });
    expect(table.filter((row) => row.value % 2 === 0)).toEqual([{ value: 0 }, { value: 2 }, { value: 4 }]);
    expect([table.delete('3'), table.delete('3'), table.size]).toEqual([true, false, 4]);
  });

  it('refuses a row beyond the limit by name, but still replaces one', () => {
    const rows = new Map<string, Row>();
    for (let i = 0; i < coreLimits.tableRows; i++) rows.set(String(i), { value: i });
    const table = new Table(rows);
    table.put('7', { value: -7 });
    expect(() => table.put('one more', { value: 0 })).toThrow(LimitExceeded);
    expect(table.size).toBe(coreLimits.tableRows);
  });
});

describe('a history', () => {
  it('reads by index and by range', () => {
    const history = new History<string>();
    expect([history.last(), history.at(0), history.length]).toEqual([undefined, undefined, 0]);
    expect([history.push('a'), history.push('b'), history.push('c')]).toEqual([0, 1, 2]);
    expect([history.at(1), history.at(3), history.at(-1), history.last()]).toEqual(['b', undefined, undefined, 'c']);
    expect([history.slice(), history.slice(1), history.slice(1, 2), history.slice(2, 1), history.slice(0, 99)]).toEqual(
      [['a', 'b', 'c'], ['b', 'c'], ['b'], [], ['a', 'b', 'c']],
    );
  });

  it('does not show a fork what its parent appended later, however deep the chain', () => {
    const root = new History<string>();
    root.push('r0');
    const child = root.fork();
    root.push('r1');
    child.push('c1');
    const grandchild = child.fork();
    child.push('c2');
    grandchild.push('g2');
    expect([root.slice(), child.slice(), grandchild.slice()]).toEqual([
      ['r0', 'r1'],
      ['r0', 'c1', 'c2'],
      ['r0', 'c1', 'g2'],
    ]);
    expect([child.at(1), grandchild.at(1), grandchild.at(2), grandchild.at(3)]).toEqual(['c1', 'c1', 'g2', undefined]);
  });
});

/** A world of branches, each with a table and a history and, beside it, what they must hold. */
interface Branch {
  readonly table: Table<Row>;
  readonly history: History<number>;
  readonly rows: Map<string, Row>;
  readonly entries: number[];
}

interface Step {
  readonly kind: 'put' | 'update' | 'delete' | 'push' | 'fork';
  readonly on: number;
  readonly key: string;
  readonly value: number;
}

const steps = fc.array(
  fc.record<Step>({
    kind: fc.constantFrom('put', 'update', 'delete', 'push', 'fork'),
    on: fc.nat(1000),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    value: fc.nat(1000),
  }),
  { maxLength: 80 },
);

describe('forked state', () => {
  it('is independent of its origin in both directions, over any sequence of writes and forks', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const branches: Branch[] = [{ table: new Table(), history: new History(), rows: new Map(), entries: [] }];
        for (const { kind, on, key, value } of all) {
          const branch = branches[on % branches.length];
          if (!branch) continue;
          const row = branch.rows.get(key);
          switch (kind) {
            case 'put':
              branch.table.put(key, { value });
              branch.rows.set(key, { value });
              break;
            case 'update':
              expect(branch.table.update(key, { value })).toBe(row !== undefined);
              if (row) branch.rows.set(key, { ...row, value });
              break;
            case 'delete':
              expect(branch.table.delete(key)).toBe(branch.rows.delete(key));
              break;
            case 'push':
              branch.history.push(value);
              branch.entries.push(value);
              break;
            case 'fork':
              branches.push({
                table: branch.table.fork(),
                history: branch.history.fork(),
                rows: new Map(branch.rows),
                entries: [...branch.entries],
              });
              break;
            default:
              kind satisfies never;
          }
        }
        for (const branch of branches) {
          expect([...branch.table.entries()]).toEqual([...branch.rows.entries()]);
          expect(branch.history.slice()).toEqual(branch.entries);
          expect(branch.entries.map((_, index) => branch.history.at(index))).toEqual(branch.entries);
          expect(branch.history.slice(1, 3)).toEqual(branch.entries.slice(1, 3));
        }
      }),
    );
  });

  it('copies scalars, tables and histories of a root and of the roots nested in it', () => {
    const state = {
      next: 1,
      rows: new Table<Row>(),
      inner: { held: 5, log: new History<string>() },
      settings: { retry: [3, 30] },
    };
    state.rows.put('a', { value: 1 });
    state.inner.log.push('first');
    const copy = forkState(state);
    copy.next = 9;
    copy.rows.put('a', { value: 2 });
    copy.inner.held = 0;
    copy.inner.log.push('second');
    expect([state.next, state.rows.get('a'), state.inner.held, state.inner.log.slice()]).toEqual([
      1,
      { value: 1 },
      5,
      ['first'],
    ]);
    expect(copy.inner.log.slice()).toEqual(['first', 'second']);
    expect(copy.settings).toBe(state.settings);
  });

  it('has the hash of its origin until one side writes', () => {
    const state = { count: 1, rows: new Table<Row>(), log: new History<Uint8Array>() };
    state.rows.put('a', { value: 1 });
    state.log.push(Uint8Array.of(1, 2));
    const copy = forkState(state);
    expect(hashState(copy)).toBe(hashState(state));
    copy.log.push(Uint8Array.of(3));
    expect(hashState(copy)).not.toBe(hashState(state));
  });
});

describe('the state hash', () => {
  it('ignores the order of keys and absent fields, and nothing else', () => {
    expect(hashState({ a: 1, b: { c: 2, d: undefined } })).toBe(hashState({ b: { c: 2 }, a: 1 }));
    const different: unknown[] = [
      { a: 1 },
      { a: '1' },
      { a: [1] },
      { a: null },
      { a: true },
      {},
      [],
      [[], []],
      [[[]]],
      ['ab', 'c'],
      ['a', 'bc'],
      Uint8Array.of(1),
      [1],
    ];
    expect(new Set(different.map((value) => hashState(value))).size).toBe(different.length);
  });

  it('refuses what is not plain data', () => {
    expect(() => hashState({ f: () => 1 })).toThrow('function is not plain data');
  });
});
