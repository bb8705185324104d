import { describe, expect, it } from 'vitest';
import { fromCivil, SECOND } from '../../server/core/clock.ts';
import { Kernel, type Task } from '../../server/core/kernel.ts';
import { emptyJournal, Journal } from '../../server/network/journal.ts';
import { emptyNetwork, Network } from '../../server/network/network.ts';
import {
  type AssociationOutcome,
  type DicomProvider,
  openAssociation,
  type OpenAssociation,
  serveDicom,
} from '../../server/network/dicom-link.ts';
import type { DicomRoom } from '../../server/network/dicom-journal.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import { uids } from '../../server/protocols/dimse/uids.ts';
import { runTask } from '../support/run-task.ts';

const CT = '1.2.840.10008.5.1.4.1.1.2';
const worklist = uids.modalityWorklistFind;

function room(): DicomRoom {
  const kernel = new Kernel(fromCivil({ year: 2026, month: 3, day: 16 }));
  const network = new Network(kernel, 'seed', emptyNetwork());
  network.addHost('ct01', '10.20.20.11');
  network.addHost('pacs01', '10.20.10.30');
  return { kernel, network, journal: new Journal(kernel, emptyJournal()) };
}

const supported = new Map([
  [uids.verification, [IMPLICIT_LE]],
  [worklist, [IMPLICIT_LE]],
  [CT, [EXPLICIT_LE, IMPLICIT_LE]],
]);
const open: DicomProvider = { accept: () => ({ kind: 'accept', supported }), echo: () => 0 };

function associate(at: DicomRoom, calledAe = 'NGH_PACS', port = 11112, host = 'pacs01'): Task<AssociationOutcome> {
  return openAssociation(at, {
    from: 'ct01',
    callingAe: 'NGH_CT1',
    calledAe,
    target: { host, port },
    contexts: [
      { abstractSyntax: uids.verification, transferSyntaxes: [IMPLICIT_LE] },
      { abstractSyntax: worklist, transferSyntaxes: [IMPLICIT_LE] },
      { abstractSyntax: CT, transferSyntaxes: [EXPLICIT_LE] },
    ],
    timeout: 10 * SECOND,
    keys: { accession: 'A260000001' },
  });
}

function* within<T>(at: DicomRoom, use: (association: OpenAssociation) => Task<T>): Task<T> {
  const outcome = yield* associate(at);
  if (outcome.kind !== 'open') throw new Error(outcome.kind);
  const value = yield* use(outcome.association);
  yield* outcome.association.release();
  return value;
}

const titles = (at: DicomRoom): string[] =>
  at.journal.state.events
    .slice()
    .map((event) => `${event.host}: ${event.title}${event.kind === 'transport' ? ` (${event.outcome})` : ''}`);

describe('an association between two hosts', () => {
  it('answers C-ECHO and records request and answer, the answer following from the request', () => {
    const at = room();
    const ended: string[] = [];
    serveDicom(at, 'pacs01', 11112, { ...open, ended: (call, how) => ended.push(`${call.callingAe} ${how}`) });
    const result = runTask(
      at,
      within(at, (association) => association.echo()),
    );
    expect(result).toEqual({ kind: 'answered', status: 0, errorComment: '', eventId: 1 });
    expect(titles(at)).toEqual(['ct01: C-ECHO-RQ', 'pacs01: C-ECHO-RSP']);
    expect(at.journal.get(2)).toMatchObject({ cause: 1, inReplyTo: 1, status: 0, host: 'pacs01', to: 'ct01' });
    expect(ended).toEqual(['NGH_CT1 released']);
  });

  it('returns the matches of C-FIND in order, more than one write of them', () => {
    const at = room();
    const names = Array.from({ length: 60 }, (_, index) => `A26000${String(index).padStart(4, '0')}`);
    const asked: string[] = [];
    serveDicom(at, 'pacs01', 11112, {
      ...open,
      find: (call, identifier) => {
        asked.push(`${call.callingAe} ${identifier.text(0x00080050)}`);
        return names.map((name) => ({ data: DataSet.build([[0x00080050, 'SH', name]]) }));
      },
    });
    const query = DataSet.build([[0x00080050, 'SH', 'A26*']]);
    const result = runTask(
      at,
      within(at, (association) => association.find(worklist, query)),
    );
    if (result.kind !== 'answered') throw new Error(result.detail);
    expect(result.status).toBe(0);
    expect(result.results.map((found) => found.text(0x00080050))).toEqual(names);
    expect(asked).toEqual(['NGH_CT1 A26*']);
    expect(at.journal.get(1)).toMatchObject({ title: 'C-FIND-RQ', keys: {} });
    expect(at.journal.get(2)).toMatchObject({ title: 'C-FIND-RSP', keys: { accession: 'A260000000' }, status: 0xff00 });
  });

  it('passes on the failure of a query', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, { ...open, find: () => ({ kind: 'failed', status: 0xa900, comment: 'no level' }) });
    const result = runTask(
      at,
      within(at, (association) => association.find(worklist, DataSet.empty)),
    );
    expect(result).toMatchObject({ kind: 'answered', status: 0xa900, errorComment: 'no level', results: [] });
  });

  it('hands an instance over without copying its pixels', () => {
    const at = room();
    const pixels = new Uint8Array(131_072);
    const stored: DataSet[] = [];
    serveDicom(at, 'pacs01', 11112, {
      ...open,
      store: (_, instance) => {
        stored.push(instance.dataSet);
        return { status: 0 };
      },
    });
    const image = DataSet.build([
      [0x00080018, 'UI', '2.25.1'],
      [0x00100020, 'LO', '10004521'],
      [0x7fe00010, 'OW', pixels],
    ]);
    expect(
      runTask(
        at,
        within(at, (association) => association.store(image, CT, '2.25.1')),
      ),
    ).toMatchObject({ status: 0 });
    expect(stored[0]?.text(0x00100020)).toBe('10004521');
    expect(stored[0]?.bytes(0x7fe00010)?.buffer).toBe(pixels.buffer);
    expect(at.journal.get(1)).toMatchObject({
      keys: { patientId: '10004521' },
      sopClass: CT,
      transferSyntax: EXPLICIT_LE,
    });
  });

  it('says that a context is missing instead of sending, and goes on', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, {
      ...open,
      accept: () => ({ kind: 'accept', supported: new Map([[uids.verification, [IMPLICIT_LE]]]) }),
    });
    const [find, echo] = runTask(
      at,
      within(at, function* (association) {
        return [yield* association.find(worklist, DataSet.empty), yield* association.echo()] as const;
      }),
    );
    expect([find.kind, echo.kind]).toEqual(['no-context', 'answered']);
  });

  it('answers an operation that the provider lacks with 0211H', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, open);
    expect(
      runTask(
        at,
        within(at, (association) => association.find(worklist, DataSet.empty)),
      ),
    ).toMatchObject({ status: 0x0211 });
  });
});

describe('an association that does not come about', () => {
  it.each([
    ['nobody listens', 'pacs01', 104, 'refused', 'pacs01:104 refused the connection'],
    ['the name is unknown', 'pacs09', 104, 'unknown-host', 'no host pacs09'],
  ])('when %s', (_, host, port, kind, detail) => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, open);
    expect(runTask(at, associate(at, 'NGH_PACS', port, host))).toEqual({ kind, detail, eventId: 1 });
    expect(at.journal.get(1)).toMatchObject({
      kind: 'transport',
      protocol: 'DICOM',
      keys: { accession: 'A260000001' },
    });
  });

  it('when the host is down', () => {
    const at = room();
    at.network.state.hosts.update('pacs01', { up: false });
    expect(runTask(at, associate(at))).toMatchObject({ kind: 'timed-out' });
  });

  it('when the called AE title is rejected, with the words of the standard', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, {
      ...open,
      accept: ({ calledAe }) =>
        calledAe === 'NGH_PACS' ? { kind: 'accept', supported } : { kind: 'reject', result: 1, source: 1, reason: 7 },
    });
    expect(runTask(at, associate(at, 'NGH_Pacs'))).toEqual({
      kind: 'rejected',
      result: 1,
      source: 1,
      reason: 7,
      text: 'called-AE-title-not-recognized',
      eventId: 1,
    });
  });

  it('when the server takes the connection and keeps silent', () => {
    const at = room();
    at.network.listen('pacs01', 11112, () => ({ data: () => undefined, closed: () => undefined }));
    expect(runTask(at, associate(at))).toMatchObject({ kind: 'timed-out' });
  });
});

describe('a server', () => {
  it('drops a client that connects and says nothing when ARTIM expires', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, open);
    const end = runTask(
      at,
      (function* () {
        const connected = yield* at.network.connect('ct01', 'pacs01', 11112);
        if (connected.kind !== 'open') throw new Error(connected.kind);
        const received = yield* connected.connection.receive(at.kernel.now + 60 * SECOND);
        return { received, waited: at.kernel.now };
      })(),
    );
    expect(end.received).toEqual({ kind: 'closed', how: 'fin' });
  });

  it('aborts on bytes that are no PDU and records it', () => {
    const at = room();
    serveDicom(at, 'pacs01', 11112, open);
    runTask(
      at,
      (function* () {
        const connected = yield* at.network.connect('ct01', 'pacs01', 11112);
        if (connected.kind !== 'open') throw new Error(connected.kind);
        connected.connection.send([new TextEncoder().encode('GET / HTTP/1.1\r\n\r\n')]);
        yield* connected.connection.receive(at.kernel.now + 60 * SECOND);
        connected.connection.close();
      })(),
    );
    expect(titles(at)).toEqual(['pacs01: association (aborted: unrecognized-pdu-type)']);
  });

  it('learns that an association was aborted', () => {
    const at = room();
    const ended: string[] = [];
    serveDicom(at, 'pacs01', 11112, { ...open, ended: (_, how) => ended.push(how) });
    runTask(
      at,
      (function* () {
        const outcome = yield* associate(at);
        if (outcome.kind === 'open') outcome.association.abort();
      })(),
    );
    expect(ended).toEqual(['aborted']);
  });
});
