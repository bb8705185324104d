import { formatTimestamp, MINUTE, SECOND } from '../../core/clock.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import type { SettingsFiles } from '../host/settings-files.ts';
import { type Verdict, withoutPatient } from '../interface/acknowledge.ts';
import { clinicalSettings } from '../interface/clinical-settings.ts';
import { Hl7Port } from '../interface/hl7-port.ts';
import { Outbox } from '../interface/outbox.ts';
import {
  medicalRecordNumber,
  pidSegment,
  providerField,
  pv1Segment,
  readPatient,
  readProvider,
  readVisit,
} from '../interface/patient-record.ts';
import { reportMessage, type ReportStatus } from './report-message.ts';
import { readReportSettings, REPORT_CONF, type ReportSettings } from './settings.ts';
import type { ReportingState, ReportRow } from './state.ts';

const LOG = '/var/log/ngreport/report.log';
/** Who reads and signs, in turn; and who may have a report withdrawn by the reading room. */
const radiologists = ['rmori', 'sokafor'] as const;
/** Modalities that a resident reads first. */
const readTwice = ['CT', 'MR'];

/** rep01: the reading list of the radiologists and their reports, which go to the engine as ORU^R01. */
export class Reporting {
  readonly state: ReportingState;
  readonly outbox: Outbox;
  readonly #room: MachineRoom;
  readonly #files: SettingsFiles;
  readonly #port: Hl7Port;

  constructor(room: MachineRoom, state: ReportingState) {
    this.#room = room;
    this.state = state;
    this.#files = clinicalSettings(room, state.host, { [REPORT_CONF]: readReportSettings });
    this.outbox = new Outbox(room, state.outbox, {
      host: state.host,
      log: LOG,
      timeout: () => this.settings.timeoutSeconds * SECOND,
    });
    room.kernel.on(`${state.host}/read`, (args) => {
      const { filler } = args as { readonly filler: string };
      room.kernel.cause = 0;
      this.#read(filler);
    });
    this.#port = new Hl7Port(room, {
      host: state.host,
      take: (message) => this.#take(message),
      sign: () => ({
        application: this.settings.application,
        facility: this.settings.facility,
        controlId: this.#controlId(),
      }),
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
    });
    this.#port.listen(this.settings.listenPort);
  }

  get settings(): ReportSettings {
    return settingInService(this.#room, this.state.host, REPORT_CONF, readReportSettings);
  }

  // --- settings

  /** Problems that would refuse this text at deploy; undefined for a path that is none of its settings. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const deployed = this.#files.deploy(path, user);
    if (!deployed.ok) this.#log('ERROR', 'reload refused: {0}', deployed.message);
    else this.#port.listen(this.settings.listenPort);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    for (const problem of this.#files.problems()) this.#log('ERROR', '{0}', problem);
    this.#port.listen(this.settings.listenPort);
  }

  // --- what the reading room does

  /** Takes a report back that was sent for the wrong patient or study. */
  withdraw(filler: string, reason: string, user: string): UserResult<ReportRow> {
    const row = this.state.reports.get(filler);
    if (!(radiologists as readonly string[]).includes(user)) {
      this.#log('WARN', 'user {0} refused: no right to change reports', user);
      return { ok: false, code: 'NO_RIGHT', message: `Reporting: ${user} may not change reports, a radiologist must.` };
    }
    if (!row)
      return { ok: false, code: 'UNKNOWN_REPORT', message: `Reporting: there is no report of order ${filler}.` };
    if (row.stage !== 'PRELIMINARY' && row.stage !== 'FINAL') {
      return { ok: false, code: 'NOT_SENT', message: `Reporting: the report of order ${filler} is ${row.stage}.` };
    }
    if (reason.trim() === '') {
      return { ok: false, code: 'REASON_MISSING', message: 'Say why: the reason is kept with the report.' };
    }
    const { now } = this.#room.kernel;
    const withdrawn = this.#put({ ...row, stage: 'WITHDRAWN', corrects: true, due: now, radiologist: user });
    this.state.audit.push({ at: now, user, what: 'withdraw', object: filler, before: row.stage, after: reason });
    this.#send(withdrawn, 'withdrawn');
    return { ok: true, value: withdrawn };
  }

  /** Keeps a preliminary report from being signed: somebody doubts it. */
  hold(filler: string): void {
    this.state.reports.update(filler, { held: true });
  }

  /** Read by turns: first what waits, then what is to be signed. */
  #read(filler: string): void {
    const row = this.state.reports.get(filler);
    if (!row || row.due > this.#room.kernel.now) return;
    if (row.stage === 'PRELIMINARY' && !row.held) {
      this.#send(this.#put({ ...row, stage: 'FINAL' }), row.corrects ? 'corrected' : 'final');
    } else if (row.stage === 'WAITING') {
      const turn = this.state.nextControlId % radiologists.length;
      const radiologist = radiologists[turn] ?? radiologists[0];
      const text = `${row.procedureText}: no acute finding.`;
      if (readTwice.includes(row.modality)) {
        const due = this.#room.kernel.now + this.settings.signAfterMinutes * MINUTE;
        this.#send(this.#put({ ...row, stage: 'PRELIMINARY', radiologist, text, due }), 'preliminary');
        this.#room.kernel.schedule(due, `${this.state.host}/read`, { filler });
      } else {
        this.#send(this.#put({ ...row, stage: 'FINAL', radiologist, text }), row.corrects ? 'corrected' : 'final');
      }
    }
  }

  #send(row: ReportRow, status: ReportStatus): void {
    const { kernel, zoneOffset } = this.#room;
    const { settings } = this;
    const controlId = this.#controlId();
    const bytes = reportMessage({ settings, controlId, at: kernel.now, zoneOffset }, row, status);
    this.#log('INFO', 'report of order {0} {1} {2}', row.filler, status, controlId);
    this.outbox.send({ host: settings.sendHost, port: settings.sendPort }, controlId, bytes);
  }

  // --- the reading list

  /** A finished exam of the RIS (OMI^O23, ORC-1 SC, ORC-5 CM). */
  #take(message: Hl7Message): Verdict {
    const refuse = (segment: string, field: number, text: string): Verdict => ({
      code: 'AE',
      text,
      error: 'required-field',
      place: { segment, field },
    });
    const { code, event } = message.messageType;
    if (code !== 'OMI' || event !== 'O23') {
      return { code: 'AR', text: `${code}^${event} is not taken here`, error: 'message-type', place: { segment: 'MSH', field: 9 } }; // prettier-ignore
    }
    if (message.version !== '2.5.1') {
      return { code: 'AR', text: `version "${message.version}" is not taken here`, error: 'version-id', place: { segment: 'MSH', field: 12 } }; // prettier-ignore
    }
    const headless = withoutPatient(message);
    if (headless) return headless;
    if (message.value('ORC-1') !== 'SC' || message.value('ORC-5') !== 'CM') {
      return { code: 'AE', text: 'only finished exams are read', error: 'table-value', place: { segment: 'ORC', field: 5 } }; // prettier-ignore
    }
    const filler = message.value('ORC-3.1');
    const studyUid = message.value('IPC-3.1');
    const patient = readPatient(message);
    const patientId = medicalRecordNumber(patient);
    if (filler === '') return refuse('ORC', 3, 'filler order number missing');
    if (studyUid === '') return refuse('IPC', 3, 'study instance UID missing');
    if (patientId === '') return refuse('PID', 3, 'no medical record number of NGH');
    const known = this.state.reports.get(filler);
    if (known?.studyUid === studyUid && known.stage !== 'WITHDRAWN')
      return { code: 'AA', text: `order is ${known.stage}` };
    const { kernel, zoneOffset } = this.#room;
    const due = Math.max(kernel.now, this.state.busyUntil) + this.settings.readMinutes * MINUTE;
    this.state.busyUntil = due;
    this.#put({
      filler,
      placer: message.value('ORC-2.1'),
      accession: message.value('IPC-1.1'),
      studyUid,
      patientId,
      patientName: [patient.name.family, patient.name.given].filter(Boolean).join('^'),
      procedureCode: message.value('OBR-4.1'),
      procedureText: message.value('OBR-4.2'),
      modality: message.value('IPC-5.1'),
      pid: pidSegment(patient),
      pv1: pv1Segment(readVisit(message), patient.account),
      orderer: providerField(readProvider(message, 'OBR-16')),
      performed: /^\d{8,14}/.exec(message.value('TQ1-7'))?.[0] ?? formatTimestamp(kernel.now, zoneOffset),
      stage: 'WAITING',
      corrects: known !== undefined && known.stage !== 'WAITING',
      held: false,
      text: '',
      radiologist: '',
      due,
    });
    kernel.schedule(due, `${this.state.host}/read`, { filler });
    return { code: 'AA' };
  }

  #put(row: ReportRow): ReportRow {
    this.state.reports.put(row.filler, row);
    const { filler, placer, accession, studyUid, patientId, patientName } = row;
    this.#room.journal.record({
      kind: 'row',
      host: this.state.host,
      table: 'report',
      row: filler,
      title: `report of order ${accession} ${row.stage}`,
      keys: { filler, placer, accession, studyUid, patientId, patientName, issuer: 'NGH' },
    });
    return row;
  }

  #controlId(): string {
    return `REP${String(this.state.nextControlId++).padStart(7, '0')}`;
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.state.host, LOG, level, template, ...args);
  }
}
