import { SECOND } from '../../core/clock.ts';
import { Outbox } from '../interface/outbox.ts';
import { components, escaped, joined, messageBytes, segment } from '../interface/segment-text.ts';
import type { PacsCore } from './pacs-core.ts';
import type { OrderRow } from './state.ts';

/** ORM^O01 to the RIS when a study becomes verified (SC, CM), and when that is taken back (SC, SC). */
export class RisReport {
  readonly #core: PacsCore;
  readonly #outbox: Outbox;

  constructor(core: PacsCore) {
    this.#core = core;
    this.#outbox = new Outbox(core.room, core.state.outbox, {
      host: core.state.host,
      log: '/var/log/ngpacs/hl7.log',
      timeout: () => 10 * SECOND,
    });
  }

  /** `status` is ORC-5 of HL7 table 0038: CM completed, SC scheduled (again). */
  send(order: OrderRow, status: 'CM' | 'SC', studyUid: string): void {
    const { server, state, timestamp } = this.#core;
    if (!server.risReport) return;
    const controlId = this.#core.state.host.toUpperCase().slice(0, 4) + String(state.nextControl++).padStart(7, '0');
    // The name is kept as PN; XPN has suffix before prefix.
    const [family = '', given = '', middle = '', prefix = '', suffix = ''] = order.name.split('^');
    const cx = joined([escaped(order.patientId), '', '', escaped(order.issuer), 'MR'], '^');
    const segments = [
      segment('MSH', {
        3: escaped(server.hl7Application),
        4: escaped(server.hl7Facility),
        5: 'RIS',
        6: 'NGHRAD',
        7: timestamp,
        9: 'ORM^O01',
        10: controlId,
        11: 'P',
        12: '2.3.1',
        18: /[^\0-\u00ff]/.test(order.name) ? 'UNICODE UTF-8' : '8859/1',
      }),
      segment('PID', {
        3: cx,
        5: components(family, given, middle, suffix, prefix),
        7: order.birthDate,
        8: order.sex,
      }),
      segment('ORC', {
        1: 'SC',
        2: components(order.placer, order.placer === '' ? '' : 'HIS'),
        3: components(order.filler, 'RIS'),
        5: status,
        9: timestamp,
      }),
      segment('OBR', {
        1: '1',
        2: components(order.placer, order.placer === '' ? '' : 'HIS'),
        3: components(order.filler, 'RIS'),
        4: components(order.procedureCode, order.procedureText, 'NGHPROC'),
        18: escaped(order.accession),
        19: escaped(order.requestedProcedureId),
        20: escaped(order.spsId),
        24: escaped(order.modality),
      }),
      segment('ZDS', { 1: components(studyUid, '100', 'Application', 'DICOM') }),
    ];
    const charset = /[^\0-\u00ff]/.test(order.name) ? 'UNICODE UTF-8' : '8859/1';
    this.#core.log('hl7', 'INFO', 'to RIS: order {0} {1} ({2})', order.filler, status, controlId);
    const target = { host: server.risHost, port: server.risPort };
    this.#outbox.send(target, controlId, messageBytes(segments, charset));
  }
}
