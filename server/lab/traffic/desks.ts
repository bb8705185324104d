import type { His } from '../../systems/his/his.ts';
import type { Ris } from '../../systems/ris/ris.ts';
import type { TrafficPort } from './traffic.ts';

const registrar = 'REG1';
const placer = 'aokafor';
const clerk = 'CLERK1';

/** The traffic's people at HIS and RIS; the scanners are left to whoever has them. */
export function desks(his: His, ris: Ris): Omit<TrafficPort, 'perform'> {
  return {
    register: (person) => {
      const registered = his.registerPatient(person, registrar);
      return registered.ok ? registered.value.mrn : undefined;
    },
    placeOrder: (mrn, { details, legacyFiller, bookedRoom, version, bookedStart }) => {
      const legacy = legacyFiller === undefined ? {} : { legacyFiller };
      const placed = his.placeOrder({ ...details, mrn, ...legacy }, placer);
      if (!placed.ok) return undefined;
      ris.reserve(placed.value.placer, { resource: bookedRoom, start: bookedStart, version }, clerk);
      return placed.value.placer;
    },
    reschedule: (number, { room, start, version }) => {
      const order = ris.orderByPlacer(number);
      if (order) ris.schedule(order.accession, { resource: room, start, version }, clerk);
    },
    changeOrder: (number, change) => {
      his.changeOrder(number, change, placer);
    },
    cancelOrder: (number) => {
      his.cancelOrder(number, 'no longer needed', placer);
    },
    withdraw: (number) => {
      const order = ris.orderByPlacer(number);
      if (order) ris.cancel(order.accession, 'wrong line', clerk);
    },
    reinstate: (number) => {
      const order = ris.orderByPlacer(number);
      if (order) ris.reinstate(order.accession, 'cancelled by mistake', clerk);
    },
    discontinue: (number) => {
      const order = ris.orderByPlacer(number);
      if (order) ris.discontinue(order.accession, 'patient left', clerk);
    },
    arrive: (mrn, weight) => {
      if (weight !== '') his.updatePatient(mrn, { weight }, registrar);
    },
  };
}
