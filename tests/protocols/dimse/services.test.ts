import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainAbort } from '../../../server/protocols/dimse/abort.ts';
import { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { commandFields, readResponse, responseCommand } from '../../../server/protocols/dimse/message.ts';
import { negotiate, negotiateRoles, proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import { explainRejection, rejections } from '../../../server/protocols/dimse/rejection.ts';
import { cancelRequest } from '../../../server/protocols/dimse/services/cancel.ts';
import {
  QueryAnswer,
  findRequest,
  findResponse,
  readFindRequest,
} from '../../../server/protocols/dimse/services/query.ts';
import { readStoreRequest, storeRequest, storeResponse } from '../../../server/protocols/dimse/services/storage.ts';
import { echoRequest, echoResponse, readEchoRequest } from '../../../server/protocols/dimse/services/verification.ts';
import { explainStatus, formatStatus, statusClass } from '../../../server/protocols/dimse/status.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { fromHex, toHex } from './recording.ts';

describe('command sets', () => {
  const echoHex =
    '00000000040000003800000000000200120000 00312e322e3834302e31303030382e312e3100000000010200000030000000' +
    '100102000000010000000008020000000101';

  test('are written as DCMTK writes them', () => {
    expect(toHex(echoRequest(1).encode())).toBe(echoHex.replace(' ', ''));
  });

  test('are read with all elements and written back unchanged', () => {
    const bytes = fromHex(echoHex);
    const { set, diagnostics } = CommandSet.read(bytes);
    expect(diagnostics).toEqual([]);
    expect(set.elements.map(({ element, offset }) => [element, offset])).toEqual([
      [0x0000, 0],
      [0x0002, 12],
      [0x0100, 38],
      [0x0110, 48],
      [0x0800, 58],
    ]);
    expect(toHex(set.encode())).toBe(toHex(bytes));
  });

  test.each([
    ['a wrong group length', '000000000400000099000000', ['command-group-length', 'warning']],
    ['elements out of order', '000000010200000030000000000004000000 00000000', ['command-order', 'warning']],
    ['an element of another group', '08000500 00000000', ['command-group', 'error']],
    ['a value longer than the set', '00000001 ffffffff 30', ['command-truncated', 'error']],
    ['a lone tag', '00000001', ['command-truncated', 'error']],
  ])('%s is found', (_, hex, finding) => {
    const { diagnostics } = CommandSet.read(fromHex(hex));
    expect(diagnostics.map(({ code, severity }) => [code, severity])).toContainEqual(finding);
  });

  test('of any bytes are read without an exception, and legal ones come back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const { set, diagnostics } = CommandSet.read(bytes);
        if (diagnostics.every(({ severity }) => severity === 'warning')) {
          expect(toHex(set.encode())).toBe(toHex(bytes));
        }
      }),
    );
  });
});

describe('the services', () => {
  test('C-ECHO', () => {
    const request = echoRequest(7);
    expect(readEchoRequest(request)).toEqual({ kind: 'echo', messageId: 7, sopClassUid: uids.verification });
    expect(readResponse(echoResponse(request))).toEqual({
      kind: 'response',
      messageIdBeingRespondedTo: 7,
      status: 0,
      errorComment: '',
      offendingElements: [],
    });
  });

  test('C-STORE on behalf of a C-MOVE', () => {
    const request = storeRequest(9, '1.2.3', '1.2.3.4', { moveOriginator: { aeTitle: 'WS1', messageId: 4 } });
    expect(readStoreRequest(request)).toEqual({
      kind: 'store',
      messageId: 9,
      sopClassUid: '1.2.3',
      sopInstanceUid: '1.2.3.4',
      priority: 0,
      moveOriginator: { aeTitle: 'WS1', messageId: 4 },
    });
    const response = storeResponse(request, 0xb000, { offendingElements: [0x00100010], errorComment: 'coerced' });
    expect(response.text('AffectedSOPInstanceUID')).toBe('1.2.3.4');
    expect(response.number('CommandField')).toBe(commandFields['C-STORE-RSP']);
    expect(readResponse(response)).toMatchObject({ offendingElements: [0x00100010], errorComment: 'coerced' });
  });

  test.each([
    ['C-FIND without a SOP class', readFindRequest(CommandSet.of({ MessageID: 1 })), 'AffectedSOPClassUID'],
    [
      'C-FIND without an identifier',
      readFindRequest(CommandSet.of({ AffectedSOPClassUID: '1.2', CommandDataSetType: 0x0101 })),
      'CommandDataSetType',
    ],
    [
      'C-STORE without an instance',
      readStoreRequest(CommandSet.of({ AffectedSOPClassUID: '1.2' })),
      'AffectedSOPInstanceUID',
    ],
    ['a response without a status', readResponse(CommandSet.of({ MessageIDBeingRespondedTo: 1 })), 'Status'],
  ])('%s is malformed', (_, read, missing) => expect(read).toEqual({ kind: 'malformed', missing }));

  test('an operation that nobody knows can still be answered', () => {
    const response = responseCommand(CommandSet.of({ CommandField: 0x0777, MessageID: 3 }), 0x0211);
    expect(response.number('CommandField')).toBe(0x8777);
    expect(response.number('MessageIDBeingRespondedTo')).toBe(3);
    expect(response.has('AffectedSOPClassUID')).toBe(false);
  });
});

describe('the answer to a C-FIND', () => {
  const request = findRequest(5, uids.modalityWorklistFind);
  const matches = [1, 2, 3].map((n) => ({ dataSet: [Uint8Array.of(n)], optionalKeyUnsupported: n === 2 }));
  const statusesOf = (answer: QueryAnswer, cancelAfter = Infinity, cancel = cancelRequest(5)): string[] => {
    const seen: string[] = [];
    for (let i = 0; ; i++) {
      if (i === cancelAfter) answer.cancel(cancel);
      const response = answer.next();
      if (response === undefined) return seen;
      expect(response.command.number('MessageIDBeingRespondedTo')).toBe(5);
      seen.push(formatStatus(response.command.number('Status') ?? -1) + toHex(response.dataSet ?? []));
    }
  };

  test('is pending for each match and then final', () => {
    expect(statusesOf(new QueryAnswer(3, request, matches))).toEqual(['FF00H01', 'FF01H02', 'FF00H03', '0000H']);
  });

  test('stops at a C-CANCEL with FE00', () => {
    expect(statusesOf(new QueryAnswer(3, request, matches), 1)).toEqual(['FF00H01', 'FE00H']);
  });

  test('goes on when the C-CANCEL names another operation', () => {
    expect(statusesOf(new QueryAnswer(3, request, matches), 1, cancelRequest(6))).toHaveLength(4);
  });

  test('is a failure alone when the query could not be processed', () => {
    const answer = new QueryAnswer(3, request, [], { status: 0xc001, errorComment: 'no' });
    expect(answer.next()?.command.text('ErrorComment')).toBe('no');
    expect(answer.done).toBe(true);
  });

  test('announces a data set only where there is one', () => {
    expect(findResponse(request, 0xff00, { withDataSet: true }).number('CommandDataSetType')).not.toBe(0x0101);
    expect(findResponse(request, 0x0000).number('CommandDataSetType')).toBe(0x0101);
  });
});

describe('negotiation', () => {
  const implicit = uids.implicitVrLittleEndian;
  const explicit = uids.explicitVrLittleEndian;
  const proposed = proposeContexts([
    { abstractSyntax: 'a', transferSyntaxes: [implicit, explicit] },
    { abstractSyntax: 'b', transferSyntaxes: [explicit] },
    { abstractSyntax: 'c', transferSyntaxes: [implicit] },
  ]);
  const supported = new Map([
    ['a', [explicit, implicit]],
    ['b', [implicit]],
  ]);

  test('gives every context its result, by the acceptor’s preference', () => {
    expect(negotiate(proposed, supported)).toEqual([
      { id: 1, result: 0, transferSyntax: explicit },
      { id: 3, result: 4, transferSyntax: explicit },
      { id: 5, result: 3, transferSyntax: implicit },
    ]);
  });

  test('follows the requestor’s order when told to', () => {
    expect(negotiate(proposed, supported, { prefer: 'proposed' })[0]).toEqual({
      id: 1,
      result: 0,
      transferSyntax: implicit,
    });
  });

  test.each([1, 2] as const)('lets the user refuse with result %i', (result) => {
    expect(negotiate(proposed, supported, { refuse: () => result })[0]).toEqual({
      id: 1,
      result,
      transferSyntax: implicit,
    });
  });

  test('grants roles that both want', () => {
    const roles = [
      { sopClassUid: 'a', scu: true, scp: true },
      { sopClassUid: 'z', scu: true, scp: true },
    ];
    expect(negotiateRoles(roles, new Map([['a', { scu: false, scp: true }]]))).toEqual([
      { sopClassUid: 'a', scu: false, scp: true },
    ]);
  });
});

describe('explanations', () => {
  test.each([
    ['C-STORE', 0xa901, 'failure', 'Error: data set does not match SOP Class', 'PS3.4 B.2.3'],
    ['C-FIND', 0xa900, 'failure', 'Error: identifier does not match SOP Class', 'PS3.4 C.4.1.1.4, K.4.1.1.4'],
    ['C-FIND', 0xc123, 'failure', 'Failed: unable to process', 'PS3.4 C.4.1.1.4, K.4.1.1.4'],
    ['C-MOVE', 0xa801, 'failure', 'Refused: move destination unknown', 'PS3.4 C.4.2.1.5'],
    ['C-ECHO', 0x0000, 'success', 'Success', 'PS3.7 Annex C'],
    ['C-STORE', 0x0122, 'failure', 'Refused: SOP Class not supported', 'PS3.7 Annex C'],
    ['C-ECHO', 0x7777, 'failure', 'failure of no table', 'PS3.7 Annex C'],
  ] as const)('%s status %i', (service, code, kind, text, clause) => {
    expect(explainStatus(service, code)).toEqual({ code, class: kind, text, clause });
  });

  test.each([
    [0x0000, 'success'],
    [0xff00, 'pending'],
    [0xff01, 'pending'],
    [0xfe00, 'cancel'],
    [0xb007, 'warning'],
    [0x0107, 'warning'],
    [0xa700, 'failure'],
    [0x0110, 'failure'],
  ])('status class of %i is %s', (code, expected) => expect(statusClass(code)).toBe(expected));

  test('of a rejection use the words of the standard', () => {
    expect(explainRejection(rejections.calledAeNotRecognized)).toEqual({
      result: 'rejected-permanent',
      source: 'DICOM UL service-user',
      reason: 'called-AE-title-not-recognized',
      clause: 'PS3.8 9.3.4',
    });
    expect(explainRejection({ result: 2, source: 3, reason: 2 }).reason).toBe('local-limit-exceeded');
    expect(explainRejection({ result: 9, source: 1, reason: 5 })).toMatchObject({
      result: 'reserved (9)',
      reason: 'reserved (5)',
    });
  });

  test('of an abort say when the reason means nothing', () => {
    expect(explainAbort({ source: 0, reason: 5 }).reason).toBe('not significant');
    expect(explainAbort({ source: 2, reason: 2 }).reason).toBe('unexpected-PDU');
    expect(explainAbort({ source: 2, reason: 3 }).reason).toBe('reserved (3)');
  });
});
