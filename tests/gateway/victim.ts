/**
 * The process that the hostile suite attacks: one DICOM port and one MLLP port with short patience and small buffers.
 * It tells its ports, and on request what it has noticed and what it holds.
 */
import { listenDicom } from '../../server/gateway/dicom-port.ts';
import { type DimseResponse, serving } from '../../server/gateway/association-service.ts';
import type { GatewayFault } from '../../server/gateway/fault.ts';
import { listenMllp } from '../../server/gateway/mllp-port.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { negotiate } from '../../server/protocols/dimse/negotiation.ts';
import { type DimseMessage, responseCommand } from '../../server/protocols/dimse/message.ts';
import { rejections } from '../../server/protocols/dimse/rejection.ts';
import { QueryAnswer, findResponse } from '../../server/protocols/dimse/services/query.ts';
import { statuses } from '../../server/protocols/dimse/status.ts';
import { uids } from '../../server/protocols/dimse/uids.ts';
import { buildAck } from '../../server/protocols/hl7/ack.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { findItems } from '../../server/systems/worklist/item-query.ts';
import { worklistRow, worklistSettings } from '../support/worklist-rows.ts';
import { patience, smallBuffers } from './patience.ts';

/** What the victim tells. */
export type VictimReport =
  | { readonly kind: 'ports'; readonly dicom: number; readonly mllp: number }
  | {
      readonly kind: 'state';
      /** Each fault in a word or two, since the last report. */
      readonly faults: readonly string[];
      readonly dicomConnections: number;
      readonly mllpConnections: number;
      /** CPU that the process has used, ms. */
      readonly cpu: number;
      /** Resident bytes of the process, and of its heap and buffers after a collection. */
      readonly resident: number;
      readonly held: number;
    };

let faults: string[] = [];
/** Called when the next report is asked for. */
const held: (() => void)[] = [];
function note(fault: GatewayFault): void {
  if (fault.kind === 'aborted') faults.push(fault.diagnostic?.code ?? 'aborted');
  else if (fault.kind === 'framing' || fault.kind === 'socket') faults.push(fault.code);
  else faults.push(fault.kind);
  if (fault.kind === 'defect') process.send?.({ kind: 'defect', text: String(fault.error) });
}

const rows = [worklistRow(0, 'CT1'), worklistRow(1, 'CT1'), worklistRow(2, 'CT2')];
const both = [uids.explicitVrLittleEndian, uids.implicitVrLittleEndian];
const supported = new Map<string, readonly string[]>([
  [uids.verification, [uids.implicitVrLittleEndian]],
  [uids.modalityWorklistFind, both],
  [uids.studyRootFind, both],
  ['1.2.840.10008.5.1.4.1.1.2', both],
]);

/** A query of the study root is answered with 60 MB, whatever it asks. */
const large = new Uint8Array(60_000);
const call = (command: DimseMessage['command']): string => command.text('AffectedSOPClassUID');

function* answer(message: DimseMessage): Generator<DimseResponse> {
  const { command, contextId, transferSyntax } = message;
  const read = message.dataSet && DataSet.read(message.dataSet, transferSyntax);
  if (message.name === 'C-ECHO-RQ') yield { command: responseCommand(command, statuses.success) };
  else if (message.name === 'C-FIND-RQ' && call(command) === uids.studyRootFind) {
    const pending = findResponse(command, statuses.pending, { withDataSet: true });
    for (let sent = 0; sent < 1_000; sent++) yield { command: pending, dataSet: [large] };
    yield { command: findResponse(command, statuses.success) };
  } else if (message.name === 'C-FIND-RQ' && read) {
    const found = findItems(rows, worklistSettings, read);
    const failed = 'kind' in found ? { status: found.status } : undefined;
    const matches = 'kind' in found ? [] : [...found];
    const items = matches.map(({ data }) => ({
      dataSet: data instanceof DataSet ? data.write(transferSyntax) : data,
    }));
    const query = new QueryAnswer(contextId, command, items, failed);
    for (let response = query.next(); response !== undefined; response = query.next()) yield response;
  } else if (message.name === 'C-STORE-RQ' && read) {
    const understood = read.diagnostics.every(({ severity }) => severity !== 'error');
    yield { command: responseCommand(command, understood ? statuses.success : statuses.cannotUnderstand) };
  } else yield { command: responseCommand(command, statuses.unrecognizedOperation) };
}

/** A `patient` one waits as long as the product does. */
const limits = process.argv[2] === 'patient' ? smallBuffers : patience;

const dicom = await listenDicom({
  port: 0,
  limits,
  onFault: note,
  attend: serving({
    accept: ({ calledAeTitle, callingAeTitle, contexts }) => {
      if (calledAeTitle !== 'PACS01') return { kind: 'reject', ...rejections.calledAeNotRecognized };
      if (callingAeTitle === 'STRANGER') return { kind: 'reject', ...rejections.callingAeNotRecognized };
      return { kind: 'accept', contexts: negotiate(contexts, supported) };
    },
    answer,
  }),
});

const mllp = await listenMllp({
  port: 0,
  limits,
  onFault: note,
  answer: async (payload) => {
    const message = Hl7Message.read(payload);
    if (message.status === 'reject') return undefined;
    if (message.controlId === 'HELD') await new Promise<void>((resolve) => held.push(resolve));
    if (message.controlId === 'LATE') await new Promise((resolve) => setTimeout(resolve, 100));
    return buildAck(message, { code: 'AA', controlId: '1', timestamp: '20260316081502' }).bytes;
  },
});

if (dicom.kind === 'failed' || mllp.kind === 'failed') throw new Error('no port');
process.on('message', (asked) => {
  if (asked === 'close') {
    void Promise.all([dicom.close(), mllp.close()]).then(() => process.disconnect());
    return;
  }
  for (const release of held.splice(0)) release();
  if (asked === 'collect') globalThis.gc?.();
  const { rss, heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  const report: VictimReport = {
    kind: 'state',
    faults,
    dicomConnections: dicom.connections,
    mllpConnections: mllp.connections,
    cpu: (user + system) / 1_000,
    resident: rss,
    held: heapUsed + external,
  };
  faults = [];
  process.send?.(report);
});
const ports: VictimReport = { kind: 'ports', dicom: dicom.port, mllp: mllp.port };
process.send?.(ports);
