import { fromCivil, HOUR, SECOND } from '../../../server/core/clock.ts';
import { Kernel } from '../../../server/core/kernel.ts';
import { forkState, History, Table } from '../../../server/core/state.ts';
import { serveDicom } from '../../../server/network/dicom-link.ts';
import { emptyJournal, Journal } from '../../../server/network/journal.ts';
import { sendHl7, serveHl7 } from '../../../server/network/mllp-link.ts';
import { emptyNetwork, Network } from '../../../server/network/network.ts';
import { DataSet, type Entry } from '../../../server/protocols/dicom/data-set.ts';
import { modalityWorklistKeys } from '../../../server/protocols/dicom/query-keys.ts';
import { compileQuery } from '../../../server/protocols/dicom/query-match.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { buildAck } from '../../../server/protocols/hl7/ack.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { Files } from '../../../server/systems/host/files.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { Logs } from '../../../server/systems/host/log.ts';
import { modalityFiles } from '../../../server/systems/modality/baseline-files.ts';
import { Modality } from '../../../server/systems/modality/modality.ts';
import { emptyModality } from '../../../server/systems/modality/state.ts';
import { pacsFiles } from '../../../server/systems/pacs/baseline-files.ts';
import { Pacs } from '../../../server/systems/pacs/pacs.ts';
import { emptyPacs, type StudyRow } from '../../../server/systems/pacs/state.ts';

export const zoneOffset = -300;

/** What an order is, for the worklist item and for the message to the PACS. */
export interface TestOrder {
  readonly accession: string;
  readonly filler: string;
  readonly patientId: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly studyUid: string;
  readonly spsId: string;
  readonly code: string;
  readonly text: string;
  readonly modality: string;
  readonly station: string;
  readonly start: string;
}

export const rosa: TestOrder = {
  accession: 'A260001234',
  filler: 'F500123',
  patientId: '10004521',
  name: 'DELGADO^ROSA',
  birthDate: '19890822',
  sex: 'F',
  studyUid: '2.25.119731204387015960412785234019876543210',
  spsId: 'SPS500123',
  code: 'CTCHW',
  text: 'CT chest with contrast',
  modality: 'CT',
  station: 'NGH_CT1',
  start: '20260316093000',
};

export const omar: TestOrder = {
  ...rosa,
  accession: 'A260001301',
  filler: 'F500200',
  patientId: '10007788',
  name: 'HADDAD^OMAR',
  birthDate: '19710305',
  sex: 'M',
  studyUid: '2.25.22222',
  spsId: 'SPS500200',
  code: 'DXCH1P',
  text: 'X-ray chest portable AP',
  modality: 'CR',
  station: 'NGH_CR1',
  start: '20260316084000',
};

export interface SmallHospital {
  readonly room: MachineRoom;
  readonly pacs: Pacs;
  readonly ct1: Modality;
  readonly cr1: Modality;
  /** What the worklist server has. */
  readonly items: DataSet[];
  /** What the RIS was told: ORC-5 and accession. */
  readonly reports: string[];
  /** Sends a message to the PACS; `code text` of its answer. */
  readonly send: (text: string) => string;
  /** Announces an order to the PACS. */
  readonly announce: (order: TestOrder, orderControl?: string, time?: string) => string;
  /** Puts an order on the worklist. */
  readonly schedule: (order: TestOrder, change?: readonly Entry[]) => void;
  readonly run: (seconds: number) => void;
  /** The only study of the archive. */
  readonly only: () => StudyRow;
  readonly fork: () => Pacs;
}

/** pacs01 and two scanners, with stand-ins for the worklist server, the RIS and the engine. */
export function smallHospital(): SmallHospital {
  const kernel = new Kernel(fromCivil({ year: 2026, month: 3, day: 16, hour: 8 }, zoneOffset));
  const network = new Network(kernel, 'seed', emptyNetwork());
  const journal = new Journal(kernel, emptyJournal());
  const files = new Files(kernel, journal, { files: new Table() });
  const logs = new Logs(kernel, { lines: new History() });
  const hosts = ['ris01', 'eng01', 'mwl01', 'pacs01', 'ct01', 'cr01', 'xx01'];
  hosts.forEach((host, index) => {
    network.addHost(host, `10.20.10.${index + 10}`);
  });
  const room: MachineRoom = { kernel, network, journal, files, logs, seed: 'seed', zoneOffset };
  for (const { path, text } of pacsFiles) files.install('pacs01', path, text);
  for (const { host, path, text } of modalityFiles) files.install(host, path, text);
  const pacs = new Pacs(room, emptyPacs());
  const ct1 = new Modality(room, emptyModality('ct01'));
  const cr1 = new Modality(room, emptyModality('cr01'));
  const items: DataSet[] = [];
  serveDicom(room, 'mwl01', 11113, {
    accept: () => ({
      kind: 'accept',
      supported: new Map([[sopClass.modalityWorklistFind, [IMPLICIT_LE, EXPLICIT_LE]]]),
    }),
    find: (_, identifier) => {
      const query = compileQuery(identifier, modalityWorklistKeys());
      if (query.kind === 'failure') return { kind: 'failed', status: query.status, comment: query.comment };
      return items.filter(query.matches).map((item) => ({ data: query.respond(item), status: query.pendingStatus }));
    },
  });
  const reports: string[] = [];
  serveHl7(room, 'ris01', 6662, (payload) => {
    const message = Hl7Message.read(payload);
    reports.push(`${message.value('ORC-5')} ${message.value('OBR-18')}`);
    return buildAck(message, { code: 'AA', controlId: 'R1', timestamp: '20260316080000' }).bytes;
  });

  let control = 0;
  const send = (text: string): string => {
    let answer = '';
    kernel.spawn(
      'engine',
      (function* () {
        const outcome = yield* sendHl7(room, 'eng01', { host: 'pacs01', port: 2576 }, new TextEncoder().encode(text), {
          timeout: 10 * SECOND,
        });
        answer = outcome.kind === 'answered' ? `${outcome.ack.code} ${outcome.ack.text}`.trim() : outcome.kind;
      })(),
    );
    kernel.runToQuiet(kernel.now + HOUR);
    return answer;
  };
  return {
    room,
    pacs,
    ct1,
    cr1,
    items,
    reports,
    send,
    announce: (order: TestOrder, orderControl = 'NW', time = '20260316080000'): string =>
      send(orderMessage(order, orderControl, time, `ENG${++control}`)),
    schedule: (order: TestOrder, change: readonly Entry[] = []): void => {
      items.push(worklistItem(order).withAll(change));
    },
    run: (seconds: number): void => {
      kernel.runUntil(kernel.now + seconds * SECOND);
      kernel.runToQuiet(kernel.now + HOUR);
    },
    only: (): StudyRow => {
      const [study, ...more] = pacs.listStudies();
      if (!study || more.length > 0) throw new Error(`${more.length + (study ? 1 : 0)} studies`);
      return study;
    },
    fork: (): Pacs => {
      const forked = kernel.fork();
      const forkedJournal = new Journal(forked, forkState(journal.state));
      const forkedRoom: MachineRoom = {
        kernel: forked,
        journal: forkedJournal,
        network: new Network(forked, 'seed', forkState(network.state)),
        files: new Files(forked, forkedJournal, forkState(files.state)),
        logs: new Logs(forked, forkState(logs.state)),
        seed: 'seed',
        zoneOffset,
      };
      return new Pacs(forkedRoom, forkState(pacs.state));
    },
  };
}

export function orderMessage(order: TestOrder, control: string, time: string, controlId: string): string {
  const { accession, filler, patientId, name, birthDate, sex, studyUid, spsId, code, text, modality, station, start } =
    order;
  return [
    `MSH|^~\\&|RIS|NGHRAD|PACS|NGH|${time}||ORM^O01|${controlId}|P|2.3.1||||||8859/1`,
    `PID|||W20871^^^WFC&2.999.1.20.1&ISO^MR~${patientId}^^^NGH&2.999.1.10.1&ISO^MR||${name}||${birthDate}|${sex}`,
    `ORC|${control}|P1^HIS|${filler}^RIS||SC||1^^^${start}^^R|||||||||||${station}`,
    `OBR|1|P1^HIS|${filler}^RIS|${code}^${text}^NGHPROC||||||||||||||${accession}|RP1|${spsId}||||${modality}|||1^^^${start}^^R`,
    `ZDS|${studyUid}^100^Application^DICOM`,
    '',
  ].join('\r');
}

export function worklistItem(order: TestOrder): DataSet {
  return DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 100'],
    [0x00080050, 'SH', order.accession],
    [0x00100010, 'PN', order.name],
    [0x00100020, 'LO', order.patientId],
    [0x00100021, 'LO', 'NGH'],
    [0x00100030, 'DA', order.birthDate],
    [0x00100040, 'CS', order.sex],
    [0x0020000d, 'UI', order.studyUid],
    [0x00321060, 'LO', order.text],
    [
      0x00321064,
      'SQ',
      [
        [
          [0x00080100, 'SH', order.code],
          [0x00080102, 'SH', '99NGHPROC'],
          [0x00080104, 'LO', order.text],
        ],
      ],
    ],
    [
      0x00400100,
      'SQ',
      [
        [
          [0x00080060, 'CS', order.modality],
          [0x00400001, 'AE', order.station],
          [0x00400002, 'DA', order.start.slice(0, 8)],
          [0x00400003, 'TM', order.start.slice(8)],
          [0x00400007, 'LO', order.text],
          [0x00400009, 'SH', order.spsId],
        ],
      ],
    ],
    [0x00401001, 'SH', 'RP1'],
  ]);
}
