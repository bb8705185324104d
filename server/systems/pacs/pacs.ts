import { serveDicom } from '../../network/dicom-link.ts';
import { serveHl7 } from '../../network/mllp-link.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { type ConfiguredApplication, SettingsFiles } from '../host/settings-files.ts';
import { readAeRegistry } from '../host/ae-registry.ts';
import { AE_CONF, MATCH_CONF, SERVER_PROPERTIES } from './baseline-files.ts';
import { ImageIntake } from './image-intake.ts';
import { readMatchRules } from './match-rules.ts';
import type { MatchResult } from './matching.ts';
import { type Candidate, orderCandidates } from './order-candidates.ts';
import { OrderIntake } from './order-intake.ts';
import { PacsCore } from './pacs-core.ts';
import { type Preview, previewAction, type PreviewRequest } from './reconcile-preview.ts';
import { Reconcile } from './reconcile.ts';
import { refusalOf, usersWith } from './rights.ts';
import { Replication } from './replication.ts';
import { RisReport } from './ris-report.ts';
import { readRouterRules, ROUTER_RULES } from './router-rules.ts';
import { readServerProperties } from './server-properties.ts';
import { StudyJudge } from './study-judge.ts';
import type { InstanceRow, OrderStatus, PacsState, SeriesRow, StudyRow, StudyStatus } from './state.ts';

const settings: Omit<ConfiguredApplication, 'host'> = {
  name: 'this archive',
  configurers: usersWith('configure'),
  refusal: (user) => refusalOf(user, 'configure'),
  readers: {
    [SERVER_PROPERTIES]: readServerProperties,
    [AE_CONF]: readAeRegistry,
    [MATCH_CONF]: readMatchRules,
    [ROUTER_RULES]: readRouterRules,
  },
};

export interface StudyFilter {
  readonly status?: StudyStatus;
  readonly patientId?: string;
  readonly accession?: string;
}

export interface StudyContents {
  readonly study: StudyRow;
  readonly series: readonly { readonly series: SeriesRow; readonly instances: readonly InstanceRow[] }[];
}

/** pacs01: takes orders and images, ties them together by its rules, and lets people reconcile what does not fit. */
export class Pacs {
  readonly state: PacsState;
  /** What users do; see reconcile.ts. */
  readonly reconcile: Reconcile;
  readonly #core: PacsCore;
  readonly #files: SettingsFiles;
  readonly #judge: StudyJudge;
  readonly #intake: ImageIntake;
  readonly #orders: OrderIntake;
  readonly #replication: Replication;
  /** Ports listened on, to be closed when the settings name others. */
  #ports: readonly number[] = [];

  constructor(room: MachineRoom, state: PacsState) {
    this.state = state;
    const core = new PacsCore(room, state);
    this.#core = core;
    this.#files = new SettingsFiles(room, { ...settings, host: state.host });
    this.#replication = new Replication(core);
    this.#judge = new StudyJudge(core, new RisReport(core), this.#replication);
    this.#intake = new ImageIntake(core, (studyUid) => this.#judge.judge(studyUid));
    this.#orders = new OrderIntake(core, this.#judge);
    this.reconcile = new Reconcile(core, this.#judge, this.#replication);
    this.#listen();
  }

  // --- settings

  /** Problems that would refuse this text at deploy; undefined for a path that is none of the archive's settings. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const { room, state } = this.#core;
    const before = room.files.get(state.host, path)?.deployed ?? 0;
    const deployed = this.#files.deploy(path, user);
    if (!deployed.ok) {
      if (deployed.code === 'does-not-parse')
        this.#core.log('server', 'ERROR', 'reload refused: {0}', deployed.message);
      return deployed;
    }
    const revision = deployed.value;
    this.#core.log('server', 'INFO', '{0} revision {1} in service, reloaded by {2}', path, revision, user);
    this.#core.audit({
      user,
      what: 'deploy',
      object: path,
      before: String(before),
      after: String(revision),
      reason: '',
    });
    this.#listen();
    if (path === ROUTER_RULES || path === AE_CONF) this.#replication.rulesChanged();
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    for (const problem of this.#files.problems()) this.#core.log('server', 'ERROR', '{0}', problem);
    this.#listen();
  }

  // --- what the page asks; nothing here changes anything

  listStudies(filter: StudyFilter = {}): StudyRow[] {
    return this.state.studies.filter(
      (study) =>
        (filter.status === undefined || study.status === filter.status) &&
        (filter.patientId === undefined || study.patientId === filter.patientId) &&
        (filter.accession === undefined || study.accession === filter.accession),
    );
  }

  /** The unverified queue, oldest first; each row has its reason and detail. */
  unverified(): StudyRow[] {
    return this.listStudies({ status: 'UNVERIFIED' });
  }

  orders(status?: OrderStatus): ReturnType<PacsState['orders']['filter']> {
    return this.state.orders.filter((order) => status === undefined || order.status === status);
  }

  study(studyUid: string): StudyContents | undefined {
    const study = this.state.studies.get(studyUid);
    if (!study) return undefined;
    const instances = this.#core.instancesOf(study);
    const series = study.seriesUids.flatMap((uid) => {
      const row = this.state.series.get(uid);
      return row ? [{ series: row, instances: instances.filter(({ seriesUid }) => seriesUid === uid) }] : [];
    });
    return { study, series };
  }

  instanceDataSet(sopUid: string): DataSet | undefined {
    const instance = this.state.instances.get(sopUid);
    return instance && this.#core.dataSet(instance);
  }

  /** Orders to hold against a study, with field-by-field comparison. */
  candidates(studyUid: string): readonly Candidate[] {
    const contents = this.study(studyUid);
    if (!contents) return [];
    const series = contents.series.map((each) => each.series);
    return orderCandidates(contents.study, series, this.state.orders.values());
  }

  /** Studies that this one could be merged into: the same patient's, or a name like it. */
  mergeTargets(studyUid: string): StudyRow[] {
    const study = this.state.studies.get(studyUid);
    if (!study) return [];
    return this.state.studies.filter(
      (other) =>
        other.studyUid !== studyUid &&
        (other.status === 'VERIFIED' || other.status === 'UNVERIFIED') &&
        (other.patientId === study.patientId || other.name.toUpperCase() === study.name.toUpperCase()),
    );
  }

  preview(studyUid: string, request: PreviewRequest, user?: string): Preview | undefined {
    const study = this.state.studies.get(studyUid);
    return study && previewAction(this.#core, study, request, user);
  }

  /** What the rules in service say of a study as it is now. */
  evaluate(studyUid: string): MatchResult | undefined {
    const study = this.state.studies.get(studyUid);
    return study && this.#judge.evaluate(study);
  }

  #listen(): void {
    const { room, state, server } = this.#core;
    for (const port of this.#ports) room.network.unlisten(state.host, port);
    this.#ports = [server.dicomPort, server.hl7Port];
    serveDicom(room, state.host, server.dicomPort, this.#intake);
    serveHl7(room, state.host, server.hl7Port, (payload, meta) => this.#orders.answer(payload, meta));
  }
}
