import type { RisOrder as RisOrderView } from '../../contract/hospital.ts';
import { medicalRecordNumber } from '../../systems/interface/patient-record.ts';
import { isOpen } from '../../systems/ris/order-book.ts';
import type { Ris } from '../../systems/ris/ris.ts';
import type { RisOrder } from '../../systems/ris/state.ts';
import { procedures } from '../traffic/procedures.ts';

const procedureOf = new Map(procedures.map((procedure) => [procedure.code, procedure]));

function risOrderView(ris: Ris, order: RisOrder): RisOrderView {
  const procedure = procedureOf.get(order.procedure);
  const { name } = order.patient;
  return {
    filler: order.filler,
    placer: order.placer,
    accession: order.accession,
    studyUid: order.studyUid,
    spsId: order.spsId,
    patientId: medicalRecordNumber(order.patient),
    patientName: [name.family, name.given].filter(Boolean).join('^'),
    birthDate: order.patient.birthDate,
    sex: order.patient.sex,
    procedure: order.procedure,
    description: procedure?.description ?? '',
    modality: procedure?.modality ?? '',
    resource: order.resource,
    start: order.start ?? 0,
    version: order.version,
    status: order.status,
    isOpen: isOpen(order),
    rooms: isOpen(order) ? [...ris.roomsFor(order.procedure)] : [],
    revision: order.revision,
  };
}

export function risOrders(ris: Ris): RisOrderView[] {
  return [...ris.state.orders.values()].map((order) => risOrderView(ris, order));
}
