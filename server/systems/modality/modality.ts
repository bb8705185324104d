import { type Micros, SECOND } from '../../core/clock.ts';
import type { Plain, Task } from '../../core/kernel.ts';
import { stream } from '../../core/random.ts';
import { type DicomProvider, serveDicom } from '../../network/dicom-link.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { uuidUid } from '../../protocols/dicom/uid.ts';
import type { MachineRoom, UserResult } from '../host/hospital.ts';
import { clockError } from '../host/machine-files.ts';
import type { LogLevel } from '../host/log.ts';
import type { SettingsProblem } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import { type ConfiguredApplication, SettingsFiles } from '../host/settings-files.ts';
import { acquire, reidentify, usualImageCount } from './acquisition.ts';
import { MODALITY_CONF } from './baseline-files.ts';
import type { ExamOptions, WantedExam } from './exam-options.ts';
import { sendImages } from './image-sender.ts';
import { Commitment } from './commitment.ts';
import type { Console } from './console.ts';
import { type ModalityConf, readModalityConf } from './modality-conf.ts';
import { reportsSteps } from './performed-step.ts';
import type { ExamRow, LocalImage, ModalityState, TypedPatient, WorklistEntry } from './state.ts';
import { StepReports } from './step-reports.ts';
import { entryProblem } from './worklist-check.ts';
import { queryWorklist } from './worklist-query.ts';

const LOG = '/var/log/modality/console.log';
const usualSeconds = { CT: 240, MR: 900, CR: 60, DX: 90, MG: 300, NM: 900 } as const;
const settings: Omit<ConfiguredApplication, 'host'> = {
  name: 'this scanner',
  configurers: ['biomed1', 'vendor1'],
  refusal: (user) => `Service login required: ${user} may not change the setup.`,
  readers: { [MODALITY_CONF]: readModalityConf },
};

/** One scanner: asks the worklist, makes images, sends them. All of them differ only by `/etc/modality.conf`. */
export class Modality {
  readonly state: ModalityState;
  readonly #room: MachineRoom;
  readonly #files: SettingsFiles;
  readonly #commitment: Commitment;
  readonly #steps: StepReports;
  #port = 0;

  constructor(room: MachineRoom, state: ModalityState) {
    this.#room = room;
    this.state = state;
    this.#files = new SettingsFiles(room, { ...settings, host: state.host });
    const console: Console = {
      conf: () => this.conf,
      newUid: () => this.#newUid(),
      log: (level, template, ...args) => {
        this.#log(level, template, ...args);
      },
    };
    this.#commitment = new Commitment(room, state, console);
    this.#steps = new StepReports(room, state, console);
    room.kernel.on(`${state.host}/acquired`, (args) => {
      const { exam, discontinued, restarted } = args as unknown as Acquired;
      if (discontinued === true) this.#discontinued(exam);
      else this.#acquired(exam, restarted === true ? 'DISCONTINUED' : 'COMPLETED');
    });
    room.kernel.on(`${state.host}/send`, (args) => {
      this.#startSending(examOf(args));
    });
    this.#listen();
  }

  get conf(): ModalityConf {
    return settingInService(this.#room, this.state.host, MODALITY_CONF, readModalityConf);
  }

  // --- settings

  check(path: string, text: string): readonly SettingsProblem[] | undefined {
    return this.#files.check(path, text);
  }

  /** Puts the text on disk in service. A text that does not parse is refused; the old revision stays in service. */
  deploy(path: string, user: string): UserResult<number> {
    const deployed = this.#files.deploy(path, user);
    if (deployed.ok) {
      this.#log('INFO', '{0} revision {1} in service, restarted by {2}', path, deployed.value, user);
      this.#listen();
    } else if (deployed.code === 'does-not-parse') this.#log('ERROR', 'restart refused: {0}', deployed.message);
    return deployed;
  }

  /** Takes what is deployed into service, for example a port that has been moved. */
  reload(): void {
    for (const problem of this.#files.problems()) this.#log('ERROR', '{0}', problem);
    this.#listen();
  }

  // --- what the operator does; each starts a conversation and returns at once

  /** Asks the worklist and shows the answer; `state.worklist`, `queriedAt` and `queryProblem` hold it afterwards. */
  worklist(): void {
    const { host } = this.state;
    const task = (function* (modality: Modality): Task<void> {
      yield* modality.#query();
    })(this);
    this.#room.kernel.spawn(`${host} asks the worklist`, task);
  }

  /** Asks the worklist, takes the wanted patient from it, examines and sends. Returns the exam's id. */
  performExam(wanted: WantedExam): string {
    const exam = this.#newExam('worklist', wanted.operator, {
      spsId: wanted.spsId ?? '',
      patientId: wanted.patientId ?? '',
    });
    this.#room.kernel.spawn(`${this.state.host} examines`, this.#examine(exam.id, wanted));
    return exam.id;
  }

  /** Examines a patient typed by hand, without the worklist, under a Study Instance UID of the scanner's own. */
  sendUnscheduled(typed: TypedPatient, options: ExamOptions = {}): string {
    const { patientId, name, accession, description, procedureCode } = typed;
    const studyUid = this.#newUid();
    const { id } = this.#newExam('typed', options.operator, {
      patientId,
      patientName: name,
      accession,
      studyUid,
      description,
      typed,
      ...this.#extent(options, studyUid, procedureCode),
    });
    this.#log('WARN', 'exam of {0} ({1}) without worklist entry', name, patientId);
    this.#startAcquisition(id, options);
    return id;
  }

  /** Sends a study on the local disk again as it is. */
  resend(studyUid: string, operator = 'mlopez'): UserResult<string> {
    const exam = this.localStudy(studyUid);
    if (!exam) return noSuchStudy(studyUid);
    this.#log('INFO', 'study {0} sent again by {1}', studyUid, operator);
    this.state.exams.update(exam.id, { stage: 'SENDING', attempts: 0, detail: '' });
    this.#startSending(exam.id);
    return { ok: true, value: exam.id };
  }

  /** Takes the order for an existing local study from the worklist and sends its images under new UIDs. */
  resendWithWorklistItem(studyUid: string, spsId: string, operator = 'mlopez'): UserResult<string> {
    // What was resent before stands under the order's study, too: it is no exam of its own.
    const made = this.localStudies().filter((exam) => exam.studyUid === studyUid && exam.origin !== 'resend');
    const source = made.at(-1) ?? this.localStudy(studyUid);
    if (!source) return noSuchStudy(studyUid);
    const exam = this.#newExam('resend', operator, {
      spsId,
      patientId: source.patientId,
      sourceExam: source.id,
    });
    this.#room.kernel.spawn(`${this.state.host} resends`, this.#resend(exam.id, source.images));
    return { ok: true, value: exam.id };
  }

  /** The newest study on the local disk with this UID. */
  localStudy(studyUid: string): ExamRow | undefined {
    return this.localStudies().findLast((exam) => exam.studyUid === studyUid);
  }

  localStudies(): ExamRow[] {
    return this.state.exams.filter(({ images }) => images.length > 0);
  }

  // --- conversations

  *#query(): Task<string> {
    const { kernel } = this.#room;
    const answer = yield* queryWorklist(this.#room, this.state.host, this.conf);
    this.state.queriedAt = kernel.now;
    if (answer.kind === 'failed') {
      this.state.worklist = [];
      this.state.queryProblem = answer.detail;
      this.#log('ERROR', 'worklist query failed: {0}', answer.detail);
      return answer.detail;
    }
    this.state.worklist = this.#shown(answer.entries);
    this.state.queryProblem = '';
    this.#log('INFO', 'worklist: {0} entries', answer.entries.length);
    return '';
  }

  /** What of an answer the console can show; it says in its log what it leaves out. */
  #shown(entries: readonly WorklistEntry[]): readonly WorklistEntry[] {
    const { conf } = this;
    if (conf.worklistCheck === 'none' && conf.characterSets === 'any') return entries;
    return entries.filter((entry) => {
      const problem = entryProblem(conf, entry);
      if (problem !== '') this.#log('ERROR', '{0}: step {1} refused', problem, entry.spsId);
      return problem === '';
    });
  }

  *#examine(id: string, wanted: WantedExam): Task<void> {
    const entry = yield* this.#find(id, wanted.spsId, wanted.patientId, wanted.fromList);
    if (!entry) return;
    this.#take(id, entry, this.#extent(wanted, entry.studyUid, entry.procedureCode));
    this.#startAcquisition(id, wanted);
  }

  *#resend(id: string, images: readonly LocalImage[]): Task<void> {
    const exam = this.state.exams.get(id);
    const entry = yield* this.#find(id, exam?.spsId, undefined);
    if (!entry) return;
    const renewed = reidentify(images, entry, () => this.#newUid());
    this.#take(id, entry, { imageCount: images.length, images: renewed });
    this.state.exams.update(id, { stage: 'SENDING' });
    this.#log('INFO', 'study resent under order {0} of {1}', entry.accession, entry.patientId);
    yield* this.#send(id);
  }

  *#find(
    id: string,
    spsId: string | undefined,
    patientId: string | undefined,
    fromList = false,
  ): Task<WorklistEntry | undefined> {
    const problem = fromList ? this.state.queryProblem : yield* this.#query();
    const entry = this.state.worklist.find((each) =>
      spsId !== undefined && spsId !== '' ? each.spsId === spsId : each.patientId === patientId,
    );
    if (entry) return entry;
    const detail = problem === '' ? `not among ${this.state.worklist.length} worklist entries` : problem;
    this.state.exams.update(id, { stage: 'NOT_ON_WORKLIST', detail });
    this.#log('WARN', 'exam {0}: {1} {2}', spsId ?? '', patientId ?? '', detail);
    return undefined;
  }

  #take(id: string, item: WorklistEntry, change: Partial<ExamRow>): void {
    const { spsId, patientId, patientName, accession, studyUid, description } = item;
    this.state.exams.update(id, { item, spsId, patientId, patientName, accession, studyUid, description, ...change });
  }

  /** How much is to be made. */
  #extent({ images, series, onTable }: ExamOptions, key: string, procedureCode: string): Partial<ExamRow> {
    const slip = onTable === undefined ? {} : { onTable };
    if (series) return { ...slip, series, imageCount: series.reduce((sum, each) => sum + each.images, 0) };
    return { ...slip, imageCount: images ?? usualImageCount(this.#room, this.conf, key, procedureCode) };
  }

  #startAcquisition(id: string, options: ExamOptions): void {
    const { kernel } = this.#room;
    const due: Micros = kernel.now + (options.seconds ?? usualSeconds[this.conf.modality]) * SECOND;
    this.state.exams.update(id, { stage: 'ACQUIRING', due });
    if (reportsSteps(this.conf) && options.unreported !== true) this.#steps.report(id, 'IN PROGRESS');
    const how = options.discontinue === true ? { discontinued: true } : options.restarts ? { restarted: true } : {};
    kernel.schedule(due, `${this.state.host}/acquired`, { exam: id, ...how });
  }

  #acquired(id: string, status: 'COMPLETED' | 'DISCONTINUED'): void {
    const exam = this.state.exams.get(id);
    if (!exam) return;
    const startedAt = exam.startedAt + clockError(this.#room, this.state.host);
    const images = acquire(this.#room, this.conf, exam, startedAt, () => this.#newUid());
    this.state.exams.update(id, { images, stage: 'SENDING' });
    this.#log('INFO', 'study {0} of {1}: {2} images acquired', exam.studyUid, exam.patientName, images.length);
    if (status === 'DISCONTINUED') this.#log('ERROR', 'console restarted during exam of {0}', exam.patientName);
    this.#startSending(id);
    if (exam.step) this.#steps.report(id, status);
  }

  #discontinued(id: string): void {
    const exam = this.state.exams.get(id);
    this.state.exams.update(id, { stage: 'DISCONTINUED', imageCount: 0 });
    this.#log('WARN', 'exam of {0} broken off', exam?.patientName ?? '');
    if (exam?.step) this.#steps.report(id, 'DISCONTINUED');
  }

  #startSending(id: string): void {
    this.#room.kernel.spawn(`${this.state.host} sends`, this.#send(id));
  }

  *#send(id: string): Task<void> {
    const { kernel } = this.#room;
    const exam = this.state.exams.get(id);
    if (exam?.stage !== 'SENDING') return;
    const { conf } = this;
    const outcome = yield* sendImages(this.#room, this.state.host, conf, exam);
    const attempts = exam.attempts + 1;
    if (outcome.kind === 'sent') {
      this.state.exams.update(id, { stage: 'SENT', attempts, sentAt: kernel.now, detail: '' });
      this.#log('INFO', 'study {0}: {1} images sent to {2}', exam.studyUid, exam.images.length, conf.pacsAe);
      this.#commitment.plan();
    } else if (outcome.kind === 'unreachable' && attempts <= conf.retries) {
      this.state.exams.update(id, { attempts, detail: outcome.detail });
      this.#log('WARN', 'study {0}: {1}; next try in {2} s', exam.studyUid, outcome.detail, conf.retrySeconds);
      kernel.schedule(kernel.now + conf.retrySeconds * SECOND, `${this.state.host}/send`, { exam: id });
    } else {
      this.state.exams.update(id, { stage: 'FAILED', attempts, detail: outcome.detail });
      this.#log('ERROR', 'study {0} not sent: {1}', exam.studyUid, outcome.detail);
    }
  }

  #newExam(origin: ExamRow['origin'], operator: string | undefined, change: Partial<ExamRow>): ExamRow {
    const { now } = this.#room.kernel;
    const exam: ExamRow = {
      id: String(this.state.nextExam++),
      origin,
      stage: 'QUERYING',
      operator: operator ?? 'mlopez',
      startedAt: now,
      due: now,
      spsId: '',
      patientId: '',
      patientName: '',
      accession: '',
      studyUid: '',
      description: '',
      imageCount: 0,
      sourceExam: undefined,
      item: undefined,
      typed: undefined,
      images: [],
      step: undefined,
      commitment: undefined,
      attempts: 0,
      sentAt: undefined,
      detail: '',
      ...change,
    };
    this.state.exams.put(exam.id, exam);
    return exam;
  }

  #newUid(): string {
    const random = stream(this.#room.seed, `uid/${this.state.host}/${this.state.nextUid++}`);
    return uuidUid([random.next32(), random.next32(), random.next32(), random.next32()]);
  }

  /** A scanner answers C-ECHO, and hears of its commitments, from anybody who calls it by its title. */
  #listen(): void {
    const { host } = this.state;
    if (this.#port !== 0) this.#room.network.unlisten(host, this.#port);
    this.#port = this.conf.port;
    const syntaxes = [EXPLICIT_LE, IMPLICIT_LE];
    const supported = new Map([sopClass.verification, sopClass.storageCommitmentPush].map((uid) => [uid, syntaxes]));
    const roles = new Map([[sopClass.storageCommitmentPush, { scu: true, scp: true }]]);
    const provider: DicomProvider = {
      accept: ({ calledAe }) =>
        calledAe === this.conf.aeTitle
          ? { kind: 'accept', supported, roles }
          : { kind: 'reject', result: 1, source: 1, reason: 7 },
      echo: () => 0,
      eventReport: this.#commitment.report,
    };
    serveDicom(this.#room, host, this.#port, provider);
  }

  #log(level: LogLevel, template: string, ...args: readonly (string | number)[]): void {
    this.#room.logs.write(this.state.host, LOG, level, template, ...args);
  }
}

interface Acquired {
  readonly exam: string;
  readonly discontinued?: boolean;
  readonly restarted?: boolean;
}

function examOf(args: Plain): string {
  return (args as { readonly exam: string }).exam;
}

function noSuchStudy(studyUid: string): UserResult<string> {
  return { ok: false, code: 'no-such-study', message: `Study ${studyUid} is not on this scanner.` };
}
