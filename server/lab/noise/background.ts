import { type Micros, MINUTE, SECOND } from '../../core/clock.ts';
import type { Plain, Task } from '../../core/kernel.ts';
import { stream } from '../../core/random.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import type { Hospital } from '../hospital.ts';
import type { Course } from '../scenario/course.ts';
import { drawPerson } from '../traffic/draw-person.ts';
import type { Stranger } from './noise-file.ts';
import { planNoise } from './plan-noise.ts';

const registrar = 'REG1';

/** What goes on besides the fault, for real: people who come for something else, machines that are turned away. */
export class Background {
  readonly #hospital: Hospital;

  constructor(hospital: Hospital) {
    this.#hospital = hospital;
    const { kernel } = hospital.room;
    kernel.on('noise/visit', (args) => {
      this.#visit((args as { readonly n: number }).n);
    });
    kernel.on('noise/update', (args) => {
      kernel.cause = 0;
      const { mrn, weight } = args as { readonly mrn: string; readonly weight: string };
      hospital.his.updatePatient(mrn, { weight }, registrar);
    });
    kernel.on('noise/stranger', (args) => {
      kernel.cause = 0;
      kernel.spawn('stranger', this.#knock(args as unknown as Stranger));
    });
  }

  /** Schedules it all. Once, in a fresh hospital. */
  start(course: Course): void {
    const { director, room, traffic } = this.#hospital;
    const plan = planNoise(course, room.seed);
    const at = (when: Micros, handler: string, args: Plain): void => {
      room.kernel.schedule(when, handler, args);
    };
    for (const fault of plan.faults) director.inject(fault, true);
    for (const { at: when, stranger } of plan.strangers) at(when, 'noise/stranger', { ...stranger, window: [] });
    for (const [n, when] of plan.visits.entries()) at(when, 'noise/visit', { n });
    for (const order of plan.orders) traffic.add(order);
  }

  /** Somebody registers for another department; some are weighed there. */
  #visit(n: number): void {
    const { his, room } = this.#hospital;
    room.kernel.cause = 0;
    const random = stream(room.seed, `noise/person/${n}`);
    const registered = his.registerPatient(drawPerson(random, room.kernel.now), registrar);
    if (!registered.ok || !random.chance(0.5)) return;
    const weight = `${random.integer(48, 110)}.${random.integer(0, 9)}`;
    const when = room.kernel.now + random.integer(5, 40) * MINUTE;
    room.kernel.schedule(when, 'noise/update', { mrn: registered.value.mrn, weight });
  }

  *#knock({ to, port, calling, called }: Stranger): Task<void> {
    const opened = yield* openAssociation(this.#hospital.room, {
      from: 'adm01',
      callingAe: calling,
      calledAe: called,
      target: { host: to, port },
      contexts: [{ abstractSyntax: sopClass.verification, transferSyntaxes: [IMPLICIT_LE] }],
      timeout: 10 * SECOND,
    });
    if (opened.kind === 'open') yield* opened.association.release();
  }
}
