import { type DicomProvider, serveDicom } from '../../network/dicom-link.ts';
import type { AssociationProposal } from '../../network/dicom-provider.ts';
import { serveHl7 } from '../../network/mllp-link.ts';
import { answerMessage } from '../interface/hl7-port.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { rejections } from '../../protocols/dimse/rejection.ts';
import { readAeRegistry } from '../host/ae-registry.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { Parsed, SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import { SettingsFiles } from '../host/settings-files.ts';
import type { MappingContext } from '../mapping/function.ts';
import { readOrderMapping } from '../mapping/order-mapping-file.ts';
import type { Rule } from '../mapping/rule.ts';
import { findItems, itemOf } from './item-query.ts';
import { OrderIntake } from './order-intake.ts';
import { PerformedSteps } from './performed-steps.ts';
import { MWL_AE_CONF, MWL_CONF, ORDER_MAPPING, readWorklistSettings, type WorklistSettings } from './settings.ts';
import type { WorklistRow, WorklistState } from './state.ts';
import { WorklistItems } from './worklist-items.ts';
import { HOST, WorklistLog } from './worklist-log.ts';

/** Who configures mwl01 (hospital.md 4.6), and what. */
const settings = {
  host: HOST,
  configurers: ['ianders', 'vendor1'],
  refusal: (user: string): string => `mwl01: ${user} may not configure this server.`,
  readers: { [MWL_CONF]: readWorklistSettings, [MWL_AE_CONF]: readAeRegistry, [ORDER_MAPPING]: readRules },
};

/** mwl01: HL7 orders in, worklist items out. */
export class Worklist {
  readonly state: WorklistState;
  readonly #room: MachineRoom;
  readonly #log: WorklistLog;
  readonly #files: SettingsFiles;
  readonly #items: WorklistItems;
  readonly #intake: OrderIntake;
  readonly #performed: PerformedSteps;
  #ports: readonly number[] = [];

  constructor(room: MachineRoom, state: WorklistState) {
    this.#room = room;
    this.state = state;
    this.#log = new WorklistLog(room, state);
    this.#files = new SettingsFiles(room, settings);
    this.#items = new WorklistItems(room, state, this.#log);
    this.#intake = new OrderIntake(room, state, this.#items, this.#log);
    this.#performed = new PerformedSteps(room, state, this.#items, this.#log, (proposal) =>
      this.#turnAway(proposal, this.settings.mppsAeTitle),
    );
    this.#listen();
  }

  get settings(): WorklistSettings {
    return settingInService(this.#room, HOST, MWL_CONF, readWorklistSettings);
  }

  // --- settings

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this server's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const before = this.#room.files.get(HOST, path)?.deployed ?? 0;
    const deployed = this.#files.deploy(path, user);
    if (deployed.ok) {
      this.#log.write('INFO', '{0} revision {1} in service, reloaded by {2}', path, deployed.value, user);
      this.#log.audit(user, 'deploy', path, String(before), String(deployed.value));
      this.#listen();
    } else if (deployed.code === 'does-not-parse') this.#log.write('ERROR', 'reload refused: {0}', deployed.message);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    this.#listen();
  }

  // --- what a user does at the server's own screen

  /** See `WorklistItems`. */
  editItem(key: string, attribute: string, value: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    return this.#items.edit(key, attribute, value, user, basedOn);
  }

  deleteItem(key: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    return this.#items.delete(key, user, basedOn);
  }

  item(row: WorklistRow): DataSet {
    return itemOf(row);
  }

  /** The weight that the next order without one would get. */
  heldWeight(patientId: string): MappingContext['heldWeight'] {
    return this.#intake.heldWeight(patientId);
  }

  // --- DICOM

  #provider(): DicomProvider {
    const supported = new Map([
      [sopClass.verification, [EXPLICIT_LE, IMPLICIT_LE]],
      [sopClass.modalityWorklistFind, [EXPLICIT_LE, IMPLICIT_LE]],
    ]);
    return {
      accept: (proposal) => this.#turnAway(proposal, this.settings.aeTitle) ?? { kind: 'accept', supported },
      echo: () => 0,
      find: (call, identifier) => {
        const answer = findItems(this.state.items.values(), this.settings, identifier, call.callingAe);
        const count = Array.isArray(answer) ? answer.length : 'kind' in answer ? answer.comment : '';
        this.#log.write('INFO', 'C-FIND from {0}: {1}', call.callingAe, count);
        return answer;
      },
    };
  }

  /** The rejection of a caller that names another title than ours, or one that ae.conf does not have. */
  #turnAway(
    { callingAe, calledAe, remoteHost }: AssociationProposal,
    ownTitle: string,
  ): ReturnType<DicomProvider['accept']> | undefined {
    if (calledAe !== ownTitle) {
      this.#log.write(
        'WARN',
        'association from {0} ({1}) refused: called AE title {2}',
        callingAe,
        remoteHost,
        calledAe,
      );
      return { kind: 'reject', ...rejections.calledAeNotRecognized };
    }
    if (!this.#knows(callingAe)) {
      this.#log.write('WARN', 'association from {0} ({1}) refused: calling AE title not in ae.conf', callingAe, remoteHost); // prettier-ignore
      return { kind: 'reject', ...rejections.callingAeNotRecognized };
    }
    return undefined;
  }

  #knows(title: string): boolean {
    const parsed = readAeRegistry(this.#room.files.deployedText(HOST, MWL_AE_CONF) ?? '');
    return parsed.ok && parsed.value.some((entry) => entry.title === title);
  }

  #listen(): void {
    const { network } = this.#room;
    for (const port of this.#ports) network.unlisten(HOST, port);
    const { dicomPort, hl7Port, mppsPort } = this.settings;
    this.#ports = [dicomPort, hl7Port, mppsPort];
    serveDicom(this.#room, HOST, dicomPort, this.#provider());
    serveDicom(this.#room, HOST, mppsPort, this.#performed);
    serveHl7(this.#room, HOST, hl7Port, (payload, meta) => answerMessage(this.#room, this.#intake, payload, meta));
  }
}

function readRules(text: string): Parsed<readonly Rule[]> {
  const { rules, issues } = readOrderMapping(ORDER_MAPPING, text);
  if (issues.length === 0) return { ok: true, value: rules };
  return { ok: false, problems: issues.map(({ line, found, expected }) => ({ line, found, expected })) };
}
