import { connect } from 'node:net';
import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { dialDicom } from '../../server/gateway/dicom-dial.ts';
import { listenDicom } from '../../server/gateway/dicom-port.ts';
import { dialMllp } from '../../server/gateway/mllp-dial.ts';
import { listenMllp } from '../../server/gateway/mllp-port.ts';
import { serving } from '../../server/gateway/association-service.ts';
import { negotiate, proposeContexts } from '../../server/protocols/dimse/negotiation.ts';
import { uids } from '../../server/protocols/dimse/uids.ts';

const contexts = [{ abstractSyntax: uids.verification, transferSyntaxes: [uids.implicitVrLittleEndian] }];
const supported = new Map([[uids.verification, [uids.implicitVrLittleEndian]]]);
const attend = serving({
  accept: (request) => ({ kind: 'accept', contexts: negotiate(request.contexts, supported) }),
  answer: () => [],
});
const request = { calledAeTitle: 'ANY', callingAeTitle: 'US', contexts: proposeContexts(contexts) };

describe('a real port', () => {
  it.each(['0.0.0.0', '::', '192.0.2.1', 'localhost'])('is not opened at %s, nor dialled there', async (host) => {
    const refused = { kind: 'failed', fault: { kind: 'address-refused', host } };
    expect(await listenDicom({ port: 0, host, attend })).toEqual(refused);
    expect(await listenMllp({ port: 0, host, answer: () => undefined })).toEqual(refused);
    expect(await dialDicom({ port: 104, host, request })).toEqual(refused);
    expect(await dialMllp({ port: 2575, host })).toEqual(refused);
  });

  it('that is taken, and one that nobody holds, are faults and no exceptions', async () => {
    const first = await listenMllp({ port: 0, answer: () => undefined });
    if (first.kind === 'failed') throw new Error(first.fault.kind);
    const { port } = first;
    const taken = { kind: 'failed', fault: { kind: 'socket', code: 'EADDRINUSE' } };
    expect(await listenMllp({ port, answer: () => undefined })).toEqual(taken);
    await first.close();
    const nobody = { kind: 'failed', fault: { kind: 'socket', code: 'ECONNREFUSED' } };
    expect(await dialMllp({ port })).toEqual(nobody);
    expect(await dialDicom({ port, request })).toEqual(nobody);
  });

  it('rejects an association beyond its number, and takes one again when another has ended', async () => {
    await using port = await listening({ associations: 1 });
    const first = await dialDicom({ port: port.port, request });
    const second = await dialDicom({ port: port.port, request });
    expect(second).toEqual({ kind: 'rejected', rejection: { result: 2, source: 3, reason: 2 } });
    if (first.kind === 'open') await first.association.release();
    const third = await dialDicom({ port: port.port, request });
    expect(third.kind).toBe('open');
  });

  it('counts the time of a message from the message, not from the association request', async () => {
    await using port = await listening({ messageMillis: 200 });
    const dialled = await dialDicom({ port: port.port, request });
    if (dialled.kind !== 'open') throw new Error(dialled.kind);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(await dialled.association.release()).toEqual({ kind: 'released' });
  });

  it('ends all its connections when it is closed', async () => {
    const port = await listening({});
    const socket = connect(port.port, '127.0.0.1');
    await once(socket, 'connect');
    socket.on('error', () => undefined);
    const gone = once(socket, 'close');
    while (port.connections === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await port.close();
    await gone;
    expect(port.connections).toBe(0);
  });
});

async function listening(limits: Parameters<typeof listenDicom>[0]['limits'] & object) {
  const listener = await listenDicom({ port: 0, attend, limits });
  if (listener.kind === 'failed') throw new Error(listener.fault.kind);
  return listener;
}
