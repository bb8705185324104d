import { hl7Keys, type Hl7Meta, hl7Title, serveHl7 } from '../../network/mllp-link.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { acknowledgement, type Verdict } from '../interface/acknowledge.ts';
import type { ChannelDestination, ChannelFile } from '../mapping/channel-file.ts';
import { acceptBy, mapForDestination } from '../mapping/destination-mapping.ts';
import type { MappingContext } from '../mapping/function.ts';
import { hostOffset } from '../mapping/host-zone.ts';
import { issueText, type MappingIssue } from '../mapping/issue.ts';
import { textParameter } from '../mapping/rule-parameters.ts';
import { ChannelFiles, isChannelPath, isLookupPath } from './channels.ts';
import { Delivery } from './delivery.ts';
import { engineLimits } from './limits.ts';
import type { EngineState, ErrorEntry, QueueEntry, Route, RouteStatus, StoredMessage } from './state.ts';

const LOG = '/opt/engine/logs/engine.log';

/** Who may change channels and work the queues (hospital.md 4.6). */
const analysts: readonly string[] = ['ianders', 'vendor1'];

/**
 * eng01, the interface engine: takes HL7 in, keeps every message, maps it for each destination of its channels and
 * delivers it. Answers AA as soon as a message is stored (hospital.md 4.12); what cannot be mapped is held with its
 * reason, never guessed.
 */
export class Engine {
  readonly state: EngineState;
  readonly host: string;
  readonly #room: MachineRoom;
  readonly #files: ChannelFiles;
  readonly #delivery: Delivery;
  #ports: readonly number[] = [];

  constructor(room: MachineRoom, state: EngineState, host = 'eng01') {
    this.#room = room;
    this.state = state;
    this.host = host;
    this.#files = new ChannelFiles(room, host);
    this.#delivery = new Delivery(room, host, state, {
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
      target: (entry) => {
        const channel = this.#files.channels().find((each) => each.name === entry.channel);
        return channel?.destinations.find((each) => each.name === entry.destination) ?? entry;
      },
      sent: (entry, answer) => {
        this.#log('INFO', '{0} {1} > {2}: AA', entry.controlId, entry.channel, entry.destination);
        this.#setRoute(entry, {
          status: 'SENT',
          detail: 'AA',
          attempts: entry.attempts + 1,
          sent: entry.bytes,
          answer,
        });
      },
      refused: (entry, why, answer) => {
        this.#setRoute(entry, { attempts: entry.attempts + 1, sent: entry.bytes, answer });
        this.#fail(entry, 'ERROR', why);
      },
    });
    this.#listen();
  }

  // Receiving ---------------------------------------------------------------------------------------------------------

  #listen(): void {
    const ports = [...new Set(this.#files.channels().flatMap((channel) => channel.listen))].sort((a, b) => a - b);
    for (const port of this.#ports) if (!ports.includes(port)) this.#room.network.unlisten(this.host, port);
    for (const port of ports) {
      if (this.#ports.includes(port)) continue;
      serveHl7(this.#room, this.host, port, (payload, meta) => this.#receive(port, payload, meta));
    }
    this.#ports = ports;
  }

  #receive(port: number, bytes: Uint8Array, meta: Hl7Meta): Uint8Array {
    const message = Hl7Message.read(bytes);
    const channels = this.#files.channels().filter((channel) => channel.listen.includes(port));
    const verdict = this.#verdict(channels, message);
    const stored = this.#store(message, {
      port,
      from: meta.remoteHost,
      eventId: meta.eventId,
      refusal: verdict.code === 'AA' ? '' : `${verdict.code} ${verdict.text}`,
      reprocessOf: undefined,
    });
    if (stored && verdict.code === 'AA') this.#route(stored, message, channels);
    else this.#log('ERROR', '{0} from {1} on {2}: {3}', message.controlId, meta.remoteHost, port, verdict.text ?? '');
    return this.#answer(
      message,
      stored ? verdict : { code: 'AE', text: 'message store is full', error: 'application-error' },
    );
  }

  /** AR when no channel of the port takes the type or version, or when it cannot be read. */
  #verdict(channels: readonly ChannelFile[], message: Hl7Message): Verdict {
    const answers = channels.map((channel) => acceptBy(channel, message));
    if (answers.some((each) => each.kind !== 'refused')) return { code: 'AA' };
    const refusals = answers.filter((each) => each.kind === 'refused');
    const refusal = refusals.find((each) => each.code === '203') ?? refusals[0];
    const error =
      refusal?.code === '203' ? 'version-id' : refusal?.code === '200' ? 'message-type' : 'segment-sequence';
    return { code: 'AR', text: refusal?.reason ?? 'no channel takes this message', error };
  }

  #answer(request: Hl7Message, verdict: Verdict): Uint8Array {
    return acknowledgement(request, verdict, {
      application: 'ENG',
      facility: 'NGH',
      controlId: this.#controlId('ENG'),
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
    });
  }

  #controlId(prefix: string): string {
    return `${prefix}${String(this.state.nextControlId++).padStart(7, '0')}`;
  }

  #store(
    message: Hl7Message,
    about: Pick<StoredMessage, 'port' | 'from' | 'eventId' | 'refusal' | 'reprocessOf'>,
  ): StoredMessage | undefined {
    if (this.state.messages.size >= engineLimits.messages) return undefined;
    const keys = hl7Keys(message);
    const stored: StoredMessage = {
      number: this.state.nextMessage++,
      at: this.#room.kernel.now,
      bytes: message.bytes,
      title: hl7Title(message),
      controlId: message.controlId,
      patientId: keys.patientId ?? '',
      accession: keys.accession ?? '',
      routes: [],
      ...about,
    };
    this.state.messages.put(String(stored.number), stored);
    this.#log('INFO', 'received {0} {1} from {2} on {3}', stored.controlId, stored.title, stored.from, stored.port);
    return stored;
  }

  // Mapping and sending -----------------------------------------------------------------------------------------------

  #context(): MappingContext {
    return {
      tables: this.#files.tables(),
      siteOffset: this.#room.zoneOffset,
      hostOffset: hostOffset(this.#room, this.host),
    };
  }

  #route(stored: StoredMessage, message: Hl7Message, channels: readonly ChannelFile[]): void {
    for (const channel of channels) {
      const accepted = acceptBy(channel, message);
      if (accepted.kind === 'refused') continue;
      if (accepted.kind === 'filtered') {
        this.#addRoute(stored.number, channel.name, '', 'FILTERED', accepted.reason);
        this.#log('INFO', '{0} {1}: FILTERED ({2})', stored.controlId, channel.name, accepted.reason);
        continue;
      }
      for (const destination of channel.destinations) this.#forward(stored, message, channel, destination);
    }
  }

  #forward(stored: StoredMessage, message: Hl7Message, channel: ChannelFile, destination: ChannelDestination): void {
    const where = { message: stored.number, channel: channel.name, destination: destination.name };
    const mapped = mapForDestination(destination, message, this.#context());
    if (mapped.kind === 'filtered') {
      this.#addRoute(stored.number, channel.name, destination.name, 'FILTERED', mapped.reason);
      return;
    }
    this.#addRoute(stored.number, channel.name, destination.name, 'QUEUED', '');
    for (const problem of mapped.problems) {
      if (problem.severity !== 'warning') continue;
      this.#log(
        'WARN',
        '{0} {1} > {2} rule {3}: {4}',
        stored.controlId,
        channel.name,
        destination.name,
        problem.rule ?? 0,
        problem.message,
      );
    }
    const obstacles = mapped.problems.filter((problem) => problem.severity !== 'warning');
    if (obstacles.length > 0) {
      this.#fail(where, 'HELD', obstacles.map((problem) => `rule ${problem.rule ?? 0}: ${problem.message}`).join('; '));
      return;
    }
    const entry: QueueEntry = {
      ...where,
      entry: this.state.nextEntry++,
      host: destination.host,
      port: destination.port,
      lane: `${destination.name}|${stored.patientId}`,
      controlId: stored.controlId,
      bytes: mapped.message.bytes,
      cause: this.#room.kernel.cause,
      attempts: 0,
      notBefore: this.#room.kernel.now,
      detail: '',
    };
    if (!this.#delivery.add(entry)) this.#fail(where, 'ERROR', 'queue is full');
  }

  #addRoute(number: number, channel: string, destination: string, status: RouteStatus, detail: string): void {
    const row = this.state.messages.get(String(number));
    if (!row) return;
    const route: Route = { channel, destination, status, detail, at: this.#room.kernel.now, attempts: 0 };
    const others = row.routes.filter((each) => each.channel !== channel || each.destination !== destination);
    this.state.messages.put(String(number), { ...row, routes: [...others, route] });
  }

  #setRoute(where: Pick<QueueEntry, 'message' | 'channel' | 'destination'>, change: Partial<Route>): void {
    const row = this.state.messages.get(String(where.message));
    if (!row) return;
    const routes = row.routes.map((route) =>
      route.channel === where.channel && route.destination === where.destination
        ? { ...route, at: this.#room.kernel.now, ...change }
        : route,
    );
    this.state.messages.put(String(where.message), { ...row, routes });
  }

  /** To the error queue, with an alert. */
  #fail(where: Pick<QueueEntry, 'message' | 'channel' | 'destination'>, kind: ErrorEntry['kind'], text: string): void {
    const { message, channel, destination } = where;
    const stored = this.state.messages.get(String(message));
    const entry = this.state.nextEntry++;
    this.#setRoute(where, { status: kind, detail: text });
    this.#log('ERROR', '{0} {1} > {2}: {3} ({4})', stored?.controlId ?? '', channel, destination, kind, text);
    const { cause } = this.#room.kernel;
    const eventId = this.#room.journal.record({
      kind: 'row',
      host: this.host,
      table: 'error_queue',
      row: String(entry),
      title: `${kind} ${channel} > ${destination}: ${text}`,
      keys: stored ? hl7Keys(Hl7Message.read(stored.bytes)) : {},
    });
    this.#room.kernel.cause = cause;
    this.state.errors.put(String(entry), {
      entry,
      message,
      channel,
      destination,
      kind,
      at: this.#room.kernel.now,
      text,
      eventId,
    });
    this.state.alerts.push({ at: this.#room.kernel.now, message, text: `${channel} > ${destination}: ${text}` });
  }

  // What the interface analyst does -----------------------------------------------------------------------------------

  /** Why the text on disk, or another one, would not be put into service. */
  problemsOf(path: string, text = this.#room.files.text(this.host, path) ?? ''): readonly MappingIssue[] {
    return this.#files.problemsOf(path, text);
  }

  /** Puts the saved text of a channel or lookup into service; refused with file, line and what was expected. */
  deploy(user: string, path: string): UserResult<{ readonly revision: number }> {
    const refusal = this.#notPermitted(user, 'deploy');
    if (refusal !== undefined) return { ok: false, code: 'not-permitted', message: refusal };
    const text = this.#room.files.text(this.host, path);
    if (text === undefined || !(isChannelPath(path) || isLookupPath(path))) {
      return { ok: false, code: 'no-such-file', message: `${this.host} has no file ${path}` };
    }
    const problems = this.#files.problemsOf(path, text);
    if (problems.length > 0) {
      const list = problems.slice(0, 5).map(issueText).join('\n');
      this.#log(
        'ERROR',
        'deploy of {0} by {1} refused: {2}',
        path,
        user,
        issueText(problems[0] ?? { file: path, line: 1, found: '', expected: '' }),
      );
      return { ok: false, code: 'not-deployable', message: `Not deployed, the version in service goes on.\n${list}` };
    }
    const before = this.#room.files.get(this.host, path)?.deployed ?? 0;
    const revision = this.#room.files.deploy(this.host, path) ?? before;
    this.#listen();
    this.#audit(user, 'deploy', path, String(before), String(revision));
    this.#log('INFO', '{0} rev {1} in service, deployed by {2}', path, revision, user);
    return { ok: true, value: { revision } };
  }

  /** Restarts a channel: its lookups and the channel itself as they are saved. */
  deployChannel(user: string, name: string): UserResult<{ readonly revision: number }> {
    const files = this.#room.files.list(this.host);
    const channel = this.#files.channels().find((each) => each.name === name);
    if (!channel) return { ok: false, code: 'no-such-channel', message: `${this.host} has no channel ${name}` };
    const used = new Set(
      channel.destinations.flatMap(({ rules }) => rules.map(({ parameters }) => textParameter(parameters, 'table'))),
    );
    const tables = files.filter(({ path, deployed, versions }) => {
      const table = isLookupPath(path) ? path.slice(path.lastIndexOf('/') + 1, -4) : '';
      return used.has(table) && deployed !== versions.length;
    });
    for (const { path } of tables) {
      const deployed = this.deploy(user, path);
      if (!deployed.ok) return deployed;
    }
    return this.deploy(user, channel.file);
  }

  /**
   * Sends stored messages through today's rules again, oldest first, each with a new MSH-10 and linked to its original.
   * All or none: an unknown number refuses the whole action.
   */
  reprocess(user: string, numbers: readonly number[]): UserResult<{ readonly messages: readonly number[] }> {
    const refusal = this.#notPermitted(user, 'reprocess messages');
    if (refusal !== undefined) return { ok: false, code: 'not-permitted', message: refusal };
    const wanted = [...new Set(numbers)].sort((a, b) => a - b);
    if (wanted.length > engineLimits.reprocess) {
      return { ok: false, code: 'too-many', message: `At most ${engineLimits.reprocess} messages at once.` };
    }
    const originals = wanted.flatMap((number) => this.state.messages.get(String(number)) ?? []);
    if (originals.length !== wanted.length) {
      const unknown = wanted.find((number) => !this.state.messages.has(String(number))) ?? 0;
      return { ok: false, code: 'no-such-message', message: `There is no message ${unknown} in the store.` };
    }
    const rejected = originals.find((original) => original.refusal !== '');
    if (rejected) {
      return {
        ok: false,
        code: 'rejected-message',
        message: `Message ${rejected.number} was refused (${rejected.refusal}) and can't be reprocessed.`,
      };
    }
    const made = originals.flatMap((original) => {
      const edited = Hl7Message.read(original.bytes).edit('MSH-10', this.#controlId('ENGR'));
      if (!edited.ok) return [];
      const { port, from, number } = original;
      const stored = this.#store(edited.message, { port, from, eventId: 0, refusal: '', reprocessOf: number });
      if (!stored) return [];
      this.#audit(user, 'reprocess', `message ${number}`, original.controlId, stored.controlId);
      this.#route(
        stored,
        edited.message,
        this.#files.channels().filter((channel) => channel.listen.includes(port)),
      );
      return [stored.number];
    });
    return { ok: true, value: { messages: made } };
  }

  /** An error or held entry through today's rules again, with its own MSH-10; a waiting one is sent at once. */
  retry(user: string, entry: number): UserResult {
    const refusal = this.#notPermitted(user, 'retry messages');
    if (refusal !== undefined) return { ok: false, code: 'not-permitted', message: refusal };
    const waiting = this.state.queue.get(String(entry));
    if (waiting) {
      this.#audit(user, 'retry now', `entry ${entry}`, waiting.detail, '');
      this.#delivery.retryNow(waiting);
      return { ok: true, value: undefined };
    }
    const failed = this.state.errors.get(String(entry));
    const stored = failed && this.state.messages.get(String(failed.message));
    const channel = failed && this.#files.channels().find((each) => each.name === failed.channel);
    const destination = channel?.destinations.find((each) => each.name === failed?.destination);
    if (!failed || !stored) return gone(entry);
    if (!channel || !destination) {
      return {
        ok: false,
        code: 'no-such-channel',
        message: `${failed.channel} > ${failed.destination} is not in service.`,
      };
    }
    this.state.errors.delete(String(entry));
    this.#audit(user, 'retry', `entry ${entry}`, failed.text, '');
    this.#forward(stored, Hl7Message.read(stored.bytes), channel, destination);
    return { ok: true, value: undefined };
  }

  /** Takes an entry out of the error queue, or a waiting one out of its queue; the message stays in the store. */
  discard(user: string, entry: number): UserResult {
    const refusal = this.#notPermitted(user, 'discard messages');
    if (refusal !== undefined) return { ok: false, code: 'not-permitted', message: refusal };
    const failed = this.state.errors.get(String(entry));
    const waiting = this.state.queue.get(String(entry));
    const found = failed ?? waiting;
    if (!found) return gone(entry);
    this.state.errors.delete(String(entry));
    this.state.queue.delete(String(entry));
    this.#setRoute(found, { status: 'DISCARDED', detail: `discarded by ${user}` });
    this.#audit(user, 'discard', `entry ${entry}`, failed?.text ?? waiting?.detail ?? '', '');
    this.#log('WARN', 'entry {0} of {1} > {2} discarded by {3}', entry, found.channel, found.destination, user);
    return { ok: true, value: undefined };
  }

  // Looking -----------------------------------------------------------------------------------------------------------

  /** Channels in service. */
  get channels(): readonly ChannelFile[] {
    return this.#files.channels();
  }

  isSending(channel: string, destination: string): boolean {
    return this.#delivery.isSending(channel, destination);
  }

  #notPermitted(user: string, what: string): string | undefined {
    return analysts.includes(user) ? undefined : `Engine: user ${user} is not allowed to ${what}.`;
  }

  #audit(user: string, what: string, object: string, before: string, after: string): void {
    this.state.audit.push({ at: this.#room.kernel.now, user, what, object, before, after });
  }

  #log(level: 'INFO' | 'WARN' | 'ERROR', template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.host, LOG, level, template, ...args);
  }
}

function gone(entry: number): UserResult {
  return { ok: false, code: 'no-such-entry', message: `Entry ${entry} is no longer in the queue.` };
}
