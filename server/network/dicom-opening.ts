import type { Task } from '../core/kernel.ts';
import { RequestorMachine } from '../protocols/dimse/association.ts';
import { proposeContexts } from '../protocols/dimse/negotiation.ts';
import { explainRejection } from '../protocols/dimse/rejection.ts';
import { OpenAssociation } from './dicom-association.ts';
import { Driver, describeEnd, longestTimeout } from './dicom-driver.ts';
import { type DicomParties, type DicomRoom, linkPduLength, recordDicomTransport } from './dicom-journal.ts';
import type { AssociationOutcome, AssociationRequest } from './dicom-outcome.ts';

/** Connects, proposes and waits for the answer. */
export function* openAssociation(room: DicomRoom, request: AssociationRequest): Task<AssociationOutcome> {
  const { kernel, network, journal } = room;
  const { target, calledAe, callingAe, keys = {} } = request;
  const where = `${target.host}:${target.port}`;
  const fail = (outcome: string, connectionId: number): number =>
    recordDicomTransport(
      journal,
      { from: request.from, to: target.host, connectionId },
      `A-ASSOCIATE ${callingAe} → ${calledAe}`,
      outcome,
      keys,
    );
  const connected = yield* network.connect(request.from, target.host, target.port);
  if (connected.kind !== 'open') {
    const detail = {
      refused: `${where} refused the connection`,
      'timed-out': `${where} does not respond`,
      'unknown-host': `no host ${target.host}`,
    }[connected.kind];
    return { kind: connected.kind, detail, eventId: fail(detail, 0) };
  }
  const { connection } = connected;
  const parties: DicomParties = {
    from: request.from,
    to: connection.remoteHost,
    connectionId: connection.connectionId,
    callingAe,
    calledAe,
  };
  const machine = new RequestorMachine({ maxPduLength: linkPduLength });
  machine.request({
    calledAeTitle: calledAe,
    callingAeTitle: callingAe,
    contexts: proposeContexts(request.contexts),
    ...(request.roleSelections === undefined ? {} : { roleSelections: request.roleSelections }),
    ...(request.userIdentity === undefined ? {} : { userIdentity: request.userIdentity }),
  });
  machine.transportConnected();
  const driver = new Driver(kernel, connection, machine, Math.min(request.timeout, longestTimeout));
  const answer = yield* driver.next();
  if (answer.kind === 'associate-accept') {
    return { kind: 'open', association: new OpenAssociation(room, driver, parties) };
  }
  if (answer.kind === 'associate-reject') {
    const text = explainRejection(answer.rejection);
    const eventId = fail(`rejected: ${text.reason} (${text.source}, ${text.result})`, connection.connectionId);
    driver.end();
    return { kind: 'rejected', ...answer.rejection, text: text.reason, eventId };
  }
  if (answer.kind === 'timed-out') {
    driver.abort();
    return {
      kind: 'timed-out',
      detail: `${where} accepted the connection and did not answer`,
      eventId: fail('no answer to A-ASSOCIATE-RQ', connection.connectionId),
    };
  }
  const detail = describeEnd(answer);
  driver.end();
  return { kind: 'aborted', detail, eventId: fail(detail, connection.connectionId) };
}
