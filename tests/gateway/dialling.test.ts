import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { dialDicom } from '../../server/gateway/dicom-dial.ts';
import { listenDicom } from '../../server/gateway/dicom-port.ts';
import { negotiate, proposeContexts } from '../../server/protocols/dimse/negotiation.ts';
import { echoRequest, echoResponse } from '../../server/protocols/dimse/services/verification.ts';
import { uids } from '../../server/protocols/dimse/uids.ts';

const syntaxes = [uids.implicitVrLittleEndian];
const request = {
  calledAeTitle: 'ANY',
  callingAeTitle: 'US',
  contexts: proposeContexts([
    { abstractSyntax: uids.verification, transferSyntaxes: syntaxes },
    { abstractSyntax: uids.studyRootFind, transferSyntaxes: syntaxes },
  ]),
};
/** Of those who wait for what never comes; what does come must come within them. */
const limits = { answerMillis: 2_500, artimMillis: 200, lingerMillis: 100 };
const supported = new Map([[uids.verification, syntaxes]]);

/** Accepts associations; answers the first `answers` requests of each, or ends it in another way. */
async function peer(answers: number, then: 'silence' | 'abort' | 'reset' | 'no release' = 'silence') {
  const listener = await listenDicom({
    port: 0,
    attend: (connection) => {
      let left = answers;
      return (indication) => {
        if (indication.kind === 'associate-request')
          connection.machine.accept({ contexts: negotiate(indication.request.contexts, supported) });
        else if (indication.kind === 'release-request') {
          if (then !== 'no release') connection.machine.respondRelease();
        } else if (indication.kind === 'message') {
          if (left-- > 0) connection.machine.sendMessage(indication.contextId, echoResponse(indication.command));
          else if (then === 'abort') connection.machine.abort();
          else if (then === 'reset') connection.destroy();
        }
      };
    },
  });
  if (listener.kind === 'failed') throw new Error(listener.fault.kind);
  return listener;
}

describe.concurrent('an association that is dialled', () => {
  it('tells what became of each context', async () => {
    await using port = await peer(1);
    const dialled = await dialDicom({ port: port.port, request });
    if (dialled.kind !== 'open') throw new Error(dialled.kind);
    expect(dialled.answered.map(({ id, result }) => [id, result])).toEqual([
      [1, 0],
      [3, 3],
    ]);
    expect(await dialled.association.ask(1, echoRequest(1))).toMatchObject({ kind: 'answered', status: 0 });
    expect(await dialled.association.release()).toEqual({ kind: 'released' });
  });

  it('fails when nobody answers the request for it', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await dialDicom({ port, request, limits })).toEqual({ kind: 'failed', fault: { kind: 'no-answer' } });
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it.each([
    ['silence', { kind: 'failed', fault: { kind: 'no-answer' } }],
    ['abort', { kind: 'aborted', by: 'peer' }],
    ['reset', { kind: 'aborted', by: 'transport' }],
  ] as const)('and open ends with %s after an answer, and says so to who asks', async (how, expected) => {
    await using port = await peer(1, how);
    const dialled = await dialDicom({ port: port.port, request, limits });
    if (dialled.kind !== 'open') throw new Error(dialled.kind);
    const { association } = dialled;
    expect(await association.ask(1, echoRequest(1))).toMatchObject({ status: 0 });
    expect(await association.ask(1, echoRequest(2))).toMatchObject(expected);
    expect(await association.ask(1, echoRequest(3))).toMatchObject(expected);
    expect(await association.closed()).toMatchObject(expected);
  });

  it('is given up when its release is not answered', async () => {
    await using port = await peer(0, 'no release');
    const dialled = await dialDicom({ port: port.port, request, limits });
    if (dialled.kind !== 'open') throw new Error(dialled.kind);
    expect(await dialled.association.release()).toEqual({ kind: 'failed', fault: { kind: 'no-answer' } });
  });

  it('is not given up while nothing is asked', async () => {
    await using port = await peer(2);
    const dialled = await dialDicom({ port: port.port, request, limits });
    if (dialled.kind !== 'open') throw new Error(dialled.kind);
    await new Promise((resolve) => setTimeout(resolve, 3_500));
    expect(await dialled.association.ask(1, echoRequest(1))).toMatchObject({ status: 0 });
    expect(await dialled.association.release()).toEqual({ kind: 'released' });
  });
});
