import type { Hl7Meta } from '../../network/mllp-link.ts';
import { buildAck } from '../../protocols/hl7/ack.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { parseHl7Path } from '../../protocols/hl7/path.ts';
import { type ContentProblem, isProblem, readOrderRow, readPatientRow } from './order-message.ts';
import type { PacsCore } from './pacs-core.ts';
import type { StudyJudge } from './study-judge.ts';
import type { OrderRow, PatientRow } from './state.ts';

type Answer =
  | { readonly code: 'AA'; readonly text?: string }
  | { readonly code: 'AE' | 'AR'; readonly text: string; readonly location: string; readonly error: string };

const admissions = ['A01', 'A03', 'A04', 'A05', 'A08', 'A11', 'A13', 'A31'];
const controls = ['NW', 'XO', 'CA', 'DC', 'OC', 'SC'];

/** The HL7 port of the archive: patients (ADT) and orders (ORM^O01, OMI^O23). AE for content, AR for type or version. */
export class OrderIntake {
  readonly #core: PacsCore;
  readonly #judge: StudyJudge;

  constructor(core: PacsCore, judge: StudyJudge) {
    this.#core = core;
    this.#judge = judge;
  }

  answer(payload: Uint8Array, meta: Hl7Meta): Uint8Array {
    const message = Hl7Message.read(payload).endedByCr();
    const answer = this.#take(message, meta);
    const type = `${message.value('MSH-9.1')}^${message.value('MSH-9.2')}`;
    const level = answer.code === 'AA' ? 'INFO' : 'ERROR';
    this.#core.log('hl7', level, '{0} {1} from {2}: {3} {4}', type, message.controlId, meta.remoteHost, answer.code, answer.text ?? ''); // prettier-ignore
    return this.#acknowledge(message, answer);
  }

  #take(message: Hl7Message, meta: Hl7Meta): Answer {
    const refuse = (text: string, location: string, error: string): Answer => ({ code: 'AR', text, location, error });
    if (!message.isHl7) return refuse('not HL7', 'MSH', '100');
    const { code, event } = message.messageType;
    if (message.version !== '2.3.1' && message.version !== '2.5.1') {
      return refuse(`version ${message.version} is not supported`, 'MSH-12', '203');
    }
    const isOrder = (code === 'ORM' && event === 'O01') || (code === 'OMI' && event === 'O23');
    if (!isOrder && code !== 'ADT') return refuse(`message type ${code} is not supported`, 'MSH-9', '200');
    if (!isOrder && !admissions.includes(event)) return refuse(`event ${event} is not supported`, 'MSH-9', '201');
    if (message.segmentCount('PID') === 0) return { code: 'AE', text: 'no segment PID', location: 'PID', error: '100' };
    const { server, room } = this.#core;
    const patient = readPatientRow(message, server.patientIssuer, room.kernel.now);
    if (isProblem(patient)) return contentError(patient);
    if (!isOrder) {
      this.#learnPatient(patient);
      return { code: 'AA' };
    }
    const control = message.value('ORC-1');
    if (!controls.includes(control)) return contentError({ location: 'ORC-1', text: `order control "${control}"` });
    const order = readOrderRow(message, patient, room.kernel.now, meta.eventId);
    if (isProblem(order)) return contentError(order);
    this.#learnPatient(patient);
    return this.#takeOrder(order, control, message.value('ORC-5'));
  }

  #takeOrder(order: OrderRow, control: string, state: string): Answer {
    const { orders } = this.#core.state;
    const known = orders.get(order.key);
    if (known && order.messageTime < known.messageTime) {
      this.#core.log('hl7', 'WARN', 'order {0}: older than what is stored, kept', order.filler);
      return { code: 'AA', text: 'older than what is stored' };
    }
    const cancelled = control === 'CA' || control === 'DC' || control === 'OC' || (control === 'SC' && state === 'CA');
    if (cancelled && known?.linkedStudy !== undefined) {
      this.#core.log('hl7', 'WARN', 'order {0} cancelled, but study {1} fulfils it', order.filler, known.linkedStudy);
      return { code: 'AA', text: 'order has images, not cancelled' };
    }
    const completed = known?.status === 'COMPLETED' || (control === 'SC' && state === 'CM');
    const next: OrderRow = {
      ...order,
      status: cancelled ? 'CANCELED' : completed ? 'COMPLETED' : 'OPEN',
      linkedStudy: known?.linkedStudy,
    };
    orders.put(order.key, next);
    const { accession, placer, filler, patientId, issuer, name, studyUid, spsId } = next;
    const keys = { accession, placer, filler, patientId, issuer, patientName: name, studyUid, spsId };
    this.#core.row('order', order.key, `order ${accession} ${next.status} (${control})`, keys);
    this.#judge.orderArrived(next);
    return { code: 'AA' };
  }

  /** The newest demographics hold for the patient and for orders that are still open. */
  #learnPatient(patient: PatientRow): void {
    const { patients, orders } = this.#core.state;
    patients.put(patient.key, patient);
    const { name, birthDate, sex } = patient;
    const own = orders.filter(
      (order) => order.status === 'OPEN' && order.patientId === patient.patientId && order.issuer === patient.issuer,
    );
    for (const order of own) {
      if (order.name !== name || order.birthDate !== birthDate || order.sex !== sex) {
        orders.update(order.key, { name, birthDate, sex });
      }
    }
  }

  #acknowledge(request: Hl7Message, answer: Answer): Uint8Array {
    const { server, state, timestamp } = this.#core;
    const path = answer.code === 'AA' ? undefined : parseHl7Path(answer.location);
    const errors =
      answer.code === 'AA'
        ? []
        : [{ code: answer.error, text: answer.text, ...(path && !('error' in path) ? { path } : {}) }];
    return buildAck(request, {
      code: answer.code,
      controlId: `PACK${String(state.nextControl++).padStart(7, '0')}`,
      timestamp,
      sendingApplication: server.hl7Application,
      sendingFacility: server.hl7Facility,
      ...(answer.text === undefined ? {} : { text: answer.text }),
      errors,
    }).bytes;
  }
}

const contentError = ({ location, text }: ContentProblem): Answer => ({ code: 'AE', text, location, error: '101' });
