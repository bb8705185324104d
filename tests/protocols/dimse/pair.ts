import {
  AcceptorMachine,
  type AssociationOptions,
  type Effect,
  type Indication,
  RequestorMachine,
} from '../../../server/protocols/dimse/association.ts';
import { negotiate, proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import { encodePdu } from '../../../server/protocols/dimse/pdu-codec.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';

export type Machine = AcceptorMachine | RequestorMachine;

export const supported = new Map([
  [uids.verification, [uids.implicitVrLittleEndian]],
  [uids.studyRootFind, [uids.explicitVrLittleEndian, uids.implicitVrLittleEndian]],
]);

export const proposal = {
  calledAeTitle: 'PACS01',
  callingAeTitle: 'CT1',
  contexts: proposeContexts([
    { abstractSyntax: uids.verification, transferSyntaxes: [uids.implicitVrLittleEndian] },
    {
      abstractSyntax: uids.studyRootFind,
      transferSyntaxes: [uids.implicitVrLittleEndian, uids.explicitVrLittleEndian],
    },
  ]),
};

export function associateRequestBytes(): Uint8Array {
  const machine = new RequestorMachine();
  machine.request(proposal);
  machine.transportConnected();
  return sent(machine);
}

/** Everything a machine wants sent, joined. */
export function sent(machine: Machine): Uint8Array {
  return join(machine.takeEffects());
}

export function join(effects: readonly Effect[]): Uint8Array {
  return new Uint8Array(Buffer.concat(effects.flatMap((effect) => (effect.kind === 'send' ? effect.parts : []))));
}

export function pull(machine: Machine): Indication[] {
  const all: Indication[] = [];
  for (let indication = machine.next(); indication !== undefined; indication = machine.next()) all.push(indication);
  return all;
}

export interface Pair {
  readonly requestor: RequestorMachine;
  readonly acceptor: AcceptorMachine;
}

/** Two machines that have agreed on contexts 1 (verification) and 3 (study root). */
export function establishedPair(
  requestorOptions: AssociationOptions = {},
  acceptorOptions: AssociationOptions = {},
): Pair {
  const requestor = new RequestorMachine(requestorOptions);
  const acceptor = new AcceptorMachine(acceptorOptions);
  requestor.request(proposal);
  requestor.transportConnected();
  acceptor.feed(sent(requestor));
  pull(acceptor);
  acceptor.accept({ contexts: negotiate(proposal.contexts, supported) });
  requestor.feed(sent(acceptor));
  pull(requestor);
  return { requestor, acceptor };
}

/** An acceptor or requestor in any state but Sta1, reached by what the standard lets happen. */
export function machineIn(state: string): Machine {
  const { requestor, acceptor } = establishedPair();
  const releaseRequest = encodePdu({ kind: 'release-request' })[0] ?? new Uint8Array(0);
  const releaseReply = encodePdu({ kind: 'release-reply' })[0] ?? new Uint8Array(0);
  const reached = ((): Machine => {
    switch (state) {
      case 'Sta2':
        return new AcceptorMachine();
      case 'Sta3': {
        const machine = new AcceptorMachine();
        machine.feed(associateRequestBytes());
        return machine;
      }
      case 'Sta4':
      case 'Sta5': {
        const machine = new RequestorMachine();
        machine.request(proposal);
        if (state === 'Sta5') machine.transportConnected();
        return machine;
      }
      case 'Sta6':
        return acceptor;
      case 'Sta7':
        requestor.release();
        return requestor;
      case 'Sta8':
        acceptor.feed(releaseRequest);
        return acceptor;
      case 'Sta9':
      case 'Sta11':
        requestor.release();
        requestor.feed(releaseRequest);
        pull(requestor);
        if (state === 'Sta11') requestor.respondRelease();
        return requestor;
      case 'Sta10':
      case 'Sta12':
        acceptor.release();
        acceptor.feed(releaseRequest);
        if (state === 'Sta12') acceptor.feed(releaseReply);
        return acceptor;
      case 'Sta13':
        acceptor.feed(releaseRequest);
        pull(acceptor);
        acceptor.respondRelease();
        return acceptor;
      default:
        throw new Error(`no way to ${state}`);
    }
  })();
  pull(reached);
  reached.takeEffects();
  return reached;
}
