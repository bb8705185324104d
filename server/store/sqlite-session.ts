import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openSqliteFile } from './sqlite-file.ts';
import { storeFailure } from './sqlite-error.ts';
import type { StoreFailure } from './store.ts';

interface PendingWrite {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (failure: StoreFailure) => void;
}

/**
 * One SQLite file and its transactions. Writes that arrive in one turn of the event loop share a transaction, and so one
 * wait for the disk; each is acknowledged after the commit.
 */
export abstract class SqliteSession {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #pending: PendingWrite[] = [];

  /** Throws `StoreFailure` when the file cannot be used. */
  constructor(path: string) {
    this.#database = openSqliteFile(path);
  }

  async close(): Promise<void> {
    this.#flush();
    await Promise.resolve();
    if (this.#database.isOpen) this.#database.close();
  }

  /** For tests: lets the file grow to this many pages and no further, as a full disk would. */
  limitPages(pages: number): void {
    this.#database.exec(`PRAGMA max_page_count = ${Math.trunc(pages)}`);
  }

  protected prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  protected run(sql: string, ...values: (string | number)[]): void {
    this.prepare(sql).run(...values);
  }

  // SQLite answers at once; the interface is a promise because PostgreSQL will not.
  // eslint-disable-next-line @typescript-eslint/require-await
  protected async read<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw storeFailure(error);
    }
  }

  protected write(work: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#pending.length === 0) setImmediate(() => this.#flush());
      this.#pending.push({ work, resolve, reject });
    });
  }

  #flush(): void {
    const writes = this.#pending;
    this.#pending = [];
    if (writes.length === 0) return;
    const failure = this.#commit(writes);
    if (!failure) for (const write of writes) write.resolve();
    else if (writes.length === 1) writes[0]?.reject(failure);
    else this.#commitEach(writes);
  }

  /** One write spoilt the shared transaction: the others must not suffer for it. */
  #commitEach(writes: readonly PendingWrite[]): void {
    for (const write of writes) {
      const failure = this.#commit([write]);
      if (failure) write.reject(failure);
      else write.resolve();
    }
  }

  #commit(writes: readonly PendingWrite[]): StoreFailure | undefined {
    try {
      this.#database.exec('BEGIN IMMEDIATE');
      for (const { work } of writes) work();
      this.#database.exec('COMMIT');
      return undefined;
    } catch (error) {
      try {
        if (this.#database.isOpen && this.#database.isTransaction) this.#database.exec('ROLLBACK');
      } catch {
        // SQLITE_FULL and SQLITE_IOERR may have rolled back by themselves
      }
      return storeFailure(error);
    }
  }
}
