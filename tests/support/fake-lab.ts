import type { FrozenEvidence } from '../../server/contract/dispute.ts';
import type { LabView } from '../../server/contract/lab.ts';
import type { MessageSummary } from '../../server/contract/message.ts';
import type { Rung } from '../../server/contract/rung.ts';
import type { Conclusion, DebriefView, VerdictView } from '../../server/contract/verdict.ts';
import { HOUR, SECOND, type Micros } from '../../server/core/clock.ts';
import { LimitExceeded } from '../../server/core/limits.ts';
import { compactMessages } from '../../server/lab/views/compact-messages.ts';
import { effectiveEntries, LOG_FORMAT, type ActRequest, type LabHeader, type LogEntry } from '../../server/lab/log.ts';
import type {
  CaseInfo,
  LabRefusal,
  OpenedLab,
  QueryName,
  QueryOutcome,
  Template,
} from '../../server/workers/lab-api.ts';

// A lab small enough to see through, behind the interface of the real one: a message every ten virtual seconds, and a
// `mark` action whose text makes it misbehave. Marks are journal messages, so that a lost one would be noticed.

const ARRIVED: Micros = 1_773_741_600 * SECOND;
const EVENT_EVERY = 10 * SECOND;
const END = ARRIVED + 72 * HOUR;

export const fakeArrived = ARRIVED;

const cases: readonly CaseInfo[] = [
  { slug: 'quiet-harbor', headline: 'It stands still', kind: 'case', tracks: ['CPAS'], difficulty: 1, minutes: 10 },
  { slug: 'open-field', headline: 'A healthy hospital', kind: 'free-play', tracks: [], difficulty: 1, minutes: 60 },
];

class FakeLab implements OpenedLab {
  readonly header: LabHeader;
  readonly entries: LogEntry[] = [];
  revision = 1;
  now: Micros = ARRIVED;
  #texts: { at: Micros; text: string }[] = [];

  constructor(header: LabHeader, entries: readonly LogEntry[] = []) {
    this.header = header;
    this.entries.push(...entries);
    this.#replay();
  }

  get journalLength(): number {
    return this.#texts.length;
  }

  get epoch(): number {
    return this.entries.findLast(({ kind }) => kind === 'rewind-to')?.seq ?? 0;
  }

  get ended(): boolean {
    return this.now >= END;
  }

  act({ action }: ActRequest, actor: string): ReturnType<OpenedLab['act']> {
    if (action.kind !== 'mark') {
      return { entry: undefined, outcome: { seq: this.#lastSeq, ok: false, message: 'not here', code: 'refused' } };
    }
    if (action.text === 'spin') for (;;);
    if (action.text === 'throw') throw new Error('a defect');
    if (action.text === 'limit') throw new LimitExceeded('heap', '100000 entries');
    const entry: LogEntry = { ...this.#stamp(actor), kind: 'action', payload: action };
    this.#apply(entry);
    this.entries.push(entry);
    return {
      entry,
      outcome: { seq: entry.seq, ok: true, message: `marked ${action.text}`, event: this.#texts.length },
    };
  }

  advance(to: Micros, maxEvents: number): ReturnType<OpenedLab['advance']> {
    const goal = Math.min(to, END);
    for (let events = 0; this.now < goal; events += 1) {
      if (events === maxEvents) return { entry: undefined, reached: false };
      this.#step(goal);
    }
    const last = this.entries.at(-1);
    const merges = last?.kind === 'advance-to';
    const seq = merges ? last.seq : this.#lastSeq + 1;
    const entry: LogEntry = { seq, at: this.now, actor: '', as: '', kind: 'advance-to', payload: { at: this.now } };
    if (merges) this.entries.pop();
    this.entries.push(entry);
    return { entry, reached: true };
  }

  nextEventAt(): Micros | undefined {
    const next = ARRIVED + (Math.floor((this.now - ARRIVED) / EVENT_EVERY) + 1) * EVENT_EVERY;
    return next > END ? undefined : next;
  }

  rewind(seq: number, actor: string): { entry: LogEntry } | undefined {
    if (seq >= this.#lastSeq) return undefined;
    const entry: LogEntry = { ...this.#stamp(actor), kind: 'rewind-to', payload: { seq } };
    this.entries.push(entry);
    this.#replay();
    return { entry };
  }

  verdict(conclusion: Conclusion, draw: string, actor: string): { entry: LogEntry; view: VerdictView } {
    const entry: LogEntry = { ...this.#stamp(actor), kind: 'verdict', payload: { conclusion, draw } };
    this.entries.push(entry);
    this.revision += 1;
    return { entry, view: this.#view(conclusion) };
  }

  openDebrief(actor: string): ReturnType<OpenedLab['openDebrief']> {
    const n = this.entries.filter(({ kind }) => kind === 'verdict').length;
    const view = this.debrief(n);
    if (!view) return undefined;
    const entry: LogEntry = { ...this.#stamp(actor), kind: 'debrief', payload: { n } };
    this.entries.push(entry);
    this.revision += 1;
    return { entry, n, view };
  }

  debrief(n: number): DebriefView | undefined {
    const asked = this.entries.filter((entry) => entry.kind === 'verdict')[n - 1];
    if (!asked) return undefined;
    return {
      verdict: this.#view(asked.payload.conclusion),
      caseId: 'XX01',
      title: 'Told at last',
      details: [],
      conclusion: [],
      explanation: 'Because.',
      faultPath: [],
      expertRoute: [],
      traps: [],
      questions: [],
      references: [],
      yourSteps: [],
      from: ARRIVED,
      until: asked.at,
      visible: [],
      rewinds: [],
    };
  }

  evidence(n: number): FrozenEvidence | undefined {
    const asked = this.entries.filter((entry) => entry.kind === 'verdict')[n - 1];
    if (!asked) return undefined;
    const { conclusion } = asked.payload;
    const verdict = { ...this.#view(conclusion), n };
    const { format, hospitalVersion, scenarioHash, seed } = this.header;
    return {
      caseId: 'XX01',
      title: 'Told at last',
      kind: 'cause',
      seed,
      rung: '',
      versions: { logFormat: format, hospital: hospitalVersion, scenario: scenarioHash },
      verdict,
      conclusion,
      conclusionPoints: 2,
      conclusionRows: [],
      checks: verdict.checks.map((result) => ({
        result,
        unsafe: false,
        observations: [
          {
            object: 'probe 1',
            hop: 'worklist',
            attribute: 'fix',
            expected: 'secret',
            found: 'none',
            ok: result.passed,
          },
        ],
        more: 0,
      })),
      steps: [],
    };
  }

  query(name: QueryName, params: unknown): QueryOutcome {
    if (name === 'getLab') return { ok: true, value: this.#labView() };
    if (name === 'listMessages') {
      const since = (params as { since?: number }).since ?? 0;
      const { seq, messages } = this.messagesSince(since);
      return { ok: true, value: compactMessages(seq, messages, this.epoch) };
    }
    if (name === 'listFiles') return { ok: true, value: [] };
    return { ok: false, status: 404, error: { code: 'not-kept', message: `no ${name} here` } };
  }

  messagesSince(seq: number): { seq: number; messages: MessageSummary[] } {
    const messages = this.#texts.slice(seq).map(({ at, text }, index) => ({
      id: seq + index + 1,
      at,
      protocol: 'HL7' as const,
      from: 'his01',
      to: 'ris01',
      title: text,
      keys: {},
      answer: null,
      inReplyTo: null,
      count: 1,
    }));
    return { seq: this.#texts.length, messages };
  }

  get #lastSeq(): number {
    return this.entries.at(-1)?.seq ?? 0;
  }

  #stamp(actor: string): { seq: number; at: Micros; actor: string; as: string } {
    return { seq: this.#lastSeq + 1, at: this.now, actor, as: '' };
  }

  #step(goal: Micros): void {
    const next = this.nextEventAt();
    this.now = Math.min(goal, next ?? goal);
    if (this.now !== next) return;
    this.#texts.push({ at: this.now, text: 'traffic' });
    this.revision += 1;
  }

  #apply(entry: LogEntry): void {
    if (entry.kind === 'advance-to') while (this.now < entry.payload.at) this.#step(entry.payload.at);
    if (entry.kind !== 'action' || entry.payload.kind !== 'mark') return;
    this.#texts.push({ at: this.now, text: entry.payload.text });
    this.revision += 1;
  }

  #replay(): void {
    this.now = ARRIVED;
    this.#texts = [];
    this.revision += 1;
    for (const entry of effectiveEntries(this.entries)) this.#apply(entry);
  }

  #view(conclusion: Conclusion): VerdictView {
    const isFixed = this.#texts.some(({ text }) => text === 'fix');
    return {
      n: this.entries.filter(({ kind }) => kind === 'verdict').length,
      at: this.now,
      outcome: isFixed ? 'solved' : 'not-solved',
      score: isFixed ? 90 : 20,
      parts: [],
      checks: [
        {
          id: 'ORD',
          part: 'root-cause',
          title: 'It goes on',
          passed: isFixed,
          required: true,
          sent: '1 order',
          hop: isFixed ? '' : 'worklist',
          asExpected: isFixed ? 1 : 0,
          of: 1,
          difference: isFixed ? '' : 'missing',
        },
      ],
      conclusion,
    };
  }

  #labView(): LabView {
    return {
      id: '',
      slug: this.header.slug,
      kind: 'case',
      headline: 'It stands still',
      rung: this.header.rung ?? 'practice',
      guide: null,
      seed: this.header.seed,
      ticket: { caller: 'Someone', received: ARRIVED, markdown: 'Help.' },
      people: [],
      tools: [],
      users: [],
      hints: { total: 0, opened: [], closed: null },
      hypotheses: [],
      marks: this.#texts.filter(({ text }) => text !== 'traffic'),
      clock: { now: this.now, from: ARRIVED, arrived: ARRIVED, pace: 0, zoneOffset: -300, stopped: 'paused' },
      history: this.entries.map(({ seq, at, kind }) => ({ seq, at, title: kind, ok: true })),
      verdicts: [],
      debriefState: 'closed',
      revision: this.revision,
    };
  }
}

export function createLab(slug: string, seed: string, rung?: Rung): OpenedLab | LabRefusal {
  if (!cases.some((entry) => entry.slug === slug)) {
    return { ok: false, status: 404, error: { code: 'no-such-case', message: `There is no case ${slug}.` } };
  }
  return new FakeLab({
    format: LOG_FORMAT,
    slug,
    scenarioHash: '00',
    hospitalVersion: 1,
    seed,
    ...(rung ? { rung } : {}),
  });
}

export function reopenLab(header: LabHeader, entries: readonly LogEntry[]): OpenedLab | LabRefusal {
  if (
    entries.some((entry) => entry.kind === 'action' && entry.payload.kind === 'mark' && entry.payload.text === 'wedge')
  ) {
    for (;;);
  }
  return new FakeLab(header, entries);
}

export function listCases(): readonly CaseInfo[] {
  return cases;
}

export function listTemplates(): readonly Template[] {
  return [{ id: 'a04', title: 'ADT^A04', text: 'MSH|^~\\&|', from: 'his01', port: 6661 }];
}
