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
];
