import { describe, expect, it } from 'vitest';
import type { CellEdit } from '../../../client/src/features/engine/edits.ts';
import { saveDraft } from '../../../client/src/features/engine/save-draft.ts';
import type { LearnerAction } from '../../../server/contract/action.ts';

const edit = (id: string, path: string, basedOn: number): CellEdit => ({
  id,
  host: 'eng01',
  path,
  what: id,
  row: id,
  kind: 'cell',
  before: 'a',
  after: 'b',
  changes: [{ pointer: [id], value: 'b' }],
  basedOn,
});

describe('saving a draft', () => {
  it('writes key by key, each on the revision that the one before it made', async () => {
    const sent: [LearnerAction, number][] = [];
    const result = await saveDraft(
      [edit('x', '/a', 2), edit('y', '/a', 2), edit('z', '/b', 1)],
      'why',
      (action, on) => {
        sent.push([action, on]);
        return Promise.resolve({ ok: true, message: 'Saved.' });
      },
    );
    const key = { kind: 'set-key', host: 'eng01', value: 'b', note: 'why' } as const;
    expect(sent).toEqual([
      [{ ...key, path: '/a', pointer: ['x'] }, 2],
      [{ ...key, path: '/a', pointer: ['y'] }, 3],
      [{ ...key, path: '/b', pointer: ['z'] }, 1],
    ]);
    expect(result.done.map(({ id }) => id)).toEqual(['x', 'y', 'z']);
    expect([...result.revisions]).toEqual([
      ['eng01:/a', 4],
      ['eng01:/b', 2],
    ]);
  });

  it('stops at a refusal, names it, and counts what was written before it', async () => {
    const answers = [
      { ok: true, message: 'Saved.' },
      { ok: false, message: 'There is no such row.' },
    ];
    const second = edit('y', '/a', 2);
    const result = await saveDraft([edit('x', '/a', 2), second, edit('z', '/b', 1)], '', () =>
      Promise.resolve(answers.shift() ?? { ok: false, message: 'asked too often' }),
    );
    expect(result.done.map(({ id }) => id)).toEqual(['x']);
    expect([...result.revisions]).toEqual([['eng01:/a', 3]]);
    expect(result.refusal).toEqual({ edit: second, message: 'There is no such row.' });
  });
});
