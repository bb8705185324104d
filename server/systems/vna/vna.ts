import {
  type AssociationProposal,
  type DicomCall,
  type DicomProvider,
  serveDicom,
  type StoredInstance,
} from '../../network/dicom-server.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { rejections } from '../../protocols/dimse/rejection.ts';
import { formatStatus, statuses } from '../../protocols/dimse/status.ts';
import type { ArchivedStudy } from '../archive/instance-source.ts';
import { QueryRetrieve, queryRetrieveContexts } from '../archive/query-retrieve.ts';
import { readAeRegistry, type RegisteredAe } from '../host/ae-registry.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { Parsed, SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import { type ConfiguredApplication, SettingsFiles } from '../host/settings-files.ts';
import { readVnaSettings, VNA_AE_CONF, VNA_CONF, type VnaSettings } from './settings.ts';
import type { VnaInstanceRow, VnaState } from './state.ts';

const LOG = '/var/log/ngvna/vna.log';
const settings: Omit<ConfiguredApplication, 'host'> = {
  configurers: ['pgreen', 'vendor1'],
  refusal: (user) => `vna01: ${user} may not configure this archive.`,
  readers: { [VNA_CONF]: readVnaSettings, [VNA_AE_CONF]: readAeRegistry },
};

const storage = [
  sopClass.computedRadiographyImage,
  sopClass.digitalXRayImageForPresentation,
  sopClass.digitalXRayImageForProcessing,
  sopClass.digitalMammographyImageForPresentation,
  sopClass.ctImage,
  sopClass.mrImage,
  sopClass.ultrasoundImage,
  sopClass.nuclearMedicineImage,
  sopClass.secondaryCaptureImage,
  sopClass.grayscaleSoftcopyPresentationState,
  sopClass.keyObjectSelection,
  sopClass.basicTextSr,
  sopClass.xRayRadiationDoseSr,
] as const;
const supported: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  [sopClass.verification, [EXPLICIT_LE, IMPLICIT_LE]],
  ...queryRetrieveContexts,
  ...storage.map((uid) => [uid, [EXPLICIT_LE, IMPLICIT_LE]] as const),
]);
const roles = new Map<string, { readonly scu: boolean; readonly scp: boolean }>(
  storage.map((uid) => [uid, { scu: true, scp: true }]),
);

/** Titles of rejection notes (PS3.16 CID 7010; IHE RAD IOCM). */
const rejectionTitles: readonly string[] = ['113001', '113037', '113038', '113039'];

/** vna01: keeps what pacs01 sends, shows and sends it to who asks, and hides what a rejection note names. */
export class Vna {
  readonly state: VnaState;
  readonly #room: MachineRoom;
  readonly #files: SettingsFiles;
  #port = 0;

  constructor(room: MachineRoom, state: VnaState) {
    this.#room = room;
    this.state = state;
    this.#files = new SettingsFiles(room, { ...settings, host: state.host });
    this.#listen();
  }

  get settings(): VnaSettings {
    return this.#setting(VNA_CONF, readVnaSettings);
  }

  get #registry(): readonly RegisteredAe[] {
    return this.#setting(VNA_AE_CONF, readAeRegistry);
  }

  // --- settings

  /** Problems that would refuse this text at deploy; undefined for a path that is none of its settings. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const deployed = this.#files.deploy(path, user);
    if (deployed.ok) {
      this.#log('INFO', '{0} revision {1} in service, reloaded by {2}', path, deployed.value, user);
      this.#listen();
    } else if (deployed.code === 'does-not-parse') this.#log('ERROR', 'reload refused: {0}', deployed.message);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    for (const problem of this.#files.problems()) this.#log('ERROR', '{0}', problem);
    this.#listen();
  }

  // --- DICOM

  #provider(): DicomProvider {
    const retrieval = new QueryRetrieve({
      aeTitle: this.settings.aeTitle,
      registry: () => this.#registry,
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
      dataSet: ({ parts, transferSyntax }) => DataSet.read(parts, transferSyntax),
      studies: (studyUid) => this.#studies(studyUid),
    });
    return {
      accept: (proposal) => this.#accept(proposal),
      echo: () => statuses.success,
      store: (call, instance) => this.#store(call, instance),
      find: retrieval.find,
      move: retrieval.move,
      get: retrieval.get,
    };
  }

  #accept({ callingAe, calledAe, remoteHost }: AssociationProposal): ReturnType<DicomProvider['accept']> {
    const { aeTitle, aeCheck } = this.settings;
    if (calledAe !== aeTitle) {
      this.#log('WARN', 'association from {0} ({1}) rejected: called AE title {2}', callingAe, remoteHost, calledAe);
      return { kind: 'reject', ...rejections.calledAeNotRecognized };
    }
    if (aeCheck && !this.#registry.some(({ title }) => title === callingAe)) {
      this.#log('WARN', 'association from {0} ({1}) rejected: calling AE title not in ae.conf', callingAe, remoteHost);
      return { kind: 'reject', ...rejections.callingAeNotRecognized };
    }
    return { kind: 'accept', supported, roles };
  }

  #store(call: DicomCall, { sopUid, dataSet, parts }: StoredInstance): { status: number; comment?: string } {
    const studyUid = dataSet.text(0x0020000d);
    const seriesUid = dataSet.text(0x0020000e);
    const problem =
      studyUid === '' || seriesUid === '' || dataSet.unreadBytes > 0
        ? { status: statuses.cannotUnderstand, comment: 'data set without study or series UID, or cut short' }
        : dataSet.text(0x00080018) !== sopUid
          ? { status: statuses.doesNotMatchSopClass, comment: 'SOP instance UID differs from the command' }
          : undefined;
    if (problem) {
      this.#log('ERROR', 'C-STORE {0} from {1}: {2} {3}', sopUid, call.callingAe, formatStatus(problem.status), problem.comment); // prettier-ignore
      return problem;
    }
    const known = this.state.instances.get(sopUid);
    // What the archive in front has corrected since replaces what was copied before.
    if (known && known.studyUid !== studyUid) this.#leave(known);
    const row: VnaInstanceRow = {
      sopUid,
      sopClass: call.sopClass,
      studyUid,
      seriesUid,
      transferSyntax: call.transferSyntax,
      parts,
      rejected: known?.rejected,
    };
    this.state.instances.put(sopUid, row);
    this.#describe(row, dataSet);
    if (call.sopClass === sopClass.keyObjectSelection) this.#honour(row, dataSet);
    return { status: statuses.success };
  }

  #describe({ studyUid, sopUid }: VnaInstanceRow, dataSet: DataSet): void {
    const { studies } = this.state;
    const study = studies.get(studyUid);
    const modality = dataSet.text(0x00080060);
    const withOne = (list: readonly string[], value: string): readonly string[] =>
      list.includes(value) ? list : [...list, value];
    if (!study) this.#log('INFO', 'study {0} of {1} begun', studyUid, dataSet.text(0x00100020));
    studies.put(studyUid, {
      studyUid,
      patientId: dataSet.text(0x00100020),
      issuer: dataSet.text(0x00100021),
      name: dataSet.text(0x00100010),
      accession: dataSet.text(0x00080050),
      modalities: withOne(study?.modalities ?? [], modality),
      instanceUids: withOne(study?.instanceUids ?? [], sopUid),
      receivedAt: this.#room.kernel.now,
    });
  }

  #leave({ studyUid, sopUid }: VnaInstanceRow): void {
    const study = this.state.studies.get(studyUid);
    const instanceUids = study?.instanceUids.filter((uid) => uid !== sopUid) ?? [];
    if (instanceUids.length === 0) this.state.studies.delete(studyUid);
    else this.state.studies.update(studyUid, { instanceUids });
  }

  /** A rejection note hides what it names, and itself (IHE RAD IOCM). */
  #honour(note: VnaInstanceRow, dataSet: DataSet): void {
    const title = dataSet.items(0x0040a043)[0]?.text(0x00080100) ?? '';
    if (!rejectionTitles.includes(title)) return;
    const named = dataSet
      .items(0x0040a375)
      .flatMap((study) => study.items(0x00081115))
      .flatMap((series) => series.items(0x00081199))
      .map((reference) => reference.text(0x00081155));
    const { instances } = this.state;
    const hidden = named.filter((uid) => instances.update(uid, { rejected: title }));
    instances.update(note.sopUid, { rejected: title });
    this.#log('WARN', 'rejection note {0} ({1}): {2} of {3} instances rejected', note.sopUid, title, hidden.length, named.length); // prettier-ignore
  }

  *#studies(studyUid?: string): Generator<ArchivedStudy> {
    const { studies, instances } = this.state;
    const { hideRejected } = this.settings;
    for (const study of studyUid === undefined ? studies.values() : [studies.get(studyUid)]) {
      const shown = (study?.instanceUids ?? []).flatMap((uid) => {
        const instance = instances.get(uid);
        return !instance || (hideRejected && instance.rejected !== undefined) ? [] : [instance];
      });
      if (study && shown.length > 0) yield { ...study, instances: shown };
    }
  }

  #listen(): void {
    const { host } = this.state;
    if (this.#port !== 0) this.#room.network.unlisten(host, this.#port);
    this.#port = this.settings.dicomPort;
    serveDicom(this.#room, host, this.#port, this.#provider());
  }

  #setting<T>(path: string, read: (text: string) => Parsed<T>): T {
    return settingInService(this.#room, this.state.host, path, read);
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.state.host, LOG, level, template, ...args);
  }
}
