/**
 * The Upper Layer protocol machine of PS3.8 §9.2 for both sides of an association, with DIMSE messages put together and
 * taken apart. Pure: bytes and primitives in, one indication at a time and effects out; no sockets, no clock.
 *
 *   const machine = new AcceptorMachine(options?)              one per accepted connection; begins in Sta2, ARTIM started
 *   const machine = new RequestorMachine(options?)             one per connection to open; begins in Sta1
 *
 * What the transport tells it:
 *   machine.feed(bytes)            bytes arrived (kept by reference: do not change them)
 *   machine.timeout()              the ARTIM last started has expired
 *   machine.transportClosed()      FIN or RST, or the connection could not be opened; bytes fed before still count
 *   requestor.transportConnected() the connection is open
 *
 * What its user asks; each answers `{kind:'done'}` or `{kind:'refused', reason, state}` and never throws:
 *   requestor.request(parameters)  A-ASSOCIATE request; the PDU leaves once the transport is connected (either order)
 *   acceptor.accept(parameters)    acceptor.reject(rejection)          answers to `associate-request`
 *   machine.sendMessage(contextId, command, dataSet?)                  a DIMSE message; data set as parts, not joined
 *   machine.beginMessage(contextId, command), then machine.sendDataSet(parts, isEnd) any number of times: the same with a
 *                                  data set that is not all at hand; other messages wait until its end
 *   machine.receiveDataSet(contextId, 'keep' | 'pass' | 'discard')     answer to `message-start`; 'keep' unless given
 *   machine.release()              A-RELEASE request
 *   machine.respondRelease()       A-RELEASE response: the answer to `release-request`
 *   machine.abort(abort?)          A-ABORT; other sources and reasons than the user's only to stage a fault
 *
 * What it says, pulled one by one; answer an indication before pulling the next, or bytes that arrive together are judged
 * differently from bytes that arrive apart:
 *   machine.next(): Indication | undefined
 *     associate-request, associate-accept, associate-reject, message-start and data-set-part (only with the option
 *     `announceMessages`), message, release-request, release-confirm, abort,
 *     provider-abort, provider-reject, closed (always the last)
 *
 * What the transport must do, after every call that could cause it (adjacent sends come merged, in order):
 *   machine.takeEffects(): Effect[]
 *     {kind:'send', parts} | {kind:'close'} | {kind:'start-artim', micros} | {kind:'stop-artim'}
 *   `close` closes after everything sent before has left. `start-artim` replaces a timer that is running.
 *
 * The driver of a server:
 *   machine.feed(bytes);
 *   for (let i = machine.next(); i; i = machine.next()) answer(i);      // accept, sendMessage, respondRelease …
 *   for (const effect of machine.takeEffects()) perform(effect);
 */
import {
  type AssociateAcceptParameters,
  type AssociateRequestParameters,
  type AssociationOptions,
  type PrimitiveResult,
  ownUserInformation,
} from './association-primitives.ts';
import { AssociationMachine } from './association-machine.ts';
import { acceptedContexts } from './negotiation.ts';
import type { AssociateAcceptPdu } from './pdu.ts';
import { encodePdu } from './pdu-codec.ts';
import type { Rejection } from './rejection.ts';
import { uids } from './uids.ts';

export type {
  AssociateAcceptParameters,
  AssociateRequestParameters,
  AssociationOptions,
  Effect,
  Indication,
  PrimitiveResult,
} from './association-primitives.ts';

/** The side that was connected to. Begins in Sta2: create it when the connection has been accepted. */
export class AcceptorMachine extends AssociationMachine {
  constructor(options: AssociationOptions = {}) {
    super('acceptor', options);
    this.primitive('transport-indicated', {});
  }

  accept(parameters: AssociateAcceptParameters): PrimitiveResult {
    const request = this.associateRequest;
    if (request === undefined || this.state !== 'Sta3') return { kind: 'refused', reason: 'state', state: this.state };
    const { userIdentityResponse } = parameters;
    const asynchronousOperations =
      parameters.asynchronousOperations ??
      (request.userInformation.asynchronousOperations === undefined ? undefined : { invoked: 1, performed: 1 });
    const acceptance: AssociateAcceptPdu = {
      kind: 'associate-accept',
      protocolVersion: 1,
      calledAeTitle: request.calledAeTitle,
      callingAeTitle: request.callingAeTitle,
      applicationContext: uids.dicomApplicationContext,
      contexts: parameters.contexts,
      userInformation: {
        ...ownUserInformation(this.options, {
          ...parameters,
          ...(asynchronousOperations === undefined ? {} : { asynchronousOperations }),
        }),
        ...(userIdentityResponse === undefined ? {} : { userIdentityResponse }),
      },
      unknownItems: [],
    };
    this.establish(acceptedContexts(request.contexts, parameters.contexts));
    return this.primitive('associate-accept-primitive', { parts: encodePdu(acceptance) });
  }

  reject(rejection: Rejection): PrimitiveResult {
    const { result, source, reason } = rejection;
    return this.primitive('associate-reject-primitive', {
      parts: encodePdu({ kind: 'associate-reject', result, source, reason }),
    });
  }
}

/** The side that connects. Begins in Sta1. */
export class RequestorMachine extends AssociationMachine {
  #connected = false;
  #used = false;

  constructor(options: AssociationOptions = {}) {
    super('requestor', options);
  }

  request(parameters: AssociateRequestParameters): PrimitiveResult {
    if (this.#used) return { kind: 'refused', reason: 'state', state: this.state };
    this.#used = true;
    const { userIdentity } = parameters;
    this.rememberRequest({
      kind: 'associate-request',
      protocolVersion: parameters.protocolVersion ?? 1,
      calledAeTitle: parameters.calledAeTitle,
      callingAeTitle: parameters.callingAeTitle,
      applicationContext: parameters.applicationContext ?? uids.dicomApplicationContext,
      contexts: parameters.contexts,
      userInformation: {
        ...ownUserInformation(this.options, parameters),
        ...(userIdentity === undefined ? {} : { userIdentity }),
      },
      unknownItems: [],
    });
    const result = this.primitive('associate-request-primitive', {});
    if (this.#connected) this.#sendRequest();
    return result;
  }

  transportConnected(): void {
    this.#connected = true;
    this.#sendRequest();
  }

  #sendRequest(): void {
    if (this.associateRequest !== undefined) {
      this.primitive('transport-confirmed', { parts: encodePdu(this.associateRequest) });
    }
  }
}
