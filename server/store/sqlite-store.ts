import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { DebriefView, VerdictView } from '../contract/verdict.ts';
import type { LabHeader, LogEntry } from '../lab/log.ts';
import { openSqliteFile } from './sqlite-file.ts';
import { storeFailure } from './sqlite-error.ts';
import {
  StoreFailure,
  type LabProgress,
  type LabRecord,
  type LabStep,
  type LearnerRecord,
  type PracticeRecord,
  type Store,
  type VerdictRecord,
} from './store.ts';

interface PendingWrite {
  readonly work: () => void;
  readonly resolve: () => void;
  readonly reject: (failure: StoreFailure) => void;
}

/**
 * The store in one SQLite file. Writes that arrive in one turn of the event loop share a transaction, and so one wait
 * for the disk; each is acknowledged after the commit.
 */
export class SqliteStore implements Store {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  #pending: PendingWrite[] = [];

  /** Throws `StoreFailure` when the file cannot be used. */
  constructor(path: string) {
    this.#database = openSqliteFile(path);
  }

  createLab(lab: LabRecord, owner: LearnerRecord): Promise<void> {
    return this.#write(() => {
      this.#putLearner(owner, lab.created);
      this.#run(
        'INSERT INTO labs (id, owner, slug, seed, header, stands_at, created) VALUES (?, ?, ?, ?, ?, ?, ?)',
        lab.id,
        lab.owner,
        lab.slug,
        lab.seed,
        JSON.stringify(lab.header),
        lab.now,
        lab.created,
      );
    });
  }

  lab(id: string): Promise<LabRecord | undefined> {
    return this.#read(() => {
      const row = this.#prepare('SELECT * FROM labs WHERE id = ?').get(id);
      if (!row) return undefined;
      return {
        id: String(row['id']),
        owner: String(row['owner']),
        slug: String(row['slug']),
        seed: String(row['seed']),
        header: JSON.parse(String(row['header'])) as LabHeader,
        now: Number(row['stands_at']),
        created: Number(row['created']),
      };
    });
  }

  log(lab: string): Promise<LogEntry[]> {
    return this.#read(() =>
      this.#prepare('SELECT entry FROM log WHERE lab = ? ORDER BY seq')
        .all(lab)
        .map((row) => JSON.parse(String(row['entry'])) as LogEntry),
    );
  }

  hasEntry(lab: string, seq: number): Promise<boolean> {
    return this.#read(() => this.#prepare('SELECT 1 FROM log WHERE lab = ? AND seq = ?').get(lab, seq) !== undefined);
  }

  append(step: LabStep): Promise<void> {
    return this.#write(() => {
      const { lab, entry, verdict, debrief } = step;
      if (entry) this.#appendEntry(lab, entry);
      if (verdict) this.#insertVerdict(lab, verdict);
      if (debrief) {
        const text = JSON.stringify(debrief.view);
        this.#run('UPDATE verdicts SET debrief = ? WHERE lab = ? AND n = ?', text, lab, debrief.n);
      }
      this.#run('UPDATE labs SET stands_at = ? WHERE id = ?', step.now, lab);
    });
  }

  verdicts(lab: string): Promise<VerdictRecord[]> {
    return this.#read(() =>
      this.#prepare('SELECT n, seq, counts, verdict, debrief FROM verdicts WHERE lab = ? ORDER BY n')
        .all(lab)
        .map((row) => ({
          n: Number(row['n']),
          seq: Number(row['seq']),
          counts: Number(row['counts']) === 1,
          view: JSON.parse(String(row['verdict'])) as VerdictView,
          debrief: typeof row['debrief'] === 'string' ? (JSON.parse(row['debrief']) as DebriefView) : undefined,
        })),
    );
  }

  labsOf(owner: string): Promise<LabProgress[]> {
    return this.#read(() =>
      this.#prepare(
        `SELECT labs.id, labs.slug, labs.seed, labs.header, labs.stands_at,
           COUNT(verdicts.n) AS verdicts,
           MAX(CASE WHEN verdicts.counts = 1 THEN verdicts.score END) AS best,
           MAX(CASE WHEN verdicts.counts = 1 AND verdicts.outcome = 'solved' THEN 1 ELSE 0 END) AS solved,
           MAX(CASE WHEN verdicts.debrief IS NOT NULL THEN 1 ELSE 0 END) AS debriefed
         FROM labs LEFT JOIN verdicts ON verdicts.lab = labs.id
         WHERE labs.owner = ?
         GROUP BY labs.id, labs.slug, labs.seed, labs.header, labs.stands_at, labs.created
         ORDER BY labs.created DESC, labs.id`,
      )
        .all(owner)
        .map((row) => ({
          id: String(row['id']),
          slug: String(row['slug']),
          seed: String(row['seed']),
          rung: (JSON.parse(String(row['header'])) as LabHeader).rung ?? 'practice',
          now: Number(row['stands_at']),
          verdicts: Number(row['verdicts']),
          best: row['best'] === null ? null : Number(row['best']),
          solved: Number(row['solved']) === 1,
          debriefed: Number(row['debriefed']) === 1,
        })),
    );
  }

  practiceOf(owner: string): Promise<PracticeRecord[]> {
    return this.#read(() =>
      this.#prepare('SELECT drill, record FROM practice WHERE owner = ? ORDER BY drill')
        .all(owner)
        .map((row) => ({ drill: String(row['drill']), record: JSON.parse(String(row['record'])) as unknown })),
    );
  }

  putPractice(owner: LearnerRecord, drill: string, record: unknown): Promise<void> {
    return this.#write(() => {
      this.#putLearner(owner, Date.now());
      this.#run(
        'INSERT INTO practice (owner, drill, record) VALUES (?, ?, ?) ON CONFLICT (owner, drill) DO UPDATE SET record = excluded.record',
        owner.id,
        drill,
        JSON.stringify(record),
      );
    });
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

  #appendEntry(lab: string, entry: LogEntry): void {
    const text = JSON.stringify(entry);
    const last = this.#prepare('SELECT seq, kind FROM log WHERE lab = ? ORDER BY seq DESC LIMIT 1').get(lab);
    const lastSeq = last ? Number(last['seq']) : 0;
    if (entry.kind === 'advance-to' && last?.['kind'] === 'advance-to' && entry.seq >= lastSeq) {
      this.#run('UPDATE log SET seq = ?, entry = ? WHERE lab = ? AND seq = ?', entry.seq, text, lab, lastSeq);
      return;
    }
    // An older number than the newest one would rewrite history: someone else has appended meanwhile.
    if (entry.seq <= lastSeq) throw new StoreFailure('conflict', `log entry ${entry.seq} exists already`);
    this.#run('INSERT INTO log (lab, seq, kind, entry) VALUES (?, ?, ?, ?)', lab, entry.seq, entry.kind, text);
  }

  #insertVerdict(lab: string, { n, seq, counts, view }: VerdictRecord): void {
    this.#run(
      'INSERT INTO verdicts (lab, n, seq, outcome, score, counts, verdict) VALUES (?, ?, ?, ?, ?, ?, ?)',
      lab,
      n,
      seq,
      view.outcome,
      view.score,
      counts ? 1 : 0,
      JSON.stringify(view),
    );
  }

  #putLearner(learner: LearnerRecord, created: number): void {
    this.#run(
      'INSERT INTO learners (id, token_hash, created) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
      learner.id,
      learner.tokenHash,
      created,
    );
  }

  #prepare(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#prepare(sql).run(...values);
  }

  // SQLite answers at once; the interface is a promise because PostgreSQL will not.
  // eslint-disable-next-line @typescript-eslint/require-await
  async #read<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw storeFailure(error);
    }
  }

  #write(work: () => void): Promise<void> {
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
