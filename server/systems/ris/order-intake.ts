import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MachineRoom } from '../host/hospital.ts';
import { type Verdict, withoutPatient } from '../interface/acknowledge.ts';
import { medicalRecordNumber, readAllergies, readPatient, readVisit } from '../interface/patient-record.ts';
import type { RisConfiguration } from './configuration.ts';
import { isOpen, type OrderBook } from './order-book.ts';
import type { ReadingList } from './reading-list.ts';
import { readOrder } from './read-order.ts';
import type { OrderContent, RisOrder } from './state.ts';

/** What ris01 does with received messages: orders of the HIS, demographics, reports of the PACS. */
export class OrderIntake {
  readonly #room: MachineRoom;
  readonly #configuration: RisConfiguration;
  readonly #book: OrderBook;
  readonly #reading: ReadingList;

  constructor(room: MachineRoom, configuration: RisConfiguration, book: OrderBook, reading: ReadingList) {
    this.#room = room;
    this.#configuration = configuration;
    this.#book = book;
    this.#reading = reading;
  }

  /** Takes a message in; what became of it is the acknowledgement. */
  take(message: Hl7Message): Verdict {
    if (message.version !== '2.3.1' && message.version !== '2.5.1') {
      const text = `version "${message.version}" is not taken here`;
      return { code: 'AR', text, error: 'version-id', place: { segment: 'MSH', field: 12 } };
    }
    const { code, event } = message.messageType;
    if (code === 'ADT') return withoutPatient(message) ?? this.#takePatient(message, event);
    if (code === 'ORM' && event === 'O01') return withoutPatient(message) ?? this.#takeOrder(message);
    const text = `${code}^${event} is not taken here`;
    return { code: 'AR', text, error: 'message-type', place: { segment: 'MSH', field: 9 } };
  }

  /** Keeps the demographics of orders that are still open in step. Other ADT events concern nothing kept here. */
  #takePatient(message: Hl7Message, event: string): Verdict {
    if (event !== 'A04' && event !== 'A08') return { code: 'AA' };
    const patient = readPatient(message);
    const mrn = medicalRecordNumber(patient);
    if (mrn === '') return missing('PID', 3, 'no medical record number of NGH');
    for (const order of this.#book.state.orders.filter(
      (each) => isOpen(each) && medicalRecordNumber(each.patient) === mrn,
    )) {
      const visit = readVisit(message);
      this.#book.put({ ...order, patient, visit, allergies: readAllergies(message) });
    }
    return { code: 'AA' };
  }

  #takeOrder(message: Hl7Message): Verdict {
    const control = message.value('ORC-1');
    switch (control) {
      case 'NW':
        return this.#takeNew(readOrder(message, this.#room.zoneOffset), message.value('ORC-10.1'));
      case 'XO':
        return this.#takeChange(readOrder(message, this.#room.zoneOffset));
      case 'CA':
        return this.#takeCancel(message.value('ORC-2.1'));
      case 'SC':
        return this.#takeStatus(message);
      default: {
        const text = control === '' ? 'no order control' : `order control ${control} is not taken here`;
        return { code: 'AE', text, error: 'table-value', place: { segment: 'ORC', field: 1 } };
      }
    }
  }

  #takeNew(content: OrderContent, enteredBy: string): Verdict {
    if (content.placer === '') return missing('ORC', 2, 'no placer order number');
    const mrn = medicalRecordNumber(content.patient);
    if (mrn === '') return missing('PID', 3, 'no medical record number of NGH');
    const known = this.#book.byPlacer(content.placer);
    if (known) {
      if (medicalRecordNumber(known.patient) !== mrn) {
        const text = `placer order number ${content.placer} belongs to another patient`;
        return { code: 'AE', text, error: 'duplicate-key', place: { segment: 'ORC', field: 2 } };
      }
      return { code: 'AA', text: `order ${content.placer} is known as ${known.accession}` };
    }
    const unfit = this.#procedureProblem(content.procedure);
    if (unfit) return unfit;
    if (content.filler !== '' && this.#book.byFiller(content.filler)) {
      const text = `filler order number ${content.filler} is in use`;
      return { code: 'AE', text, error: 'duplicate-key', place: { segment: 'ORC', field: 3 } };
    }
    this.#book.accept(content, enteredBy);
    return { code: 'AA' };
  }

  #takeChange(content: OrderContent): Verdict {
    const old = this.#book.byPlacer(content.placer);
    if (!old) return unknownOrder(`no order ${content.placer}`);
    if (!isOpen(old)) return this.#closed(old, 'change');
    const unfit = this.#procedureProblem(content.procedure);
    if (unfit) return unfit;
    const { filler, version } = old;
    const changed: RisOrder = { ...old, ...content, filler };
    const elsewhere = !(this.#configuration.procedure(content.procedure)?.resources.includes(old.resource) ?? false);
    const moved = content.requestedStart !== undefined && content.requestedStart !== old.requestedStart;
    if (old.status === 'ORDERED') this.#book.put(changed);
    else if (elsewhere || moved) {
      const wanted = { resource: old.resource, start: content.requestedStart ?? this.#room.kernel.now };
      // The room stays unless the procedure has to go elsewhere, and the message version of the order with it.
      const slot = elsewhere ? this.#book.freeSlot(changed) : { ...wanted, version };
      if (slot) this.#book.book(changed, slot);
      else this.#book.put(changed);
    } else {
      this.#book.put(changed);
      this.#book.sendSchedule('XO', changed);
    }
    return { code: 'AA' };
  }

  #takeCancel(placer: string): Verdict {
    const order = this.#book.byPlacer(placer);
    if (!order) return unknownOrder(`no order ${placer}`);
    if (order.status === 'CANCELED') return { code: 'AA' };
    if (!isOpen(order)) return this.#closed(order, 'cancel');
    this.#book.cancel(order);
    return { code: 'AA' };
  }

  /** Too late: the placer is told how the order stands (table 0119 has UC, which its interface does not take). */
  #closed(order: RisOrder, request: string): Verdict {
    this.#book.log('WARN', 'order {0} is {1}: unable to {2}', order.accession, order.status, request);
    this.#book.sendStatus(order, order.status === 'CANCELED' ? 'CA' : 'CM');
    return { code: 'AA', text: `order is ${order.status}` };
  }

  /** Report of the PACS: ORC-5 CM closes the order, by accession number; the patient must be the order's. */
  #takeStatus(message: Hl7Message): Verdict {
    const status = message.value('ORC-5');
    if (status !== 'CM' && status !== 'SC') {
      const text = `order status ${status} is not taken here`;
      return { code: 'AE', text, error: 'table-value', place: { segment: 'ORC', field: 5 } };
    }
    const accession = message.value('OBR-18.1') || message.value('IPC-1.1');
    const order = this.#book.state.orders.get(accession);
    if (!order) return unknownOrder(`no order with accession ${accession}`);
    const mrn = medicalRecordNumber(readPatient(message));
    if (mrn !== '' && mrn !== medicalRecordNumber(order.patient)) {
      const text = `accession ${accession} belongs to another patient`;
      return { code: 'AE', text, error: 'unknown-key', place: { segment: 'PID', field: 3 } };
    }
    if (status === 'SC') {
      // The archive took the study away from this order: the exam is to be done still.
      if (order.status !== 'COMPLETED') return { code: 'AA' };
      const reopened: RisOrder = {
        ...order,
        status: 'SCHEDULED',
        completedAt: undefined,
        performedStudy: undefined,
        sentToRead: undefined,
      };
      this.#book.put(reopened);
      this.#book.log('WARN', 'order {0} is open again: its study was withdrawn', accession);
      this.#book.sendStatus(reopened, 'SC');
      return { code: 'AA' };
    }
    const study = message.value('ZDS-1.1');
    const performed = study === '' || study === order.studyUid ? {} : { performedStudy: study };
    if (order.status === 'COMPLETED') {
      if (study !== '' && (order.performedStudy ?? order.studyUid) !== study) {
        this.#book.put({ ...order, performedStudy: study });
      }
      return { code: 'AA' };
    }
    if (order.status === 'CANCELED')
      this.#book.log('WARN', 'order {0} was cancelled and has been performed', accession);
    const completed: RisOrder = { ...order, ...performed, status: 'COMPLETED', completedAt: this.#room.kernel.now };
    this.#book.put(completed);
    this.#book.sendStatus(completed, 'CM');
    this.#reading.plan();
    return { code: 'AA' };
  }

  #procedureProblem(code: string): Verdict | undefined {
    const procedure = this.#configuration.procedure(code);
    if (procedure && procedure.modality !== '') return undefined;
    const text = procedure
      ? `${code} (${procedure.description}) is no imaging procedure`
      : `procedure code "${code}" is not in the catalogue`;
    return { code: 'AE', text, error: 'table-value', place: { segment: 'OBR', field: 4 } };
  }
}

function missing(segment: string, field: number, text: string): Verdict {
  return { code: 'AE', text, error: 'required-field', place: { segment, field } };
}

function unknownOrder(text: string): Verdict {
  return { code: 'AE', text, error: 'unknown-key', place: { segment: 'ORC', field: 2 } };
}
