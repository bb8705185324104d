import { fromCivil, type Micros } from '../../../server/core/clock.ts';
import { Kernel } from '../../../server/core/kernel.ts';
import { forkState, History, Table } from '../../../server/core/state.ts';
import { emptyJournal, Journal } from '../../../server/network/journal.ts';
import { sendHl7, serveHl7 } from '../../../server/network/mllp-link.ts';
import { emptyNetwork, Network } from '../../../server/network/network.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { hisBaselineFiles } from '../../../server/systems/his/baseline-files.ts';
import { His, type OrderRequest } from '../../../server/systems/his/his.ts';
import type { Registration } from '../../../server/systems/his/registration.ts';
import { emptyHis } from '../../../server/systems/his/state.ts';
import { type FileRow, Files } from '../../../server/systems/host/files.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { type LogLine, Logs, renderLogText } from '../../../server/systems/host/log.ts';
import { acknowledgement, type Verdict } from '../../../server/systems/interface/acknowledge.ts';
import { risBaselineFiles } from '../../../server/systems/ris/baseline-files.ts';
import { Ris } from '../../../server/systems/ris/ris.ts';
import { emptyRis } from '../../../server/systems/ris/state.ts';

/** his01 and ris01 with an engine between them that only notes and passes on. */
export class TwoApplications {
  readonly room: MachineRoom;
  readonly his: His;
  readonly ris: Ris;
  /** What the engine received, with its port. */
  readonly received: { readonly port: number; readonly message: Hl7Message; readonly bytes: Uint8Array }[] = [];
  /** What the engine answers; AA unless set. */
  answer: (message: Hl7Message) => Verdict | undefined = () => ({ code: 'AA' });

  constructor(origin?: TwoApplications, seed = '1', begins: Micros = MORNING) {
    const kernel = origin?.room.kernel.fork() ?? new Kernel(begins);
    const journal = new Journal(kernel, origin ? forkState(origin.room.journal.state) : emptyJournal());
    const network = new Network(kernel, seed, origin ? forkState(origin.room.network.state) : emptyNetwork());
    const files = new Files(
      kernel,
      journal,
      origin ? forkState(origin.room.files.state) : { files: new Table<FileRow>() },
    );
    const logs = new Logs(kernel, origin ? forkState(origin.room.logs.state) : { lines: new History<LogLine>() });
    this.room = { kernel, network, journal, files, logs, seed, zoneOffset: -300 };
    if (!origin) {
      for (const [name, address] of hosts) network.addHost(name, address);
      for (const { path, text } of hisBaselineFiles) files.install('his01', path, text);
      for (const { path, text } of risBaselineFiles) files.install('ris01', path, text);
    }
    this.his = new His(this.room, origin ? forkState(origin.his.state) : emptyHis());
    this.ris = new Ris(this.room, origin ? forkState(origin.ris.state) : emptyRis());
    this.received.push(...(origin?.received ?? []));
    for (const port of [6661, 6663, 6664, 6665]) this.#serveEngine(port);
  }

  fork(): TwoApplications {
    return new TwoApplications(this, this.room.seed);
  }

  run(seconds = 60): void {
    this.room.kernel.runUntil(this.room.kernel.now + seconds * 1_000_000);
  }

  /** Sends bytes to an application as some other host and returns its answer. */
  deliver(bytes: Uint8Array, host = 'ris01', port = 6662): Hl7Message | undefined {
    let answer: Hl7Message | undefined;
    const { room } = this;
    room.kernel.spawn(
      'deliver',
      (function* () {
        const outcome = yield* sendHl7(room, 'pacs01', { host, port }, bytes, { timeout: 10_000_000 });
        if (outcome.kind === 'answered') answer = Hl7Message.read(outcome.bytes);
      })(),
    );
    this.run();
    return answer;
  }

  /** `6664 ORM^O01 NW`, in order of arrival at the engine. */
  titles(from = 0): string[] {
    return this.received
      .slice(from)
      .map(({ port, message }) =>
        `${port} ${message.value('MSH-9.1')}^${message.value('MSH-9.2')} ${message.value('ORC-1')} ${message.value('ORC-5')}`.trim(),
      );
  }

  texts(from = 0): string[][] {
    return this.received
      .slice(from)
      .map(({ message }) => message.segments.map(({ name, ordinal }) => message.segmentText(`${name}[${ordinal}]`)));
  }

  log(host: string): string[] {
    return this.room.logs.state.lines
      .slice()
      .filter((line) => line.host === host)
      .map((line) => `${line.level} ${renderLogText(line)}`);
  }

  #serveEngine(port: number): void {
    const { room } = this;
    serveHl7(room, 'eng01', port, (payload) => {
      const message = Hl7Message.read(payload);
      this.received.push({ port, message, bytes: payload });
      const verdict = this.answer(message);
      if (!verdict) return undefined;
      const status = message.value('ORC-1') === 'SC';
      const target = port === 6664 && status ? 'his01' : port === 6663 || port === 6661 ? 'ris01' : undefined;
      if (target && verdict.code === 'AA') {
        const to = { host: target, port: target === 'his01' ? 6660 : 6662 };
        room.kernel.spawn(
          'engine passes on',
          (function* () {
            yield* sendHl7(room, 'eng01', to, payload, { timeout: 10_000_000 });
          })(),
        );
      }
      const controlId = `ENG${String(this.received.length)}`;
      return acknowledgement(message, verdict, {
        application: 'ENG',
        facility: 'NGH',
        controlId,
        at: room.kernel.now,
        zoneOffset: -300,
      });
    });
  }
}

const hosts = [
  ['his01', '10.20.10.11'],
  ['ris01', '10.20.10.12'],
  ['eng01', '10.20.10.20'],
  ['pacs01', '10.20.10.30'],
] as const;

export const local = (hour: number, minute = 0, second = 0): Micros =>
  fromCivil({ year: 2026, month: 3, day: 17, hour, minute, second }, -300);
export const MORNING = local(8);

const okafor = { id: '2002', family: 'OKAFOR', given: 'ADA', prefix: 'DR' };

export const delgado: Registration = {
  mrn: '10004521',
  clinicId: 'W20871',
  name: { family: 'DELGADO', given: 'ROSA', middle: 'M', suffix: 'III', prefix: 'DR' },
  birthDate: '19890822',
  sex: 'F',
  address: { street: '12 HILL RD', city: 'NORTHGATE', postalCode: '00000' },
  visit: {
    patientClass: 'O',
    location: ['RADCT', '', '', 'NGH'],
    attending: { id: '1001', family: 'BRANDT', given: 'OTTO', prefix: '' },
    referring: okafor,
    service: 'RAD',
    ambulatoryStatus: ['B6'],
  },
  allergies: [{ code: 'IOD', text: 'Iodinated contrast', severity: 'MO' }],
  weight: '71.5',
};

export const chest: OrderRequest = {
  mrn: '10004521',
  procedure: 'CTCHW',
  priority: 'R',
  requestedStart: local(9, 30),
  orderer: okafor,
  phone: '5550142',
  reason: { code: 'R91.1', text: 'Lung nodule follow-up' },
  danger: { code: 'INF', text: 'Contact isolation' },
  clinicalInfo: 'Asthma',
  transport: 'WHLC',
  weight: '',
};
