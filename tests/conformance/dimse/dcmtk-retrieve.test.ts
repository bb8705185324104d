import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AcceptorMachine, Indication, RequestorMachine } from '../../../server/protocols/dimse/association.ts';
import { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { readResponse } from '../../../server/protocols/dimse/message.ts';
import { negotiate, negotiateRoles, proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import { cancelRequest } from '../../../server/protocols/dimse/services/cancel.ts';
import { RetrieveAnswer } from '../../../server/protocols/dimse/services/retrieve-answer.ts';
import { findRequest } from '../../../server/protocols/dimse/services/query.ts';
import {
  getRequest,
  moveRequest,
  readMoveRequest,
  readSubOperationCounts,
  retrieveResponse,
} from '../../../server/protocols/dimse/services/retrieve.ts';
import { readStoreRequest, storeRequest, storeResponse } from '../../../server/protocols/dimse/services/storage.ts';
import { statusClass, statuses } from '../../../server/protocols/dimse/status.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import {
  type DimseConnection,
  type DimseServer,
  freePort,
  listenDimse,
  runRequestor,
} from '../../support/tcp-shell.ts';
import { needsTool } from '../../support/tool.ts';
import { explicitDataSet, implicitDataSet, run, serve, serveArchive, temporaryFolder } from './dcmtk.ts';

const tools = needsTool('movescu', 'getscu', 'dcmqrscp', 'storescp');

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const studyRoot = { move: '1.2.840.10008.5.1.4.1.2.2.2', get: '1.2.840.10008.5.1.4.1.2.2.3' };
const patientRoot = { move: '1.2.840.10008.5.1.4.1.2.1.2', get: '1.2.840.10008.5.1.4.1.2.1.3' };
const studyUid = '1.2.826.0.1.3680043.10.1.2';

interface Held {
  readonly sopUid: string;
  readonly dataSet: readonly Uint8Array[];
}

const unsigned = (value: number): Uint8Array => Uint8Array.of(value & 0xff, value >> 8);
const held = (count: number): Held[] =>
  Array.from({ length: count }, (_, index) => {
    const sopUid = `${studyUid}.1.${index + 1}`;
    return {
      sopUid,
      dataSet: explicitDataSet([
        [0x00080016, 'UI', secondaryCapture],
        [0x00080018, 'UI', sopUid],
        [0x00080060, 'CS', 'OT'],
        [0x00100010, 'PN', 'Doe^Jane'],
        [0x00100020, 'LO', 'P0001'],
        [0x0020000d, 'UI', studyUid],
        [0x0020000e, 'UI', `${studyUid}.1`],
        [0x00280010, 'US', unsigned(4)],
        [0x7fe00010, 'OB', new Uint8Array(16).fill(index)],
      ]),
    };
  });

const failedList = (sopUids: readonly string[]): Uint8Array[] => implicitDataSet([[0x00080058, sopUids.join('\\')]]);
const storage = proposeContexts([
  { abstractSyntax: secondaryCapture, transferSyntaxes: [uids.explicitVrLittleEndian] },
]);

/** One C-STORE on an association of its own; the status, or undefined when there was none. */
async function storeAt(
  port: number,
  instance: Held,
  calledAeTitle: string,
  messageId: number,
): Promise<number | undefined> {
  let status: number | undefined;
  await runRequestor(port, { calledAeTitle, callingAeTitle: 'PACS01', contexts: storage }, (indication, machine) => {
    if (indication.kind === 'associate-accept') {
      const moveOriginator = { aeTitle: 'MOVER', messageId };
      machine.sendMessage(1, storeRequest(1, secondaryCapture, instance.sopUid, { moveOriginator }), instance.dataSet);
    } else if (indication.kind === 'message') {
      status = indication.command.number('Status');
      machine.release();
    }
  });
  return status;
}

/** An archive that holds `instances` and knows destinations by port. */
async function archive(
  instances: readonly Held[],
  destinations: ReadonlyMap<string, number> = new Map<string, number>(),
): Promise<DimseServer & { readonly seen: Indication[] }> {
  const seen: Indication[] = [];
  const supported = new Map<string, readonly string[]>([
    ...[studyRoot.move, studyRoot.get, patientRoot.move, patientRoot.get].map(
      (uid) => [uid, [uids.implicitVrLittleEndian]] as const,
    ),
    [secondaryCapture, [uids.explicitVrLittleEndian]] as const,
  ]);
  const under = new WeakMap<AcceptorMachine, { readonly answer: RetrieveAnswer<Held>; go: () => void }>();

  function begin(
    connection: DimseConnection<AcceptorMachine>,
    contextId: number,
    command: CommandSet,
    perform: (instance: Held, answer: RetrieveAnswer<Held>, go: () => void) => void,
  ): void {
    const answer = new RetrieveAnswer(contextId, command, instances, { encodeFailed: failedList });
    const go = (): void => {
      for (let step = answer.next(); step !== undefined; step = answer.next()) {
        if (step.kind === 'perform') perform(step.instance, answer, go);
        else connection.machine.sendMessage(contextId, step.command, step.dataSet);
      }
      connection.run();
    };
    under.set(connection.machine, { answer, go });
    setTimeout(go, 1);
  }

  const server = await listenDimse((indication, connection) => {
    seen.push(indication);
    const { machine } = connection;
    if (indication.kind === 'release-request') machine.respondRelease();
    else if (indication.kind === 'associate-request') {
      const { contexts, userInformation } = indication.request;
      const granted = new Map([[secondaryCapture, { scu: true, scp: true }]]);
      const roleSelections = negotiateRoles(userInformation.roleSelections, granted);
      machine.accept({ contexts: negotiate(contexts, supported), roleSelections });
    } else if (indication.kind === 'message') {
      const { command, contextId, name } = indication;
      if (name === 'C-CANCEL-RQ') under.get(machine)?.answer.cancel(command);
      else if (name === 'C-STORE-RSP') {
        const running = under.get(machine);
        running?.answer.settle(command.number('Status') === 0 ? 'completed' : 'failed');
        running?.go();
      } else if (name === 'C-MOVE-RQ') {
        const request = readMoveRequest(command);
        const port = request.kind === 'move' ? destinations.get(request.destination) : undefined;
        if (request.kind === 'malformed' || port === undefined) {
          machine.sendMessage(contextId, retrieveResponse(command, statuses.moveDestinationUnknown));
          return;
        }
        begin(connection, contextId, command, (instance, answer, go) => {
          const ended = (status: number | undefined): void => {
            answer.settle(status === 0 ? 'completed' : 'failed');
            go();
          };
          storeAt(port, instance, request.destination, request.messageId).then(ended, () => {
            ended(undefined);
          });
        });
      } else if (name === 'C-GET-RQ') {
        const context = [...machine.contexts.values()].find(
          ({ abstractSyntax }) => abstractSyntax === secondaryCapture,
        );
        let messageId = 0;
        begin(connection, contextId, command, (instance, answer) => {
          const request = storeRequest(++messageId, secondaryCapture, instance.sopUid);
          if (!context || machine.sendMessage(context.id, request, instance.dataSet).kind === 'refused') {
            answer.settle('failed');
          }
        });
      }
    }
  });
  return { ...server, seen };
}

const names = (seen: readonly Indication[]): string[] =>
  seen.map((indication) => (indication.kind === 'message' ? (indication.name ?? 'unknown') : indication.kind));
const keys = ['-k', '0008,0052=STUDY', '-k', `0020,000d=${studyUid}`];

describe.skipIf(!tools.available)(`DCMTK movescu and getscu against our archive ${tools.reason}`, () => {
  test.each([
    ['Study Root', ['-S', ...keys]],
    ['Patient Root', ['-P', '-k', '0010,0020=P0001', ...keys]],
  ])('movescu receives a study by %s', async (_, args) => {
    using folder = temporaryFolder();
    const port = await freePort();
    await using ours = await archive(held(3), new Map([['MOVER', port]]));
    const command = ['-v', '-aet', 'MOVER', '-aem', 'MOVER', '-aec', 'PACS01', '+P', String(port), '-od', folder.path];
    const { status, output } = await run('movescu', [...command, ...args, '127.0.0.1', String(ours.port)]);
    expect(output).toContain('Received Final Move Response (Success)');
    expect(output.match(/Received Move Response \d+ \(Pending\)/g)).toHaveLength(2);
    expect(status).toBe(0);
    expect(readdirSync(folder.path)).toHaveLength(3);
    expect(names(ours.seen)).toEqual(['associate-request', 'C-MOVE-RQ', 'release-request', 'closed']);
  });

  test.each([
    ['an unknown destination', new Map<string, number>(), /MoveDestinationUnknown|Move Destination Unknown/],
    [
      'a destination where nobody listens',
      new Map([['MOVER', 1]]),
      /0xa702|UnableToPerformSuboperations|Suboperations/i,
    ],
  ])('movescu is told of %s', async (_, destinations, text) => {
    await using ours = await archive(held(2), destinations);
    const args = ['-v', '-d', '-aem', 'MOVER', '-S', ...keys, '127.0.0.1', String(ours.port)];
    const { output } = await run('movescu', args);
    expect(output).toMatch(text);
  });

  test('movescu --cancel stops the sub-operations', async () => {
    using folder = temporaryFolder();
    const port = await freePort();
    await using ours = await archive(held(40), new Map([['MOVER', port]]));
    const args = [
      '-v',
      '-aet',
      'MOVER',
      '-aem',
      'MOVER',
      '+P',
      String(port),
      '-od',
      folder.path,
      '--cancel',
      '2',
      '-S',
    ];
    const { output } = await run('movescu', [...args, ...keys, '127.0.0.1', String(ours.port)]);
    expect(output).toMatch(/Cancel/);
    expect(readdirSync(folder.path).length).toBeLessThan(30);
    expect(names(ours.seen)).toContain('C-CANCEL-RQ');
  });

  test.each([
    ['Study Root', ['-S', ...keys]],
    ['Patient Root', ['-P', '-k', '0010,0020=P0001', ...keys]],
  ])('getscu gets a study by %s on its own association', async (_, args) => {
    using folder = temporaryFolder();
    await using ours = await archive(held(3));
    const command = ['-v', '-od', folder.path, ...args, '127.0.0.1', String(ours.port)];
    const { status, output } = await run('getscu', command);
    expect(status).toBe(0);
    expect(output).toMatch(/Number of Completed Suboperations *: 3/);
    expect(readdirSync(folder.path)).toHaveLength(3);
    expect(names(ours.seen).filter((name) => name === 'C-STORE-RSP')).toHaveLength(3);
  });
});

/** Sends a request when the association is open, takes what is stored on it, and releases after the final response. */
function retrieve(
  command: CommandSet,
  identifier: readonly Uint8Array[],
  taken: string[],
  cancelAfter = Infinity,
): (indication: Indication, machine: RequestorMachine) => void {
  let pending = 0;
  return (indication, machine) => {
    if (indication.kind === 'associate-accept') machine.sendMessage(1, command, identifier);
    else if (indication.kind === 'message' && indication.name === 'C-STORE-RQ') {
      const request = readStoreRequest(indication.command);
      if (request.kind === 'store') taken.push(request.sopInstanceUid);
      machine.sendMessage(indication.contextId, storeResponse(indication.command, 0));
    } else if (indication.kind === 'message') {
      const response = readResponse(indication.command);
      if (response.kind !== 'response') return;
      if (statusClass(response.status) !== 'pending') machine.release();
      else if (++pending === cancelAfter) machine.sendMessage(1, cancelRequest(command.number('MessageID') ?? 0));
    }
  };
}

const finalOf = (seen: readonly Indication[]): CommandSet =>
  seen.findLast((indication) => indication.kind === 'message')?.command ?? CommandSet.of({});

describe.skipIf(!tools.available)(`Our requestor against dcmqrscp ${tools.reason}`, () => {
  test('finds at every level, moves to storescp and gets, by both roots', async () => {
    using folder = temporaryFolder();
    const received = join(folder.path, 'received');
    mkdirSync(received);
    await using destination = await serve('storescp', ['-od', received, '{port}']);
    await using peer = await serveArchive(folder.path, { DEST: destination.port });
    for (const instance of held(3)) expect(await storeAt(peer.port, instance, 'QRSCP', 1)).toBe(0);

    const ask = async (
      abstractSyntax: string,
      command: CommandSet,
      identifier: readonly (readonly [number, string])[],
      taken: string[] = [],
      cancelAfter = Infinity,
    ): Promise<Indication[]> =>
      await runRequestor(
        peer.port,
        {
          calledAeTitle: 'QRSCP',
          callingAeTitle: 'CT1',
          contexts: proposeContexts([
            { abstractSyntax, transferSyntaxes: [uids.implicitVrLittleEndian] },
            { abstractSyntax: secondaryCapture, transferSyntaxes: [uids.explicitVrLittleEndian] },
          ]),
          roleSelections: [{ sopClassUid: secondaryCapture, scu: true, scp: true }],
        },
        retrieve(command, implicitDataSet(identifier), taken, cancelAfter),
      );
    const patient = [0x00100020, 'P0001'] as const;
    const study = [0x0020000d, studyUid] as const;
    const series = [0x0020000e, `${studyUid}.1`] as const;

    for (const [root, level, identifier, matches] of [
      [uids.patientRootFind, 'PATIENT', [[0x00100020, '']], 1],
      [uids.patientRootFind, 'STUDY', [patient, [0x0020000d, '']], 1],
      [uids.patientRootFind, 'SERIES', [patient, study, [0x0020000e, '']], 1],
      [uids.patientRootFind, 'IMAGE', [[0x00080018, ''], patient, study, series], 3],
      [uids.studyRootFind, 'STUDY', [[0x0020000d, '']], 1],
      [uids.studyRootFind, 'SERIES', [study, [0x0020000e, '']], 1],
      [uids.studyRootFind, 'IMAGE', [[0x00080018, ''], study, series], 3],
    ] as const) {
      const all = [...identifier, [0x00080052, level] as const].sort((a, b) => a[0] - b[0]);
      const seen = await ask(root, findRequest(1, root), all);
      const answers = seen.flatMap((one) => (one.kind === 'message' ? [one.command.number('Status')] : []));
      expect([level, answers]).toEqual([level, [...Array<number>(matches).fill(0xff00), 0]]);
    }

    const wanted = [[0x00080052, 'STUDY'], study] as const;
    for (const [uid, identifier] of [
      [studyRoot.move, wanted],
      [patientRoot.move, [[0x00080052, 'STUDY'], patient, study]],
    ] as const) {
      const moved = finalOf(await ask(uid, moveRequest(2, uid, 'DEST'), identifier));
      expect(moved.number('Status')).toBe(0);
      expect(readSubOperationCounts(moved)).toMatchObject({ completed: 3, failed: 0, warning: 0 });
    }
    expect(readdirSync(received)).toHaveLength(3);
    const unknown = finalOf(await ask(studyRoot.move, moveRequest(3, studyRoot.move, 'NOBODY'), wanted));
    expect(unknown.number('Status')).toBe(statuses.moveDestinationUnknown);

    const taken: string[] = [];
    const got = finalOf(await ask(studyRoot.get, getRequest(4, studyRoot.get), wanted, taken));
    expect(got.number('Status')).toBe(0);
    expect(taken.sort()).toEqual(held(3).map(({ sopUid }) => sopUid));
    const cancelled: string[] = [];
    const stopped = finalOf(await ask(studyRoot.get, getRequest(5, studyRoot.get), wanted, cancelled, 1));
    expect([0, statuses.cancel]).toContain(stopped.number('Status'));
  });
});
