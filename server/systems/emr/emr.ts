import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import type { SettingsFiles } from '../host/settings-files.ts';
import { type Verdict, withoutPatient } from '../interface/acknowledge.ts';
import { clinicalSettings } from '../interface/clinical-settings.ts';
import { Hl7Port } from '../interface/hl7-port.ts';
import { type ContentProblem, isProblem, readChart, readResult } from './result-message.ts';
import { EMR_CONF, type EmrSettings, readEmrSettings } from './settings.ts';
import type { EmrState, ResultRow } from './state.ts';

const LOG = '/var/log/ngemr/emr.log';

/** emr01: the patients' charts. Files results (ORU^R01) under patient and order, with the link to the images. */
export class Emr {
  readonly state: EmrState;
  readonly #room: MachineRoom;
  readonly #files: SettingsFiles;
  readonly #port: Hl7Port;

  constructor(room: MachineRoom, state: EmrState) {
    this.#room = room;
    this.state = state;
    this.#files = clinicalSettings(room, state.host, { [EMR_CONF]: readEmrSettings });
    this.#port = new Hl7Port(room, {
      host: state.host,
      take: (message, { eventId }) => this.#take(message, eventId),
      sign: () => ({
        application: this.settings.application,
        facility: this.settings.facility,
        controlId: `EMR${String(this.state.nextControlId++).padStart(7, '0')}`,
      }),
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
    });
    this.#port.listen(this.settings.listenPort);
  }

  get settings(): EmrSettings {
    return settingInService(this.#room, this.state.host, EMR_CONF, readEmrSettings);
  }

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

  #take(message: Hl7Message, eventId: number): Verdict {
    const { code, event } = message.messageType;
    if (code !== 'ORU' || event !== 'R01') {
      return { code: 'AR', text: `${code}^${event} is not taken here`, error: 'message-type', place: { segment: 'MSH', field: 9 } }; // prettier-ignore
    }
    if (message.version !== '2.5.1' && message.version !== '2.3.1') {
      return { code: 'AR', text: `version "${message.version}" is not taken here`, error: 'version-id', place: { segment: 'MSH', field: 12 } }; // prettier-ignore
    }
    const headless = withoutPatient(message);
    if (headless) return headless;
    const chart = readChart(message, this.settings.patientAuthority);
    if (isProblem(chart)) return contentError(chart);
    const result = readResult(message);
    if (isProblem(result)) return contentError(result);
    const known = this.state.results.get(result.filler);
    if (known && known.chart !== chart.key) {
      // One order has one patient: a result that says otherwise must not silently move between charts.
      const text = `order ${result.filler} is filed in the chart of another patient`;
      return { code: 'AE', text, error: 'unknown-key', place: { segment: 'PID', field: 3 } };
    }
    if (known && result.messageTime < known.messageTime) {
      this.#log('WARN', 'result of order {0}: older than what is filed, kept', result.filler);
      return { code: 'AA', text: 'older than what is filed' };
    }
    this.state.charts.put(chart.key, chart);
    this.#file({
      ...result,
      chart: chart.key,
      filedAt: this.#room.kernel.now,
      messages: (known?.messages ?? 0) + 1,
      eventId,
    });
    return { code: 'AA' };
  }

  #file(row: ResultRow): void {
    this.state.results.put(row.filler, row);
    const { filler, placer, accession, studyUid } = row;
    const chart = this.state.charts.get(row.chart);
    this.#room.journal.record({
      kind: 'row',
      host: this.state.host,
      table: 'result',
      row: filler,
      title: `result of order ${accession} ${row.status}`,
      keys: {
        filler,
        ...(placer === '' ? {} : { placer }),
        ...(accession === '' ? {} : { accession }),
        ...(studyUid === '' ? {} : { studyUid }),
        ...(chart ? { patientId: chart.patientId, issuer: chart.issuer, patientName: chart.name } : {}),
      },
    });
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.state.host, LOG, level, template, ...args);
  }
}

const contentError = ({ segment, field, text, error }: ContentProblem): Verdict => ({
  code: 'AE',
  text,
  error,
  place: { segment, field },
});
