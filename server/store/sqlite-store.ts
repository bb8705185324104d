import type { LabHeader, LogEntry } from '../lab/log.ts';
import { SqliteRecord, verdictOf } from './sqlite-record.ts';
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

/** The store in one SQLite file: labs, their logs and verdicts, and mapping practice. */
export class SqliteStore extends SqliteRecord implements Store {
  createLab(lab: LabRecord, owner: LearnerRecord): Promise<void> {
    return this.write(() => {
      this.#putLearner(owner, lab.created);
      this.run(
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
    return this.read(() => {
      const row = this.prepare('SELECT * FROM labs WHERE id = ? AND deleted = 0').get(id);
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
    return this.read(() =>
      this.prepare('SELECT entry FROM log WHERE lab = ? ORDER BY seq')
        .all(lab)
        .map((row) => JSON.parse(String(row['entry'])) as LogEntry),
    );
  }

  hasEntry(lab: string, seq: number): Promise<boolean> {
    return this.read(() => this.prepare('SELECT 1 FROM log WHERE lab = ? AND seq = ?').get(lab, seq) !== undefined);
  }

  append(step: LabStep): Promise<void> {
    return this.write(() => {
      const { lab, entry, verdict, debrief } = step;
      if (step.step) this.insertStep(lab, step.step);
      if (entry) this.#appendEntry(lab, entry);
      if (verdict) this.#insertVerdict(lab, verdict);
      if (debrief) {
        const text = JSON.stringify(debrief.view);
        this.run('UPDATE verdicts SET debrief = ? WHERE lab = ? AND n = ?', text, lab, debrief.n);
      }
      this.run('UPDATE labs SET stands_at = ? WHERE id = ?', step.now, lab);
    });
  }

  verdicts(lab: string): Promise<VerdictRecord[]> {
    return this.read(() => this.prepare('SELECT * FROM verdicts WHERE lab = ? ORDER BY n').all(lab).map(verdictOf));
  }

  labsOf(owner: string): Promise<LabProgress[]> {
    return this.read(() =>
      this.prepare(
        `SELECT labs.id, labs.slug, labs.seed, labs.header, labs.stands_at, labs.deleted,
           COUNT(verdicts.n) AS verdicts,
           MAX(CASE WHEN verdicts.counts = 1 THEN verdicts.score END) AS best,
           MAX(CASE WHEN verdicts.counts = 1 AND verdicts.outcome = 'solved' THEN 1 ELSE 0 END) AS solved,
           MAX(CASE WHEN verdicts.debrief IS NOT NULL THEN 1 ELSE 0 END) AS debriefed
         FROM labs LEFT JOIN verdicts ON verdicts.lab = labs.id
         WHERE labs.owner = ?
         GROUP BY labs.id, labs.slug, labs.seed, labs.header, labs.stands_at, labs.created, labs.deleted
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
          deleted: Number(row['deleted']) === 1,
        })),
    );
  }

  practiceOf(owner: string): Promise<PracticeRecord[]> {
    return this.read(() =>
      this.prepare('SELECT drill, record FROM practice WHERE owner = ? ORDER BY drill')
        .all(owner)
        .map((row) => ({ drill: String(row['drill']), record: JSON.parse(String(row['record'])) as unknown })),
    );
  }

  putPractice(owner: LearnerRecord, drill: string, record: unknown): Promise<void> {
    return this.write(() => {
      this.#putLearner(owner, Date.now());
      this.run(
        'INSERT INTO practice (owner, drill, record) VALUES (?, ?, ?) ON CONFLICT (owner, drill) DO UPDATE SET record = excluded.record',
        owner.id,
        drill,
        JSON.stringify(record),
      );
    });
  }

  #appendEntry(lab: string, entry: LogEntry): void {
    const text = JSON.stringify(entry);
    const last = this.prepare('SELECT seq, kind FROM log WHERE lab = ? ORDER BY seq DESC LIMIT 1').get(lab);
    const lastSeq = last ? Number(last['seq']) : 0;
    if (entry.kind === 'advance-to' && last?.['kind'] === 'advance-to' && entry.seq >= lastSeq) {
      this.run('UPDATE log SET seq = ?, entry = ? WHERE lab = ? AND seq = ?', entry.seq, text, lab, lastSeq);
      return;
    }
    // An older number than the newest one would rewrite history: someone else has appended meanwhile.
    if (entry.seq <= lastSeq) throw new StoreFailure('conflict', `log entry ${entry.seq} exists already`);
    this.run('INSERT INTO log (lab, seq, kind, entry) VALUES (?, ?, ?, ?)', lab, entry.seq, entry.kind, text);
  }

  #insertVerdict(lab: string, { n, seq, counts, view }: VerdictRecord): void {
    this.run(
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
    this.run(
      'INSERT INTO learners (id, token_hash, created) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING',
      learner.id,
      learner.tokenHash,
      created,
    );
  }
}
