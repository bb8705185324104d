import type { Task } from '../../core/kernel.ts';
import type { MachineRoom } from '../host/hospital.ts';
import type { Console } from './console.ts';
import { reportStep } from './performed-step.ts';
import type { ExamRow, ModalityState, PerformedStep } from './state.ts';

/** Tells how examinations stand (MPPS), beside all else that happens: images go to the archive whatever becomes of it. */
export class StepReports {
  readonly #room: MachineRoom;
  readonly #state: ModalityState;
  readonly #console: Console;

  constructor(room: MachineRoom, state: ModalityState, console: Console) {
    this.#room = room;
    this.#state = state;
    this.#console = console;
  }

  /** The examination has come to `status`. */
  report(id: string, status: PerformedStep['status']): void {
    const exam = this.#state.exams.get(id);
    if (!exam) return;
    const step = { ...(exam.step ?? this.#begun(id)), status };
    this.#state.exams.update(id, { step });
    this.#room.kernel.spawn(`${this.#state.host} reports a step`, this.#tell(id, exam, step));
  }

  #begun(id: string): Omit<PerformedStep, 'status'> {
    return {
      sopUid: this.#console.newUid(),
      stepId: `${this.#console.conf().stationName}-${id.padStart(5, '0')}`,
      told: undefined,
      problem: '',
    };
  }

  *#tell(id: string, exam: ExamRow, step: PerformedStep): Task<void> {
    const told = yield* reportStep(this.#room, this.#state.host, this.#console.conf(), exam, step);
    const now = this.#state.exams.get(id)?.step;
    // The exam may have ended while its beginning was being told.
    this.#state.exams.update(id, { step: { ...told, status: now?.status ?? told.status } });
    const { stepId, status, problem } = told;
    if (problem !== '') this.#console.log('WARN', 'step {0} {1} not reported: {2}', stepId, status, problem);
    else this.#console.log('INFO', 'step {0} reported {1}', stepId, status);
  }
}
