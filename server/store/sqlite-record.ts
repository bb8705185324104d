import type { SQLOutputValue } from 'node:sqlite';
import type { Decision, FrozenEvidence } from '../contract/dispute.ts';
import type { DebriefView, VerdictView } from '../contract/verdict.ts';
import type { LabHeader } from '../lab/log.ts';
import { SqliteSession } from './sqlite-session.ts';
import {
  StoreFailure,
  type AttemptRecord,
  type DisputeHead,
  type DisputeRecord,
  type StepRecord,
  type VerdictRecord,
} from './store.ts';

type Row = Readonly<Record<string, SQLOutputValue>>;

/** A learner's record: what outlives the labs. */
export abstract class SqliteRecord extends SqliteSession {
  lastStep(lab: string): Promise<StepRecord | undefined> {
    return this.read(() => {
      const row = this.prepare('SELECT step FROM steps WHERE lab = ? ORDER BY n DESC LIMIT 1').get(lab);
      return row && stepOf(row);
    });
  }

  putStep(lab: string, step: StepRecord): Promise<void> {
    return this.write(() => this.insertStep(lab, step));
  }

  steps(lab: string): Promise<StepRecord[]> {
    return this.read(() => this.prepare('SELECT step FROM steps WHERE lab = ? ORDER BY n').all(lab).map(stepOf));
  }

  attemptsOf(owner: string): Promise<AttemptRecord[]> {
    return this.read(() => {
      const counts = Map.groupBy(
        this.prepare(
          `SELECT steps.lab, steps.kind, steps.refused, COUNT(*) AS steps, SUM(steps.spent) AS spent, MAX(steps.wall) AS last
           FROM steps JOIN labs ON labs.id = steps.lab WHERE labs.owner = ?
           GROUP BY steps.lab, steps.kind, steps.refused`,
        ).all(owner),
        (row) => String(row['lab']),
      );
      const verdicts = Map.groupBy(
        this.prepare(
          `SELECT verdicts.* FROM verdicts JOIN labs ON labs.id = verdicts.lab WHERE labs.owner = ? ORDER BY verdicts.n`,
        ).all(owner),
        (row) => String(row['lab']),
      );
      return this.prepare('SELECT * FROM labs WHERE owner = ? ORDER BY created DESC, id')
        .all(owner)
        .map((row) => attemptOf(row, counts.get(String(row['id'])) ?? [], verdicts.get(String(row['id'])) ?? []));
    });
  }

  deleteLab(lab: string): Promise<void> {
    return this.write(() => {
      this.run('DELETE FROM log WHERE lab = ?', lab);
      this.run('UPDATE labs SET deleted = 1 WHERE id = ?', lab);
    });
  }

  putDispute(dispute: Omit<DisputeRecord, 'decision' | 'slug'>, log: string): Promise<void> {
    return this.write(() => {
      const { id, owner, lab, n, created, why, evidence, entries } = dispute;
      this.run(
        'INSERT INTO disputes (id, owner, lab, n, created, why, evidence, log, entries) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        id,
        owner,
        lab,
        n,
        created,
        why,
        JSON.stringify(evidence),
        log,
        entries,
      );
    });
  }

  disputes(owner?: string): Promise<DisputeHead[]> {
    const heads = `SELECT disputes.id, disputes.owner, disputes.lab, labs.slug, disputes.n, disputes.created, disputes.why,
        disputes.entries, disputes.decision, verdicts.verdict, verdicts.regraded
      FROM disputes JOIN labs ON labs.id = disputes.lab
        JOIN verdicts ON verdicts.lab = disputes.lab AND verdicts.n = disputes.n`;
    const order = 'ORDER BY CASE WHEN disputes.decision IS NULL THEN 0 ELSE 1 END, disputes.created DESC, disputes.id';
    return this.read(() =>
      (owner === undefined
        ? this.prepare(`${heads} ${order}`).all()
        : this.prepare(`${heads} WHERE disputes.owner = ? ${order}`).all(owner)
      ).map((row) => ({ ...headOf(row), view: viewOf(row) })),
    );
  }

  dispute(id: string): Promise<DisputeRecord | undefined> {
    return this.read(() => {
      const row = this.prepare(
        'SELECT disputes.*, labs.slug FROM disputes JOIN labs ON labs.id = disputes.lab WHERE disputes.id = ?',
      ).get(id);
      return row && { ...headOf(row), evidence: JSON.parse(String(row['evidence'])) as FrozenEvidence };
    });
  }

  disputeLog(id: string): Promise<string | undefined> {
    return this.read(() => {
      const row = this.prepare('SELECT log FROM disputes WHERE id = ?').get(id);
      return row && String(row['log']);
    });
  }

  decide(id: string, decision: Decision): Promise<void> {
    return this.write(() => {
      const row = this.prepare('SELECT lab, n, decision FROM disputes WHERE id = ?').get(id);
      if (row?.['decision'] !== null) throw new StoreFailure('conflict', 'this dispute is decided already');
      const { outcome, score, parts } = decision.after;
      this.run('UPDATE disputes SET decision = ? WHERE id = ?', JSON.stringify(decision), id);
      if (decision.ruling === 'upheld') return;
      this.run(
        'UPDATE verdicts SET outcome = ?, score = ?, regraded = ? WHERE lab = ? AND n = ?',
        outcome,
        score,
        JSON.stringify({ outcome, score, parts }),
        String(row['lab']),
        Number(row['n']),
      );
    });
  }

  protected insertStep(lab: string, step: StepRecord): void {
    this.run(
      'INSERT INTO steps (lab, n, kind, refused, spent, wall, step) VALUES (?, ?, ?, ?, ?, ?, ?)',
      lab,
      step.n,
      step.kind,
      step.refused === '' ? 0 : 1,
      step.spent,
      step.wall,
      JSON.stringify(step),
    );
  }
}

/** A verdict as it is kept, graded again where it was. */
export function verdictOf(row: Row): VerdictRecord {
  return {
    n: Number(row['n']),
    seq: Number(row['seq']),
    counts: Number(row['counts']) === 1,
    view: viewOf(row),
    debrief: typeof row['debrief'] === 'string' ? (JSON.parse(row['debrief']) as DebriefView) : undefined,
  };
}

function viewOf(row: Row): VerdictView {
  const view = JSON.parse(String(row['verdict'])) as VerdictView;
  const regraded = row['regraded'];
  if (typeof regraded !== 'string') return view;
  return { ...view, regraded: JSON.parse(regraded) as NonNullable<VerdictView['regraded']> };
}

const stepOf = (row: Row): StepRecord => JSON.parse(String(row['step'])) as StepRecord;

function headOf(row: Row): Omit<DisputeRecord, 'evidence'> {
  const decision = row['decision'];
  return {
    id: String(row['id']),
    owner: String(row['owner']),
    lab: String(row['lab']),
    slug: String(row['slug']),
    n: Number(row['n']),
    created: Number(row['created']),
    why: String(row['why']),
    entries: Number(row['entries']),
    decision: typeof decision === 'string' ? (JSON.parse(decision) as Decision) : undefined,
  };
}

function attemptOf(row: Row, counts: readonly Row[], verdicts: readonly Row[]): AttemptRecord {
  const created = Number(row['created']);
  const kinds: Record<string, number> = {};
  let refused = 0;
  for (const each of counts) {
    const steps = Number(each['steps']);
    if (Number(each['refused']) === 1) refused += steps;
    else kinds[String(each['kind'])] = (kinds[String(each['kind'])] ?? 0) + steps;
  }
  return {
    lab: String(row['id']),
    slug: String(row['slug']),
    seed: String(row['seed']),
    header: JSON.parse(String(row['header'])) as LabHeader,
    created,
    deleted: Number(row['deleted']) === 1,
    last: Math.max(created, ...counts.map((each) => Number(each['last']))),
    spent: counts.reduce((sum, each) => sum + Number(each['spent']), 0),
    kinds,
    refused,
    verdicts: verdicts.map(verdictOf),
  };
}
