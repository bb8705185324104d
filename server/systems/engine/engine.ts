import { type Hl7Meta, serveHl7 } from '../../network/mllp-link.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { acknowledgement, type Verdict } from '../interface/acknowledge.ts';
import type { ChannelFile } from '../mapping/channel-file.ts';
import { acceptBy } from '../mapping/destination-mapping.ts';
import type { MappingIssue } from '../mapping/issue.ts';
import { ChannelFiles } from './channels.ts';
import { Deployment } from './deployment.ts';
import { EngineLog } from './engine-log.ts';
import { MessageStore } from './message-store.ts';
import { QueueDesk } from './queue-desk.ts';
import { Router } from './router.ts';
import type { EngineState } from './state.ts';

/**
 * eng01, the interface engine: takes HL7 in, keeps every message, maps it for each destination of its channels and
 * delivers it. Answers AA as soon as a message is stored (hospital.md 4.12).
 */
export class Engine {
  readonly state: EngineState;
  readonly host: string;
  readonly #room: MachineRoom;
  readonly #files: ChannelFiles;
  readonly #log: EngineLog;
  readonly #store: MessageStore;
  readonly #router: Router;
  readonly #queues: QueueDesk;
  readonly #deployment: Deployment;
  #ports: readonly number[] = [];

  constructor(room: MachineRoom, state: EngineState, host = 'eng01') {
    this.#room = room;
    this.state = state;
    this.host = host;
    this.#files = new ChannelFiles(room, host);
    this.#log = new EngineLog(room, host, state);
    this.#store = new MessageStore(room, host, state, this.#log);
    this.#router = new Router(room, host, state, this.#files, this.#store, this.#log);
    this.#queues = new QueueDesk({
      state,
      files: this.#files,
      store: this.#store,
      router: this.#router,
      log: this.#log,
      newControlId: () => this.#controlId('ENGR'),
    });
    this.#deployment = new Deployment(room, host, this.#files, this.#log, () => {
      this.#listen();
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
    const verdict = verdictOf(channels, message);
    const stored = this.#store.add(message, {
      port,
      from: meta.remoteHost,
      eventId: meta.eventId,
      refusal: verdict.code === 'AA' ? '' : `${verdict.code} ${verdict.text}`,
      reprocessOf: undefined,
    });
    if (stored && verdict.code === 'AA') this.#router.route(stored, message);
    else
      this.#log.write(
        'ERROR',
        '{0} from {1} on {2}: {3}',
        message.controlId,
        meta.remoteHost,
        port,
        verdict.text ?? '',
      );
    return this.#answer(
      message,
      stored ? verdict : { code: 'AE', text: 'message store is full', error: 'application-error' },
    );
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

  // What the interface analyst does -----------------------------------------------------------------------------------

  /** Why the text on disk, or another one, would not be put into service. */
  problemsOf(path: string, text = this.#room.files.text(this.host, path) ?? ''): readonly MappingIssue[] {
    return this.#files.problemsOf(path, text);
  }

  /** See `Deployment`. */
  deploy(user: string, path: string): UserResult<{ readonly revision: number }> {
    return this.#deployment.deploy(user, path);
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    this.#listen();
  }

  deployChannel(user: string, name: string): UserResult<{ readonly revision: number }> {
    return this.#deployment.deployChannel(user, name);
  }

  /** See `QueueDesk`. */
  reprocess(user: string, numbers: readonly number[]): UserResult<{ readonly messages: readonly number[] }> {
    return this.#queues.reprocess(user, numbers);
  }

  retry(user: string, entry: number): UserResult {
    return this.#queues.retry(user, entry);
  }

  discard(user: string, entry: number): UserResult {
    return this.#queues.discard(user, entry);
  }

  // Looking -----------------------------------------------------------------------------------------------------------

  /** Channels in service. */
  get channels(): readonly ChannelFile[] {
    return this.#files.channels();
  }

  isSending(channel: string, destination: string): boolean {
    return this.#router.delivery.isSending(channel, destination);
  }
}

/** AR when no channel of the port takes the type or version, or when it cannot be read. */
function verdictOf(channels: readonly ChannelFile[], message: Hl7Message): Verdict {
  const answers = channels.map((channel) => acceptBy(channel, message));
  if (answers.some((each) => each.kind !== 'refused')) return { code: 'AA' };
  const refusals = answers.filter((each) => each.kind === 'refused');
  const refusal = refusals.find((each) => each.code === '203') ?? refusals[0];
  const error = refusal?.code === '203' ? 'version-id' : refusal?.code === '200' ? 'message-type' : 'segment-sequence';
  return { code: 'AR', text: refusal?.reason ?? 'no channel takes this message', error };
}
