/** The states of the Upper Layer protocol machine (PS3.8 Tables 9-1 to 9-5). */
export const associationStates = {
  Sta1: 'Idle',
  Sta2: 'Transport connection open (awaiting A-ASSOCIATE-RQ PDU)',
  Sta3: 'Awaiting local A-ASSOCIATE response primitive',
  Sta4: 'Awaiting transport connection opening to complete',
  Sta5: 'Awaiting A-ASSOCIATE-AC or A-ASSOCIATE-RJ PDU',
  Sta6: 'Association established and ready for data transfer',
  Sta7: 'Awaiting A-RELEASE-RP PDU',
  Sta8: 'Awaiting local A-RELEASE response primitive',
  Sta9: 'Release collision, requestor side: awaiting A-RELEASE response primitive',
  Sta10: 'Release collision, acceptor side: awaiting A-RELEASE-RP PDU',
  Sta11: 'Release collision, requestor side: awaiting A-RELEASE-RP PDU',
  Sta12: 'Release collision, acceptor side: awaiting A-RELEASE response primitive',
  Sta13: 'Awaiting transport connection close',
} as const;

export type AssociationState = keyof typeof associationStates;

/** The events of PS3.8 Table 9-10, in its order. */
export type AssociationEvent =
  | 'associate-request-primitive'
  | 'transport-confirmed'
  | 'associate-accept-pdu'
  | 'associate-reject-pdu'
  | 'transport-indicated'
  | 'associate-request-pdu'
  | 'associate-accept-primitive'
  | 'associate-reject-primitive'
  | 'data-primitive'
  | 'data-pdu'
  | 'release-request-primitive'
  | 'release-request-pdu'
  | 'release-reply-pdu'
  | 'release-response-primitive'
  | 'abort-primitive'
  | 'abort-pdu'
  | 'transport-closed'
  | 'artim-expired'
  | 'invalid-pdu';

/** The actions of PS3.8 Tables 9-6 to 9-9. */
// prettier-ignore
export type AssociationAction =
  | 'AE-1' | 'AE-2' | 'AE-3' | 'AE-4' | 'AE-5' | 'AE-6' | 'AE-7' | 'AE-8'
  | 'DT-1' | 'DT-2'
  | 'AR-1' | 'AR-2' | 'AR-3' | 'AR-4' | 'AR-5' | 'AR-6' | 'AR-7' | 'AR-8' | 'AR-9' | 'AR-10'
  | 'AA-1' | 'AA-2' | 'AA-3' | 'AA-4' | 'AA-5' | 'AA-6' | 'AA-7' | 'AA-8';

type Row = Readonly<Partial<Record<AssociationState, AssociationAction>>>;

/** One action for every state between 5 and 12, where most events end the association alike. */
function established(action: AssociationAction, other: Row = {}): Row {
  const all: Row = {
    Sta5: action,
    Sta6: action,
    Sta7: action,
    Sta8: action,
    Sta9: action,
    Sta10: action,
    Sta11: action,
    Sta12: action,
  };
  return { ...all, ...other };
}

/** PS3.8 Table 9-10. A blank cell is a combination that cannot occur, or a primitive the user may not issue then. */
export const stateTable: Readonly<Record<AssociationEvent, Row>> = {
  'associate-request-primitive': { Sta1: 'AE-1' },
  'transport-confirmed': { Sta4: 'AE-2' },
  'associate-accept-pdu': established('AA-8', { Sta2: 'AA-1', Sta3: 'AA-8', Sta5: 'AE-3', Sta13: 'AA-6' }),
  'associate-reject-pdu': established('AA-8', { Sta2: 'AA-1', Sta3: 'AA-8', Sta5: 'AE-4', Sta13: 'AA-6' }),
  'transport-indicated': { Sta1: 'AE-5' },
  'associate-request-pdu': established('AA-8', { Sta2: 'AE-6', Sta3: 'AA-8', Sta13: 'AA-7' }),
  'associate-accept-primitive': { Sta3: 'AE-7' },
  'associate-reject-primitive': { Sta3: 'AE-8' },
  'data-primitive': { Sta6: 'DT-1', Sta8: 'AR-7' },
  'data-pdu': established('AA-8', { Sta2: 'AA-1', Sta3: 'AA-8', Sta6: 'DT-2', Sta7: 'AR-6', Sta13: 'AA-6' }),
  'release-request-primitive': { Sta6: 'AR-1' },
  'release-request-pdu': established('AA-8', { Sta2: 'AA-1', Sta3: 'AA-8', Sta6: 'AR-2', Sta7: 'AR-8', Sta13: 'AA-6' }),
  'release-reply-pdu': established('AA-8', {
    Sta2: 'AA-1',
    Sta3: 'AA-8',
    Sta7: 'AR-3',
    Sta10: 'AR-10',
    Sta11: 'AR-3',
    Sta13: 'AA-6',
  }),
  'release-response-primitive': { Sta8: 'AR-4', Sta9: 'AR-9', Sta12: 'AR-4' },
  'abort-primitive': established('AA-1', { Sta3: 'AA-1', Sta4: 'AA-2' }),
  'abort-pdu': established('AA-3', { Sta2: 'AA-2', Sta3: 'AA-3', Sta13: 'AA-2' }),
  'transport-closed': established('AA-4', { Sta2: 'AA-5', Sta3: 'AA-4', Sta4: 'AA-4', Sta13: 'AR-5' }),
  'artim-expired': { Sta2: 'AA-2', Sta13: 'AA-2' },
  'invalid-pdu': established('AA-8', { Sta2: 'AA-1', Sta3: 'AA-8', Sta13: 'AA-7' }),
};
