import { describe, expect, test } from 'vitest';
import { AcceptorMachine, RequestorMachine } from '../../../server/protocols/dimse/association.ts';
import type { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { announcesDataSet, commandFields } from '../../../server/protocols/dimse/message.ts';
import { negotiate, proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import { cancelRequest } from '../../../server/protocols/dimse/services/cancel.ts';
import { type NService, nRequest, nResponse, nServices } from '../../../server/protocols/dimse/services/n-service.ts';
import { findRequest, findResponse } from '../../../server/protocols/dimse/services/query.ts';
import { getRequest, moveRequest, retrieveResponse } from '../../../server/protocols/dimse/services/retrieve.ts';
import { storeRequest, storeResponse } from '../../../server/protocols/dimse/services/storage.ts';
import { echoRequest, echoResponse } from '../../../server/protocols/dimse/services/verification.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { pull, sent } from './pair.ts';
import { cut, plain } from './recording.ts';

const any = '1.2.840.10008.5.1.4.1.1.2';
const pending = { remaining: 3, completed: 2, failed: 1, warning: 0 };
const nAll = (Object.keys(nServices) as NService[]).flatMap((service): [string, CommandSet][] => {
  const request = nRequest(
    service,
    9,
    { sopClassUid: any, sopInstanceUid: '1.2.3', typeId: 1, attributes: service === 'N-GET' ? [0x00100010] : [] },
    nServices[service].dataSet === 'required',
  );
  return [
    [`${service}-RQ`, request],
    [`${service}-RSP`, nResponse(request, 0x0110, { errorComment: 'no', errorId: 0xa710, withDataSet: true })],
  ];
});

/** One message of each kind there is. */
const messages = new Map<string, CommandSet>([
  ['C-ECHO-RQ', echoRequest(1)],
  ['C-ECHO-RSP', echoResponse(echoRequest(1))],
  ['C-STORE-RQ', storeRequest(2, any, '1.2.3', { moveOriginator: { aeTitle: 'WS1', messageId: 7 } })],
  ['C-STORE-RSP', storeResponse(storeRequest(2, any, '1.2.3'), 0xb000, { offendingElements: [0x00100010] })],
  ['C-FIND-RQ', findRequest(3, any)],
  ['C-FIND-RSP', findResponse(findRequest(3, any), 0xff01, { withDataSet: true })],
  ['C-MOVE-RQ', moveRequest(4, any, 'WS1')],
  ['C-MOVE-RSP', retrieveResponse(moveRequest(4, any, 'WS1'), 0xff00, pending)],
  ['C-GET-RQ', getRequest(5, any)],
  ['C-GET-RSP', retrieveResponse(getRequest(5, any), 0xb000, pending, { withDataSet: true })],
  ['C-CANCEL-RQ', cancelRequest(5)],
  ...nAll,
]);

function pair(maxPduLength: number): { requestor: RequestorMachine; acceptor: AcceptorMachine } {
  const [requestor, acceptor] = [new RequestorMachine({ maxPduLength }), new AcceptorMachine({ maxPduLength })];
  const contexts = proposeContexts([{ abstractSyntax: any, transferSyntaxes: [uids.implicitVrLittleEndian] }]);
  requestor.request({ calledAeTitle: 'B', callingAeTitle: 'A', contexts });
  requestor.transportConnected();
  acceptor.feed(sent(requestor));
  pull(acceptor);
  acceptor.accept({ contexts: negotiate(contexts, new Map([[any, [uids.implicitVrLittleEndian]]])) });
  requestor.feed(sent(acceptor));
  pull(requestor);
  return { requestor, acceptor };
}

describe('every message of PS3.7', () => {
  test('is among the cases', () => expect([...messages.keys()].sort()).toEqual(Object.keys(commandFields).sort()));

  test.each([...messages.keys()])(
    '%s arrives the same whole, by 7 bytes and byte by byte, in PDUs of any length',
    (name) => {
      const command = messages.get(name);
      if (!command) throw new Error(name);
      const dataSet = announcesDataSet(command) ? [Uint8Array.of(1, 2, 3), new Uint8Array(301).fill(7)] : undefined;
      const results = [0, 65_536, 128, 8].flatMap((maxPduLength) =>
        [0, 7, 1].map((size) => {
          const { requestor, acceptor } = pair(maxPduLength);
          // Requests of the acceptor (C-STORE of a C-GET, N-EVENT-REPORT) go the other way.
          const [from, to] = name.endsWith('-RSP') ? [acceptor, requestor] : [requestor, acceptor];
          expect(from.sendMessage(1, command, dataSet)).toEqual({ kind: 'done' });
          const seen: unknown[] = [];
          for (const piece of cut(sent(from), size)) {
            to.feed(piece);
            seen.push(...pull(to).map(plain));
          }
          return seen;
        }),
      );
      expect(results[0]).toMatchObject([{ kind: 'message', name, dataSetLength: dataSet === undefined ? 0 : 304 }]);
      for (const result of results) expect(result).toEqual(results[0]);
    },
  );
});
