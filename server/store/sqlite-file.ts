import { statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { storeLimits } from './limits.ts';
import { migrations } from './schema.ts';
import { storeFailure } from './sqlite-error.ts';
import { StoreFailure } from './store.ts';

/**
 * Opens the one file that holds everything, checks it and brings it to the newest schema. Throws `StoreFailure`.
 *
 * WAL with synchronous=FULL: a commit has reached the disk before it returns. The exclusive lock keeps a second server
 * out of the same folder; the operating system drops it with the process, however that ended.
 */
export function openSqliteFile(path: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    database.exec('PRAGMA locking_mode = EXCLUSIVE');
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL');
    database.exec('PRAGMA foreign_keys = ON');
    database.exec('BEGIN IMMEDIATE; COMMIT'); // takes the lock now, not at the first write
    check(database, path);
    migrate(database, path);
    return database;
  } catch (error) {
    if (database?.isOpen) database.close();
    const { reason, message } = storeFailure(error);
    throw new StoreFailure(reason, `${path}: ${message}`, error);
  }
}

function check(database: DatabaseSync, path: string): void {
  if (statSync(path).size > storeLimits.checkedAtStart) return;
  const found = database.prepare('PRAGMA quick_check(1)').get();
  const verdict = String(found?.['quick_check']);
  if (verdict !== 'ok') throw new StoreFailure('corrupt', `the file is damaged (${verdict}); restore it from a copy`);
}

function migrate(database: DatabaseSync, path: string): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)');
  const row = database.prepare('SELECT version FROM schema_version').get();
  const version = row ? Number(row['version']) : 0;
  if (version > migrations.length) {
    throw new StoreFailure(
      'too-new',
      `schema version ${version} was written by a newer Faultline; this one knows up to ${migrations.length}`,
    );
  }
  if (version === migrations.length) return;
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const step of migrations.slice(version)) for (const statement of step) database.exec(statement);
    database.exec('DELETE FROM schema_version');
    database.prepare('INSERT INTO schema_version (version) VALUES (?)').run(migrations.length);
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const { reason, message } = storeFailure(error);
    throw new StoreFailure(
      reason,
      `could not be brought from schema version ${version} to ${migrations.length}, and was left as it was (${message})`,
      { path, error },
    );
  }
}
