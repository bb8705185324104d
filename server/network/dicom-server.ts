import { explainAbort } from '../protocols/dimse/abort.ts';
import { AcceptorMachine, type Indication } from '../protocols/dimse/association.ts';
import { negotiate, negotiateRoles } from '../protocols/dimse/negotiation.ts';
import { explainRejection } from '../protocols/dimse/rejection.ts';
import type { AssociateRequestPdu } from '../protocols/dimse/pdu.ts';
import { type DicomParties, type DicomRoom, linkPduLength, recordDicomTransport } from './dicom-journal.ts';
import type { DicomProvider } from './dicom-provider.ts';
import { DicomService } from './dicom-service.ts';
import type { Endpoint, Reactor } from './network.ts';

export type {
  AssociationProposal,
  DicomCall,
  DicomProvider,
  EventReport,
  FindAnswer,
  FoundMatch,
  GetAnswer,
  MoveAnswer,
  NAnswer,
  NCall,
  RetrievedInstance,
  StoredInstance,
} from './dicom-provider.ts';

export function serveDicom(room: DicomRoom, host: string, port: number, provider: DicomProvider): void {
  room.network.listen(host, port, (endpoint) => new DicomReactor(room, host, endpoint, provider), 'DICOM');
}

/** One accepted connection: associations come about and end here; what its messages ask for is DicomService's. */
class DicomReactor implements Reactor {
  readonly #room: DicomRoom;
  readonly #host: string;
  readonly #endpoint: Endpoint;
  readonly #provider: DicomProvider;
  readonly #machine = new AcceptorMachine({ maxPduLength: linkPduLength });
  #stopArtim: (() => void) | undefined;
  #parties: DicomParties | undefined;
  #service: DicomService | undefined;
  #over = false;

  constructor(room: DicomRoom, host: string, endpoint: Endpoint, provider: DicomProvider) {
    this.#room = room;
    this.#host = host;
    this.#endpoint = endpoint;
    this.#provider = provider;
    this.#perform();
  }

  data(parts: readonly Uint8Array[]): void {
    for (const part of parts) this.#machine.feed(part);
    this.#pump();
  }

  closed(): void {
    this.#machine.transportClosed();
    this.#service?.stop();
    this.#pump();
    this.#stopArtim?.();
    this.#finish('aborted');
  }

  #pump(): void {
    while (this.#service?.busy !== true) {
      const indication = this.#machine.next();
      if (!indication) break;
      this.#answer(indication);
    }
    this.#perform();
  }

  #perform(): void {
    for (const effect of this.#machine.takeEffects()) {
      switch (effect.kind) {
        case 'send':
          this.#endpoint.send(effect.parts);
          break;
        case 'close':
          this.#endpoint.close();
          break;
        case 'start-artim':
          this.#stopArtim?.();
          this.#stopArtim = this.#room.kernel.callAt(this.#room.kernel.now + effect.micros, () => {
            this.#machine.timeout();
            this.#pump();
          });
          break;
        case 'stop-artim':
          this.#stopArtim?.();
          this.#stopArtim = undefined;
          break;
        default:
          effect satisfies never;
      }
    }
  }

  #answer(indication: Indication): void {
    switch (indication.kind) {
      case 'associate-request':
        this.#judge(indication.request);
        return;
      case 'message':
        this.#service?.take(indication);
        return;
      case 'release-request':
        this.#machine.respondRelease();
        this.#finish('released');
        return;
      case 'provider-abort':
        if (indication.by === 'local')
          this.#note(`aborted: ${indication.diagnostic?.code ?? explainAbort(indication.abort).reason}`);
        this.#finish('aborted');
        return;
      case 'provider-reject':
        this.#note(`rejected: ${explainRejection(indication.rejection).reason}`);
        return;
      case 'abort':
      case 'closed':
        this.#finish('aborted');
        return;
      case 'associate-accept':
      case 'associate-reject':
      case 'message-start':
      case 'data-set-part':
      case 'release-confirm':
        return;
      default:
        indication satisfies never;
    }
  }

  #judge(request: AssociateRequestPdu): void {
    const { callingAeTitle: callingAe, calledAeTitle: calledAe, contexts, userInformation } = request;
    const { remoteHost, remoteAddress, connectionId } = this.#endpoint;
    const { roleSelections, userIdentity } = userInformation;
    const proposal = { callingAe, calledAe, remoteHost, remoteAddress, contexts, roleSelections, userIdentity };
    const verdict = this.#provider.accept(proposal);
    if (verdict.kind === 'reject') {
      this.#machine.reject(verdict);
      return;
    }
    this.#parties = { from: this.#host, to: remoteHost, connectionId, callingAe, calledAe };
    const roles = verdict.roles === undefined ? [] : negotiateRoles(roleSelections, verdict.roles);
    const { userIdentityResponse } = verdict;
    this.#machine.accept({
      contexts: negotiate(contexts, verdict.supported),
      roleSelections: roles,
      ...(userIdentityResponse === undefined ? {} : { userIdentityResponse }),
    });
    this.#service = new DicomService(this.#room, this.#machine, this.#parties, this.#provider, roles, () => {
      this.#pump();
    });
  }

  #note(outcome: string): void {
    const { remoteHost, connectionId } = this.#endpoint;
    recordDicomTransport(
      this.#room.journal,
      { from: this.#host, to: remoteHost, connectionId },
      'association',
      outcome,
      {},
    );
  }

  #finish(how: 'released' | 'aborted'): void {
    if (this.#over || !this.#parties) return;
    this.#over = true;
    this.#service?.stop();
    const { callingAe, calledAe, connectionId, to } = this.#parties;
    this.#provider.ended?.({ callingAe, calledAe, connectionId, remoteHost: to }, how);
  }
}
