import { type DicomProvider, serveDicom } from '../../network/dicom-link.ts';
import { hl7Keys } from '../../network/hl7-event.ts';
import { type Hl7Meta, serveHl7 } from '../../network/mllp-link.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { findTag, lookupTag } from '../../protocols/dicom/dictionary.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import type { LogLevel } from '../host/log.ts';
import { describeProblem, type SettingsProblem } from '../host/properties.ts';
import { acknowledgement, type Verdict } from '../interface/acknowledge.ts';
import type { MappingContext } from '../mapping/function.ts';
import { hostOffset } from '../mapping/host-zone.ts';
import { mapOrder } from '../mapping/map-order.ts';
import { mapToDicom } from '../mapping/map-to-dicom.ts';
import { readOrderMapping } from '../mapping/order-mapping-file.ts';
import type { Rule } from '../mapping/rule.ts';
import { readAeRegistry } from '../host/ae-registry.ts';
import { findItems, itemOf, stationsOf } from './item-query.ts';
import { MWL_AE_CONF, MWL_CONF, ORDER_MAPPING, readWorklistSettings, type WorklistSettings } from './settings.ts';
import type { StepStatus, WorklistRow, WorklistState } from './state.ts';

const HOST = 'mwl01';
const LOG = '/var/log/ngmwl/mwl.log';
const SPS_SEQUENCE = 0x00400100;
const STUDY_UID = 0x0020000d;
const PATIENT_ID = 0x00100020;
const SPS_ID = 0x00400009;
const SPS_STATUS = 0x00400020;
const demographicTags = new Set([0x00100010, 0x00100030, 0x00100040]);

const mayConfigure = ['ianders', 'vendor1'];
const mayEdit = ['ianders', 'kbauer'];

/** Order control codes that make or change a step; the status that each leads to is the mapping's ((0040,0020)). */
const orderControls = ['NW', 'XO', 'CA', 'DC', 'OC', 'OD'];

/** mwl01: HL7 orders in, worklist items out. */
export class Worklist {
  readonly state: WorklistState;
  readonly #room: MachineRoom;
  #ports: readonly number[] = [];

  constructor(room: MachineRoom, state: WorklistState) {
    this.#room = room;
    this.state = state;
    this.#listen();
  }

  get settings(): WorklistSettings {
    const file = this.#room.files.get(HOST, MWL_CONF);
    for (let revision = file?.deployed ?? 0; revision > 0; revision--) {
      const parsed = readWorklistSettings(file?.versions[revision - 1]?.text ?? '');
      if (parsed.ok) return parsed.value;
    }
    throw new Error(`${HOST}:${MWL_CONF}: no revision parses`);
  }

  // --- settings

  /** Problems that would refuse this text at deploy; undefined for a path that is none of this server's. */
  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    switch (path) {
      case ORDER_MAPPING:
        return readOrderMapping(path, text).issues.map(({ line, found, expected }) => ({ line, found, expected }));
      case MWL_AE_CONF: {
        const parsed = readAeRegistry(text);
        return parsed.ok ? [] : parsed.problems;
      }
      case MWL_CONF: {
        const parsed = readWorklistSettings(text);
        return parsed.ok ? [] : parsed.problems;
      }
      default:
        return undefined;
    }
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    if (!mayConfigure.includes(user)) return refused('not-permitted', `mwl01: ${user} may not configure this server.`);
    const { files } = this.#room;
    const text = files.text(HOST, path);
    const problems = text === undefined ? undefined : this.check(path, text);
    if (!problems) return refused('no-such-file', `${path} is no settings file of mwl01.`);
    const [problem] = problems;
    if (problem) {
      const message = describeProblem(path, problem);
      this.#log('ERROR', 'reload refused: {0}', message);
      return refused('does-not-parse', message);
    }
    const before = files.get(HOST, path)?.deployed ?? 0;
    const revision = files.deploy(HOST, path) ?? before;
    this.#log('INFO', '{0} revision {1} in service, reloaded by {2}', path, revision, user);
    this.#audit(user, 'deploy', path, String(before), String(revision));
    this.#listen();
    return { ok: true, value: revision };
  }

  // --- what a user does at the server's own screen

  /** Changes one attribute of one item: of the item itself or of its scheduled step. */
  editItem(key: string, attribute: string, value: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    const row = this.#editable(key, user, basedOn);
    if (!row.ok) return row;
    const tag = parseTag(attribute) ?? findTag(attribute);
    const entry = tag === undefined ? undefined : lookupTag(tag);
    if (tag === undefined || !entry) return refused('unknown-attribute', `${attribute} is no DICOM attribute.`);
    const item = itemOf(row.value);
    const [step] = item.items(SPS_SEQUENCE);
    const before = item.has(tag) ? item.text(tag) : (step?.text(tag) ?? '');
    const next =
      item.has(tag) || !step?.has(tag)
        ? item.with(tag, entry.vr, value)
        : item.with(SPS_SEQUENCE, 'SQ', [step.with(tag, entry.vr, value)]);
    if (next.diagnostics.some((each) => each.severity === 'error')) {
      return refused('bad-value', `${value} is no value for ${entry.name} (${entry.vr}).`);
    }
    const changed = this.#put(row.value, next, row.value.status, { eventId: 0, editedBy: user });
    this.#audit(user, `edit ${attribute}`, key, before, value);
    return { ok: true, value: changed };
  }

  deleteItem(key: string, user: string, basedOn?: number): UserResult<WorklistRow> {
    const row = this.#editable(key, user, basedOn);
    if (!row.ok) return row;
    this.state.items.delete(key);
    this.#audit(user, 'delete item', key, row.value.status, '');
    this.#event(row.value, `worklist item ${row.value.spsId} deleted by ${user}`);
    return row;
  }

  item(row: WorklistRow): DataSet {
    return itemOf(row);
  }

  /** The weight that the next order without one would get. */
  heldWeight(patientId: string): MappingContext['heldWeight'] {
    const held = this.state.patients.get(patientId);
    return held && { kilograms: held.kilograms, source: held.source };
  }

  #editable(key: string, user: string, basedOn: number | undefined): UserResult<WorklistRow> {
    if (!mayEdit.includes(user)) return refused('not-permitted', `mwl01: ${user} may not change worklist entries.`);
    const row = this.state.items.get(key);
    if (!row) return refused('gone', 'This entry is not on the worklist any more.');
    if (basedOn !== undefined && basedOn !== row.revision) {
      return refused('stale', `This entry has changed since (revision ${row.revision} now). Look at it again.`);
    }
    return { ok: true, value: row };
  }

  // --- HL7

  #answer(payload: Uint8Array, meta: Hl7Meta): Uint8Array | undefined {
    const message = Hl7Message.read(payload);
    if (message.status === 'reject') {
      this.#log('ERROR', 'bytes from {0} that are no HL7 message, no answer', meta.remoteHost);
      return undefined;
    }
    const verdict = this.#take(message, meta);
    this.state.received += 1;
    if (verdict.code !== 'AA') this.state.refused += 1;
    const title = `${message.messageType.code}^${message.messageType.event} ${message.value('ORC-1')}`.trim();
    this.#log(
      verdict.code === 'AA' ? 'INFO' : 'ERROR',
      '{0} {1}: {2} {3}',
      title,
      message.controlId,
      verdict.code,
      verdict.text ?? '',
    );
    return acknowledgement(message, verdict, {
      application: 'MWL',
      facility: 'NGH',
      controlId: `MWL${String(this.state.nextControlId++).padStart(7, '0')}`,
      at: this.#room.kernel.now,
      zoneOffset: this.#room.zoneOffset,
    });
  }

  #take(message: Hl7Message, meta: Hl7Meta): Verdict {
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
    if (code === 'ADT') return this.#takePatient(message);
    if (type !== 'ORM^O01' && type !== 'OMI^O23') {
      return {
        code: 'AR',
        text: `${type} is not taken here`,
        error: 'message-type',
        place: { segment: 'MSH', field: 9 },
      };
    }
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
    const patientId = hl7Keys(message).patientId ?? '';
    const mapped = mapOrder(this.#rules(), message, this.#context(patientId));
    for (const { dataSet, problems } of mapped) {
      const problem = problems.find((each) => each.severity !== 'warning');
      if (problem) return { code: 'AE', text: problem.message, error: 'required-field' };
      if (dataSet.text(STUDY_UID) === '' || stepOf(dataSet).text(SPS_ID) === '') {
        return { code: 'AE', text: 'without Study Instance UID or step ID', error: 'required-field' };
      }
    }
    const messageTime = message.value('MSH-7');
    for (const { dataSet } of mapped) {
      const key = `${dataSet.text(STUDY_UID)}|${stepOf(dataSet).text(SPS_ID)}`;
      const old = this.state.items.get(key);
      if (old && (old.status === 'COMPLETED' || old.status === 'IN PROGRESS')) {
        this.#log('WARN', 'step {0} is {1}, {2} changes nothing', old.spsId, old.status, control);
        continue;
      }
      if (old && older(messageTime, old.messageTime)) {
        this.#log('WARN', 'step {0}: message of {1} is older than what is known', old.spsId, messageTime);
        continue;
      }
      const status =
        control === 'CA' || control === 'OC'
          ? 'CANCELED'
          : control === 'DC' || control === 'OD'
            ? 'DISCONTINUED'
            : 'SCHEDULED';
      this.#put(old ?? { key, filler: message.value('ORC-3.1'), revision: 0 }, dataSet, status, {
        eventId: meta.eventId,
        editedBy: undefined,
        messageTime,
      });
    }
    return { code: 'AA' };
  }

  /** SC: the exam was begun or is finished (ORC-5 IP, CM). */
  #takeStatus(message: Hl7Message, meta: Hl7Meta): Verdict {
    const { studyUid, filler } = hl7Keys(message);
    const rows = this.state.items.filter(
      (row) =>
        (studyUid !== undefined && row.studyUid === studyUid) ||
        (studyUid === undefined && filler !== undefined && row.filler === filler),
    );
    const reported = message.value('ORC-5');
    const statuses: Readonly<Record<string, StepStatus>> = { IP: 'IN PROGRESS', CM: 'COMPLETED', SC: 'SCHEDULED' };
    const status = statuses[reported];
    if (!status) return { code: 'AA', text: `status ${reported} changes nothing` };
    for (const row of rows) {
      // SC opens a finished step again (its study was withdrawn); nothing else goes back from COMPLETED.
      const wanted = status === 'SCHEDULED' ? row.status === 'COMPLETED' : row.status !== 'COMPLETED';
      if (wanted) this.#put(row, itemOf(row), status, { eventId: meta.eventId, editedBy: row.editedBy });
    }
    return { code: 'AA' };
  }

  /** Registration and demographics: weight is held for later orders, open items take the new name, birth date and sex. */
  #takePatient(message: Hl7Message): Verdict {
    const { patientId } = hl7Keys(message);
    if (patientId === undefined) {
      return { code: 'AE', text: 'without patient ID', error: 'required-field', place: { segment: 'PID', field: 3 } };
    }
    for (let index = 1; index <= Math.min(message.segmentCount('OBX'), 50); index++) {
      if (!['29463-7', '3141-9'].includes(message.value(`OBX[${index}]-3.1`))) continue;
      const kilograms =
        message.value(`OBX[${index}]-6.1`).toLowerCase() === 'kg' ? message.value(`OBX[${index}]-5`) : '';
      if (kilograms !== '')
        this.state.patients.put(patientId, {
          patientId,
          kilograms,
          source: `${message.messageType.event} ${message.controlId}`,
        });
    }
    const open = this.state.items.filter((row) => row.patientId === patientId && row.status === 'SCHEDULED');
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
      if (item !== itemOf(row)) this.#put(row, item, row.status, { eventId: row.eventId, editedBy: row.editedBy });
    }
    return { code: 'AA' };
  }

  #put(
    old: Pick<WorklistRow, 'key' | 'filler' | 'revision'> & Partial<WorklistRow>,
    dataSet: DataSet,
    status: StepStatus,
    change: Pick<WorklistRow, 'eventId' | 'editedBy'> & Partial<WorklistRow>,
  ): WorklistRow {
    const step = stepOf(dataSet);
    const item =
      step.text(SPS_STATUS) === status
        ? dataSet
        : dataSet.with(SPS_SEQUENCE, 'SQ', [step.with(SPS_STATUS, 'CS', status)]);
    const row: WorklistRow = {
      key: old.key,
      filler: old.filler,
      studyUid: item.text(STUDY_UID),
      spsId: step.text(SPS_ID),
      patientId: item.text(PATIENT_ID),
      status,
      stations: stationsOf(item),
      parts: item.write(EXPLICIT_LE),
      messageTime: change.messageTime ?? old.messageTime ?? '',
      eventId: change.eventId,
      editedBy: change.editedBy,
      updatedAt: this.#room.kernel.now,
      revision: old.revision + 1,
    };
    this.state.items.put(row.key, row);
    this.#event(row, `worklist item ${row.spsId} ${status}`);
    return row;
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

  // --- DICOM

  #provider(): DicomProvider {
    const supported = new Map([
      [sopClass.verification, [EXPLICIT_LE, IMPLICIT_LE]],
      [sopClass.modalityWorklistFind, [EXPLICIT_LE, IMPLICIT_LE]],
    ]);
    return {
      accept: ({ callingAe, calledAe, remoteHost }) => {
        if (calledAe !== this.settings.aeTitle) {
          this.#log('WARN', 'association from {0} ({1}) refused: called AE title {2}', callingAe, remoteHost, calledAe);
          return { kind: 'reject', result: 1, source: 1, reason: 7 };
        }
        if (!this.#knows(callingAe)) {
          this.#log(
            'WARN',
            'association from {0} ({1}) refused: calling AE title not in ae.conf',
            callingAe,
            remoteHost,
          );
          return { kind: 'reject', result: 1, source: 1, reason: 3 };
        }
        return { kind: 'accept', supported };
      },
      echo: () => 0,
      find: (call, identifier) => {
        const answer = findItems(this.state.items.values(), this.settings, identifier);
        const count = Array.isArray(answer) ? answer.length : 'kind' in answer ? answer.comment : '';
        this.#log('INFO', 'C-FIND from {0}: {1}', call.callingAe, count);
        return answer;
      },
    };
  }

  #knows(title: string): boolean {
    const parsed = readAeRegistry(this.#room.files.deployedText(HOST, MWL_AE_CONF) ?? '');
    return parsed.ok && parsed.value.some((entry) => entry.title === title);
  }

  #listen(): void {
    const { network } = this.#room;
    for (const port of this.#ports) network.unlisten(HOST, port);
    const { dicomPort, hl7Port } = this.settings;
    this.#ports = [dicomPort, hl7Port];
    serveDicom(this.#room, HOST, dicomPort, this.#provider());
    serveHl7(this.#room, HOST, hl7Port, (payload, meta) => this.#answer(payload, meta));
  }

  #event(row: WorklistRow, title: string): void {
    const item = itemOf(row);
    this.#room.journal.record({
      kind: 'row',
      host: HOST,
      table: 'mwl_item',
      row: row.key,
      title,
      keys: {
        patientId: row.patientId,
        studyUid: row.studyUid,
        spsId: row.spsId,
        accession: item.text(0x00080050),
        filler: row.filler,
      },
    });
  }

  #audit(user: string, what: string, object: string, before: string, after: string): void {
    this.state.audit.push({ at: this.#room.kernel.now, user, what, object, before, after });
    this.#log('INFO', 'user {0}: {1} {2}', user, what, object);
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(HOST, LOG, level, template, ...args);
  }
}

function stepOf(item: DataSet): DataSet {
  return item.items(SPS_SEQUENCE)[0] ?? DataSet.empty;
}

/** MSH-7 of different precision and zone: compared to the second, as local text. */
function older(time: string, than: string): boolean {
  return time.slice(0, 14) < than.slice(0, 14);
}

function refused<T>(code: string, message: string): UserResult<T> {
  return { ok: false, code, message };
}
