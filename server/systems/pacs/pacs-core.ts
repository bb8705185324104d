import { formatOffset, formatTimestamp } from '../../core/clock.ts';
import { stream } from '../../core/random.ts';
import type { BusinessKeys } from '../../network/journal.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { uuidUid } from '../../protocols/dicom/uid.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { Parsed } from '../host/properties.ts';
import { readAeRegistry, type RegisteredAe } from '../host/ae-registry.ts';
import { settingInService } from '../host/setting-in-service.ts';
import { AE_CONF, MATCH_CONF, SERVER_PROPERTIES } from './baseline-files.ts';
import type { Stamp } from './coercion.ts';
import { type MatchRules, readMatchRules } from './match-rules.ts';
import { type ForwardRule, readRouterRules, ROUTER_RULES } from './router-rules.ts';
import { readServerProperties, type ServerProperties } from './server-properties.ts';
import type { AuditEntry, InstanceRow, PacsState, StudyRow } from './state.ts';

export type PacsLog = 'server' | 'dicom' | 'hl7' | 'router';

/** What all parts of the archive share: the room, the state, settings in service, log, audit and journal. */
const logPaths: Readonly<Record<PacsLog, string>> = {
  server: '/var/log/ngpacs/server.log',
  dicom: '/var/log/ngpacs/dicom.log',
  hl7: '/var/log/ngpacs/hl7.log',
  router: '/var/log/ngpacs/router.log',
};

export class PacsCore {
  readonly room: MachineRoom;
  readonly state: PacsState;

  constructor(room: MachineRoom, state: PacsState) {
    this.room = room;
    this.state = state;
  }

  get server(): ServerProperties {
    return this.#setting(SERVER_PROPERTIES, readServerProperties);
  }

  get rules(): MatchRules {
    return this.#setting(MATCH_CONF, readMatchRules);
  }

  get registry(): readonly RegisteredAe[] {
    return this.#setting(AE_CONF, readAeRegistry);
  }

  get routes(): readonly ForwardRule[] {
    return this.#setting(ROUTER_RULES, readRouterRules);
  }

  #setting<T>(path: string, read: (text: string) => Parsed<T>): T {
    return settingInService(this.room, this.state.host, path, read);
  }

  log(file: PacsLog, level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.room.logs.write(this.state.host, logPaths[file], level, template, ...args);
  }

  audit(entry: Omit<AuditEntry, 'at'>): void {
    this.state.audit.push({ ...entry, at: this.room.kernel.now });
  }

  /** Tells the journal that a row changed in a way that matters. */
  row(table: 'study' | 'order' | 'quarantine', row: string, title: string, keys: BusinessKeys): void {
    this.room.journal.record({ kind: 'row', host: this.state.host, table, row, title, keys });
  }

  /** Local time as HL7 TS and DICOM DT without zone. */
  get timestamp(): string {
    return formatTimestamp(this.room.kernel.now, this.room.zoneOffset);
  }

  stamp(user: string, source: string, reason: Stamp['reason']): Stamp {
    return {
      at: this.timestamp + formatOffset(this.room.zoneOffset),
      by: `${this.server.aeTitle} ${user}`,
      source,
      reason,
    };
  }

  /** The next UID that the archive itself gives away. */
  newUid(): string {
    const random = stream(this.room.seed, `uid/${this.state.host}/${this.state.nextUid++}`);
    return uuidUid([random.next32(), random.next32(), random.next32(), random.next32()]);
  }

  instancesOf(study: StudyRow): InstanceRow[] {
    return study.instanceUids.flatMap((uid) => this.state.instances.get(uid) ?? []);
  }

  /** Instances that queries show. */
  visibleInstances(study: StudyRow): InstanceRow[] {
    return this.instancesOf(study).filter(({ rejected }) => rejected === undefined);
  }

  dataSet(instance: Pick<InstanceRow, 'parts' | 'transferSyntax'>): DataSet {
    return DataSet.read(instance.parts, instance.transferSyntax);
  }

  /** Header of the first instance that queries show. */
  header(study: StudyRow): DataSet {
    const [first] = this.visibleInstances(study);
    return first ? this.dataSet(first) : DataSet.empty;
  }
}

export function studyKeys(study: StudyRow): BusinessKeys {
  return {
    ...(study.patientId === '' ? {} : { patientId: study.patientId }),
    ...(study.issuer === '' ? {} : { issuer: study.issuer }),
    ...(study.name === '' ? {} : { patientName: study.name }),
    ...(study.accession === '' ? {} : { accession: study.accession }),
    studyUid: study.studyUid,
  };
}
