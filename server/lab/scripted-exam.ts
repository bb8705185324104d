import type { ExamOptions } from '../systems/modality/exam-options.ts';
import { orderNumbers } from '../systems/ris/numbers.ts';
import type { DirectorState } from './director.ts';
import type { Hospital } from './hospital.ts';
import type { ScenarioFile } from './scenario/schema.ts';
import { procedures } from './traffic/procedures.ts';

type Step = NonNullable<ScenarioFile['traffic']>[number];
type ExamStep = Extract<Step, { do: 'exam' | 'unscheduled-exam' }>;

export function mrnOf({ patients }: DirectorState, patient: string): string {
  const row = patients.get(patient);
  if (!row) throw new Error(`the script uses patient ${patient} before registering him`);
  return row.mrn;
}

/** Whether the next two accession numbers of the RIS differ in the last digit only. */
export function numbersWillBeNeighbours({ ris, room }: Hospital): boolean {
  return !orderNumbers(room.seed, ris.state.orderCount).accession.endsWith('9');
}

/** The technologist of a script examines: from the worklist, or a patient typed in at the console. */
export function beginExam(hospital: Hospital, state: DirectorState, step: ExamStep): { order: string; exam: string } {
  const scanner = hospital.scanner(step.host);
  if (!scanner) throw new Error(`the script names scanner ${step.host}, which is not there`);
  const numbered = (name: string): string => {
    const order = hospital.ris.orderByPlacer(state.orders.get(name)?.placer ?? '');
    if (!order) throw new Error(`the script uses the numbers of order ${name} before the RIS has it`);
    return order.accession;
  };
  const series = step.series?.map((each) => ({ ...each, images: Number(each.images) }));
  const options: ExamOptions = { ...(series ? { series } : {}) };
  if (step.do === 'exam') {
    const { orders } = hospital.ris.state;
    const { spsId } = orders.get(numbered(step.entryOf ?? step.order)) ?? { spsId: '' };
    const procedureCode = orders.get(numbered(step.order))?.procedure ?? '';
    const patientId = state.orders.get(step.order)?.mrn ?? '';
    const slip = step.entryOf === undefined ? {} : { onTable: { patientId, procedureCode } };
    const exam = scanner.performExam({ spsId, ...options, ...slip, restarts: step.restarts === true });
    return { order: step.order, exam };
  }
  const mrn = mrnOf(state, step.patient);
  const person = hospital.his.state.patients.get(mrn)?.patient;
  const procedure = procedures.find((each) => each.code === step.procedure);
  const exam = scanner.sendUnscheduled(
    {
      patientId: mrn,
      issuer: 'NGH',
      name: [person?.name.family, person?.name.given].filter(Boolean).join('^'),
      birthDate: person?.birthDate ?? '',
      sex: person?.sex ?? '',
      accession: step.accessionOf === undefined ? '' : numbered(step.accessionOf),
      procedureCode: step.procedure,
      description: procedure?.description ?? '',
    },
    options,
  );
  return { order: step.belongsTo, exam };
}
