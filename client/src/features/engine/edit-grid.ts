/** One cell of an editable table. */
export interface EditCell {
  text: string;
  /** What is on disk, where the learner changed it: shown struck through. */
  before?: string | undefined;
  /** Why it cannot be edited; undefined when it can. */
  locked?: string | undefined;
  /** Words instead of the text, for example a shortened tag; editing starts from `text`. */
  shown?: string | undefined;
  mono?: boolean;
  dim?: boolean;
  /** Enter on a cell that only leads elsewhere, for example to a lookup table. */
  open?: (() => void) | undefined;
}

export interface EditRow {
  id: string;
  cells: EditCell[];
  state?: 'added' | 'removed' | 'broken' | undefined;
  /** Stands below the row: what is wrong with it. */
  wrong?: string | undefined;
}

export interface EditGroup {
  id: string;
  title: string;
  detail?: string | undefined;
  rows: EditRow[];
  empty: string;
}

export interface EditColumn {
  key: string;
  title: string;
  width: string;
}
