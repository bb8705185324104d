import type { ActionKind, LearnerAction } from '../../../contract/action.ts';
import { MINUTE } from '../../../core/clock.ts';
import type { RandomStream } from '../../../core/random.ts';
import type { Lab } from '../../lab.ts';
import { risOrders } from '../../views/orders.ts';
import { pacsView, studyDetail } from '../../views/pacs.ts';
import { reconcileView } from '../../views/reconcile.ts';
import { scannersView } from '../../views/scanners.ts';
import { worklistEntry, worklistView } from '../../views/worklist.ts';
import { drawDeploy, drawRestore, drawSave, drawSetKey, type Reach } from './file-draws.ts';
import { drawMessage } from './message-draw.ts';
import { hintClosed } from '../../write-note.ts';

export interface Learner {
  readonly lab: Lab;
  readonly random: RandomStream;
  readonly within: Reach;
}
/** An action that the page offers as things stand; undefined: none of this kind. */
type Draw = (learner: Learner) => LearnerAction | undefined;

const reason = 'tried at random';

/** One of them, if there is one. */
function any<T>({ random }: Learner, values: readonly T[]): T | undefined {
  return values.length === 0 ? undefined : random.pick(values);
}

/** One, some or all, as marks in a list. */
function marked<T>({ random }: Learner, values: readonly T[]): T[] {
  if (values.length === 0 || random.chance(0.3)) return [...values];
  return random.shuffle(values).slice(0, random.integer(1, values.length));
}

type PacsStudies = ReturnType<typeof pacsView>['studies'];
const zoneOf = ({ lab }: Learner): number => lab.hospital.room.zoneOffset;
const atPacs = (learner: Learner): ReturnType<typeof pacsView> => pacsView(learner.lab.hospital.pacs, zoneOf(learner));

/** Mostly what waits in the queue, else any. */
function aStudy(learner: Learner, studies: PacsStudies = atPacs(learner).studies): string | undefined {
  const waiting = studies.filter(({ status }) => status === 'UNVERIFIED' || status === 'HELD');
  const from = waiting.length > 0 && learner.random.chance(0.7) ? waiting : studies;
  return any(learner, from)?.studyUid;
}

function dialogOf(learner: Learner): ReturnType<typeof reconcileView> {
  const study = aStudy(learner);
  const user = learner.random.pick(learner.lab.course.users);
  const choice = { order: undefined, user, patient: undefined };
  return study === undefined ? undefined : reconcileView(learner.lab.hospital.pacs, study, choice, zoneOf(learner));
}

function anExam(learner: Learner): { host: string; study: string } | undefined {
  const all = scannersView(learner.lab.hospital).flatMap(({ host, studies }) =>
    studies.map(({ studyUid }) => ({ host, study: studyUid })),
  );
  return any(learner, all);
}

function openOrders({ lab }: Learner): ReturnType<typeof risOrders> {
  return risOrders(lab.hospital.ris).filter(({ isOpen }) => isOpen);
}

const queryKeys = ['PatientID', 'PatientName', 'AccessionNumber', 'SPS/Modality', 'SPS/ScheduledStationAETitle'];

/** Every kind of action; one that is new does not compile until it is offered here. */
export const draws: Readonly<Record<ActionKind, Draw>> = {
  'save-file': ({ lab, within, random }) => drawSave(lab.hospital, within, random),
  'set-key': ({ lab, within, random }) => drawSetKey(lab.hospital, within, random),
  'restore-file': ({ lab, within, random }) => drawRestore(lab.hospital, within, random),
  deploy: ({ lab, within, random }) => drawDeploy(lab.hospital, within, random),
  'engine-reprocess': (learner) => {
    const stored = [...learner.lab.hospital.engine.state.messages.values()];
    const titles = [...new Set(stored.map(({ title }) => title))];
    const title = any(learner, titles);
    const messages = marked(
      learner,
      stored.filter((each) => each.title === title).map(({ number }) => number),
    );
    return messages.length === 0 ? undefined : { kind: 'engine-reprocess', messages: messages.slice(0, 2000) };
  },
  'engine-retry': (learner) => {
    const entry = any(learner, [...learner.lab.hospital.engine.state.errors.values()])?.entry;
    return entry === undefined ? undefined : { kind: 'engine-retry', entry };
  },
  'engine-discard': (learner) => {
    const entry = any(learner, [...learner.lab.hospital.engine.state.errors.values()])?.entry;
    return entry === undefined ? undefined : { kind: 'engine-discard', entry };
  },
  'worklist-edit': (learner) => {
    const { lab, random } = learner;
    const items = worklistView(lab.hospital.worklist);
    const entryOf = (key: string | undefined): ReturnType<typeof worklistEntry> =>
      key === undefined ? undefined : worklistEntry(lab.hospital.worklist, key);
    const entry = entryOf(any(learner, items)?.key);
    const other = entryOf(any(learner, items)?.key);
    const node = any(learner, entry?.nodes.filter(({ kind }) => kind === 'element') ?? []);
    if (!entry || !node) return undefined;
    const value = other?.nodes.find(({ tag }) => tag === node.tag)?.value ?? random.pick(['', 'X']);
    return { kind: 'worklist-edit', item: entry.key, tag: node.tag, value: value.slice(0, 256) };
  },
  'worklist-delete': (learner) => {
    const item = any(learner, worklistView(learner.lab.hospital.worklist))?.key;
    return item === undefined ? undefined : { kind: 'worklist-delete', item };
  },
  'worklist-query': (learner) => {
    const titles = scannersView(learner.lab.hospital).map(({ aeTitle }) => aeTitle);
    const item = any(learner, worklistView(learner.lab.hospital.worklist));
    const values: Record<string, string | undefined> = {
      PatientID: item?.patientId,
      AccessionNumber: item?.accession,
      'SPS/Modality': item?.modality,
      'SPS/ScheduledStationAETitle': item?.stationAe,
    };
    const keys = marked(learner, queryKeys).map((attribute) => ({ attribute, value: values[attribute] ?? '' }));
    return { kind: 'worklist-query', callingAe: learner.random.pick([...titles, 'NGH_ADMIN']), keys };
  },
  'pacs-link': (learner) => {
    const dialog = dialogOf(learner);
    const all = atPacs(learner).orders.map(({ key }) => key);
    const near = dialog?.candidates.map(({ order }) => order.key) ?? [];
    const order = any(learner, near.length > 0 && learner.random.chance(0.5) ? near : all);
    return dialog && order !== undefined
      ? { kind: 'pacs-link', study: dialog.study.studyUid, order, reason }
      : undefined;
  },
  'pacs-merge': (learner) => {
    const { studies } = atPacs(learner);
    const dialogs = learner.random.shuffle(studies).slice(0, 12);
    for (const { studyUid } of dialogs) {
      const into = any(learner, learner.lab.hospital.pacs.mergeTargets(studyUid))?.studyUid;
      if (into !== undefined) return { kind: 'pacs-merge', study: studyUid, into, reason };
    }
    return undefined;
  },
  'pacs-move': (learner) => {
    const study = aStudy(learner);
    const near = study === undefined ? undefined : any(learner, dialogOf(learner)?.patients ?? []);
    const patient = near ?? any(learner, [...learner.lab.hospital.pacs.state.patients.values()]);
    if (study === undefined || !patient) return undefined;
    return { kind: 'pacs-move', study, patientId: patient.patientId, issuer: patient.issuer, reason };
  },
  'pacs-move-series': (learner) => {
    const { studies } = atPacs(learner);
    const from = aStudy(learner, studies);
    const detail = from === undefined ? undefined : studyDetail(learner.lab.hospital.pacs, from, zoneOf(learner));
    const patient = detail?.study.patientId;
    const targets = studies.filter(({ studyUid, patientId }) => studyUid !== from && patientId === patient);
    const series = any(learner, detail?.series ?? [])?.seriesUid;
    const into = any(learner, targets.length > 0 ? targets : studies)?.studyUid;
    return series === undefined || into === undefined ? undefined : { kind: 'pacs-move-series', series, into, reason };
  },
  'pacs-reject': (learner) => {
    const dialog = dialogOf(learner);
    const title = any(learner, dialog?.rejectionTitles ?? [])?.code;
    return dialog && title !== undefined
      ? { kind: 'pacs-reject', study: dialog.study.studyUid, title, reason }
      : undefined;
  },
  'pacs-approve': (learner) => {
    const request = any(learner, atPacs(learner).requests)?.id;
    return request === undefined ? undefined : { kind: 'pacs-approve', request };
  },
  'pacs-correct': (learner) => {
    const study = aStudy(learner);
    const order = any(learner, atPacs(learner).orders)?.key;
    return study === undefined || order === undefined ? undefined : { kind: 'pacs-correct', study, order, reason };
  },
  'pacs-hold': (learner) => {
    const study = aStudy(learner);
    return study === undefined ? undefined : { kind: 'pacs-hold', study, reason };
  },
  'pacs-release': (learner) => {
    const held = atPacs(learner).studies.filter(({ status }) => status === 'HELD');
    const study = any(learner, held)?.studyUid;
    return study === undefined ? undefined : { kind: 'pacs-release', study };
  },
  'pacs-undo': (learner) => {
    const change = any(
      learner,
      atPacs(learner).audit.filter(({ undoable }) => undoable),
    )?.id;
    return change === undefined ? undefined : { kind: 'pacs-undo', change };
  },
  'modality-resend': (learner) => {
    const exam = anExam(learner);
    if (!exam) return undefined;
    const list = scannersView(learner.lab.hospital).find(({ host }) => host === exam.host)?.list ?? [];
    const spsId = learner.random.chance(0.5) ? any(learner, list)?.spsId : undefined;
    return { kind: 'modality-resend', ...exam, ...(spsId === undefined ? {} : { spsId }) };
  },
  'modality-query': (learner) => ({
    kind: 'modality-query',
    host: learner.random.pick([...learner.lab.hospital.scanners.keys()]),
  }),
  'ris-resend': (learner) => {
    const fillers = marked(
      learner,
      openOrders(learner).map(({ filler }) => filler),
    );
    return fillers.length === 0 ? undefined : { kind: 'ris-resend', fillers: fillers.slice(0, 500) };
  },
  'ris-schedule': (learner) => {
    const order = any(
      learner,
      openOrders(learner).filter(({ rooms }) => rooms.length > 0),
    );
    if (!order) return undefined;
    const start = learner.lab.now + learner.random.integer(2, 48) * 10 * MINUTE;
    return {
      kind: 'ris-schedule',
      accession: order.accession,
      resource: learner.random.pick(order.rooms),
      start: start - (start % MINUTE),
    };
  },
  'ris-cancel': (learner) => {
    const accession = any(learner, openOrders(learner))?.accession;
    return accession === undefined ? undefined : { kind: 'ris-cancel', accession, reason };
  },
  'ris-read': (learner) => {
    const done = risOrders(learner.lab.hospital.ris).filter(({ status }) => status === 'COMPLETED');
    const accession = any(learner, done)?.accession;
    return accession === undefined ? undefined : { kind: 'ris-read', accession };
  },
  'report-withdraw': (learner) => {
    const done = risOrders(learner.lab.hospital.ris).filter(({ status }) => status === 'COMPLETED');
    const filler = any(learner, done)?.filler;
    return filler === undefined ? undefined : { kind: 'report-withdraw', filler, reason };
  },
  call: (learner) => {
    const questions = learner.lab.course.people.flatMap(({ id, answers }) =>
      answers.map((answer) => ({ person: id, question: answer.id })),
    );
    const asked = any(learner, questions);
    return asked && { kind: 'call', ...asked };
  },
  'send-hl7': ({ lab, random }) => drawMessage(lab, random),
  'hypothesis-add': ({ lab, random }) => ({
    kind: 'hypothesis-add',
    text: `It is ${random.pick([...lab.hospital.room.files.list()]).path}`,
  }),
  'hypothesis-evidence': (learner) => {
    const hypothesis = any(learner, learner.lab.notebook.hypotheses)?.id;
    const event = learner.random.integer(1, Math.max(1, learner.lab.journalLength));
    const polarity = learner.random.pick(['for', 'against'] as const);
    return hypothesis === undefined
      ? undefined
      : { kind: 'hypothesis-evidence', hypothesis, event, polarity, note: reason };
  },
  'hypothesis-state': (learner) => {
    const hypothesis = any(learner, learner.lab.notebook.hypotheses)?.id;
    const state = learner.random.pick(['open', 'supported', 'ruled-out'] as const);
    return hypothesis === undefined ? undefined : { kind: 'hypothesis-state', hypothesis, state };
  },
  'open-hint': ({ lab }) => (hintClosed(lab) === null ? { kind: 'open-hint' } : undefined),
  mark: ({ lab }) => ({ kind: 'mark', at: lab.now, text: reason }),
};
