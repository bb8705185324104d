import type { ActionOutcome, ClockRequest, LearnerAction } from '../../../server/contract/action.ts';
import type { ClockView, LabView } from '../../../server/contract/lab.ts';
import type { LiveEvent } from '../../../server/contract/live.ts';
import type { MessageSummary } from '../../../server/contract/message.ts';
import { get, post } from './api.ts';
import { expandMessages } from './expand-messages.ts';
import { HospitalTime } from './hospital-time.ts';
import { LiveSocket, type Connection, type OpenSocket, type Position } from './live-socket.ts';
import { mergeMessages } from './merge-messages.ts';

/** Views of the running hospital are asked for again at most this often. */
const PULSE_MS = 1000;

/** The page's copy of one lab: a snapshot over HTTP, kept up by the live stream, and the ways to act on it. */
export class LabSession {
  readonly id: string;
  view = $state.raw<LabView>();
  clock = $state.raw<ClockView>();
  messages = $state.raw<readonly MessageSummary[]>([]);
  connection = $state<Connection>('connecting');
  /** Wall time at which the connection broke, ms. */
  lostAt = $state<number>();
  #pulse = $state(0);

  /** Guided: puts the question that comes before the first change; resolves to whether it was answered. */
  onAsked: ((question: string) => Promise<boolean>) | undefined;

  readonly time = $derived(new HospitalTime(this.clock?.zoneOffset ?? 0));
  readonly byId = $derived(new Map(this.messages.map((message) => [message.id, message])));

  #socket: LiveSocket | undefined;
  #revision = -1;
  #pulseTimer: ReturnType<typeof setTimeout> | undefined;
  #stopped = false;
  /** The past changed and the messages of the new one have not come yet. */
  #isStale = false;
  /** What the stream brought while the list was on its way. */
  #meanwhile: MessageSummary[] | undefined;

  constructor(id: string) {
    this.id = id;
  }

  /** Loads the lab and goes live. Throws `ApiFailure` when there is no such lab. */
  async start(): Promise<void> {
    const params = { lab: this.id };
    const [view, list] = await Promise.all([
      get('/api/labs/:lab', { params }),
      get('/api/labs/:lab/messages', { params }),
    ]);
    if (this.#stopped) return;
    this.#show(view);
    this.messages = expandMessages(list);
    this.#socket = new LiveSocket(
      (position, on) => openSocket(this.id, position, on),
      { since: list.seq, epoch: list.epoch },
      {
        event: (event) => this.#take(event),
        connection: (connection) => this.#connected(connection),
      },
    );
    addEventListener('online', this.#hurry);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#pulseTimer);
    removeEventListener('online', this.#hurry);
    this.#socket?.stop();
  }

  /** Makes the calling effect run again when something in the hospital may have changed. */
  heed(): number {
    return this.#pulse;
  }

  /** `basedOn` is the revision of the object shown; a stale one is refused with what changed. */
  async act(action: LearnerAction, options: { as?: string; basedOn?: number } = {}): Promise<ActionOutcome> {
    const outcome = await post('/api/labs/:lab/actions', { params: { lab: this.id }, body: { action, ...options } });
    await this.refresh();
    // Asked first: once it is answered, what was wanted is done.
    if (outcome.code !== 'hypothesis-first' || !this.onAsked) return outcome;
    return (await this.onAsked(outcome.message)) ? this.act(action, options) : outcome;
  }

  /** Goes back to just after log entry `to`. */
  async undo(to: number): Promise<void> {
    this.#show(await post('/api/labs/:lab/undo', { params: { lab: this.id }, body: { to } }));
    await this.#reloadMessages();
    this.#beat();
  }

  async setClock(request: ClockRequest): Promise<void> {
    this.clock = await post('/api/labs/:lab/clock', { params: { lab: this.id }, body: request });
    this.#beatSoon();
  }

  /** The lab's own view (people, hypotheses, hints, history) again. */
  async refresh(): Promise<void> {
    this.#show(await get('/api/labs/:lab', { params: { lab: this.id } }));
    this.#beat();
  }

  #hurry = (): void => this.#socket?.hurry();

  #show(view: LabView): void {
    this.view = view;
    this.clock = view.clock;
    this.#revision = view.revision;
  }

  #connected(connection: Connection): void {
    if (connection === 'lost' && this.connection !== 'lost') this.lostAt = Date.now();
    if (connection === 'live') this.lostAt = undefined;
    this.connection = connection;
  }

  #take(event: LiveEvent): void {
    switch (event.kind) {
      case 'hello':
        this.clock = event.clock;
        this.#noticeRevision(event.revision);
        if (this.#isStale) this.#forget();
        return;
      case 'tick':
        this.clock = event.clock;
        this.messages = mergeMessages(this.messages, event.messages);
        this.#meanwhile?.push(...event.messages);
        this.#noticeRevision(event.revision);
        this.#beatSoon();
        return;
      case 'reset':
        this.clock = event.clock;
        this.#revision = event.revision;
        this.#forget();
        return;
      case 'closing':
        return;
      default:
        event satisfies never;
    }
  }

  /** Another tab acted, or we did while the connection was down. */
  #noticeRevision(revision: number): void {
    if (revision === this.#revision) return;
    this.#revision = revision;
    void this.refresh().catch(ignoreBreak);
  }

  async #reloadMessages(): Promise<void> {
    const meanwhile: MessageSummary[] = [];
    this.#meanwhile = meanwhile;
    const list = await get('/api/labs/:lab/messages', { params: { lab: this.id } });
    if (this.#meanwhile !== meanwhile) return; // asked for once more, for a yet newer past
    this.#meanwhile = undefined;
    this.messages = mergeMessages(expandMessages(list), meanwhile);
    this.#isStale = false;
  }

  /** The past changed: everything is asked for again. */
  #forget(): void {
    this.#isStale = true;
    void this.#reloadMessages()
      .then(() => this.refresh())
      .catch(ignoreBreak);
  }

  #beat(): void {
    clearTimeout(this.#pulseTimer);
    this.#pulseTimer = undefined;
    this.#pulse += 1;
  }

  #beatSoon(): void {
    this.#pulseTimer ??= setTimeout(() => this.#beat(), PULSE_MS);
  }
}

/** A break while loading again is told by the connection banner; the reconnect asks once more. */
function ignoreBreak(): void {
  // nothing to add
}

function openSocket(lab: string, { since, epoch }: Position, on: Parameters<OpenSocket>[1]): ReturnType<OpenSocket> {
  const url = new URL(`/api/labs/${encodeURIComponent(lab)}/live?since=${since}&epoch=${epoch}`, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(url);
  socket.onmessage = ({ data }) => on.message(data);
  socket.onclose = () => on.closed();
  return socket;
}
