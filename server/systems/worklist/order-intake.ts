import { hl7Keys, hl7Patient } from '../../network/hl7-event.ts';
import type { Hl7Meta } from '../../network/mllp-link.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { type Verdict, withoutPatient } from '../interface/acknowledge.ts';
import type { Hl7Application } from '../interface/hl7-port.ts';
import type { LogLevel } from '../host/log.ts';
import type { MappingContext } from '../mapping/function.ts';
import { hostOffset } from '../mapping/host-zone.ts';
import { mapOrder } from '../mapping/map-order.ts';
import { mapToDicom } from '../mapping/map-to-dicom.ts';
import { readOrderMapping } from '../mapping/order-mapping-file.ts';
import type { Rule } from '../mapping/rule.ts';
import { kilogramsOf, weightCodes } from '../mapping/weight-function.ts';
import { itemOf } from './item-query.ts';
import { ORDER_MAPPING } from './settings.ts';
import type { StepStatus, WorklistState } from './state.ts';
import { SPS_ID, stepOf, STUDY_UID, type WorklistItems } from './worklist-items.ts';
import { HOST, type WorklistLog } from './worklist-log.ts';

const demographicTags = new Set([0x00100010, 0x00100030, 0x00100040]);

/** Order control codes that make or change a step; the status that each leads to is the mapping's ((0040,0020)). */
const orderControls = ['NW', 'XO', 'CA', 'DC', 'OC', 'OD'];

/** HL7 into mwl01: orders become items by the order mapping, status and demographics change those that there are. */
export class OrderIntake implements Hl7Application {
  readonly host = HOST;
  readonly #room: MachineRoom;
  readonly #state: WorklistState;
  readonly #items: WorklistItems;
  readonly #log: WorklistLog;

  constructor(room: MachineRoom, state: WorklistState, items: WorklistItems, log: WorklistLog) {
    this.#room = room;
    this.#state = state;
    this.#items = items;
    this.#log = log;
  }

  /** The weight that the next order without one would get. */
  heldWeight(patientId: string): MappingContext['heldWeight'] {
    const held = this.#state.patients.get(patientId);
    return held && { kilograms: held.kilograms, source: held.source };
  }

  take(message: Hl7Message, meta: Hl7Meta): Verdict {
    const verdict = this.#takeIn(message, meta);
    this.#state.received += 1;
    if (verdict.code !== 'AA') this.#state.refused += 1;
    return verdict;
  }

  sign(): { application: string; facility: string; controlId: string } {
    const controlId = `MWL${String(this.#state.nextControlId++).padStart(7, '0')}`;
    return { application: 'MWL', facility: 'NGH', controlId };
  }

  log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#log.write(level, template, ...args);
  }

  #takeIn(message: Hl7Message, meta: Hl7Meta): Verdict {
    const { code, event } = message.messageType;
    if (!['2.3.1', '2.5.1'].includes(message.version)) {
      return {
        code: 'AR',
        text: `version ${message.version} is not taken here`,
        error: 'version-id',
        place: { segment: 'MSH', field: 12 },
      };
    }
    const type = `${code}^${event}`;
    if (code === 'ADT') return withoutPatient(message) ?? this.#takePatient(message);
    if (type !== 'ORM^O01' && type !== 'OMI^O23') {
      return {
        code: 'AR',
        text: `${type} is not taken here`,
        error: 'message-type',
        place: { segment: 'MSH', field: 9 },
      };
    }
    const headless = withoutPatient(message);
    if (headless) return headless;
    const control = message.value('ORC-1');
    if (control === 'SC') return this.#takeStatus(message, meta);
    if (!orderControls.includes(control)) {
      return {
        code: 'AE',
        text: `order control ${control} is not taken here`,
        error: 'table-value',
        place: { segment: 'ORC', field: 1 },
      };
    }
    return this.#takeOrder(message, meta, control);
  }

  #takeOrder(message: Hl7Message, meta: Hl7Meta, control: string): Verdict {
    const patientId = hl7Patient(message).patientId;
    const mapped = mapOrder(this.#rules(), message, this.#context(patientId));
    for (const { dataSet, problems } of mapped) {
      for (const { severity, target, message: text } of problems)
        if (severity === 'warning') this.#log.write('WARN', '{0}: {1}, {2}', message.controlId, text, target ?? '');
      const problem = problems.find((each) => each.severity !== 'warning');
      if (problem) return { code: 'AE', text: problem.message, error: 'required-field' };
      if (dataSet.text(STUDY_UID) === '' || stepOf(dataSet).text(SPS_ID) === '') {
        return { code: 'AE', text: 'without Study Instance UID or step ID', error: 'required-field' };
      }
    }
    const messageTime = message.value('MSH-7');
    for (const { dataSet } of mapped) {
      const key = `${dataSet.text(STUDY_UID)}|${stepOf(dataSet).text(SPS_ID)}`;
      const old = this.#state.items.get(key);
      if (old && (old.status === 'COMPLETED' || old.status === 'IN PROGRESS')) {
        this.#log.write('WARN', 'step {0} is {1}, {2} changes nothing', old.spsId, old.status, control);
        continue;
      }
      if (old && older(messageTime, old.messageTime)) {
        this.#log.write('WARN', 'step {0}: message of {1} is older than what is known', old.spsId, messageTime);
        continue;
      }
      const status =
        control === 'CA' || control === 'OC'
          ? 'CANCELED'
          : control === 'DC' || control === 'OD'
            ? 'DISCONTINUED'
            : 'SCHEDULED';
      this.#items.put(old ?? { key, filler: message.value('ORC-3.1'), revision: 0 }, dataSet, status, {
        eventId: meta.eventId,
        editedBy: undefined,
        messageTime,
      });
    }
    return { code: 'AA' };
  }

  /** SC: the exam was begun or is finished (ORC-5 IP, CM). */
  #takeStatus(message: Hl7Message, meta: Hl7Meta): Verdict {
    const reported = message.value('ORC-5');
    const statuses: Readonly<Record<string, StepStatus>> = { IP: 'IN PROGRESS', CM: 'COMPLETED', SC: 'SCHEDULED' };
    const status = statuses[reported];
    if (!status) return { code: 'AA', text: `status ${reported} changes nothing` };
    const { studyUid, filler } = hl7Keys(message);
    const rows = this.#state.items.filter(
      (row) =>
        // SC opens a finished step again (its study was withdrawn); nothing else goes back from COMPLETED.
        (status === 'SCHEDULED') === (row.status === 'COMPLETED') &&
        (studyUid === undefined ? filler !== undefined && row.filler === filler : row.studyUid === studyUid),
    );
    for (const row of rows) {
      this.#items.put(row, itemOf(row), status, { eventId: meta.eventId, editedBy: row.editedBy });
    }
    return { code: 'AA' };
  }

  /** Registration and demographics: weight is held for later orders, open items take the new name, birth date and sex. */
  #takePatient(message: Hl7Message): Verdict {
    const { patientId } = hl7Patient(message);
    if (patientId === '') {
      return { code: 'AE', text: 'without patient ID', error: 'required-field', place: { segment: 'PID', field: 3 } };
    }
    for (let index = 1; index <= Math.min(message.segmentCount('OBX'), 50); index++) {
      if (!weightCodes.includes(message.value(`OBX[${index}]-3.1`))) continue;
      const [amount, unit] = [message.value(`OBX[${index}]-5`), message.value(`OBX[${index}]-6.1`)];
      const kilograms = kilogramsOf(amount, unit);
      const source = `${message.messageType.event} ${message.controlId}`;
      if (kilograms !== undefined) this.#state.patients.put(patientId, { patientId, kilograms, source });
      else if (amount !== '') this.#log.write('WARN', '{0}: weight {1} {2} is not understood', source, amount, unit);
    }
    const open = this.#state.items.filter((row) => row.patientId === patientId && row.status === 'SCHEDULED');
    if (open.length === 0) return { code: 'AA' };
    const rules = this.#rules().filter(
      (rule) =>
        rule.target.kind === 'dicom' && [0x00080005, ...demographicTags].includes(parseTag(rule.target.text) ?? 0),
    );
    const { dataSet } = mapToDicom(rules, message, this.#context(patientId));
    for (const row of open) {
      let item = itemOf(row);
      for (const element of dataSet.elements) {
        if (!demographicTags.has(element.tag)) continue;
        if (dataSet.text(element.tag) !== '' && dataSet.text(element.tag) !== item.text(element.tag)) {
          item = item.with(element.tag, element.vr, dataSet.text(element.tag));
        }
      }
      if (item !== itemOf(row))
        this.#items.put(row, item, row.status, { eventId: row.eventId, editedBy: row.editedBy });
    }
    return { code: 'AA' };
  }

  #rules(): readonly Rule[] {
    const file = this.#room.files.get(HOST, ORDER_MAPPING);
    for (let revision = file?.deployed ?? 0; revision > 0; revision--) {
      const parsed = readOrderMapping(ORDER_MAPPING, file?.versions[revision - 1]?.text ?? '');
      if (parsed.issues.length === 0) return parsed.rules;
    }
    throw new Error(`${HOST}:${ORDER_MAPPING}: no revision parses`);
  }

  #context(patientId: string): MappingContext {
    const heldWeight = this.heldWeight(patientId);
    return {
      tables: new Map(),
      siteOffset: this.#room.zoneOffset,
      hostOffset: hostOffset(this.#room, HOST),
      ...(heldWeight ? { heldWeight } : {}),
    };
  }
}

/** MSH-7 of different precision and zone: compared to the second, as local text. */
function older(time: string, than: string): boolean {
  return time.slice(0, 14) < than.slice(0, 14);
}
