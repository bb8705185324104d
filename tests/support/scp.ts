import { type DimseResponses, type Operation, serving } from '../../server/gateway/association-service.ts';
import { listenDicom } from '../../server/gateway/dicom-port.ts';
import { type DimseMessage, responseCommand } from '../../server/protocols/dimse/message.ts';
import { negotiate } from '../../server/protocols/dimse/negotiation.ts';
import type { AssociateRequestPdu } from '../../server/protocols/dimse/pdu.ts';
import type { Rejection } from '../../server/protocols/dimse/rejection.ts';
import { storeResponse } from '../../server/protocols/dimse/services/storage.ts';

export interface ScpOptions {
  /** Transfer syntaxes by SOP class; of all others none is taken. */
  readonly supported: ReadonlyMap<string, readonly string[]>;
  readonly reject?: Rejection;
  /** Success unless given. */
  readonly answer?: (message: DimseMessage, operation: Operation) => DimseResponses;
}

export interface Scp extends AsyncDisposable {
  readonly port: number;
  readonly requests: readonly AssociateRequestPdu[];
  /** In the order in which they came, C-CANCEL left out. */
  readonly messages: readonly DimseMessage[];
}

/** A provider of ours on a free port of the loopback, which keeps what came to it. */
export async function listenScp({ supported, reject, answer = success }: ScpOptions): Promise<Scp> {
  const requests: AssociateRequestPdu[] = [];
  const messages: DimseMessage[] = [];
  const listener = await listenDicom({
    port: 0,
    attend: serving({
      accept: (request) => {
        requests.push(request);
        if (reject) return { kind: 'reject', ...reject };
        return { kind: 'accept', contexts: negotiate(request.contexts, supported) };
      },
      answer: (message, operation) => {
        messages.push(message);
        return answer(message, operation);
      },
    }),
  });
  if (listener.kind === 'failed') throw new Error(JSON.stringify(listener.fault));
  return { port: listener.port, requests, messages, [Symbol.asyncDispose]: () => listener.close() };
}

/** 0000H to everything. */
export function success({ command, name }: DimseMessage): DimseResponses {
  return [{ command: name === 'C-STORE-RQ' ? storeResponse(command, 0) : responseCommand(command, 0) }];
}
