import type { ActionOutcome, LearnerAction } from '../../../../server/contract/action.ts';
import type { CellEdit } from './edits.ts';

export interface Saved {
  /** Edits that are in their files now. */
  done: CellEdit[];
  /** The revision each touched file has now, by `host:path`. */
  revisions: Map<string, number>;
  /** Why the rest was not saved, and which edit was refused. */
  refusal?: { edit: CellEdit; message: string };
}

/** Writes the edits key by key; every key makes one revision. Stops at the first refusal: what was written stays. */
export async function saveDraft(
  edits: readonly CellEdit[],
  note: string,
  act: (action: LearnerAction, basedOn: number) => Promise<Pick<ActionOutcome, 'ok' | 'message'>>,
): Promise<Saved> {
  const done: CellEdit[] = [];
  const revisions = new Map<string, number>();
  for (const edit of edits) {
    const file = `${edit.host}:${edit.path}`;
    for (const { pointer, value } of edit.changes) {
      const basedOn = revisions.get(file) ?? edit.basedOn;
      const { host, path } = edit;
      const outcome = await act({ kind: 'set-key', host, path, pointer, value, note }, basedOn);
      if (!outcome.ok) return { done, revisions, refusal: { edit, message: outcome.message } };
      revisions.set(file, basedOn + 1);
    }
    done.push(edit);
  }
  return { done, revisions };
}
