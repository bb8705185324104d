import type { EngineView, StoredMessage, WorklistItem } from '../../contract/engine.ts';
import type { LogEntry } from '../../contract/hospital.ts';
import type { Hospital } from '../hospital.ts';
import { engineView } from './engine.ts';
import { logLines } from './logs.ts';
import { ChangeBook, type RowChangesAnswer } from './row-changes.ts';
import { worklistView } from './worklist.ts';

/** Views of the running hospital that a page asks for every second, as changes since it asked last. */

/** Kept beside each lab and not in it: a lab that is opened anew answers the whole once. */
const books = new WeakMap<object, ChangeBook>();

function bookOf(lab: object): ChangeBook {
  const book = books.get(lab) ?? new ChangeBook();
  books.set(lab, book);
  return book;
}

interface Asked {
  readonly hospital: Hospital;
}

export function logChanges(
  lab: Asked,
  { host, text }: { readonly host: string | undefined; readonly text: string | undefined },
  since: string | undefined,
): RowChangesAnswer<LogEntry> {
  const { logs, journal } = lab.hospital.room;
  const list = bookOf(lab).list(JSON.stringify(['logs', host, text]));
  return list.answer(logLines(logs, journal, host, text), ({ n }) => String(n), since);
}

export function worklistChanges(lab: Asked, since: string | undefined): RowChangesAnswer<WorklistItem> {
  return bookOf(lab)
    .list('worklist')
    .answer(worklistView(lab.hospital.worklist), ({ key }) => key, since);
}

type Parts = Omit<EngineView, 'stored'>;

/** The store by its messages, the rest by its parts; one token for both. */
export function engineChanges(
  lab: Asked,
  since: string | undefined,
): RowChangesAnswer<StoredMessage> & { readonly parts: Partial<Parts> } {
  const { stored, ...rest } = engineView(lab.hospital);
  const [ofRows, ofParts] = since?.split(' ') ?? [];
  const book = bookOf(lab);
  const rows = book.list('engine store').answer(stored, ({ message }) => String(message), ofRows);
  const parts = book.list('engine parts').answer(Object.entries(rest), ([name]) => name, ofParts);
  return { ...rows, token: `${rows.token} ${parts.token}`, parts: Object.fromEntries(parts.rows) };
}
