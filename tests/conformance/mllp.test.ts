import { Hl7Client, Hl7Server } from '@medplum/hl7';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialMllp } from '../../server/gateway/mllp-dial.ts';
import { listenMllp } from '../../server/gateway/mllp-port.ts';
import { buildAck, readAck } from '../../server/protocols/hl7/ack.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { frameMllp } from '../../server/protocols/mllp/codec.ts';
import { needsTool, python3 } from '../support/tool.ts';
import { freePort } from '../support/tcp-shell.ts';
import { temporaryFolder } from './dimse/dcmtk.ts';

/** python3-hl7 and @medplum/hl7 as peers of our MLLP, each in both roles. */

const template = (name: string): Hl7Message =>
  Hl7Message.read(new Uint8Array(readFileSync(new URL(`../../messages/hl7/${name}.hl7`, import.meta.url))));
const order = template('orm-o01-nw');
const named = order.set('MSH-18', 'UNICODE UTF-8').set('PID-5.1', 'MÜLLER');
const numbered = (count: number): Hl7Message[] =>
  Array.from({ length: count }, (_, index) => named.set('MSH-10', `M${index + 1}`));
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

interface Ours extends AsyncDisposable {
  readonly port: number;
  readonly received: readonly Uint8Array[];
}

/** Acknowledges what comes with AA, or AE for what asks for it by its control id. */
async function ours(): Promise<Ours> {
  const received: Uint8Array[] = [];
  const listener = await listenMllp({
    port: 0,
    answer: (payload) => {
      received.push(payload);
      const message = Hl7Message.read(payload);
      const code = message.controlId.startsWith('BAD') ? 'AE' : 'AA';
      return buildAck(message, { code, controlId: `A${received.length}`, timestamp: '20260317080000' }).bytes;
    },
  });
  if (listener.kind === 'failed') throw new Error(listener.fault.kind);
  return { port: listener.port, received, [Symbol.asyncDispose]: () => listener.close() };
}

/** Sends each over one connection of ours and gives what the answers acknowledge. */
async function acknowledged(port: number, messages: readonly Hl7Message[]): Promise<(readonly [string, string])[]> {
  const dialled = await dialMllp({ port });
  if (dialled.kind === 'failed') throw new Error(dialled.fault.kind);
  const found: (readonly [string, string])[] = [];
  for (const message of messages) {
    const outcome = await dialled.connection.send(message.bytes);
    if (outcome.kind === 'failed') throw new Error(outcome.fault.kind);
    const ack = readAck(Hl7Message.read(outcome.bytes));
    found.push(ack.kind === 'ack' ? [ack.code, ack.requestControlId] : [ack.kind, ack.reason]);
  }
  await dialled.connection.close();
  return found;
}

const python = needsTool('mllp_send', 'python3:hl7');

const SERVER = `
import asyncio, sys, hl7
from hl7.mllp import start_hl7_server
async def serve(reader, writer):
    try:
        while True:
            message = await reader.readmessage()
            assert str(message.segment('PID')(5)(1)(1)) == 'MÜLLER'
            writer.writemessage(message.create_ack('AA'))
            await writer.drain()
    except asyncio.IncompleteReadError:
        writer.close()
async def main():
    server = await start_hl7_server(serve, '127.0.0.1', 0, encoding='utf-8')
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
`;

describe.skipIf(!python.available)(`python3-hl7 ${python.reason}`, () => {
  it.each([
    ['in frames', ''],
    ['as lines of text', '--loose'],
  ])('mllp_send gets an acknowledgement of each message of a file %s', async (_, how) => {
    using folder = temporaryFolder();
    const messages = [...numbered(25), named.set('MSH-10', 'BAD1')];
    const bytes = messages.map((message) =>
      how === '' ? frameMllp(message.bytes) : new TextEncoder().encode(text(message.bytes).replaceAll('\r', '\r\n')),
    );
    const file = join(folder.path, 'messages.hl7');
    writeFileSync(file, Buffer.concat(bytes));
    await using peer = await ours();
    const child = spawn('mllp_send', [...(how === '' ? [] : [how]), '-p', String(peer.port), '-f', file, '127.0.0.1']);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(output.match(/MSA\|[^\r]*/g)).toEqual([
      ...numbered(25).map(({ controlId }) => `MSA|AA|${controlId}`),
      'MSA|AE|BAD1',
    ]);
    // It takes the last segment's end away.
    const withEnd = peer.received.map((payload) => `${text(payload)}\r`);
    expect(withEnd).toEqual(messages.map((message) => text(message.bytes)));
  });

  it('its server acknowledges what we send', async () => {
    const child = spawn(python3, ['-c', SERVER], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, PYTHONUTF8: '1' },
    });
    try {
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      const messages = numbered(25);
      expect(await acknowledged(Number(line.toString()), messages)).toEqual(
        messages.map(({ controlId }) => ['AA', controlId]),
      );
    } finally {
      child.kill();
    }
  });
});

type MedplumMessage = Parameters<Hl7Client['sendAndWait']>[0];
// The package may have a core of its own beside ours.
const medplum = createRequire(import.meta.resolve('@medplum/hl7'))('@medplum/core') as {
  readonly Hl7Message: { parse(text: string): MedplumMessage };
};

describe('@medplum/hl7', () => {
  it('its client gets an acknowledgement of each message, also of several under way', async () => {
    await using peer = await ours();
    const client = new Hl7Client({ host: '127.0.0.1', port: peer.port });
    const messages = [...numbered(25), named.set('MSH-10', 'BAD1')];
    const acks = await Promise.all(
      messages.map(async (message) => await client.sendAndWait(medplum.Hl7Message.parse(text(message.bytes)))),
    );
    const said = acks.map((ack) =>
      ['1', '2'].map((field) => ack.getSegment('MSA')?.getField(Number(field)).toString()),
    );
    expect(said).toEqual(messages.map(({ controlId }) => [controlId === 'BAD1' ? 'AE' : 'AA', controlId]));
    expect(peer.received.map((payload) => Hl7Message.read(payload).value('PID-5.1'))).toEqual(
      messages.map((message) => message.value('PID-5.1')),
    );
    await client.close();
  });

  it('its server acknowledges what we send', async () => {
    const port = await freePort();
    const names: (string | undefined)[] = [];
    const server = new Hl7Server((connection) => {
      connection.addEventListener('message', ({ message }) => {
        names.push(message.getSegment('PID')?.getField(5).getComponent(1));
        connection.send(message.buildAck());
      });
    });
    await server.start(port);
    const messages = numbered(25);
    expect(await acknowledged(port, messages)).toEqual(messages.map(({ controlId }) => ['AA', controlId]));
    expect(names).toEqual(messages.map(() => 'MÜLLER'));
    await server.stop({ forceDrainTimeoutMs: 100 });
  });
});
