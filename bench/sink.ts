/** Listens for a benchmark and tells its port: `echo` bytes, `mllp`, `dicom`, `worklist N`. A process of its own. */
import { createServer } from 'node:net';
import { serving } from '../server/gateway/association-service.ts';
import type { DimseResponse } from '../server/gateway/association-service.ts';
import { listenDicom } from '../server/gateway/dicom-port.ts';
import { listenMllp } from '../server/gateway/mllp-port.ts';
import { DataSet } from '../server/protocols/dicom/data-set.ts';
import { type DimseMessage, responseCommand } from '../server/protocols/dimse/message.ts';
import { negotiate } from '../server/protocols/dimse/negotiation.ts';
import { QueryAnswer } from '../server/protocols/dimse/services/query.ts';
import { statuses } from '../server/protocols/dimse/status.ts';
import { uids } from '../server/protocols/dimse/uids.ts';
import { buildAck } from '../server/protocols/hl7/ack.ts';
import { Hl7Message } from '../server/protocols/hl7/message.ts';
import { findItems } from '../server/systems/worklist/item-query.ts';
import { worklistRow, worklistSettings } from '../tests/support/worklist-rows.ts';

const [kind, count] = process.argv.slice(2);
const both = [uids.explicitVrLittleEndian, uids.implicitVrLittleEndian];
const supported = new Map<string, readonly string[]>([
  [uids.verification, both],
  [uids.modalityWorklistFind, both],
  ['1.2.840.10008.5.1.4.1.1.2', both],
]);

const rows = Array.from({ length: kind === 'worklist' ? Number(count) : 0 }, (_, index) =>
  worklistRow(index, index % (Number(count) / 10) === 0 ? 'CT1' : 'CT2'),
);

function* find(message: DimseMessage): Generator<DimseResponse> {
  const { contextId, command, transferSyntax, dataSet = [] } = message;
  const found = findItems(rows, worklistSettings, DataSet.read(dataSet, transferSyntax));
  if ('kind' in found) {
    yield { command: responseCommand(command, found.status) };
    return;
  }
  const matches = [...found].map(({ data }) => ({
    dataSet: data instanceof DataSet ? data.write(transferSyntax) : data,
  }));
  const answer = new QueryAnswer(contextId, command, matches);
  for (let response = answer.next(); response !== undefined; response = answer.next()) yield response;
}

if (kind === 'echo') {
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    socket.on('data', (bytes) => socket.write(bytes));
    socket.on('error', () => undefined);
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' && address !== null ? address.port : 0);
  });
} else {
  const listener =
    kind === 'mllp' || kind === 'mllp-back'
      ? await listenMllp({
          port: 0,
          answer: (payload) =>
            kind === 'mllp-back'
              ? payload
              : buildAck(Hl7Message.read(payload), { code: 'AA', controlId: '1', timestamp: '20260316081502' }).bytes,
        })
      : await listenDicom({
          port: 0,
          association: { announceMessages: true },
          attend: serving({
            accept: ({ contexts }) => ({ kind: 'accept', contexts: negotiate(contexts, supported) }),
            begin: ({ name }) => (name === 'C-STORE-RQ' ? 'discard' : 'keep'),
            answer: (message) =>
              message.name === 'C-FIND-RQ'
                ? find(message)
                : [
                    {
                      command: responseCommand(message.command, statuses.success, {
                        values: { AffectedSOPInstanceUID: message.command.text('AffectedSOPInstanceUID') || undefined },
                      }),
                    },
                  ],
          }),
        });
  if (listener.kind === 'failed') throw new Error(listener.fault.kind);
  process.send?.(listener.port);
}
