import { StoreFailure, type StoreFailureReason } from './store.ts';

/** Primary result codes, https://sqlite.org/rescode.html; the extended code carries them in its low byte. */
const reasons: Readonly<Record<number, StoreFailureReason>> = {
  5: 'in-use', // SQLITE_BUSY
  6: 'in-use', // SQLITE_LOCKED
  8: 'read-only', // SQLITE_READONLY
  10: 'io', // SQLITE_IOERR
  11: 'corrupt', // SQLITE_CORRUPT
  13: 'full', // SQLITE_FULL
  14: 'io', // SQLITE_CANTOPEN
  19: 'conflict', // SQLITE_CONSTRAINT
  26: 'corrupt', // SQLITE_NOTADB
};

const texts: Readonly<Record<StoreFailureReason, string>> = {
  full: 'the disk that holds the server’s data is full',
  io: 'the disk that holds the server’s data reported an error',
  'read-only': 'the server’s data can only be read, not written',
  'in-use': 'another Faultline server is using the same data folder',
  corrupt: 'the server’s data file is damaged or is not a Faultline data file',
  'too-new': 'the server’s data was written by a newer Faultline',
  conflict: 'someone else wrote the same record first',
  other: 'the server’s data could not be reached',
};

/** The failure in our words, the library's own error as its cause. */
export function storeFailure(error: unknown): StoreFailure {
  if (error instanceof StoreFailure) return error;
  const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;
  const reason = (code === undefined ? undefined : reasons[code]) ?? 'other';
  const said = error instanceof Error ? error.message : String(error);
  return new StoreFailure(reason, reason === 'other' ? `${texts.other}: ${said}` : texts[reason], error);
}
