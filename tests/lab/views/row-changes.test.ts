import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineView } from '../../../server/contract/engine.ts';
import type { QueryName } from '../../../server/lab/query.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { MINUTE } from '../../../server/core/clock.ts';
import { RowChanges, type RowChangesAnswer } from '../../../server/lab/views/row-changes.ts';
import { KeptRows } from '../../../client/src/lib/kept-rows.ts';

interface Row {
  id: string;
  says: number;
}
const keyOf = ({ id }: Row): string => id;
const row = (id: string, says: number): Row => ({ id, says });

describe('a list that is asked for again and again', () => {
  it('answers rows that are new or differ, and which are gone', () => {
    const list = new RowChanges();
    const first = list.answer([row('a', 1), row('b', 1)], keyOf, undefined);
    expect(first).toMatchObject({ isWhole: true, rows: [row('a', 1), row('b', 1)], gone: [] });
    const second = list.answer([row('b', 2), row('c', 1)], keyOf, first.token);
    expect(second).toMatchObject({ isWhole: false, rows: [row('b', 2), row('c', 1)], gone: ['a'] });
    expect(list.answer([row('b', 2), row('c', 1)], keyOf, second.token)).toEqual({
      token: second.token,
      isWhole: false,
      rows: [],
      gone: [],
    });
    // Another page that has seen only the first.
    expect(list.answer([row('b', 2), row('c', 1)], keyOf, first.token)).toMatchObject({
      rows: [row('b', 2), row('c', 1)],
      gone: ['a'],
    });
  });

  it('answers the whole to a token of another list', () => {
    const other = new RowChanges().answer([row('a', 1)], keyOf, undefined).token;
    expect(new RowChanges().answer([row('a', 1)], keyOf, other)).toMatchObject({ isWhole: true, rows: [row('a', 1)] });
  });

  it('leaves every page with the rows as they are, however they change and whoever asks when', () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'), says: fc.nat(2) }),
      {
        selector: keyOf,
      },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(rows, fc.subarray([0, 1, 2])), { maxLength: 20 }), (steps) => {
        const list = new RowChanges();
        const pages = [0, 1, 2].map(() => new KeptRows<Row>(keyOf));
        for (const [now, asking] of steps) {
          for (const index of asking) {
            const page = pages[index];
            const seen = page?.take(list.answer(now, keyOf, page.token)) ?? [];
            expect(new Map(seen.map((one) => [one.id, one.says]))).toEqual(
              new Map(now.map((one) => [one.id, one.says])),
            );
          }
        }
      }),
    );
  });
});

describe('changes of a running lab', () => {
  const lab = new Lab(freePlay, 'changes');
  type Fields = Record<string, unknown>;
  type Answer = RowChangesAnswer<Fields> & { parts: Fields };
  const value = (name: QueryName, params: object): unknown => {
    const outcome = lab.query(name, params);
    if (!outcome.ok) throw new Error(outcome.error.code);
    return outcome.value;
  };
  const ask = (name: 'listLogChanges' | 'getWorklistChanges' | 'getEngineChanges', since: string | undefined): Answer =>
    value(name, since === undefined ? {} : { since }) as Answer;
  const whole = (name: 'listLogs' | 'getWorklist', params: object = {}): Fields[] => value(name, params) as Fields[];

  it('are a small part of the whole, and make the same list', () => {
    const logs = new KeptRows<Fields>(({ n }) => String(n));
    const worklist = new KeptRows<Fields>(({ key }) => String(key));
    const stored = new KeptRows<Fields>(({ message }) => String(message));
    let parts: Fields = {};
    const sizes: number[][] = [];
    for (let step = 0; step < 6; step++) {
      if (step === 4) lab.rewind(0, 'me');
      else if (step > 0) lab.advance(lab.now + 4 * MINUTE, 1_000_000);
      const log = ask('listLogChanges', logs.token);
      const work = ask('getWorklistChanges', worklist.token);
      const engine = ask('getEngineChanges', stored.token);
      parts = { ...parts, ...engine.parts };
      const sort = (rows: readonly Fields[], key: string): unknown[] =>
        rows.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1));
      expect(sort(logs.take(log), 'n')).toEqual(sort(whole('listLogs'), 'n'));
      expect(sort(worklist.take(work), 'key')).toEqual(sort(whole('getWorklist'), 'key'));
      const { stored: all, ...head } = value('getEngine', {}) as EngineView;
      expect(sort(stored.take(engine), 'message')).toEqual(sort(all, 'message'));
      expect(parts).toEqual(head);
      sizes.push([log, work, engine].map((answer) => JSON.stringify(answer).length));
    }
    const [first = [], second = []] = sizes;
    for (const [index, size] of second.entries()) expect(size).toBeLessThan((first[index] ?? 0) / 3);
  });

  it('of a past moment there are none: it is asked for whole', () => {
    const at = lab.arrived - 60 * MINUTE;
    expect(whole('listLogs', { at }).length).toBeGreaterThan(0);
  });
});
