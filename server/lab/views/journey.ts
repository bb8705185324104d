import type { Static } from 'typebox';
import type { Journey, KeyName as KeyNameSchema } from '../../contract/message.ts';
import { HOUR, parseTimestamp } from '../../core/clock.ts';
import type { BusinessKeys, JournalEvent } from '../../network/journal.ts';
import { medicalRecordNumber, type PersonName } from '../../systems/interface/patient-record.ts';
import type { Hospital } from '../hospital.ts';
import { isWire } from './message-list.ts';
import { systemTitles } from './topology.ts';
import { stepText } from './worklist.ts';

export type KeyName = Static<typeof KeyNameSchema>;
type RowKey = KeyName | 'name';
type Values = Partial<Record<RowKey, string>>;
type Column = 'his01' | 'ris01' | 'mwl01' | 'scanner' | 'pacs01' | 'pacs01-order';

/** One system's own record of an exam. */
interface ExamRecord {
  readonly column: Column;
  readonly host: string;
  readonly values: Values;
  /** Message that made it, where the record names one. */
  readonly event: number | null;
  readonly at: number;
  readonly title: string;
}

const rows: readonly (readonly [key: RowKey, label: string])[] = [
  ['accession', 'Accession'],
  ['patientId', 'Patient ID'],
  ['studyUid', 'Study UID'],
  ['placer', 'Placer order'],
  ['filler', 'Filler order'],
  ['spsId', 'Step ID'],
  ['name', 'Patient name'],
];
const columns: readonly Column[] = ['his01', 'ris01', 'mwl01', 'scanner', 'pacs01', 'pacs01-order'];
/** Keys that no two exams share by rights. The accession number joins only where RIS or archive order say it. */
const exact = ['studyUid', 'placer', 'filler', 'spsId'] as const;
const MOST_OFFERS = 12;
const NEAR = 4 * HOUR;

/**
 * One exam across all systems. Records are joined by the followed key, and from there by numbers that stand together in
 * one record; never by patient, name or time. What might belong to it is offered.
 */
export function journeyView(hospital: Hospital, key: KeyName, value: string): Journey {
  const records = recordsOf(hospital);
  const chosen = choose(records, key, value);
  const events = eventsOf(hospital, chosen);
  const scannerHost = chosen.get('scanner')?.host ?? hospitalScanner(hospital, chosen);
  const systems = columns.map((column) => ({
    id: column === 'scanner' ? (scannerHost ?? 'scanner') : column,
    title: columnTitle(column, scannerHost),
  }));
  return {
    title: titleOf(chosen, key, value),
    systems,
    rows: rows.map(([rowKey, label]) => {
      let before: string | undefined;
      return {
        key: rowKey,
        label,
        cells: columns.map((column, index) => {
          const record = chosen.get(column);
          const text = record?.values[rowKey] ?? '';
          const changed = text !== '' && before !== undefined && before !== text;
          if (text !== '') before = text;
          return {
            system: systems[index]?.id ?? column,
            value: text === '' ? null : text,
            changed,
            event: record && text !== '' ? (record.event ?? events(record, rowKey, text)) : null,
          };
        }),
      };
    }),
    offers: offersOf(records, chosen, key, value),
  };
}

function columnTitle(column: Column, scannerHost: string | undefined): string {
  if (column === 'pacs01') return 'PACS image';
  if (column === 'pacs01-order') return 'PACS order';
  const host = column === 'scanner' ? scannerHost : column;
  return host === undefined ? 'Scanner' : (systemTitles[host]?.title ?? host);
}

/** Where the worklist sends the patient, before anything was done there. */
function hospitalScanner(hospital: Hospital, chosen: ReadonlyMap<Column, ExamRecord>): string | undefined {
  const spsId = chosen.get('mwl01')?.values.spsId;
  if (spsId === undefined) return undefined;
  for (const [host, scanner] of hospital.scanners) {
    if (scanner.state.worklist.some((entry) => entry.spsId === spsId)) return host;
  }
  return undefined;
}

function recordsOf(hospital: Hospital): ExamRecord[] {
  const { his, ris, worklist, pacs, scanners, room } = hospital;
  const out: ExamRecord[] = [];
  for (const order of his.state.orders.values()) {
    const patient = his.state.patients.get(order.mrn)?.patient;
    out.push({
      column: 'his01',
      host: 'his01',
      values: {
        patientId: order.mrn,
        placer: order.placer,
        filler: order.filler,
        name: patient ? personName(patient.name) : '',
      },
      event: null,
      at: order.placedAt,
      title: order.details.procedure,
    });
  }
  for (const order of ris.state.orders.values()) {
    out.push({
      column: 'ris01',
      host: 'ris01',
      values: {
        accession: order.accession,
        patientId: medicalRecordNumber(order.patient),
        studyUid: order.studyUid,
        placer: order.placer,
        filler: order.filler,
        spsId: order.spsId,
        name: personName(order.patient.name),
      },
      event: null,
      at: order.start ?? order.receivedAt,
      title: order.procedure,
    });
  }
  for (const row of worklist.state.items.values()) {
    const item = stepText(worklist.item(row));
    out.push({
      column: 'mwl01',
      host: 'mwl01',
      values: {
        accession: item.accession,
        patientId: row.patientId,
        studyUid: row.studyUid,
        placer: item.placer,
        filler: item.filler,
        spsId: row.spsId,
        name: item.patientName,
      },
      event: row.eventId > 0 ? row.eventId : null,
      at: row.updatedAt,
      title: item.description,
    });
  }
  for (const scanner of scanners.values()) {
    for (const exam of scanner.state.exams.values()) {
      if (exam.stage === 'QUERYING' || exam.stage === 'NOT_ON_WORKLIST') continue;
      out.push({
        column: 'scanner',
        host: scanner.state.host,
        values: {
          accession: exam.accession,
          patientId: exam.patientId,
          studyUid: exam.studyUid,
          spsId: exam.spsId,
          name: exam.patientName,
        },
        event: null,
        at: exam.startedAt,
        title: exam.description,
      });
    }
  }
  for (const study of pacs.state.studies.values()) {
    if (study.status === 'MERGED') continue;
    const first = pacs.state.instances.get(study.instanceUids[0] ?? '');
    const event = first && first.eventId > 0 ? first.eventId : null;
    // Numbers of the order as the images' own headers state them, where they do.
    const stated = event === null ? undefined : room.journal.get(event)?.keys;
    out.push({
      column: 'pacs01',
      host: 'pacs01',
      values: {
        accession: study.accession,
        patientId: study.patientId,
        studyUid: study.studyUid,
        placer: stated?.placer ?? '',
        filler: stated?.filler ?? '',
        spsId: stated?.spsId ?? '',
        name: study.name,
      },
      event,
      at: study.receivedAt,
      title: study.description,
    });
  }
  for (const order of pacs.state.orders.values()) {
    out.push({
      column: 'pacs01-order',
      host: 'pacs01',
      values: {
        accession: order.accession,
        patientId: order.patientId,
        studyUid: order.studyUid,
        placer: order.placer,
        filler: order.filler,
        spsId: order.spsId,
        name: order.name,
      },
      event: order.eventId > 0 ? order.eventId : null,
      at: parseTimestamp(order.scheduled, room.zoneOffset) ?? order.receivedAt,
      title: order.procedureText,
    });
  }
  return out;
}

/** DICOM PN order: family, given, middle, prefix, suffix. */
function personName({ family, given, middle, prefix, suffix }: PersonName): string {
  return [family, given, middle, prefix, suffix].join('^').replace(/\^+$/, '');
}

function choose(records: readonly ExamRecord[], key: KeyName, value: string): Map<Column, ExamRecord> {
  const chosen = new Map<Column, ExamRecord>();
  const known = new Map<KeyName, Set<string>>();
  const learn = (name: KeyName, text: string | undefined): boolean => {
    if (text === undefined || text === '') return false;
    const set = known.get(name) ?? new Set<string>();
    known.set(name, set);
    if (set.has(text)) return false;
    set.add(text);
    return true;
  };
  const learnFrom = (record: ExamRecord): void => {
    for (const name of exact) learn(name, record.values[name]);
    // An accession number on a worklist entry or image may be another order's: only those who give it out are believed.
    if (record.column === 'ris01' || record.column === 'pacs01-order') learn('accession', record.values.accession);
  };
  const matches = (record: ExamRecord): number => {
    let count = 0;
    for (const [name, set] of known) if (set.has(record.values[name] ?? '')) count += 1;
    return count;
  };

  const direct = records.filter((record) => record.values[key] === value);
  const [anchor] = [...direct].sort(
    (a, b) => columns.indexOf(a.column) - columns.indexOf(b.column) || Number(a.column === 'his01') || b.at - a.at,
  );
  if (!anchor) return chosen;
  const start =
    direct.find((record) => record.column === 'ris01' && key !== 'patientId') ?? latestOf(direct, 'ris01') ?? anchor;
  if (key !== 'patientId') learn(key, value);
  chosen.set(start.column, start);
  learnFrom(start);
  let grown = true;
  while (grown) {
    grown = false;
    for (const column of columns) {
      if (chosen.has(column)) continue;
      let best: ExamRecord | undefined;
      let bestCount = 0;
      for (const record of records) {
        if (record.column !== column) continue;
        const count = matches(record);
        if (count > bestCount || (count > 0 && count === bestCount && best !== undefined && record.at > best.at)) {
          best = record;
          bestCount = count;
        }
      }
      if (!best) continue;
      chosen.set(column, best);
      learnFrom(best);
      grown = true;
    }
  }
  return chosen;
}

function latestOf(records: readonly ExamRecord[], column: Column): ExamRecord | undefined {
  return records.filter((record) => record.column === column).sort((a, b) => b.at - a.at)[0];
}

function titleOf(chosen: ReadonlyMap<Column, ExamRecord>, key: KeyName, value: string): string {
  const first = columns.map((column) => chosen.get(column)).find((record) => record !== undefined);
  if (!first) return value;
  const name = (first.values.name ?? '').split('^').slice(0, 2).filter(Boolean).join(', ');
  const title = columns.map((column) => chosen.get(column)?.title ?? '').find((text) => text !== '');
  return [name, title, key === 'patientId' ? '' : value].filter(Boolean).join(' · ');
}

/** The message that brought a value to a system, or took it from there: the first that states it. */
function eventsOf(
  hospital: Hospital,
  chosen: ReadonlyMap<Column, ExamRecord>,
): (record: ExamRecord, key: RowKey, value: string) => number | null {
  const wanted = new Set<string>();
  for (const record of chosen.values()) {
    for (const name of [...exact, 'accession'] as const) {
      const text = record.values[name];
      if (text !== undefined && text !== '') wanted.add(text);
    }
  }
  const about: Extract<JournalEvent, { kind: 'hl7' | 'dimse' | 'transport' }>[] = [];
  for (const event of hospital.room.journal.state.events.slice()) {
    if (!isWire(event) || event.kind === 'transport') continue;
    const { accession, studyUid, placer, filler, spsId } = event.keys;
    const isAbout = [accession, studyUid, placer, filler, spsId].some((text) => text !== undefined && wanted.has(text));
    if (isAbout) about.push(event);
  }
  return (record, key, value) => {
    const name = key === 'name' ? 'patientName' : key;
    const states = (keys: BusinessKeys): boolean => keys[name] === value;
    const arrived = about.find((event) => event.to === record.host && states(event.keys));
    const left = about.find((event) => event.host === record.host && states(event.keys));
    const [first] = [arrived, left].filter((event) => event !== undefined).sort((a, b) => a.id - b.id);
    return first?.id ?? null;
  };
}

/** What may be the same exam: a number that stands under another name, or the same patient at about the same time. */
function offersOf(
  records: readonly ExamRecord[],
  chosen: ReadonlyMap<Column, ExamRecord>,
  key: KeyName,
  value: string,
): Journey['offers'] {
  const taken = new Set(chosen.values());
  const mine = [...taken];
  const offers = new Map<string, Journey['offers'][number]>();
  const where = (record: ExamRecord): string =>
    record.column === 'pacs01-order'
      ? 'an order at pacs01'
      : record.column === 'pacs01'
        ? 'a study at pacs01'
        : record.host;
  const offer = (record: ExamRecord, why: string): void => {
    for (const name of ['studyUid', 'filler', 'placer', 'accession'] as const) {
      const text = record.values[name];
      if (text === undefined || text === '' || (name === key && text === value)) continue;
      // Following it would lead back here.
      if (mine.some((each) => each.values[name] === text)) continue;
      if (!offers.has(`${name}/${text}`)) offers.set(`${name}/${text}`, { key: name, value: text, why });
      return;
    }
  };
  for (const record of records) {
    if (taken.has(record)) continue;
    const accession = record.values.accession ?? '';
    if (accession !== '' && mine.some((each) => each.values.accession === accession)) {
      offer(record, `Same accession ${accession} on ${where(record)}`);
    } else if (accession !== '' && mine.some((each) => each.values.filler === accession)) {
      offer(record, `${accession} is its accession on ${where(record)} and a filler number here`);
    } else if (mine.some((each) => each.values.accession && each.values.accession === record.values.filler)) {
      offer(record, `${record.values.filler ?? ''} is its filler number on ${where(record)} and an accession here`);
    }
  }
  for (const record of records) {
    if (taken.has(record)) continue;
    const isNear = mine.some(
      (each) => each.values.patientId === record.values.patientId && Math.abs(each.at - record.at) <= NEAR,
    );
    if (isNear) offer(record, `Same patient, within four hours, on ${where(record)}`);
  }
  if (mine.length === 0) {
    for (const record of records) {
      for (const [name, label] of rows) {
        if (name === 'name' || name === key || record.values[name] !== value) continue;
        offers.set(`${name}/${value}`, {
          key: name,
          value,
          why: `Stands as ${label.toLowerCase()} on ${where(record)}`,
        });
      }
    }
  }
  return [...offers.values()].slice(0, MOST_OFFERS);
}
