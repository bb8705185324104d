import { describe, expect, test } from 'vitest';
import { abortReasonTable, explainAbort } from '../../../server/protocols/dimse/abort.ts';
import type { AcceptorMachine } from '../../../server/protocols/dimse/association.ts';
import { PduExplainer } from '../../../server/protocols/dimse/explain-pdu.ts';
import { explainRejection, rejectionTable, rejections } from '../../../server/protocols/dimse/rejection.ts';
import { explainStatus, statusClass, statusTable } from '../../../server/protocols/dimse/status.ts';
import { explainUserIdentity, userIdentityResponse } from '../../../server/protocols/dimse/user-identity.ts';
import { establishedPair, machineIn, pull, sent } from './pair.ts';

describe('each A-ASSOCIATE-RJ of PS3.8 Table 9-21', () => {
  const all = rejectionTable.flatMap(({ source, reason, text }) =>
    [1, 2].map((result) => [{ result, source, reason }, text] as const),
  );

  test.each(all)('%o can be sent, recognised, explained and read on the wire', (rejection, text) => {
    const acceptor = machineIn('Sta3') as AcceptorMachine;
    expect(acceptor.reject(rejection)).toEqual({ kind: 'done' });
    const bytes = sent(acceptor);
    const requestor = machineIn('Sta5');
    requestor.feed(bytes);
    expect(pull(requestor)[0]).toEqual({ kind: 'associate-reject', rejection });
    expect(explainRejection(rejection).reason).toBe(text);
    expect(new PduExplainer().explain(bytes, 'acceptor')[0]?.field.value).toBe(text);
  });

  test('the named ones are in the table, with their usual result', () => {
    for (const { result, source, reason } of Object.values(rejections)) {
      const line = rejectionTable.find((entry) => entry.source === source && entry.reason === reason);
      expect(line?.usualResult).toBe(result);
    }
    expect(Object.keys(rejections)).toHaveLength(rejectionTable.length);
  });
});

describe('each A-ABORT of PS3.8 Table 9-26', () => {
  const all = [{ source: 0, reason: 0 }, ...abortReasonTable.map(({ reason }) => ({ source: 2, reason }))];

  test.each(all)('%o can be sent, recognised, explained and read on the wire', (abort) => {
    const { requestor, acceptor } = establishedPair();
    acceptor.abort(abort);
    const bytes = sent(acceptor);
    requestor.feed(bytes);
    expect(pull(requestor)[0]).toMatchObject({ kind: abort.source === 0 ? 'abort' : 'provider-abort', abort });
    const { reason, source } = explainAbort(abort);
    expect(new PduExplainer().explain(bytes, 'acceptor')[0]?.field).toMatchObject({ value: reason, meaning: source });
  });
});

describe('the table of statuses', () => {
  test.each(statusTable.map((entry) => [entry.service, entry.code.toString(16), entry] as const))(
    '%s %s is of the class its digits say, with text and clause',
    (service, _, entry) => {
      expect(statusClass(entry.code)).toBe(entry.class);
      expect(entry.clause).toMatch(/^PS3\.[47] /);
      const { text, clause } = explainStatus(service === 'any' ? 'N-SERVICES' : service, entry.code);
      expect({ text, clause }).toEqual({ text: entry.text, clause: entry.clause });
    },
  );
});

describe('a user identity', () => {
  const identity = (type: number, positiveResponseRequested: boolean): Parameters<typeof explainUserIdentity>[0] => ({
    type,
    positiveResponseRequested,
    primary: new TextEncoder().encode('doe'),
    secondary: new TextEncoder().encode('secret'),
  });

  test('is explained without its passcode', () => {
    expect(explainUserIdentity(identity(2, true))).toEqual({
      type: 2,
      text: 'username and passcode',
      username: 'doe',
      clause: 'PS3.7 D.3.3.7',
    });
    expect(explainUserIdentity(identity(9, true)).text).toBe('reserved (9)');
  });

  test.each([
    ['was asked for and the user is trusted', identity(1, true), { kind: 'trusted' }, new Uint8Array(0)],
    ['carries a ticket', identity(3, true), { kind: 'trusted', response: Uint8Array.of(1) }, Uint8Array.of(1)],
    ['was not asked for', identity(1, false), { kind: 'trusted' }, undefined],
    ['is not trusted', identity(1, true), { kind: 'not-trusted' }, undefined],
    ['is not looked at', identity(1, true), 'ignored', undefined],
    ['is not there', undefined, { kind: 'trusted' }, undefined],
  ] as const)('is answered rightly when it %s', (_, who, verdict, expected) => {
    expect(userIdentityResponse(who, verdict)).toEqual(expected);
  });
});
