/**
 * The tables, one step per version; a step is never edited once released. Only TEXT and BIGINT and plain clauses, so
 * that the same text runs on PostgreSQL.
 */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE learners (
      id TEXT NOT NULL PRIMARY KEY,
      token_hash TEXT NOT NULL UNIQUE,
      created BIGINT NOT NULL
    )`,
    `CREATE TABLE labs (
      id TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL REFERENCES learners (id),
      slug TEXT NOT NULL,
      seed TEXT NOT NULL,
      header TEXT NOT NULL,
      stands_at BIGINT NOT NULL,
      created BIGINT NOT NULL
    )`,
    `CREATE INDEX labs_by_owner ON labs (owner, created)`,
    `CREATE TABLE log (
      lab TEXT NOT NULL REFERENCES labs (id),
      seq BIGINT NOT NULL,
      kind TEXT NOT NULL,
      entry TEXT NOT NULL,
      PRIMARY KEY (lab, seq)
    )`,
    `CREATE TABLE verdicts (
      lab TEXT NOT NULL REFERENCES labs (id),
      n BIGINT NOT NULL,
      seq BIGINT NOT NULL,
      outcome TEXT NOT NULL,
      score BIGINT NOT NULL,
      counts BIGINT NOT NULL,
      verdict TEXT NOT NULL,
      debrief TEXT,
      PRIMARY KEY (lab, n)
    )`,
  ],
  [
    `CREATE TABLE practice (
      owner TEXT NOT NULL REFERENCES learners (id),
      drill TEXT NOT NULL,
      record TEXT NOT NULL,
      PRIMARY KEY (owner, drill)
    )`,
  ],
  [
    // A deleted lab keeps its row, its verdicts and its steps: they are the learner's record. Only its log goes.
    `ALTER TABLE labs ADD COLUMN deleted BIGINT NOT NULL DEFAULT 0`,
    `ALTER TABLE verdicts ADD COLUMN regraded TEXT`,
    `CREATE TABLE steps (
      lab TEXT NOT NULL REFERENCES labs (id),
      n BIGINT NOT NULL,
      kind TEXT NOT NULL,
      refused BIGINT NOT NULL,
      spent BIGINT NOT NULL,
      wall BIGINT NOT NULL,
      step TEXT NOT NULL,
      PRIMARY KEY (lab, n)
    )`,
    `CREATE TABLE disputes (
      id TEXT NOT NULL PRIMARY KEY,
      owner TEXT NOT NULL REFERENCES learners (id),
      lab TEXT NOT NULL REFERENCES labs (id),
      n BIGINT NOT NULL,
      created BIGINT NOT NULL,
      why TEXT NOT NULL,
      evidence TEXT NOT NULL,
      log TEXT NOT NULL,
      entries BIGINT NOT NULL,
      decision TEXT,
      UNIQUE (lab, n)
    )`,
    `CREATE INDEX disputes_by_owner ON disputes (owner, created)`,
  ],
];
