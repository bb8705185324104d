import type { Micros } from '../core/clock.ts';
import { Kernel } from '../core/kernel.ts';
import { forkState, hashState, History } from '../core/state.ts';
import { emptyJournal, Journal, type JournalState } from '../network/journal.ts';
import { emptyNetwork, Network, type NetworkState } from '../network/network.ts';
import { Emr } from '../systems/emr/emr.ts';
import { emrFiles } from '../systems/emr/settings.ts';
import { emptyEmr, type EmrState } from '../systems/emr/state.ts';
import { Engine } from '../systems/engine/engine.ts';
import { engineFiles } from '../systems/engine/baseline/files.ts';
import { emptyEngine, type EngineState } from '../systems/engine/state.ts';
import { hisBaselineFiles } from '../systems/his/baseline-files.ts';
import { His } from '../systems/his/his.ts';
import { emptyHis, type HisState } from '../systems/his/state.ts';
import { type FileRow, Files, type FilesState } from '../systems/host/files.ts';
import type { MachineRoom } from '../systems/host/hospital.ts';
import { NETWORK_CONF, networkConf, NTP_CONF, ntpConf } from '../systems/host/machine-files.ts';
import { type LogLine, Logs, type LogState } from '../systems/host/log.ts';
import { modalityFiles, scannerHosts } from '../systems/modality/baseline-files.ts';
import { Modality } from '../systems/modality/modality.ts';
import { emptyModality, type ModalityState } from '../systems/modality/state.ts';
import { pacsFiles } from '../systems/pacs/baseline-files.ts';
import { Pacs } from '../systems/pacs/pacs.ts';
import { emptyPacs, type PacsState } from '../systems/pacs/state.ts';
import { Reporting } from '../systems/reporting/reporting.ts';
import { reportingFiles } from '../systems/reporting/settings.ts';
import { emptyReporting, type ReportingState } from '../systems/reporting/state.ts';
import { risBaselineFiles } from '../systems/ris/baseline-files.ts';
import { Ris } from '../systems/ris/ris.ts';
import { emptyRis, type RisState } from '../systems/ris/state.ts';
import { Table } from '../core/state.ts';
import { vnaFiles } from '../systems/vna/settings.ts';
import { emptyVna, type VnaState } from '../systems/vna/state.ts';
import { Vna } from '../systems/vna/vna.ts';
import { worklistFiles } from '../systems/worklist/baseline/files.ts';
import { emptyWorklist, type WorklistState } from '../systems/worklist/state.ts';
import { Worklist } from '../systems/worklist/worklist.ts';
import { Director, type DirectorState, emptyDirector } from './director.ts';
import { ZONE_OFFSET } from './scenario/course.ts';
import { desks } from './traffic/desks.ts';
import { emptyTraffic, Traffic, type TrafficState } from './traffic/traffic.ts';

/** Hosts with their addresses (hospital.md 4.3); adm01 is the administrators' workstation with its test tools. */
export const hosts: readonly (readonly [name: string, address: string])[] = [
  ['his01', '10.20.10.11'],
  ['ris01', '10.20.10.12'],
  ['eng01', '10.20.10.20'],
  ['mwl01', '10.20.10.21'],
  ['pacs01', '10.20.10.30'],
  ['vna01', '10.20.10.40'],
  ['rep01', '10.20.10.50'],
  ['emr01', '10.20.10.60'],
  ['ct01', '10.20.20.11'],
  ['ct02', '10.20.20.12'],
  ['mr01', '10.20.20.21'],
  ['cr01', '10.20.20.31'],
  ['dx01', '10.20.20.32'],
  ['mg01', '10.20.20.51'],
  ['nm01', '10.20.20.61'],
  ['adm01', '10.20.50.21'],
];

/** Everything that lasts, under one root. */
export interface HospitalState {
  readonly network: NetworkState;
  readonly journal: JournalState;
  readonly files: FilesState;
  readonly logs: LogState;
  readonly his: HisState;
  readonly ris: RisState;
  readonly engine: EngineState;
  readonly worklist: WorklistState;
  readonly pacs: PacsState;
  readonly vna: VnaState;
  readonly reporting: ReportingState;
  readonly emr: EmrState;
  readonly scanners: readonly ModalityState[];
  readonly traffic: TrafficState;
  readonly director: DirectorState;
}

/** The simulated hospital: the machine room and the systems in it. Copied with `fork` at any quiet instant. */
export class Hospital {
  readonly seed: string;
  readonly room: MachineRoom;
  readonly state: HospitalState;
  readonly his: His;
  readonly ris: Ris;
  readonly engine: Engine;
  readonly worklist: Worklist;
  readonly pacs: Pacs;
  readonly vna: Vna;
  readonly reporting: Reporting;
  readonly emr: Emr;
  readonly scanners: ReadonlyMap<string, Modality>;
  readonly traffic: Traffic;
  readonly director: Director;

  private constructor(kernel: Kernel, seed: string, state: HospitalState) {
    this.seed = seed;
    this.state = state;
    const journal = new Journal(kernel, state.journal);
    const room: MachineRoom = {
      kernel,
      network: new Network(kernel, seed, state.network),
      journal,
      files: new Files(kernel, journal, state.files),
      logs: new Logs(kernel, state.logs),
      seed,
      zoneOffset: ZONE_OFFSET,
    };
    this.room = room;
    if (state.files.files.size === 0) installFiles(room);
    this.his = new His(room, state.his);
    this.ris = new Ris(room, state.ris);
    this.engine = new Engine(room, state.engine);
    this.worklist = new Worklist(room, state.worklist);
    this.pacs = new Pacs(room, state.pacs);
    this.vna = new Vna(room, state.vna);
    this.reporting = new Reporting(room, state.reporting);
    this.emr = new Emr(room, state.emr);
    this.scanners = new Map(state.scanners.map((scanner) => [scanner.host, new Modality(room, scanner)]));
    this.director = new Director(this, state.director);
    this.traffic = new Traffic(kernel, seed, state.traffic, {
      ...desks(this.his, this.ris),
      perform: (exam) => {
        this.director.performExam(exam);
      },
    });
  }

  /** A healthy hospital at the instant `at`, with nobody in it. */
  static build(seed: string, at: Micros): Hospital {
    const kernel = new Kernel(at);
    const network = emptyNetwork();
    for (const [name, address] of hosts) network.hosts.put(name, { name, address, up: true });
    return new Hospital(kernel, seed, {
      network,
      journal: emptyJournal(),
      files: { files: new Table<FileRow>() },
      logs: { lines: new History<LogLine>() },
      his: emptyHis(),
      ris: emptyRis(),
      engine: emptyEngine(),
      worklist: emptyWorklist(),
      pacs: emptyPacs(),
      vna: emptyVna(),
      reporting: emptyReporting(),
      emr: emptyEmr(),
      scanners: scannerHosts.map(emptyModality),
      traffic: emptyTraffic(),
      director: emptyDirector(),
    });
  }

  /** No conversation is open anywhere. */
  get quiet(): boolean {
    return this.room.kernel.quiet && this.room.network.openConnections === 0;
  }

  /** Runs on until everything due by then has happened and nobody is talking, at most `within` µs. */
  settle(within: Micros): boolean {
    const { kernel } = this.room;
    const until = kernel.now + within;
    for (let round = 0; round < 1000; round++) {
      kernel.runUntil(kernel.now);
      if (this.quiet) return true;
      if (!kernel.runToQuiet(until)) return false;
    }
    return false;
  }

  /** A copy that goes its own way. Only when quiet. */
  fork(): Hospital {
    const { state } = this;
    return new Hospital(this.room.kernel.fork(), this.seed, {
      network: forkState(state.network),
      journal: forkState(state.journal),
      files: forkState(state.files),
      logs: forkState(state.logs),
      his: forkState(state.his),
      ris: forkState(state.ris),
      engine: forkState(state.engine),
      worklist: forkState(state.worklist),
      pacs: forkState(state.pacs),
      vna: forkState(state.vna),
      reporting: forkState(state.reporting),
      emr: forkState(state.emr),
      scanners: state.scanners.map(forkState),
      traffic: forkState(state.traffic),
      director: forkState(state.director),
    });
  }

  /** SHA-256 over clock, pending work and all state: equal hashes mean equal hospitals. */
  hash(): string {
    return hashState(this.room.kernel.snapshot(), this.state);
  }

  /** When something that a person could see is due next. */
  nextVisibleEvent(): Micros | undefined {
    return this.room.kernel.entries().find((entry) => entry.at > this.room.kernel.now)?.at;
  }

  /** The services of a host take what is deployed there into service. */
  reload(host: string): void {
    switch (host) {
      case 'his01':
        return this.his.reload();
      case 'ris01':
        return this.ris.reload();
      case 'eng01':
        return this.engine.reload();
      case 'mwl01':
        return this.worklist.reload();
      case 'pacs01':
        return this.pacs.reload();
      case 'vna01':
        return this.vna.reload();
      case 'rep01':
        return this.reporting.reload();
      case 'emr01':
        return this.emr.reload();
      default:
        this.scanners.get(host)?.reload();
    }
  }

  scanner(host: string): Modality | undefined {
    return this.scanners.get(host);
  }
}

function installFiles({ files }: MachineRoom): void {
  const sets: readonly (readonly [host: string, files: readonly { readonly path: string; readonly text: string }[]])[] =
    [
      ['his01', hisBaselineFiles],
      ['ris01', risBaselineFiles],
      ['eng01', engineFiles],
      ['mwl01', worklistFiles],
      ['pacs01', pacsFiles],
      ['vna01', vnaFiles],
      ['rep01', reportingFiles],
      ['emr01', emrFiles],
    ];
  for (const [host, texts] of sets) for (const { path, text } of texts) files.install(host, path, text);
  for (const { host, path, text } of modalityFiles) files.install(host, path, text);
  for (const host of scannerHosts) files.install(host, NTP_CONF, ntpConf);
  for (const [host] of hosts) {
    files.install(host, NETWORK_CONF, networkConf);
    files.install(host, '/etc/timezone', 'America/Panama\n');
  }
}
