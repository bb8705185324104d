import { randomBytes } from 'node:crypto';
import {
  disputeLimits,
  type Decision,
  type DecisionRequest,
  type DisputeSummary,
  type DisputeView,
  type OwnDispute,
} from '../../contract/dispute.ts';
import type { Download } from '../../contract/download.ts';
import { StoreFailure, type DisputeHead, type DisputeRecord, type Store } from '../../store/store.ts';
import type { Labs } from '../labs.ts';
import { Refused, reply, type Reply } from '../reply.ts';
import { regrade } from './regrade.ts';

export interface DisputesOptions {
  readonly store: Store;
  readonly labs: Labs;
  /** Wall clock, ms since 1970. */
  readonly wall?: () => number;
}

/** Disputed verdicts: frozen for a person, decided once, graded again by the code that graded them first. */
export class Disputes {
  readonly #store: Store;
  readonly #labs: Labs;
  readonly #wall: () => number;

  constructor({ store, labs, wall = Date.now }: DisputesOptions) {
    this.#store = store;
    this.#labs = labs;
    this.#wall = wall;
  }

  /** Freezes what the verdict rests on. Nothing of it reaches the learner by this. */
  open(learner: string, lab: string, n: number, why: string): Promise<Reply<OwnDispute>> {
    return reply(async () => {
      const words = why.trim();
      if (words.length < disputeLimits.leastWords) {
        throw new Refused(400, {
          code: 'say-more',
          message: `Say why in ${disputeLimits.leastWords} characters at least: a person reads it.`,
        });
      }
      const mine = await this.#store.disputes(learner);
      if (mine.some((each) => each.lab === lab && each.n === n)) throw alreadyDisputed(n);
      const waiting = mine.filter(({ decision }) => !decision).length;
      if (waiting >= disputeLimits.waiting) {
        throw new Refused(409, {
          code: 'too-many-disputes',
          message: `${waiting} of your disputes wait for a decision, which is the most. Wait until one is decided.`,
        });
      }
      const outcome = await this.#labs.evidence(learner, lab, n);
      if (!outcome.ok) throw new Refused(outcome.status, outcome.error);
      const evidence = outcome.value;
      const entries = await this.#store.log(lab);
      const log = JSON.stringify(entries);
      const bytes = Buffer.byteLength(log) + Buffer.byteLength(JSON.stringify(evidence));
      if (bytes > disputeLimits.evidence) {
        throw new Refused(409, {
          code: 'too-large',
          message: `The evidence of this lab has ${megabytes(bytes)} MB; ${megabytes(disputeLimits.evidence)} MB can be frozen. Ask for the verdict in a lab with fewer and smaller messages of your own.`,
        });
      }
      const id = randomBytes(9).toString('base64url');
      const created = this.#wall();
      const dispute = { id, owner: learner, lab, n, created, why: words, evidence, entries: entries.length };
      try {
        await this.#store.putDispute(dispute, log);
      } catch (error) {
        // Sent twice at the same moment.
        if (error instanceof StoreFailure && error.reason === 'conflict') throw alreadyDisputed(n);
        throw error;
      }
      return { id, lab, n, why: words, created, decision: null };
    });
  }

  /** The learner's dispute of a verdict, null if there is none. Also of a lab that was deleted. */
  own(learner: string, lab: string, n: number): Promise<Reply<{ dispute: OwnDispute | null }>> {
    return reply(async () => {
      const found = (await this.#store.disputes(learner)).find((each) => each.lab === lab && each.n === n);
      return { dispute: found ? ownOf(found) : null };
    });
  }

  /** For whoever runs the server. */
  list(reader: string): Promise<Reply<DisputeSummary[]>> {
    return reply(async () => {
      const cases = await this.#labs.cases();
      return (await this.#store.disputes()).map((head) => summaryOf(head, cases, reader));
    });
  }

  read(reader: string, id: string): Promise<Reply<DisputeView>> {
    return reply(async () => {
      const { record, head } = await this.#readable(reader, id);
      return {
        dispute: summaryOf(head, await this.#labs.cases(), reader),
        evidence: record.evidence,
        entries: record.entries,
      };
    });
  }

  /** The frozen log. */
  log(reader: string, id: string): Promise<Reply<Download>> {
    return reply(async () => {
      await this.#readable(reader, id);
      const text = (await this.#store.disputeLog(id)) ?? '[]';
      return { fileName: `dispute-${id.replaceAll('_', '-')}-log.json`, mediaType: 'application/json', bytes: new TextEncoder().encode(text) }; // prettier-ignore
    });
  }

  decide(reader: string, id: string, request: DecisionRequest): Promise<Reply<DisputeView>> {
    return reply(async () => {
      const { record } = await this.#readable(reader, id);
      if (record.decision) throw alreadyDecided();
      const { evidence } = record;
      const problem = problemOf(request, evidence.checks.length);
      if (problem) throw new Refused(400, problem);
      const { outcome, score, parts } = evidence.verdict;
      const isOverturned = [...request.checks, ...request.parts].some(({ ruling }) => ruling === 'overturned');
      const decision: Decision = {
        at: this.#wall(),
        ruling: isOverturned ? 'overturned' : 'upheld',
        reason: request.reason,
        checks: request.checks.map(({ check, ruling, reason }) => ({
          check,
          title: evidence.checks[check - 1]?.result.title ?? '',
          ruling,
          reason,
        })),
        parts: [...request.parts],
        before: { outcome, score, parts },
        after: isOverturned ? regrade(evidence, request) : { outcome, score, parts },
      };
      try {
        await this.#store.decide(id, decision);
      } catch (error) {
        if (error instanceof StoreFailure && error.reason === 'conflict') throw alreadyDecided();
        throw error;
      }
      await this.#labs.regraded(record.lab);
      const outcomeOf = await this.read(reader, id);
      if (!outcomeOf.ok) throw new Refused(outcomeOf.status, outcomeOf.error);
      return outcomeOf.value;
    });
  }

  /** Refuses one's own dispute as long as its debrief is closed: the evidence holds the answers. */
  async #readable(reader: string, id: string): Promise<{ record: DisputeRecord; head: DisputeHead }> {
    const [record, heads] = await Promise.all([this.#store.dispute(id), this.#store.disputes()]);
    const head = heads.find((each) => each.id === id);
    if (!record || !head) {
      throw new Refused(404, { code: 'no-such-dispute', message: 'There is no such dispute. Go back to the list.' });
    }
    if (record.owner === reader) {
      const attempt = (await this.#store.attemptsOf(reader)).find(({ lab }) => lab === record.lab);
      if (!attempt?.verdicts.some(({ debrief }) => debrief)) {
        throw new Refused(409, {
          code: 'own-dispute',
          message:
            'You have written this dispute yourself and its debrief is still closed: the evidence holds the answers. Somebody else decides it, in another browser; or read the debrief first.',
        });
      }
    }
    return { record, head };
  }
}

function problemOf({ checks, parts }: DecisionRequest, count: number): { code: string; message: string } | undefined {
  const unknown = checks.find(({ check }) => check > count);
  if (unknown) {
    const message = `The verdict has ${count} ${count === 1 ? 'check' : 'checks'}; there is no check ${unknown.check}.`;
    return { code: 'no-such-check', message };
  }
  const twice =
    new Set(checks.map(({ check }) => check)).size < checks.length ||
    new Set(parts.map(({ part }) => part)).size < parts.length;
  return twice ? { code: 'decided-twice', message: 'A check or part is decided twice. Name each once.' } : undefined;
}

function ownOf({ id, lab, n, why, created, decision }: DisputeHead): OwnDispute {
  return { id, lab, n, why, created, decision: decision ?? null };
}

function summaryOf(
  head: DisputeHead,
  cases: readonly { slug: string; headline: string }[],
  reader: string,
): DisputeSummary {
  const { outcome, score } = head.decision?.before ?? head.view;
  const headline = cases.find(({ slug }) => slug === head.slug)?.headline ?? head.slug;
  return { ...ownOf(head), slug: head.slug, headline, outcome, score, isOwn: head.owner === reader };
}

const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(1);

const alreadyDisputed = (n: number): Refused =>
  new Refused(409, { code: 'already-disputed', message: `Verdict ${n} of this lab has been disputed already.` });

const alreadyDecided = (): Refused =>
  new Refused(409, { code: 'already-decided', message: 'This dispute is decided already; a decision is not changed.' });
