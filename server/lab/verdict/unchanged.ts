import { MINUTE } from '../../core/clock.ts';
import type { Hospital } from '../hospital.ts';
import { preludeOf } from '../prelude.ts';
import type { Course } from '../scenario/course.ts';
import { medicalRecordNumber } from '../../systems/interface/patient-record.ts';
import { newSink } from './compare.ts';
import type { Observation } from './observation.ts';

/** What was on its way arrives in both hospitals. */
const IN_FLIGHT = 2 * MINUTE;
const tags = [0x00100010, 0x00100020, 0x00100030, 0x00100040] as const;
const stepTags = [0x00400001, 0x00400002, 0x00400003, 0x00080060] as const;

/** What one object says, by attribute, without numbers that a counter gives and without times of day. */
type Said = Readonly<Record<string, string>>;
type Area = ReadonlyMap<string, Said>;

/**
 * The hospital beside the one that it would be had the learner not been there: run again from the learner's arrival to
 * the same moment. Files with what is in service, links, people, orders, worklist, studies, and what waits or was put
 * aside. Looks leave no trace here; what was changed and changed back by the hospital's own means leaves none either.
 * An order that came in addition and was cancelled again counts as taken back.
 */
export function observeUnchanged(course: Course, hospital: Hospital): Observation[] {
  const [now, alone] = [hospital.fork(), preludeOf(course, hospital.seed).hospital.fork()];
  const until = hospital.room.kernel.now + IN_FLIGHT;
  for (const each of [now, alone]) {
    each.room.network.stopCapture();
    each.room.kernel.runUntil(until);
    each.settle(IN_FLIGHT);
  }
  const sink = newSink();
  for (const [area, read] of Object.entries(areas)) {
    const [found, expected] = [read(now), read(alone)];
    let changed = 0;
    for (const name of new Set([...expected.keys(), ...found.keys()])) {
      const [is, should] = [found.get(name), expected.get(name)];
      if (should === undefined && is?.['status'] === 'CANCELED') continue;
      const attribute = [...new Set([...Object.keys(should ?? {}), ...Object.keys(is ?? {})])].find((key) => is?.[key] !== should?.[key]); // prettier-ignore
      if (attribute === undefined) continue;
      changed += 1;
      const isText = attribute === 'text' || attribute === 'in service';
      const word = (said: Said | undefined): string =>
        said === undefined ? 'none' : isText ? (said === should ? 'as it was' : 'changed') : (said[attribute] ?? '');
      sink.same(`${area}: ${name}`, 'trace', attribute, word(should), word(is), 'left changed');
    }
    sink.same(area, 'trace', 'changes left', '0', String(changed), 'left changed');
  }
  return sink.list;
}

const areas: Readonly<Record<string, (hospital: Hospital) => Area>> = {
  files: ({ room: { files } }) =>
    new Map<string, Said>(
      files
        .list()
        .map(({ host, path }) => [
          `${path} on ${host}`,
          { text: files.text(host, path) ?? '', 'in service': files.deployedText(host, path) ?? '' },
        ]),
    ),
  hosts: ({ room: { network } }) =>
    new Map<string, Said>([
      ...[...network.state.hosts.values()].map(({ name, up }) => [name, { up: String(up) }] as const),
      ...[...network.state.linkFaults.values()].map(({ id, flaw }) => [id, { flaw: flaw.kind }] as const),
    ]),
  people: ({ his, pacs, worklist }) =>
    new Map<string, Said>([
      ...[...his.state.patients.entries()].map(([mrn, { patient }]) => {
        const { name, birthDate, sex } = patient;
        return [`${mrn} at the HIS`, { name: `${name.family}, ${name.given}`, birthDate, sex }] as const;
      }),
      ...[...pacs.state.patients.values()].map(({ patientId, issuer, name, birthDate, sex }) => {
        return [`${patientId} of ${issuer} at the PACS`, { name, birthDate, sex }] as const;
      }),
      ...[...worklist.state.patients.values()].map(({ patientId, kilograms }) => {
        return [`${patientId} at the worklist server`, { kilograms }] as const;
      }),
    ]),
  'orders at the HIS': ({ his }) =>
    new Map<string, Said>(
      [...his.state.orders.entries()].map(([placer, { status, mrn }]) => [placer, { status, mrn }]),
    ),
  'orders at the RIS': ({ ris }) =>
    new Map<string, Said>(
      [...ris.state.orders.values()].map(({ placer, status, resource, start, procedure, priority, patient }) => [
        placer,
        { status, resource, start: String(start), procedure, priority, patient: medicalRecordNumber(patient) },
      ]),
    ),
  'orders at the PACS': ({ pacs }) =>
    new Map<string, Said>(
      [...pacs.state.orders.values()].map(({ placer, status, patientId, name, modality, station, linkedStudy }) => [
        placer,
        { status, patientId, name, modality, station, study: linkedStudy === undefined ? 'none' : 'linked' },
      ]),
    ),
  'worklist entries': ({ ris, worklist }) => {
    const placers = new Map([...ris.state.orders.values()].map(({ spsId, placer }) => [spsId, placer]));
    return new Map<string, Said>(
      [...worklist.state.items.values()].map((row) => {
        const item = worklist.item(row);
        const step = item.items(0x00400100)[0];
        const said = [...tags.map((tag) => item.text(tag)), ...stepTags.map((tag) => step?.text(tag) ?? '')];
        return [placers.get(row.spsId) ?? row.key, { status: row.status, says: said.join(' ') }];
      }),
    );
  },
  studies: ({ pacs, ris }) => {
    const placers = new Map([...ris.state.orders.values()].map(({ studyUid, placer }) => [studyUid, placer]));
    return new Map<string, Said>(
      [...pacs.state.studies.values()].map((study) => {
        const { studyUid, status, reason = '', patientId, name, hold, rejection = '', mergedInto = '' } = study;
        const said = { status, reason, patientId, name, rejection, merged: mergedInto, images: String(study.instanceUids.length) }; // prettier-ignore
        return [placers.get(studyUid) ?? studyUid, { ...said, hold: hold ? 'on hold' : '' }];
      }),
    );
  },
  queues: ({ engine, his, ris, pacs }) =>
    new Map<string, Said>([
      ['engine', { waiting: String(engine.state.queue.size), aside: String(engine.state.errors.size) }],
      ...(
        [
          ['his01', his.state.outbox],
          ['ris01', ris.state.outbox],
          ['pacs01', pacs.state.outbox],
        ] as const
      ).map(([host, { messages }]) => [host, { messages: String(messages.size) }] as const),
    ]),
};
